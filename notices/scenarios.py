"""How sure can we be: many assumptions at once, and where in them a claim is true.

A *scenario* is a choice of assumptions (and systems and operations); a *sweep* sends the same people, with the same
luck, through many scenarios. On top of it: :func:`tornado` moves one assumption at a time, :func:`sample` all of them
together, and :func:`truth_map` two of them over a grid. All three are worked out when they are first looked at, keep
what is finished when they are stopped, and go on from there when looked at again.

What a sweep keeps of each scenario is more than the one number asked for, so another measure (or another claim, day or
threshold on a map) is read from the same runs (``.read(...)``) and costs nothing.
"""

from __future__ import annotations

import math
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, Callable, Iterator, Mapping, Sequence

import numpy as np

from notices.drawing import assumed_values, assumptions as shipped_assumptions, checked, draw, draw_field, habits, population
from notices.errors import NoticesError, listed, nearest
from notices.figures.picture import Table
from notices.measures import MEASURES, Comparison, Estimate, Question, asked, compare
from notices.people import People, days, number
from notices.spread import AHEAD, Progress, check_seen
from notices.systems import System
from notices.timeline import Operations, run

PEOPLE = 2_000  # per scenario, unless said otherwise: enough to read a share to about one percent
OPERATED = ("visits_per_day", "max_visits")  # what the office can do: varied like an assumption where a range is given
KEPT = 10_000  # people up to whom drawn fields are kept for the next scenario: 256 fields of this size fit in 10 MB. Not above BLOCK

Range = tuple[float, float]
Ranges = Mapping[str, Range]


# --- scenarios and sweeps ---------------------------------------------------------------------------------

@dataclass(frozen=True)
class Scenario:
    """One thing to try: one system, or more to compare; assumptions other than the defaults; and operations."""

    systems: tuple[System, ...]
    assumptions: Mapping[str, float] = field(default_factory=dict)
    operations: Operations = Operations()


def compare_in(scenario: Scenario, n: int, seed: int, question: Question | None) -> Comparison:
    """The comparison of the systems of one scenario, on ``n`` people."""
    people = twins_in(scenario, n, seed) if n <= KEPT else population(n, scenario.assumptions, seed)
    return compare(scenario.systems, people, scenario.operations, question=question)


def twins_in(scenario: Scenario, n: int, seed: int) -> People:
    """The people that ``draw`` would give, but a field whose assumptions did not change is not drawn again."""
    values = assumed_values(scenario.assumptions)
    columns = {habit.field: _kept_field(at, n, seed, tuple(values[assumption.name] for assumption in habit.assumptions))
               for at, habit in enumerate(habits())}
    return People(**(columns | {"queue": np.arange(n) / n}))


@lru_cache(maxsize=256)
def _kept_field(at: int, n: int, seed: int, given: tuple[float, ...]) -> np.ndarray:
    habit = habits()[at]
    column = draw_field(habit, n, {assumption.name: value for assumption, value in zip(habit.assumptions, given)}, seed, block=0)
    column.flags.writeable = False  # shared by every scenario
    return column


