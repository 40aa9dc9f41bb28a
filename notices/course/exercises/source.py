"""One text, two editions: ``exercises/source/NN-name.py`` becomes a learner's notebook and a solved one.

A source is a list of cells in percent format, as lessons are (:mod:`notices.course.build`). An answer cell stands there several
times under one id: as the start that learners get, as the solution, and as each wrong answer that the exercise knows::

    # %% id="ex03-answer-1" tags=["start"]
    # Exercise 3, task 1: your answer
    gap = ...

    # %% id="ex03-answer-1" tags=["solution"]
    gap = days["aware"] - days["served"]

    # %% id="ex03-answer-1" tags=["wrong"] name="served-is-aware"
    # says: You took served for aware. The law's clock strikes on posting; whose strikes later?
    gap = days["served"]

Everything is executed: the solution under two seeds, the start and every wrong answer under the first. What their check cells
print goes into the solved edition's metadata, by which a wrong answer is recognised later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from notices.course import build
from notices.course.exercises.key import EXERCISES, ROLE, SOLUTIONS
from notices.errors import NoticesError, listed, nearest

OTHER_SEED = 1000  # added to the learner's seed: the numbers under which an answer has to hold too
FEWEST, MOST = 4, 6  # tasks
MOST_HINTS = 3
# tag -> role of the cell; text without a tag has none. A test names each of them.
ROLES = {"no-output": "setup", "seed": "seed", "given": "given", "check": "check", "hints": "hints", "button": "button"}
VERSIONS = ("start", "solution", "wrong")
TASK_ID = re.compile(r"(ex\d\d)-(answer|check|hints|task)-(\d)")
SEED_LINE = re.compile(r"seed = (\d+)")
HEADING = re.compile(r"^#+ (?:Task \d+ · )?(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Raw:
    """One cell of a source. ``version``: of an answer; ``says``: to whoever gives this wrong answer."""

    id: str
    role: str
    source: str
    markdown: bool = False
    version: str = ""
    name: str = ""
    says: str = ""

    @property
    def task(self) -> int:
        """Number of the task that the cell belongs to, 0 for none."""
        match = TASK_ID.fullmatch(self.id)
        return int(match[3]) if match else 0


def sources(course: Path) -> list[Path]:
    """The exercises' sources, in the order of their names."""
    return sorted((course / EXERCISES / "source").glob("*.py"))


def editions(source: Path, course: Path) -> dict[str, Path]:
    """Where the two editions of a source go, by kind."""
    name = f"{source.stem}.ipynb"
    return {"learner": course / EXERCISES / name, "solved": course / EXERCISES / SOLUTIONS / name}


def build_exercise(source: Path, course: Path) -> bool:
    """Make both editions; True if that changed a file. Raises NoticesError and leaves both alone otherwise."""
    raws = read(source)
    prints = run_versions(raws, source)
    made = {"learner": learners(raws, source), "solved": solved(raws, source, prints)}
    _store_outputs(made["learner"], made["solved"])
    places = editions(source, course)
    contents = {}
    for kind, notebook in made.items():
        build.refuse_unfit_outputs(notebook, source.name)
        build.normalise(notebook)
        contents[kind] = build.to_bytes(notebook)
        places[kind].parent.mkdir(exist_ok=True)
    return any([build.write_if_changed(places[kind], content) for kind, content in contents.items()])


def difference(source: Path, course: Path) -> str:
    """How the committed editions depart from their source in ids, kinds, roles or text of cells; empty if they do not."""
    raws = read(source)
    for kind, place in editions(source, course).items():
        if not place.exists():
            return f"there is no {kind} edition yet"
        expected = learners(raws, source) if kind == "learner" else solved(raws, source, None)
        stored = build.read_notebook(place)
        if _essence(expected) != _essence(stored):
            return f"the {kind} edition is not made from it"
        if kind == "solved" and _about(expected) != _about(stored):
            return "hints or wrong answers have changed"
    return ""


# ---- reading ---------------------------------------------------------------------------------------------------------


