"""*Check my work*, in the notebook: no saving needed, since it looks at the answers as they were last run.

A hook of IPython's gives the id and the source of each cell that is run. When the button is pressed the answers among them go to a
checker in a process of its own, and the verdicts come back in words. Nothing leaves this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from notices.course import learner
from notices.course.exercises.lift import ANSWER, MARK
from notices.course.exercises.result import Result, Verdict
from notices.errors import listed

BUSY = "Checking. This takes a few seconds, and up to a minute if an answer does not end by itself."
NOTHING_RUN = "No answer has been run since this notebook was opened. Run your answer cells, then press the button again."
NOT_RUN = "This answer cell has not been run since the notebook was opened. Run it, then check again."
PATIENCE = 300  # seconds, several times what all limits of one check add up to


@dataclass
class Work:
    """What a learner does in one exercise: the answers as they were last run, and what the check said of them."""

    name: str
    seen: dict[str, str] = field(default_factory=dict)
    status: str = ""
    result: Result | None = None
    busy: bool = False
    _watchers: list[Callable[[], None]] = field(default_factory=list, repr=False)
    _widget: Any = field(default=None, repr=False)

    def see(self, info: Any) -> None:
        """Note a cell that is about to run (IPython's ``pre_run_cell``)."""
        cell_id = getattr(info, "cell_id", None) or ""
        if ANSWER.match(cell_id):
            self.seen[cell_id] = info.raw_cell
        elif mark := MARK.match(info.raw_cell):  # a copied cell, or an editor that gives no ids
            self.seen[mark[0].strip()] = info.raw_cell

    def press(self) -> None:
        """Check in the background; pressing again meanwhile changes nothing."""
        if self.busy:
            return
        if not self.seen:
            self._tell(status=NOTHING_RUN, result=None)
            return
        self._tell(status=BUSY, busy=True)
        threading.Thread(target=self._check, args=(dict(self.seen),), daemon=True).start()

    def _check(self, cells: Mapping[str, str]) -> None:
        try:
            result = asked_for(self.name, cells)
        except CheckFailed as problem:
            self._tell(status=f"The check could not be made. {problem}", busy=False)
            return
        said = f"{result.summary} {looked_at(result)} {_kept(result)}".rstrip()
        self._tell(status=said, result=result, busy=False)

    def _tell(self, **changes: Any) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        for callback in self._watchers:
            callback()

    def frame(self) -> dict[str, Any]:
        """What a front end shows; all of it is text."""
        result = self.result
        return {"busy": self.busy, "status": self.status, "notes": list(result.notes) if result else [],
                "verdicts": [_shown(verdict) for verdict in result.verdicts] if result else []}

    @property
    def widget(self) -> Any:
        """The ipywidget that shows button and verdicts; made when first asked for."""
        if self._widget is None:
            from notices.widgets.kit import front_end

            self._widget = front_end().CheckWidget(self)
            self._watchers.append(self._widget.refresh)
        return self._widget

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        from notices.widgets.kit import live_view

        text = "Check my work: open this exercise in JupyterLab and run it; the button stands here then."
        return live_view(self.widget) | {"text/html": f"<p>{escape(text)}</p>", "text/plain": text}


def _kept(result: Result) -> str:
    """Note the tasks that are done in the learner's file; what there is to say about that, mostly nothing."""
    return learner.remember_all("task", {f"{result.exercise}/task-{verdict.task}": True for verdict in result.verdicts if verdict.passed})


class CheckFailed(Exception):
    """Nothing can be said of the answers; the text says why and what to do."""


def asked_for(name: str, cells: Mapping[str, str]) -> Result:
    """The verdicts on answers by cell id, from a checker in a process of its own. Raises CheckFailed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JPY", "PYTEST"))}
    command = [sys.executable, "-m", "notices", "check", "--stdin"]
    try:
        done = subprocess.run(command, input=json.dumps({"exercise": name, "cells": cells}), capture_output=True, encoding="utf-8",
                              env=environment, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CheckFailed(f"{error}") from None
    if done.returncode != 0:
        raise CheckFailed((done.stderr.strip().splitlines() or ["It ended without a word. Restart JupyterLab with: make lab"])[-1])
    return _not_run_said(Result.from_json(json.loads(done.stdout)))


def _not_run_said(result: Result) -> Result:
    """In the notebook, an answer that was not found is one that was not run."""
    said = [replace(verdict, message=NOT_RUN) if verdict.kind == "missing" else verdict for verdict in result.verdicts]
    return replace(result, verdicts=tuple(said))


def looked_at(result: Result) -> str:
    """Which answers were seen."""
    seen = [verdict.task for verdict in result.verdicts if verdict.kind != "missing"]
    if len(seen) == len(result.verdicts):
        return "All answers were looked at, as you last ran them."
    return f"Looked at: the answers to {listed(f'task {task}' for task in seen).replace(' or ', ' and ')}, as you last ran them."


def _shown(verdict: Verdict) -> dict[str, Any]:
    outcome = "right" if verdict.passed else "not yet"
    return {"title": f"Task {verdict.task} · {verdict.title} – {outcome}", "passed": verdict.passed,
            "message": "" if verdict.passed else verdict.message,
            "ours": verdict.kind == "known",  # a text of the exercise's own: others may hold a stranger's stars
            "hints": list(verdict.hints), "details": verdict.details}


# ---- one work for each exercise in a kernel ------------------------------------------------------------------------------

_works: dict[str, Work] = {}


def work_on(name: str) -> Work:
    """The work on an exercise in this kernel; the first call begins to watch. Running the cell again keeps what was seen."""
    if name not in _works:
        _works[name] = Work(name)
        shell = _shell()
        if shell is not None:
            shell.events.register("pre_run_cell", _works[name].see)
    return _works[name]


def _shell() -> Any:
    """IPython, where there is one."""
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()
