"""Does this computer have what the lessons need? Each check says in plain words what to do if not.

    report(check_setup())

The same on the command line is `python -m notices doctor`. A finding that is fine is shown without versions or paths, so the output
is the same on every computer where all is well; what was found appears only where something is wrong. A kernel and the JupyterLab that
shows its lessons may be of two environments: packages are looked for in the first, JupyterLab and its extensions in the second.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from re import match
from typing import Any

from notices.course import jupyter_probe
from notices.course.folder import FIRST_LESSON, LESSONS
from notices.errors import NoticesError
from notices.sources import data_file, load_facts
from notices.systems import read_systems

OLDEST_PYTHON = "3.11"
# The same lower bounds as in pyproject.toml; a test compares them.
OLDEST = {"numpy": "2.0", "matplotlib": "3.10", "ipywidgets": "8.1", "anywidget": "0.9", "jupyterlab": "4.4"}
FONT = "DejaVu Sans"
WIDGET_MANAGER = "@jupyter-widgets/jupyterlab-manager"
OLDEST_MANAGER = "5"  # the one that shows what ipywidgets 8 makes
LAB_PYTHON = "NOTICES_LAB_PYTHON"  # set by `notices lab`: the Python of the JupyterLab that this kernel belongs to
# How a command line that runs a Jupyter server says so.
SERVERS = ("jupyter", "jupyter-lab", "jupyter-labhub", "jupyterhub-singleuser", "jupyter-server", "jupyter-notebook")
SECONDS_TO_ANSWER = 60
INSTALL_AGAIN = ("run make clean and then make lab, which installs the versions that belong together "
                 "(without make: install again as in README.md).")
START_AGAIN = "close this JupyterLab and start it with make lab (without make: see README.md)"
CELL = "text-align: left; vertical-align: top; padding: 0.2em 1.2em 0.2em 0"  # inside a widget no style sheet keeps cells apart
EXIT_CODES = "exit codes: 0 all is well, perhaps with remarks; 1 at least one line says PROBLEM; 2 the command line was not understood"


@dataclass(frozen=True)
class Finding:
    """One thing that was checked: whether it is fine, what was found, what was expected, what to do if not."""

    name: str
    ok: bool
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        if self.ok:
            return f"OK       {self.name}: fine ({self.expected})"
        return f"PROBLEM  {self.name}: {self.found} ({self.expected}). What to do: {self.remedy}"


@dataclass(frozen=True, repr=False)
class Report:
    """Findings, one line each as text, and as a table in a notebook."""

    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that are not fine."""
        return tuple(finding for finding in self.findings if not finding.ok)

    @property
    def ok(self) -> bool:
        """Is everything fine?"""
        return not self.problems

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
        count = len(self.problems)
        if not count:
            return "Everything is in place."
        return f"{count} {'thing needs' if count == 1 else 'things need'} attention; the lines with PROBLEM say what to do."

    def __str__(self) -> str:
        return "\n".join([*map(str, self.findings), self.verdict])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col" style="{CELL}">{head}</th>'
                        for head in ("Checked", "Outcome", "Needed", "What to do"))
        rows = "".join(map(_html_row, self.findings))
        return (f'<table><caption style="text-align: left">Self-test: {escape(self.verdict)}</caption>'
                f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _html_row(finding: Finding) -> str:
    outcome = "OK" if finding.ok else f"PROBLEM: {finding.found}"
    # The heading of the column says "Needed" already.
    cells = (outcome, finding.expected.removesuffix(" needed"), "nothing" if finding.ok else finding.remedy)
    return (f'<tr><th scope="row" style="{CELL}">{escape(finding.name)}</th>'
            + "".join(f'<td style="{CELL}">{escape(cell)}</td>' for cell in cells) + "</tr>")


def report(findings: Iterable[Finding] | None = None) -> Report:
    """The findings (by default those of ``check_setup()``) in a form to print or to show in a notebook."""
    return Report(tuple(check_setup() if findings is None else findings))


def main(arguments: list[str]) -> int:
    """Print the self-test and remarks that are no problems; 1 if something needs attention."""
    parser = argparse.ArgumentParser(prog="notices doctor", epilog=EXIT_CODES, description=(
        "Look at Python, the packages, JupyterLab and its extensions, the working folder, the font of the pictures and the data files. "
        "Each line says OK or PROBLEM, and a problem says what to do about it."))
    parser.parse_args(arguments)
    outcome = report()
    print("\n".join([*map(str, outcome.findings), *remarks(), outcome.verdict]))
    return 0 if outcome.ok else 1


def check_setup(folder: Path | str = ".") -> list[Finding]:
    """Check Python, the packages, JupyterLab, the working ``folder``, the font of the pictures, and the data files.

    Never raises for a problem it finds: each becomes a Finding with ``ok`` False. Leaves nothing behind in the folder.
    """
    lab = serving_lab()
    return [_python(), *(_package(name) for name in OLDEST if name != "jupyterlab"), _jupyterlab(lab), _manager(lab), _anywidget(lab),
            _course(Path(folder)), _writing(Path(folder)), _font(), _data()]


def remarks() -> list[str]:
    """What is no problem and good to know, one line each, beginning with REMARK."""
    return [f"REMARK   {remark}" for remark in (_lab_on_path(), _box()) if remark]


# ---- Python and the packages


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", _at_least(found, OLDEST_PYTHON), f"found {found}", f"{OLDEST_PYTHON} or newer needed",
                   f"install Python {OLDEST_PYTHON} or newer from python.org, run make clean, then make lab PYTHON=python{OLDEST_PYTHON}.")


