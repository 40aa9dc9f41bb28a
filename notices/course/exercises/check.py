"""``python -m notices check FILE``: what is right in one exercise, what is not, and what to think about next."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from notices.course.exercises import box
from notices.course.exercises.checker import Broken, Worker
from notices.course.exercises.key import exercise_names, load_exercise
from notices.course.exercises.lift import Cell, Notebook, exercise_of, read_learners
from notices.course.exercises.result import Result, Verdict
from notices.course.exercises.verdict import check_notebook
from notices.errors import NoticesError, listed, nearest

EXIT_CODES = "exit codes: 0 every task is right; 1 one is not, or the file could not be checked; 2 the command line was not understood"


def main(arguments: list[str]) -> int:
    """Check one notebook and print the verdicts; 0 if every task is right."""
    options = _parser().parse_args(arguments)
    if options.stdin:
        return _for_the_button()
    if options.file is None:
        _parser().error("name an exercise's notebook, such as exercises/03-when-is-an-electronic-notice-served.ipynb")
    result = checked(Path(options.file), box.require_confined(options.unconfined))
    print("\n".join(in_words(result, options.hints)))
    return 0 if result.passed == len(result.verdicts) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="notices check", description="Check the answers in one exercise.", epilog=EXIT_CODES)
    parser.add_argument("file", nargs="?", metavar="FILE", help="a learner's notebook, whatever its name")
    parser.add_argument("--hints", type=int, default=0, metavar="N", help="show the first N hints of each task that is not right yet")
    parser.add_argument("--unconfined", action="store_true", help="run the answers without a box; for work that you trust, such as your own")
    parser.add_argument("--stdin", action="store_true", help=argparse.SUPPRESS)
    return parser


def checked(path: Path, confined: bool) -> Result:
    """The verdicts on a notebook file. Raises NoticesError for one that cannot be checked."""
    with Worker(confined) as worker:
        worker.start()  # it imports while the file is read
        notebook = read_learners(_existing(path))
        name = exercise_of(notebook, exercise_names())
        if not name:
            raise NoticesError(f"{path.name}: this notebook has no answer cell of any exercise. Exercises are {listed(exercise_names())}.")
        return _checked(notebook, name, worker)


def _checked(notebook: Notebook, name: str, worker: Worker) -> Result:
    try:
        return check_notebook(notebook, load_exercise(name), worker)
    except Broken as problem:
        raise NoticesError(f"{name}: the check itself failed ({problem}). The set-up may be broken: lesson 0 tests it.") from None


def _existing(path: Path) -> Path:
    if path.exists():
        return path
    names = [f"{name}.ipynb" for name in exercise_names()]
    raise NoticesError(f"{path}: there is no such file.{nearest(path.name, names)} Exercises lie in the folder exercises/.")


def _for_the_button() -> int:
    """Answers by cell id come in as JSON, and the result goes out as JSON: learner and checker share this machine and its user."""
    asked = json.loads(sys.stdin.read())
    cells = [Cell(source, True, cell_id) for cell_id, source in asked["cells"].items()]
    with Worker(confined=False) as worker:  # the same code has run in the learner's own kernel a moment ago
        print(json.dumps(_checked(Notebook(cells), asked["exercise"], worker).as_json()))
    return 0


# ---- in words --------------------------------------------------------------------------------------------------------


def in_words(result: Result, hints: int = 0) -> Iterator[str]:
    """The lines that are printed."""
    yield f"{result.title}"
    for verdict in result.verdicts:
        yield from ["", *_task_in_words(verdict, hints)]
    yield from ["", *result.notes, result.summary]
    if hints == 0 and any(verdict.hints for verdict in result.verdicts):
        yield "For a hint on each task that is not right yet, add --hints 1, then 2, then 3."


def _task_in_words(verdict: Verdict, hints: int) -> Iterator[str]:
    yield f"{'right  ' if verdict.passed else 'not yet'}  Task {verdict.task} · {verdict.title}"
    if verdict.passed:
        return
    yield from (f"         {line}" for line in verdict.message.splitlines())
    yield from (f"         Hint {number}: {hint}" for number, hint in enumerate(verdict.hints[:hints], 1))
    if verdict.details:
        yield from (f"         | {line}" for line in verdict.details.splitlines())


__all__ = ["checked", "in_words", "main"]
