"""A class's marks as a table: one row for each submission, one column for each task, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from notices.course.exercises.result import Result

COLUMNS = ("learner", "exercise", "file", "right", "tasks")
MOST_TASKS = 6
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Submission:
    """One notebook of one learner, and what became of it: a ``result``, or a ``problem`` in one line. ``file``: below the folder."""

    learner: str
    file: str
    exercise: str = ""
    result: Result | None = None
    problem: str = ""
    remarks: Sequence[str] = ()


def as_csv(submissions: Sequence[Submission]) -> bytes:
    """The table: UTF-8 with a byte order mark, by which spreadsheets know it.

    A task is 1 (right) or 0; a task that the exercise does not have, and every task of a notebook that could not be checked, is empty.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([*COLUMNS, *(f"task {number}" for number in range(1, MOST_TASKS + 1)), "remarks"])
    for one in sorted(submissions, key=lambda each: (each.learner, each.exercise, each.file)):
        table.writerow([harmless(cell) for cell in _row(one)])
    return text.getvalue().encode("utf-8-sig")


def _row(one: Submission) -> list[str]:
    remarks = "; ".join([*([one.problem] if one.problem else []), *one.remarks, *(one.result.notes if one.result else [])])
    if one.result is None:
        return [one.learner, one.exercise, one.file, "", "", *[""] * MOST_TASKS, remarks]
    marks = [str(int(verdict.passed)) for verdict in one.result.verdicts]
    marks += [""] * (MOST_TASKS - len(marks))
    return [one.learner, one.exercise, one.file, str(one.result.passed), str(len(one.result.verdicts)), *marks, remarks]


def harmless(cell: str) -> str:
    """The cell as text that no spreadsheet runs: what would begin a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
