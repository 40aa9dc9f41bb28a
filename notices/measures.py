"""What a class compares: measures of what happened to many people, with their Monte Carlo error.

:func:`compare` sends the same people through several systems and counts. Counts are whole numbers, so
they add up to the same bits in whatever order and on however many workers the blocks are counted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Callable, Iterable, Mapping, Sequence

import numpy as np

from notices.drawing import Population, population
from notices.errors import NoticesError, listed, nearest
from notices.figures.picture import Table
from notices.people import NEVER, People, days
from notices.spread import Progress, spread
from notices.systems import System
from notices.timeline import Lists, Operations, Routes, Timelines, courier_days, courier_rounds, follow

Values = Callable[[Timelines, People, "Question"], np.ndarray]


@dataclass(frozen=True)
class Question:
    """The days at which shares are read: service, knowing and measures on ``day``, appearing on ``appear_day``."""

    day: int = 30
    appear_day: int = 60
    horizon: int = 180

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            object.__setattr__(self, name, int(days(f'question, "{name}"', getattr(self, name), or_never=False)))
        for name in ("day", "appear_day"):
            if getattr(self, name) > self.horizon:
                raise NoticesError(f'question, "{name}": day {getattr(self, name)} lies beyond the horizon. '
                                   f"Expected a day from 0 to {self.horizon}.")


def asked(question: Question | None, operations: Operations) -> Question:
    """The question over the horizon of the operations. Without one: the usual days, or the horizon if it is shorter.

    Raises NoticesError for a day beyond the horizon.
    """
    usual, horizon = Question(), operations.horizon
    if question is None:
        return Question(min(usual.day, horizon), min(usual.appear_day, horizon), horizon)
    return replace(question, horizon=horizon)


@dataclass(frozen=True)
class Measure:
    """One thing to compare: a number for each person, of which the mean (times ``per``) is reported.

    ``among`` restricts the mean to the people for whom it is true; ``unit`` and ``says`` are for readers. What a measure ``says`` is
    its one name, short enough for a menu: pictures, tables and sentences call it the same.
    """

    name: str
    says: str
    unit: str
    of: Values
    per: int = 1
    among: Values | None = None


def _lasted(start: np.ndarray, end: np.ndarray, horizon: int) -> np.ndarray:
    """Whole days from ``start`` up to, not including, ``end``, as far as the horizon is followed."""
    return np.maximum(np.minimum(end, horizon + 1) - np.minimum(start, horizon + 1), 0)


def _stopped(t: Timelines, people: People, q: Question) -> np.ndarray:
    return np.isfinite(t.stopped)


def _burden(t: Timelines, people: People, q: Question) -> np.ndarray:
    """Days under ban or measures on a wrong record. Both end together, on the day of settling."""
    starts, ends = np.minimum(t.ban_from, t.measures_from), np.minimum(t.ban_until, t.measures_until)
    return np.where(people.wrong_record, _lasted(starts, ends, q.horizon), 0)


MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in (
    Measure("served_by", "served by day {day}", "share of people", lambda t, p, q: t.served <= q.day),
    Measure("unaware_on", "served, not aware, day {day}", "share of people", lambda t, p, q: (t.served <= q.day) & (t.aware > q.day)),
    Measure("unaware_days", "days served, not aware", "person-days per 1,000 people",
            lambda t, p, q: _lasted(t.served, t.aware, q.horizon), per=1000),
    Measure("never_knew", "never aware", "share of people", lambda t, p, q: t.aware == NEVER),
    Measure("appeared_by", "appeared by day {appear_day}", "share of people", lambda t, p, q: t.appeared <= q.appear_day),
    Measure("left_before_service", "left before service", "share of people", lambda t, p, q: t.left < t.served),
    Measure("stopped", "stopped at the border", "share of people", _stopped),
    Measure("learned_at_border", "learned of the notice at the border", "share of those stopped",
            lambda t, p, q: _stopped(t, p, q) & (t.stopped == t.aware), among=_stopped),
    Measure("under_measures", "under measures on day {day}", "share of people",
            lambda t, p, q: (t.measures_from <= q.day) & (t.measures_until > q.day)),
    Measure("measures_days", "days under measures", "person-days per 1,000 people",
            lambda t, p, q: _lasted(t.measures_from, t.measures_until, q.horizon), per=1000),
    Measure("wrong_days", "days on wrong records", "person-days per 1,000 people", _burden, per=1000),
    Measure("visits", "courier visits", "visits per 1,000 people", lambda t, p, q: t.visits, per=1000),
)})

CURVES = ("served", "aware", "appeared", "left", "known", "measures_from", "measures_until", "ban_from", "ban_until")


# --- counting -------------------------------------------------------------------------------------------

@dataclass(frozen=True, eq=False)
class Tally:
    """Counts of one system over some people. Whole numbers throughout (sums in float64 stay exact below 2**53).

    ``sums``, ``squares``, ``among``: one entry per measure; ``days``: people per curve and day, shape
    ``(len(CURVES), horizon + 2)``, the last column for never; ``apart``: squared differences to the first system;
    ``gaps``: people by (service day here minus service day in the first system), from -horizon to horizon.
    """

    n: int
    sums: np.ndarray
    squares: np.ndarray
    among: np.ndarray
    days: np.ndarray
    apart: np.ndarray
    gaps: np.ndarray

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def _values(timelines: Timelines, people: People, question: Question) -> list[np.ndarray]:
    """For each measure the number of each person: yes/no, or days and counts in float64."""
    found = [measure.of(timelines, people, question) for measure in MEASURES.values()]
    return [values if values.dtype == bool else values.astype(np.float64) for values in found]


def _sum(values: np.ndarray) -> float:
    return np.count_nonzero(values) if values.dtype == bool else values.sum()


def _squares(values: np.ndarray) -> float:
    return np.count_nonzero(values) if values.dtype == bool else (values * values).sum()  # not @: its own threads get in the way of ours


def _apart(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    return here ^ there if here.dtype == bool else here - there


def _each(count: Callable[..., float], *values: Sequence[np.ndarray]) -> np.ndarray:
    return np.array([count(*per_measure) for per_measure in zip(*values)], dtype=np.float64)


def _among(timelines: Timelines, people: People, question: Question) -> np.ndarray:
    return np.array([len(people) if measure.among is None else measure.among(timelines, people, question).sum()
                     for measure in MEASURES.values()], dtype=np.float64)


def _by_day(day: np.ndarray, horizon: int) -> np.ndarray:
    return np.bincount(np.minimum(day, horizon + 1).astype(np.int32), minlength=horizon + 2)


def _day_counts(t: Timelines, horizon: int) -> np.ndarray:
    known = np.maximum(t.served, t.aware)
    return np.array([_by_day(known if name == "known" else getattr(t, name), horizon) for name in CURVES])


def _gap_counts(first: np.ndarray, served: np.ndarray, horizon: int) -> np.ndarray:
    if first is served:  # everyone's own twin
        same_day = np.arange(2 * horizon + 1) == horizon
        return same_day * np.count_nonzero(np.isfinite(served))
    both = np.isfinite(first) & np.isfinite(served)
    gap = served[both] - first[both] + horizon
    return np.bincount(gap.astype(np.int32), minlength=2 * horizon + 1)


def tally_block(systems: Sequence[System], populations: Sequence[Population | People], operations: Operations,
                question: Question, lists: Sequence[Lists | None], block: int) -> list[Tally]:
    """The tallies of one block of people, one per system; all systems meet the same rows if the populations are one."""
    tallies: list[Tally] = []
    people, first, first_served = None, None, None
    for system, crowd, before in zip(systems, populations, lists):
        if people is None or crowd is not populations[0]:
            people = crowd if isinstance(crowd, People) else crowd.block(block)
        timelines = run_block(system, people, operations, before)
        values = _values(timelines, people, question)
        first, first_served = (values, timelines.served) if first is None else (first, first_served)
        tallies.append(Tally(
            len(people), _each(_sum, values), _each(_squares, values),
            _among(timelines, people, question), _day_counts(timelines, operations.horizon),
            _each(lambda here, there: _squares(_apart(here, there)), values, first),
            _gap_counts(first_served, timelines.served, operations.horizon)))
    return tallies


def run_block(system: System, people: People, operations: Operations, before: Lists | None) -> Timelines:
    routes = Routes.of(system, people)
    found, visits = courier_days(people, routes, operations, before)
    return follow(system, people, routes, found, visits, operations.horizon)


# --- the couriers' list across blocks -------------------------------------------------------------------

def lists_across_blocks(system: System, crowd: Population, operations: Operations, client=None) -> list[Lists]:
    """What each block must know of the blocks before it: one pass over the population per round of visits."""
    blocks = range(crowd.blocks)
    known: list[tuple[int, ...]] = [()] * crowd.blocks
    made = 0
    for _ in range(operations.max_visits if operations.visits_per_day else 0):
        waiting = list(spread(_on_list, [(system, crowd, operations, known[block], block) for block in blocks], client))
        starts = made + np.concatenate([[0], np.cumsum(waiting, dtype=np.int64)])
        known = [before + (int(start),) for before, start in zip(known, starts)]
        made = int(starts[-1])
        if not sum(waiting):
            break
    return [Lists(crowd.n, before) for before in known]


def _on_list(system: System, crowd: Population, operations: Operations, known: tuple[int, ...], block: int) -> int:
    """How many people of a block still stand on the list after the rounds that are ``known``."""
    people = crowd.block(block)
    routes = Routes.of(system, people)
    waiting = int(routes.courier.sum())
    for _, _, at_door in courier_rounds(people, routes, operations, Lists(crowd.n, known)):
        waiting -= int(at_door.sum())
    return waiting


# --- comparing ------------------------------------------------------------------------------------------

def compare(systems: Sequence[System] | System, people: People | Population | int = 10_000,
            operations: Operations = Operations(), *, assumptions: Mapping[str, float] | None = None, seed: int = 1,
            twins: bool = True, question: Question | None = None, client=None, progress: bool = False) -> "Comparison":
    """Send people through each of the ``systems`` and compare what becomes of them.

    ``people``: rows, a population, or how many to draw (with ``assumptions`` and ``seed``). With ``twins=False``
    each system after the first meets people of its own, freshly drawn. ``client``: a Dask client whose workers
    share the blocks; the result has the same bits. Raises NoticesError for anything that cannot be used.
    """
    systems = [systems] if isinstance(systems, System) else list(systems)
    question = asked(question, operations)
    crowds = _crowds(systems, people, assumptions, seed, twins)
    total = _tally(systems, crowds, operations, question, client, progress)
    return Comparison(tuple(system.name for system in systems), tuple(total), twins, question)


def _crowds(systems: Sequence[System], people, assumptions, seed, twins) -> list[Population | People]:
    if not systems or not all(isinstance(system, System) for system in systems):
        raise NoticesError(f"compare: {systems!r} is not a list of systems. Give some, for example [load_system(\"article\")].")
    if isinstance(people, People):
        if not twins:
            raise NoticesError("compare: twins=False draws fresh people for each system, so it needs a number of people, "
                               "not rows. Write for example compare(systems, 300, twins=False).")
        if not len(people):
            raise NoticesError("compare: there is nobody in these people. Give at least one row.")
        return [people] * len(systems)
    crowd = people if isinstance(people, Population) else population(people, assumptions, seed)
    return [crowd if twins or nth == 0 else crowd.fresh(nth) for nth in range(len(systems))]


def _tally(systems, crowds, operations, question, client, progress) -> list[Tally]:
    if isinstance(crowds[0], People) or crowds[0].blocks == 1:
        return tally_block(systems, crowds, operations, question, [None] * len(systems), 0)
    lists = [lists_across_blocks(system, crowd, operations, client) for system, crowd in zip(systems, crowds)]
    tasks = [(systems, crowds, operations, question, [before[block] for before in lists], block)
             for block in range(crowds[0].blocks)]
    total: list[Tally] | None = None
    for tallies in Progress.over(spread(tally_block, tasks, client), len(tasks), "people", progress):
        total = tallies if total is None else [a + b for a, b in zip(total, tallies)]
    return total


@dataclass(frozen=True)
class Estimate:
    """A simulated number, its Monte Carlo error (one standard error), and its unit."""

    value: float
    error: float
    unit: str

    def __str__(self) -> str:
        return f"{_rounded(self.value, self.error)} ± {_rounded(self.error, self.error)}"


CLEAR = 2  # a difference shows if it is more than this many errors away from zero


def shows(difference: Estimate) -> bool:
    """Is the difference more than two errors away from zero?"""
    return abs(difference.value) > CLEAR * difference.error


def _rounded(value: float, error: float) -> str:
    if not math.isfinite(value):
        return "–" if math.isnan(value) else "never"
    digits = 3 if not error or not math.isfinite(error) else max(0, 1 - math.floor(math.log10(abs(error))))
    return f"{value:,.{min(digits, 6)}f}"


@dataclass(frozen=True, eq=False)
class Comparison:
    """What became of the people under each system: estimates, differences and curves by day.

    ``names``: the systems, in order; differences are taken to the first. Prints as a table.
    """

    names: tuple[str, ...]
    tallies: tuple[Tally, ...]
    twins: bool
    question: Question

    @property
    def n(self) -> int:
        """People per system."""
        return self.tallies[0].n

    def estimate(self, measure: str, system: int | str = 0) -> Estimate:
        """One measure under one system (by name or position)."""
        at, tally, which = self._at(measure), self._tally(system), _measure(measure)
        among = tally.among[at]
        if not among:
            return Estimate(math.nan, math.nan, which.unit)
        mean = tally.sums[at] / among
        spread_ = max(tally.squares[at] / among - mean * mean, 0)
        return Estimate(which.per * mean, which.per * math.sqrt(spread_ / among), which.unit)

    def difference(self, measure: str, system: int | str = 1, to: int | str = 0) -> Estimate:
        """One measure under ``system`` minus the same under ``to`` (the first system), with the error of the
        difference: twins share their luck, so theirs is the error of the per-person differences."""
        here, there, which = self.estimate(measure, system), self.estimate(measure, to), _measure(measure)
        if not self.twins or which.among is not None or self._position(to) != 0:
            return Estimate(here.value - there.value, math.hypot(here.error, there.error), which.unit)
        at, tally = self._at(measure), self._tally(system)
        mean = (tally.sums[at] - self.tallies[0].sums[at]) / self.n
        variance = max(tally.apart[at] / self.n - mean * mean, 0)
        return Estimate(which.per * mean, which.per * math.sqrt(variance / self.n), which.unit)

    def days_to_service(self, share: float = 0.5, system: int | str = 0) -> Estimate:
        """The day by which this share of the people is served (inf: not within the horizon), and its error in days."""
        served = np.cumsum(self._tally(system).days[CURVES.index("served")]) / self.n
        wobble = math.sqrt(share * (1 - share) / self.n)
        day, low, high = (self._first_day(served, level) for level in (share, share - wobble, share + wobble))
        return Estimate(day, (high - low) / 2 if math.isfinite(high) else math.nan, "days")

    def _first_day(self, shares: np.ndarray, level: float) -> float:
        reached = np.flatnonzero(shares[:-1] >= level - 1e-12)
        return float(reached[0]) if len(reached) else NEVER

    def curve(self, name: str, system: int | str = 0) -> np.ndarray:
        """A share of the people for each day from 0 to the horizon, shape ``(horizon + 1,)``.

        ``served``, ``aware``, ``appeared``, ``left`` (by that day); ``unaware`` (served and not aware on that day);
        ``under_measures``, ``under_ban`` (on that day).
        """
        counts = np.cumsum(self._tally(system).days, axis=1)[:, :-1] / self.n
        by = dict(zip(CURVES, counts))
        by |= {"unaware": by["served"] - by["known"], "under_measures": by["measures_from"] - by["measures_until"],
               "under_ban": by["ban_from"] - by["ban_until"]}
        if name not in by:
            raise NoticesError(f'there is no curve "{name}".{nearest(name, by)} Expected {listed(by)}.')
        return by[name]

    def gaps(self, system: int | str = 1) -> tuple[np.ndarray, np.ndarray]:
        """(days, people): how many twins were served so many days later here than under the first system."""
        horizon = self.question.horizon
        return np.arange(-horizon, horizon + 1), self._tally(system).gaps

    def table(self) -> Table:
        """Every measure under every system, with errors, and the difference of the last to the first."""
        rows = [self._row(_measure(name)) for name in MEASURES]
        rows[1:1] = [self._quantile_row(0.5, "half of the people are served by day"),
                     self._quantile_row(0.9, "nine in ten are served by day")]
        last = [f"{self.names[-1]} minus {self.names[0]}"] if len(self.names) > 1 else []
        how = "the same people under each system" if self.twins else "fresh people for each system"
        return Table(f"{self.n:,} people, {how}; ± one standard error", ["measure", "unit", *self.names, *last], rows)

    def _row(self, measure: Measure) -> list[str]:
        cells = [str(self.estimate(measure.name, at)) for at in range(len(self.names))]
        last = [str(self.difference(measure.name, len(self.names) - 1))] if len(self.names) > 1 else []
        return [says(measure, self.question), measure.unit, *cells, *last]

    def _quantile_row(self, share: float, name: str) -> list[str]:
        cells = [_day_cell(self.days_to_service(share, at)) for at in range(len(self.names))]
        return [name, "days", *cells, *(["–"] if len(self.names) > 1 else [])]

    def _tally(self, system: int | str) -> Tally:
        return self.tallies[self._position(system)]

    def _position(self, system: int | str) -> int:
        if isinstance(system, str):
            if system not in self.names:
                raise NoticesError(f'"{system}" was not compared.{nearest(system, self.names)} Expected {listed(self.names)}.')
            return self.names.index(system)
        return range(len(self.names))[system]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(MEASURES)}

    def _at(self, measure: str) -> int:
        _measure(measure)
        return self._order[measure]

    def __str__(self) -> str:
        return self.table().to_text()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _day_cell(day: Estimate) -> str:
    if not math.isfinite(day.value):
        return "never"
    return f"{day.value:g}" + (f" ± {day.error:.2g}" if math.isfinite(day.error) else "")


def says(measure: Measure, question: Question) -> str:
    """The one-line definition of a measure, with the days of the question filled in."""
    return measure.says.format(day=question.day, appear_day=question.appear_day)


def _measure(name: str) -> Measure:
    if name in MEASURES:
        return MEASURES[name]
    raise NoticesError(f'there is no measure "{name}".{nearest(name, MEASURES)} Measures are {listed(MEASURES)}.')


def measures_of(names: Iterable[str]) -> list[Measure]:
    """The measures with these names. Raises NoticesError for one that does not exist."""
    return [_measure(name) for name in names]
