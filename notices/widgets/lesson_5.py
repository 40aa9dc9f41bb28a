"""Lesson 5: one record and the desks that ask it, on paper and electronically."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from notices import errands
from notices.course.tables import assumed as table_of_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.desks import DELAYS
from notices.figures.desks_lanes import LAST, DesksLanes
from notices.figures.picture import Picture, Table
from notices.figures.two_clocks import days_in_words
from notices.knowing import Knew, who_knew
from notices.people import NEVER
from notices.register import Register
from notices.sources import SourceList, cite_at_end
from notices.systems import load_system
from notices.widgets.kit import Board, Choice, Range, Switch
from notices.widgets.prediction import Prediction, Returned

SYSTEMS = {"paper": "paper-2022", "electronic": "article"}
NAME, BIRTHDAY = "Name N-7", "1 May"  # shared by
PEOPLE = {"A-01": "A-01: the record is right", "A-02": "A-02: the record is wrong",
          "A-03": "A-03: no notice, A-01's name"}
TRIES = {"nothing": "asks for nothing", "border": "tries to leave the country", "bank": "asks for a loan",
         "land": "has a purchase registered", "traffic": "is stopped while driving"}
COURIER = 4  # days from issue until the courier finds the person, as in lesson 3
POSTED, TODAY = 3, 12
LATEST_POSTING = 10
NOT_OPENED, NOT_CORRECTED = 36, 36  # the sliders' last stop stands for never
ANSWER = "They refuse on the same days as for a right record"


def predict() -> Prediction:
    """The prediction that opens the picture."""
    return Prediction(
        "A clerk makes a mistake: a notice is posted to A-02, who should not have got one. "
        "What do the border, the bank and the others do with it?",
        ["They check it first, and so refuse later than for a right record",
         ANSWER,
         "They refuse nothing until A-02 has opened the message",
         "They find the mistake, as a courier does who talks to A-02 at the door"],
        key="lesson-5")


def returned() -> Returned:
    """The prediction met again, with the first day on which each desk refuses A-01 and A-02."""
    right, wrong = (knew(label, "electronic") for label in ("A-01", "A-02"))
    first = {desk: (right.refused(desk, LAST)[0][0], wrong.refused(desk, LAST)[0][0]) for desk in right.answers}
    assert all(one == other for one, other in first.values())
    return predict().returned(ANSWER, (
        f"A notice of day {POSTED} has the border refuse from day {first['border'][1]}, the land office and the bank from day "
        f"{first['bank'][1]} and the traffic police from day {first['traffic'][1]}, whether the record is right or wrong: a desk sees "
        "the rule that holds and nothing from which it could tell. That is how this register is built; how the real one handles "
        "mistakes is not in our sources (X81 and X91 are about mistakes of 2022)."), gives="What the register gives")


# --- the register behind the picture -----------------------------------------------------------------

@lru_cache(maxsize=512)
def knew(label: str, channel: str, posted: int = POSTED, opened: float = NEVER, corrected: float = NEVER,
         lookup: str = "label") -> Knew:
    """What everybody knew about ``label`` in a register on paper or an electronic one, on days 0 to the last of the picture.

    ``opened`` and ``corrected`` count from the day of posting; ``corrected`` is A-02's.
    """
    with Register.create(":memory:", load_system(SYSTEMS[channel])) as register:
        enter_people(register)
        _record(register, channel, posted, opened, corrected)
        return who_knew(register, label, LAST, lookup)


def enter_people(register: Register) -> None:
    """The three synthetic people of the lesson, on day 0."""
    register.enter("A-01", 0, "clerk", name=NAME, birthday=BIRTHDAY)
    register.enter("A-02", 0, "clerk", wrong=True)
    register.enter("A-03", 0, "clerk", name=NAME, birthday=BIRTHDAY)


def _record(register: Register, channel: str, posted: int, opened: float, corrected: float) -> None:
    """Both notices and what follows from them, each person's events in order."""
    for label in ("A-01", "A-02"):
        register.issue(label, posted, "clerk")
        corrected_after = corrected if label == "A-02" else NEVER
        told_after = opened if channel == "electronic" else COURIER
        for after, event in sorted([(told_after, 0), (corrected_after, 1)]):
            if after < NEVER:
                _happens(register, channel, label, posted + int(after), event)


