"""Lesson 7: a bundle of rules, switched on part by part, and its effect shared out among the parts."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import Any

from notices.attribution import PARTS, Attribution
from notices.course.tables import assumed as table_of_assumptions
from notices.course.tables import population_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.figures.comparison_board import of_hundred, said
from notices.figures.picture import Picture, Table
from notices.figures.switchboard import PEOPLE, SHORT, Change, Switchboard, shared, work_ahead
from notices.figures.switchboard import switchboard as picture_of
from notices.measures import MEASURES, Question, says
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system
from notices.timeline import Operations
from notices.widgets.kit import Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction, Returned

OLD, NEW = "paper-2022", "article"
VISITS = 40  # courier visits a day per 1,000 notices after the change: twice as many
MOST_VISITS, STEP = 100, 10
PAIRS = {f"{before} {after}": f"{SHORT[before]} to {SHORT[after]}" for before, after in (
    (OLD, NEW), (OLD, "law-2026-01"), (OLD, "estonia"), ("law-2023-04", "law-2026-01"))}
CHOSEN = {name: says(MEASURES[name], Question()) for name in (
    "appeared_by", "served_by", "unaware_days", "never_knew", "stopped", "left_before_service", "measures_days", "wrong_days", "visits")}
CLERKS = ("appeared_by", "unaware_days", "stopped", "measures_days")
NUMBERS = ("One: the same part does most for every count", "Two", "Three", "Four: every count names another part")


def predict() -> Prediction:
    """The prediction that opens the switchboard."""
    counts = "; ".join(CHOSEN[measure] for measure in CLERKS)
    return Prediction(
        f"Four clerks look at the change. One count each: {counts}. Each asks which of the four parts (service rule, exit ban, measures, "
        "couriers) does most for this count. How many different parts do they name?",
        list(NUMBERS), key="lesson-7")


def returned() -> Returned:
    """The prediction met again: the part with the largest share of each count."""
    shares = " ".join(f"For “{CHOSEN[measure]}” it is the {_borne(measure)}." for measure in CLERKS)
    return predict().returned(NUMBERS[len(set(named().values())) - 1], (
        f"{shares} {PEOPLE:,} people, the same throughout; ± one Monte Carlo error."), "What the model counts")


def named() -> dict[str, str]:
    """The part that each clerk names, by measure."""
    return {measure: _shared(measure).largest() for measure in CLERKS}


def _shared(measure: str) -> Attribution:
    return shared(Change(OLD, NEW, VISITS, measure))


def _borne(measure: str) -> str:
    found = _shared(measure)
    share, whole = (of_hundred(estimate) for estimate in (found.shares[found.largest()], found.whole))
    return f"{PARTS[found.largest()].says} ({said(share, sign=True)} out of {said(whole, sign=True)}, {whole.unit})"


def switchboard() -> Board:
    """The four parts as switches; what is counted, between which systems, and the couriers are controls too."""
    scene = Switchboard()
    asked: set[Change] = set()

    def draw(values: dict[str, Any]) -> Picture:
        before, after = values["systems"].split()
        if board:  # the reader has begun to move things
            _work_ahead_once(Change(before, after, 0, values["measure"]), asked)
        return picture_of(before, after, int(values["visits"]), values["measure"], [part for part in PARTS if values[part]], scene)

    controls = [
        Choice("measure", "What is counted", CHOSEN, CLERKS[0]),
        Choice("systems", "The change", PAIRS, f"{OLD} {NEW}"),
        Range("visits", "Courier visits a day, after", 0, MOST_VISITS, VISITS, STEP, unit="per 1,000"),
        *(Switch(name, f"{part.says[0].upper()}{part.says[1:]}: new", False) for name, part in PARTS.items()),
    ]
    board = None
    board = Board(controls, draw, title="Rule switchboard: the parts of a change", gate=predict())
    return board


def _work_ahead_once(change: Change, asked: set[Change]) -> None:
    """While the reader looks at one picture, work out what the courier slider may ask for next. Where there are no
    threads (a browser's Python), each press takes a moment longer."""
    if change not in asked:
        asked.add(change)
        with suppress(RuntimeError):
            Thread(target=work_ahead, args=(change, range(0, MOST_VISITS + 1, STEP)), daemon=True).start()


def assumed() -> Table:
    """The rules before and after with their sources, and the couriers before and after."""
    whole = table_of_assumptions([load_system(OLD), load_system(NEW)], operations=Operations())
    after = ["the office: courier visits a day per 1,000 notices, after the change", VISITS, "assumption", "made up for the lesson"]
    return Table(whole.caption, whole.columns, [*whole.rows, after])


def people_assumed() -> Table:
    """How the people of this lesson are drawn: ranges, defaults, reasons."""
    return population_assumptions(folded=True)


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("bundle", "Shapley value", "default", "twins", "Monte Carlo error", "served", "aware", "appeared", "exit ban", "measures",
                    "courier")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C02 C10 C12 C13 C14 C15 C19 X13 X14")
