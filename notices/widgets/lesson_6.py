"""Lesson 6: two systems on the same people and on other people, once and in forty draws."""

from __future__ import annotations

from typing import Any

from notices.course.tables import assumed as table_of_assumptions
from notices.course.tables import population_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.comparison_board import DRAWS, MANY, USUAL, ComparisonBoard, FortyDraws, Repeated, comparison_board, repeated
from notices.figures.comparison_board import forty_draws as picture_of_draws
from notices.figures.picture import Picture, Table
from notices.measures import MEASURES, Question, says
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system, system_names
from notices.timeline import Operations
from notices.widgets.kit import Action, Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction, Returned

EARLIER, LATER = "law-2023-08", "law-2026-01"
MEASURE = "appeared_by"
PEOPLE = USUAL
SIZES = {"100": "100 people", "300": "300 people", "1000": "1,000 people"}
DAYS = Question()
CHOSEN = {name: says(MEASURES[name], DAYS) for name in (
    "appeared_by", "served_by", "unaware_on", "never_knew", "stopped", "unaware_days", "measures_days", "visits")}
BANDS = {0: "None of them", 4: "One to four", 12: "Five to twelve", DRAWS: "Thirteen or more"}  # last number of each band


def predict() -> Prediction:
    """The prediction that opens both pictures."""
    more = _forty().real.value
    return Prediction(
        f"Among {MANY:,} people, about {more:.0f} more in 100 come to the office by day {DAYS.appear_day} under the new law. "
        f"{DRAWS} classes try it with few people: each draws two towns of {PEOPLE}, one for each law. How many of the classes find "
        "that fewer come under the new law?",
        list(BANDS.values()), key="lesson-6")


def returned() -> Returned:
    """The prediction met again: how many of forty comparisons of other people point the wrong way."""
    forty = _forty()
    other, same = (forty.opposite(draws) for draws in (forty.other, forty.same))
    return predict().returned(band(other), (
        f"In {other} of {DRAWS} draws of two towns, fewer people came under the new law; with the same {PEOPLE} people under both laws, in "
        f"{same or 'none'} of {DRAWS}. The laws are the same in both comparisons, and so are the assumptions. What differs is whether "
        "luck is held still."), gives="What the forty draws give")


def _forty() -> Repeated:
    return repeated(EARLIER, LATER, PEOPLE, MEASURE)


def band(draws: int) -> str:
    """The option that a number of draws falls into."""
    return next(words for last, words in BANDS.items() if draws <= last)


def board() -> Board:
    """Two systems on a day, every person a dot; the controls are the day, the twins, the draw, the systems, people and measure."""
    scene = ComparisonBoard()

    def draw(values: dict[str, Any]) -> Picture:
        return comparison_board(values["first"], values["second"], int(values["people"]), 1 + values["others"], values["twins"],
                                values["measure"], int(values["day"]), scene)

    systems = {name: load_system(name).title for name in system_names()}
    controls = [
        Choice("first", "First system (above)", systems, EARLIER),
        Choice("second", "Second system (below)", systems, LATER),
        _measure(),
        _people(),
        Switch("twins", "Twins: same people in both", True),
        Action("others", "Draw other people"),
        Range("day", "Day", 0, Operations().horizon, DAYS.appear_day, format=lambda day: f"day {day:g}"),
    ]
    return Board(controls, draw, title="Comparison board: two systems, and whom they meet", gate=predict())


def forty_draws() -> Board:
    """Forty draws of the lesson's comparison, with the same people and with other people; number of people and measure are controls."""
    scene = FortyDraws()

    def draw(values: dict[str, Any]) -> Picture:
        return picture_of_draws(EARLIER, LATER, int(values["people"]), values["measure"], scene)

    return Board([_people(), _measure()], draw, title="Forty draws of the same comparison", gate=predict())


def _people() -> Choice:
    return Choice("people", "Number of people", SIZES, str(PEOPLE))


def _measure() -> Choice:
    return Choice("measure", "What is measured", CHOSEN, MEASURE)


def assumed() -> Table:
    """The later law's rules and where the earlier one differs, with their sources; the office's means."""
    earlier, later = load_system(EARLIER), load_system(LATER)
    whole = table_of_assumptions(later, operations=Operations())
    before = [[f"{earlier.name}: {row[0]}", *row[1:]] for row in table_of_assumptions(earlier).rows if row not in whole.rows]
    return Table(f"{later.title}, and where the earlier one differs", whole.columns, [*whole.rows, *before])


def people_assumed() -> Table:
    """How the people of this lesson are drawn: ranges, defaults, reasons."""
    return population_assumptions()


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("population", "draw", "seed", "twins", "Monte Carlo error", "synthetic person", "served", "aware", "appeared",
                    "measures", "median")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("X08 X09 X11 X16 X19 X43")
