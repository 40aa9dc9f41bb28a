"""Where the course lies: the folder with lessons/ in it. The notebooks are not part of the installed package."""

from __future__ import annotations

from pathlib import Path

from notices.errors import NoticesError

LESSONS = "lessons"
FIRST_LESSON = "lessons/00-start-here.ipynb"


def course_folder() -> Path:
    """The working folder or the nearest one above it that holds lessons/source, else the clone this package is run from.

    Raises NoticesError where there is none.
    """
    here = Path.cwd()
    candidates = [here, *here.parents, Path(__file__).resolve().parents[2]]
    for folder in candidates:
        if (folder / LESSONS / "source").is_dir():
            return folder
    raise NoticesError(f"No course found: neither {here} nor a folder above it holds lessons/source. Go to your clone of the course.")
