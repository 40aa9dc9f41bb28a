"""A new version of the course, from where the clone came from; what a learner has changed stays, and the new one is put beside it.

Nothing is ever moved out of a learner's way: their file stays where it is, and the version in git moves on around it. Files are replaced
one by one, each whole or not at all, and git is told last. So an update that was cut off is finished by the same command.
"""

from __future__ import annotations

import argparse
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notices.course.folder import LESSONS, course_folder
from notices.course.whole_file import write_whole
from notices.errors import NoticesError

EXERCISES = "exercises"
UPDATING = ".update-"  # in the name of a file that is not whole yet


def main(arguments: list[str]) -> int:
    """Bring the course up to date and print one line for each notebook."""
    parser = argparse.ArgumentParser(prog="notices update", description=(
        "Fetch the newest version of the course. Notebooks that you have changed stay as they are, and the new ones are put beside "
        "them, as NAME (new).ipynb. Notebooks that you have only run are replaced. Close the notebooks in JupyterLab first."))
    parser.parse_args(arguments)
    clone = Clone(course_folder())
    try:
        lines = update(clone, clone.newest())
    except OSError as error:  # such as a file that another program holds open on Windows
        raise NoticesError(f"{error.filename}: {error.strerror}. What you have written is as it was. Close the file in other programs, see "
                           "that it may be read and written, and run the same command again.") from None
    print("\n".join(lines))
    return 0


@dataclass(frozen=True)
class Clone:
    """A learner's clone of the course."""

    folder: Path

    def git(self, *arguments: str) -> bytes:
        """What git answers. Raises NoticesError with git's own reason."""
        try:
            done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        except OSError as error:
            raise NoticesError(f"git could not be started ({error.strerror}). Install git, or see docs/classroom.md for courses without "
                               "it.") from None
        if done.returncode:
            raise NoticesError(f"git {arguments[0]} did not work in {self.folder}: {_reason(done.stderr)}. Nothing of yours was changed.")
        return done.stdout

    def names(self, *arguments: str) -> list[str]:
        """The paths that git lists, from the folder of the course."""
        return [name for name in self.git(*arguments, "-z").decode("utf-8", "surrogateescape").split("\0") if name]

    def newest(self) -> str:
        """The commit to bring the course to, fetched. Raises NoticesError without git, a network, or a place that it came from."""
        if not (self.folder / ".git").exists():
            raise NoticesError(f"{self.folder} is no git clone, so it is not known which version it is. "
                               "docs/classroom.md says how to go on.")
        self.git("fetch", "--quiet")
        new = self.git("rev-parse", "--verify", "@{upstream}").decode().strip()
        if self.git("rev-list", "--count", f"{new}..HEAD").strip() != b"0":
            raise NoticesError("This clone holds commits of your own. Bring it up to date with git itself: git pull. Nothing was changed.")
        return new

    def stored(self, version: str, name: str) -> bytes | None:
        """A file as git would write it here, with this system's line ends; None where that version has none of this name."""
        if not self.git("ls-tree", version, "--", name).strip():
            return None
        return self.git("cat-file", "--filters", f"{version}:{name}")


def _reason(said: bytes) -> str:
    """The line of git's that says why; advice comes after it."""
    lines = said.decode("utf-8", "replace").strip().splitlines() or ["it gives no reason"]
    return next((line for line in lines if line.startswith(("fatal: ", "error: "))), lines[-1]).rstrip(".")


def update(clone: Clone, new: str) -> list[str]:
    """Bring the clone to the version ``new``. Returns what was done, in lines.

    Raises NoticesError, before anything is changed, where a file that is no notebook was changed here and would have to be replaced.
    """
    differing = clone.names("diff", "--name-only", "--no-renames", "HEAD", new)
    if not differing:
        return ["The course is up to date."]
    _require_no_change_elsewhere(clone, new, differing)
    lines = [line for name in differing if (line := _bring(clone, new, name))]
    clone.git("reset", "--quiet", "--mixed", new)
    return [*lines, "The course is up to date. Start it again with make lab (without make: see README.md)."]


def _bring(clone: Clone, new: str, name: str) -> str:
    """Bring one file to its new version, or put the new one beside it; the line to print for a notebook."""
    path, content = clone.folder / name, clone.stored(new, name)
    if content is not None and path.is_file() and path.read_bytes() == content:
        return ""  # already there: an earlier update was cut off
    if _is_learners(name) and _is_changed(clone, new, name):
        if content is None:
            return f"kept       {name}: you have changed it, and the new version of the course no longer has it"
        return f"kept       {name}: you have changed it; the new one is {_put_beside(path, content)}, beside it"
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    return f"{'removed ' if content is None else 'replaced'}   {name}" if _is_learners(name) else ""


def _is_learners(name: str) -> bool:
    """Is it a notebook that learners write in?"""
    folder, _, rest = name.partition("/")
    return folder in (LESSONS, EXERCISES) and rest.endswith(".ipynb") and "/" not in rest


def _require_no_change_elsewhere(clone: Clone, new: str, differing: list[str]) -> None:
    changed = [name for name in differing if not _is_learners(name) and _is_changed(clone, new, name)]
    if changed:
        raise NoticesError(f"{', '.join(changed)}: changed here, and in the new version too. Copy what you want to keep to another "
                           f"folder, undo the change with git checkout -- {' '.join(changed)}, and run this again. Nothing was changed.")


def _is_changed(clone: Clone, new: str, name: str) -> bool:
    """Does the file hold anything of the learner's: is it neither the version it came from nor the new one?"""
    path = clone.folder / name
    if not path.exists() and not path.is_symlink():
        return False
    if path.is_symlink() or not path.is_file():
        return True
    here = path.read_bytes()
    return not any(_same(here, clone.stored(version, name), name) for version in ("HEAD", new))


def _same(here: bytes, stored: bytes | None, name: str) -> bool:
    """Do two files say the same? Notebooks do if their cells do: outputs come back when a cell is run, and every saving changes them."""
    if stored is None:
        return False
    if here == stored:
        return True
    return _is_learners(name) and (cells := _written(here)) is not None and cells == _written(stored)


def _written(raw: bytes) -> list[Any] | None:
    """What a person can have written into a notebook; None for a file that is none, which counts as changed."""
    import nbformat  # an extra, which comes with JupyterLab

    try:
        notebook = nbformat.reads(raw.decode("utf-8"), as_version=4)
    except Exception:  # whatever a damaged file brings about
        return None
    return [(cell.cell_type, cell.source, cell.get("attachments", {}), cell.metadata.get("tags", [])) for cell in notebook.cells]


def _put_beside(path: Path, content: bytes) -> str:
    """Write the new version under a free name, or find it there already; the name."""
    number = 1
    while True:
        beside = path.with_name(f"{path.stem} (new{'' if number == 1 else f' {number}'}){path.suffix}")
        if not beside.exists():
            _write(beside, content)
        if beside.read_bytes() == content:
            return beside.name
        number += 1


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises NoticesError where the system refuses."""
    for left in path.parent.glob(f".{path.name}{UPDATING}*"):  # by an update that was killed
        with suppress(OSError):
            left.unlink()
    try:
        write_whole(path, content, temporary=f".{path.name}{UPDATING}")
    except OSError as error:
        raise NoticesError(f"{path.name}: could not be written ({error.strerror}). What you have is as it was. Make room, close the "
                           "file in other programs, and run the same command again.") from None
