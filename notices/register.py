"""One record, many desks: what the state knows about synthetic people, and which counter may do what.

A register is an append-only log in SQLite. Nothing in it is ever changed or removed; the present is
computed from the log, with the same rules that :func:`notices.run` follows::

    with Register.create(":memory:", load_system("article")) as register:
        register.enter("A-01", day=0, by="clerk")
        register.issue("A-01", day=3, by="clerk")
        print(register.border.may_leave("A-01", day=3))

Days are whole numbers on the register's own calendar (day 0 is wherever one wants it), not days from
issue. Every event has the day on which it happened and the day on which it was written down.
"""

from __future__ import annotations

import json
import math
import os
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Callable, Iterator, Mapping, Sequence

import numpy as np

from notices import desks
from notices.desks import DELAYS, LOOKUPS, Answer, Asked
from notices.errors import NoticesError, listed, nearest
from notices.people import KINDS, NEVER, People, days, yes_or_no
from notices.systems import Origin, System
from notices.timeline import DAY, Routes, ban_due, first_told, holds, measures_due, served_by_rule

APPLICATION = 0x4E4F5443  # "NOTC": marks a file as a register
VERSION = 1
EVENTS = ("issued", "posted", "visited", "handed_over", "opened", "appeared", "corrected")
WAIT = 30.0  # seconds to wait for another writer

_DAYS = "CHECK (typeof(day) = 'integer' AND day >= 0)"
_WRITTEN = "CHECK (typeof(written) = 'integer' AND written >= day)"
_TABLES = ("settings", "people", "events", "questions")
SCHEMA = (
    "CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), system TEXT NOT NULL, delays TEXT NOT NULL)",
    f"""CREATE TABLE people (label TEXT PRIMARY KEY NOT NULL CHECK (label <> ''),
        kind TEXT NOT NULL CHECK (kind IN ('draftee', 'reservist')), account INTEGER NOT NULL CHECK (account IN (0, 1)),
        name TEXT NOT NULL, birthday TEXT NOT NULL, wrong INTEGER NOT NULL CHECK (wrong IN (0, 1)),
        day INTEGER NOT NULL {_DAYS}, written INTEGER NOT NULL {_WRITTEN}, "by" TEXT NOT NULL)""",
    "CREATE INDEX people_by_name ON people (name, birthday)",
    f"""CREATE TABLE events (id INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES people (label),
        kind TEXT NOT NULL CHECK (kind IN ({", ".join(f"'{kind}'" for kind in EVENTS)})),
        day INTEGER NOT NULL {_DAYS}, written INTEGER NOT NULL {_WRITTEN}, "by" TEXT NOT NULL)""",
    "CREATE INDEX events_of_person ON events (person, written)",
    f"""CREATE TABLE questions (id INTEGER PRIMARY KEY, day INTEGER NOT NULL {_DAYS}, desk TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES people (label), asked TEXT NOT NULL,
        allowed INTEGER NOT NULL CHECK (allowed IN (0, 1)))""",
    "CREATE INDEX questions_about ON questions (person, day)",
    *(f"""CREATE TRIGGER {table}_never_{verb.lower()} BEFORE {verb} ON {table}
          BEGIN SELECT RAISE(ABORT, 'a register is append-only'); END"""
      for table in _TABLES for verb in ("UPDATE", "DELETE")),
)
# What makes a register of version n one of version n + 1: statements, by n.
MIGRATIONS: dict[int, Sequence[str]] = {}


@dataclass(frozen=True)
class Person:
    """One entered person. ``wrong``: the record should not be there, which no desk knows."""

    label: str
    kind: str
    account: bool
    name: str
    birthday: str
    wrong: bool
    day: int
    written: int
    by: str


@dataclass(frozen=True)
class Event:
    """One line of the log: what happened (one of :data:`EVENTS`) to whom, when, written when and by whom."""

    id: int
    person: str
    kind: str
    day: int
    written: int
    by: str


