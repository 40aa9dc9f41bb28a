"""Drawing synthetic people: luck and habits, from assumptions that stand in ``data/people.toml``.

Each field has a random stream of its own, keyed by (seed, field, block of people), and spends one
number per person. So a changed assumption moves its own field and no other, more of the same people
can be drawn later, and a person is the same, bit for bit, whether drawn with everyone or in blocks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Callable, Mapping

import numpy as np

from notices.errors import DataError, NoticesError, listed, nearest
from notices.people import FIELDS, NEVER, People, never_if, number, whole
from notices.sources import data_file, known, read_toml

FILE = "people.toml"
BLOCK = 1 << 16  # people per block: small enough for a processor's cache, and part of what a seed means
DAYS_IN_YEAR = 365


@dataclass(frozen=True)
class Assumption:
    """One number that nobody has measured: its range, its default, its unit and why."""

    name: str
    field: str
    low: float
    default: float
    high: float
    unit: str
    source: str
    reason: str
    says: str = ""  # what it is, in plain words

    def check(self, value: object) -> float:
        """``value`` if the assumption can take it. Raises NoticesError that names it otherwise.

        Shares and chances lie from 0 to 1; rates are 0 or more; average days are 1 or more.
        """
        least, most = self.limits
        expected = f"a number from {least:g} to {most:g}" if most < NEVER else f"a number, {least:g} or more"
        given = number(f'assumption "{self.name}"', value, f"{expected} ({self.unit})")
        if not least <= given <= most or math.isinf(given):
            raise NoticesError(f'assumption "{self.name}": {given:g} is not possible. Expected {expected} ({self.unit}).')
        return given

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest value that make sense."""
        if self.unit.startswith(("share", "chance")):
            return 0, 1
        return (1, NEVER) if self.unit.startswith("days") else (0, NEVER)


@dataclass(frozen=True)
class Habit:
    """How one field of a row is drawn: the name of its distribution, and its assumptions in order."""

    field: str
    says: str
    distribution: str
    assumptions: tuple[Assumption, ...]


# --- distributions: one uniform number per person in, one value out ----------------------------------

def _share(u: np.ndarray, share: float) -> np.ndarray:
    return u < share


def _wait(u: np.ndarray, per_year: float, never: float) -> np.ndarray:
    """Whole days from 0 on with the same chance each day: ``per_year`` of them a year on average."""
    return _days_until(u, never, per_year / DAYS_IN_YEAR)


def _days(u: np.ndarray, average: float, never: float) -> np.ndarray:
    """Whole days from 1 on with the same chance each day and the given average."""
    return 1 + _days_until(u, never, _rate(1 / average))


def _visits(u: np.ndarray, found_per_visit: float, at_address: float) -> np.ndarray:
    return 1 + _days_until(u, 1 - at_address, _rate(found_per_visit))


def _rate(chance: float) -> float:
    """The rate at which something with this chance per step happens."""
    return -math.log1p(-chance) if chance < 1 else NEVER


def _days_until(u: np.ndarray, never: float, rate: float) -> np.ndarray:
    """Steps without the event, then inf for the share ``never``; monotone in ``u``, so twins stay twins."""
    if never >= 1 or not rate > 0:
        return np.full_like(u, NEVER)
    share = u / np.float32(1 - never)
    # Logarithms of nothing are slow, so they are taken as if it happened to everybody, and the others set to never.
    steps = np.floor(np.log1p(-np.minimum(share, ALMOST_ONE)) / np.float32(-rate))
    return np.maximum(steps, never_if(share >= 1))


ALMOST_ONE = np.nextafter(np.float32(1), np.float32(0))


DISTRIBUTIONS: Mapping[str, tuple[Callable[..., np.ndarray] | None, int]] = MappingProxyType({
    "share": (_share, 1), "wait": (_wait, 2), "days": (_days, 2), "visits": (_visits, 2),
    "every": (None, 1), "row_order": (None, 0),
})


# --- drawing -------------------------------------------------------------------------------------------

