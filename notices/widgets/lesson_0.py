"""Lesson 0: does everything work here?"""

from __future__ import annotations

from notices.course.doctor import Report, report
from notices.course.learner import progress_table
from notices.figures.one_dot import DAYS, OneDot
from notices.figures.picture import Table
from notices.widgets.kit import Board, Range


def self_test() -> Report:
    """What is in order on this computer, and for what is not, what to do."""
    return report()


def progress() -> Table:
    """What the learner has done so far, a row for each lesson."""
    return progress_table()


def slider() -> Board:
    """One slider and a picture that follows it."""
    scene = OneDot()
    return Board([Range("day", "Day", 0, DAYS, 3, unit="days")], lambda values: scene.show(values["day"]),
                 title="Does the picture follow the slider?")
