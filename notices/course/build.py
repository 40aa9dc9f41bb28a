"""Notebooks as data: lessons/source/NAME.py (percent format) becomes lessons/NAME.ipynb, executed, the same bytes every time.
Exercises are made in the same way, in two editions each (:mod:`notices.course.exercises.source`).

A source is a list of cells, each opened by a line that carries the cell's id:

    # %% [markdown] id="question"
    # # When is a paper notice served?

    # %% id="one-person" tags=["no-output"]
    person = {"opens_after": 9}

A notebook is written whole or not at all, and only if something in it changed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from notices.course import learner, own_copy
from notices.course.folder import LESSONS, course_folder
from notices.course.whole_file import write_whole
from notices.errors import NoticesError, listed, nearest

# What a tag says. nbval knows the second one; the others are ours.
TAGS = {
    "no-output": "a cell that shows nothing, such as an import or an assignment",
    "nbval-ignore-output": "the output differs from run to run and is not compared",
    "hide-input": "JupyterLab shows the output and folds the code away",
}
# jupytext's own notes on blank lines.
SPACING = ("lines_to_next_cell", "lines_to_end_of_cell_marker")
CELL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
SECONDS_PER_CELL = 120

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}

# A stored notebook shows no prediction, no progress and no paragraph of whoever builds it.
NOTHING_OF_THE_LEARNER = {learner.VARIABLE: learner.NO_FILE, own_copy.VARIABLE: own_copy.NO_FILE}

WIDGET = "application/vnd.jupyter.widget-view+json"
STILLS = ("text/html", "image/png", "image/svg+xml")
NOT_COMPARED_BY_NBVAL = {WIDGET, "image/png", "image/jpeg"}
NBVAL_COMMENT = re.compile(r"^\s*#+\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE)

EMBEDDED_PICTURE = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
OF_ONE_MACHINE = re.compile(r"(?<![\w.-])/(?:home|Users|root|tmp)/\w\S*|\b[A-Z]:\\+Users\\+\S*|\bat 0x[0-9a-fA-F]{6,}|ipykernel_\d+")


def main(arguments: list[str]) -> int:
    """Build or check lessons and exercises; 0 when every one of them is well, 1 when one is not."""
    options = _parser().parse_args(arguments)
    works = [*_lessons(course_folder()), *_exercises(course_folder())]
    step = _check if options.check else _build
    return max([step(work) for work in chosen(works, options.names)], default=0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="notices build", description="Make the notebooks of lessons/ and exercises/ from the texts in their source/ folders, executed.")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help="a lesson and its exercise, or how their name begins, such as 03; all if none is named")
    parser.add_argument("--check", action="store_true", help="execute and write nothing; name the notebooks that do not match their source")
    return parser


@dataclass(frozen=True)
class Work:
    """Something to build: what it is called, from which file, how, and how to see whether that is needed."""

    label: str
    source: Path
    build: Callable[[], bool]
    difference: Callable[[], str]


def _lessons(course: Path) -> list[Work]:
    lessons = course / LESSONS
    return [Work(f"{source.stem}.ipynb", source, partial(build, source, lessons / f"{source.stem}.ipynb"),
                 partial(difference, source, lessons / f"{source.stem}.ipynb")) for source in sources(lessons)]


def _exercises(course: Path) -> list[Work]:
    from notices.course.exercises import source as exercise

    return [Work(f"exercise {source.stem}.ipynb", source, partial(exercise.build_exercise, source, course),
                 partial(exercise.difference, source, course)) for source in exercise.sources(course)]


def _build(work: Work) -> int:
    try:
        changed = work.build()
    except NoticesError as error:
        print(f"failed     {error}", file=sys.stderr)
        return 1
    print(f"{'written' if changed else 'unchanged':<10} {work.label}", flush=True)
    return 0


def _check(work: Work) -> int:
    try:
        stale = work.difference()
    except NoticesError as error:
        stale = str(error)
    print(f"stale      {work.label}: {stale}. Run: make notebooks" if stale else f"fresh      {work.label}")
    return 1 if stale else 0


# ---- names ----------------------------------------------------------------------------------------------------------


def sources(lessons: Path) -> list[Path]:
    """The lessons' sources, in the order of their names."""
    return sorted((lessons / "source").glob("*.py"))


def chosen(every: list[Work], names: list[str]) -> list[Work]:
    """The works that `names` mean, each a full name or the beginning of one lesson's and its exercise's; all of them for no names."""
    return [work for name in names for work in _named(every, Path(name).stem)] if names else every


def _named(every: list[Work], name: str) -> list[Work]:
    found = [work for work in every if work.source.stem == name] or [work for work in every if work.source.stem.startswith(name)]
    stems = list(dict.fromkeys(work.source.stem for work in found or every))
    if found and len(stems) == 1:
        return found
    problem = "begins more than one lesson's name" if found else f"is no lesson.{nearest(name, stems)}"
    raise NoticesError(f'"{name}" {problem} Choose from: {listed(stems) if stems else "(there are no sources yet)"}.')


# ---- source to notebook ---------------------------------------------------------------------------------------------


