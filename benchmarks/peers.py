"""Who is compared with ours, and the check that must hold before anything is timed: the same days for every person."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Callable

import numpy as np

from notices.people import People
from notices.systems import System
from notices.timeline import DAY_NAMES, Operations, Timelines, run

ARRAYS = DAY_NAMES + ("visits",)


@dataclass(frozen=True)
class Peer:
    """One other way to run the model: a module of this folder with a ``run`` like ours, and the ``package`` that it stands on.

    ``times``: how many times as long as ours it is expected to take, at least.
    """

    name: str
    module: str
    package: str
    times: int
    says: str

    @property
    def run(self) -> Callable[[System, People, Operations], Timelines]:
        """Raises ModuleNotFoundError where the package is not installed."""
        return import_module(f"benchmarks.{self.module}").run

    def __str__(self) -> str:
        return f"{self.name} ({self.package} {version(self.package)})"


PEERS = (
    Peer("Mesa", "mesa_model", "mesa", 200,
         "Each person is an agent whose `step` lives through one day; the couriers are one more agent. The dates on a notice are "
         "looked up once, so a day on which nothing happens costs one call and six comparisons. Agents are not shuffled: nothing "
         "depends on their order, and it would only cost time."),
    Peer("SimPy", "simpy_model", "simpy", 50,
         "Service by rule, the message, the way to the office, the restrictions and the journey are processes of a person; the "
         "couriers are one process. A process sleeps until something is due, and none is started for a day that never comes."),
    Peer("NumPy loop over days", "day_loop", "numpy", 8,
         "Arrays over people, one pass per day, step after step. Each step is one comparison of the day with an array of due "
         "days, and then touches only the people whom it picks out."),
)


class Disagreement(Exception):
    """Two implementations give different days."""


def check(name: str, found: Timelines, ours: Timelines) -> int:
    """How many days and counts were compared. Raises Disagreement that names the first person who differs, and where."""
    for array in ARRAYS:
        theirs, expected = getattr(found, array), getattr(ours, array)
        if theirs.dtype != expected.dtype or theirs.shape != expected.shape:
            raise Disagreement(f'{name}: "{array}" is {theirs.dtype} {theirs.shape}, ours is {expected.dtype} {expected.shape}.')
        differ = np.flatnonzero(theirs != expected)
        if len(differ):
            raise Disagreement(f'{name}: "{array}" differs for {len(differ)} of {len(expected)} people. The first is person '
                               f"{differ[0]}: {theirs[differ[0]]:g}, ours says {expected[differ[0]]:g}.")
    return len(ARRAYS) * len(ours)


def check_all(systems: list[System], people: People, operations: Operations) -> int:
    """The check for every peer under every system; how many days and counts were compared."""
    return sum(check(f"{peer.name}, {system.name}", peer.run(system, people, operations), run(system, people, operations))
               for system in systems for peer in PEERS)
