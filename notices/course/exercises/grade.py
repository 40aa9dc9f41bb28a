"""``python -m notices grade FOLDER``: a class's exercises, checked in boxes, with marks, feedback and a page for the teacher.

Every submission is checked with the solution's numbers for its own seed and for a fresh one, so an answer that was written down does
not pass. What is finished is in the journal; an interrupted run goes on from there (:mod:`~notices.course.exercises.journal`), and
the results are made from the journal alone: they do not depend on how often a run was interrupted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path

from notices.course.exercises import box
from notices.course.exercises.checker import Broken, Limits, Prints, Worker, solution_prints, stored_prints
from notices.course.exercises.class_folder import doubles, require_folder, submissions, with_doubles_noted
from notices.course.exercises.class_page import class_page
from notices.course.exercises.crew import Crew, cores
from notices.course.exercises.feedback import by_learner, feedback_page, page_names
from notices.course.exercises.journal import LARGEST_SEED, Journal, entry_name
from notices.course.exercises.key import Exercise, exercise_names, load_exercise, solutions_folder
from notices.course.exercises.learner_names import plain
from notices.course.exercises.lift import lift, parse
from notices.course.exercises.marks import Submission, as_csv, in_order
from notices.course.exercises.result import Result
from notices.course.exercises.verdict import check_notebook
from notices.errors import NoticesError
from notices.spread import Progress

EXIT_CODES = ("exit codes: 0 every notebook was checked; 1 one could not be, or the input was wrong; 2 the command line was not understood; "
              "130 interrupted (the same command goes on)")
MOST_WORKERS = 64
MOST_TRIES = 20  # seeds in a row
LONGEST_KEPT = 4_000  # characters of an answer or a traceback that go on a page
MARKS, PAGE = "marks.csv", "class.html"


def main(arguments: list[str]) -> int:
    """Check all notebooks below a folder and write the results; see EXIT_CODES."""
    options = _parser().parse_args(arguments)
    folder = Path(options.folder)
    require_folder(folder)
    results = Path(options.to) if options.to else folder.resolve().with_name(f"{folder.resolve().name}-checked")
    try:
        return _graded(Class(folder, results, options))
    except KeyboardInterrupt:
        print(f"\nInterrupted. What is finished is kept in {results}. To go on from there, start the same command again.", file=sys.stderr)
        return 130
    except OSError as error:  # such as a full disk under the copies that are checked
        raise NoticesError(f"{error.filename or folder}: {error.strerror or error}. What is finished is kept in {results}: mend that, and start the "
                           "same command again.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="notices grade", epilog=EXIT_CODES, description=(
        "Check a class's exercises. An interrupted run goes on where it stopped when the same command is started again. More: docs/checking.md"))
    parser.add_argument("folder", metavar="FOLDER", help=(
        "where the notebooks lie: in one folder for each learner, or with the learner in the file's name"))
    parser.add_argument("--to", metavar="RESULTS", help="folder for the results (FOLDER-checked, beside FOLDER)")
    parser.add_argument("--exercise", metavar="NAME", help="check only this exercise now, such as 03")
    parser.add_argument("--seed", type=_number(1, LARGEST_SEED), metavar="N",
                        help=f"of the fresh numbers, 1 to {LARGEST_SEED} (drawn by chance at the first start)")
    parser.add_argument("--workers", type=_number(1, MOST_WORKERS), default=min(cores(), MOST_WORKERS), metavar="N",
                        help="notebooks that are checked at once (one for each core)")
    parser.add_argument("--unconfined", action="store_true", help="run the answers without a box; only for work that you trust")
    return parser


def _number(least: int, most: int):
    """What argparse calls to read a number within bounds."""
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"expected a whole number from {least} to {most}, not {text!r}")
        return int(text)
    return read


def _graded(course: "Class") -> int:
    print("\n".join(map(shown, course.plan())))
    finished = course.check()
    course.publish(finished)
    print("\n".join(map(shown, summary(finished, course))))
    return 1 if any(one.problem for one in finished) or course.left_out else 0


# ---- a class -----------------------------------------------------------------------------------------------------------


@dataclass
class Class:
    """The notebooks below a folder, and where and how they are checked."""

    folder: Path
    results: Path
    options: argparse.Namespace
    limits: Limits = Limits()
    left_out: list[str] = field(default_factory=list)
    found: list[Submission] = field(default_factory=list)
    others: int = 0  # notebooks of exercises that are not asked for now
    fresh: dict[str, Prints | str] = field(default_factory=dict, repr=False)  # by exercise: what its solution prints, or why that fails

    def plan(self) -> Iterator[str]:
        """Find out what there is to do, and say it. Raises NoticesError for input that will not do, before anything is checked."""
        self.confined  # asked first: nothing is made on this machine before that is settled
        wanted = load_exercise(self.options.exercise).name if self.options.exercise else None
        found, self.left_out = submissions(self.folder, self.results, self.names)
        found = [self._known(one) for one in with_doubles_noted(found)]
        self.found = [one for one in found if one.result or one.problem or wanted in (None, one.exercise)]
        self.others = len(found) - len(self.found)
        yield from _counted(self.found, self.seed_and_box)

    @cached_property
    def journal(self) -> Journal:
        """What has been checked already."""
        return Journal(self.results, self.folder, self.options.seed)

    @cached_property
    def confined(self) -> bool:
        """Are answers run in a box? Raises NoticesError if they would not be and nobody said that they may run without."""
        return box.require_confined(self.options.unconfined)

    @property
    def seed_and_box(self) -> str:
        """How answers are checked, in words."""
        how = "in a box" if self.confined else "NOT in a box: they can do whatever you can"
        return f"Answers run {how}, {self.options.workers} at once; fresh numbers: --seed {self.journal.seed}."

    @cached_property
    def names(self) -> list[str]:
        """Of all exercises."""
        return exercise_names()

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The exercises that were handed in, by name."""
        return {name: load_exercise(name) for name in self.names if any(one.exercise == name for one in self.found)}

    def check(self) -> list[Submission]:
        """Check whatever the journal does not know. All submissions, in order."""
        todo = [one for one in self.found if not one.result and not one.problem]
        done = {one.path: one for one in self.found}
        with Crew(self.confined, self.limits, max(1, min(self.options.workers, len(todo)))) as crew:
            exercises = [exercise for name, exercise in self.exercises.items() if any(one.exercise == name for one in todo)]
            for exercise, prints in crew.each(self._fresh_prints, exercises):
                self.fresh[exercise.name] = prints
            work = crew.each(lambda one, worker: self._checked(one, worker, crew), todo)
            for one in Progress.over(work, len(todo), "checking", show=sys.stderr.isatty()):
                done[one.path] = one
        return in_order(done.values())

    # -- one submission

    def _known(self, one: Submission) -> Submission:
        """The submission with its result, if the journal has it."""
        if one.problem:
            return one
        name = self._entry(one)
        entry = self.journal.find(name)
        try:
            return one if entry is None else _with(one, entry)
        except (KeyError, TypeError):
            self.journal.put_aside(name)
            return one

    def _checked(self, one: Submission, worker: Worker, crew: Crew) -> Submission:
        prints = self.fresh[one.exercise]
        if isinstance(prints, str):
            return replace(one, problem=prints)
        try:
            content = one.path.read_bytes()
        except OSError as error:
            return replace(one, problem=f"cannot be read any more ({error.strerror}).")
        if hashlib.sha256(content).hexdigest() != one.digest:
            return replace(one, problem="was changed while the class was checked. Start the same command again.")
        notebook, exercise = parse(content, one.path.name), self.exercises[one.exercise]
        try:
            result = _twice(lambda: check_notebook(notebook, exercise, worker, prints), crew)
        except Broken as problem:
            return replace(one, problem=f"the check itself failed ({problem}). Open the notebook and look at what it does.")
        answers = {str(task): source[:LONGEST_KEPT] for task, source in lift(notebook, exercise).answers.items()}
        entry = {"result": _shortened(result).as_json(), "answers": answers}
        self.journal.keep(self._entry(one), entry)
        return _with(one, entry)

    def _entry(self, one: Submission) -> str:
        return entry_name(one.digest.encode("ascii"), self._keys[one.exercise], self._how)

    @cached_property
    def _how(self) -> bytes:
        return json.dumps([self.journal.seed, asdict(self.limits)]).encode("ascii")

    @cached_property
    def _keys(self) -> dict[str, bytes]:
        return {name: (solutions_folder() / f"{name}.ipynb").read_bytes() for name in self.names}

    # -- fresh numbers

    def _fresh_prints(self, exercise: Exercise, worker: Worker) -> tuple[Exercise, Prints | str]:
        """What the solution prints for the learner's numbers and for fresh ones, from the journal where that is known."""
        name = entry_name(self._keys[exercise.name], self._how)
        entry = self.journal.find(name)
        if entry is None:
            try:
                seed, prints = fresh_prints(exercise, self.journal.seed, worker)
            except Broken as problem:
                return exercise, f"its exercise could not be prepared ({problem}). python -m notices doctor may say more."
            entry = {"seed": seed, "prints": {str(task): text for task, text in prints.items()}}
            self.journal.keep(name, entry)
        own = exercise.seeds[0]
        return exercise, {own: stored_prints(exercise)[own], entry["seed"]: {int(task): text for task, text in entry["prints"].items()}}

    # -- results

    def publish(self, finished: Sequence[Submission]) -> None:
        """Write marks and pages."""
        places = page_names([one.learner for one in finished])
        pages = {places[learner]: feedback_page(learner, theirs) for learner, theirs in by_learner(finished).items()}
        self.journal.publish({MARKS: as_csv(finished), PAGE: class_page(finished, places, plain(self.folder.resolve().name)), **pages})


