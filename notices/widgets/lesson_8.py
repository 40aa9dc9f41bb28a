"""Lesson 8: a judgement made into a claim, and the assumptions under which it is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from notices.course.tables import assumed as table_of_assumptions
from notices.course.tables import OFFICE as OFFICE_NAMES
from notices.course.tables import population_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures import assumption_explorer as figure
from notices.figures.assumption_explorer import AXES, AssumptionExplorer, counted, day_of, of_map, two_at_a_time
from notices.figures.picture import Picture, Table
from notices.scenarios import AVOIDED
from notices.scenarios import Range as Span
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system
from notices.timeline import Operations
from notices.widgets.kit import Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction, Returned

SYSTEMS = ("article", "law-2023-04", "paper-2022")
CLAIM, LIMIT = "not_served_by", 5  # of 100 people
ACROSS, UP = "with_account", "at_address"
BANDS = ("Everywhere on the map", "On more than half of the map", "On less than half of the map", "Nowhere on the map")


def predict() -> Prediction:
    """The prediction that opens the explorer."""
    across, up = (_range_in_words(name) for name in (ACROSS, UP))
    return Prediction(
        f"Make the claim precise: under the article's account, at most {LIMIT} of 100 people {counted(CLAIM)}. Two things that nobody has "
        f"measured may be anything in their ranges: how many people have an account ({across}), and how many can be found at the address on "
        f"record ({up}). Think of all pairs of the two as a map. Where on it is the claim true?",
        list(BANDS), key="lesson-8")


def returned() -> Returned:
    """The prediction met again: where the claim is true on the map, by other counts and other rules too."""
    limit = LIMIT / 100
    article, come, law = (two_at_a_time(system, ACROSS, UP).read(claim) for system, claim in
                          (("article", CLAIM), ("article", "not_appeared_by"), ("law-2023-04", CLAIM)))
    return predict().returned(band(article.share_true(limit)), (
        f"It is {of_map(article, limit)}, towards the side where nearly everybody has an account, and further in where addresses are "
        f"mostly right. Count those who {counted('not_appeared_by')} instead, and it is {of_map(come, limit)}. Take the law as adopted, which "
        f"serves people without an account through the register (X11), and it is {of_map(law, limit)}. {figure.PEOPLE:,} people, the same in "
        "all three."), "What the model gives")


def band(share: float) -> str:
    """The option that a share of the map falls into."""
    if share in (0, 1):
        return BANDS[0] if share else BANDS[3]
    return BANDS[1] if share > 0.5 else BANDS[2]


def explorer() -> Board:
    """A claim, its limit, the rules, and two assumptions: controls of a tornado and a truth map."""
    scene = AssumptionExplorer()

    def draw(values: dict[str, Any]) -> Picture:
        return figure.assumption_explorer(values["system"], values["claim"], values["limit"] / 100, values["across"], values["up"],
                                          values["dots"], scene)

    names = {name: axis.label for name, axis in AXES.items()}
    counts = {name: f"not {AVOIDED[name].event} by day {day_of(name)}" for name in figure.COUNTED}
    controls = [
        Choice("system", "Under which rules", {name: load_system(name).title for name in SYSTEMS}, SYSTEMS[0]),
        Choice("claim", "Whom “avoid” counts: people", counts, CLAIM),
        Range("limit", "Limit, “hardly any”: at most", 0, 50, LIMIT, format=lambda people: f"{people:g} of 100"),
        Choice("across", "Across the map →", names, ACROSS),
        Choice("up", "Up the map ↑", names, UP),
        Switch("dots", "Show scenarios on map", False),
    ]
    return Board(controls, draw, title="Assumption explorer: where is the claim true?", gate=predict())


def _range_in_words(name: str) -> str:
    axis, (low, high) = AXES[name], figure.ranges()[name]
    return f"{axis.text(low)} to {axis.text(high)} {axis.unit}"


def ranges() -> Mapping[str, Span]:
    """(low, high) of the nine assumptions that move in this lesson."""
    return figure.ranges()


def assumed() -> Table:
    """The article's rules, the office's means, and where the law and paper differ from the article's account."""
    article = load_system("article")
    whole = table_of_assumptions(article, operations=Operations())
    others = [[f"{name}: {row[0]}", *row[1:]] for name in SYSTEMS[1:] for row in table_of_assumptions(load_system(name)).rows
              if row not in whole.rows]
    rows = [*whole.rows, *others]
    return Table(f"{article.title}, and where the other two differ", whole.columns, rows,
                 folded=f"The rules of {len(SYSTEMS)} systems with their sources ({len(rows)} rows)")


def people_assumed() -> Table:
    """How the people of this lesson are drawn, and the range of the couriers' capacity."""
    people = population_assumptions()
    why = "No source gives a figure; from a quarter of the default to nearly four times as much."
    office = [[f"{OFFICE_NAMES[name]} ({name})", low, figure.default_of(name), high, "per 1,000 notices", "assumption", why]
              for name, (low, high) in figure.OFFICE.items()]
    return replace(people, rows=[*people.rows, *office], folded="How the people are drawn, and how many visits couriers make")


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("judgement", "limit", "scenario", "tornado", "truth map", "Latin hypercube", "default", "Monte Carlo error", "reading",
                    "served", "appeared")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C02 C19 C23 C24 C25 C26 X09 X11 X16 X45 X71 X72 X75 X76 X87 X89")