class Sweep:
    """The same people sent through many scenarios.

    ``finished``: what is done, by the scenario's position: a :class:`~notices.measures.Comparison` each, unless ``work``
    gives something else. ``run()`` works out what is missing. When it is stopped, by Ctrl-C or because the cluster has
    gone, finished scenarios stay in ``finished`` and the next ``run()`` goes on from there. ``client``: a Dask client
    whose workers share the scenarios (None: this machine); the results have the same bits. It may be changed between runs.
    """

    def __init__(self, scenarios: Sequence[Scenario], n: int = PEOPLE, seed: int = 1, *, question: Question | None = None,
                 client: Any = None, progress: bool = True, work: Callable[..., Any] = compare_in) -> None:
        """Raises NoticesError for no scenarios, and for people, a seed, assumptions or a question that are not possible."""
        self.scenarios = tuple(scenarios)
        self.n, self.seed, _ = checked(n, None, seed)
        self.question, self.client, self.progress = question, client, progress
        self.work = work
        self.finished: dict[int, Any] = {}
        if not self.scenarios:
            raise NoticesError("sweep: there are no scenarios. Give at least one.")
        for scenario in self.scenarios:
            assumed_values(scenario.assumptions)
            asked(question, scenario.operations)

    def __len__(self) -> int:
        return len(self.scenarios)

    def __repr__(self) -> str:
        return f"Sweep({len(self.finished)} of {len(self)} scenarios finished, {self.n:,} people each)"

    def run(self) -> list[Any]:
        """All results, in the order of the scenarios; only what is missing is worked out.

        Raises KeyboardInterrupt on Ctrl-C, and NoticesError when the Dask client fails; both say how many scenarios
        are finished and how to go on.
        """
        missing = [at for at in range(len(self)) if at not in self.finished]
        work = self._here(missing) if self.client is None else self._on_workers(missing)
        try:
            for _ in Progress.over(work, len(missing), "scenarios", self.progress):
                pass
        except KeyboardInterrupt:
            raise KeyboardInterrupt(f"{self._kept()} To go on, call run() on the sweep again, or look at its result again.") from None
        except NoticesError:
            raise
        except Exception as error:
            if self.client is None:
                raise
            raise NoticesError(f"the Dask cluster failed or went away ({type(error).__name__}: {error}). {self._kept()} To go on, set "
                               "the sweep's client to a new one, or to None for this machine, and call run() on it again.") from error
        return [self.finished[at] for at in range(len(self))]

    def _kept(self) -> str:
        return f"{len(self.finished)} of {len(self)} scenarios are finished and kept."

    def _here(self, missing: Sequence[int]) -> Iterator[int]:
        for at in missing:
            self.finished[at] = self.work(self.scenarios[at], self.n, self.seed, self.question)
            yield at

    def _on_workers(self, missing: Sequence[int]) -> Iterator[int]:
        """Positions as they finish. No more are under way than keep the workers busy."""
        from distributed import wait  # an extra: whoever has a client has it

        waiting, under_way = list(reversed(missing)), {}
        last_seen = time.monotonic()
        while waiting or under_way:
            workers = len(self.client.scheduler_info()["workers"])
            last_seen = check_seen(workers, last_seen)
            while waiting and len(under_way) < AHEAD * max(workers, 1):
                at = waiting.pop()
                under_way[self.client.submit(self.work, self.scenarios[at], self.n, self.seed, self.question, pure=False)] = at
            with suppress(TimeoutError):  # nothing yet, or a worker went away with its results: look again
                for future in wait(list(under_way), timeout=1, return_when="FIRST_COMPLETED").done:
                    self.finished[under_way[future]] = future.result(timeout=10)
                    yield under_way.pop(future)


# --- reading one number --------------------------------------------------------------------------------------

OPPOSITES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "not_served_by": ("served_by", "not served by day {day}"),
    "not_appeared_by": ("appeared_by", "not appeared by day {appear_day}"),
})


def outcome(comparison: Comparison, measure: str) -> Estimate:
    """A measure under the only system of a comparison, or under the second minus under the first.

    ``measure``: a name in ``measures.MEASURES``, ``not_served_by`` or ``not_appeared_by``.
    """
    alone = len(comparison.names) == 1
    name = OPPOSITES[measure][0] if measure in OPPOSITES else measure
    found = comparison.estimate(name) if alone else comparison.difference(name, 1)
    value = (1 if alone else 0) - found.value if measure in OPPOSITES else found.value
    return Estimate(float(value), float(found.error), found.unit)


def _check_measure(measure: str) -> str:
    names = [*MEASURES, *OPPOSITES]
    if measure not in names:
        raise NoticesError(f'there is no measure "{measure}".{nearest(measure, names)} Measures are {listed(names)}.')
    return measure


def measure_in_words(measure: str, systems: Sequence[System], question: Question) -> str:
    """What is counted, under which system or between which two."""
    template = OPPOSITES[measure][1] if measure in OPPOSITES else MEASURES[measure].says
    what = template.format(day=question.day, appear_day=question.appear_day)
    names = [system.name for system in systems]
    return f"{what}, under {names[0]}" if len(names) == 1 else f"{what}, {names[1]} minus {names[0]}"


