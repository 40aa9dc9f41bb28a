"""Whose notebook is it? From where it lies and what it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

COPY_MARKS = re.compile(r"\(\d+\)|(?<![^\W_])copy( of| ?\d*)(?![^\W_])", re.IGNORECASE)  # "(1)", "-Copy1", "copy of"
# What two learning platforms add to a name when a teacher downloads everybody's files at once.
MOODLE_FOLDER = re.compile(r"_\d+_assignsubmission_\w*$")
CANVAS_FILE = re.compile(r"^([^\W_]+)_(?:LATE_)?\d{2,}_\d{2,}_")
EDGES = " -_."
# "student_03" is somebody's label; "anna_03" is Anna's exercise 3.
NEEDS_ITS_NUMBER = re.compile(r"(\w|student|learner|pupil|person|group|team|user)", re.IGNORECASE)


def learner_of(file: PurePath, exercise: str) -> str:
    """The learner's label: the first folder of ``file`` (a path below the class's folder), else what is left of its name.

    A folder for one exercise does not count as a learner's. From a name go marks of copies, the exercise's name, and its number where
    it stands at an end of what is left; where then nothing is left, the whole name is the label. ``exercise``: name, empty if not known.
    """
    for folder in file.parts[:-1]:
        label = MOODLE_FOLDER.sub("", folder).strip()
        if label and _without_exercise(label, exercise):
            return plain(label)
    return plain(_from_name(file.stem, exercise))


def _from_name(stem: str, exercise: str) -> str:
    canvas = CANVAS_FILE.match(stem)
    if canvas:
        return canvas[1]
    return _without_exercise(COPY_MARKS.sub(" ", stem), exercise) or stem.strip()


def _without_exercise(name: str, exercise: str) -> str:
    """What is left of a name without the exercise's; empty if it names nothing else."""
    if not exercise:
        return name.strip(EDGES)
    rest = re.sub(re.escape(exercise), " ", name, flags=re.IGNORECASE).strip(EDGES)
    word, digits = r"(?:exercise|ex)[-_ ]*", rf"0?{int(exercise[:2])}"
    said = rf"^{word}{digits}(?=[-_ ]|$)|(?<=[-_ ]){word}{digits}$"
    bare = rf"^{digits}(?=[_ ]|$)|(?<=[_ ]){digits}$"
    less = re.sub(said, "", rest, flags=re.IGNORECASE).strip(EDGES)
    least = re.sub(bare, "", less).strip(EDGES)
    return less if NEEDS_ITS_NUMBER.fullmatch(least) else least


def exercise_named(file: PurePath, names: Sequence[str]) -> str:
    """The exercise whose whole name stands in a path, for a notebook that cannot be read; empty if none does."""
    text = str(file).lower()
    return next((name for name in names if name.lower() in text), "")


def plain(text: str) -> str:
    """A stranger's text as one line that can be shown and stored anywhere: what has no shape, or turns the line around, is replaced."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # file names may hold bytes that are no text
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in unicodedata.normalize("NFC", whole))