def _happens(register: Register, channel: str, label: str, day: int, event: int) -> None:
    if event == 0 and channel == "electronic":
        register.open_message(label, day, label)
    elif event == 0:
        register.visit(label, day, "courier", found=True)
    elif register.state_on(label, day).corrected > day:  # a courier may have found the mistake before
        register.correct(label, day, "clerk")


# --- the board ---------------------------------------------------------------------------------------

def desks() -> Board:
    """One person's lanes; the controls post, let days pass, try a desk, open the message and correct the record."""
    scene = DesksLanes()

    def draw(values: dict[str, Any]) -> Picture:
        return picture_of(scene=scene, **values)

    controls = [
        Choice("person", "Whose lanes", PEOPLE, "A-01"),
        Range("posted", "The clerk posts the notices on", 0, LATEST_POSTING, POSTED, format=_day),
        Range("today", "Today is", 0, LAST, TODAY, format=_day),
        Choice("tries", "Today this person", TRIES, "nothing"),
        Range("opened", "From posting to opening", 0, NOT_OPENED, NOT_OPENED, format=lambda days: _after(days, NOT_OPENED)),
        Range("corrected", "From posting to A-02's correction", 1, NOT_CORRECTED, NOT_CORRECTED, format=lambda days: _after(days, NOT_CORRECTED)),
        Switch("by_name", "The border looks up by name"),
    ]
    return Board(controls, draw, title="One record, many desks: who knows what, day by day", gate=predict())


def picture_of(person: str = "A-01", posted: float = POSTED, today: float = TODAY, tries: str = "nothing", opened: float = NOT_OPENED,
               corrected: float = NOT_CORRECTED, by_name: bool = False, scene: DesksLanes | None = None) -> Picture:
    """The picture for values of the board's controls."""
    happened = (int(posted), NEVER if opened == NOT_OPENED else opened, NEVER if corrected == NOT_CORRECTED else corrected,
                "name" if by_name else "label")
    paper, electronic = (knew(person, channel, *happened) for channel in SYSTEMS)
    return (scene or DesksLanes()).show(paper, electronic, int(today), None if tries == "nothing" else tries, person != "A-01")


def _day(day: float) -> str:
    return f"day {day:g}"


def _after(days: float, never: int) -> str:
    if days == never:
        return "never"
    return "the same day" if days == 0 else days_in_words(days)


# --- the year of errands -------------------------------------------------------------------------------

def year() -> Table:
    """The usual year of errands with the portal and at a counter, at the low end, the default and the high end of each cost."""
    rows, times = [], {kind.name: int(kind.assumptions["times_a_year"].default) for kind in errands.kinds().values()}
    for end in errands.ENDS:
        online, counter = (errands.year_of_errands(portal, times, end) for portal in (True, False))
        rows.append([end, len(online.errands), counter.trips, counter.hours, online.trips, online.hours, len(online.looks)])
    columns = ["each cost at its", "errands", "at a counter: trips", "at a counter: hours",
               "on the portal: trips", "on the portal: hours", "days with a look"]
    return Table("One person's year of errands", columns, rows)


def assumed() -> Table:
    """The rules of both systems with their sources, the delays of the desks, the people of the picture, the errands."""
    table = table_of_assumptions([load_system(name) for name in SYSTEMS.values()])
    delays = [[f"the register: days until {desk} sees what was written", days,
               "X22" if days else "assumption", "" if days else "no source gives a delay"] for desk, days in DELAYS.items()]
    mine = [["the picture: days from issue until the courier finds the person", COURIER, "assumption", "as in lesson 3"],
            ["the picture: two people share a name and a birthday", "A-01, A-03", "assumption", "to show what a look-up by name does"]]
    costs = [[f"errands: {errands.kinds()[one.field].says}, {one.name.replace('_', ' ')}", f"{one.default:g} ({one.low:g} to {one.high:g})",
              one.source, one.reason] for one in errands.assumptions()]
    return Table(table.caption, table.columns, [*table.rows, *delays, *mine, *costs])


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("register", "log", "desk", "delay", "correction", "wrong record", "errand", "served", "aware", "exit ban", "measures")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C06 C07 C10 C13 C14 C15 C19 C22 C23 X09 X11 X22 X26 X28 X34 X37 X38 X39 X40 X42 X43 X47 X81 X87 X91 X92")
