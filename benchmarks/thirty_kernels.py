"""A room with thirty people and one server: thirty kernels, each running a lesson from its first cell to its last, all at once.

``python -m benchmarks.thirty_kernels`` starts the JupyterLab of the course, talks to it as thirty browsers do, and writes
``docs/thirty-kernels.md``: did all finish, after how long, and how much memory a teacher should plan for each learner.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import sys
import tempfile
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import nbformat
import psutil
from tornado.websocket import websocket_connect

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "thirty-kernels.md"
LOOK = 0.25  # seconds between two looks at memory
LONGEST = 2**30  # bytes of a message


@dataclass(frozen=True)
class Ran:
    """One learner's lesson: seconds from asking for a kernel to the last answer, and the errors of cells."""

    seconds: float
    errors: list[str]


def code_of(lesson: str) -> list[str]:
    """The code cells of a lesson, in order."""
    path = next((REPOSITORY / "lessons").glob(f"{int(lesson):02}-*.ipynb"))
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


async def run_lesson(lab, cells: list[str]) -> Ran:
    """Ask for a kernel and run the cells in it one after another, as *Run All* does."""
    begun, errors = time.perf_counter(), []
    kernel = await asyncio.to_thread(lab.request, "POST", "/api/kernels", {"name": "python3"})
    address = f"ws{lab.url.removeprefix('http')}/api/kernels/{kernel['id']}/channels?token={lab.token}"
    socket = await websocket_connect(address, max_message_size=LONGEST, connect_timeout=300)
    for cell in cells:
        errors += await execute(socket, cell)
    socket.close()
    return Ran(time.perf_counter() - begun, errors)


async def execute(socket, code: str) -> list[str]:
    """Run one cell; the error that it ended with, if it did."""
    asked = uuid.uuid4().hex
    header = {"msg_id": asked, "msg_type": "execute_request", "username": "", "session": asked, "date": "", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await socket.write_message(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}))
    while True:
        answer = await socket.read_message()
        if answer is None:
            return ["the kernel was gone"]
        if isinstance(answer, bytes):  # a widget's message, with its picture
            continue
        message = json.loads(answer)
        if message["parent_header"].get("msg_id") == asked and message["msg_type"] == "execute_reply":
            reply = message["content"]
            return [] if reply["status"] == "ok" else [f"{reply.get('ename')}: {reply.get('evalue')}"]


async def everyone(lab, cells: list[str], learners: int) -> list[Ran]:
    """All learners at once."""
    return await asyncio.gather(*(run_lesson(lab, cells) for _ in range(learners)))


async def watched(lab, pid: int, cells: list[str], learners: int) -> tuple[list[Ran], int, list[int]]:
    """What became of everyone; the most memory that server and kernels held together, and what each kernel held at the end."""
    work, most = asyncio.ensure_future(everyone(lab, cells, learners)), 0
    while not work.done():
        most = max(most, sum(map(held, family(pid))))
        await asyncio.wait([work], timeout=LOOK)
    return work.result(), most, [held(one) for one in family(pid)[1:]]


def family(pid: int) -> list[psutil.Process]:
    """The server, then its kernels."""
    server = psutil.Process(pid)
    return [server, *server.children(recursive=True)]


def held(process: psutil.Process) -> int:
    """Bytes of memory of its own; what processes share is counted for each in its part."""
    with suppress(psutil.Error):
        return process.memory_full_info().pss
    return 0


def page(lesson: str, ran: list[Ran], most: int, each: list[int]) -> str:
    """What was found, and what follows for a classroom."""
    finished = [one for one in ran if not one.errors]
    return "\n".join([
        "# Thirty at once", "",
        f"One server, {len(ran)} kernels, each running lesson {lesson} from its first cell to its last, all begun in the same moment. "
        "`python -m benchmarks.thirty_kernels` measures and writes this page.", "",
        "| what | measured |", "|---|--:|",
        f"| finished without an error | {len(finished)} of {len(ran)} |",
        f"| the first was done after | {min(one.seconds for one in ran):.0f} s |",
        f"| half of them were done after | {median(one.seconds for one in ran):.0f} s |",
        f"| the last was done after | {max(one.seconds for one in ran):.0f} s |",
        f"| memory of one kernel, median | {median(each) / 1e6:.0f} MB |",
        f"| memory of server and kernels together, at most | {most / 1e9:.1f} GB |", "",
        f"Measured on {os.cpu_count()} cores and {psutil.virtual_memory().total / 1e9:.0f} GB with Python {platform.python_version()}. "
        "Memory that processes share is counted once.", "",
        f"**To plan:** {most / len(ran) / 1e6:.0f} MB for each learner were held here; plan twice that, since a learner may have two lessons open. "
        "A lesson takes a processor for some seconds when it is run from the top, and hardly any while it is read. So on a shared server let "
        "people run cells as they read, not all of them at once.", ""])


def main() -> int:
    """Measure, print, write the page; 0 if everybody finished."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.thirty_kernels", description="Thirty kernels on one server.")
    parser.add_argument("--learners", type=int, default=30, help="how many kernels")
    parser.add_argument("--lesson", default="6", help="which lesson each of them runs")
    options = parser.parse_args()
    sys.path.insert(0, str(REPOSITORY / "tests"))
    from jupyterlab_driver import Lab

    os.environ["NOTICES_LEARNER_FILE"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(REPOSITORY / "lessons", Path(folder) / "course" / "lessons")
        lab = Lab(Path(folder) / "course")
        try:
            lab.wait_until_ready()
            ran, most, each = asyncio.run(watched(lab, lab._process.pid, code_of(options.lesson), options.learners))
        finally:
            lab.stop()
    for error in sorted({error for one in ran for error in one.errors}):
        print(error, file=sys.stderr)
    text = page(options.lesson, ran, most, each)
    print(text)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0 if not any(one.errors for one in ran) else 1


if __name__ == "__main__":
    sys.exit(main())
