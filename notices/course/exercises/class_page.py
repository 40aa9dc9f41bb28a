"""The teacher's page: what needs a look, which task went wrong how often and how, and everybody's marks."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from notices.course.exercises.feedback import by_learner
from notices.course.exercises.marks import Submission
from notices.course.exercises.page import bullets, our_words, page, words
from notices.course.exercises.task_picture import counted, headline, task_picture
from notices.figures.picture import Picture


def class_page(submissions: Sequence[Submission], places: Mapping[str, str], name: str) -> bytes:
    """The page about a class of that name. ``places``: of each learner's page, below the folder that this one lies in."""
    body = [f"<h1>Results of {words(name)}</h1>", _in_all(submissions), _remarks(submissions), *map(_exercise, _by_exercise(submissions).values()),
            _marks(submissions, places)]
    return page(f"Results of {name}", "\n".join(body), wide=True)


def _by_exercise(submissions: Sequence[Submission]) -> dict[str, list[Submission]]:
    checked = sorted((one for one in submissions if one.result), key=lambda one: one.exercise)
    return {name: [one for one in checked if one.exercise == name] for name in dict.fromkeys(one.exercise for one in checked)}


def _in_all(submissions: Sequence[Submission]) -> str:
    checked = [one for one in submissions if one.result]
    learners = len(by_learner(submissions))
    said = (f"<p>{len(submissions)} {_plural('notebook', len(submissions))} of {learners} {_plural('learner', learners)}; "
            f"{len(checked)} {'was' if len(checked) == 1 else 'were'} checked.</p>")
    lines = [f"<li>{words(theirs[0].result.title)}: {words(headline(counted(theirs)))}.</li>" for theirs in _by_exercise(submissions).values()]
    return said + (f"<ul>{''.join(lines)}</ul>" if len(lines) > 1 else "")


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _remarks(submissions: Sequence[Submission]) -> str:
    """What a machine cannot settle."""
    files: dict[tuple[str, str], list[str]] = {}
    for one in submissions:
        for remark in one.all_remarks:
            files.setdefault((one.learner, remark), []).append(one.file)
    lines = [f"{learner} ({', '.join(theirs)}): {remark}" for (learner, remark), theirs in files.items()]
    return f'<h2>To look at yourself</h2><div class="remarks">{bullets(lines)}</div>' if lines else ""


def _exercise(submissions: Sequence[Submission]) -> str:
    """One exercise: the picture, and the same numbers as a table."""
    title = submissions[0].result.title
    picture = task_picture(counted(submissions), title)
    table = _scrolling(_numbers(picture), f"Tasks of {title}")
    return f"<section><h2>{words(title)}</h2>{_image(picture)}{table}{_mistakes(submissions)}</section>"


def _mistakes(submissions: Sequence[Submission]) -> str:
    """What learners were told of the known mistakes that they made, so that their names speak."""
    told = sorted({(verdict.task, verdict.misconception, verdict.message) for one in submissions for verdict in one.result.verdicts
                   if verdict.misconception})
    lines = "".join(f"<li>Task {task}, {words(name)}: {our_words(message)}</li>" for task, name, message in told)
    return f"<details><summary>What learners are told of these mistakes</summary><ul>{lines}</ul></details>" if told else ""


def _image(picture: Picture) -> str:
    source = base64.b64encode(picture.png).decode("ascii")
    return f'<img alt="{escape(picture.alt)}" width="{picture.width}" height="{picture.height}" src="data:image/png;base64,{source}">'


def _numbers(picture: Picture) -> str:
    head = "".join(f'<th scope="col"{NUMBER if at in (1, 2) else ""}>{words(name)}</th>' for at, name in enumerate(picture.table.columns))
    rows = "".join(f'<tr><th scope="row">{our_words(task)}</th><td{NUMBER}>{right}</td><td{NUMBER}>{wrong}</td><td>{words(how)}</td></tr>'
                   for task, right, wrong, how in picture.table.cells())
    return f"<table><caption>The same, in numbers of notebooks</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


NUMBER = ' class="number"'


def _marks(submissions: Sequence[Submission], places: Mapping[str, str]) -> str:
    """Learners down, exercises across; a name leads to its page."""
    names = sorted({one.exercise for one in submissions if one.exercise})
    unknown = any(not one.exercise for one in submissions)
    head = '<th scope="col">learner</th>' + "".join(f'<th scope="col"{NUMBER}>{words(name[:2])}</th>' for name in names)
    head += '<th scope="col">other notebooks</th>' if unknown else ""
    rows = []
    for learner, theirs in by_learner(submissions).items():
        cells = "".join(f"<td{NUMBER}>{_cell([one for one in theirs if one.exercise == name])}</td>" for name in names)
        cells += f"<td>{_cell([one for one in theirs if not one.exercise])}</td>" if unknown else ""
        rows.append(f'<tr><th scope="row"><a href="{escape(quote(places[learner]))}">{words(learner)}</a></th>{cells}</tr>')
    about = "<p>Tasks that are right, of all tasks; exercises by their number. A name leads to the learner's page of feedback.</p>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f"<section><h2>Marks</h2>{about}{_scrolling(table, 'Marks')}</section>"


def _cell(submissions: Sequence[Submission]) -> str:
    marks = [f"{one.result.passed} of {len(one.result.verdicts)}" if one.result else "not checked" for one in submissions]
    return "<br>".join(marks) or "–"


def _scrolling(table: str, name: str) -> str:
    """A table that scrolls by itself where a screen is narrow; the keyboard reaches it."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'
