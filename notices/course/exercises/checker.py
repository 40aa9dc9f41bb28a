"""From answers to verdicts: nbval on a fresh copy, watched, and once more without an answer that brings the kernel down.

One :class:`Worker` serves one check at a time; a class uses several. A cell that takes too long, prints without end, eats memory
or kills its kernel costs its own task only: the copy is then run again with that task left out. And since answers share a kernel,
and one can change what another one uses, an answer that does not pass among the others runs once more by itself.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from notices.course.exercises import box
from notices.course.exercises.box import Limits
from notices.course.exercises.copies import ROUND, copy_to_run, write_copy
from notices.course.exercises.key import Exercise, Task

LOOK = 0.2  # seconds between two looks at memory and silence
GRACE = 15  # seconds beyond a cell's own limit after which a silent worker is ended
SECONDS_TO_START = 90
SPARE = 200 * box.MEGABYTE  # bytes of memory that this machine keeps; what a box makes the system itself hold is in no process
Prints = Mapping[int, Mapping[int, str]]  # what the solution prints: by seed, then by task


@dataclass(frozen=True)
class Ran:
    """What became of one task: per round whether the check passed, what it printed, and the first error; ``stopped``: why the
    kernel had to be ended in it ("time", "output", "memory", "died"), empty if it had not. After a stop there are no more rounds."""

    passed: Sequence[bool] = ()
    printed: Sequence[str] = ()
    error: Sequence[str] | None = None
    stopped: str = ""

    @property
    def right(self) -> bool:
        """Did the check pass in every round?"""
        return not self.stopped and all(self.passed)


# ---- a worker --------------------------------------------------------------------------------------------------------


class Broken(Exception):
    """Checking itself failed: nothing can be said of the answers. The text says how."""


WORKER = [sys.executable, "-m", "notices.course.exercises.worker"]
ENDED = "the process that runs nbval ended by itself"


class Worker:
    """A process that runs nbval, with the means to end it. A context manager. ``slot``: which of several this is."""

    def __init__(self, confined: bool, limits: Limits = Limits(), slot: int = 0) -> None:
        self.confined, self.limits, self.slot = confined, limits, slot
        self._process: subprocess.Popen | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="nts-", dir=_short_folder()))  # a socket's path has at most 107 characters
        self._events: queue.Queue[dict | None] = queue.Queue()
        self._called_off = threading.Event()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *error: object) -> None:
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the process, if it does not run: it imports meanwhile."""
        if self._process and self._process.poll() is None:
            return
        self._events = queue.Queue()
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("JPY", "PYTEST", "COV"))}
        command = box.nursery(box.write_rules(self._folder), self.slot, self.limits) if self.confined else []
        self._process = subprocess.Popen([*WORKER, *command], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment)
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._events), daemon=True).start()

    def call_off(self) -> None:
        """Give up what it does, and all that is to come, from another thread: in a moment that ends as Broken."""
        self._called_off.set()

    def run(self, notebook: Mapping) -> list[dict]:
        """The events of one copy (see :mod:`~notices.course.exercises.worker`), when it is done. Raises Broken."""
        self.start()
        meeting = Path(tempfile.mkdtemp(prefix="m", dir=self._folder))
        copy = write_copy(notebook, self._folder / "copy.ipynb")
        if self.confined:
            box.give(meeting, self.slot)
        job = {"notebook": str(copy), "confined": self.confined, "meeting": str(meeting), "seconds": self.limits.seconds,
               "printed": self.limits.printed}
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            return self._until_done()
        except BrokenPipeError:
            raise Broken(ENDED) from None
        finally:
            if not self.confined:
                self._end_kernels()
            with suppress(OSError, RecursionError):
                shutil.rmtree(meeting)

    def _until_done(self) -> list[dict]:
        events, now, heard = [], "", time.monotonic()
        while True:
            if self._called_off.is_set():
                self._end()
                raise Broken("it was called off")
            with suppress(queue.Empty):
                event = self._next_event(now)
                if "done" in event:
                    return events
                now, heard = event.get("began", now), time.monotonic()
                events.append(event)
                continue
            why = self._too_much() or ("time" if time.monotonic() - heard > self._patience(events) else "")
            if why:
                self._end()
                if not now:
                    raise Broken(f"it used up its {why} before it began")
                return [*events, {"stopped": now, "why": why}]

    def _next_event(self, now: str) -> dict:
        """The next event. Raises Empty if there is none soon, and Broken if there will be none; in a cell, that is put down to it."""
        event = self._events.get(timeout=LOOK)
        if event is not None and ("broken" not in event or not now):
            return event
        self._end()
        if not now:
            raise Broken(ENDED)
        self._events.put({"done": True})
        return {"stopped": now, "why": "died"}

    def _patience(self, events: Sequence[Mapping]) -> float:
        return self.limits.seconds + GRACE if any("ended" in event for event in events) else SECONDS_TO_START

    def _too_much(self) -> str:
        """Do nbval, the kernel and all that it started use more than they may?"""
        if psutil.virtual_memory().available < SPARE:
            self._end()
            raise Broken("this machine has hardly any memory left")
        return "memory" if _resident(self._process.pid) > self.limits.megabytes * box.MEGABYTE else ""

    def _end_kernels(self) -> None:
        """No process that an answer started outlives the check (a box sees to its own)."""
        if self._process and self._process.poll() is None:
            _kill(_descendants(self._process.pid))

    def _end(self) -> None:
        if self._process is None:
            return
        below = _descendants(self._process.pid)
        self._process.kill()
        self._process.wait()
        _kill(below)
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process = None