# --- ranges ---------------------------------------------------------------------------------------------------

def ranges_of(*names: str) -> dict[str, Range]:
    """(low, high) of these assumptions in ``data/people.toml``; of all when none is named."""
    known = shipped_assumptions()
    for name in names:
        if name in OPERATED:
            raise NoticesError(f'"{name}" has no range in people.toml. Give one: ranges={{"{name}": (low, high)}}.')
        if name not in known:
            raise NoticesError(f'there is no assumption "{name}".{nearest(name, known)} Assumptions are {listed(known)}.')
    return {name: (known[name].low, known[name].high) for name in names or known}


def checked_ranges(ranges: Ranges | None) -> dict[str, Range]:
    """``ranges``, or all of the file when None. Raises NoticesError for an unknown assumption, a value that is not
    possible, and low above high; each names the assumption."""
    if ranges is None:
        return ranges_of()
    if not isinstance(ranges, Mapping) or not ranges:
        raise NoticesError(f'ranges: {ranges!r} names no assumption. Expected a mapping such as {{"with_account": (0.6, 0.99)}}.')
    return {name: _checked_range(name, pair) for name, pair in ranges.items()}


def _checked_range(name: str, pair: object) -> Range:
    if isinstance(pair, str) or not isinstance(pair, Sequence) or len(pair) != 2:
        raise NoticesError(f'range of "{name}": {pair!r} is not a range. Expected (low, high).')
    low, high = (_possible(name, value) for value in pair)
    if low > high:
        raise NoticesError(f'range of "{name}": low {low:g} is above high {high:g}. Expected (low, high), as in ({high:g}, {low:g}).')
    return low, high


def _possible(name: str, value: object) -> float:
    if name in OPERATED:
        return getattr(Operations(**{name: value}), name)
    return assumed_values({name: value})[name]


def _scenario(systems: Sequence[System], assumed: Mapping[str, float], operations: Operations, moved: Mapping[str, float]) -> Scenario:
    """The scenario in which some things are moved and all others are as given."""
    operated = {name: round(value) for name, value in moved.items() if name in OPERATED}
    moved = {name: value for name, value in moved.items() if name not in OPERATED}
    return Scenario(tuple(systems), {**assumed, **moved}, replace(operations, **operated))


def _one_or_two(systems: System | Sequence[System]) -> tuple[System, ...]:
    found = (systems,) if isinstance(systems, System) else tuple(systems)
    if not 1 <= len(found) <= 2 or not all(isinstance(system, System) for system in found):
        raise NoticesError(f"{systems!r} is not what is asked for. Give one system, or two: then the second minus the first is looked at.")
    return found


class Shown:
    """Something that shows as its table: when printed, and in a notebook."""

    def __str__(self) -> str:
        return self.table().to_text()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self.table().to_html()


# --- one at a time ------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Bar:
    """One assumption moved from ``low`` to ``high``, and the measure at both ends. Both ends meet the same people."""

    assumption: str
    low: float
    high: float
    at_low: Estimate
    at_high: Estimate

    @property
    def swing(self) -> float:
        """How far apart the two ends are, in the unit of the measure."""
        return abs(self.at_high.value - self.at_low.value)


@dataclass(frozen=True, eq=False, repr=False)
class Tornado(Shown):
    """The measure when one assumption at a time goes from low to high. Made by :func:`tornado`; worked out when looked at."""

    measure: str
    ranges: Ranges
    sweep: Sweep

    @cached_property
    def base(self) -> Estimate:
        """The measure with every assumption as it is."""
        return outcome(self.sweep.run()[0], self.measure)

    @cached_property
    def bars(self) -> list[Bar]:
        """One bar per assumption, the widest first."""
        found = [outcome(comparison, self.measure) for comparison in self.sweep.run()[1:]]
        bars = [Bar(name, *self.ranges[name], *ends) for name, *ends in zip(self.ranges, found[::2], found[1::2])]
        return sorted(bars, key=lambda bar: bar.swing if math.isfinite(bar.swing) else -1, reverse=True)

    def read(self, measure: str) -> "Tornado":
        """The same runs, read for another measure."""
        return replace(self, measure=_check_measure(measure))

    def table(self) -> Table:
        """One row per assumption, the widest first."""
        rows = [[bar.assumption, f"{bar.low:g}", f"{bar.high:g}", str(bar.at_low), str(bar.at_high)] for bar in self.bars]
        return Table(f"{_in_words(self)}: {self.base} ({self.base.unit}) with the defaults; {self.sweep.n:,} people, the same throughout; "
                     "± one standard error", ["assumption", "low", "high", "measure at low", "measure at high"], rows)