def draw(n: int, assumptions: Mapping[str, float] | None = None, seed: int = 1) -> People:
    """``n`` synthetic people: :class:`People` with arrays of shape ``(n,)``.

    ``assumptions`` gives values other than the defaults of ``data/people.toml``, by name, such as
    ``{"with_account": 0.6}``. The first people of a larger population are the same people (but for their
    place in the queue, which is a share of the whole). Raises NoticesError for a number of people that is
    not a whole number from 1 on, a seed that is not a whole number from 0 on, an unknown assumption and a
    value that is not possible.
    """
    n, seed, values = checked(n, assumptions, seed)
    if n <= BLOCK:
        return draw_block(0, n, values, seed)
    blocks = [draw_block(block, n, values, seed) for block in range(blocks_of(n))]
    return People(**{name: np.concatenate([getattr(block, name) for block in blocks]) for name in FIELDS})


def checked(n: object, assumptions: Mapping[str, float] | None, seed: object) -> tuple[int, int, dict[str, float]]:
    """(people, seed, every assumption by name), or a NoticesError as :func:`draw` describes."""
    return (whole("the number of people", n, 1), whole("seed", seed, 0), assumed_values(assumptions))


def assumed_values(changes: Mapping[str, float] | None = None) -> dict[str, float]:
    """The value of every assumption by name: the default, unless ``changes`` gives another."""
    table = assumptions()
    values = {name: assumption.default for name, assumption in table.items()}
    for name, value in (changes or {}).items():
        if name not in table:
            raise NoticesError(f'there is no assumption "{name}".{nearest(name, table)} Assumptions are {listed(table)}.')
        values[name] = table[name].check(value)
    return values


