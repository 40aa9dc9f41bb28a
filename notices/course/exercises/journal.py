"""What has been checked already: one small file for each submission, written whole or not at all.

A class can be interrupted at any moment and goes on where it stopped. An entry's name is made from everything that its verdicts
depend on: the file's bytes, the exercise's key, the seed and the limits. Whatever changes is checked anew, and nothing else is.
The results are made from the entries at the end. What somebody else wrote in the folder is never overwritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from notices.course.whole_file import write_whole
from notices.errors import NoticesError

RUN, MADE, ENTRIES = "run.json", "made.json", "checked"
OURS = "notices grade"  # marks a results folder
LARGEST_SEED = 10_000  # exercises hold for every seed up to it
WRITING = ".writing-"  # how the name of a file begins that is not whole yet
OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Journal:
    """A results folder: made, or opened again. ``work``: the folder whose notebooks it is about; ``seed``: of the numbers that answers
    have to hold for besides their own. Raises NoticesError for a folder that holds anything else, or that another run writes to."""

    def __init__(self, folder: Path, work: Path, seed: int | None = None) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self._work = _seen_from(folder, work)
        self.seed = self._opened(seed)
        self._lock = _locked(folder / RUN)

    def _opened(self, wished: int | None) -> int:
        if not (self.folder / RUN).exists():
            return self._begun(wished)
        held = _read_run(self.folder / RUN)
        if held["of"] != self._work:
            raise NoticesError(f"{self.folder}: holds the results of another folder ({held['of']}). Name an empty or new folder with --to.")
        if wished is not None and wished != held["seed"]:
            raise NoticesError(f"{self.folder}: was begun with --seed {held['seed']}. Go on without --seed, or name another folder with --to.")
        return held["seed"]

    def _begun(self, wished: int | None) -> int:
        if self.folder.exists() and not self.folder.is_dir():
            raise NoticesError(f"{self.folder}: is a file. Name an empty or new folder with --to.")
        if self.folder.exists() and any(not _passing(entry) for entry in self.folder.iterdir()):
            raise NoticesError(f"{self.folder}: holds other files, which stay as they are. Name an empty or new folder with --to.")
        _make(self.folder)
        seed = wished if wished is not None else 1 + secrets.randbelow(LARGEST_SEED)
        write_result(self.folder / RUN, _json({"made by": OURS, "of": self._work, "seed": seed}))
        return seed

    def find(self, name: str) -> dict | None:
        """The entry of that name, or None. A damaged one is put aside, with a note, and counts as not there."""
        try:
            held = json.loads((self.folder / ENTRIES / f"{name}.json").read_text(encoding="utf-8"))
            if held["sha256"] == _sum(held["entry"]):
                return held["entry"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            pass
        self.put_aside(name)
        return None

    def put_aside(self, name: str) -> None:
        """Keep a damaged entry out of the way, under a name of its own."""
        path = self.folder / ENTRIES / f"{name}.json"
        aside, number = path.with_suffix(".damaged"), 1
        while aside.exists():
            number += 1
            aside = path.with_suffix(f".damaged-{number}")
        os.replace(path, aside)
        self.notes.append(f"{ENTRIES}/{path.name}: was damaged; it is put aside, and what it was about is checked again.")

    def keep(self, name: str, entry: Mapping) -> None:
        """Keep an entry for good."""
        _make(self.folder / ENTRIES)
        write_result(self.folder / ENTRIES / f"{name}.json", _json({"sha256": _sum(entry), "entry": entry}))

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Write the results, by their path below the folder. One that somebody has changed since we wrote it is kept under another name;
        one that we wrote and that is no longer wanted goes."""
        made = self._made()
        new = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        both = {name: sorted({*made.get(name, []), *([new[name]] if name in new else [])}) for name in {*made, *new}}
        write_result(self.folder / MADE, _json(both))  # before the files: a cut in between leaves none that we take for somebody else's
        for name in sorted(both):
            self._replace(name, files.get(name), both[name])
        write_result(self.folder / MADE, _json({name: [digest] for name, digest in new.items()}))

    def _replace(self, name: str, content: bytes | None, known: list[str]) -> None:
        path = self.folder / name
        there = path.read_bytes() if path.is_file() else None
        if there == content:
            return
        if there is not None and hashlib.sha256(there).hexdigest() not in known:
            if content is None:
                return
            aside = _free_name(path)
            os.replace(path, aside)
            self.notes.append(f"{name}: had been changed by hand; that version is kept as {aside.name}.")
        if content is None:
            path.unlink()
            return
        _make(path.parent)
        write_result(path, content)

    def _made(self) -> dict[str, list[str]]:
        """Check sums of what we wrote before, by name; none if that is not known."""
        try:
            held = json.loads((self.folder / MADE).read_text(encoding="utf-8"))
            return {name: list(sums) for name, sums in held.items() if ".." not in Path(name).parts}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


def _passing(entry: Path) -> bool:
    """May this lie in a folder that counts as empty? What a cut at the very start left behind, and what systems put everywhere."""
    return entry.name.startswith(WRITING) or entry.name in OF_THE_SYSTEM


def _seen_from(folder: Path, work: Path) -> str:
    """Where the class's folder lies, seen from the results: both may be moved together."""
    try:
        return Path(os.path.relpath(work.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return str(work.resolve())


def _read_run(run: Path) -> dict:
    try:
        held = json.loads(run.read_text(encoding="utf-8"))
        if held["made by"] == OURS and isinstance(held["of"], str):
            return {"of": held["of"], "seed": int(held["seed"])}
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise NoticesError(f"{run}: is not the file of an earlier run. Name an empty or new folder with --to.")


def _locked(run: Path) -> object:
    """The open run file, locked for as long as this process lives, where a system can do that."""
    try:
        import fcntl
    except ImportError:
        return None
    file = run.open("rb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise NoticesError(f"{run.parent}: another run is writing to it. Wait until that one ends, or name another folder with --to.") from None
    except OSError:  # some network drives cannot lock
        pass
    return file


def entry_name(*parts: bytes) -> str:
    """The name of the entry that depends on these parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1).encode("ascii")  # a stranger's text may hold what UTF-8 cannot


def _sum(entry: object) -> str:
    return hashlib.sha256(_json(entry)).hexdigest()


def _free_name(path: Path) -> Path:
    """A name beside the file's that is not taken."""
    number = 1
    while (free := path.with_name(f"{path.stem} (yours {number}){path.suffix}")).exists():
        number += 1
    return free


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(folder, error) from None


def write_result(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises NoticesError when the disk is full or the folder cannot be written to."""
    try:
        write_whole(path, content, temporary=WRITING, private=True)
    except OSError as error:
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> NoticesError:
    return NoticesError(f"{path}: could not be written ({error.strerror or error}). What was finished before is kept: mend that (make room, "
                        "close the file in other programs), and start the same command again.")