def tornado(measure: str, systems: System | Sequence[System], n: int = PEOPLE, ranges: Ranges | None = None, *,
            assumptions: Mapping[str, float] | None = None, operations: Operations = Operations(), seed: int = 1,
            question: Question | None = None, client: Any = None, progress: bool = True) -> Tornado:
    """One assumption at a time from low to high, the others as they are: which one moves the measure most?

    ``systems``: one (the measure under it), or two (the second minus the first). ``ranges``: (low, high) of the
    assumptions to move; all of ``data/people.toml`` unless given; :func:`ranges_of` picks some. ``visits_per_day`` and
    ``max_visits`` may be moved too, where their ranges are given. ``assumptions``: values for the others, where not
    the defaults. Raises NoticesError for anything that cannot be used, before anything is worked out.
    """
    systems, ranges = _one_or_two(systems), checked_ranges(ranges)
    moves = [{}] + [{name: end} for name, pair in ranges.items() for end in pair]
    scenarios = [_scenario(systems, assumptions or {}, operations, moved) for moved in moves]
    return Tornado(_check_measure(measure), ranges, Sweep(scenarios, n, seed, question=question, client=client, progress=progress))


# --- all together ---------------------------------------------------------------------------------------------

def latin_hypercube(points: int, dimensions: int, seed: int = 1) -> np.ndarray:
    """``points`` places in a cube with sides from 0 to 1, shape ``(points, dimensions)``, spread evenly along every side:
    cut into as many slices as there are points, each slice of each side holds exactly one."""
    luck = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(0,)))
    slices = luck.permuted(np.tile(np.arange(points), (dimensions, 1)), axis=1).T
    return (slices + luck.random((points, dimensions))) / points


@dataclass(frozen=True, eq=False, repr=False)
class Sample(Shown):
    """The measure in many scenarios that fill the ranges together. Made by :func:`sample`; worked out when looked at.

    ``points``: the value of each assumption in each scenario, shape ``(scenarios, assumptions)``, in the order of ``ranges``.
    """

    measure: str
    ranges: Ranges
    points: np.ndarray
    sweep: Sweep

    @cached_property
    def outcomes(self) -> list[Estimate]:
        """The measure in each scenario."""
        return [outcome(comparison, self.measure) for comparison in self.sweep.run()]

    @cached_property
    def values(self) -> np.ndarray:
        """The measure in each scenario without its error, shape ``(scenarios,)``."""
        return np.array([found.value for found in self.outcomes])

    def read(self, measure: str) -> "Sample":
        """The same runs, read for another measure."""
        return replace(self, measure=_check_measure(measure))

    def table(self) -> Table:
        """How the outcomes spread. The ranges are not chances, so neither are these shares of the scenarios."""
        unit = self.outcomes[0].unit
        steps = {"least": 0, "a quarter lies below": 25, "half lies below": 50, "three quarters lie below": 75, "greatest": 100}
        rows = [[name, float(np.percentile(self.values, share))] for name, share in steps.items()]
        return Table(f"{_in_words(self)}; {len(self.sweep)} scenarios that fill the ranges of {len(self.ranges)} assumptions, "
                     f"{self.sweep.n:,} people, the same throughout", ["outcome", unit], rows)


