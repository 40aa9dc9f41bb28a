"""The page ``docs/benchmarks.md``: what was measured, in tables, and how each peer is written."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import numpy as np

from benchmarks.lookups import ASKED, FEW, MANY
from benchmarks.lookups import SLOWER_AT_MOST as LOOKUPS_SLOWER_AT_MOST
from benchmarks.peers import PEERS
from benchmarks.scale import MEMORY_AT_MOST, SLOWER_AT_MOST, Scaled
from benchmarks.small import AT_MOST, PEOPLE, SYSTEMS
from benchmarks.timing import Paired
from notices.people import FIELDS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
IDLE = 0.5  # load average up to which a machine has nothing else to do
SCALE = "## One million people, and thirty"
NOT_YET = f"{SCALE}\n\nNot measured yet: `python -m benchmarks --scale`\n"

HEAD = f"""# Benchmarks

The model is small enough to be written in other ways. Here it is written three more times, as people who use those tools would
write it, and run on the same rows of people. All luck is in the rows, so every implementation must give the same days for every
person. That is checked first; nothing is timed unless it holds.

`python -m benchmarks` measures and writes this page. `python -m benchmarks --scale` also measures the last part, which takes some
minutes and is kept as it is otherwise. The peers need `mesa` and `simpy`, which `make test` installs; each stands here in
the newest version that this Python takes.

## {PEOPLE:,} people, 180 days, the systems {" and ".join(f"`{name}`" for name in SYSTEMS)}
"""


def how() -> str:
    """What is timed, and how each peer is written."""
    peers = "\n".join(f"- **{peer.name}** ([`{peer.module}.py`](../benchmarks/{peer.module}.py)). {peer.says}" for peer in PEERS)
    return f"""Times are processor time, medians; ratios are medians of paired runs in one process, the order changing from pair to pair.
The first rows run both systems in one go, from rows of people in arrays to days in arrays, building agents and processes
included. The last row is a whole `compare`: drawing people (new ones each time), both systems, every measure with its error, the
curves by day. Beside it stands NumPy's `default_rng` drawing one `float64` for each of the {len(FIELDS)} fields of each person, and
nothing else.

{peers}
- **Ours** ([`timeline.py`](../notices/timeline.py)). No loop over days: each event's day is worked out from the events before it,
  for all people at once."""


def machine() -> str:
    """The machine in general terms."""
    return f"Measured on {os.cpu_count()} cores with Python {platform.python_version()} and NumPy {np.__version__}."


def small_part(compared: int, peers: dict[str, Paired], comparison: Paired) -> str:
    """The table of the peers and of the comparison."""
    lines = [f"The same days: {compared:,} days and counts of the peers, all equal to ours.", "",
             "| what | takes | ours takes | ratio | expected |", "|---|--:|--:|--:|---|"]
    for peer in PEERS:
        found = peers[peer.name]
        lines.append(f"| {peer} | {_time(found.theirs)} | {_time(found.ours)} | {found.theirs_to_ours:,.0f} times ours "
                     f"| at least {peer.times} |")
    lines.append(f"| NumPy draws the numbers; ours is a whole `compare` | {_time(comparison.theirs)} | {_time(comparison.ours)} | "
                 f"ours {comparison.ours_to_theirs:.1f} times | at most {AT_MOST} |")
    return "\n".join(lines + ["", machine()])


def _time(seconds) -> str:
    middle = float(np.median(seconds))
    return f"{middle:.2f} s" if middle >= 1 else f"{1e3 * middle:.3g} ms"


def lookups_part(lookups: dict[str, Paired]) -> str:
    """The table of a desk's question in a small and in a large register."""
    lines = [f"## A desk's question among {MANY:,} events", "",
             f"A register (`notices/register.py`) is a log; a question is looked up in it, not replayed. Processor time of one question, "
             f"logging included, in a file with {FEW:,} events and in one with {MANY:,}; medians, in turn, in one process.", "",
             "| desk | asks | small register | large register | ratio | expected |", "|---|---|--:|--:|--:|---|"]
    lines += [f"| {desk} | `{question}` | {_time(lookups[desk].ours)} | {_time(lookups[desk].theirs)} "
              f"| {lookups[desk].theirs_to_ours:.2f} | at most {LOOKUPS_SLOWER_AT_MOST} |" for desk, question in ASKED]
    return "\n".join([*lines, "", machine(), ""])


def scale_part(small: Scaled, large: Scaled, load: float) -> str:
    """The table of the large populations; ``load``: how many processes of others wanted a core when it began."""
    lines = [SCALE, "",
             "A whole `compare` of the same two systems, in a fresh process. People are drawn when they are needed, block by block.", "",
             "| people | seconds | user time per person | cores at work | peak memory |", "|--:|--:|--:|--:|--:|"]
    lines += [f"| {run.people:,} | {run.seconds:.1f} | {run.per_person:.2f} µs | {run.cores_busy:.2f} of {os.cpu_count()} "
              f"| {run.megabytes:.0f} MB |" for run in (small, large)]
    lines += ["", f"Time per person, large to small: {large.per_person / small.per_person:.2f} in user time (expected: at most "
                  f"{SLOWER_AT_MOST}), {_by_the_clock(large) / _by_the_clock(small):.2f} by the clock. "
                  f"Peak memory is expected to stay below {MEMORY_AT_MOST:,} MB."]
    if load > IDLE:
        lines += ["", f"Other work ran on the machine at the same time (load average {load:.1f} before the start), so the seconds "
                      "are too many and the cores at work too few."]
    lines += ["", machine(), ""]
    return "\n".join(lines)


def _by_the_clock(run: Scaled) -> float:
    return run.seconds / run.people


def kept_scale_part(page: Path = PAGE) -> str:
    """The last part of the page as it stands."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return text[text.index(SCALE):] if SCALE in text else NOT_YET


def write(small: str, lookups: str, scale: str, page: Path = PAGE) -> None:
    """Write the whole page anew."""
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n".join([HEAD, small, "", how(), "", lookups, scale]), encoding="utf-8", newline="\n")
