"""Synthetic people: rows of luck and habits, fixed before any system is applied.

No rule ever draws a random number. What differs between two systems on the same rows is
therefore a difference in rules, not in luck. Days are whole numbers counted from issue
(day 0) in ``float32``; ``inf`` means never.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from numbers import Real
from typing import Iterable, Mapping, Sequence

import numpy as np

from notices.errors import NoticesError, listed, nearest

NEVER = math.inf
KINDS = ("draftee", "reservist")
LATEST_DAY = 1_000_000  # float32 counts whole days exactly far beyond this
NEVER_BITS = np.int32(np.float32(NEVER).view(np.int32))


def never_if(mask: np.ndarray) -> np.ndarray:
    """0 where ``mask`` is no, inf where it is yes: ``np.maximum(day, never_if(mask))`` is that day, or never.

    The same as ``np.where(mask, inf, day)``, in half the time.
    """
    return np.multiply(mask, NEVER_BITS, dtype=np.int32).view(np.float32)


@dataclass(frozen=True)
class Field:
    """One column of luck or habit: what it may hold, and what holds when nothing is said."""

    name: str
    holds: str  # "kind", "yes/no", "days" or "share"
    default: object
    least: int = 0
    dtype: type = np.float32


FIELDS = {
    field.name: field
    for field in (
        Field("kind", "kind", "draftee", dtype=np.uint8),
        Field("account", "yes/no", True, dtype=np.bool_),
        Field("opens_after", "days", NEVER),
        Field("reachable", "yes/no", False, dtype=np.bool_),
        Field("visits_needed", "days", 1, least=1),
        Field("queue", "share", None, dtype=np.float64),
        Field("border_day", "days", NEVER),
        Field("appears_after", "days", NEVER, least=1),
        Field("needs_day", "days", NEVER),
        Field("needs_every", "days", NEVER, least=1),
        Field("wrong_record", "yes/no", False, dtype=np.bool_),
        Field("corrected_after", "days", NEVER, least=1),
    )
}


@dataclass(frozen=True, eq=False)
class People:
    """A population: one array per field, all of shape ``(n,)``, one entry per person.

    ``kind`` holds positions in :data:`KINDS` (0 draftee, 1 reservist); ``account``,
    ``reachable`` and ``wrong_record`` are yes/no; ``queue`` is the place in the couriers'
    list (0 to 1, no two alike, ``float64``); all others are ``float32`` days counted from
    issue, or counts of visits, with ``inf`` for never.
    """

    kind: np.ndarray
    account: np.ndarray
    opens_after: np.ndarray
    reachable: np.ndarray
    visits_needed: np.ndarray
    queue: np.ndarray
    border_day: np.ndarray
    appears_after: np.ndarray
    needs_day: np.ndarray
    needs_every: np.ndarray
    wrong_record: np.ndarray
    corrected_after: np.ndarray

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> "People":
        """People from a list of mappings; absent fields take the defaults of :data:`FIELDS`.

        Without ``queue`` people stand in the list in row order. Raises
        :class:`~notices.errors.NoticesError` naming row, field and value for an unknown
        field, a fraction, a negative day, NaN, text where a number belongs, or a place in
        the queue that two people share.
        """
        rows = list(rows)
        for number, row in enumerate(rows):
            _check_names(number, row)
        columns = {
            name: np.array([_value(number, field, row) for number, row in enumerate(rows)],
                           dtype=field.dtype)
            for name, field in FIELDS.items()
            if name != "queue"
        }
        return cls(**columns, queue=_queue(rows))

    def __len__(self) -> int:
        return len(self.kind)

    def __getitem__(self, chosen) -> "People":
        """The chosen people: a position, a slice, positions or a yes/no array."""
        if isinstance(chosen, (int, np.integer)):
            chosen = [chosen]
        return People(**{f.name: getattr(self, f.name)[chosen] for f in fields(self)})

    def row(self, position: int) -> dict[str, object]:
        """One person as a mapping that :meth:`from_rows` would accept."""
        values = {name: getattr(self, name)[position].item() for name in FIELDS}
        return values | {"kind": KINDS[values["kind"]]}

    def of_kind(self, kinds: Sequence[str]) -> np.ndarray:
        """Yes/no per person: is their kind one of ``kinds``?"""
        if len(kinds) == 1:
            return self.kind == KINDS.index(kinds[0])
        return np.full(len(self), bool(kinds))

    def __repr__(self) -> str:
        return f"People({len(self)} synthetic people)"


def _check_names(number: int, row: Mapping[str, object]) -> None:
    if not isinstance(row, Mapping):
        raise NoticesError(
            f"person {number}: {row!r} is not a row. Write a person as a mapping of fields, "
            'for example {"opens_after": 9}.'
        )
    for name in row:
        if name not in FIELDS:
            raise NoticesError(
                f'person {number}: there is no field "{name}".{nearest(name, FIELDS)} '
                f"Fields are {listed(FIELDS)}."
            )


def _value(number: int, field: Field, row: Mapping[str, object]) -> object:
    value = row.get(field.name, field.default)
    place = f'person {number}, field "{field.name}"'
    if field.holds == "kind":
        return _kind(place, value)
    if field.holds == "yes/no":
        return yes_or_no(place, value)
    return days(place, value, field.least)


def _kind(place: str, value: object) -> int:
    if value in KINDS:
        return KINDS.index(value)
    raise NoticesError(
        f"{place}: {value!r} is not a kind.{nearest(value, KINDS)} Expected {listed(KINDS)}."
    )


def yes_or_no(place: str, value: object) -> bool:
    """``value`` if it is True or False; an error that names ``place`` otherwise."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise NoticesError(f"{place}: {value!r} is neither yes nor no. Expected True or False.")