def sample(measure: str, systems: System | Sequence[System], scenarios: int = 200, n: int = PEOPLE, ranges: Ranges | None = None, *,
           assumptions: Mapping[str, float] | None = None, operations: Operations = Operations(), seed: int = 1,
           question: Question | None = None, client: Any = None, progress: bool = True) -> Sample:
    """All assumptions at once: scenarios that fill their ranges evenly, and the measure in each.

    ``scenarios``: how many; the rest as for :func:`tornado`. Raises NoticesError for anything that cannot be used.
    """
    systems, ranges = _one_or_two(systems), checked_ranges(ranges)
    count = _whole("sample: the number of scenarios", scenarios, least=1)
    low, high = np.array(list(ranges.values()), dtype=float).T
    _, seed, _ = checked(n, assumptions, seed)
    points = low + latin_hypercube(count, len(ranges), seed) * (high - low)
    tried = [_scenario(systems, assumptions or {}, operations, dict(zip(ranges, point))) for point in points.tolist()]
    return Sample(_check_measure(measure), ranges, points, Sweep(tried, n, seed, question=question, client=client, progress=progress))


def _in_words(view: Tornado | Sample) -> str:
    first = view.sweep.scenarios[0]
    return measure_in_words(view.measure, first.systems, asked(view.sweep.question, first.operations))


# --- the truth map ----------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Avoided:
    """One way to say what avoiding a notice means: the people whom an event has not reached by a day (None: the horizon)."""

    name: str
    says: str
    event: str
    day: int | None


AVOIDED: Mapping[str, Avoided] = MappingProxyType({way.name: way for way in (
    Avoided("not_served_by", "not served by day {day}", "served", 30),
    Avoided("not_appeared_by", "not come to the office by day {day}", "appeared", 60),
    Avoided("never_knew", "never known by day {day}, the last that is followed", "aware", None),
)})


def reached_in(scenario: Scenario, n: int, seed: int, question: Question | None) -> dict[str, np.ndarray]:
    """For each event of :data:`AVOIDED`, how many of ``n`` people it has reached by each day, shape ``(horizon + 1,)``.

    Much less than a comparison, hence much faster: a map has hundreds of scenarios.
    """
    people = twins_in(scenario, n, seed) if n <= KEPT else draw(n, scenario.assumptions, seed)
    timelines, horizon = run(scenario.systems[0], people, scenario.operations), scenario.operations.horizon
    events = {way.event: getattr(timelines, way.event) for way in AVOIDED.values()}
    return {name: np.bincount(days[np.isfinite(days)].astype(np.int64), minlength=horizon + 1).cumsum()
            for name, days in events.items()}


@dataclass(frozen=True, eq=False, repr=False)
class TruthMap(Shown):
    """Over two assumptions, the share of people who avoid a notice. Made by :func:`truth_map`; worked out when looked at.

    "Nearly impossible to avoid" is true where that share is at or below a threshold (:meth:`holds`). Rows follow ``up``,
    columns ``across``, each from low to high. ``claim`` is a name in :data:`AVOIDED`, read on ``day``.
    """

    claim: str
    day: int
    across: str
    up: str
    across_values: np.ndarray
    up_values: np.ndarray
    sweep: Sweep
    reached: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def shares(self) -> np.ndarray:
        """The share of people who avoid the notice, shape ``(len(up_values), len(across_values))``."""
        return (self.sweep.n - self._reached(AVOIDED[self.claim].event)[:, :, self.day]) / self.sweep.n

    @property
    def errors(self) -> np.ndarray:
        """The Monte Carlo error of each share (one standard error), same shape."""
        return np.sqrt(self.shares * (1 - self.shares) / self.sweep.n)

    def holds(self, threshold: float) -> np.ndarray:
        """Yes/no for each place: does at most this share of the people avoid the notice?"""
        limit = number("threshold", threshold, "a share from 0 to 1")
        if not 0 <= limit <= 1:
            raise NoticesError(f"threshold: {limit:g} is outside 0 to 1. Expected a share from 0 to 1.")
        return self.shares <= limit

    def share_true(self, threshold: float) -> float:
        """The share of the map where the claim is true. A share of the ranges, not a probability."""
        return float(self.holds(threshold).mean())

    def read(self, claim: str | None = None, day: int | None = None) -> "TruthMap":
        """The same runs, read for another claim or day. A claim without a day takes its own."""
        claim = self.claim if claim is None else claim
        return replace(self, claim=claim, day=_day_of(claim, day, self.sweep.scenarios[0].operations.horizon))

    def in_words(self) -> str:
        """The definition that is looked at: 'not served by day 30'."""
        return AVOIDED[self.claim].says.format(day=self.day)

    def table(self) -> Table:
        """The shares, with a row for each value of ``up``, the highest first, as on the map."""
        rows = [[f"{value:.4g}", *(f"{share:.3f}" for share in shares)] for value, shares in zip(self.up_values, self.shares)]
        what = f"share of people {self.in_words()}, under {self.sweep.scenarios[0].systems[0].name}"
        return Table(f"{what}; down: {self.up}, across: {self.across}; {self.sweep.n:,} people, the same throughout, "
                     f"standard errors up to {self.errors.max():.3f}",
                     [self.up, *(f"{value:.4g}" for value in self.across_values)], rows[::-1])

    def _reached(self, event: str) -> np.ndarray:
        """People by day for each place on the map; worked out once, and kept for every day and threshold."""
        if event not in self.reached:
            counts = np.array([reached[event] for reached in self.sweep.run()])
            self.reached[event] = counts.reshape(len(self.up_values), len(self.across_values), -1)
        return self.reached[event]


