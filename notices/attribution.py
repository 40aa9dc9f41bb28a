"""Which rule does the work: a change of systems, taken apart, and its effect shared out among the parts.

Going from one system to another changes up to four things at once: the service rule, the exit ban, the
measures and the couriers. Each can be switched on alone, last, or anywhere in between, and what it adds
depends on when. Its *share* is what it adds on average over all orders (the Shapley value); the shares add
up to the whole change. All combinations meet the same people, so nothing in the shares is luck between groups.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Iterable, Mapping, Sequence

import numpy as np

from notices.drawing import Population, population
from notices.errors import NoticesError, listed, nearest
from notices.figures.picture import Table
from notices.measures import Estimate, Measure, Question, asked, lists_across_blocks, measures_of, run_block, says
from notices.people import People
from notices.spread import Progress, spread
from notices.systems import System
from notices.timeline import Lists, Operations

Mix = tuple[System, Operations]


@dataclass(frozen=True)
class Part:
    """One part of a change: its name, how a reader would call it, and the rules that it switches together."""

    name: str
    says: str
    rules: tuple[str, ...]


PARTS: Mapping[str, Part] = MappingProxyType({part.name: part for part in (
    Part("service", "service rule", ("channel", "served_on", "served_after", "without_account", "register_days",
                                     "deemed_if_unopened", "lapses_if_unopened", "reminder_after", "covers")),
    Part("exit_ban", "exit ban", ("exit_ban_from", "ban_covers")),
    Part("measures", "measures", ("measures", "clock_from", "grace_days", "appearance_in", "measures_cover")),
    Part("couriers", "couriers", ("visits_per_day", "max_visits")),
)})


# --- taking a change apart --------------------------------------------------------------------------------

def parts(before: System, after: System, operations_before: Operations = Operations(),
          operations_after: Operations | None = None) -> dict[str, dict[str, tuple[object, object]]]:
    """What each part of :data:`PARTS` changes: ``{"exit_ban": {"exit_ban_from": ("none", "service")}, ...}``.

    A part that changes nothing is an empty mapping, and a rule that has no effect in either system is left out.
    ``operations_after``: the same as before, unless given.
    """
    _check_systems(before, after)
    operations_after = _after(operations_before, operations_after)
    in_effect = {*before.rules_in_effect(), *after.rules_in_effect(), *PARTS["couriers"].rules}
    values = before.rules | vars(operations_before), after.rules | vars(operations_after)
    return {part.name: {rule: (values[0][rule], values[1][rule]) for rule in part.rules
                        if rule in in_effect and values[0][rule] != values[1][rule]}
            for part in PARTS.values()}


def combine(before: System, after: System, on: Iterable[str] = (), operations_before: Operations = Operations(),
            operations_after: Operations | None = None) -> Mix:
    """(system, operations) with the parts ``on`` as they are after the change, and all others as they were before.

    ``combine(paper, article, ["service"])`` posts notices as the article does, with no ban and no measures.
    Raises NoticesError for a part that does not exist.
    """
    _check_systems(before, after)
    operations_after = _after(operations_before, operations_after)
    on = _known_parts(on)
    system = _mixed(before, after, on)
    operations = operations_after if "couriers" in on else operations_before
    return system, operations


def _mixed(before: System, after: System, on: tuple[str, ...]) -> System:
    changed = [rule for name in on for rule in PARTS[name].rules if rule in after.rules]
    rules = before.rules | {rule: getattr(after, rule) for rule in changed}
    sources = {rule: origin for rule, origin in before.sources.items() if rule not in changed}
    sources |= {rule: after.sources[rule] for rule in changed if rule in after.sources}
    switched = [PARTS[name].says for name in on if name != "couriers"]
    name = f"{before.name} with {', '.join(switched)} of {after.name}" if switched else before.name
    return System(**rules, name=name, sources=sources)


def _known_parts(on: Iterable[str]) -> tuple[str, ...]:
    on = [on] if isinstance(on, str) else list(on)
    for name in on:
        if name not in PARTS:
            raise NoticesError(f'there is no part "{name}".{nearest(name, PARTS)} Parts are {listed(PARTS)}.')
    return tuple(name for name in PARTS if name in on)


def _check_systems(*systems: object) -> None:
    for system in systems:
        if not isinstance(system, System):
            raise NoticesError(f'{system!r} is not a system. Give one, for example load_system("article").')


def _after(before: Operations, after: Operations | None) -> Operations:
    after = before if after is None else after
    if after.horizon != before.horizon:
        raise NoticesError(f"operations: the horizon is {before.horizon} before the change and {after.horizon} after it. "
                           "Expected the same: otherwise a longer look would pass for an effect.")
    return after


# --- counting: sums and products over people ---------------------------------------------------------------

@dataclass(frozen=True, eq=False)
class Moments:
    """Sums over ``n`` people of one measure under several mixes: enough for every mean, difference and error.

    ``sums`` has shape ``(2k,)`` for k mixes, first the values, then 1 or 0 for belonging to those the measure is
    about; ``products``, shape ``(2k, 2k)``, has the sums of products of each two. Whole numbers, hence the same
    bits in whatever order blocks are added.
    """

    n: int
    sums: np.ndarray
    products: np.ndarray

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(self.n + other.n, self.sums + other.sums, self.products + other.products)


def moments_of_block(measure: str, mixes: Sequence[Mix], crowd: Population | People, question: Question,
                     lists: Sequence[Lists | None], block: int) -> Moments:
    """The moments of one block of people, who meet every mix."""
    which = measures_of([measure])[0]
    people = crowd if isinstance(crowd, People) else crowd.block(block)
    columns = np.ones((2 * len(mixes), len(people)))
    for at, ((system, operations), before) in enumerate(zip(mixes, lists)):
        timelines = run_block(system, people, operations, before)
        columns[at] = which.of(timelines, people, question)
        if which.among is not None:
            columns[len(mixes) + at] = which.among(timelines, people, question)
    return Moments(len(people), columns.sum(axis=1), columns @ columns.T)


def _moments(measure, mixes, crowd, question, client, progress) -> Moments:
    if isinstance(crowd, People) or crowd.blocks == 1:
        return moments_of_block(measure, mixes, crowd, question, [None] * len(mixes), 0)
    lists = [lists_across_blocks(system, crowd, operations, client) for system, operations in mixes]
    tasks = [(measure, mixes, crowd, question, [before[block] for before in lists], block) for block in range(crowd.blocks)]
    total: Moments | None = None
    for found in Progress.over(spread(moments_of_block, tasks, client), len(tasks), "people", progress):
        total = found if total is None else total + found
    return total


# --- sharing out ----------------------------------------------------------------------------------------------

def attribute(measure: str, before: System, after: System, people: People | Population | int = 10_000,
              operations_before: Operations = Operations(), operations_after: Operations | None = None, *,
              assumptions: Mapping[str, float] | None = None, seed: int = 1, question: Question | None = None,
              client=None, progress: bool = False) -> "Attribution":
    """Share out the change of one measure (a name in ``measures.MEASURES``) among the four parts of the change.

    ``people``: rows, a population, or how many to draw (with ``assumptions`` and ``seed``); all sixteen combinations
    meet the same people. ``client``: a Dask client whose workers share the blocks; the result has the same bits.
    Raises NoticesError for anything that cannot be used, also for a measure among people of whom there are none
    under some combination (then the change has no value).
    """
    which = measures_of([measure])[0]
    orders = _subsets()
    every = [combine(before, after, on, operations_before, operations_after) for on in orders]
    mixes = list(dict.fromkeys(every))  # parts that change nothing make the same mix twice: run it once
    question = asked(question, operations_before)
    moments = _moments(measure, mixes, _crowd(people, assumptions, seed), question, client, progress)
    _check_defined(which, moments, mixes)
    whole = np.array([[-1] + [0] * (len(orders) - 2) + [1]])
    position = _representatives(moments)[[mixes.index(mix) for mix in every]]
    values = _estimates(np.eye(len(orders)), position, moments, which)
    shares = _estimates(_shapley(), position, moments, which, 1 / math.factorial(len(PARTS)))
    return Attribution(measure, (before.name, after.name), moments.n, MappingProxyType(dict(zip(PARTS, shares))),
                       _estimates(whole, position, moments, which)[0], MappingProxyType(dict(zip(orders, values))), question)


def _crowd(people: People | Population | int, assumptions: Mapping[str, float] | None, seed: int) -> People | Population:
    if isinstance(people, People):
        if not len(people):
            raise NoticesError("attribute: there is nobody in these people. Give at least one row.")
        return people
    return people if isinstance(people, Population) else population(people, assumptions, seed)


def _subsets() -> list[frozenset[str]]:
    """Every choice of parts to switch on, none first and all last."""
    return [frozenset(on) for count in range(len(PARTS) + 1) for on in combinations(PARTS, count)]


def _shapley() -> np.ndarray:
    """Shape (parts, subsets): how much each combination counts for each part's share, times (number of parts)!.

    Whole numbers, so that a part which changes nothing gets exactly nothing.
    """
    subsets, count = _subsets(), len(PARTS)
    weights = np.zeros((count, len(subsets)))
    for row, part in enumerate(PARTS):
        for at, on in enumerate(subsets):
            others = len(on - {part})
            orders = math.factorial(others) * math.factorial(count - others - 1)
            weights[row, at] = orders if part in on else -orders
    return weights


def _check_defined(which: Measure, moments: Moments, mixes: Sequence[Mix]) -> None:
    for (system, _), among in zip(mixes, moments.sums[len(mixes):]):
        if not among:
            raise NoticesError(f'attribute: "{which.name}" is a {which.unit}, and under "{system.name}" there are none, so its change '
                               "has no value. Choose a measure that is a share of all people.")


def _representatives(moments: Moments) -> np.ndarray:
    """For each mix the first one that gives every person the same number, so that what changes nothing cancels exactly."""
    squares = np.diag(moments.products)
    alike = squares[:, None] + squares - 2 * moments.products == 0
    kept = len(squares) // 2
    return (alike[:kept, :kept] & alike[kept:, kept:]).argmax(axis=1)


def _estimates(rows: np.ndarray, position: np.ndarray, moments: Moments, which: Measure, scale: float = 1) -> list[Estimate]:
    """For each row the sum of its weights times the value under each subset, with the error of that sum.

    The error is that of the mean of one number per person (their values, weighted as in the row), so it knows
    that all subsets met the same people. For a measure among some people it is exact to first order.
    """
    kept = len(moments.sums) // 2
    weights = np.zeros((len(rows), kept))
    np.add.at(weights.T, position, rows.T)
    means = moments.sums / moments.n
    ratios = means[:kept] / means[kept:]
    slopes = np.hstack([weights / means[kept:], -weights * ratios / means[kept:]])
    variances = np.einsum("ri,ij,rj->r", slopes, moments.products / moments.n, slopes)  # these sums are 0 on average
    errors = np.sqrt(np.maximum(variances, 0) / moments.n)
    return [Estimate(value, error, which.unit) for value, error in
            zip((which.per * scale * (weights @ ratios)).tolist(), (which.per * scale * errors).tolist())]


@dataclass(frozen=True, eq=False)
class Attribution:
    """How much of the change of one measure each part bears, with the Monte Carlo error of each.

    ``shares``: by part, in the unit of the measure; they add up to ``whole``. ``values``: the measure for every
    choice of parts switched on, by ``frozenset`` of part names. ``names``: the systems before and after.
    Prints as a table.
    """

    measure: str
    names: tuple[str, str]
    n: int
    shares: Mapping[str, Estimate]
    whole: Estimate
    values: Mapping[frozenset[str], Estimate]
    question: Question

    def value(self, *on: str) -> Estimate:
        """The measure with these parts switched on and the others off: ``value("service", "exit_ban")``."""
        return self.values[frozenset(_known_parts(on))]

    def largest(self) -> str:
        """The part with the largest share, whatever its sign."""
        return max(self.shares, key=lambda name: abs(self.shares[name].value))

    def table(self) -> Table:
        """The measure before, what each part adds on average over all orders, and the measure after."""
        before, after = self.names
        rows = [[f"under {before}", str(self.value())]]
        rows += [[f"added by the {PARTS[name].says}", str(share)] for name, share in self.shares.items()]
        rows += [["added by all together", str(self.whole)], [f"under {after}", str(self.value(*PARTS))]]
        what = says(measures_of([self.measure])[0], self.question)
        return Table(f"{what}: from {before} to {after}, shared out over all orders; {self.n:,} people, the same throughout; "
                     "± one Monte Carlo error", ["", self.whole.unit], rows)

    def __str__(self) -> str:
        return self.table().to_text()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self.table().to_html()
