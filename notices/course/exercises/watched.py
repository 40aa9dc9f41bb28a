"""One nbval run, watched: what nbval leaves open is closed here.

A kernel that dies is noticed at once, a cell's time is counted from its start and not from its last message, and all that the
kernel sends is bounded; since an answer can forge messages, what is none is left out. Part of the worker
(:mod:`notices.course.exercises.worker`), apart because importing pytest and nbval takes long.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.manager import KernelManager
from jupyter_client.session import Session

# Checks the form of addresses in a JSON schema, which no notebook's has; importing it takes longer than a check.
sys.modules.setdefault("rfc3987_syntax", None)

import nbval.kernel
import nbval.plugin
import pytest
import zmq

LOOK = 0.1  # seconds between two looks at whether the kernel lives
SECONDS_TO_START = 60
LONGEST_TEXT = 20_000  # characters of a cell's output that are reported
LONGEST_NAME = 200
AT_LEAST = 50  # bytes that a part of a message counts, also an empty one
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# What steers a terminal, turns the direction of writing, or is half a character.
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Without pytest's own comparison of texts: it takes hours for long ones that are much alike. And without the search through all of
# memory for errors that nobody heard of, which takes longer than the checks.
PYTEST = ["-c", os.devnull, "--color=no", "-q", "--nbval", "--nbval-kernel-name=given", "-p", "nbval.plugin",
          *(part for plugin in ("cacheprovider", "assertion", "unraisableexception", "threadexception") for part in ("-p", f"no:{plugin}"))]


class Stopped(Exception):
    """The kernel cannot go on; the text says why: "time", "output" or "died"."""


def run_nbval(job: dict, kernel: KernelManager, say: Callable[..., None]) -> bool:
    """Run nbval on the job's notebook with a kernel that is starting, and ``say`` what happens; True if it had to be stopped."""
    reporter = Reporter(say)
    nbval.plugin.RunningKernel = lambda *args, **kwargs: WatchedKernel(job, kernel)
    try:
        pytest.main([*PYTEST, f"--rootdir={Path(job['notebook']).parent}", job["notebook"]], plugins=[reporter])
    finally:
        kernel.shutdown_kernel(now=True)
    if not reporter.started:
        say(broken=reporter.problem or "nbval ran nothing")
    return reporter.stopped or not reporter.started


class Reporter:
    """A pytest plugin: says what begins, ends and stops."""

    def __init__(self, say: Callable[..., None]) -> None:
        self.say = say
        self.started, self.stopped = False, False
        self.problem = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Any:
        self.say(began=item.cell.id)
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo) -> Any:
        report = yield
        if call.when == "setup" and call.excinfo:
            self.problem = f"the kernel did not start ({call.excinfo.value})"
            item.session.shouldstop = self.problem
        if call.when == "call":
            self._ended(item, report, call)
        return report

    def _ended(self, item: pytest.Item, report: pytest.TestReport, call: pytest.CallInfo) -> None:
        self.started = True
        if call.excinfo and isinstance(call.excinfo.value, Stopped):
            self.stopped = True
            self.say(stopped=item.cell.id, why=str(call.excinfo.value))
            item.session.shouldstop = "stopped"
            return
        outputs = item.test_outputs or []
        # An expected failure that passes is no pass, and neither is anything but "passed" by itself.
        outcome = "passed" if report.outcome == "passed" and not hasattr(report, "wasxfail") else "failed"
        self.say(ended=item.cell.id, outcome=outcome, text=text_of(outputs), error=error_of(outputs))


def text_of(outputs: list) -> str:
    """What the outputs say in words."""
    return readable("".join(map(_text, outputs)), LONGEST_TEXT)


def _text(output: dict) -> str:
    data = output.get("data")
    return str(output.get("text") or (data.get("text/plain") if isinstance(data, dict) else "") or "")


def error_of(outputs: list) -> list[str] | None:
    """(name, text, traceback) of the error that a cell ended with."""
    for output in outputs:
        if output.output_type == "error":
            lines = output.traceback if isinstance(output.traceback, list) else [output.traceback]
            traceback = "\n".join(map(str, lines))
            return [readable(output.ename, LONGEST_NAME), readable(output.evalue, LONGEST_TEXT), readable(traceback, LONGEST_TEXT)]
    return None