@dataclass(frozen=True)
class State:
    """What holds for one person on ``day``: days of the register, inf for what has not happened (yet).

    It is about the person's latest notice. A ban or measures that were never in force have no days;
    ``visits`` counts courier visits, found or not.
    """

    label: str
    day: int
    issued: float = NEVER
    posted: float = NEVER
    opened: float = NEVER
    served: float = NEVER
    appeared: float = NEVER
    corrected: float = NEVER
    ban_from: float = NEVER
    ban_until: float = NEVER
    measures_from: float = NEVER
    measures_until: float = NEVER
    visits: int = 0

    @property
    def ban(self) -> bool:
        """Is the exit ban in force on ``day``?"""
        return self.ban_from < NEVER and self.ban_until == NEVER

    @property
    def measures(self) -> bool:
        """Are the measures in force on ``day``?"""
        return self.measures_from < NEVER and self.measures_until == NEVER


# --- the rules, applied to one person's events -------------------------------------------

@dataclass(frozen=True)
class _Notice:
    """A person's latest notice: the first day of each kind of event since it was issued, and the visits."""

    person: Person
    days: Mapping[str, int]
    visits: int
    wrong: bool  # entered wrongly, and not corrected before this notice

    @classmethod
    def of(cls, person: Person, events: Sequence[Event]) -> "_Notice | None":
        issues = [nth for nth, event in enumerate(events) if event.kind == "issued"]
        if not issues:
            return None
        before, since = events[:issues[-1]], events[issues[-1]:]
        first = {event.kind: event.day for event in reversed(since)}
        return cls(person, first, sum(event.kind == "visited" for event in since),
                   person.wrong and all(event.kind != "corrected" for event in before))

    def day(self, kind: str) -> float:
        return self.days.get(kind, NEVER)

    @property
    def settled(self) -> float:
        return min(self.day("appeared"), self.day("corrected"))

    def since_issue(self, kind: str) -> np.ndarray:
        """The day of the event counted from issue, as one row of the model; shape ``(1,)``."""
        return np.array([self.day(kind) - self.days["issued"]], dtype=DAY)

    def row(self, opened: float) -> People:
        return _row(self.person, opened)


def _row(person: Person, opened: float = NEVER) -> People:
    """The person as a population of one; ``opened`` counts from issue."""
    return People.from_rows([{"kind": person.kind, "account": person.account, "opens_after": opened}])


def _what_follows(system: System, notice: _Notice) -> dict[str, float]:
    """Days (from issue) of service, ban and measures, by the rules of :mod:`notices.timeline`."""
    people = notice.row(notice.since_issue("opened").item())
    routes = Routes.of(system, people)
    served = np.minimum(served_by_rule(system, people, routes), notice.since_issue("handed_over"))
    settled = np.minimum(notice.since_issue("appeared"), notice.since_issue("corrected"))
    ban_from, ban_until = holds(ban_due(system, routes, served), settled)
    measures_from, measures_until = holds(measures_due(system, routes, served), settled)
    return {"served": served.item(), "ban_from": ban_from.item(), "ban_until": ban_until.item(),
            "measures_from": measures_from.item(), "measures_until": measures_until.item()}


def _state(system: System, label: str, notice: _Notice | None, day: int) -> State:
    if notice is None:
        return State(label, day)
    issued = notice.days["issued"]
    followed = {name: issued + since for name, since in _what_follows(system, notice).items()}
    happened = {kind: notice.day(kind) for kind in ("issued", "posted", "opened", "appeared", "corrected")}
    by_now = {name: int(when) for name, when in (followed | happened).items() if when <= day}
    return State(label, day, **by_now, visits=notice.visits)


# --- the register ------------------------------------------------------------------------

