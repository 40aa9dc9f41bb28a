"""``python -m benchmarks [--scale]``: check, time, print, and write ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec

from benchmarks import page
from benchmarks.lookups import SLOWER_AT_MOST as LOOKUPS_SLOWER_AT_MOST
from benchmarks.lookups import time_lookups
from benchmarks.peers import PEERS, Disagreement
from benchmarks.scale import MEMORY_AT_MOST, MORE_CORES_THAN, SLOWER_AT_MOST, Scaled, load, scale
from benchmarks.small import AT_MOST, check_peers, time_comparison, time_peers
from benchmarks.timing import Paired


def main(arguments: list[str] | None = None) -> int:
    """0 if every expectation is met, 1 if one is missed, 2 if nothing could be timed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ours beside Mesa, SimPy and a NumPy loop over days.")
    parser.add_argument("--scale", action="store_true", help="also 1 and 30 million people (some minutes)")
    asked = parser.parse_args(arguments)
    if asked.scale and find_spec("resource") is None:
        return _stop("Peak memory cannot be read on this system. Leave out --scale, or run it on Linux or macOS.")
    try:
        compared = check_peers()
    except Disagreement as difference:
        return _stop(f"Nothing was timed, because the answers differ. {difference}")
    except ModuleNotFoundError as missing:
        return _stop(f"{missing.name} is not installed. Install it with: python -m pip install {missing.name}")
    return measure(compared, asked.scale)


def measure(compared: int, with_scale: bool) -> int:
    """Time, print and write the page; 0 if every expectation is met, else 1."""
    others = load() if with_scale else 0
    grown = scale() if with_scale else None
    peers, comparison, lookups = time_peers(), time_comparison(), time_lookups()
    small = page.small_part(compared, peers, comparison)
    large = page.scale_part(*grown, others) if grown else page.kept_scale_part()
    page.write(small, page.lookups_part(lookups), large)
    print(f"{small}\n\n{page.lookups_part(lookups)}\n{large}")
    missed = missed_peers(peers, comparison) + missed_lookups(lookups) + (missed_scale(*grown) if grown else [])
    print("\n".join(f"Missed: {what}" for what in missed) or "Every expectation is met.")
    return 1 if missed else 0


def _stop(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


def missed_peers(peers: dict[str, Paired], comparison: Paired) -> list[str]:
    """The expectations on 10,000 people that are not met, in words."""
    missed = [f"{peer.name} takes {peers[peer.name].theirs_to_ours:.0f} times as long, expected at least {peer.times}."
              for peer in PEERS if peers[peer.name].theirs_to_ours < peer.times]
    if comparison.ours_to_theirs > AT_MOST:
        missed.append(f"compare takes {comparison.ours_to_theirs:.1f} times as long as the numbers, expected at most {AT_MOST}.")
    return missed


def missed_lookups(lookups: dict[str, Paired]) -> list[str]:
    """The desks whose question takes longer among many events than expected, in words."""
    return [f"{desk}'s question takes {pair.theirs_to_ours:.1f} times as long among many events, expected at most {LOOKUPS_SLOWER_AT_MOST}."
            for desk, pair in lookups.items() if pair.theirs_to_ours > LOOKUPS_SLOWER_AT_MOST]


def missed_scale(small: Scaled, large: Scaled) -> list[str]:
    """The expectations on large populations that are not met, in words."""
    missed = []
    if large.per_person > SLOWER_AT_MOST * small.per_person:
        missed.append(f"time per person grows {large.per_person / small.per_person:.2f} times, expected at most {SLOWER_AT_MOST}.")
    if large.megabytes > MEMORY_AT_MOST:
        missed.append(f"peak memory is {large.megabytes:.0f} MB, expected at most {MEMORY_AT_MOST}.")
    if large.cores_busy <= MORE_CORES_THAN < (os.cpu_count() or 1):
        missed.append(f"{large.cores_busy:.2f} cores are at work, expected more than {MORE_CORES_THAN}.")
    return missed


if __name__ == "__main__":
    sys.exit(main())
