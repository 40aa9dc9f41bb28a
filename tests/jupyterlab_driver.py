"""A JupyterLab of its own for tests in the browser, and what a person does there: open a notebook, Run All, wait.

Used through the fixtures `lab` and `chromium_page` of conftest.py.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

WINDOW = {"width": 1280, "height": 800}
SECONDS_TO_START = 60
MILLISECONDS_TO_OPEN = 60_000
MILLISECONDS_TO_RUN = 120_000

PANEL = "window.jupyterapp?.shell?.currentWidget"

# Counts what goes to the kernel and what comes back: prompts alone would not do, since a stored notebook shows numbers
# before it is run, and JupyterLab takes cells that are out of sight off the page.
WATCH_THE_KERNEL = f"""() => {{
    const kernel = {PANEL}.sessionContext.session.kernel;
    window.watched = {{sent: 0, replies: 0, errors: []}};
    kernel.anyMessage.connect((_, {{msg, direction}}) => {{
        if (direction === 'send' && msg.header.msg_type === 'execute_request') window.watched.sent += 1;
        if (direction === 'recv' && msg.header.msg_type === 'execute_reply') {{
            window.watched.replies += 1;
            if (msg.content.status !== 'ok') window.watched.errors.push(`${{msg.content.ename}}: ${{msg.content.evalue}}`);
        }}
    }});
}}"""
KERNEL_IS_IDLE = f"() => {PANEL}?.sessionContext?.session?.kernel?.status === 'idle'"
# In a JupyterLab that is on the page already: what was open is closed, unsaved as it is, and its kernels end.
OPEN_INSTEAD = """async path => {
    const app = window.jupyterapp;
    for (const widget of [...app.shell.widgets('main')]) {
        await widget.sessionContext?.shutdown();
        widget.context?.dispose();
        widget.dispose();
    }
    if (app.shell.leftCollapsed) await app.commands.execute('application:toggle-left-area');
    await app.commands.execute('docmanager:open', {path});
}"""
PICTURES_ARE_THERE = """() => [...document.querySelectorAll('.notices-board')].every(board =>
    board.querySelector('.notices-picture[aria-busy=false] img')?.complete)"""
ALL_IS_ANSWERED = f"""() => window.watched.sent > 0 && window.watched.replies >= window.watched.sent
    && {PANEL}.sessionContext.session.kernel.status === 'idle'"""


class Lab:
    """A running JupyterLab: `url` without a slash at its end, `token`, and `root`, the folder that it serves."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.token = secrets.token_hex(16)
        self._log = root.parent / "jupyterlab.log"
        self._process = self._start()

    def _start(self) -> subprocess.Popen:
        aside = self.root.parent / "jupyter"
        settings = {f"JUPYTER_{name}_DIR": str(aside / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
        # The app is laid open so that a test can wait for the kernel; nothing is clicked through it.
        flags = ["--no-browser", "--port", str(self.port), "--LabApp.expose_app_in_browser=True"]
        with self._log.open("w", encoding="utf-8") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "notices", "lab", *flags],
                cwd=self.root,
                env={**os.environ, **settings, "JUPYTER_TOKEN": self.token},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self) -> None:
        """Return once the server answers; fail with its log if it ends or stays silent."""
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                self.request("GET", "/api/status")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text(encoding='utf-8')}")

    def stop(self) -> None:
        """End the server, and with it its kernels."""
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def request(self, method: str, path: str, body: object = None) -> object:
        """What the server's API answers, as Python values."""
        data = None if body is None else json.dumps(body).encode("utf-8")
        request = urllib.request.Request(self.url + path, data, {"Authorization": f"token {self.token}"}, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read().decode("utf-8")
        return json.loads(text) if text else None

    def forget(self) -> None:
        """Stop every kernel and forget which notebooks were open, so that the next page begins afresh."""
        for session in self.request("GET", "/api/sessions"):
            self.request("DELETE", f"/api/sessions/{session['id']}")
        for workspace in self.request("GET", "/lab/api/workspaces")["workspaces"]["ids"]:
            self.request("DELETE", f"/lab/api/workspaces/{workspace}")

    def open(self, page, path: str) -> None:
        """Show the notebook `path` (from `root`, such as "lessons/03-….ipynb") with a kernel of its own, and it alone.

        A page that shows JupyterLab goes on with it, which takes less than half the time of loading it anew.
        """
        if page.url.startswith(f"{self.url}/lab"):
            page.evaluate(OPEN_INSTEAD, path)
        else:
            page.goto(f"{self.url}/lab/tree/{path}?reset&token={self.token}", wait_until="domcontentloaded", timeout=MILLISECONDS_TO_OPEN)
        page.wait_for_function(f"path => {PANEL}?.context?.path === path", arg=path, timeout=MILLISECONDS_TO_OPEN)
        page.wait_for_function(KERNEL_IS_IDLE, timeout=MILLISECONDS_TO_OPEN)
        page.evaluate(WATCH_THE_KERNEL)

    def run_all(self, page) -> list[str]:
        """Run > Run All Cells, then wait until the kernel is idle: the errors that cells ended with, none at best."""
        before = page.evaluate("() => window.watched.sent")
        # A click is sometimes lost while extensions load: again, until the kernel was asked for something.
        for _ in range(10):
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            if _comes_true(page, f"() => window.watched.sent > {before}", 3_000):
                return self.wait_until_idle(page)
            page.keyboard.press("Escape")
        raise RuntimeError("Run All Cells was clicked ten times and no cell was run")

    def wait_until_idle(self, page) -> list[str]:
        """Wait until everything sent to the kernel is answered; the errors that cells ended with so far."""
        page.wait_for_function(ALL_IS_ANSWERED, timeout=MILLISECONDS_TO_RUN)
        return page.evaluate("() => window.watched.errors")


def show_all_cells(page) -> None:
    """Have every cell on the page: JupyterLab takes those that are out of sight off it."""
    page.evaluate(f"""() => {{
        const notebook = {PANEL}.content;
        notebook.notebookConfig = {{...notebook.notebookConfig, windowingMode: 'none'}};
    }}""")


def open_boards(page) -> None:
    """Open every board without a prediction, and wait until each shows its picture."""
    page.evaluate("() => document.querySelectorAll('.notices-gate button').forEach(button => button.click())")
    page.wait_for_function(PICTURES_ARE_THERE)


def bring_into_view(page, cell_text: str) -> None:
    """Scroll to the cell with this in its source, which JupyterLab may not have drawn yet, as a reader does."""
    page.evaluate(f"""async text => {{
        const notebook = {PANEL}.content;
        const cell = notebook.widgets.find(one => one.model.sharedModel.source.includes(text));
        await notebook.scrollToCell(cell, 'start');
    }}""", cell_text)


def _comes_true(page, condition: str, milliseconds: int) -> bool:
    from playwright.sync_api import TimeoutError as TooLate

    try:
        page.wait_for_function(condition, timeout=milliseconds)
    except TooLate:
        return False
    return True


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
