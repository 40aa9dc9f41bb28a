"""A desk's question in a register with a thousand events and in one with a million: it is looked up, not replayed.

Both are files, filled with the rows that recording through :class:`notices.register.Register` would have written, many at a
time: recording each in a transaction of its own would wait for the disk a million times. That the rows are the same is checked
first, by recording a few people properly.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from random import Random

from benchmarks.timing import Paired, paired
from notices.register import Register
from notices.systems import load_system

EVENTS_EACH = 4  # issued, posted, opened, appeared
FEW, MANY = 1_000, 1_000_000  # events
SLOWER_AT_MOST = 2  # times
ASKED = (("border", "may_leave"), ("traffic", "may_drive"), ("land", "may_register"), ("bank", "may_lend"),
         ("office", "state_of"), ("account", "inbox"))
DAY = 400  # all events lie before it
SAMPLE = 20  # people recorded properly, whose rows and answers are compared


def time_lookups(few: int = FEW, many: int = MANY, pairs: int = 25) -> dict[str, Paired]:
    """By desk: one question in the small register (ours) beside one in the large (theirs), about people in random order."""
    with tempfile.TemporaryDirectory() as folder:
        with filled(Path(folder) / "few", few) as small, filled(Path(folder) / "many", many) as large:
            check(small, large)
            return {desk: paired(asking(small, desk, question), asking(large, desk, question), pairs, 40, 40) for desk, question in ASKED}


def filled(path: Path, events: int) -> Register:
    """A register in which that many events were written."""
    register = Register.create(path, load_system("article"))
    people = range(events // EVENTS_EACH)
    database = register._db
    database.execute("BEGIN")
    database.executemany("INSERT INTO people VALUES (?, 'draftee', 1, '', '', 0, ?, ?, 'clerk')",
                         ((label(n), day(n), day(n)) for n in people))
    database.executemany('INSERT INTO events (person, kind, day, written, "by") VALUES (?, ?, ?, ?, ?)',
                         ((label(n), kind, when, when, by) for n in people for kind, when, by in history(n)))
    database.execute("COMMIT")
    return register


def label(n: int) -> str:
    """The label of the n-th person."""
    return f"A-{n:07}"


def day(n: int) -> int:
    """The day on which the n-th person is entered and called."""
    return n * 7 % 300


def history(n: int) -> Iterator[tuple[str, int, str]]:
    """(kind, day, writer) of the n-th person's events."""
    yield from (("issued", day(n), "clerk"), ("posted", day(n), "clerk"), ("opened", day(n) + 9, "person"),
                ("appeared", day(n) + 30, "clerk"))


def check(small: Register, large: Register) -> None:
    """Raise AssertionError unless rows and answers of some people are those that recording them properly gives."""
    with Register.create(":memory:", small.system) as proper:
        for n in range(SAMPLE):
            proper.enter(label(n), day(n), "clerk")
            proper.issue(label(n), day(n), "clerk")
            proper.open_message(label(n), day(n) + 9, "person")
            proper.appear(label(n), day(n) + 30, "clerk")
        for register in (small, large):
            assert [facts(register, n) for n in range(SAMPLE)] == [facts(proper, n) for n in range(SAMPLE)]


def facts(register: Register, n: int) -> tuple:
    """The person as entered, the events without their running number, and the answers on three days."""
    events = [(event.kind, event.day, event.written, event.by) for event in register.history(label(n))]
    answers = [register.ask(desk, question, label(n), when) for desk, question in ASKED for when in (day(n), day(n) + 25, DAY)]
    return register.person(label(n)), events, answers


def asking(register: Register, desk: str, question: str) -> Callable[[], object]:
    """One question after the other, about people in random order (a page that was just read would be read too fast)."""
    people = list(range(len(register.labels())))
    Random(1).shuffle(people)
    each = cycle(people)
    return lambda: register.ask(desk, question, label(next(each)), DAY)
