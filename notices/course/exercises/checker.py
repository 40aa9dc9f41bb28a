"""From answers to verdicts: nbval on a fresh copy, watched, and once more without an answer that brings the kernel down.

One :class:`Worker` serves one check at a time; a class uses several. A cell that takes too long, prints without end, eats memory
or kills its kernel costs its own task only: the copy is then run again with that task left out.
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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from notices.course.exercises import box
from notices.course.exercises.box import Limits
from notices.course.exercises.copies import ROUND, copy_to_run, write_copy
from notices.course.exercises.key import Exercise, Task
from notices.course.exercises.lift import Lifted

LOOK = 0.2  # seconds between two looks at memory and silence
GRACE = 15  # seconds beyond a cell's own limit after which a silent worker is ended
SECONDS_TO_START = 90
MEETING_AT_MOST = 4_000_000  # bytes in the folder of the sockets, the only one on disk that a box can write to
Prints = Mapping[int, Mapping[int, str]]  # what the solution prints: by seed, then by task


@dataclass(frozen=True)
class Ran:
    """What became of one task: per round whether the check passed, what it printed, and the first error; ``stopped``: why the
    kernel had to be ended in it ("time", "output", "memory", "died"), empty if it had not."""

    passed: Sequence[bool] = ()
    printed: Sequence[str] = ()
    error: Sequence[str] | None = None
    stopped: str = ""


# ---- a worker --------------------------------------------------------------------------------------------------------


class Broken(Exception):
    """Checking itself failed: nothing can be said of the answers. The text says how."""


class Worker:
    """A process that runs nbval, with the means to end it. A context manager. ``slot``: which of several this is."""

    def __init__(self, confined: bool, limits: Limits = Limits(), slot: int = 0) -> None:
        self.confined, self.limits, self.slot = confined, limits, slot
        self._process: subprocess.Popen | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="nts-", dir=_short_folder()))  # a socket's path has at most 107 characters
        self._events: queue.Queue[dict | None] = queue.Queue()
        self._done = False  # has it said all that it has to say of the copy it was given?
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
        self._process = subprocess.Popen([sys.executable, "-m", "notices.course.exercises.worker"], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=environment)
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._events), daemon=True).start()

    def call_off(self) -> None:
        """Give up what it does, and all that is to come, from another thread: in a moment that ends as Broken."""
        self._called_off.set()

    def run(self, notebook: Mapping) -> Iterator[dict]:
        """The events of one copy (see :mod:`~notices.course.exercises.worker`). Raises Broken."""
        self.start()
        self._done = False
        meeting = Path(tempfile.mkdtemp(prefix="m", dir=self._folder))
        copy = write_copy(notebook, self._folder / "copy.ipynb")
        box.give(meeting, self.slot)
        os.chmod(self._folder, 0o711)  # the box's user has to pass through, and must not look around
        job = {"notebook": str(copy), "kernel": self._kernel(meeting), "meeting": str(meeting), "seconds": self.limits.seconds,
               "printed": self.limits.printed}
        try:
            self._process.stdin.write(json.dumps(job) + "\n")
            self._process.stdin.flush()
            yield from self._until_done(meeting)
        except BrokenPipeError:
            raise Broken("the process that runs nbval ended by itself") from None
        finally:
            self._end_kernels()
            if not self._done:  # what it still has to say would be taken for news of the next copy
                self._end()
            shutil.rmtree(meeting, ignore_errors=True)

    def _kernel(self, meeting: Path) -> list[str]:
        if self.confined:
            return box.kernel(meeting, self.slot, self.limits)
        return [sys.executable, "-m", "ipykernel_launcher", *box.KERNEL_FLAGS, "-f", "{connection_file}"]

    def _until_done(self, meeting: Path) -> Iterator[dict]:
        """The events, up to one that makes whoever listens give up: that comes when the process is ready for the next copy."""
        now, heard, last = "", time.monotonic(), None
        while True:
            if self._called_off.is_set():
                raise Broken("it was called off")
            with suppress(queue.Empty):
                event = self._events.get(timeout=LOOK)
                if event is None and last is None:
                    raise Broken("the process that runs nbval ended by itself")
                if event is None or "done" in event:
                    self._done = True
                    yield from [last] if last else []
                    return
                if "stopped" in event or "broken" in event:
                    last = event
                    continue
                now, heard = event.get("began", now), time.monotonic()
                yield event
                continue
            why = self._too_much(meeting) or ("time" if time.monotonic() - heard > self._patience(now) else "")
            if why:
                self._end()
                yield {"stopped": now, "why": why}
                return

    def _patience(self, now: str) -> float:
        return self.limits.seconds + GRACE if now else SECONDS_TO_START

    def _too_much(self, meeting: Path) -> str:
        """Do the kernel and all that it started use more than they may?"""
        if _resident(self._process.pid) > self.limits.megabytes * box.MEGABYTE:
            return "memory"
        return "output" if _size(meeting) > MEETING_AT_MOST else ""

    def _end_kernels(self) -> None:
        """No process that a learner's code started outlives the check (a box takes its own along)."""
        if self._process and self._process.poll() is None:
            _kill(_descendants(self._process.pid))

    def _end(self) -> None:
        if self._process is None:
            return
        below = _descendants(self._process.pid)
        self._process.kill()
        self._process.wait()
        _kill(below)
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
    """Bytes of memory that the processes under ``pid`` hold."""
    held = 0
    for process in _descendants(pid):
        with suppress(psutil.Error):
            held += process.memory_info().rss
    return held