def build(source: Path, target: Path) -> bool:
    """Make `target` from `source`; True if that changed the file. Raises NoticesError and leaves it alone otherwise."""
    notebook = read_source(source)
    execute(notebook, source.name, target.parent)
    refuse_unfit_outputs(notebook, source.name)
    normalise(notebook)
    return write_if_changed(target, to_bytes(notebook))


def read_source(source: Path) -> NotebookNode:
    """The notebook of a percent-format file, not executed: every cell with its id, its tags and nothing else."""
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NoticesError(f"{source.name}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    cells = [_cell(raw, number, source.name) for number, raw in enumerate(percent_cells(text, source.name), 1)]
    require_unique([cell.id for cell in cells], source.name)
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL), "language_info": dict(LANGUAGE)})


def percent_cells(text: str, file: str) -> list[NotebookNode]:
    try:
        import jupytext
    except ImportError:
        raise NoticesError("jupytext is not installed here; it reads the sources. Run: make notebooks") from None
    try:
        return jupytext.reads(text, fmt="py:percent").cells
    except nbformat.ValidationError as error:
        problem = str(error).splitlines()[0]
        raise NoticesError(f'{file}: the first line of a cell will not do ({problem}). Write tags as a list: tags=["no-output"].') from None


def _cell(raw: NotebookNode, number: int, file: str) -> NotebookNode:
    header = {key: value for key, value in raw.metadata.items() if key not in SPACING}
    cell_id = valid_id(header.pop("id", None), raw, f"{file}, cell {number}")
    place = f'{file}, cell "{cell_id}"'
    tags = _valid_tags(header.pop("tags", []), place)
    if header:
        raise NoticesError(f'{place}: its first line says {header}; expected only id="..." and tags=["..."], after [markdown] for text.')
    if NBVAL_COMMENT.search(raw.source):
        raise NoticesError(f'{place}: it has an NBVAL comment; use a tag instead, such as tags=["nbval-ignore-output"].')
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[raw.cell_type]
    return make(raw.source, id=cell_id, metadata=_metadata(tags))


def valid_id(cell_id: object, raw: NotebookNode, place: str) -> str:
    """The id. A raw cell is what stands before the first `# %%` line, and has none."""
    begins = raw.source.strip().split("\n")[0][:50]
    if raw.cell_type == "raw" or cell_id is None:
        raise NoticesError(f'{place} ("{begins}"): it has no id. Open each cell with a line such as: # %% id="two-clocks"')
    if not isinstance(cell_id, str) or not CELL_ID.fullmatch(cell_id):
        raise NoticesError(f'{place} ("{begins}"): the id "{cell_id}" will not do; 1 to 64 letters, digits, "-" or "_" are expected.')
    return cell_id


def _valid_tags(tags: list[str], place: str) -> list[str]:
    for tag in tags:
        if tag not in TAGS:
            raise NoticesError(f'{place}: there is no tag "{tag}".{nearest(tag, TAGS)} The tags are {listed(TAGS)}.')
    return tags


def _metadata(tags: list[str]) -> dict[str, object]:
    hidden = {"jupyter": {"source_hidden": True}} if "hide-input" in tags else {}
    return {**hidden, **({"tags": tags} if tags else {})}


def require_unique(ids: list[str], file: str) -> None:
    for position, cell_id in enumerate(ids):
        if cell_id in ids[:position]:
            raise NoticesError(f'{file}: the cells {ids.index(cell_id) + 1} and {position + 1} both have the id "{cell_id}". Rename one.')


# ---- running --------------------------------------------------------------------------------------------------------


def execute(notebook: NotebookNode, file: str, folder: Path) -> None:
    """Run all cells in a fresh kernel with `folder` as working folder; raise NoticesError at the first that fails or warns."""
    from nbclient import NotebookClient

    if not code_cells(notebook):
        return
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        # The kernel's remarks about itself are not the lesson's.
        extra_arguments=["--log-level=ERROR"],
    )
    # A backend set for this process, as test runs do, would keep the kernel from showing its pictures.
    environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"} | NOTHING_OF_THE_LEARNER
    with client.setup_kernel(cwd=str(folder), env=environment):
        for index, cell in enumerate(notebook.cells):
            _execute_cell(client, cell, index, f'{file}, cell "{cell.id}"')


def _execute_cell(client, cell: NotebookNode, index: int, place: str) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        client.execute_cell(cell, index)
    except CellExecutionError as error:
        raise NoticesError(f"{place} fails with {error.ename}: {error.evalue}\n{_plain(error.traceback)}") from None
    except CellTimeoutError:
        raise NoticesError(f"{place} runs for more than {SECONDS_PER_CELL} seconds; a whole lesson has 10.") from None
    except DeadKernelError:
        raise NoticesError(f"{place} ends the kernel.") from None
    warned = "".join(output.text for output in cell.get("outputs", []) if output.get("name") == "stderr")
    if warned:
        raise NoticesError(f"{place} warns:\n{warned.rstrip()}")


