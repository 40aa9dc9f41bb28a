"""From one million people to thirty: does the time per person stay, does memory stay flat, are all cores at work?

Each population is compared in a fresh process, because a process's peak memory never goes down. The process is this module:
``python -m benchmarks.scale 1000000`` prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.small import SYSTEMS

REPOSITORY = Path(__file__).resolve().parents[1]
SMALL, LARGE = 1_000_000, 30_000_000
SLOWER_AT_MOST, MEMORY_AT_MOST = 1.3, 1_000  # times per person; MB
MORE_CORES_THAN = 1  # at work, where there are more
SMALL_RUNS = 3  # before the large run, and as many after it


@dataclass(frozen=True)
class Scaled:
    """One comparison of a population: seconds by the clock, seconds of user time of all cores together, and peak memory in
    MB (10**6 bytes)."""

    people: int
    seconds: float
    core_seconds: float
    megabytes: float

    @property
    def per_person(self) -> float:
        """Microseconds of user time: other work on the machine does not count."""
        return 1e6 * self.core_seconds / self.people

    @property
    def cores_busy(self) -> float:
        """How many cores were at work, on average."""
        return self.core_seconds / self.seconds


def measure(people: int) -> Scaled:
    """Compare a population in this process."""
    import resource  # not on Windows, where the rest of the benchmarks still run

    from notices.measures import compare
    from notices.systems import load_system

    systems = [load_system(name) for name in SYSTEMS]
    begun, worked = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    compare(systems, people)
    seconds, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)  # done with by now, so all of their time is in
    memory = peak_memory(used.ru_maxrss) + (os.cpu_count() or 1) * in_bytes(workers.ru_maxrss)  # each as large as the largest
    return Scaled(people, seconds, used.ru_utime - worked + workers.ru_utime, memory / 1e6)


def peak_memory(maxrss: int) -> int:
    """Bytes. Linux lets ``ru_maxrss`` begin with what the parent held when it started this process, so it is asked elsewhere."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8")).group(1))
    return in_bytes(maxrss)


def in_bytes(maxrss: int) -> int:
    """Bytes, from the unit of this system."""
    return maxrss * (1 if sys.platform == "darwin" else 1024)


def in_fresh_process(people: int) -> Scaled:
    """The same in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.scale", str(people)], cwd=REPOSITORY, stdout=subprocess.PIPE,
                          encoding="utf-8", check=True)
    return Scaled(**json.loads(done.stdout))


def middle(runs: list[Scaled]) -> Scaled:
    """The median of each figure."""
    return Scaled(runs[0].people, median(run.seconds for run in runs), median(run.core_seconds for run in runs),
                  median(run.megabytes for run in runs))


def load() -> float:
    """How many processes want a core just now, on average over the last minute."""
    return os.getloadavg()[0]


def scale(small: int = SMALL, large: int = LARGE) -> tuple[Scaled, Scaled]:
    """The small population (the median of runs before and after) and the large one."""
    before = [in_fresh_process(small) for _ in range(SMALL_RUNS)]
    grown = in_fresh_process(large)
    after = [in_fresh_process(small) for _ in range(SMALL_RUNS)]
    return middle(before + after), grown


if __name__ == "__main__":
    print(json.dumps(asdict(measure(int(sys.argv[1])))))
