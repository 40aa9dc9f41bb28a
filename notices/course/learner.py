"""What a learner has done, in one small file of theirs: predictions, beliefs, filings, tasks. It is never sent anywhere.

The file is ``my-progress.json`` in the course folder. ``NOTICES_LEARNER_FILE`` names another, or says ``none`` for no file at all
(notebooks are built and tested that way). It holds no name and no time::

    {"format": 1, "prediction": {"lesson-3": "Served, ..."}, "belief": {"Q1": 35}}

A write is whole or not at all, whenever the machine stops: a new file takes the old one's place in one step. Two windows take turns
by a lock that ends with its holder. What a newer version of the course has written is kept, also where this one cannot read it.
"""

from __future__ import annotations

import json
import os
import re
import time
import warnings
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from notices.course.folder import LESSONS, course_folder
from notices.course.whole_file import write_whole
from notices.errors import NoticesError, listed, nearest

if TYPE_CHECKING:
    from notices.figures.picture import Table

NAME = "my-progress.json"
VARIABLE = "NOTICES_LEARNER_FILE"
NO_FILE = "none"
FORMAT = 1
# kind -> (what it is, the lesson that a key belongs to; None: the first number in the key).
KINDS: Mapping[str, tuple[str, int | None]] = {
    "prediction": ("a prediction, locked in", None),
    "task": ("a task of an exercise, passed", None),
    "filing": ("a claim that was filed", 1),
    "belief": ("a belief, before the other lessons", 1),
    "belief-after": ("the same belief, at the end of the course", 10),
}
PATIENCE = 5.0  # seconds to wait for another window to finish writing


class LearnerWarning(UserWarning):
    """Something about the learner's file that they should know; the lesson goes on."""


# ---- the file of the course ------------------------------------------------------------------------------------------------


def place() -> Path | None:
    """Where the learner's file is, or would be; None where none is kept."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == NO_FILE else Path(chosen)
    try:
        return course_folder() / NAME
    except NoticesError:  # a notebook on its own, somewhere else
        return Path.cwd() / NAME


def load() -> dict[str, dict[str, Any]]:
    """All that is remembered: kind -> key -> value; empty without a file.

    A file that is damaged is put aside under another name, with a LearnerWarning that says so; one that cannot be read stays.
    """
    path = place()
    if path is None:
        return {}
    try:
        content, remark = LearnerFile(path).read()
    except OSError as error:
        content, remark = {}, f"{_not_read(path, error)} The lesson goes on without it."
    if remark:
        warnings.warn(remark, LearnerWarning, stacklevel=2)
    return _entries(content)


def remember(kind: str, key: str, value: Any) -> str:
    """Keep a value (anything that JSON can hold) under a kind of :data:`KINDS` and a key.

    Returns what the learner should be told: nothing when all went well, else a sentence. A full disk, a folder that cannot be
    written or a file in use end no lesson. Raises NoticesError for an unknown kind and for a value that is not JSON.
    """
    return remember_all(kind, {key: value})


def remember_all(kind: str, values: Mapping[str, Any]) -> str:
    """Keep several values of one kind in one write; otherwise as :func:`remember`."""
    if kind not in KINDS:
        raise NoticesError(f'"{kind}" is nothing that is remembered. Expected {listed(KINDS)}.{nearest(kind, KINDS)}')
    _require_json(kind, values)
    path = place()
    if path is None or not values:
        return ""
    try:
        return LearnerFile(path).add(kind, values)
    except OSError as error:
        return _not_kept(path, error)


def remember_first(kind: str, key: str, value: Any, among: Container[Any]) -> tuple[Any, str]:
    """Keep a value, unless another window has kept one there before that is ``among`` those to choose from.

    Returns (the value that is kept now, the remark as by :func:`remember`).
    """
    path = place()
    if path is None:
        return value, ""
    try:
        return LearnerFile(path).add_first(kind, key, value, among)
    except OSError as error:
        return value, _not_kept(path, error)


def forget() -> str:
    """Delete the learner's file. Returns what was done, as a sentence."""
    path = place()
    if path is None or not path.exists():
        return "There is nothing to forget: no file is kept."
    LearnerFile(path).delete()
    return f"{path.name} is deleted. Restart the kernel, and the lessons begin afresh."


