"""The nursery: a process in a box that has imported what every kernel needs, and makes each kernel by forking.

Importing takes most of the time of a check; here it is done once for many notebooks. No learner's code ever runs in the nursery
itself: a kernel is a copy of it, with nothing in it of kernels before. ``python -m notices.course.exercises.nursery`` is told what
to do through the socket that is its standard input, one message at a time (:mod:`notices.course.exercises.boxed` is the other end):

- a kernel's connection as JSON, together with two open files: the folder in which its sockets are to be, which the box cannot see
  otherwise, and one end of a pipe that the kernel holds for as long as it lives;
- ``clean``: empty all folders of the box. The answer is ``clean`` if nothing is left in them.

A kernel of one learner must do nothing to the nursery, from which those of others come. It cannot read or change its memory, since
the nursery is marked as one that shows it to nobody, nor its limits, since the calls for that are refused
(:mod:`notices.course.exercises.calls`). It can end it, or stop it: then the box is not used again.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import random
import shutil
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from notices.course.exercises.box import KERNEL_FLAGS

SHOWS_ITS_MEMORY = 4  # the number of the setting for prctl
LONGEST = 65_536  # bytes of a message
FOLDERS = (os.environ.get("HOME", ""), "/tmp", "/dev/shm")  # that a box can write to
READY, CLEAN = b"ready", b"clean"


def main() -> None:
    """Serve until the other end is closed."""
    show_memory(False)
    kept = contents()  # before anything is imported: what that writes, such as caches, would be a way from one kernel to the next
    control = socket.socket(fileno=os.dup(0))
    _import_what_kernels_need()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is forgotten at once
    emptied(kept)
    gc.collect()
    gc.freeze()
    control.send(READY)
    while True:
        message, files, _, _ = socket.recv_fds(control, LONGEST, 2)
        if not message:
            return
        if message == CLEAN:
            end_all_others()
            control.send(CLEAN if emptied(kept) else b"")
        elif os.fork() == 0:
            control.close()
            _become_kernel(json.loads(message), *files)
        for file in files:
            os.close(file)


def show_memory(shown: bool) -> None:
    """May other processes of this user look into this one and change it?"""
    if ctypes.CDLL(None, use_errno=True).prctl(SHOWS_ITS_MEMORY, int(shown), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _import_what_kernels_need() -> None:
    sys.modules["debugpy"] = None  # nobody debugs here, and importing the debugger takes a third of a kernel's start
    import ipykernel.kernelapp
    import ipykernel.zmqshell
    import numpy.random

    import notices.course.exercises  # noqa: F401


def end_all_others() -> None:
    """End every process of the box but this one, at one blow: one that forks and ends without pause could slip past any list."""
    try:
        os.kill(-1, signal.SIGKILL)
    except ProcessLookupError:  # there was none
        pass


def emptied(kept: Mapping[str, int]) -> bool:
    """Remove what is in the folders and was not there before; is all as it was?"""
    try:
        for folder in filter(None, FOLDERS):
            if os.stat(folder).st_uid == os.geteuid():
                os.chmod(folder, 0o1777)
        for path in sorted(contents().keys() - kept.keys()):
            if os.path.lexists(path):  # it may have gone with the folder that it was in
                shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
        return contents() == kept
    except (OSError, RecursionError):
        return False


def contents() -> dict[str, int]:
    """All that is in the folders, with kind and rights. Not what is mounted there, which is read only: Python may lie below /tmp."""
    found = list(filter(None, FOLDERS))
    for top in tuple(found):
        device = os.stat(top).st_dev
        for folder, folders, files in os.walk(top):
            mounted = [name for name in folders if os.lstat(os.path.join(folder, name)).st_dev != device]
            folders[:] = [name for name in folders if name not in mounted]
            found += [os.path.join(folder, name) for name in (*folders, *files)]
    return {path: os.lstat(path).st_mode for path in found}


# ---- in the kernel's process -------------------------------------------------------------------------------------------


def _become_kernel(connection: dict, meeting: int, alive: int) -> None:
    """Be a kernel until it ends. Never returns. ``alive`` is told when it can be talked to, and closes with this process."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()  # a session of its own has a share of the processor of its own, and can worsen no other
        show_memory(True)
        _leave_standard_streams()
        _forget_chance()
        _run(connection, meeting, alive)
    finally:
        os._exit(0)


def _leave_standard_streams() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _forget_chance() -> None:
    """Each kernel draws numbers of its own where no seed is set, as if it had imported these itself."""
    import numpy

    random.seed()
    numpy.random.seed()


def _run(connection: dict, meeting: int, alive: int) -> None:
    from ipykernel.kernelapp import IPKernelApp

    for file in (meeting, alive):
        os.set_inheritable(file, False)
    os.chdir(FOLDERS[0])
    place = Path(FOLDERS[0]) / ".connection.json"
    place.write_text(json.dumps({**connection, "ip": f"/proc/self/fd/{meeting}/{connection['ip']}"}), encoding="utf-8")
    app = IPKernelApp.instance()
    app.initialize(["-f", str(place), *KERNEL_FLAGS])
    place.unlink()
    os.close(meeting)  # its sockets are open: from here on there is no way out of the box
    os.write(alive, READY[:1])
    app.start()


if __name__ == "__main__":
    main()