def _package(name: str) -> Finding:
    expected = f"{OLDEST[name]} or newer needed"
    try:
        found = version(name) or "a damaged installation"  # None where the package's own record is missing
    except KeyError:  # the same, in the Pythons and the finders that raise instead
        found = "a damaged installation"
    except PackageNotFoundError:
        return Finding(name, False, "not installed", expected, INSTALL_AGAIN)
    return Finding(name, _at_least(found, OLDEST[name]), f"found {found}", expected, INSTALL_AGAIN)


def _at_least(found: str, oldest: str) -> bool:
    return _numbers(found) >= _numbers(oldest)


def _numbers(version_text: str) -> list[int]:
    """The leading numbers of a version: 4.4.0rc1 is [4, 4, 0]."""
    leading = match(r"[0-9]+(\.[0-9]+)*", version_text)
    return [int(part) for part in leading[0].split(".")] if leading else []


# ---- JupyterLab and its extensions, which may be of another environment than this Python


def serving_lab() -> dict[str, Any] | None:
    """What the environment of the JupyterLab has that shows this kernel's notebook, or else this Python's: see jupyter_probe.

    None where a Jupyter is in charge whose Python does not answer.
    """
    python = _lab_python()
    return jupyter_probe.probe() if python is None or _same_file(python, sys.executable) else _asked(python)


def _lab_python() -> str | None:
    """The Python of the server that this kernel was started by; None if there is none, or it is not known."""
    if "JPY_PARENT_PID" not in os.environ and "JPY_SESSION_NAME" not in os.environ:
        return None  # no kernel: on the command line, in a test
    named = os.environ.get(LAB_PYTHON)
    if named:
        return named
    try:
        import psutil  # comes with every kernel

        lines = [process.cmdline() for process in psutil.Process().parents()]
    except Exception:  # another system's rules about looking at processes: then it is not known
        return None
    return next((python for line in lines if (python := _server_of(line))), None)


def _server_of(line: list[str]) -> str | None:
    """The Python of a command line that runs a Jupyter server."""
    if len(line) < 2 or not Path(line[0]).name.lower().startswith("python"):
        return None
    runs = Path(line[2] if line[1] == "-m" and len(line) > 2 else line[1]).name.removesuffix(".exe").removesuffix("-script.py")
    if runs not in (*SERVERS, "jupyterlab"):
        return None
    beside = Path(line[1]).with_name(Path(line[0]).name)  # a command's Python lies beside it, also where the line names a third one
    return str(beside) if line[1] != "-m" and beside.exists() else shutil.which(line[0])


def _same_file(one: str, other: str) -> bool:
    """Are the two Pythons of one environment? A virtual environment's is a link to its parent's: links are not followed."""
    return Path(one).absolute().parent == Path(other).absolute().parent


def _asked(python: str) -> dict[str, Any] | None:
    """What another environment's Python says about itself."""
    code = Path(jupyter_probe.__file__).read_text(encoding="utf-8")
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, encoding="utf-8", timeout=SECONDS_TO_ANSWER, check=True,
                              env={**os.environ, "PYTHONIOENCODING": "utf-8"}, stdin=subprocess.DEVNULL)
        return json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def _where(lab: dict[str, Any]) -> str:
    """Which JupyterLab is meant, if it is not that of this Python's own environment."""
    if lab["prefix"] == sys.prefix:
        return ""
    return f" in the JupyterLab that runs, which is of {lab['prefix']}, while this kernel is of {sys.prefix}"


def _mended(lab: dict[str, Any]) -> str:
    return INSTALL_AGAIN if lab["prefix"] == sys.prefix else f"{START_AGAIN}, so that both are of one environment."


def _jupyterlab(lab: dict[str, Any] | None) -> Finding:
    expected = f"{OLDEST['jupyterlab']} or newer needed"
    if lab is None:
        return Finding("jupyterlab", False, "the Python of the JupyterLab that runs does not answer", expected, f"{START_AGAIN}.")
    found = lab["versions"]["jupyterlab"]
    if not found:
        return Finding("jupyterlab", False, f"not installed{_where(lab)}", expected,
                       f"{_mended(lab)} In another notebook program this one can be left out.")
    return Finding("jupyterlab", _at_least(found, OLDEST["jupyterlab"]), f"found {found}{_where(lab)}", expected, _mended(lab))


