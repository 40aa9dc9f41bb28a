"""Times as ratios: two pieces of work in turn, in one process, again and again.

Other work on the machine slows both of a pair, so their ratio says more than either time, and the median of the ratios more
than any one of them. The clock counts processor time, not waiting; nothing timed with it here uses more than one core.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from statistics import median
from typing import Callable, Sequence

Work = Callable[[], object]


@dataclass(frozen=True)
class Paired:
    """Times of two pieces of work in seconds, pair by pair."""

    ours: Sequence[float]
    theirs: Sequence[float]

    @property
    def theirs_to_ours(self) -> float:
        """How many times as long as ours theirs takes: the median over the pairs."""
        return median(there / here for here, there in zip(self.ours, self.theirs))

    @property
    def ours_to_theirs(self) -> float:
        """How many times as long as theirs ours takes: the median over the pairs."""
        return median(here / there for here, there in zip(self.ours, self.theirs))


def paired(ours: Work, theirs: Work, pairs: int, ours_each: int = 1, theirs_each: int = 1,
           clock: Callable[[], float] = time.process_time) -> Paired:
    """Time both ``pairs`` times, now the one first and now the other; short work is done ``.._each`` times within a pair."""
    found: tuple[list[float], list[float]] = ([], [])
    for pair in range(pairs):
        in_turn = ((0, ours, ours_each), (1, theirs, theirs_each))
        for which, work, times in in_turn if pair % 2 == 0 else reversed(in_turn):
            found[which].append(_seconds(work, times, clock))
    return Paired(*found)


def _seconds(work: Work, times: int, clock: Callable[[], float]) -> float:
    gc.collect()  # what the other left behind is not this one's to clear away
    begun = clock()
    for _ in range(times):
        work()
    return (clock() - begun) / times