def export(target: Path | str) -> str:
    """Copy the learner's file to ``target``, to move it to another computer or to hand it in. Returns what was done.

    Raises NoticesError where there is no file yet, and where ``target`` exists.
    """
    path, target = place(), Path(target)
    if path is None or not path.exists():
        raise NoticesError("There is no progress to copy yet. Lock in a prediction first.")
    try:
        with target.open("xb") as copy:  # never over another file
            copy.write(path.read_bytes())
    except FileExistsError:
        raise NoticesError(f"{target.name} exists already, and nothing was copied. Choose another name.") from None
    folder = target.resolve().parent
    return f"Copied to {target.name} in the folder {folder.name or folder.anchor}."


# ---- one file ----------------------------------------------------------------------------------------------------------------


class LearnerFile:
    """A learner's file at a path. Reading and writing raise OSError where the system refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[dict[str, Any], str]:
        """(all that the file holds, a remark for the learner: empty, or that a damaged file was put aside)."""
        try:
            return self._parsed(), ""
        except ValueError:
            with self._locked():
                return self._read_or_put_aside()

    def add(self, kind: str, values: Mapping[str, Any]) -> str:
        """Write some values into the file and keep all others, also unknown ones; a remark as for :meth:`read`."""
        with self._locked():
            content, remark = self._read_or_put_aside()
            self._write({"format": FORMAT} | content | {kind: _of_kind(content, kind) | dict(values)})
        return remark

    def add_first(self, kind: str, key: str, value: Any, among: Container[Any]) -> tuple[Any, str]:
        """Write a value into the file, unless it holds one ``among`` these there; (the one it holds now, a remark as for :meth:`read`)."""
        with self._locked():
            content, remark = self._read_or_put_aside()
            there = _of_kind(content, kind)
            if there.get(key) in among:
                return there[key], remark
            self._write({"format": FORMAT} | content | {kind: there | {key: value}})
        return value, remark

    def delete(self) -> None:
        """Remove the file."""
        with self._locked():
            self.path.unlink(missing_ok=True)

    def _read_or_put_aside(self) -> tuple[dict[str, Any], str]:
        """What the file holds. Only while holding the lock: another window may just have put the damaged one aside."""
        try:
            return self._parsed(), ""
        except ValueError as error:
            aside = self._free_name()
            os.rename(self.path, aside)
            return {}, (f"{self.path.name} could not be understood ({error}). It was put aside as {aside.name}, unchanged, "
                        "and a new file begins.")

    def _parsed(self) -> dict[str, Any]:
        """What the file holds; nothing where there is none. Raises ValueError for a damaged file."""
        try:
            return _parsed(self.path.read_bytes())
        except FileNotFoundError:
            return {}

    def _free_name(self) -> Path:
        number = 1
        while (aside := self.path.with_name(f"{self.path.stem}.damaged-{number}{self.path.suffix}")).exists():
            number += 1
        return aside

    def _write(self, content: Mapping[str, Any]) -> None:
        """Put the content in the file's place in one step, after it is safely on the disk."""
        self._sweep_up()
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_whole(self.path, text.encode("utf-8"), temporary=self._temporary, private=True)

    @property
    def _temporary(self) -> str:
        return f".{self.path.name}-"

    def _sweep_up(self) -> None:
        """Remove what writers left that were killed: whoever holds the lock is the only one alive."""
        for left in self.path.parent.glob(f"{self._temporary}*.tmp"):
            with suppress(OSError):
                left.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock. A separate file, because the file itself is replaced; the system frees it when its holder ends."""
        with self.path.with_name(f".{self.path.name}.lock").open("a+b") as file:
            deadline = time.monotonic() + PATIENCE
            while not _try_lock(file):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"another window has been writing for {PATIENCE:g} seconds")
                time.sleep(0.02)
            yield


def _try_lock(file: IO[bytes]) -> bool:
    """Whether the lock was had. Where the system knows no locks, as in a browser's Python, there are no two windows either."""
    try:
        import fcntl
    except ImportError:
        return _try_lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: the one step of a write still keeps the file whole
        return True
    return True


