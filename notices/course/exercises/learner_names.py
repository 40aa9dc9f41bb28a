"""Whose notebook is it? From where it lies and what it is called."""

from __future__ import annotations

import re
from pathlib import PurePath

from notices.errors import NoticesError

COPY_MARKS = re.compile(r"\(\d+\)|(?<![^\W_])copy( of| ?\d*)(?![^\W_])", re.IGNORECASE)  # "(1)", "-Copy1", "copy of"
EDGES = " -_."


def learner_of(file: PurePath, exercise: str) -> str:
    """The learner's label: the first folder of ``file`` (a path below the class's folder), else what is left of its name.

    From the name go marks of copies, the exercise's name, and its number where it stands at an end of what is left; where then nothing
    is left, the whole name is the label.
    """
    if len(file.parts) > 1:
        return file.parts[0]
    rest = COPY_MARKS.sub(" ", file.stem)
    if exercise:
        rest = re.sub(re.escape(exercise), " ", rest, flags=re.IGNORECASE).strip(EDGES)
        number = rf"(exercise|ex)?[-_ ]*0?{int(exercise[:2])}"
        rest = re.sub(rf"^{number}(?=[_ ]|$)|(?<=[_ ]){number}$", "", rest, flags=re.IGNORECASE)
    return rest.strip(EDGES) or file.stem


def require_folder(folder) -> None:
    """Raises NoticesError unless there is such a folder."""
    if not folder.is_dir():
        what = "is a file; name the folder it lies in, or check it with: notices check" if folder.is_file() else "there is no such folder"
        raise NoticesError(f"{folder}: {what}.")
