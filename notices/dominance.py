"""Which rule beats which: three counts of what a rule leaves to somebody, and whether one rule is better on all of them.

Every rule meets the same people, so a difference between two rules is an average of one number per person, with the Monte
Carlo error of that average. What lies within two errors of zero is not called a difference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Iterable, Mapping

import numpy as np

from notices.errors import NoticesError, listed, nearest
from notices.measures import MEASURES, Estimate, Measure, Question, shows
from notices.people import People
from notices.systems import System
from notices.timeline import Operations, Timelines, run


def _waited(t: Timelines, people: People, question: Question) -> np.ndarray:
    """Days before service. Whoever is not served within the horizon is counted with all its days, day 0 too; nobody waits for a
    wrong record to be served."""
    return np.where(people.wrong_record, 0, np.minimum(t.served, question.horizon + 1))


# What a rule is judged by here: less is better on each. Days before service count where the record is right. Nobody is left out for
# never being served, or never knowing.
COUNTS: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in (
    Measure("waiting_days", "days before service", "person-days per 1,000 people", _waited, per=1000),
    MEASURES["unaware_days"],
    MEASURES["wrong_days"],
)})
BESIDE = ("appeared_by", "visits")  # shown beside the three, and no part of the comparison

BETTER, WORSE, SAME, OPEN = "better", "worse", "the same", "open"
RELATIONS = ("beats", "is beaten by", "is the same as", "trades with", "may beat or be beaten by")


@dataclass(frozen=True, eq=False)
class Counted:
    """What people meet under one system: for each count a number per person, each of shape ``(n,)`` in float64.

    ``estimates``: each count, and what is shown beside it, with its Monte Carlo error; ``half_served_by``: the first day by
    which at least half of the people are served, inf for never. Prints as its three counts with their errors.
    """

    name: str
    numbers: Mapping[str, np.ndarray]
    estimates: Mapping[str, Estimate]
    half_served_by: float

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.numbers["waiting_days"])

    def estimate(self, count: str) -> Estimate:
        """One count with its Monte Carlo error: a name in :data:`COUNTS` or :data:`BESIDE`."""
        return self.estimates[_measure(count).name]

    def minus(self, other: "Counted", count: str) -> Estimate:
        """One count here minus the same count under ``other``, with the error of the differences per person."""
        if self.n != other.n:
            raise NoticesError(f'"{self.name}" met {self.n:,} people and "{other.name}" {other.n:,}. '
                               "Count both with the same people, or luck is compared and not rules.")
        return _mean(_measure(count), self.numbers[count] - other.numbers[count])

    def against(self, other: "Counted") -> dict[str, Estimate]:
        """The difference to ``other`` for each of the three counts; below zero is better here."""
        return {count: self.minus(other, count) for count in COUNTS}

    def relation(self, other: "Counted") -> str:
        """How this system stands to ``other``: one of :data:`RELATIONS`."""
        return relation(self.against(other).values())

    def beats(self, other: "Counted") -> bool:
        """Is this system better on at least one count, worse on none, and none of the differences in the noise?"""
        return self.relation(other) == "beats"

    def __str__(self) -> str:
        return f"{self.name}: " + ", ".join(f"{measure.says} {self.estimate(name)}" for name, measure in COUNTS.items())

    __repr__ = __str__


def counted(system: System, people: People, operations: Operations = Operations()) -> Counted:
    """The three counts of a system, and what is shown beside them, for each of the ``people``.

    Raises NoticesError where there is nobody.
    """
    if not len(people):
        raise NoticesError("counted: there is nobody in these people. Give at least one row.")
    question = Question(day=0, horizon=operations.horizon, appear_day=min(Question().appear_day, operations.horizon))
    timelines = run(system, people, operations)
    numbers = {name: np.asarray(_measure(name).of(timelines, people, question), dtype=np.float64) for name in (*COUNTS, *BESIDE)}
    middle = (len(people) - 1) // 2
    half = np.partition(timelines.served, middle)[middle]
    estimates = {name: _mean(_measure(name), values) for name, values in numbers.items()}
    return Counted(system.name, MappingProxyType(numbers), MappingProxyType(estimates), float(half))


def _measure(name: str) -> Measure:
    if name in COUNTS or name in BESIDE:
        return COUNTS.get(name) or MEASURES[name]
    raise NoticesError(f'there is no count "{name}".{nearest(name, (*COUNTS, *BESIDE))} Expected {listed((*COUNTS, *BESIDE))}.')


def _mean(measure: Measure, numbers: np.ndarray) -> Estimate:
    mean = float(numbers.sum()) / len(numbers)  # whole numbers: both sums are exact, and what is the same differs by nothing
    variance = max(float(np.dot(numbers, numbers)) / len(numbers) - mean * mean, 0)
    return Estimate(measure.per * mean, measure.per * math.sqrt(variance / len(numbers)), measure.unit)


def verdict(difference: Estimate) -> str:
    """What a difference says of the first of two systems: better, worse, the same, or open (it lies in the noise)."""
    if difference.value == difference.error == 0:
        return SAME
    if not shows(difference):
        return OPEN
    return BETTER if difference.value < 0 else WORSE


def relation(differences: Iterable[Estimate]) -> str:
    """How the first of two systems stands to the second, by the differences of all counts: one of :data:`RELATIONS`."""
    found = {verdict(difference) for difference in differences}
    if {BETTER, WORSE} <= found:
        return "trades with"
    if OPEN in found:
        return "may beat or be beaten by"
    if found == {SAME}:
        return "is the same as"
    return "beats" if BETTER in found else "is beaten by"


def unbeaten(systems: Iterable[Counted]) -> list[Counted]:
    """Those that none of the others beats: the frontier."""
    systems = list(systems)
    return [one for one in systems if not any(other.beats(one) for other in systems)]
