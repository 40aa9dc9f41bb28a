"""What has been checked already: one small file for each submission, written whole or not at all.

A class can be interrupted at any moment and goes on where it stopped. An entry's name is made from everything that its verdicts
depend on: the file's bytes, the exercise's key, the seed and the limits. Whatever changes is checked anew, and nothing else is.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from notices.errors import NoticesError

RUN, ENTRIES = "run.json", "checked"
OURS = "notices grade"  # marks a results folder
LARGEST_SEED = 10_000


class Journal:
    """A results folder: made, or opened again. ``seed``: of the numbers that answers have to hold for besides their own."""

    def __init__(self, folder: Path, seed: int | None = None) -> None:
        self.folder = folder
        self.notes: list[str] = []
        self.seed = self._opened(seed)

    def _opened(self, wished: int | None) -> int:
        run = self.folder / RUN
        if not run.exists():
            return self._begun(wished)
        seed = _seed_of(run)
        if wished is not None and wished != seed:
            raise NoticesError(f"{self.folder}: was begun with --seed {seed}. Go on without --seed, or name another folder with --to.")
        return seed

    def _begun(self, wished: int | None) -> int:
        if self.folder.exists() and any(self.folder.iterdir()):
            raise NoticesError(f"{self.folder}: holds other files, which stay as they are. Name an empty or new folder with --to.")
        seed = wished if wished is not None else 1 + secrets.randbelow(LARGEST_SEED)
        (self.folder / ENTRIES).mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / RUN, json.dumps({"made by": OURS, "seed": seed}).encode("utf-8"))
        return seed

    def find(self, name: str) -> dict | None:
        """The entry of that name, or None. One that cannot be read is put aside, with a note, and counts as not there."""
        path = self.folder / ENTRIES / f"{name}.json"
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(entry, dict):
                return entry
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            pass
        os.replace(path, path.with_suffix(".damaged"))
        self.notes.append(f"{path.name}: was damaged; it is put aside and its notebook is checked again.")
        return None

    def keep(self, name: str, entry: Mapping) -> None:
        """Keep an entry for good."""
        write_whole(self.folder / ENTRIES / f"{name}.json", json.dumps(entry, ensure_ascii=False).encode("utf-8"))


def _seed_of(run: Path) -> int:
    try:
        held = json.loads(run.read_text(encoding="utf-8"))
        if held["made by"] == OURS:
            return int(held["seed"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise NoticesError(f"{run}: is not the file of an earlier run. Name an empty or new folder with --to.")


def entry_name(*parts: bytes) -> str:
    """The name of the entry that depends on these parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Put the content there in one step: whoever looks, now or after a power cut, finds all of it or what was there before.

    Raises NoticesError, and leaves nothing behind, when the disk is full or the folder cannot be written to.
    """
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise NoticesError(f"{path}: could not be written ({error.strerror}). What was finished before is kept; make room and start again.") from None