def read(source: Path) -> list[Raw]:
    """The cells of a source, checked. Raises NoticesError naming file and cell."""
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise NoticesError(f"{source.name}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from None
    raws = [_raw(cell, number, source.name) for number, cell in enumerate(build.percent_cells(text, source.name), 1)]
    _check_tasks(raws, source.name)
    return raws


def _raw(cell: NotebookNode, number: int, file: str) -> Raw:
    header = {key: value for key, value in cell.metadata.items() if key not in build.SPACING}
    cell_id = build.valid_id(header.pop("id", None), cell, f"{file}, cell {number}")
    place = f'{file}, cell "{cell_id}"'
    tags, name = header.pop("tags", []), header.pop("name", "")
    if header or len(tags) > 1 or not isinstance(name, str):
        raise NoticesError(f'{place}: its first line says {header or tags}; expected id="...", one tag, and name="..." for a wrong answer.')
    if cell.cell_type == "markdown":
        return Raw(cell_id, "hints" if tags == ["hints"] else "", cell.source, markdown=True)
    tag = tags[0] if tags else "given"
    if tag in VERSIONS:
        return _version(Raw(cell_id, "answer", cell.source, version=tag, name=name), place)
    if tag not in ROLES:
        raise NoticesError(f'{place}: there is no tag "{tag}".{nearest(tag, [*ROLES, *VERSIONS])} The tags are {listed([*ROLES, *VERSIONS])}.')
    return Raw(cell_id, ROLES[tag], cell.source)


def _version(raw: Raw, place: str) -> Raw:
    """The answer, with what it says taken out of its comment."""
    if raw.version != "wrong":
        return raw
    lines = raw.source.split("\n")
    comment = []
    while lines and lines[0].startswith("#"):
        comment.append(lines.pop(0).lstrip("# ").rstrip())
    says = " ".join(comment)
    if not says.startswith("says: ") or not raw.name:
        raise NoticesError(f'{place}: a wrong answer needs name="..." and a first comment "# says: ..." for whoever gives it.')
    return replace(raw, source="\n".join(lines), says=says.removeprefix("says: "))


def _check_tasks(raws: Sequence[Raw], file: str) -> None:
    numbers = sorted({raw.task for raw in raws if raw.task})
    if numbers != list(range(1, len(numbers) + 1)) or not FEWEST <= len(numbers) <= MOST:
        raise NoticesError(f"{file}: its tasks are numbered {numbers}. Expected {FEWEST} to {MOST}, from 1 on.")
    for number in numbers:
        _check_task(number, raws, f"{file}, task {number}")
    others = [raw.id for raw in raws if raw.role != "answer"]
    build.require_unique(others, file)
    for wanted in ("seed", "button"):
        if sum(raw.role == wanted for raw in raws) != 1:
            raise NoticesError(f'{file}: expected exactly one cell with the tag "{wanted}".')
    seed = next(raw for raw in raws if raw.role == "seed")
    if not SEED_LINE.fullmatch(seed.source.strip()):
        raise NoticesError(f'{file}, cell "{seed.id}": expected one line such as: seed = 3')


def _check_task(number: int, raws: Sequence[Raw], place: str) -> None:
    versions = [raw.version for raw in raws if raw.task == number and raw.role == "answer"]
    if versions.count("start") != 1 or versions.count("solution") != 1 or "wrong" not in versions:
        raise NoticesError(f"{place}: its answer stands there as {listed(versions or ['nothing'])}. Expected one start, one solution and "
                           "at least one wrong answer.")
    for wanted in ("check", "hints"):
        if sum(raw.role == wanted and raw.task == number for raw in raws) != 1:
            raise NoticesError(f"{place}: expected exactly one cell with the tag \"{wanted}\".")
    hints = _hints(raws, number)
    if not 1 <= len(hints) <= MOST_HINTS or not _hints_text(raws, number).startswith("- "):
        raise NoticesError(f"{place}: it has {len(hints)} hints. Expected 1 to {MOST_HINTS}, each in a line that begins with '- '.")


def _hints(raws: Sequence[Raw], number: int) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"^- ", _hints_text(raws, number), flags=re.MULTILINE)[1:]]


def _hints_text(raws: Sequence[Raw], number: int) -> str:
    return next(raw.source for raw in raws if raw.role == "hints" and raw.task == number)


# ---- running ---------------------------------------------------------------------------------------------------------


