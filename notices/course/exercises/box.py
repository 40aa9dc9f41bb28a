"""The box: a kernel that runs strangers' code with nothing in reach.

bubblewrap gives it a file system that holds Python, this package and its data, read only, and one small empty folder of its own in
memory; no network; its own processes only; an unprivileged user. prlimit bounds memory, processes and files. The rest, time and
output, is bounded from outside (:mod:`notices.course.exercises.watched`). Expected outputs, solutions and other learners' work are
never in it, and it shares no folder with us: a kernel gets its sockets through an open file (:mod:`notices.course.exercises.boxed`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import notices
from notices.course.exercises import calls
from notices.course.folder import course_folder
from notices.errors import NoticesError
from notices.sources import data_file

HOME = "/home/learner"
FIRST_USER, USERS = 61_000, 4_000  # of the boxes, one for each that runs at the same time: processes are counted per user
MOST_AT_ONCE = 16  # boxes of one run that are surely apart from those of a run beside it
SMALL = 16_000_000  # bytes that may be written, to each folder in memory
MEGABYTE = 1_000_000
RULES = "rules"  # name of the file with the calls that a box refuses
# No network, no processes, no shared memory but its own. (--unshare-all would also map every user to one.)
APART = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]


@dataclass(frozen=True)
class Limits:
    """What a check may use. ``seconds``: per cell; ``megabytes``: resident memory of kernel and all it starts;
    ``processes``: processes and threads; ``printed``: bytes of output in all."""

    seconds: float = 20
    megabytes: int = 1_500
    processes: int = 64
    printed: int = 2_000_000


def missing() -> str:
    """What confining needs and this machine lacks, in words; empty if nothing."""
    if sys.platform != "linux":
        return "answers can be confined on Linux only"
    lacking = [name for name in ("bwrap", "prlimit", *(("setpriv",) if os.geteuid() == 0 else ())) if not shutil.which(name)]
    if lacking:
        return f"{' and '.join(lacking)} not found (on Debian or Ubuntu: apt install bubblewrap util-linux)"
    return "" if works() else "bubblewrap is here but may not make a box (user namespaces are switched off)"


@cache
def works() -> bool:
    """Can a box be made here? Tried once."""
    with tempfile.TemporaryDirectory() as folder:
        rules = write_rules(Path(folder))
        return subprocess.run([*command(rules, 0, Limits()), "true"], capture_output=True, check=False).returncode == 0


def require_confined(unconfined: bool) -> bool:
    """Whether to confine: True where it can be done. Raises NoticesError where not, unless ``unconfined`` is wished."""
    if unconfined:
        return False
    if missing():
        raise NoticesError(f"Answers would run unconfined here: {missing()}. If you trust them, such as your own, add --unconfined.")
    return True


KERNEL_FLAGS = ["--log-level=CRITICAL", "--HistoryManager.enabled=False"]  # of every kernel that runs answers, in a box or not


def nursery(rules: Path, slot: int, limits: Limits) -> list[str]:
    """The command of a box that makes kernels. ``rules``: the file with the calls that are refused (:func:`write_rules`); ``slot``:
    which of the boxes that run at the same time this is."""
    return [*command(rules, slot, limits), sys.executable, "-m", "notices.course.exercises.nursery"]


def command(rules: Path, slot: int, limits: Limits) -> list[str]:
    """The command that runs another one in a box."""
    return [*_with_rules(rules), *APART, "--die-with-parent", "--new-session", "--clearenv", *_environment(), *_files(),
            *_user(slot), "--chdir", HOME, "--", *_bounds(limits), *_drop(slot)]


def _with_rules(rules: Path) -> list[str]:
    """bubblewrap reads the rules from an open file, which only a shell can hand to it here; of our environment it gets nothing, since
    a box can read what its first process was given."""
    refuse = "--seccomp 9" if calls.rules() else ""
    return ["sh", "-c", f'exec env -i PATH="$PATH" bwrap {refuse} "$@" 9<"$0"', str(rules)]


def _environment() -> list[str]:
    values = {"HOME": HOME, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8", "USER": "learner",
              "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MPLBACKEND": "module://matplotlib_inline.backend_inline",
              "PYTHONDONTWRITEBYTECODE": "1", "IPYTHONDIR": f"{HOME}/.ipython"}
    return [part for name, value in values.items() for part in ("--setenv", name, value)]


def _files() -> list[str]:
    """Read only: the system's programs and libraries, Python, this package, its data. In memory and small: home, /tmp, /dev/shm."""
    parts = ["--ro-bind", "/usr", "/usr"]
    for name in ("/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if os.path.islink(name):
            parts += ["--symlink", os.readlink(name), name]
        elif os.path.isdir(name):
            parts += ["--ro-bind", name, name]
    parts += ["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--proc", "/proc", "--dev", "/dev"]
    for folder in (HOME, "/tmp", "/dev/shm"):
        parts += ["--perms", "1777", "--size", str(SMALL), "--tmpfs", folder]
    for above in sorted({str(parent) for place in _readable() for parent in Path(place).parents} - {"/", "/tmp"}):
        parts += ["--perms", "0755", "--dir", above]  # else only root could pass through them
    for place in _readable():
        parts += ["--ro-bind", place, place]
    parts += [part for place in _hidden() for part in ("--tmpfs", place, "--remount-ro", place)]
    return [*parts, "--remount-ro", "/dev", "--remount-ro", "/"]


@cache
def _readable() -> tuple[str, ...]:
    """What Python needs, and of the course only the package and its data: exercises and lessons lie beside them."""
    package, data = Path(notices.__file__).parent, data_file("claims.csv").parent
    base = Path(sys.executable).resolve().parents[1]
    places = {sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), str(base), str(package), str(data)}
    return tuple(place for place in sorted(places) if Path("/usr") not in (Path(place), *Path(place).parents))


def _hidden() -> tuple[str, ...]:
    """What of the course would be seen because of where it lies, such as in Python's own folder: exercises with their solutions."""
    try:
        exercises = course_folder() / "exercises"
    except NoticesError:
        return ()
    seen = any(Path(place) in exercises.parents for place in ("/usr", *_readable()))
    return (str(exercises),) if seen and exercises.is_dir() else ()


def _user(slot: int) -> list[str]:
    """Root makes the box itself and leaves its rights at the door; others get a user namespace of their own."""
    if os.geteuid() == 0:
        return ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return ["--unshare-user", "--uid", str(user(slot)), "--gid", str(user(slot))]


def _drop(slot: int) -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid", str(user(slot)), "--regid", str(user(slot)), "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"]


def _bounds(limits: Limits) -> list[str]:
    """Bounds on each process; what all use together is watched from outside."""
    return ["prlimit", f"--as={2 * limits.megabytes * MEGABYTE}", f"--nproc={limits.processes}", f"--fsize={SMALL}", "--core=0",
            "--nofile=128", "--"]


def write_rules(folder: Path) -> Path:
    """The file with the calls that a box refuses, written to this folder."""
    (folder / RULES).write_bytes(calls.rules())
    return folder / RULES


def give(folder: Path, slot: int) -> None:
    """Make the folder of the sockets writable for the box's user."""
    if os.geteuid() == 0:
        os.chown(folder, user(slot), user(slot))


def user(slot: int) -> int:
    """The number of a box's user and of its group: another one in each slot and, as far as they go, in each run on this machine."""
    return FIRST_USER + (os.getpid() * MOST_AT_ONCE + slot) % USERS
