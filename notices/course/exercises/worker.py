"""The worker: a process that runs nbval on copies, one after another, and reports each cell as it is done.

``python -m notices.course.exercises.worker`` reads one job a line on standard input and writes one event a line on standard output,
both as JSON. It stays for many jobs, because importing pytest and nbval takes longer than a check; the kernel of the first job is
started before that, so that both come up together. Standard output carries events only; whatever pytest prints goes nowhere.

Job: ``{"notebook": path, "kernel": [argv], "confined": true, "meeting": folder, "seconds": 20, "printed": 2000000}``. Events: ``{"began": id}``,
``{"ended": id, "outcome": "passed" or "failed", "text": ..., "error": [name, text, traceback] or null}``, ``{"stopped": id, "why":
"time", "output" or "died"}``, ``{"done": true}``, ``{"broken": text}``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager


def main() -> int:
    """Serve jobs until standard input ends."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(_nowhere(), 1)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for line in sys.stdin:
        serve(json.loads(line), events)
    return 0


def serve(job: dict, events: TextIO) -> None:
    """Run one copy and report."""
    def say(**event: Any) -> None:
        events.write(json.dumps(event) + "\n")
        events.flush()

    try:
        kernel = started(job)
        from notices.course.exercises.watched import run_nbval  # the imports that take long, while the kernel starts

        run_nbval(job, kernel, say)
    except BaseException as error:  # whatever it is, whoever waits has to hear of it
        say(broken=f"{type(error).__name__}: {error}")
    say(done=True)


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