def number(place: str, value: object, expected: str) -> float:
    """``value`` as a float if it is a real number and not NaN; else an error naming ``place``."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (Real, np.number)):
        raise NoticesError(f"{place}: {value!r} is not a number. Expected {expected}.")
    if math.isnan(value):
        raise NoticesError(f"{place}: the value is NaN (not a number). Expected {expected}.")
    return float(value)


def whole(place: str, value: object, least: int) -> int:
    """``value`` as a whole number of at least ``least``, never inf; an error that names ``place`` otherwise."""
    expected = f"a whole number, {least} or more"
    given = number(place, value, expected)
    if math.isinf(given) or given < least or given != int(given):
        raise NoticesError(f"{place}: {value!r} is not possible. Expected {expected}.")
    return int(given)


def days(place: str, value: object, least: int = 0, or_never: bool = True) -> float:
    """``value`` as a whole number of days (or visits) of at least ``least``, or inf for never.

    Raises NoticesError naming ``place`` for text, NaN, fractions, numbers that are too small or
    beyond a million, and for never where ``or_never`` is False.
    """
    expected = f"a whole number, {least} or more" + (", or math.inf for never" if or_never else "")
    value = NEVER if isinstance(value, str) and value == "never" else number(place, value, expected)
    if value == NEVER and or_never:
        return value
    if value < least or value > LATEST_DAY or value != int(value):
        problem = _what_is_wrong(value, least)
        raise NoticesError(f"{place}: {value:g} {problem}. Expected {expected}.")
    return value


def _what_is_wrong(value: float, least: int) -> str:
    if value == NEVER:
        return "(never) is not possible here"
    if value < 0:
        return "is negative"
    if value < least:
        return f"is less than {least}"
    return "is not a whole number" if value != int(value) else f"is beyond {LATEST_DAY:,}"


def _queue(rows: Sequence[Mapping[str, object]]) -> np.ndarray:
    given = [number for number, row in enumerate(rows) if "queue" in row]
    if not given:
        return np.arange(len(rows), dtype=np.float64) / max(len(rows), 1)
    if len(given) < len(rows):
        missing = next(n for n, row in enumerate(rows) if "queue" not in row)
        raise NoticesError(
            f'person {missing} has no field "queue", but person {given[0]} has one. '
            "Give every person a place in the queue, or nobody (then they stand in row order)."
        )
    return _places(rows)


def _places(rows: Sequence[Mapping[str, object]]) -> np.ndarray:
    taken: dict[float, int] = {}
    for position, row in enumerate(rows):
        place = f'person {position}, field "queue"'
        value = number(place, row["queue"], "a share from 0 to 1")
        if not 0 <= value <= 1:
            raise NoticesError(f"{place}: {value:g} is outside 0 to 1. Expected a share from 0 to 1.")
        if value in taken:
            raise NoticesError(
                f"{place}: {value:g} is already the place of person {taken[value]}. "
                "Expected places of which no two are alike."
            )
        taken[value] = position
    return np.array(list(taken), dtype=np.float64)