def fresh_prints(exercise: Exercise, seed: int, worker: Worker) -> tuple[int, Mapping[int, str]]:
    """(A seed, what the solution prints under it): ``seed`` or the next one under which every task has another answer than under the
    learners' own. Raises Broken."""
    stored = stored_prints(exercise)[exercise.seeds[0]]
    for fresh in range(seed, seed + MOST_TRIES):
        if fresh in exercise.seeds:
            continue
        prints = solution_prints(exercise, fresh, worker)
        if all(prints[number] != stored[number] for number in stored):
            return fresh, prints
    raise Broken(f"{exercise.name}: no seed from {seed} on gives every task another answer")


def _twice(check, crew: Crew) -> Result:
    """The result; tried once more, with a new process, if the first try fails for a reason of its own."""
    try:
        return check()
    except Broken:
        if crew.called_off:
            raise
        return check()


def _with(one: Submission, entry: Mapping) -> Submission:
    answers = {int(task): source for task, source in entry["answers"].items()}
    return replace(one, result=Result.from_json(entry["result"]), answers=answers)


def _shortened(result: Result) -> Result:
    """The result with the ends of very long tracebacks only."""
    return replace(result, verdicts=tuple(replace(verdict, details=verdict.details[-LONGEST_KEPT:]) for verdict in result.verdicts))


