"""The lessons as they are stored: cells with their ids, tags and outputs, sections under their headings, texts with their folds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from notices.course.folder import LESSONS
from notices.errors import NoticesError

WIDGET = "application/vnd.jupyter.widget-view+json"
HEADING = re.compile(r"^(#{1,4}) +(.+?) *#*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"\d+ *· *(.+)")
DETAILS = re.compile(r"<(/?)details\b[^>]*>", re.IGNORECASE)
SUMMARY = re.compile(r"\s*<summary>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
NUMBERED = re.compile(r"^1\. .*?(?=\n\n(?!\d+\. | )|\Z)", re.MULTILINE | re.DOTALL)
MARKS = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Cell:
    """A cell of a stored notebook. ``section``: the heading that it stands under, or that it begins with; empty before the first."""

    id: str
    markdown: bool
    source: str
    tags: tuple[str, ...]
    outputs: tuple[Mapping, ...]
    section: str


@dataclass(frozen=True)
class Lesson:
    """A lesson: the name of its file without ending, its number, its title without the number, and its cells in order."""

    stem: str
    number: int
    title: str
    cells: tuple[Cell, ...]

    @property
    def anchor(self) -> str:
        """The id of its chapter."""
        return f"lesson-{self.number}"

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The ids of its headings in a book, by heading as JupyterLab would have it in a link, lower case: ``two-clocks``."""
        found: dict[str, str] = {}
        for heading in self.headings:
            found.setdefault(fragment(heading), f"{self.anchor}-{slug(heading)}")
        return found

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Its headings below the title, in order, without marks."""
        return tuple(dict.fromkeys(text for cell in self.cells for level, text in headings(cell) if level > 1))


@dataclass(frozen=True)
class Fold:
    """A part of a text that is folded away: what the fold says, and what is in it."""

    summary: str
    text: str


def read_lessons(course: Path) -> list[Lesson]:
    """The stored lessons of a course, in the order of their numbers.

    A notebook that somebody worked in and saved is taken as it was committed. Raises NoticesError for a course without lessons, and
    for a notebook that is missing, no notebook, or neither executed nor committed.
    """
    sources = sorted((course / LESSONS / "source").glob("[0-9][0-9]-*.py"))
    if not sources:
        raise NoticesError(f"{LESSONS}/source: no lesson is there. Expected files such as 03-when-is-an-electronic-notice-served.py.")
    return [read_lesson(course / LESSONS / f"{source.stem}.ipynb") for source in sources]


def read_lesson(path: Path) -> Lesson:
    """One stored lesson; as it was committed, where somebody has worked in it since. Raises NoticesError as :func:`read_lessons` does."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoticesError(f"{LESSONS}/{path.name}: the notebook cannot be read ({error}). Run: make notebooks") from None
    try:
        return _lesson(text, path)
    except _WorkedIn as worked_in:
        committed = _as_committed(path)
        if committed is None:
            raise NoticesError(str(worked_in)) from None
    lesson = _lesson(committed, path)
    print(f"{LESSONS}/{path.name}: somebody has worked in it; the book takes it as it was committed.", file=sys.stderr)
    return lesson


class _WorkedIn(NoticesError):
    """A notebook that is not as it was built."""


def _lesson(text: str, path: Path) -> Lesson:
    try:
        cells = _with_sections([_plain(raw) for raw in json.loads(text)["cells"]])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoticesError(f"{LESSONS}/{path.name}: this is no notebook that can be read ({type(error).__name__}: {error}). "
                           "Run: make notebooks") from None
    for cell in cells:
        _refuse_unfit(cell, f'{LESSONS}/{path.name}, cell "{cell.id}"')
    return Lesson(path.stem, int(path.stem[:2]), _title(cells, path.name), tuple(cells))


def _as_committed(path: Path) -> str | None:
    """The last committed text of a file; None where git does not have it."""
    try:
        run = subprocess.run(["git", "show", f"HEAD:./{path.name}"], cwd=path.parent, capture_output=True, check=True)
        return run.stdout.decode("utf-8")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None


def _plain(raw: Mapping) -> Cell:
    return Cell(raw["id"], raw["cell_type"] == "markdown", _joined(raw["source"]), tuple(raw["metadata"].get("tags", ())),
                tuple(raw.get("outputs", ())), "")


def _joined(text: str | Sequence[str]) -> str:
    """A text, which a notebook file may hold as one or as lines."""
    return text if isinstance(text, str) else "".join(text)


def _with_sections(cells: list[Cell]) -> list[Cell]:
    section, placed = "", []
    for cell in cells:
        own = [text for level, text in headings(cell) if level > 1]
        placed.append(replace(cell, section=own[0] if own else section))
        section = own[-1] if own else section
    return placed


def headings(cell: Cell) -> list[tuple[int, str]]:
    """Level and text of each heading in a cell; what stands in a block of code is none."""
    text = FENCE.sub("", cell.source) if cell.markdown else ""
    return [(len(marks), without_marks(title)) for marks, title in HEADING.findall(text)]


def _title(cells: list[Cell], file: str) -> str:
    for cell in cells:
        for level, text in headings(cell):
            if level == 1:
                return match[1] if (match := TITLE.fullmatch(text)) else text
    raise NoticesError(f'{LESSONS}/{file}: it has no title. Expected a line such as "# 3 · When is an electronic notice served?" '
                       "in its first cell.")


def _refuse_unfit(cell: Cell, place: str) -> None:
    if any(WIDGET in output.get("data", {}) for output in cell.outputs):
        raise _WorkedIn(f"{place}: it holds a live view, as after working in the notebook and saving it; a book is made from notebooks "
                        "as they were built. Keep your copy under another name, then run: make notebooks")
    if not cell.markdown and not cell.outputs and "no-output" not in cell.tags:
        raise _WorkedIn(f"{place}: it shows nothing, so it has not been run. A book runs nothing by itself. Run: make notebooks")


# ---- texts ----------------------------------------------------------------------------------------------------------


def without_marks(text: str) -> str:
    """A line of Markdown without its marks."""
    return MARKS.sub(lambda match: match[1] or "", text).strip()


def fragment(heading: str) -> str:
    """What a link says after its # to reach a heading in JupyterLab, in lower case."""
    return heading.strip().replace(" ", "-").casefold()


def slug(heading: str) -> str:
    """A heading as an id: lower case, letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-") or "section"


def parts(text: str) -> list[str | Fold]:
    """A text cut into what lies open and what is folded away by ``<details>``; a fold within a fold stays inside it."""
    found: list[str | Fold] = []
    depth, since = 0, 0
    for mark in DETAILS.finditer(text):
        if not mark[1] and depth == 0:
            found.append(text[since:mark.start()])
            since = mark.end()
        depth = max(0, depth + (-1 if mark[1] else 1))
        if mark[1] and depth == 0:
            found.append(_fold(text[since:mark.start()]))
            since = mark.end()
    return [part for part in [*found, _fold(text[since:]) if depth else text[since:]] if isinstance(part, Fold) or part.strip()]


def _fold(inner: str) -> Fold:
    match = SUMMARY.match(inner)
    return Fold(match[1].strip(), inner[match.end():].strip()) if match else Fold("Answer", inner.strip())


def questions_before(cells: Sequence[Cell]) -> str:
    """The numbered questions of the nearest text that has some, as Markdown; empty for none."""
    for cell in reversed(cells):
        if cell.markdown and (found := NUMBERED.search(cell.source)) and not any(isinstance(piece, Fold) for piece in parts(cell.source)):
            return found[0]
    return ""
