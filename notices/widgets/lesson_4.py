"""Lesson 4: one notice under each law from 2022 to 2026, with a control for the day of posting and one for each reading."""

from __future__ import annotations

import datetime as dt
from typing import Any

from notices.course.tables import assumed as table_of_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.law_calendar import LawCalendar, law, law_names, under, written_date
from notices.figures.law_calendar import law_calendar as picture_of
from notices.figures.picture import Picture, Table
from notices.people import NEVER
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system
from notices.timeline import Operations
from notices.widgets.kit import Board, Choice, Range
from notices.widgets.prediction import Prediction, Returned

# A-17 does not come to the office: whoever settles in time never meets the day on which measures start.
A17 = {"opens_after": 9, "appears_after": NEVER, "queue": 0.08}
NOT_OPENED = 71  # the slider's last stop stands for never
# One day stands for each month: the fifth, which lies after the start of a law in August 2023 and in January 2026.
FIRST_YEAR, DAY_OF_MONTH = 2022, 5
MONTHS = 50  # after the first: the last stop is March 2026, when the last dated fact of the course ends (X47)
START = 49  # February 2026
CLOCKS = {"A": "A: from the named date", "B": "B: from service", "C": "C: 27 from posting"}
SERVICE = {"day-0": "day 0, on posting (X08)", "day-7": "day 7, by the register (X09)"}
DAYS = ["Day 20", "Day 21", "Day 28", "Day 51"]
ANSWER = "The article does not say enough to tell"


def predict() -> Prediction:
    """The prediction that opens the picture."""
    return Prediction(
        "A notice is posted on day 0 and nobody comes. The article says: within twenty days. On which day do the measures start?",
        [*DAYS, ANSWER], key="lesson-4")


def returned() -> Returned:
    """The prediction met again: three readings, three days, and the count that none of them gives."""
    first = {clock: _measures_from(clock) for clock in CLOCKS}
    return predict().returned(ANSWER, (
        f"The article names no event from which its twenty days count (C12). Under the law from 1 January 2026 the sources make three "
        f"days of it: counted from the latest date that a notice may name, day {first['A']:g} (X16, X19); counted from service, as the "
        f"article seems to mean, day {first['B']:g} (X17); as two reports of one channel had it, day {first['C']:g} (X18). "
        f"Day {first['B'] - 1:g} comes out of none of them: it counts the starting event's own day as the first of the twenty."),
        gives="What the sources give")


def _measures_from(clock: str) -> float:
    return under(law("law-2026-01", clock, "day-0"), A17).days["measures_from"]


def law_calendar() -> Board:
    """The same notice under four laws; the controls are the day of posting, two readings, and the day of opening."""
    scene = LawCalendar()

    def draw(values: dict[str, Any]) -> Picture:
        return picture_of(posting_day(values["month"]), person(values["opens_after"]), values["clock"], values["service"], scene)

    controls = [
        Range("month", "The notice is posted on", 0, MONTHS, START, format=lambda month: written_date(posting_day(month), 3)),
        Choice("clock", "Reading of the 20 days", CLOCKS, "A"),
        Choice("service", "It counts as served on", SERVICE, "day-0"),
        Range("opens_after", "A-17 opens the account on day", 0, NOT_OPENED, A17["opens_after"], format=_opening),
    ]
    return Board(controls, draw, title="Law calendar: one notice, four laws", gate=predict())


def posting_day(month: float) -> dt.date:
    """The day of posting at one stop of the slider, counted in months from January 2022."""
    year, month_of_year = divmod(int(month), 12)
    return dt.date(FIRST_YEAR + year, month_of_year + 1, DAY_OF_MONTH)


def person(opens_after: float) -> dict[str, object]:
    """A-17 with the day of opening that the control shows."""
    return A17 | {"opens_after": NEVER if opens_after == NOT_OPENED else opens_after}


def _opening(day: float) -> str:
    return "never" if day == NOT_OPENED else f"day {day:g}"


def assumed() -> Table:
    """The rules of the latest law; of the earlier ones what differs; then A-17's habits and the office's means."""
    *earlier, latest = [load_system(name) for name in law_names()]
    whole = table_of_assumptions([latest], A17, Operations())
    before = [[f"{system.name}: {row[0]}", *row[1:]] for system in earlier
              for row in table_of_assumptions([system]).rows if row not in whole.rows]
    return Table(f"{latest.title}, and where the earlier ones differ", whole.columns, [*whole.rows, *before])


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("starting event", "days of grace", "named date", "last day in time", "in force", "reading", "served",
                    "exit ban", "measures")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C10 C12 C42 C43 X05 X08 X09 X13 X14 X16 X17 X18 X19 X34 X43 X47 X87")