def truth_map(claim: str, across: str, up: str, system: System, *, day: int | None = None, steps: int = 21, n: int = PEOPLE,
              ranges: Ranges | None = None, assumptions: Mapping[str, float] | None = None, operations: Operations = Operations(),
              seed: int = 1, client: Any = None, progress: bool = True) -> TruthMap:
    """Over a grid of ``steps`` by ``steps`` values of two assumptions: what share of the people avoids the notice?

    ``claim``: ``not_served_by`` or ``not_appeared_by`` (a ``day``; 30 and 60 unless given), or ``never_knew``.
    ``ranges``: of these two assumptions, where not those of ``data/people.toml``. ``assumptions``: values for the
    others, where not the defaults. Raises NoticesError for anything that cannot be used.
    """
    day = _day_of(claim, day, operations.horizon)
    systems = _one_or_two([system])
    steps = _whole("truth map: steps", steps, least=2)
    pairs = _two_ranges(across, up, ranges)
    across_values, up_values = (_steps(name, pairs[name], steps) for name in (across, up))
    scenarios = [_scenario(systems, assumptions or {}, operations, {across: x, up: y})
                 for y in up_values.tolist() for x in across_values.tolist()]
    return TruthMap(claim, day, across, up, across_values, up_values, Sweep(scenarios, n, seed, client=client, progress=progress, work=reached_in))


def _two_ranges(across: str, up: str, ranges: Ranges | None) -> dict[str, Range]:
    if across == up:
        raise NoticesError(f'truth map: "{across}" is both across and up. Choose two different assumptions.')
    given = checked_ranges(ranges) if ranges is not None else {}
    for name in given:
        if name not in (across, up):
            raise NoticesError(f'truth map: there is a range for "{name}", which is neither across ("{across}") nor up ("{up}"). '
                               "Leave it out, or fix its value through assumptions.")
    return {name: given[name] if name in given else ranges_of(name)[name] for name in (across, up)}


def _steps(name: str, pair: Range, steps: int) -> np.ndarray:
    values = np.linspace(*pair, steps)
    return np.unique(values.round()) if name in OPERATED else values


def _day_of(claim: str, day: int | None, horizon: int) -> int:
    if claim not in AVOIDED:
        raise NoticesError(f'there is no claim "{claim}".{nearest(claim, AVOIDED)} Expected {listed(AVOIDED)}.')
    usual = AVOIDED[claim].day
    if usual is None and day is not None:
        raise NoticesError(f'claim "{claim}": it is about all days that are followed, so it takes no day. Leave the day out.')
    day = (horizon if usual is None else usual) if day is None else _whole(f'claim "{claim}": day', day)
    if day > horizon:
        raise NoticesError(f'claim "{claim}": day {day} lies beyond the horizon. Expected a day from 0 to {horizon}.')
    return day


def _whole(place: str, value: object, least: int = 0) -> int:
    return int(days(place, value, least, or_never=False))
