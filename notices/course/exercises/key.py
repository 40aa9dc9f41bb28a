"""The answer key: what ``exercises/solutions/NN-name.ipynb`` says, and nothing that a learner's file could say.

The solved edition is a notebook like any other; what checking needs beyond its cells stands in its metadata. It is read as
JSON, without nbformat: reading is on the way of every check, and the file is ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from notices.course.folder import course_folder
from notices.errors import NoticesError, listed, nearest

EXERCISES, SOLUTIONS = "exercises", "solutions"
ROLE = "notices"  # the metadata key, of cells and notebooks


@dataclass(frozen=True)
class WrongAnswer:
    """An answer that is known to be wrong: its misconception (``name``), what to say, and what its check cell prints."""

    name: str
    says: str
    source: str
    prints: str


@dataclass(frozen=True)
class Task:
    """One task. ``prints``: what the check cell prints for the solution, by seed; ``start_prints``: for the untouched start."""

    number: int
    title: str
    answer: str
    check: str
    start: str
    solution: str
    hints: tuple[str, ...]
    wrong: tuple[WrongAnswer, ...]
    start_prints: str
    prints: Mapping[int, str]

    def is_start(self, answer: str) -> bool:
        """Is this the untouched start?"""
        return answer.split() == self.start.split()


@dataclass(frozen=True, eq=False)
class Exercise:
    """An exercise: its name, title, tasks, the seeds it was built with (the learner's first), and its solved cells in order."""

    name: str
    title: str
    seeds: tuple[int, ...]
    tasks: tuple[Task, ...]
    cells: Sequence[Mapping] = field(repr=False)

    @property
    def number(self) -> str:
        """The two digits that its name begins with."""
        return self.name[:2]

    @cached_property
    def by_answer(self) -> dict[str, Task]:
        """The tasks by the id of their answer cell."""
        return {task.answer: task for task in self.tasks}

    @cached_property
    def given(self) -> dict[str, str]:
        """Cells that are ours, by id: the source of every code cell that is not an answer."""
        return {cell["id"]: text_of(cell["source"]) for cell in self.cells
                if cell["cell_type"] == "code" and role(cell) not in ("answer", "button")}


def role(cell: Mapping) -> str:
    """What a cell of ours is: setup, seed, given, answer, check, hints, button; empty for text."""
    return cell["metadata"].get(ROLE, {}).get("role", "")


def text_of(source: str | Sequence[str]) -> str:
    """A cell's source, which a notebook file may hold as one text or as lines."""
    return source if isinstance(source, str) else "".join(source)


def solutions_folder() -> Path:
    """Where the solved editions lie."""
    return course_folder() / EXERCISES / SOLUTIONS


def exercise_names(folder: Path | None = None) -> list[str]:
    """Names of all exercises, in order."""
    return sorted(path.stem for path in (folder or solutions_folder()).glob("[0-9][0-9]-*.ipynb"))


def load_exercise(name: str, folder: Path | None = None) -> Exercise:
    """The exercise of that name, or whose name begins so, such as "03" or "3". Raises NoticesError for one that does not exist."""
    folder = folder or solutions_folder()
    found = _named(name, exercise_names(folder))
    return read_exercise(folder / f"{found}.ipynb")


def _named(name: str, names: list[str]) -> str:
    wanted = Path(name).stem if name.endswith((".ipynb", ".py")) else name
    wanted = f"0{wanted}" if len(wanted) == 1 and wanted.isdigit() else wanted
    found = [each for each in names if each == wanted] or [each for each in names if wanted and each.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    raise NoticesError(f'there is no exercise "{name}".{nearest(wanted, names)} Exercises are {listed(names) if names else "not built yet"}.')


def read_exercise(path: Path) -> Exercise:
    """The exercise whose solved edition is this file. Raises NoticesError for a file that is none."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"][ROLE]
        return Exercise(about["exercise"], about["title"], tuple(about["seeds"]), tuple(map(_task, about["tasks"])), notebook["cells"])
    except OSError as error:
        raise NoticesError(f"{path.name}: the solved edition cannot be read ({error.strerror}). Run: make notebooks") from None
    except (ValueError, KeyError, TypeError) as error:
        raise NoticesError(f"{path.name}: this is not a solved edition ({type(error).__name__}: {error}). Run: make notebooks") from None


def _task(about: Mapping) -> Task:
    wrong = tuple(WrongAnswer(**each) for each in about["wrong"])
    prints = {int(seed): text for seed, text in about["prints"].items()}
    return Task(**(about | {"hints": tuple(about["hints"]), "wrong": wrong, "prints": prints}))