# ---- what is printed ---------------------------------------------------------------------------------------------------


def shown(line: str) -> str:
    """A line that any terminal can take, whatever is in a stranger's file names."""
    encoding = sys.stdout.encoding or "utf-8"
    return plain(line).encode(encoding, "replace").decode(encoding)


def _counted(found: Sequence[Submission], how: str) -> Iterator[str]:
    learners, exercises = {one.learner for one in found}, {one.exercise for one in found if one.exercise}
    yield f"{many(len(found), 'notebook')}, {many(len(learners), 'learner')}, {many(len(exercises), 'exercise')}. {how}"
    before = sum(one.result is not None for one in found)
    if before:
        yield f"{before} of them had been checked before and are not checked again."


def many(count: int, what: str) -> str:
    """'1 notebook', '2 notebooks'."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def summary(finished: Sequence[Submission], course: Class) -> Iterator[str]:
    """What is printed at the end: one line for whatever needs a look, then counts and where the results are."""
    yield from course.journal.notes
    yield from course.left_out
    yield from _looks(finished)
    if course.others:
        yield f"{many(course.others, 'notebook')} of other exercises left for later; without --exercise they are checked too."
    checked = sum(one.result is not None for one in finished)
    yield f"{checked} of {many(len(finished), 'notebook')} checked."
    yield f"Marks: {course.results / MARKS}"
    yield f"The class: {course.results / PAGE}"
    yield f"Feedback: {course.results / 'feedback'}, a page for each learner"


def _looks(finished: Sequence[Submission]) -> Iterator[str]:
    yield from (f"{one.file}: not checked: {one.problem}" for one in finished if one.problem)
    for learner, exercise, files in doubles(finished):
        yield f"{learner}: {len(files)} notebooks of {exercise} ({', '.join(files)}); all of them are marked."
    yield from (f"{one.file}: task {verdict.task}: {verdict.message}" for one in finished if one.result
                for verdict in one.result.verdicts if verdict.kind == "missing")


__all__ = ["Class", "fresh_prints", "main", "summary"]