class Register:
    """The log and its desks: ``border``, ``traffic``, ``land``, ``bank``, ``office`` and ``account``.

    Made by :meth:`create` or :meth:`open`; a context manager. The register itself is the office's: it
    answers everything. Others are handed a desk. Every method raises
    :class:`~notices.errors.NoticesError` for what cannot be, and then nothing at all is written.
    """

    def __init__(self, database: sqlite3.Connection, path: str) -> None:
        self._db, self.path = database, path
        system, delays = database.execute("SELECT system, delays FROM settings").fetchone()
        self.system = _system_from(system)
        self.delays: dict[str, int] = json.loads(delays)
        self.border, self.traffic = desks.Border(self.ask), desks.Traffic(self.ask)
        self.land, self.bank = desks.Land(self.ask), desks.Bank(self.ask)
        self.office, self.account = desks.Office(self.ask), desks.Account(self.ask)

    @classmethod
    def create(cls, path: str | os.PathLike, system: System, delays: Mapping[str, int] | None = None) -> "Register":
        """A new, empty register in a file that does not exist yet, or in ``":memory:"``.

        ``delays``: days until a desk sees what was written, by desk; others keep those of
        :data:`~notices.desks.DELAYS` (1 for traffic, X22; 0 for the rest).
        """
        path, delays = os.fspath(path), _delays(delays or {})
        if not isinstance(system, System):
            raise NoticesError(f"register: {system!r} is not a system. Expected one of load_system(...) or System(...).")
        with _in_plain_words(path):
            _claim(path)
            database = _connect(path)
            try:
                _build(database, _system_text(system), json.dumps(delays))
            except BaseException:
                database.close()
                if path != ":memory:":
                    Path(path).unlink(missing_ok=True)
                raise
        return cls(database, path)

    @classmethod
    def open(cls, path: str | os.PathLike) -> "Register":
        """The register in a file, with its system, its delays and its log.

        One of an older version is first copied (``NAME.version-N``) and then brought up to date. Raises
        NoticesError for a file that is missing, is not a register or was written by a newer version.
        """
        path = os.fspath(path)
        if not Path(path).is_file():
            raise NoticesError(f"{path}: there is no such file. Name a register, or make one with Register.create.")
        with _in_plain_words(path):
            database = _connect(path)
            try:
                _check_file(database, path)
                return cls(database, path)
            except BaseException:
                database.close()
                raise

    def close(self) -> None:
        """Let go of the file. Whatever was confirmed is in it."""
        self._db.close()

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f'Register("{self.path}", {self.system.title})'

    # what happened ------------------------------------------------------------------------

    def enter(self, label: str, day: int, by: str, kind: str = "draftee", account: bool = True, name: str = "",
              birthday: str = "", wrong: bool = False, written: int | None = None) -> Person:
        """Enter a person; ``wrong`` when the record should not be there (exempt, deferred, another person).

        Texts are kept as they are, whatever they hold. ``written`` (default: ``day``) is the day of writing.
        """
        person = Person(_text("label", label), _one_of("kind", kind, KINDS), yes_or_no("account", account),
                        _text("name", name, empty=True), _text("birthday", birthday, empty=True),
                        yes_or_no("wrong", wrong), *_written(day, written), _text("by", by))
        with self._writing():
            if self._find(person.label):
                raise NoticesError(f"{person.label} is entered already. Choose another label, or record an event.")
            self._db.execute("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             (person.label, person.kind, person.account, person.name, person.birthday, person.wrong,
                              person.day, person.written, person.by))
        return person

    def issue(self, label: str, day: int, by: str, written: int | None = None) -> tuple[int, ...]:
        """Issue a notice. An electronic one is posted at once. Returns the ids of the events, as all that follow do."""
        with self._event(label, day, by, written) as (person, notice, write):
            if notice and notice.settled == NEVER:
                raise NoticesError(f"{label} has a notice of day {notice.days['issued']} that is not settled. "
                                   "Record that the person appeared, or correct the record, before issuing another.")
            return write("issued", *(("posted",) if self._is_posted(person) else ()))

    def visit(self, label: str, day: int, by: str, found: bool, written: int | None = None) -> tuple[int, ...]:
        """A courier's visit. Who is found is handed the notice; a wrong record is corrected instead (once)."""
        found = yes_or_no("found", found)
        with self._event(label, day, by, written) as (_, notice, write):
            notice = _needs_notice(label, notice)
            if "posted" in notice.days:
                raise NoticesError(f"{label}: the notice was posted; no courier carries it.")
            if "handed_over" in notice.days:
                raise NoticesError(f"{label}: the notice was handed over on day {notice.days['handed_over']}. "
                                   "No visit follows.")
            return write("visited", *(_at_the_door(notice) if found else ()))

    def open_message(self, label: str, day: int, by: str, written: int | None = None) -> tuple[int, ...]:
        """The person opens the message in the account. Refused for what was never posted there or has lapsed."""
        with self._event(label, day, by, written) as (person, notice, write):
            notice = _needs_notice(label, notice)
            if "posted" not in notice.days or not person.account:
                raise NoticesError(f"{label}: no message was posted in an account, so none can be opened.")
            if "opened" in notice.days:
                raise NoticesError(f"{label}: the message was opened already, on day {notice.days['opened']}.")
            people = notice.row(day - notice.days["issued"])
            if math.isinf(first_told(self.system, people, Routes.of(self.system, people)).item()):
                last = notice.days["issued"] + self.system.lapses_if_unopened
                raise NoticesError(f"{label}: the message lapsed; day {last} was the last on which it could be opened.")
            return write("opened")

    def appear(self, label: str, day: int, by: str, written: int | None = None) -> tuple[int, ...]:
        """The person comes to the office: ban and measures end that day."""
        with self._event(label, day, by, written) as (_, notice, write):
            _not_settled(label, _needs_notice(label, notice))
            return write("appeared")

    def correct(self, label: str, day: int, by: str, written: int | None = None) -> tuple[int, ...]:
        """A wrong record is put right: ban and measures end that day."""
        with self._event(label, day, by, written) as (_, notice, write):
            notice = _needs_notice(label, notice)
            _not_settled(label, notice)
            if not notice.wrong:
                raise NoticesError(f"{label}: the record is right, so there is nothing to correct. "
                                   "Only someone entered with wrong=True has a record to correct.")
            return write("corrected")

    # what is known --------------------------------------------------------------------------

    def state_on(self, label: str, day: int, seen: int | None = None) -> State:
        """What holds on ``day``, from what was written by then (or by ``seen``, for a look from another day)."""
        day = _day("day", day)
        seen = day if seen is None else _day("seen", seen)
        with _in_plain_words(self.path):
            return self._state(self._known(label), day, seen)

    def history(self, label: str) -> tuple[Event, ...]:
        """One person's events, in the order in which they were written."""
        with _in_plain_words(self.path):
            return tuple(self._events(self._known(label).label))

    def person(self, label: str) -> Person:
        """One person as entered."""
        with _in_plain_words(self.path):
            return self._known(label)

    def labels(self) -> list[str]:
        """The labels of all people, in order."""
        with _in_plain_words(self.path):
            return [label for label, in self._db.execute("SELECT label FROM people ORDER BY label")]

    # the desks ------------------------------------------------------------------------------

    def ask(self, desk: str, question: str, label: str, day: int,
            lookup: str = "label") -> Answer | State | tuple[Asked, ...]:
        """The answer to one desk's question, as of the desk's delay before ``day``; the question is logged.

        Raises NoticesError for a question that is not this desk's. ``lookup="name"`` is the border's only.
        A question that cannot be logged is not answered.
        """
        desks.check_question(desk, question)
        _one_of("lookup", lookup, LOOKUPS if desk == "border" else LOOKUPS[:1])
        day = _day("day", day)
        with self._writing():
            person = self._known(label)
            answer = self._answer(desk, question, person, day - self.delays[desk], day, lookup)
            self._db.execute("INSERT INTO questions (day, desk, person, asked, allowed) VALUES (?, ?, ?, ?, ?)",
                             (day, desk, person.label, question, getattr(answer, "allowed", True)))
        return answer

    def _answer(self, desk: str, question: str, person: Person, seen: int, day: int,
                lookup: str) -> Answer | State | tuple[Asked, ...]:
        """What the desk is told on ``day``, when it has seen what was written by ``seen`` (negative: nothing)."""
        if question == "who_asked":
            return self._who_asked(person, seen)
        if question == "inbox":
            return desks.inbox(self.system, person.account, self._events(person.label, seen), seen, day)
        people = self._namesakes(person) if lookup == "name" else [person]
        states = [self._state(each, seen, seen) for each in people]
        if question == "state_of":
            return states[0]
        if question == "may_leave":
            return desks.may_leave(self.system, states, day)
        return desks.may_use(self.system, states[0], day, desks.MEASURE[question], since_when=desk == "land")

    def _who_asked(self, person: Person, seen: int) -> tuple[Asked, ...]:
        if not person.account:
            raise NoticesError(f"{person.label} has no account in which to see who asked.")
        rows = self._db.execute("SELECT day, desk, asked, allowed FROM questions WHERE person = ? AND day <= ? "
                                "ORDER BY day, id", (person.label, seen))
        return tuple(Asked(day, desk, asked, bool(allowed)) for day, desk, asked, allowed in rows)

    # reading and writing rows ---------------------------------------------------------------

    def _find(self, label: str) -> Person | None:
        people = self._people("label = ?", label)
        return people[0] if people else None

    def _people(self, where: str, *values: str) -> list[Person]:
        rows = self._db.execute(f'SELECT label, kind, account, name, birthday, wrong, day, written, "by" '
                                f"FROM people WHERE {where} ORDER BY label", values)
        return [Person(label, kind, bool(account), name, birthday, bool(wrong), *rest)
                for label, kind, account, name, birthday, wrong, *rest in rows]

    def _namesakes(self, person: Person) -> list[Person]:
        if not person.name:
            return [person]
        return self._people("name = ? AND birthday = ?", person.name, person.birthday)

    def _known(self, label: str) -> Person:
        person = self._find(_text("label", label))
        if person:
            return person
        # Only the neighbours in the index: a look through everybody would not end in a large register.
        near = [row[0] for order, than in (("DESC", "<"), ("ASC", ">")) for row in self._db.execute(
            f"SELECT label FROM people WHERE label {than} ? ORDER BY label {order} LIMIT 20", (label,))]
        raise NoticesError(f"{label!r} is nobody in this register.{nearest(label, near)} Enter the person first.")

    def _events(self, label: str, seen: float = NEVER) -> list[Event]:
        """The person's events written by ``seen``, oldest first."""
        rows = self._db.execute('SELECT id, person, kind, day, written, "by" FROM events '
                                "WHERE person = ? AND written <= ? ORDER BY written, id", (label, seen))
        return [Event(*row) for row in rows]

    def _state(self, person: Person, day: int, seen: int) -> State:
        events = [event for event in self._events(person.label, seen) if event.day <= day]
        return _state(self.system, person.label, _Notice.of(person, events), day)

    def _is_posted(self, person: Person) -> bool:
        """Is a notice to this person posted (else a courier takes it)? Refuses those the system does not call."""
        routes = Routes.of(self.system, _row(person))
        if not routes.posted[0] and not routes.courier[0]:
            covered = person.kind in self.system.covers
            why = "calls nobody without an account" if covered else f"does not call a {person.kind}"
            raise NoticesError(f"{person.label} cannot be sent a notice: this system {why}. "
                               "Choose another person, or another system for the register.")
        return bool(routes.posted[0])

    @contextmanager
    def _event(self, label: str, day: int, by: str, written: int | None
               ) -> Iterator[tuple[Person, _Notice | None, Callable[..., tuple[int, ...]]]]:
        """One transaction: (the person, the latest notice, a function that writes events of this day)."""
        day, written = _written(day, written)
        by = _text("by", by)
        with self._writing():
            person = self._known(label)
            events = self._events(person.label)
            _in_order(person, events, day, written)

            def write(*kinds: str) -> tuple[int, ...]:
                return tuple(self._db.execute('INSERT INTO events (person, kind, day, written, "by") '
                                              "VALUES (?, ?, ?, ?, ?)", (person.label, kind, day, written, by)).lastrowid
                             for kind in kinds)
            yield person, _Notice.of(person, events), write

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction: all that is written inside is confirmed at the end, or none of it."""
        with _in_plain_words(self.path), _transaction(self._db):
            yield


# --- what is possible ---------------------------------------------------------------------

def _at_the_door(notice: _Notice) -> tuple[str, ...]:
    if not notice.wrong:
        return ("handed_over",)
    return ("corrected",) if notice.settled == NEVER else ()


def _needs_notice(label: str, notice: _Notice | None) -> _Notice:
    if notice is None:
        raise NoticesError(f"{label} has no notice. Issue one first.")
    return notice


def _not_settled(label: str, notice: _Notice) -> None:
    if notice.settled < NEVER:
        what = "appeared" if "appeared" in notice.days else "had the record corrected"
        raise NoticesError(f"{label} {what} on day {notice.settled}: this notice is settled, nothing more can settle it.")


def _in_order(person: Person, events: Sequence[Event], day: int, written: int) -> None:
    """Days, and days of writing, never go back for one person: what a desk saw is a part of the log from its start."""
    if day < person.day:
        raise NoticesError(f"{person.label} was entered on day {person.day}: nothing can happen on day {day}, before that.")
    if events and day < events[-1].day:
        raise NoticesError(f"{person.label}: day {day} is before the last event ({events[-1].kind}, day {events[-1].day}). "
                           "Events of one person are recorded in order.")
    last = events[-1].written if events else person.written
    if written < last:
        raise NoticesError(f"{person.label}: written on day {written}, but the line before was written on day {last}. "
                           "Lines are written in order; give written=... that day or later.")


def _day(place: str, value: object) -> int:
    return int(days(place, value, or_never=False))


def _written(day: object, written: object) -> tuple[int, int]:
    day = _day("day", day)
    written = day if written is None else _day("written", written)
    if written < day:
        raise NoticesError(f"written: day {written} is before day {day}, on which it happened. "
                           "Nothing is written before it happens.")
    return day, written


def _text(place: str, value: object, empty: bool = False) -> str:
    if not isinstance(value, str) or not (value or empty):
        raise NoticesError(f"{place}: {value!r} is not a text. Expected a text{'' if empty else ' that is not empty'}.")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise NoticesError(f"{place}: {value!r} holds half a character and cannot be stored as UTF-8.") from None
    return value


def _one_of(place: str, value: object, options: Sequence[str]) -> str:
    if value in options:
        return value
    raise NoticesError(f"{place}: {value!r} is not possible.{nearest(value, options)} Expected {listed(options)}.")


def _delays(given: Mapping[str, int]) -> dict[str, int]:
    for desk in given:
        _one_of("delays", desk, tuple(DELAYS))
    return {desk: _day(f'delays, "{desk}"', days_) for desk, days_ in (DELAYS | dict(given)).items()}


# --- the file -------------------------------------------------------------------------------

def _connect(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA recursive_triggers = ON")  # else INSERT OR REPLACE would get past the triggers
    database.execute("PRAGMA synchronous = FULL")
    return database


def _claim(path: str) -> None:
    """An empty file that nobody else can have made."""
    if path == ":memory:":
        return
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise NoticesError(f"{path}: this file exists already. Open it with Register.open, or choose another name.") from None
    except OSError as error:
        raise NoticesError(f"{path}: no file can be made there ({error.strerror}). Choose another folder.") from None


def _build(database: sqlite3.Connection, system: str, delays: str) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    with _transaction(database):
        for statement in SCHEMA:
            database.execute(statement)
        database.execute("INSERT INTO settings VALUES (1, ?, ?)", (system, delays))
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # a full disk may have ended it already
            database.execute("ROLLBACK")
        raise


def _pragma(database: sqlite3.Connection, name: str) -> int:
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def _check_file(database: sqlite3.Connection, path: str) -> None:
    if _pragma(database, "application_id") != APPLICATION:
        raise NoticesError(f"{path}: this is not a register. Name a file that Register.create made.")
    version = _pragma(database, "user_version")
    if version > VERSION:
        raise NoticesError(f"{path}: this register was written by a newer version of notices (format {version}; this "
                           f"one reads up to {VERSION}). Install the newer version to open it.")
    if version < VERSION:
        _migrate(database, path)


def _migrate(database: sqlite3.Connection, path: str) -> None:
    """Bring an older register up to date, in one transaction, after a copy was made beside it."""
    with _transaction(database):
        version = _pragma(database, "user_version")  # again: another process may have done it meanwhile
        if version < VERSION:
            _copy(path, _free_name(f"{path}.version-{version}"))
        for step in range(version, VERSION):
            if step not in MIGRATIONS:
                raise NoticesError(f"{path}: no way is known from format {step} to format {step + 1}.")
            for statement in MIGRATIONS[step]:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {max(version, VERSION)}")


def _free_name(path: str) -> str:
    name, nth = path, 2
    while os.path.lexists(name):
        name, nth = f"{path}-{nth}", nth + 1
    return name


def _copy(path: str, to: str) -> None:
    # SQLite's own copy: a plain copy of the file would miss what still stands in the write-ahead log.
    with closing(sqlite3.connect(path, timeout=WAIT)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


PROBLEMS = {
    "disk is full": "the disk is full, so nothing was written. Free some space and record it again.",
    "readonly": "the file can only be read, so nothing was written. Open a copy that may be written to.",
    "locked": f"another program has kept the register busy for {WAIT:g} seconds. Nothing was written; try again.",
    "unable to open": "the file cannot be opened. Check the folder, and whether the file may be read and written.",
    "not a database": "this is not a register. Name a file that Register.create made.",
    "closed database": "this register is closed. Open it again with Register.open.",
    "malformed": "the file is damaged. Go back to a copy of it.",
    "append-only": "a register is append-only: nothing in it is changed or removed. Record a correction instead.",
}


@contextmanager
def _in_plain_words(path: str) -> Iterator[None]:
    """What SQLite reports, as a message that says what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        for sign, problem in PROBLEMS.items():
            if sign in str(error):
                raise NoticesError(f"{path}: {problem}") from error
        raise NoticesError(f"{path}: the register could not do this ({error}). Nothing was written.") from error


# --- the system, as text ----------------------------------------------------------------------

def _system_text(system: System) -> str:
    """The rules (with the readings chosen) and their sources: a reopened register answers the same."""
    rules = {name: "never" if value == NEVER else value for name, value in system.rules.items()}
    about = {"name": system.name, "title": system.title, "note": system.note, "transposed": system.transposed,
             "starts": system.starts and system.starts.isoformat()}
    sources = {rule: [origin.ids, origin.reason] for rule, origin in system.sources.items()}
    return json.dumps({"about": about, "rules": rules, "sources": sources}, ensure_ascii=False)


def _system_from(text: str) -> System:
    """The system of a register. Its readings are chosen for good, so it offers none (no ``disputes``)."""
    held = json.loads(text)
    starts = held["about"]["starts"]
    about = held["about"] | {"starts": date.fromisoformat(starts) if starts else None}
    sources = {rule: Origin(tuple(ids), reason) for rule, (ids, reason) in held["sources"].items()}
    return System(**about, sources=sources, **held["rules"])
