"""10,000 people, 180 days, paper and article: ours beside each peer, and a whole comparison beside bare random numbers."""

from __future__ import annotations

from itertools import count

import numpy as np

from benchmarks.peers import PEERS, check_all
from benchmarks.timing import Paired, paired
from notices.drawing import draw
from notices.measures import compare
from notices.people import FIELDS
from notices.systems import load_system
from notices.timeline import Operations, run

PEOPLE = 10_000
SYSTEMS = ("paper-2022", "article")
AT_MOST = 15  # times as long as NumPy needs to draw the numbers alone


def check_peers(people: int = PEOPLE) -> int:
    """How many days and counts of the peers were compared with ours; all were the same, or Disagreement is raised."""
    return check_all([load_system(name) for name in SYSTEMS], draw(people), Operations())


def time_peers(people: int = PEOPLE, pairs: int = 7) -> dict[str, Paired]:
    """Ours beside each peer, by name: all SYSTEMS in one go, from rows in arrays to days in arrays."""
    rows, operations, systems = draw(people), Operations(), [load_system(name) for name in SYSTEMS]

    def through_all(one_run):
        return lambda: [one_run(system, rows, operations) for system in systems]

    return {peer.name: paired(through_all(run), through_all(peer.run), pairs, ours_each=10) for peer in PEERS}


def time_comparison(people: int = PEOPLE, pairs: int = 40) -> Paired:
    """A whole comparison, drawing included, beside NumPy drawing a uniform number for each field of each person."""
    systems = [load_system(name) for name in SYSTEMS]
    seeds, numbers = count(1), np.random.default_rng(1)
    return paired(lambda: compare(systems, people, seed=next(seeds)),  # new people each time
                  lambda: numbers.random((len(FIELDS), people)), pairs, ours_each=5, theirs_each=25)
