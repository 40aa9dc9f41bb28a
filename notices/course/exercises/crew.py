"""Several workers at once, each fed by a thread of its own: a process and a kernel do the work, the threads wait for them."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from typing import TypeVar

from notices.course.exercises.box import Limits
from notices.course.exercises.checker import Worker

Piece = TypeVar("Piece")
Done = TypeVar("Done")


class Crew:
    """As many workers as are asked for. A context manager; all start at once, and import while the first of them works."""

    def __init__(self, confined: bool, limits: Limits, size: int) -> None:
        self._workers = [Worker(confined, limits, slot) for slot in range(size)]
        self._free: queue.Queue[Worker] = queue.Queue()
        for worker in self._workers:
            self._free.put(worker)
        self.called_off = False

    def __enter__(self) -> "Crew":
        for worker in self._workers:
            worker.start()
        return self

    def __exit__(self, *error: object) -> None:
        with ExitStack() as stack:
            for worker in self._workers:
                stack.push(worker.__exit__)

    def each(self, work: Callable[[Piece, Worker], Done], pieces: Sequence[Piece]) -> Iterator[Done]:
        """``work(piece, worker)`` for each piece, in the order in which they are done. Whoever stops listening stops the work."""
        with ThreadPoolExecutor(len(self._workers)) as pool:
            under_way = [pool.submit(self._one, work, piece) for piece in pieces]
            try:
                for future in as_completed(under_way):
                    yield future.result()
            except BaseException:
                self._call_off()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _one(self, work: Callable[[Piece, Worker], Done], piece: Piece) -> Done:
        worker = self._free.get()
        try:
            return work(piece, worker)
        finally:
            self._free.put(worker)

    def _call_off(self) -> None:
        self.called_off = True
        for worker in self._workers:
            worker.call_off()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