def run_versions(raws: Sequence[Raw], source: Path) -> dict[tuple[str, int], str]:
    """What each check cell prints: by (version, seed), where a version is "id", "id/start" or "id/wrong-name"."""
    seed = seed_of(raws)
    prints: dict[tuple[str, int], str] = {}
    for which in (seed, seed + OTHER_SEED):
        notebook, labels = _every_version(raws, which, only_solutions=which != seed)
        build.execute(notebook, source.name, source.parent)
        for cell in notebook.cells:
            if cell.id in labels:
                prints[labels[cell.id], which] = printed(cell, f'{source.name}, cell "{cell.id}"')
    _refuse_alike(prints, seed, source.name)
    return prints


def _every_version(raws: Sequence[Raw], seed: int, only_solutions: bool) -> tuple[NotebookNode, dict[str, str]]:
    """A notebook that gives every version in turn, the solution last, and the version that each check cell in it looks at."""
    cells, labels = [], {}
    for raw in raws:
        if raw.markdown or raw.role in ("button", "answer"):
            continue
        if raw.role != "check":
            cells.append(_code(raw.id, f"seed = {seed}" if raw.role == "seed" else raw.source))
            continue
        for answer in _in_turn(raws, raw.task, only_solutions):
            label = raw.id if answer.version == "solution" else f"{raw.id}/{answer.name or answer.version}"
            suffix = f"-{len(labels)}"
            cells += [_code(answer.id + suffix, answer.source), _code(raw.id + suffix, raw.source)]
            labels[raw.id + suffix] = label
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": dict(build.KERNEL)}), labels


def _in_turn(raws: Sequence[Raw], task: int, only_solutions: bool) -> Iterator[Raw]:
    answers = [raw for raw in raws if raw.role == "answer" and raw.task == task]
    if not only_solutions:
        yield from (raw for raw in answers if raw.version != "solution")
    yield from (raw for raw in answers if raw.version == "solution")


def _code(cell_id: str, source: str) -> NotebookNode:
    return nbformat.v4.new_code_cell(source, id=cell_id)


def printed(cell: NotebookNode, place: str) -> str:
    """What a check cell printed; pictures and shown objects are refused, since nbval would not compare them."""
    if any(output.output_type != "stream" for output in cell.outputs):
        raise NoticesError(f"{place} shows an object. A check cell prints text, formatted, and nothing else.")
    text = "".join(output.text for output in cell.outputs)
    if not text.strip():
        raise NoticesError(f"{place} prints nothing, so there is nothing to compare.")
    return text


def _refuse_alike(prints: dict[tuple[str, int], str], seed: int, file: str) -> None:
    """Two versions of one answer that print the same could not be told apart."""
    by_text: dict[tuple[str, str], str] = {}
    for (label, which), text in prints.items():
        if which != seed:
            continue
        check = label.partition("/")[0]
        other = by_text.setdefault((check, text), label)
        if other != label:
            raise NoticesError(f"{file}: {other} and {label} print the same: {text.strip()!r}. Change the seed or the question.")
        if "/" not in label and prints[label, seed + OTHER_SEED] == text:
            raise NoticesError(f"{file}: {label} prints the same for other numbers: {text.strip()!r}. Let the task depend on the seed.")


def seed_of(raws: Sequence[Raw]) -> int:
    """The learner's seed."""
    return int(SEED_LINE.fullmatch(next(raw for raw in raws if raw.role == "seed").source.strip())[1])


# ---- editions --------------------------------------------------------------------------------------------------------


def learners(raws: Sequence[Raw], source: Path) -> NotebookNode:
    """The learner's edition, not executed: the start in every answer cell, hints folded one inside the other."""
    cells = [_learners_cell(raw, raws) for raw in raws if raw.version not in ("solution", "wrong")]
    return _notebook(cells, {"exercise": source.stem})


def _learners_cell(raw: Raw, raws: Sequence[Raw]) -> NotebookNode:
    if raw.role == "hints":
        return _markdown(raw, folded(_hints(raws, raw.task)))
    return _markdown(raw, raw.source) if raw.markdown else _own_code(raw)


def folded(hints: Sequence[str]) -> str:
    """Hints to be opened one at a time: each inside the one before."""
    text = ""
    for number in range(len(hints), 0, -1):
        text = f"<details><summary>Hint {number}</summary>\n\n{hints[number - 1]}\n\n{text}</details>\n"
    return text.rstrip("\n")


