"""The notebooks of a class: found below a folder, each with its learner and its exercise, or with what is wrong with it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from notices.course.exercises.learner_names import exercise_named, learner_of, plain
from notices.course.exercises.lift import exercise_of, read_learners
from notices.course.exercises.marks import Submission
from notices.errors import NoticesError, listed, nearest

NOT_LEARNERS = "__MACOSX"  # what macOS puts into archives beside the files


def require_folder(folder: Path) -> None:
    """Raises NoticesError unless there is such a folder."""
    if folder.is_file():
        raise NoticesError(f"{folder}: is a file. Name the folder it lies in, or check this one alone with: python -m notices check {folder.name}")
    if not folder.is_dir():
        beside = [each.name for each in folder.absolute().parent.iterdir() if each.is_dir()] if folder.absolute().parent.is_dir() else []
        raise NoticesError(f"{folder}: there is no such folder.{nearest(folder.name, beside)}")


def submissions(folder: Path, results: Path, names: Sequence[str]) -> tuple[list[Submission], list[str]]:
    """(The notebooks below a folder, what was left out in a line each). ``names``: of all exercises. Raises NoticesError for none."""
    left_out: list[str] = []
    found = [submission(path, folder, names) for path in notebooks(folder, results, left_out)]
    if not found:
        raise NoticesError(f"{folder}: there is no notebook (*.ipynb) in this folder or below it. Name the folder that holds the class's work."
                           + "".join(f" {line}" for line in left_out))
    return found, left_out


def notebooks(folder: Path, results: Path, left_out: list[str]) -> Iterator[Path]:
    """All notebooks below a folder, without the copies that Jupyter keeps, hidden folders and the results; what cannot be looked
    into is noted in ``left_out``."""
    def note(error: OSError) -> None:
        left_out.append(f"{_below(Path(error.filename), folder)}: cannot be looked into ({error.strerror}).")

    for here, folders, files in os.walk(folder, onerror=note):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        left_out += [f"{_below(Path(here, name), folder)}: is a link to a folder, which is not followed." for name in sorted(links)]
        folders[:] = sorted(name for name in folders if not _hidden(name) and name not in links and Path(here, name).resolve() != results.resolve())
        yield from (Path(here, name) for name in sorted(files) if name.lower().endswith(".ipynb") and not _hidden(name))


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == NOT_LEARNERS


def _below(path: Path, folder: Path) -> str:
    return plain(path.relative_to(folder).as_posix())


def submission(path: Path, folder: Path, names: Sequence[str]) -> Submission:
    """The notebook in a file, with its learner and exercise, or with the problem with it."""
    below = path.relative_to(folder)
    one = Submission(learner_of(below, exercise_named(below, names)), plain(below.as_posix()), path=path)
    if path.is_symlink() or not path.is_file():
        return replace(one, problem="it is a link or no plain file, and is not opened.")
    try:
        exercise = exercise_of(read_learners(path), names)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except NoticesError as error:
        return replace(one, problem=str(error).removeprefix(f"{path.name}: "))
    except OSError as error:
        return replace(one, problem=f"cannot be read ({error.strerror}).")
    if not exercise:
        return replace(one, problem=f"it has no answer cell of any exercise. Exercises are {listed(names)}.")
    return replace(one, learner=learner_of(below, exercise), exercise=exercise, digest=digest)


def doubles(found: Sequence[Submission]) -> list[tuple[str, str, list[str]]]:
    """(Learner, exercise, files) where a learner has several notebooks of one exercise."""
    counts = Counter((one.learner, one.exercise) for one in found if one.exercise)
    return [(*who, [one.file for one in found if (one.learner, one.exercise) == who]) for who, many in counts.items() if many > 1]


def with_doubles_noted(found: Sequence[Submission]) -> list[Submission]:
    """The submissions, each with a remark if it is not its learner's only one for the exercise."""
    many = {(learner, exercise): len(files) for learner, exercise, files in doubles(found)}
    return [_noted(one, many[one.learner, one.exercise]) if (one.learner, one.exercise) in many else one for one in found]


def _noted(one: Submission, many: int) -> Submission:
    return replace(one, remarks=(*one.remarks, f"One of {many} notebooks of {one.learner} for this exercise; all of them are marked."))
