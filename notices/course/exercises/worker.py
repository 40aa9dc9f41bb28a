"""The worker: a process that runs nbval on copies, one after another, and reports each cell as it is done.

``python -m notices.course.exercises.worker [COMMAND ...]`` reads one job a line on standard input and writes one event a line on standard
output, both as JSON. COMMAND starts a box in which answers run; without one they run unconfined. A worker stays for many jobs, because
importing takes longer than a check: pytest and nbval here, IPython and NumPy in the box, both begun before the first job is there.
Standard output carries events only; whatever pytest prints goes nowhere.

Job: ``{"notebook": path, "confined": true, "meeting": folder, "seconds": 20, "printed": 2000000}``. Events: ``{"began": id}``,
``{"ended": id, "outcome": "passed" or "failed", "text": ..., "error": [name, text, traceback] or null}``, ``{"stopped": id, "why":
"time", "output" or "died"}``, ``{"done": true}``, ``{"broken": text}``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from contextlib import nullcontext
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from notices.course.exercises.box import KERNEL_FLAGS

# Nobody debugs here, and importing the debugger takes a third of a kernel's start.
PYTHON = "import sys; sys.modules['debugpy'] = None; from ipykernel.kernelapp import IPKernelApp; IPKernelApp.launch_instance()"
KERNEL = [sys.executable, "-c", PYTHON, *KERNEL_FLAGS, "-f", "{connection_file}"]
WATCHED = "notices.course.exercises.watched"  # imports what takes long: done aside, while the first job is on its way and its kernel starts


def main(command: list[str]) -> int:
    """Serve jobs until standard input ends."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(_nowhere(), 1)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with Boxes(command) if command else nullcontext() as boxes:
        threading.Thread(target=import_module, args=(WATCHED,), daemon=True).start()
        for line in sys.stdin:
            serve(json.loads(line), boxes, events)
    return 0


def serve(job: dict, boxes: Boxes | None, events: TextIO) -> None:
    """Run one copy and report."""
    def say(**event: Any) -> None:
        events.write(json.dumps(event) + "\n")
        events.flush()

    try:
        kernel = boxes.kernel(Path(job["meeting"])) if boxes else unconfined(job)
        stopped = import_module(WATCHED).run_nbval(job, kernel, say)
        if boxes:
            boxes.done(stopped)
    except BaseException as error:  # whatever it is, whoever waits has to hear of it
        say(broken=f"{type(error).__name__}: {error}")
    say(done=True)


class Boxes:
    """One box after another, each used for as long as nothing is left in it. A context manager."""

    def __init__(self, command: list[str]) -> None:
        from notices.course.exercises.boxed import Box

        self._new = partial(Box, command)
        self._box = self._new()

    def __enter__(self) -> Boxes:
        return self

    def __exit__(self, *error: object) -> None:
        self._box.close()

    def kernel(self, meeting: Path) -> KernelManager:
        """A kernel in a box. Raises OSError if none can be made."""
        try:
            return self._box.kernel(meeting)
        except OSError:  # the box was ended between two notebooks
            self._change()
            return self._box.kernel(meeting)

    def done(self, stopped: bool) -> None:
        """The kernel is not needed any more; it may have been ``stopped`` because it did what it should not."""
        if stopped or not self._box.is_clean():
            self._change()

    def _change(self) -> None:
        self._box.close()
        self._box = self._new()


def unconfined(job: dict) -> KernelManager:
    """A kernel as any other, without a debugger; its sockets lie in the meeting folder, where there are such."""
    local = sys.platform != "win32"
    where = {"transport": "ipc", "connection_file": str(Path(job["meeting"]) / "k.json")} if local else {}
    manager = KernelManager(**where)
    manager._kernel_spec = KernelSpec(argv=KERNEL, display_name="unconfined", language="python", interrupt_mode="message")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JPY", "PYTEST"))}
    manager.start_kernel(cwd=job["meeting"], env=environment, stdout=_nowhere(), stderr=_nowhere())
    return manager


def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
