"""A file is written whole or not at all, whenever the machine stops."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends


def write_whole(path: Path, content: bytes, *, temporary: str = "", private: bool = False) -> None:
    """Put the content there in one step: whoever looks, now or after a power cut, finds all of it or what was there before.

    Until then it lies beside, under a name that begins with ``temporary`` (default: a dot and the file's own name); only a process that
    is killed leaves that behind. ``private``: nobody but its owner may read it; else as the file that was there, or as any new file.
    Raises OSError where the system refuses; then nothing has changed.
    """
    beside = path.with_name(f"{temporary or f'.{path.name}-'}{secrets.token_hex(8)}.tmp")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600 if private else 0o666), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not private:
            shutil.copymode(path, beside)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where the system can: else a power cut could take the new name back."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