def blocks_of(n: int) -> int:
    """How many blocks ``n`` people make."""
    return -(-n // BLOCK)


def draw_block(block: int, n: int, values: Mapping[str, float], seed: int) -> People:
    """The people of one block (0, 1, ...) of a population of ``n``; ``values`` as from :func:`assumed_values`."""
    start = block * BLOCK
    size = min(BLOCK, n - start)
    columns = {habit.field: draw_field(habit, size, values, seed, block) for habit in habits()}
    columns["queue"] = (start + np.arange(size)) / n
    return People(**columns)


def draw_field(habit: Habit, size: int, values: Mapping[str, float], seed: int, block: int) -> np.ndarray:
    """One field of the people of one block; ``values`` needs only the habit's own assumptions."""
    given = [values[assumption.name] for assumption in habit.assumptions]
    field = FIELDS[habit.field]
    if habit.distribution == "row_order":
        return np.empty(0)
    if habit.distribution == "every":
        return np.full(size, round(given[0]), field.dtype)
    u = stream(seed, habit.field, block).random(size, dtype=np.float32)
    return DISTRIBUTIONS[habit.distribution][0](u, *given).astype(field.dtype, copy=False)


def stream(seed: int, field: str, block: int) -> np.random.Generator:
    """The random stream of one field in one block of people."""
    key = np.random.SeedSequence(seed, spawn_key=(list(FIELDS).index(field), block))
    return np.random.Generator(np.random.SFC64(key))


# --- the file -------------------------------------------------------------------------------------------

def assumptions() -> Mapping[str, Assumption]:
    """Every assumption of ``data/people.toml`` by name, in the order of the file."""
    return _shipped()[1]


def habits() -> tuple[Habit, ...]:
    """How each field is drawn, in the order of ``data/people.toml``."""
    return _shipped()[0]


@cache
def _shipped() -> tuple[tuple[Habit, ...], Mapping[str, Assumption]]:
    found = read_habits(data_file(FILE))
    return found, MappingProxyType({a.name: a for habit in found for a in habit.assumptions})


def read_habits(path: Path | str) -> tuple[Habit, ...]:
    """The habits of a file in the format of ``data/people.toml``.

    Raises DataError that names file, field, assumption and value: for text that is not TOML or UTF-8, a
    missing or unknown field, an unknown distribution, low above high, a default outside, a missing source.
    """
    path = Path(path)
    tables = read_toml(path)
    for name in tables:
        if name not in FIELDS:
            raise DataError(f'{path.name}: "{name}" is no field of a person.{nearest(name, FIELDS)} Fields are {listed(FIELDS)}.')
    for name in FIELDS:
        if name not in tables:
            raise DataError(f'{path.name}: field "{name}" is missing. Say how it is drawn.')
    return tuple(_habit(path.name, name, table) for name, table in tables.items())


def _habit(file: str, field: str, table: Mapping[str, object]) -> Habit:
    place = f'{file}, field "{field}"'
    distribution = table.get("distribution")
    if distribution not in DISTRIBUTIONS:
        raise DataError(f"{place}: distribution {distribution!r} is not known.{nearest(distribution, DISTRIBUTIONS)} "
                        f"Expected {listed(DISTRIBUTIONS)}.")
    entries = {name: entry for name, entry in table.items() if isinstance(entry, dict)}
    count = DISTRIBUTIONS[distribution][1]
    if len(entries) != count:
        raise DataError(f'{place}: {len(entries)} assumptions. The distribution "{distribution}" takes {count}.')
    found = tuple(read_assumption(f'{place}, assumption "{name}"', name, field, entry) for name, entry in entries.items())
    for one in found:
        if not one.says:
            raise DataError(f'{place}, assumption "{one.name}": "says" is missing. Say in a few plain words what it is.')
    return Habit(field, str(table.get("says", "")), str(distribution), found)


ENTRIES = ("low", "default", "high", "unit", "source", "reason")


def read_assumption(place: str, name: str, field: str, entry: Mapping[str, object]) -> Assumption:
    """One assumption of a data file; DataError with the ``place`` before it for what is missing, unsourced or out of order."""
    for key in ENTRIES:
        if key not in entry:
            raise DataError(f'{place}: "{key}" is missing. Expected {listed(ENTRIES)}.')
    source = str(entry["source"])
    if source != "assumption" and not all(known(id_) for id_ in source.split()):
        raise DataError(f'{place}: source "{source}" is in no data file. Expected ids such as X75, or "assumption".')
    low, default, high = (_in_file(place, number, f'"{key}"', entry[key], "a number") for key in ENTRIES[:3])
    if not low <= default <= high:
        raise DataError(f"{place}: low {low:g}, default {default:g}, high {high:g} are out of order. "
                        "Expected low <= default <= high.")
    found = Assumption(name, field, low, default, high, str(entry["unit"]), source, str(entry["reason"]), str(entry.get("says", "")))
    for value in (low, high):
        _in_file(place, found.check, value)
    return found


def _in_file(place: str, check: Callable[..., float], *given: object) -> float:
    """What ``check`` gives, or its complaint with the place in the file before it."""
    try:
        return check(*given)
    except NoticesError as error:
        raise DataError(f"{place}: {error}") from None


@dataclass(frozen=True)
class Population:
    """A population that is drawn when it is needed, block by block: never held whole.

    Made by :func:`population`; ``values`` holds every assumption by name.
    """

    n: int
    values: Mapping[str, float]
    seed: int

    def __len__(self) -> int:
        return self.n

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return blocks_of(self.n)

    def block(self, number: int) -> People:
        """The people of one block; each field is drawn when it is first asked for."""
        return BlockOfPeople(self, number)

    def fresh(self, nth: int) -> "Population":
        """Other people drawn from the same assumptions: the ``nth`` such population (0 is this one)."""
        return Population(self.n, self.values, self.seed + nth * FRESH)


class BlockOfPeople(People):
    """People of whom each field is drawn when it is first asked for: the couriers' list asks for four of them only."""

    def __init__(self, population: Population, number: int) -> None:
        for name, value in (("population", population), ("number", number)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in FIELDS:
            raise AttributeError(name)
        crowd, start = self.population, self.number * BLOCK
        if name == "queue":
            values = (start + np.arange(len(self))) / crowd.n
        else:
            values = draw_field(next(h for h in habits() if h.field == name), len(self), crowd.values, crowd.seed, self.number)
        object.__setattr__(self, name, values)
        return values

    def __len__(self) -> int:
        return min(BLOCK, self.population.n - self.number * BLOCK)


FRESH = 1_000_003  # far from the seeds that a class will try one after another


def population(n: int, assumptions: Mapping[str, float] | None = None, seed: int = 1) -> Population:
    """``n`` people as :func:`draw` would draw them, but drawn block by block when they are needed."""
    n, seed, values = checked(n, assumptions, seed)
    return Population(n, values, seed)
