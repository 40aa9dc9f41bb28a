"""Lesson 3: one person under two systems, with a control for each habit that moves a clock."""

from __future__ import annotations

from typing import Any

from notices.course.tables import assumed as table_of_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.picture import Picture, Table
from notices.figures.two_clocks import LAST, TwoClocks
from notices.figures.two_clocks import two_clocks as picture_of
from notices.people import NEVER
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system
from notices.timeline import Operations
from notices.widgets.kit import Board, Choice, Range
from notices.widgets.prediction import Prediction, Returned

A17 = {"opens_after": 9, "appears_after": 3, "queue": 0.08}
NOT_OPENED = LAST + 1  # the slider's last stop stands for never
VISITS = {"1": "the first visit", "2": "the second visit", "3": "the third visit", "4": "the fourth visit",
          "never": "no visit: never found"}
ANSWER = "Served, under the exit ban and the measures, and A-17 knows of none of it"


def predict() -> Prediction:
    """The prediction that opens the picture."""
    return Prediction(
        "A-17 does not open the account and hears of nothing. Where do things stand on day 30?",
        ["Not served: a notice that nobody has read is no notice",
         "Served, but nothing follows until A-17 knows of it",
         ANSWER,
         "Not served: after some days a courier has to come to the door"],
        key="lesson-3")


def returned() -> Returned:
    """The prediction met again."""
    return predict().returned(ANSWER, (
        "Under the article's account the notice is served on day 0 (C19), the exit ban starts with it, as we take C10, and the twenty days "
        "run without a reader (C12). Whether practice looks like this is another question; the end of this lesson comes to it."))


def two_clocks() -> Board:
    """One person on paper and electronically; the controls are the habits that move the clocks."""
    scene = TwoClocks()

    def draw(values: dict[str, Any]) -> Picture:
        return picture_of(person(**values), scene)

    controls = [
        Range("opens_after", "A-17 opens the account on day", 0, NOT_OPENED, A17["opens_after"], format=_opening),
        Range("appears_after", "Days from knowing to coming", 1, 40, A17["appears_after"], unit="days"),
        Choice("visits_needed", "On paper, the courier finds A-17 at", VISITS, "1"),
    ]
    return Board(controls, draw, title="Two clocks: one person on paper and electronically", gate=predict())


def person(opens_after: float, appears_after: float, visits_needed: str) -> dict[str, object]:
    """A-17 with the habits that the controls show."""
    return A17 | {"opens_after": NEVER if opens_after == NOT_OPENED else opens_after, "appears_after": appears_after,
                  "visits_needed": NEVER if visits_needed == "never" else int(visits_needed)}


def _opening(day: float) -> str:
    return "never" if day == NOT_OPENED else f"day {day:g}"


def assumed() -> Table:
    """The rules of both systems with their sources, A-17's habits, and the office's means."""
    return table_of_assumptions([load_system("paper-2022"), load_system("article")], A17, Operations())


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("posted", "served", "aware", "constructive notice", "actual notice", "exit ban", "measures", "reading")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C06 C07 C10 C11 C12 C13 C14 C15 C19 C22 R08 X08 X09 X17 X66 X87")
