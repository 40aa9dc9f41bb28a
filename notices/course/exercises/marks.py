"""A class's marks as a table: one row for each submission, one column for each task, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notices.course.exercises.result import Result, Verdict

MOST_TASKS = 6
COLUMNS = ("learner", "exercise", "file", "right", "tasks", *(f"task {number}" for number in range(1, MOST_TASKS + 1)), "what went wrong", "remarks")
# Full-width signs count as the plain ones in some spreadsheets.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What a verdict's kind is called where a few words have to do; a known mistake goes by its own name.
IN_SHORT = {"passed": "right", "missing": "no answer cell", "start": "not answered", "written down": "number written down",
            "wrong": "another answer", "error": "ends with an error", "stopped": "had to be ended"}


@dataclass(frozen=True)
class Submission:
    """One notebook of one learner, and what became of it: a ``result``, or a ``problem`` in one line.

    ``file``: as shown, below the class's folder; ``path``: where it lies; ``digest``: of its content when it was first read;
    ``answers``: as they were checked, by the number of the task.
    """

    learner: str
    file: str
    exercise: str = ""
    result: Result | None = None
    problem: str = ""
    remarks: Sequence[str] = ()
    answers: Mapping[int, str] = field(default_factory=dict, repr=False)
    path: Path = Path()
    digest: str = ""

    @property
    def all_remarks(self) -> list[str]:
        """Whatever a teacher may want to know of it, in sentences."""
        return [*([f"Not checked: {self.problem}"] if self.problem else []), *self.remarks, *(self.result.notes if self.result else [])]


def in_order(submissions: Iterable[Submission]) -> list[Submission]:
    """By learner, exercise and file, so that A-2 comes before A-10."""
    return sorted(submissions, key=lambda one: (natural(one.learner), one.exercise, natural(one.file)))


def natural(text: str) -> tuple:
    """A key that sorts as people do: numbers by their size, letters whatever their case."""
    parts = re.split(r"([0-9]+)", text.casefold())
    return (*((part.zfill(12) if at % 2 else part) for at, part in enumerate(parts)), text)


def in_short(verdict: Verdict) -> str:
    """What became of a task in a few words: the name of the known mistake, else its kind."""
    return verdict.misconception or IN_SHORT[verdict.kind]


def as_csv(submissions: Iterable[Submission]) -> bytes:
    """The table: UTF-8 with a byte order mark, by which spreadsheets know it.

    A task is 1 (right) or 0; a task that the exercise does not have, and every task of a notebook that could not be checked, is empty.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in in_order(submissions):
        table.writerow([harmless(cell) for cell in _row(one)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _row(one: Submission) -> list[str]:
    verdicts = one.result.verdicts if one.result else ()
    marks = [str(int(verdict.passed)) for verdict in verdicts]
    wrong = "; ".join(f"task {verdict.task}: {in_short(verdict)}" for verdict in verdicts if not verdict.passed)
    totals = [str(one.result.passed), str(len(verdicts))] if one.result else ["", ""]
    return [one.learner, one.exercise, one.file, *totals, *marks, *[""] * (MOST_TASKS - len(marks)), wrong, " ".join(one.all_remarks)]


def harmless(cell: str) -> str:
    """The cell as one line of text that no spreadsheet runs: what would begin a formula gets an apostrophe in front."""
    begins = cell.startswith(BEGINS_A_FORMULA) or cell.lstrip().startswith(BEGINS_A_FORMULA)
    line = "".join(letter if letter.isprintable() else " " for letter in cell)
    return f"'{line}" if begins else line
