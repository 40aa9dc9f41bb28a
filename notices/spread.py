"""The same work over many pieces: here, on every core, or on the workers of a Dask client."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from typing import Any, Callable, Iterable, Iterator, Sequence, TypeVar

from notices.errors import NoticesError

Result = TypeVar("Result")
AHEAD = 4  # pieces handed out per worker before the first is collected: enough to keep all busy, few enough to stay small
MANY = 12  # pieces from which processes of their own pay off: most of a million people
NO_WORKER_FOR = 30  # seconds without any worker after which a cluster counts as gone


def spread(work: Callable[..., Result], pieces: Sequence[tuple[Any, ...]], client: Any = None) -> Iterator[Result]:
    """``work(*piece)`` for each piece, in the order of the pieces.

    Few pieces are done here and now. Many are shared out to a process per core on Linux, where a process can be
    split off at once; elsewhere a client does that. (Threads would wait for each other: NumPy's steps are short.)
    ``client``: a ``distributed.Client`` whose workers do the work instead.
    """
    if client is not None:
        yield from _on_workers(work, pieces, client)
        return
    cores = os.cpu_count() or 1
    if cores == 1 or len(pieces) < MANY or sys.platform != "linux":
        yield from (work(*piece) for piece in pieces)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        yield from _in_order(lambda piece: pool.submit(work, *piece), pieces, cores)


def _on_workers(work: Callable[..., Result], pieces: Sequence[tuple[Any, ...]], client: Any) -> Iterator[Result]:
    workers = max(len(client.scheduler_info()["workers"]), 1)
    done = 0
    try:
        for result in _in_order(lambda piece: client.submit(work, *piece, pure=False), pieces, workers, lambda one: _from_worker(one, client)):
            done += 1
            yield result
    except NoticesError:
        raise
    except Exception as error:
        raise NoticesError(f"the Dask cluster failed or went away ({type(error).__name__}: {error}) after {done} of {len(pieces)} pieces. "
                           "Start again with a new client, or without one on this machine: the result has the same bits.") from error


def _from_worker(future: Any, client: Any) -> Any:
    """A worker's result, for as long as there are workers. Raises TimeoutError when they have gone."""
    last_seen = time.monotonic()
    while True:
        with suppress(TimeoutError):
            return future.result(timeout=1)
        last_seen = check_seen(len(client.scheduler_info()["workers"]), last_seen)


def check_seen(workers: int, last_seen: float) -> float:
    """When a worker was last seen. Raises TimeoutError when that is too long ago: the cluster has gone."""
    now = time.monotonic()
    if not workers and now - last_seen > NO_WORKER_FOR:
        raise TimeoutError(f"it has had no worker for {NO_WORKER_FOR} seconds")
    return now if workers else last_seen


def _in_order(submit: Callable[[tuple[Any, ...]], Any], pieces: Iterable[tuple[Any, ...]], workers: int,
              collect: Callable[[Any], Any] = lambda future: future.result()) -> Iterator[Any]:
    """Results in order, with a bounded number of pieces under way: memory stays flat as the pieces grow in number."""
    under_way: deque[Any] = deque()
    for piece in pieces:
        under_way.append(submit(piece))
        if len(under_way) >= AHEAD * workers:
            yield collect(under_way.popleft())
    while under_way:
        yield collect(under_way.popleft())


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