def solved(raws: Sequence[Raw], source: Path, prints: dict[tuple[str, int], str] | None) -> NotebookNode:
    """The solved edition, not executed; without ``prints`` what the check cells print is left out."""
    cells = [_one_folder_down(_learners_cell(raw, raws)) for raw in raws if raw.version not in ("start", "wrong")]
    title = HEADING.search(next(raw.source for raw in raws if raw.markdown))[1]
    seed = seed_of(raws)
    tasks = [_about_task(raws, number, prints, seed) for number in sorted({raw.task for raw in raws if raw.task})]
    notebook = _notebook(cells, {"exercise": source.stem, "title": title, "seeds": [seed, seed + OTHER_SEED], "tasks": tasks})
    if prints is not None:
        build.execute(notebook, source.name, source.parent)
    return notebook


def _one_folder_down(cell: NotebookNode) -> NotebookNode:
    """The cell with links that lead from the folder of solutions, which lies in that of the learner's edition."""
    if cell.cell_type == "markdown":
        cell.source = cell.source.replace("](../", "](../../")
    return cell


def _about_task(raws: Sequence[Raw], number: int, prints: dict[tuple[str, int], str] | None, seed: int) -> dict:
    of_task = [raw for raw in raws if raw.task == number]
    answers = {raw.version: raw for raw in of_task if raw.role == "answer"}
    check = next(raw.id for raw in of_task if raw.role == "check")
    text = next(raw.source for raw in of_task if raw.markdown and raw.role != "hints")

    def out(label: str, which: int) -> str:
        return "" if prints is None else prints[label, which]

    wrong = [{"name": raw.name, "says": raw.says, "source": raw.source, "prints": out(f"{check}/{raw.name}", seed)}
             for raw in of_task if raw.version == "wrong"]
    return {"number": number, "title": HEADING.search(text)[1], "answer": answers["start"].id, "check": check,
            "start": answers["start"].source, "solution": answers["solution"].source, "hints": _hints(raws, number), "wrong": wrong,
            "start_prints": out(f"{check}/start", seed),
            "prints": {str(which): out(check, which) for which in (seed, seed + OTHER_SEED)}}


def _notebook(cells: list[NotebookNode], about: dict) -> NotebookNode:
    metadata = {"kernelspec": dict(build.KERNEL), "language_info": dict(build.LANGUAGE), ROLE: about}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _markdown(raw: Raw, text: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(text, id=raw.id, metadata={ROLE: {"role": raw.role}} if raw.role else {})


def _own_code(raw: Raw) -> NotebookNode:
    # The id stands in the metadata too: copying a cell, or saving in an older format, changes or drops the id alone.
    return nbformat.v4.new_code_cell(raw.source, id=raw.id, metadata={ROLE: {"role": raw.role, "cell": raw.id}})


def _store_outputs(learner: NotebookNode, key: NotebookNode) -> None:
    """Given cells, check cells and the button carry the outputs of the solution; the untouched answers have none."""
    outputs = {cell.id: cell.outputs for cell in build.code_cells(key)}
    for cell in build.code_cells(learner):
        cell.outputs = [] if _is_answer(cell) else [NotebookNode(output) for output in outputs[cell.id]]
        cell.execution_count = 1
    for cell in [*build.code_cells(learner), *build.code_cells(key)]:
        _tag(cell)


def _tag(cell: NotebookNode) -> None:
    """Tell nbval what not to compare: whatever an answer cell shows, the button, and cells that show nothing."""
    if _is_answer(cell) or cell.metadata[ROLE]["role"] == "button":
        cell.metadata["tags"] = ["nbval-ignore-output"]
    elif not cell.outputs:
        cell.metadata["tags"] = ["no-output"]


def _is_answer(cell: NotebookNode) -> bool:
    return cell.metadata[ROLE]["role"] == "answer"


def _essence(notebook: NotebookNode) -> list[tuple]:
    return [(cell.get("id", ""), cell.cell_type, cell.metadata.get(ROLE), cell.source) for cell in notebook.cells]


def _about(notebook: NotebookNode) -> list:
    """What the metadata say of the tasks, without what check cells print."""
    def without_prints(task: dict) -> dict:
        wrong = [{key: value for key, value in each.items() if key != "prints"} for each in task["wrong"]]
        return {key: value for key, value in task.items() if "prints" not in key} | {"wrong": wrong}
    return [without_prints(task) for task in notebook.metadata[ROLE]["tasks"]]