def _pass_on(lines: Iterator[str], events: queue.Queue) -> None:
    with suppress(ValueError):
        for line in lines:
            events.put(json.loads(line))
    events.put(None)


def _short_folder() -> str | None:
    return "/tmp" if sys.platform != "win32" and len(tempfile.gettempdir()) > 40 else None


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, timeout=5)


def _resident(pid: int) -> int:
    """Bytes of memory that a process and all under it hold."""
    held = 0
    for process in (psutil.Process(pid), *_descendants(pid)):
        with suppress(psutil.Error):
            held += process.memory_info().rss
    return held


# ---- one submission -----------------------------------------------------------------------------------------------------


@dataclass
class _Tally:
    """What was heard of each task so far."""

    passed: dict[str, bool] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, Sequence[str]] = field(default_factory=dict)

    def hear(self, event: Mapping) -> None:
        cell = event["ended"]
        self.passed[cell] = event["outcome"] == "passed"
        self.printed[cell] = event["text"]
        if event["error"]:
            self.errors[cell] = event["error"]


def run_answers(exercise: Exercise, answers: Mapping[int, str], prints: Prints, worker: Worker) -> dict[int, Ran]:
    """What became of each answered task. Raises Broken if the check itself fails, such as when no kernel starts.

    The answers run together, as they did for the learner, since one may use what another one defines. One that does not pass then
    runs by itself, since another one may be the reason.
    """
    together = _run(exercise, answers, prints, worker)
    for number, ran in list(together.items()):
        if not ran.right and _may_be_anothers_doing(number, ran, exercise, answers):
            alone = _run(exercise, {number: answers[number]}, prints, worker)[number]
            if ran.stopped or not alone.error:
                together[number] = alone
    return together


def _may_be_anothers_doing(number: int, ran: Ran, exercise: Exercise, answers: Mapping[int, str]) -> bool:
    """Has other code of the learner's run before this answer went wrong? In the second round all has. A known mistake is the answer's own."""
    if ran.printed and any(ran.printed[0] == wrong.prints for task in exercise.tasks if task.number == number for wrong in task.wrong):
        return False
    tasks = [exercise.by_answer[cell["id"]] for cell in exercise.cells if cell["id"] in exercise.by_answer]
    given = [task.number for task in tasks if task.number in answers and not task.is_start(answers[task.number])]
    return number in given and len(given) > 1 and (number != given[0] or any(ran.passed))


