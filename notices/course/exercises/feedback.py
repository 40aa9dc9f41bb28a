"""A page of feedback for one learner: for each task what it came to, what to think about, and hints to be opened one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from notices.course.exercises.marks import Submission
from notices.course.exercises.page import bullets, our_words, page, words
from notices.course.exercises.result import Verdict

FOLDER = "feedback"
LONGEST_NAME = 60  # characters
NOT_FILES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}  # on Windows


def by_learner(submissions: Iterable[Submission]) -> dict[str, list[Submission]]:
    """The submissions of each learner, in the order given."""
    theirs: dict[str, list[Submission]] = {}
    for one in submissions:
        theirs.setdefault(one.learner, []).append(one)
    return theirs


def page_names(learners: Iterable[str]) -> dict[str, str]:
    """Where each learner's page goes below the results: named after the learner as far as any file system lets a file be named so."""
    names, taken = {}, set()
    for learner in sorted(set(learners)):
        name = "".join(letter if letter.isalnum() or letter in "-_ ()" else "_" for letter in learner).strip()[:LONGEST_NAME].strip()
        if name != learner or name.casefold() in taken | NOT_FILES:
            name = f"{name}-{hashlib.sha256(learner.encode('utf-8', 'replace')).hexdigest()[:8]}"
        taken.add(name.casefold())
        names[learner] = f"{FOLDER}/{name}.html"
    return names


def feedback_page(learner: str, submissions: Sequence[Submission]) -> bytes:
    """The learner's page: one part for each notebook."""
    body = [f"<h1>Feedback for {words(learner)}</h1>", f"<p>{_in_all(submissions)}</p>"]
    if len(submissions) > 1:
        body.append(_contents(submissions))
    body += [_part(one, f"part-{number}", len(submissions) > 1) for number, one in enumerate(submissions, 1)]
    return page(f"Feedback for {learner}", "\n".join(body))


def _in_all(submissions: Sequence[Submission]) -> str:
    results = [one.result for one in submissions if one.result]
    right, tasks = sum(result.passed for result in results), sum(len(result.verdicts) for result in results)
    if not results:
        return "Nothing could be checked; the reason stands below."
    hints = "" if right == tasks else " Where one is not right yet, its hints can be opened one after the other."
    return f"<strong>{right} of {tasks} tasks {'is' if right == 1 else 'are'} right.</strong>{hints}"


def _title(one: Submission) -> str:
    return words(one.result.title if one.result else one.exercise or one.file)


def _contents(submissions: Sequence[Submission]) -> str:
    lines = [f'<li><a href="#part-{number}">{_title(one)}</a>: {words(one.result.summary) if one.result else "not checked"} '
             f'<span class="quiet">File: {words(one.file)}</span></li>'
             for number, one in enumerate(submissions, 1)]
    return f'<nav aria-label="Notebooks"><ul>{"".join(lines)}</ul></nav>'


def _part(one: Submission, place: str, one_of_many: bool) -> str:
    """One notebook. What it came to stands there if that has not been said at the top."""
    summary = f"{words(one.result.summary)} " if one.result and one_of_many else ""
    parts = [f'<h2 id="{place}">{_title(one)}</h2>', f'<p>{summary}<span class="quiet">File: {words(one.file)}</span></p>']
    if one.all_remarks:
        parts.append(f'<div class="remarks">{bullets(one.all_remarks)}</div>')
    parts += [_task(verdict, one.answers.get(verdict.task, "")) for verdict in (one.result.verdicts if one.result else ())]
    return f"<section>{''.join(parts)}</section>"


def _task(verdict: Verdict, answer: str) -> str:
    """One task: what it came to first, then what to think about, the hints, the answer as it was checked, and any traceback last."""
    kind, mark = ("right", "✓ Right") if verdict.passed else ("not-yet", "✗ Not yet")
    parts = [f'<h3><span class="mark">{mark}</span> Task {verdict.task} · {our_words(verdict.title)}</h3>']
    if not verdict.passed:
        parts += [_message(verdict), _hints(verdict.hints)]
    if answer:
        parts.append(f"<details><summary>The answer that was checked{_of(verdict)}</summary><pre>{words(answer)}</pre></details>")
    if verdict.details:
        parts.append(f"<details><summary>The error in full{_of(verdict)}</summary><pre>{words(verdict.details)}</pre></details>")
    return f'<article class="task {kind}">{"".join(parts)}</article>'


def _of(verdict: Verdict) -> str:
    """For those who hear one link after the other."""
    return f' <span class="quiet">(task {verdict.task})</span>'


def _message(verdict: Verdict) -> str:
    """What is said of the answer. Only texts of the exercise's own may set words off: others may hold a stranger's stars."""
    if verdict.kind != "known":
        return f'<p class="said">{words(verdict.message)}</p>'
    name = verdict.misconception.replace("-", " ")
    return f'<p>{our_words(verdict.message)}</p><p class="quiet">A known mistake: {words(name)}.</p>'


def _hints(hints: Sequence[str]) -> str:
    """Each hint inside the one before, so that they are opened in order."""
    text = ""
    for number in range(len(hints), 0, -1):
        text = f"<details><summary>Hint {number}</summary><p>{our_words(hints[number - 1])}</p>{text}</details>"
    return text
