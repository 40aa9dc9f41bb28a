"""A box that is used for one kernel after another, seen from outside.

It is used again only if nothing of the last kernel is left in it: no process, no file. In any doubt there is a new one, which costs a
second. The other end is :mod:`notices.course.exercises.nursery`. Part of the worker (:mod:`notices.course.exercises.worker`).
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.manager import KernelManager

from notices.course.exercises.nursery import CLEAN, READY

SECONDS_TO_START = 60
SECONDS_TO_CLEAN = 5
MOST_TRIES = 5  # to end processes, while others begin
SOCKETS = "k"  # the beginning of the sockets' names


class Box:
    """A running box. ``command``: what starts the nursery in it. Starting takes a second, in which other things can be done."""

    def __init__(self, command: Sequence[str]) -> None:
        self._link, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        theirs.close()
        self._own: list[psutil.Process] = []

    def kernel(self, meeting: Path) -> "BoxedKernel":
        """A new kernel. Its sockets will be in the folder ``meeting``. Raises OSError if the box does not answer."""
        if not self._own:
            if self._answer(SECONDS_TO_START) != READY:
                raise OSError("a box did not start")
            self._own = self._processes()
        kernel = BoxedKernel(transport="ipc", connection_file=str(meeting / f"{SOCKETS}.json"))
        kernel.alive, held = os.pipe()
        folder = os.open(meeting, os.O_RDONLY | os.O_DIRECTORY)
        try:
            socket.send_fds(self._link, [kernel.told().encode("utf-8")], [folder, held])
        finally:
            os.close(folder)
            os.close(held)
        return kernel

    def is_clean(self) -> bool:
        """End the kernel and empty the box; is it as if there had been none? False also where it left more than itself."""
        left = [one for one in self._processes() if one not in self._own]
        try:
            return len(left) <= 1 and self._ended() and self._link.send(CLEAN) > 0 and self._answer(SECONDS_TO_CLEAN) == CLEAN
        except OSError:
            return False

    def close(self) -> None:
        """End the box and all in it."""
        self._link.close()
        with suppress(psutil.Error):
            _kill(psutil.Process(self._process.pid).children(recursive=True))
        self._process.kill()
        self._process.wait()

    def _ended(self) -> bool:
        """End all processes but those of the box itself."""
        for _ in range(MOST_TRIES):
            others = [one for one in self._processes() if one not in self._own]
            if not others:
                return True
            _kill(others)
        return False

    def _processes(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self._process.pid).children(recursive=True)
        except psutil.Error:
            return []

    def _answer(self, seconds: float) -> bytes:
        self._link.settimeout(seconds)
        try:
            return self._link.recv(len(READY) + len(CLEAN))
        except OSError:
            return b""


class BoxedKernel(KernelManager):
    """A kernel that a box made. ``alive``: a pipe that brings a byte when its sockets are open, and closes when its process ends."""

    alive: int = -1

    def told(self) -> str:
        """What the kernel has to know."""
        self.write_connection_file()
        info = self.get_connection_info()
        return json.dumps({**info, "ip": Path(info["ip"]).name, "key": info["key"].decode("ascii")})

    def is_ready(self, seconds: float) -> bool:
        """Wait until it can be talked to; False if it ends first, or says nothing for so long."""
        return bool(select.select([self.alive], [], [], seconds)[0]) and os.read(self.alive, 1) != b""

    def is_alive(self) -> bool:
        """Does it run? While it does, nothing more comes through the pipe, and it stays open."""
        return self.alive >= 0 and not select.select([self.alive], [], [], 0)[0]

    async def _async_is_alive(self) -> bool:
        return self.is_alive()

    def shutdown_kernel(self, *_: Any, **__: Any) -> None:
        """Stop looking. The box ends the process (:meth:`Box.is_clean`)."""
        if self.alive >= 0:
            os.close(self.alive)
            self.alive = -1


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(processes, timeout=1)
