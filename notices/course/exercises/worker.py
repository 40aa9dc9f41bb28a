"""The worker: a process that runs nbval on copies, one after another, and reports each cell as it is done.

``python -m notices.course.exercises.worker`` reads one job a line on standard input and writes one event a line on standard output,
both as JSON. It stays for many jobs, because importing pytest and nbval takes longer than a check. Standard output carries
events only; whatever pytest prints goes nowhere.

What nbval leaves open is closed here: a kernel that dies is noticed at once, a cell's time is counted from its start and not from its
last message, and output is bounded.

Job: ``{"notebook": path, "kernel": [argv], "meeting": folder, "seconds": 20, "printed": 2000000}``. Events: ``{"began": id}``,
``{"ended": id, "outcome": "passed" or "failed", "text": ..., "error": [name, text, traceback] or null}``, ``{"stopped": id, "why":
"time", "output" or "died"}``, ``{"done": true}``, ``{"broken": text}``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from pathlib import Path
from queue import Empty
from typing import Any, TextIO

# Checks the form of addresses in a JSON schema, which no notebook's has; importing it takes longer than a check.
sys.modules.setdefault("rfc3987_syntax", None)

import nbval.kernel
import nbval.plugin
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

LOOK = 0.1  # seconds between two looks at whether the kernel lives
SECONDS_TO_START = 60
LONGEST_TEXT = 20_000  # characters of a cell's output that are reported
PYTEST = ["-p", "nbval.plugin", "-p", "no:cacheprovider", "-c", os.devnull, "--color=no", "-q", "--nbval", "--nbval-kernel-name=confined"]


class Stopped(Exception):
    """The kernel cannot go on; the text says why: "time", "output" or "died"."""


def main() -> int:
    """Serve jobs until standard input ends."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for line in sys.stdin:
        serve(json.loads(line), events)
    return 0


def serve(job: dict, events: TextIO) -> None:
    """Run one copy and report."""
    reporter = Reporter(events)
    nbval.plugin.RunningKernel = lambda *args, **kwargs: WatchedKernel(job, reporter)
    try:
        pytest.main([*PYTEST, f"--rootdir={Path(job['notebook']).parent}", job["notebook"]], plugins=[reporter])
    except BaseException as error:  # whatever it is, whoever waits has to hear of it
        reporter.say(broken=f"{type(error).__name__}: {error}")
    if not reporter.started:
        reporter.say(broken=reporter.problem or "nbval ran nothing")
    reporter.say(done=True)


class Reporter:
    """A pytest plugin: says what begins, ends and stops."""

    def __init__(self, events: TextIO) -> None:
        self._events = events
        self.started = False
        self.problem = ""
        self.now = ""  # the cell that runs

    def say(self, **event: Any) -> None:
        """One event, at once."""
        self._events.write(json.dumps(event) + "\n")
        self._events.flush()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> Any:
        self.now = item.cell.id
        self.say(began=self.now)
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
            self.say(stopped=item.cell.id, why=str(call.excinfo.value))
            item.session.shouldstop = "stopped"
            return
        outputs = item.test_outputs or []
        # An expected failure that passes is no pass, and neither is anything but "passed" by itself.
        outcome = "passed" if report.outcome == "passed" and not hasattr(report, "wasxfail") else "failed"
        self.say(ended=item.cell.id, outcome=outcome, text=text_of(outputs), error=error_of(outputs))


def text_of(outputs: list) -> str:
    """What the outputs say in words."""
    texts = [str(output.get("text") or output.get("data", {}).get("text/plain") or "") for output in outputs]
    return "".join(texts)[:LONGEST_TEXT]


def error_of(outputs: list) -> list[str] | None:
    """(name, text, traceback) of the error that a cell ended with."""
    for output in outputs:
        if output.output_type == "error":
            return [str(output.ename), str(output.evalue)[:LONGEST_TEXT], "\n".join(map(str, output.traceback))[:LONGEST_TEXT]]
    return None


# ---- the kernel --------------------------------------------------------------------------------------------------------


class WatchedKernel(nbval.kernel.RunningKernel):
    """nbval's kernel, started by a given command, and watched while it is waited for."""

    def __init__(self, job: dict, reporter: Reporter) -> None:
        self._job, self._reporter = job, reporter
        self._printed, self._until = 0, time.monotonic() + SECONDS_TO_START
        self._waiting: deque[dict] = deque()
        self.km = started(job)
        self.kc = self.km.client()
        self.kc.start_channels()
        try:
            self.kc.wait_for_ready(timeout=SECONDS_TO_START)
        except RuntimeError:
            self.stop()
            raise
        self._ensure_iopub_up()

    def execute_cell_input(self, cell_input: str, allow_stdin: bool | None = None) -> str:
        """A cell's time runs from here."""
        self._until = time.monotonic() + self._job["seconds"]
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
            return self._waiting.popleft() if self._waiting else self._received(LOOK)
        try:
            return self.kc.get_shell_msg(timeout=LOOK / 5)
        except Empty:
            return None

    def _drain(self) -> None:
        while (message := self._received(0)) is not None:
            self._waiting.append(message)

    def _received(self, seconds: float) -> dict | None:
        try:
            message = self.kc.get_iopub_msg(timeout=seconds)
        except Empty:
            return None
        if message["msg_type"] in ("stream", "display_data", "execute_result", "error", "update_display_data"):
            self._printed += len(json.dumps(message["content"], default=str))
        if self._printed > self._job["printed"]:
            raise Stopped("output")
        return message

    def _require_alive(self) -> None:
        if not self.km.is_alive():
            raise Stopped("died")
        if time.monotonic() > self._until:
            raise Stopped("time")

    def is_alive(self) -> bool:
        """Does it run?"""
        return self.km.is_alive()

    def stop(self) -> None:
        """End it at once: nothing in it is worth saving."""
        self.kc.stop_channels()
        self.km.shutdown_kernel(now=True)


class MeetingManager(KernelManager):
    """Gives the file that says where to meet to the user of the folder in which it lies: a box has a user of its own."""

    def write_connection_file(self, **kwargs: Any) -> None:
        super().write_connection_file(**kwargs)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            folder = os.stat(Path(self.connection_file).parent)
            os.chown(self.connection_file, folder.st_uid, folder.st_gid)


def started(job: dict) -> KernelManager:
    """A running kernel. All its sockets lie in the meeting folder; a box has no network."""
    local = sys.platform != "win32"
    where = {"transport": "ipc", "connection_file": str(Path(job["meeting"]) / "k.json")} if local else {}
    manager = MeetingManager(**where)
    manager._kernel_spec = KernelSpec(argv=job["kernel"], display_name="confined", language="python", interrupt_mode="message")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JPY", "PYTEST"))}
    manager.start_kernel(cwd=job["meeting"], env=environment, stdout=_nowhere(), stderr=_nowhere())
    return manager


def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


if __name__ == "__main__":
    sys.exit(main())
