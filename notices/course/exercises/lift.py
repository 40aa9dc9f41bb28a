"""Answers, lifted out of a learner's notebook as text.

Nothing of the file is trusted or run here: it is read as JSON with bounds, whatever its format (3, 4.0 to 4.5), and only the
sources of answer cells are taken, matched by cell id first, then by the id in the metadata (a copied cell keeps it, and so does a
file saved in an older format), then by the comment that an answer begins with. Order does not matter; other cells are ignored.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notices.course.exercises.key import ROLE, Exercise
from notices.errors import NoticesError

LARGEST_FILE = 20_000_000  # bytes: pictures in outputs included
LARGEST_ANSWER = 100_000  # characters
EXPECTED = "Expected an exercise's notebook, such as 03-when-is-an-electronic-notice-served.ipynb."
ANSWER = re.compile(r"ex([0-9]{2})-answer-[0-9]\Z")
MARK = re.compile(r"\s*#\s*exercise ([0-9]{1,2}), task ([0-9])\b", re.IGNORECASE)
# nbval obeys such comments in any cell; in a learner's they are taken out.
ORDERS_TO_NBVAL = re.compile(r"^[ \t]*#+[ \t]*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell of a stranger's notebook, as far as it matters here: texts only."""

    source: str
    is_code: bool
    id: str = ""
    marked: str = ""  # the id that our edition wrote into the cell's metadata


