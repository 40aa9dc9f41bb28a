"""Lesson 2: one list of paper notices, worked through by couriers day by day."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np

from notices.course.tables import assumed as table_of_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.drawing import assumptions
from notices.figures.courier_list import LARGEST, CourierList
from notices.figures.courier_list import courier_list as picture_of
from notices.figures.picture import Picture, Table
from notices.people import NEVER, People
from notices.sources import SourceList, cite_at_end, context
from notices.systems import load_system
from notices.timeline import Operations
from notices.widgets.kit import Board, Range
from notices.widgets.prediction import Prediction, Returned

A17 = {"visits_needed": 1, "queue": 0.08}
SIZE = LARGEST
SEED = 2
AT_ADDRESS = assumptions()["at_address"]
FOUND_PER_VISIT = assumptions()["found_per_visit"]  # for those who live there
LIVING_THERE = round(100 * AT_ADDRESS.default)
FIRST_DAY_SHOWN = 30

BANDS = {  # upper end of each band -> how it is offered
    0.25: "Less than a quarter",
    0.5: "Between a quarter and a half",
    0.75: "Between a half and three quarters",
    0.9: "Between three quarters and nine tenths",
    1.0: "More than nine tenths",
}


def predict() -> Prediction:
    """The prediction that opens the picture."""
    return Prediction(
        "Of all men counted as avoiding the call-up in 2012, what share had never been handed a notice?",
        list(BANDS.values()), key="lesson-2")


def returned() -> Returned:
    """The prediction met again."""
    came_not, never = counted_in_2012()
    share = never / (came_not + never)
    return predict().returned(band(share), (
        f"About {never:,} were never notified; {came_not:,} were served and did not come (X71). That makes {share:.1%}. "
        "Both figures go back to one official, and the count treats not being notified as avoiding."), gives="What the count gives")


def band(share: float) -> str:
    """The option that a share (0 to 1) falls into."""
    return next(words for end, words in BANDS.items() if share <= end)


def counted_in_2012() -> tuple[int, int]:
    """(men served who did not come, men never notified) in the General Staff's count for 2012 (X71)."""
    row = context("X71")
    came_not = re.search(r"([\d,]+) men were served and did not come", row.statement)[1]
    return int(came_not.replace(",", "")), int(row.value)


@cache
def people(living_there: float = LIVING_THERE) -> People:
    """The 300 synthetic people of the list, of whom ``living_there`` in 100 live at the registered address.

    Luck is drawn once: with another share the same people are found at the same visits, and each step up adds
    some who live there. Who does not is found by no visit.
    """
    luck = np.random.default_rng(SEED)
    moved_away_last = luck.permutation(SIZE)
    visits = luck.geometric(FOUND_PER_VISIT.default, SIZE)
    there = moved_away_last < round(SIZE * living_there / 100)
    return People.from_rows({"visits_needed": int(visit) if at_home else NEVER} for visit, at_home in zip(visits, there))


def courier_list() -> Board:
    """The list on a day; the controls are the day, the couriers' means, and the share living at the registered address."""
    scene = CourierList(SIZE)

    def draw(values: dict[str, Any]) -> Picture:
        operations = Operations(visits_per_day=int(values["visits_per_day"]), max_visits=int(values["max_visits"]))
        return picture_of(people(values["living_there"]), operations, int(values["day"]), scene)

    usual = Operations()
    controls = [
        Range("day", "Day", 0, usual.horizon, FIRST_DAY_SHOWN, format=lambda day: f"day {day:g}"),
        Range("visits_per_day", "Visits a day per 1,000 notices", 0, 100, usual.visits_per_day, 5, format=_visits),
        Range("max_visits", "Visits to one person, at most", 1, 8, usual.max_visits, unit="visits"),
        Range("living_there", "Living where they are registered", 0, 100, LIVING_THERE, 5, format=_share),
    ]
    return Board(controls, draw, title="One list of paper notices, day by day", gate=predict())


def _visits(per_thousand: float) -> str:
    return f"{per_thousand:g} ({per_thousand * SIZE / 1000:g} here)"


def _share(of_hundred: float) -> str:
    return f"{of_hundred:g} of 100"


def assumed() -> Table:
    """The paper rule with its sources, A-17's luck, the office's means, and the list of the picture."""
    table = table_of_assumptions(load_system("paper-2022"), A17, Operations())
    mine = [
        ["the picture: notices in its list", SIZE, "assumption", "as many dots as fit"],
        ["the picture: living at the registered address", AT_ADDRESS.default, AT_ADDRESS.source, AT_ADDRESS.reason],
        ["the picture: chance per visit of finding who lives there", FOUND_PER_VISIT.default, FOUND_PER_VISIT.source,
         FOUND_PER_VISIT.reason],
    ]
    return Table(table.caption, table.columns, [*table.rows, *mine])


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("synthetic person", "issued", "served", "aware", "courier", "round", "registered address", "median",
                    "denominator")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C06 C07 C26 X07 X66 X67 X71 X72 X73 X89")
