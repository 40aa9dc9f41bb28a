"""The copy that nbval runs: our edition with the learner's answers in it, and with the outputs that the solution gives.

It goes through the exercise once for each seed, in one kernel: an answer has to hold for the numbers that the learner saw and
for others. Only check cells are compared; everything else counts as never run, which nbval does not compare.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from pathlib import Path

from notices.course.exercises.key import Exercise, role, text_of

ROUND = "-round-"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def copy_to_run(exercise: Exercise, answers: Mapping[int, str], prints: Mapping[int, Mapping[int, str]], left_out: Container[int] = ()) -> dict:
    """A notebook as JSON. ``answers`` and what the solution ``prints`` go by task (the latter by seed first); tasks in
    ``left_out`` are not in it at all."""
    cells = [cell for nth, seed in enumerate(prints) for cell in _round(exercise, answers, seed, prints[seed], left_out, f"{ROUND}{nth}")]
    return {"cells": cells, "metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}


def _round(exercise: Exercise, answers: Mapping[int, str], seed: int, prints: Mapping[int, str], left_out: Container[int], suffix: str) -> list[dict]:
    tasks = {cell_id: task for task in exercise.tasks for cell_id in (task.answer, task.check)}
    cells = []
    for cell in exercise.cells:
        task, kind = tasks.get(cell["id"]), role(cell)
        if cell["cell_type"] != "code" or kind == "button" or (task and (task.number in left_out or task.number not in answers)):
            continue
        source = f"seed = {seed}" if kind == "seed" else text_of(cell["source"])
        if kind == "answer":
            source = answers[task.number]
        cells.append(_code(cell["id"] + suffix, source, prints[task.number] if kind == "check" else None))
    return cells


def _code(cell_id: str, source: str, prints: str | None) -> dict:
    outputs = [] if prints is None else [{"output_type": "stream", "name": "stdout", "text": prints}]
    return {"cell_type": "code", "id": cell_id, "metadata": {}, "source": source, "outputs": outputs,
            "execution_count": None if prints is None else 1}


def write_copy(notebook: Mapping, path: Path) -> Path:
    """The notebook in a file that is ours alone: what the solution prints stands in it."""
    path.touch(mode=0o600)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
