"""Lesson 9: a notice system put together rule by rule, among the real ones, and who bears what it gets wrong."""

from __future__ import annotations

from typing import Any

from notices.course.tables import assumed as table_of_assumptions
from notices.course.tables import population_assumptions
from notices.course.words import Words
from notices.course.words import words as words_of
from notices.drawing import assumptions
from notices.figures.design_board import CALLED, CONTROLS, Design, DesignBoard, described, design_board, designed
from notices.figures.picture import Picture, Table
from notices.people import NEVER
from notices.sources import SourceList, cite_at_end
from notices.systems import MEASURES, System, load_system, system_names
from notices.timeline import Operations
from notices.widgets.kit import Board, Choice, Range
from notices.widgets.prediction import Prediction, Returned

LAST = 31  # of days that a control offers; this last stop stands for never
NO_MEASURES = 65  # likewise the last stop of the days of grace
START = {"channel": "electronic", "served_on": "posting", "served_after": 10, "deemed_if_unopened": LAST, "lapses_if_unopened": LAST,
         "without_account": "exempt", "exit_ban_from": "issue", "grace_days": 60, "reminder_after": LAST}
BANDS = {0: "None: each of them pays for a gain on one count with a loss on another", 2: "One or two", 6: "Three to six", 17: "Seven or more"}


def predict() -> Prediction:
    """The prediction that opens the board."""
    return Prediction(
        f"The class's design: {described(System(**rules_of(START)))} How many of the {len(system_names())} rules that this course knows are "
        f"better on at least one of three counts and worse on none? The counts: {'; '.join(CALLED.values())}.",
        list(BANDS.values()), key="lesson-9")


def returned() -> Returned:
    """The prediction met again: which rules beat the class's design."""
    now = class_design()
    names = [name for at in now.which("beats") for name in now.rivals[at].called.split(", ")]
    return predict().returned(band(now.systems("beats")), (
        f"{', '.join(names)}: each has fewer days on all three counts ({'; '.join(CALLED.values())}), by more than two errors. The others "
        "are better on one count and worse on another. That says which rules can do better on three counts, for these people, and not "
        "which rule is good."), gives="What the counts give")


def class_design() -> Design:
    """The design with which the board begins, among the shipped systems."""
    return designed(rules_of(START), assumptions()["wrong"].default)


def band(systems: int) -> str:
    """The option that a number of systems falls into."""
    return next(words for last, words in BANDS.items() if systems <= last)


def rules_of(values: dict[str, Any]) -> dict[str, object]:
    """The rules of a system as the controls show them."""
    rules = {rule: values[rule] for rule in CONTROLS if rule != "grace_days"}
    for rule in ("deemed_if_unopened", "lapses_if_unopened", "reminder_after"):
        rules[rule] = NEVER if values[rule] == LAST else values[rule]
    if values["grace_days"] == NO_MEASURES:
        return rules | {"measures": ()}
    return rules | {"measures": MEASURES, "grace_days": values["grace_days"]}


def designer() -> Board:
    """The rules of a notice system as controls; the picture says where the system lies among the real ones."""
    scene = DesignBoard()

    def draw(values: dict[str, Any]) -> Picture:
        return design_board(rules_of(values), float(values["wrong"]), scene)

    return Board([*_rule_controls(), _wrong_records()], draw, title="Design a notice system: the rules, and what they leave to whom",
                 gate=predict())


def _rule_controls() -> list[Choice | Range]:
    return [
        _choice("channel", {"electronic": "electronic", "in_person": "in person, on paper"}),
        _choice("served_on", {"posting": "posting", "opening": "opening", "handing_over": "handing over"}),
        _range("served_after", lambda day: "same day" if day == 0 else _in_days(day), LAST - 1),
        _range("deemed_if_unopened", lambda day: "never" if day == LAST else f"from day {day:g}"),
        _range("lapses_if_unopened", lambda day: "never" if day == LAST else f"after day {day:g}"),
        _choice("without_account", {"register": "register, day 7", "paper": "sent a courier", "exempt": "not called"}),
        _choice("exit_ban_from", {"none": "no exit ban", "issue": "issue", "service": "service"}),
        _range("grace_days", lambda day: "no measures" if day == NO_MEASURES else _in_days(day), NO_MEASURES, 5),
        _range("reminder_after", lambda day: "none" if day == LAST else f"on day {day:g}"),
    ]


def _choice(rule: str, options: dict[str, str]) -> Choice:
    return Choice(rule, CONTROLS[rule], options, START[rule])


def _range(rule: str, text, last: int = LAST, step: int = 1) -> Range:
    return Range(rule, CONTROLS[rule], 0, last, START[rule], step, format=text)


def _in_days(day: float) -> str:
    return "1 day" if day == 1 else f"{day:g} days"


def _wrong_records() -> Choice:
    wrong = assumptions()["wrong"]
    options = {f"{value:g}": f"{100 * value:g} of 100" for value in (wrong.low, wrong.default, wrong.high)}
    return Choice("wrong", "Wrong records (assumed)", options, f"{wrong.default:g}")


def assumed() -> Table:
    """The article's rules, the office's means, and where the other systems differ from the article's account."""
    article = load_system("article")
    whole = table_of_assumptions(article, operations=Operations())
    others = [[f"{name}: {row[0]}", *row[1:]] for name in system_names() if name != article.name
              for row in table_of_assumptions(load_system(name)).rows if row not in whole.rows]
    rows = [*whole.rows, *others]
    return Table(f"{article.title}, and where the other systems differ", whole.columns, rows,
                 folded=f"The rules of {len(system_names())} systems with their sources ({len(rows)} rows)")


def people_assumed() -> Table:
    """How the people of this lesson are drawn: ranges, defaults, reasons."""
    return population_assumptions(folded=True)


def words() -> Words:
    """The words that this lesson brings or needs."""
    return words_of("wrong record", "false burden", "missed service", "deemed service", "transposed", "beats", "trades", "weight", "twins",
                    "Monte Carlo error", "served", "aware", "exit ban", "measures")


def sources() -> SourceList:
    """Who says what in this lesson."""
    return cite_at_end("C13 C14 C15 C19 B02 G01 G02 G03 G04 G05 G06 G07 G08 G09 G10 G11 G12 G13 G14 G15 G16 G17 "
                       "R03 R04 R08 R13 X09 X16 X26 X71 X76 X81 X84 X91")