def readable(value: object, longest: int) -> str:
    """The value as text that can be shown and stored anywhere."""
    return UNREADABLE.sub("\ufffd", COLOURS.sub("", str(value)[:longest]))


# ---- the kernel --------------------------------------------------------------------------------------------------------


class WatchedKernel(nbval.kernel.RunningKernel):
    """nbval's kernel, already started, and watched while it is waited for."""

    def __init__(self, job: dict, kernel: KernelManager) -> None:
        self._job = job
        self._printed, self._until, self._begun = 0, time.monotonic() + SECONDS_TO_START, False
        self._waiting: deque[dict] = deque()
        self.km = kernel
        self.kc = self.km.client()
        try:
            if job["confined"] and not kernel.is_ready(SECONDS_TO_START):
                raise Stopped("died")
            self.kc.start_channels()
            self._wait_until_ready()
        except (Stopped, RuntimeError) as problem:
            self.stop()
            raise RuntimeError(f"it {problem}") from None
        if job["confined"]:
            shutil.rmtree(job["meeting"])  # both sides have met: now there is no folder any more that they share

    def _wait_until_ready(self) -> None:
        """Ask until both answer and output are heard: what is sent before a channel has connected is lost. (The client's own way to
        wait ends with a fifth of a second of silence, nbval's can take a second.)"""
        while True:
            asked = self.kc.kernel_info()
            self.await_reply(asked)
            with suppress(Empty):
                self.await_idle(asked, LOOK)
                return

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:
        """A cell's time runs from here. The first one is ours and imports the package, which takes as long as it takes."""
        self._until = time.monotonic() + (self._job["seconds"] if self._begun else SECONDS_TO_START)
        self._begun = True
        return super().execute_cell_input(cell_input, allow_stdin)

    def get_message(self, stream: str, timeout: float | None = None) -> dict:
        """The next message. Raises Empty after ``timeout`` seconds, as nbval expects, and Stopped when waiting is in vain."""
        until = time.monotonic() + (timeout if timeout is not None else float("inf"))
        while True:
            message = self._next(stream)
            if message is not None:
                return message
            self._require_alive()
            if time.monotonic() > until:
                raise Empty

    def _next(self, stream: str) -> dict | None:
        """A message if there is one soon. While the reply is awaited, output is read and counted, so that it cannot pile up."""
        self._drain()
        if stream == "iopub":
            return self._waiting.popleft() if self._waiting else self._received(self.kc.iopub_channel.socket, LOOK)
        return self._received(self.kc.shell_channel.socket, LOOK / 5)

    def _drain(self) -> None:
        while self.kc.iopub_channel.socket.poll(0):
            message = self._received(self.kc.iopub_channel.socket, 0)
            if message is not None:
                self._waiting.append(message)

    def _received(self, socket: zmq.Socket, seconds: float) -> dict | None:
        """A message if one comes, and is one. Whatever comes counts as output."""
        if not socket.poll(int(seconds * 1000)):
            return None
        parts = socket.recv_multipart()
        self._printed += sum(AT_LEAST + len(part) for part in parts)
        if self._printed > self._job["printed"]:
            raise Stopped("output")
        return message_in(parts, self.kc.session)

    def _require_alive(self) -> None:
        if not self.km.is_alive():
            raise Stopped("died")
        if time.monotonic() > self._until:
            raise Stopped("time")

    def is_alive(self) -> bool:
        """nbval asks before each cell, and takes a kernel that is dead by then for a wrong answer, in this cell and in all that follow.
        So it is told to go on, and hears what happened from :meth:`get_message`. (It asks at the end too, before :meth:`stop`.)"""
        return True

    def stop(self) -> None:
        """End it at once: nothing in it is worth saving."""
        self.kc.stop_channels()
        self.km.shutdown_kernel(now=True)


def message_in(parts: list[bytes], session: Session) -> dict | None:
    """The message, or None if it is none: the kernel's code can send whatever it likes."""
    try:
        message = session.deserialize(session.feed_identities(parts)[1])
        whole = isinstance(message["msg_type"], str) and isinstance(message["parent_header"], dict) and isinstance(message["content"], dict)
    except Exception:  # there are many ways to be none
        return None
    return message if whole else None
