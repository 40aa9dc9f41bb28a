"""Notebooks as learners hand them in, made from the sample exercise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def learners_edition(course: Path) -> dict:
    """The sample exercise as learners get it."""
    return json.loads((course / "exercises" / "98-sample.ipynb").read_text(encoding="utf-8"))


def with_answers(course: Path, answers: Mapping[int, str]) -> dict:
    """The learner's edition with these answers, by task, in it."""
    notebook = learners_edition(course)
    by_id = {cell["id"]: cell for cell in notebook["cells"]}
    for task, source in answers.items():
        by_id[f"ex98-answer-{task}"]["source"] = source
    return notebook


def solutions(exercise) -> dict[int, str]:
    """The right answers, by task."""
    return {task.number: task.solution for task in exercise.tasks}


def wrong(exercise, task: int, name: str) -> str:
    """The known wrong answer of that name."""
    return next(each.source for each in exercise.tasks[task - 1].wrong if each.name == name)


def save(notebook: object, path: Path) -> Path:
    """Save it: a notebook, or a text as it stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")
    return path