@dataclass(frozen=True)
class Lifted:
    """Answers by the number of their task, and what was noticed: ``missing`` by number with the reason, ``notes`` in words."""

    answers: Mapping[int, str]
    missing: Mapping[int, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


# ---- the file --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Notebook:
    """A stranger's notebook: its cells, and the exercise it says it is (which it may be wrong about)."""

    cells: Sequence[Cell]
    exercise: str = ""


def read_learners(path: Path) -> Notebook:
    """The notebook in a file. Raises NoticesError, in one line, for whatever is no notebook that can be read."""
    return parse(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    name = _printable(path.name)
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NoticesError(f"{name}: is no plain file. {EXPECTED}")
            content = file.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise NoticesError(f"{name}: is a folder. {EXPECTED}") from None
    except OSError as error:
        raise NoticesError(f"{name}: cannot be read ({error.strerror or error}). Check that the file is there and may be read.") from None
    if len(content) > LARGEST_FILE:
        raise NoticesError(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB. Clear its outputs (Edit, Clear Outputs of All Cells) and save.")
    return content


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for somebody to write, as a pipe would."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _printable(name: str) -> str:
    """A file's name in one line, whatever it is."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def parse(content: bytes, name: str) -> Notebook:
    """The notebook in these bytes; ``name`` is for the message."""
    name = _printable(name)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NoticesError(f"{name}: is not UTF-8, as notebooks are. Open it in JupyterLab and save it again.") from None
    except (ValueError, RecursionError, MemoryError):
        raise NoticesError(f"{name}: is not a notebook (its text breaks off or is no JSON). Open it in JupyterLab and save it again.") from None
    if not isinstance(data, dict):
        raise NoticesError(f"{name}: is not a notebook (expected an object with cells).")
    cells = _raw_cells(data)
    if cells is None:
        raise NoticesError(f"{name}: is not a notebook (it has no list of cells).")
    return Notebook([cell for raw in cells for cell in _cell(raw)], _text(_mapping(_mapping(data.get("metadata")).get(ROLE)).get("exercise")))


def _raw_cells(data: Mapping) -> list | None:
    """The list of cells, in format 4 at the top, in format 3 in worksheets."""
    if isinstance(data.get("cells"), list):
        return data["cells"]
    sheets = data.get("worksheets")
    if not isinstance(sheets, list):
        return None
    return [cell for sheet in sheets for cell in _list(_mapping(sheet).get("cells"))]


def _cell(raw: object) -> Iterator[Cell]:
    """The cell, if it is one."""
    raw = _mapping(raw)
    source = _source(raw.get("source", raw.get("input")))  # format 3 says input
    if source is None:
        return
    metadata = _mapping(raw.get("metadata"))
    cell_id = _text(raw.get("id")) or _text(metadata.get("id"))  # some editors keep the id in the metadata
    yield Cell(source, raw.get("cell_type") == "code", cell_id, _text(_mapping(metadata.get(ROLE)).get("cell")))


def _source(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    return _text(value).replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else None


def _mapping(value: object) -> Mapping:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """The text, without the halves of characters that JSON can hold and no file can."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


# ---- which exercise --------------------------------------------------------------------------------------------------


def exercise_of(notebook: Notebook, names: Sequence[str]) -> str:
    """The name of the exercise that a notebook holds, by its answer cells, else by its metadata; empty if none fits."""
    numbers = [match[1] for cell in notebook.cells for match in [ANSWER.match(cell.id) or ANSWER.match(cell.marked)] if match]
    if not numbers:
        numbers = [f"{int(match[1]):02}" for cell in notebook.cells for match in [MARK.match(cell.source)] if match]
    if numbers:
        counts = Counter(sorted(numbers))
        most = max(counts, key=counts.__getitem__)
        return next((name for name in names if name.startswith(f"{most}-")), "")
    return notebook.exercise if notebook.exercise in names else ""


# ---- the answers -----------------------------------------------------------------------------------------------------


def lift(notebook: Notebook, exercise: Exercise) -> Lifted:
    """The answers to an exercise, and what was noticed on the way."""
    answers, missing, notes = {}, {}, []
    for task in exercise.tasks:
        found, how_many = _answer(notebook.cells, task.answer, exercise.number, task.number)
        if found is None:
            missing[task.number] = "the answer cell is not there"
        elif not found.is_code:
            missing[task.number] = "the answer cell holds text, not code (in JupyterLab: choose Code in the toolbar)"
        elif len(found.source) > LARGEST_ANSWER:
            missing[task.number] = f"the answer is longer than {LARGEST_ANSWER:,} characters"
        else:
            answers[task.number] = without_orders(found.source)
        if how_many > 1:
            notes.append(f"Task {task.number} has {how_many} answer cells; the first one was taken.")
    return Lifted(answers, missing, [*notes, *_noticed(notebook.cells, exercise)])


def without_orders(source: str) -> str:
    """The source without comments that nbval would obey."""
    return ORDERS_TO_NBVAL.sub("# (taken out)", source)


def _answer(cells: Sequence[Cell], answer_id: str, exercise: str, task: int) -> tuple[Cell | None, int]:
    """(The cell that answers a task, or None; how many claim to.) The surest sign decides; code goes before text."""
    by_mark = [cell for cell in cells for match in [MARK.match(cell.source)]
               if match and (int(match[1]), int(match[2])) == (int(exercise), task) and not cell.marked.startswith("ex")]
    signs = [[cell for cell in cells if cell.id == answer_id],
             [cell for cell in cells if cell.marked == answer_id and cell.id != answer_id], by_mark]
    for found in signs:
        if found:
            return next((cell for cell in found if cell.is_code), found[0]), len(found)
    return None, 0


def _noticed(cells: Sequence[Cell], exercise: Exercise) -> list[str]:
    """What the learner may want to know: cells of ours that were changed are not used."""
    changed = {cell.id or cell.marked for cell in cells
               for own in [exercise.given.get(cell.id or cell.marked)] if own is not None and _same(own) != _same(cell.source)}
    if not changed:
        return []
    return ["Cells that belong to the exercise were changed (" + ", ".join(sorted(changed)) + "); the check uses them as they were."]


def _same(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def defined_elsewhere(notebook: Notebook, exercise: Exercise, name: str) -> bool:
    """Does a cell that the check ignores define this name?"""
    own = re.escape(name)
    pattern = re.compile(rf"^[ \t]*(?:(?:def|class)[ \t]+{own}\b|{own}[ \t]*=|(?:import|from)\b.*\b{own}\b)", re.MULTILINE)
    ours = {*exercise.by_answer, *exercise.given}
    return any(pattern.search(cell.source) for cell in notebook.cells if cell.is_code and not {cell.id, cell.marked} & ours)
