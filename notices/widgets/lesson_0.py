"""Lesson 0: does everything work here?"""

from __future__ import annotations

from typing import Any

import ipywidgets

from notices.course.doctor import Report, report
from notices.course.learner import progress_table
from notices.figures.one_dot import DAYS, OneDot
from notices.figures.picture import Table
from notices.widgets.kit import Board, Range, live_view

NOT_SEEN = ("Live widgets: not seen to work yet. If this line is still here after you have run the cell, close JupyterLab and start it "
            "with make lab (without make: see README.md).")


def self_test() -> SelfTest:
    """What is in order on this computer, and for what is not, what to do."""
    return SelfTest(report())


class SelfTest:
    """The findings, and a line that changes when the page and the kernel have reached each other."""

    def __init__(self, findings: Report) -> None:
        self.report = findings

    def __repr__(self) -> str:
        return f"{self.report}\n{NOT_SEEN}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The live view; a page that cannot show it, and a stored one, have the line that says so."""
        html = self.report._repr_html_()
        try:
            from notices.widgets.answer import AnswerWidget
        except ImportError:  # without anywidget the slider of the lesson is the test
            return {"text/html": html, "text/plain": str(self.report)}
        live = ipywidgets.VBox([ipywidgets.HTML(html), AnswerWidget()])
        return live_view(live) | {"text/html": f"{html}<p>{NOT_SEEN}</p>", "text/plain": repr(self)}


def progress() -> Table:
    """What the learner has done so far, a row for each lesson."""
    return progress_table()


def slider() -> Board:
    """One slider and a picture that follows it."""
    scene = OneDot()
    return Board([Range("day", "Day", 0, DAYS, 3, format=lambda day: f"day {day:g}")], lambda values: scene.show(values["day"]),
                 title="Does the picture follow the slider?")