def _manager(lab: dict[str, Any] | None) -> Finding:
    expected = f"{WIDGET_MANAGER} {OLDEST_MANAGER} or newer, enabled"
    return _extension("Widgets in JupyterLab", lab, WIDGET_MANAGER, expected, lambda found: _at_least(found, OLDEST_MANAGER))


def _anywidget(lab: dict[str, Any] | None) -> Finding:
    def fits(found: str) -> bool:
        """JupyterLab shows a widget only with the extension of the same series as the package."""
        try:
            return _numbers(found)[:2] == _numbers(version("anywidget"))[:2]
        except (KeyError, PackageNotFoundError):  # its own line says so
            return True
    return _extension("anywidget in JupyterLab", lab, "anywidget", "the extension of the same version as the package, enabled", fits)


def _extension(name: str, lab: dict[str, Any] | None, extension: str, expected: str, fits: Callable[[str], bool]) -> Finding:
    """The finding about one of JupyterLab's extensions; fine where there is no JupyterLab, whose own line says so."""
    if lab is None or not lab["versions"]["jupyterlab"]:
        return Finding(name, True, "not looked for", expected, "")
    if lab["problem"]:
        return Finding(name, False, f"JupyterLab's settings could not be read{_where(lab)}: {lab['problem']}", expected,
                       "mend or remove the settings file that is named here.")
    found = lab["extensions"].get(extension)
    off = [one for one in lab["disabled"] if one == extension or one.startswith(f"{extension}:")]
    if found is None:
        return Finding(name, False, f"not installed{_where(lab)}", expected, _mended(lab))
    if off:
        return Finding(name, False, f"disabled{_where(lab)}", expected,
                       f"run {lab['python']} -m jupyter labextension enable {off[0]}, then start JupyterLab again.")
    return Finding(name, fits(found), f"found {found}{_where(lab)}", expected, _mended(lab))


def _lab_on_path() -> str:
    """What to know if the command jupyter lab would start another environment's; nothing if not."""
    command = shutil.which("jupyter-lab")
    ours = (Path(sys.executable).absolute().parent, Path(sysconfig.get_path("scripts")))
    if command is None or Path(command).absolute().parent in ours:
        return ""
    return (f"The command jupyter lab starts another JupyterLab here ({command}). "
            "Start the course with make lab (without make: see README.md).")


def _box() -> str:
    """What to know if answers of others cannot be run in a box; nothing if they can."""
    if find_spec("psutil") is None:
        return "psutil is not installed. It is needed only to check a class's work, as docs/checking.md says."
    from notices.course.exercises import box  # here, since nothing else of the self-test needs it

    missing = box.missing().rstrip(".")
    if not missing:
        return ""
    return f"{missing[0].upper()}{missing[1:]}. This is needed only to check a class's work, as docs/checking.md says."


# ---- the folder, the font and the data


def _course(folder: Path) -> Finding:
    here = folder.absolute()
    there = any((place / FIRST_LESSON).is_file() or (place / LESSONS / "source").is_dir() for place in (here, *here.parents))
    return Finding("Folder of the course", there, f"{here} is not in it", f"the working folder, or one above it, must hold {LESSONS}/",
                   "go to your clone of the course and start there with make lab; open lessons from its list of files.")


def _writing(folder: Path) -> Finding:
    return _tried("Writing files", lambda: _write_and_read(folder), OSError, "the lesson's folder must be writable",
                  "move the course to a folder of your own, such as your home folder, and check that the disk is not full.")


def _write_and_read(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".notices-check-", dir=folder) as scratch:
        file = Path(scratch, "check.txt")
        file.write_text("zażółć", encoding="utf-8")
        if file.read_text(encoding="utf-8") != "zażółć":
            raise OSError("what was written could not be read back")


def _font() -> Finding:
    return _tried("Font of the pictures", _find_font, (ValueError, ImportError), f"{FONT} must be found",
                  "install matplotlib again (run make lab): it brings this font along.")


def _find_font() -> None:
    from matplotlib.font_manager import findfont  # here, so that a missing matplotlib is a finding and no crash

    findfont(FONT, fallback_to_default=False)


def _data() -> Finding:
    return _tried("Data files", _read_data, NoticesError, "all must be there and readable",
                  "fetch the course again, or undo the change to the file that is named here.")


def _read_data() -> None:
    load_facts()
    read_systems(data_file("systems.toml"))


def _tried(name: str, attempt: Callable[[], object], errors: type | tuple[type, ...], expected: str, remedy: str) -> Finding:
    """A finding that is fine if the attempt runs through; the errors it may meet become what was found."""
    try:
        attempt()
    except errors as error:
        return Finding(name, False, f"this did not work: {error or type(error).__name__}", expected, remedy)
    return Finding(name, True, "this worked", expected, remedy)
