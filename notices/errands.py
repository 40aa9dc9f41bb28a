"""A year of errands: what an account on the portal is used for, and so when its owner looks into it.

The article names three everyday services of the portal (C22). Staying off the portal means running these
errands at a counter, and that can be counted; and whoever runs one on the portal looks into the account on
that day, where a notice may lie. How many errands there are and what they cost stands in
``data/errands.toml``: assumptions with a range, nobody's figures::

    year = year_of_errands(portal=True)
    print(year.trips, year.hours, year.opens_after(posted=100))

Days of the year are whole numbers, 0 to 364. Nothing here depends on chance but the days on which errands
fall, and these come from a seed, one stream for each kind: more errands of one kind leave all others where
they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Iterable, Mapping, Sequence

import numpy as np

from notices.drawing import DAYS_IN_YEAR, Assumption, read_assumption
from notices.errors import DataError, NoticesError, listed, nearest
from notices.people import NEVER, whole, yes_or_no
from notices.sources import data_file, known, read_toml

FILE = "errands.toml"
COSTS = ("times_a_year", "trips_to_a_counter", "hours_at_a_counter", "trips_left", "hours_online")
WHOLE = ("times_a_year", "trips_to_a_counter", "trips_left")
ENDS = ("low", "default", "high")


@dataclass(frozen=True)
class Kind:
    """One kind of errand: its name, what it is in words, the claim that names it, and its assumptions by name."""

    name: str
    says: str
    named_in: str
    assumptions: Mapping[str, Assumption]


@dataclass(frozen=True)
class Errand:
    """One errand of a year: the day (0 to 364), the name of its kind, the trips to a counter and the hours it takes."""

    day: int
    kind: str
    trips: int
    hours: float


@dataclass(frozen=True)
class Year:
    """One person's year of errands, in the order of days. ``portal``: are they run there, or at a counter?"""

    portal: bool
    errands: tuple[Errand, ...]

    @property
    def trips(self) -> int:
        """Trips to a counter in the year."""
        return sum(errand.trips for errand in self.errands)

    @property
    def hours(self) -> float:
        """Hours spent in the year."""
        return sum(errand.hours for errand in self.errands)

    @property
    def looks(self) -> tuple[int, ...]:
        """Days of the year on which the person looks into the account, in order: none without the portal."""
        return tuple(sorted({errand.day for errand in self.errands})) if self.portal else ()

    def opens_after(self, posted: int) -> float:
        """Days from posting (on a day of this year or of a later one like it) to the next look; inf if there is none.

        Every year has its errands on the same days. Raises NoticesError for a day that is no whole number of 0 or more.
        """
        posted = whole("the day of posting", posted, 0)
        return min(((look - posted) % DAYS_IN_YEAR for look in self.looks), default=NEVER)


def year_of_errands(portal: bool, times: Mapping[str, int] | None = None, end: str = "default", seed: int = 1) -> Year:
    """One person's :class:`Year`.

    ``portal``: errands are run on the portal (else at a counter). ``times``: how often in the year, by kind, where
    that is not the ``end`` of the range; ``end``: which end of every range is taken (``low``, ``default``, ``high``).
    ``seed``: a whole number from which the days come; the same errands fall on the same days with and without the
    portal. Raises NoticesError for an unknown kind or end, and for a number that is not possible.
    """
    portal, seed = yes_or_no("portal", portal), whole("seed", seed, 0)
    counts = _counts(times or {}, _end(end))
    errands = [Errand(day, kind.name, *_cost(kind, portal, end)) for kind in kinds().values()
               for day in _days(kind, counts[kind.name], seed)]
    return Year(portal, tuple(sorted(errands, key=lambda errand: errand.day)))


def _end(end: object) -> str:
    if end not in ENDS:
        raise NoticesError(f"end: {end!r} is no end of a range.{nearest(end, ENDS)} Expected {listed(ENDS)}.")
    return str(end)


def _counts(times: Mapping[str, int], end: str) -> dict[str, int]:
    for name in times:
        if name not in kinds():
            raise NoticesError(f"there is no errand {name!r}.{nearest(name, kinds())} Errands are {listed(kinds())}.")
    usual = {name: int(getattr(kind.assumptions["times_a_year"], end)) for name, kind in kinds().items()}
    return usual | {name: whole(f'errand "{name}", times a year', count, 0) for name, count in times.items()}


def _cost(kind: Kind, portal: bool, end: str) -> tuple[int, float]:
    """(trips to a counter, hours) of one errand."""
    trips, hours = ("trips_left", "hours_online") if portal else ("trips_to_a_counter", "hours_at_a_counter")
    return int(getattr(kind.assumptions[trips], end)), float(getattr(kind.assumptions[hours], end))


def _days(kind: Kind, count: int, seed: int) -> list[int]:
    """The day of each errand of a kind, drawn one after another: more errands are the same ones and some more."""
    key = np.random.SeedSequence(seed, spawn_key=(list(kinds()).index(kind.name),))
    return [int(DAYS_IN_YEAR * u) for u in np.random.Generator(np.random.SFC64(key)).random(count)]


# --- the file ------------------------------------------------------------------------------------

def assumptions() -> tuple[Assumption, ...]:
    """Every assumption of ``data/errands.toml``, in the order of the file; ``field`` is the kind of errand."""
    return tuple(one for kind in kinds().values() for one in kind.assumptions.values())


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of errands by name, in the order of ``data/errands.toml``."""
    return MappingProxyType({kind.name: kind for kind in read_errands(data_file(FILE))})


def read_errands(path: Path | str) -> tuple[Kind, ...]:
    """The kinds of errands of a file in the format of ``data/errands.toml``.

    Raises DataError that names file, errand, assumption and value: for text that is not TOML or UTF-8, an assumption
    missing or unknown, trips or times that are not whole, values out of order, a source that does not exist.
    """
    path = Path(path)
    return tuple(_kind(path.name, name, table) for name, table in read_toml(path).items())


def _kind(file: str, name: str, table: Mapping[str, object]) -> Kind:
    place = f'{file}, errand "{name}"'
    entries = {key: entry for key, entry in table.items() if isinstance(entry, dict)}
    _same_names(place, entries, COSTS)
    if not known(table.get("named_in")):
        raise DataError(f'{place}: named_in is {table.get("named_in")!r}. Expected the id of a claim, such as C22.')
    found = {key: read_assumption(f'{place}, assumption "{key}"', key, name, entries[key]) for key in COSTS}
    for key in WHOLE:
        _all_whole(f'{place}, assumption "{key}"', found[key])
    return Kind(name, str(table.get("says", name)), str(table["named_in"]), MappingProxyType(found))


def _same_names(place: str, given: Iterable[str], expected: Sequence[str]) -> None:
    for name in given:
        if name not in expected:
            raise DataError(f'{place}: "{name}" is no assumption of an errand.{nearest(name, expected)} Expected {listed(expected)}.')
    for name in expected:
        if name not in given:
            raise DataError(f'{place}: assumption "{name}" is missing. Expected {listed(expected)}.')


def _all_whole(place: str, found: Assumption) -> None:
    for end in ENDS:
        if not float(getattr(found, end)).is_integer():
            raise DataError(f"{place}: {end} is {getattr(found, end):g}. Expected a whole number ({found.unit}).")