def _size(folder: Path) -> int:
    with suppress(OSError):
        return sum(entry.stat(follow_symlinks=False).st_size for entry in os.scandir(folder))
    return 0


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
    """What became of each answered task. Raises Broken if the check itself fails, such as when no kernel starts."""
    stopped: dict[int, str] = {}
    while True:
        tally, halt = _run_once(exercise, answers, prints, worker, stopped)
        if halt is None:
            return {task.number: _ran(task, tally, len(prints), stopped) for task in exercise.tasks if task.number in answers}
        task, why = halt
        stopped[task] = why


def _run_once(exercise: Exercise, answers: Mapping[int, str], prints: Prints, worker: Worker,
              left_out: Mapping[int, str]) -> tuple[_Tally, tuple[int, str] | None]:
    """What was heard, and (the task in which the kernel had to be ended, why) if it had."""
    tally = _Tally()
    for event in worker.run(copy_to_run(exercise, answers, prints, tuple(left_out))):
        if "broken" in event:
            raise Broken(event["broken"])
        if "ended" in event:
            tally.hear(event)
        if "stopped" in event:
            return tally, (_blamed(exercise, event["stopped"], answers, left_out), event["why"])
    return tally, None


def _blamed(exercise: Exercise, cell: str, answers: Mapping[int, str], left_out: Mapping[int, str]) -> int:
    """The task that a stop is put down to: that of the cell, or (a thread may strike late) the last one answered before it."""
    before = None
    for own in exercise.cells:
        task = exercise.by_answer.get(own["id"])
        if task and task.number in answers and task.number not in left_out:
            before = task.number
        if own["id"] == cell.rpartition(ROUND)[0]:
            break
    if before is None:
        raise Broken("a kernel could not run the cells that belong to the exercise")
    return before


def _ran(task: Task, tally: _Tally, rounds: int, stopped: Mapping[int, str]) -> Ran:
    if task.number in stopped:
        return Ran(stopped=stopped[task.number])
    checks = [f"{task.check}{ROUND}{nth}" for nth in range(rounds)]
    answers = [f"{task.answer}{ROUND}{nth}" for nth in range(rounds)]
    errors = [tally.errors[cell] for pair in zip(answers, checks) for cell in pair if cell in tally.errors]
    passed = [tally.passed.get(check, False) and answer not in tally.errors for check, answer in zip(checks, answers)]
    return Ran(passed, [tally.printed.get(check, "") for check in checks], errors[0] if errors else None)


def solution_prints(exercise: Exercise, seed: int, worker: Worker) -> dict[int, str]:
    """What the check cells print for the solution under a seed: our own code, run for a fresh seed. Raises Broken."""
    solutions = {task.number: task.solution for task in exercise.tasks}
    ran = run_answers(exercise, solutions, {seed: dict.fromkeys(solutions, "")}, worker)
    for number, task in ran.items():
        if task.error or task.stopped or not task.printed[0]:
            raise Broken(f"{exercise.name}, task {number}: the solution fails for the numbers of seed {seed}")
    return {number: task.printed[0] for number, task in ran.items()}


def stored_prints(exercise: Exercise) -> dict[int, dict[int, str]]:
    """What the solution prints under the seeds that the exercise was built with."""
    return {seed: {task.number: task.prints[seed] for task in exercise.tasks} for seed in exercise.seeds}


__all__ = ["Broken", "Lifted", "Limits", "Ran", "Worker", "run_answers", "solution_prints", "stored_prints"]