def _try_lock_on_windows(file: IO[bytes]) -> bool:
    try:
        import msvcrt
    except ImportError:
        return True
    try:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _parsed(raw: bytes) -> dict[str, Any]:
    """What the bytes of a file hold. Raises ValueError for what is no learner's file."""
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8 text") from None
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(content, dict) or "format" not in content:
        raise ValueError('it is no file of this course: "format" is missing')
    return content


def _entries(content: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The kinds that this version knows, each a dict."""
    return {kind: there for kind in KINDS if (there := _of_kind(content, kind))}


def _of_kind(content: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """What there is of a kind; nothing where something else stands in its place."""
    there = content.get(kind)
    return there if isinstance(there, dict) else {}


def _require_json(kind: str, values: Mapping[str, Any]) -> None:
    try:
        json.dumps(values, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise NoticesError(f'"{kind}" cannot be remembered as {values!r} ({error}). '
                           "Expected text, numbers, lists or dictionaries.") from None


def _not_read(path: Path, error: OSError) -> str:
    return f"{path.name} cannot be read ({_reason(error)})."


def _not_kept(path: Path, error: OSError) -> str:
    return f"This could not be kept in {path.name} ({_reason(error)}); it holds until the kernel is restarted."


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


# ---- what was done, lesson by lesson --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Done:
    """What was done in one lesson: the prediction (None while it is open), the tasks passed, and how many of each other kind."""

    lesson: int
    name: str
    prediction: str | None
    tasks: tuple[str, ...]
    others: Mapping[str, int]


def progress() -> list[Done]:
    """What was done, a row for each lesson there is, in order; also for those in which nothing was done yet.

    Lesson 0 has neither a prediction nor an exercise, and no row.
    """
    state = load()
    names = _lesson_names()
    names.pop(0, None)
    lessons = sorted(names.keys() | {lesson for kind, entries in state.items() for lesson in map(lesson_of(kind), entries) if lesson})
    return [_done(lesson, names.get(lesson, f"{lesson:02}"), state) for lesson in lessons]


def progress_table() -> Table:
    """The same as a table to show."""
    from notices.figures.picture import Table  # pictures take long to import, and exercises, checked one by one, show none

    rows = [[done.name, done.prediction is not None, len(done.tasks), _counted(done.others)] for done in progress()]
    return Table("What you have done so far", ["lesson", "prediction locked in", "tasks passed", "also"], rows)


def lesson_of(kind: str):
    """A function from a key of this kind to the number of its lesson; None for a key that names none."""
    def lesson(key: str) -> int | None:
        number = re.search(r"\d+", key)
        return fixed if fixed is not None else (int(number[0]) if number else None)

    fixed = KINDS[kind][1]
    return lesson


def _done(lesson: int, name: str, state: Mapping[str, Mapping[str, Any]]) -> Done:
    mine = {kind: [key for key in entries if lesson_of(kind)(key) == lesson] for kind, entries in state.items()}
    predicted = mine.pop("prediction", [])
    tasks = tuple(sorted(mine.pop("task", [])))
    prediction = str(state["prediction"][predicted[0]]) if predicted else None
    return Done(lesson, name, prediction, tasks, {kind: len(keys) for kind, keys in mine.items() if keys})


def _counted(others: Mapping[str, int]) -> str | None:
    words = {"filing": ("claim", "filed"), "belief": ("belief", "noted"), "belief-after": ("belief", "noted again")}
    said = [f"{count} {words[kind][0]}{'' if count == 1 else 's'} {words[kind][1]}" for kind, count in others.items()]
    return ", ".join(said) or None


def _lesson_names() -> dict[int, str]:
    """Number -> name of the lessons that are there; none for a notebook on its own."""
    try:
        names = [path.stem for path in (course_folder() / LESSONS).glob("[0-9][0-9]-*.ipynb")]
    except NoticesError:
        return {}
    return {int(name[:2]): name for name in sorted(names) if not re.search(r"-Copy\d+$| \(new( \d+)?\)$", name)}
