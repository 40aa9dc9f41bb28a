"""The same work over many pieces: here, on both cores, or on the workers of a Dask client."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Iterable, Iterator, Sequence, TypeVar

Result = TypeVar("Result")
AHEAD = 4  # pieces handed out per worker before the first is collected: enough to keep all busy, few enough to stay small


def spread(work: Callable[..., Result], pieces: Sequence[tuple[Any, ...]], client: Any = None) -> Iterator[Result]:
    """``work(*piece)`` for each piece, in the order of the pieces.

    NumPy lets other threads run while it computes, so threads use every core and nothing is copied.
    ``client``: a ``distributed.Client`` whose workers do the work instead.
    """
    if client is not None:
        yield from _on_workers(work, pieces, client)
        return
    cores = os.cpu_count() or 1
    if cores == 1 or len(pieces) == 1:
        yield from (work(*piece) for piece in pieces)
        return
    with ThreadPoolExecutor(cores) as pool:
        yield from _in_order(lambda piece: pool.submit(work, *piece), pieces, cores)


def _on_workers(work: Callable[..., Result], pieces: Sequence[tuple[Any, ...]], client: Any) -> Iterator[Result]:
    workers = max(len(client.scheduler_info()["workers"]), 1)
    yield from _in_order(lambda piece: client.submit(work, *piece, pure=False), pieces, workers)


def _in_order(submit: Callable[[tuple[Any, ...]], Any], pieces: Iterable[tuple[Any, ...]], workers: int) -> Iterator[Any]:
    """Results in order, with a bounded number of pieces under way: memory stays flat as the pieces grow in number."""
    under_way: deque[Any] = deque()
    for piece in pieces:
        under_way.append(submit(piece))
        if len(under_way) >= AHEAD * workers:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


class Progress:
    """A line that says how far the work is and how long it may still take; short work shows none."""

    SHORT, OFTEN = 1.0, 0.1  # seconds without a line, and seconds between two looks of it

    @classmethod
    def over(cls, results: Iterable[Result], total: int, what: str, show: bool) -> Iterator[Result]:
        """Pass the results on, and keep the line up to date."""
        begun = time.monotonic()
        last, next_at = 0, cls.SHORT
        try:
            for done, result in enumerate(results, start=1):
                seconds = time.monotonic() - begun
                if show and (seconds > next_at or last and done == total):
                    last, next_at = done, seconds + cls.OFTEN
                    _line(done, total, what, seconds)
                yield result
        finally:  # also when stopped in the middle: what is said next stands on a line of its own
            if last:
                sys.stderr.write("\n")


def _line(done: int, total: int, what: str, seconds: float) -> None:
    filled = 30 * done // total
    left = seconds / done * (total - done)
    sys.stderr.write(f"\r{what} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}, {left:.0f} s left ")
    sys.stderr.flush()