def _run(exercise: Exercise, answers: Mapping[int, str], prints: Prints, worker: Worker) -> dict[int, Ran]:
    """What became of the answers in one kernel, or in several, where one has to be ended."""
    stopped: dict[int, Ran] = {}
    tally = _Tally()
    while len(stopped) < len(answers):
        tally, halt = _run_once(exercise, answers, prints, worker, stopped)
        if halt is None:
            break
        task = _blamed(exercise, halt["stopped"], answers, stopped)
        stopped[task] = Ran([True] * _round(halt["stopped"]), stopped=halt["why"])
    return {task.number: stopped.get(task.number) or _ran(task, tally, len(prints)) for task in exercise.tasks if task.number in answers}


def _run_once(exercise: Exercise, answers: Mapping[int, str], prints: Prints, worker: Worker,
              left_out: Container[int]) -> tuple[_Tally, Mapping | None]:
    """What was heard, and the event that says where and why the kernel had to be ended, if it had."""
    tally, halt = _Tally(), None
    for event in worker.run(copy_to_run(exercise, answers, prints, left_out)):
        if "broken" in event:
            raise Broken(event["broken"])
        if "ended" in event:
            tally.hear(event)
        if "stopped" in event:
            halt = event
    return tally, halt


def _round(cell: str) -> int:
    return int(cell.rpartition(ROUND)[2])


def _blamed(exercise: Exercise, cell: str, answers: Mapping[int, str], left_out: Container[int]) -> int:
    """The task that a stop is put down to: that of the cell, or (a thread may strike late) the last one answered before it."""
    ids = [own["id"] for own in exercise.cells]
    ran = [*(ids * _round(cell)), *ids[:ids.index(cell.rpartition(ROUND)[0]) + 1]]
    tasks = [exercise.by_answer[cell_id].number for cell_id in ran if cell_id in exercise.by_answer]
    suspects = [number for number in tasks if number in answers and number not in left_out]
    if not suspects:
        raise Broken("a kernel could not run the cells that belong to the exercise")
    return suspects[-1]


def _ran(task: Task, tally: _Tally, rounds: int) -> Ran:
    checks = [f"{task.check}{ROUND}{nth}" for nth in range(rounds)]
    answers = [f"{task.answer}{ROUND}{nth}" for nth in range(rounds)]
    errors = [tally.errors[cell] for pair in zip(answers, checks) for cell in pair if cell in tally.errors]
    passed = [tally.passed.get(check, False) and answer not in tally.errors for check, answer in zip(checks, answers)]
    return Ran(passed, [tally.printed.get(check, "") for check in checks], errors[0] if errors else None)


def solution_prints(exercise: Exercise, seed: int, worker: Worker) -> dict[int, str]:
    """What the check cells print for the solution under a seed: our own code, run for a fresh seed. Raises Broken."""
    return prints_by_seed(exercise, [seed], worker)[seed]


def prints_by_seed(exercise: Exercise, seeds: Sequence[int], worker: Worker) -> dict[int, dict[int, str]]:
    """The same for several seeds, in one kernel, by seed and then by task. Raises Broken."""
    solutions = {task.number: task.solution for task in exercise.tasks}
    nothing = dict.fromkeys(solutions, "")
    ran = _run(exercise, solutions, dict.fromkeys(seeds, nothing), worker)
    for number, task in ran.items():
        if task.error or task.stopped or not all(task.printed):
            raise Broken(f"{exercise.name}, task {number}: the solution fails for the numbers of {_one_of(seeds)}")
    return {seed: {number: task.printed[nth] for number, task in ran.items()} for nth, seed in enumerate(seeds)}


def _one_of(seeds: Sequence[int]) -> str:
    return f"seed {seeds[0]}" if len(seeds) == 1 else f"one of the seeds {', '.join(map(str, seeds))}"


def stored_prints(exercise: Exercise) -> dict[int, dict[int, str]]:
    """What the solution prints under the seeds that the exercise was built with."""
    return {seed: {task.number: task.prints[seed] for task in exercise.tasks} for seed in exercise.seeds}


__all__ = ["Broken", "Limits", "Ran", "Worker", "prints_by_seed", "run_answers", "solution_prints", "stored_prints"]