def _plain(text: str) -> str:
    """Text without the colour codes of a terminal."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


# ---- outputs --------------------------------------------------------------------------------------------------------


def normalise(notebook: NotebookNode) -> None:
    """Take out what differs from run to run or machine to machine, and the live views; the stills beside them remain.

    A live widget cannot be stored. Its view is taken out so that a code host shows the still picture instead; nbval
    compares no widget views, so the stored cell and the running one still agree.
    """
    for count, cell in enumerate(code_cells(notebook), 1):
        cell.execution_count = count
        for output in cell.outputs:
            _normalise_output(output, count)


def _normalise_output(output: NotebookNode, count: int) -> None:
    output.pop("transient", None)
    if output.output_type == "execute_result":
        output.execution_count = count
    output.get("data", {}).pop(WIDGET, None)


def refuse_unfit_outputs(notebook: NotebookNode, file: str) -> None:
    """Raise NoticesError for a cell whose outputs must not be stored, or that nbval could not compare."""
    for cell in code_cells(notebook):
        place = f'{file}, cell "{cell.id}"'
        for output in cell.outputs:
            _refuse_output(output, place)
        if "no-output" in _tags(cell) and cell.outputs:
            raise NoticesError(f'{place} shows something although it is tagged "no-output". Take the tag or the output away.')
    silent = compared_cells_without_output(notebook)
    if silent:
        raise NoticesError(f'{file}: nbval has nothing to compare in {listed(silent)}. Print something there, or tag the cell "no-output".')


def _refuse_output(output: NotebookNode, place: str) -> None:
    data = output.get("data", {})
    if WIDGET in data and not any(mime in data for mime in STILLS):
        raise NoticesError(
            f"{place} shows a widget that has no still picture: nothing would be seen where no kernel runs. Show it through the widget kit."
        )
    for text in _texts(output):
        found = OF_ONE_MACHINE.search(text) or _path_of_this_machine(text)
        if found:
            raise NoticesError(f'{place} shows "{found.group()[:80]}", which is so on one machine only. Show what is the same everywhere.')


def _texts(output: NotebookNode) -> Iterator[str]:
    """What an output holds in words: streams, and every text form of a shown object, without the pictures in it."""
    shown = {mime: content for mime, content in output.get("data", {}).items() if not mime.startswith("image/") or mime == "image/svg+xml"}
    for content in [output.get("text", ""), *shown.values()]:
        yield EMBEDDED_PICTURE.sub("", content if isinstance(content, str) else json.dumps(content))


def _path_of_this_machine(text: str) -> re.Match[str] | None:
    places = {str(Path.home()), sys.prefix, tempfile.gettempdir(), str(course_folder())} - {"/"}
    return re.search("|".join(re.escape(place + os.sep) + r"\S*" for place in sorted(places)), text)


def compared_cells_without_output(notebook: NotebookNode) -> list[str]:
    """Ids of the code cells that nbval would pass without comparing anything: never run, or no output that it looks at.

    Cells tagged `no-output` show nothing on purpose (nbval then fails if they begin to), and those tagged
    `nbval-ignore-output` are not compared on purpose.
    """
    return [cell.id for cell in code_cells(notebook) if "nbval-ignore-output" not in _tags(cell) and not _is_compared(cell)]


def _is_compared(cell: NotebookNode) -> bool:
    if cell.execution_count is None:
        return False
    return "no-output" in _tags(cell) or any(_has_comparable(output) for output in cell.outputs)


def _has_comparable(output: NotebookNode) -> bool:
    return bool(output.get("text")) or bool(set(output.get("data", {})) - NOT_COMPARED_BY_NBVAL)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that hold code, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


# ---- files ----------------------------------------------------------------------------------------------------------


def to_bytes(notebook: NotebookNode) -> bytes:
    """The notebook as a file: valid, keys in order, UTF-8, one newline at the end."""
    nbformat.validate(notebook)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def write_if_changed(target: Path, content: bytes) -> bool:
    """Put `content` in place in one step, so that no reader ever meets half a file; False if it was there already."""
    if target.exists() and target.read_bytes() == content:
        return False
    write_whole(target, content)
    return True


def difference(source: Path, target: Path) -> str:
    """How a committed notebook departs from its source in ids, kinds, tags or text of cells; empty if it does not."""
    if not target.exists():
        return "there is no such notebook yet"
    expected, stored = _essence(read_source(source)), _essence(read_notebook(target))
    if [cell[0] for cell in expected] != [cell[0] for cell in stored]:
        return "it has other cells, or in another order"
    changed = [cell[0] for cell, other in zip(expected, stored) if cell != other]
    return f"its source has changed in: {listed(changed)}" if changed else ""


def read_notebook(path: Path) -> NotebookNode:
    """A notebook file as nbformat 4. Raises NoticesError if it is not one."""
    try:
        return nbformat.read(path, as_version=4)
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise NoticesError(f"{path.name} is not a notebook that can be read ({str(error).splitlines()[0]})") from None


def _essence(notebook: NotebookNode) -> list[tuple[str, str, list[str], str]]:
    return [(cell.get("id", ""), cell.cell_type, _tags(cell), cell.source) for cell in notebook.cells]
