"""Does this computer have what the lessons need? Each check says in plain words what to do if not.

    report(check_setup())

A finding that is fine is shown without versions or paths, so the output is the same on every computer
where all is well; what was found appears only where something is wrong.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from re import match

from notices.errors import NoticesError
from notices.sources import data_file, load_facts
from notices.systems import read_systems

OLDEST_PYTHON = "3.11"
# The same lower bounds as in pyproject.toml; a test compares them.
OLDEST = {"numpy": "2.0", "matplotlib": "3.10", "ipywidgets": "8.1", "anywidget": "0.9", "jupyterlab": "4.4"}
FONT = "DejaVu Sans"


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
        heads = "".join(f'<th scope="col" style="text-align: left">{head}</th>'
                        for head in ("Checked", "Outcome", "Needed", "What to do"))
        rows = "".join(map(_html_row, self.findings))
        return (f'<table><caption style="text-align: left">Self-test: {escape(self.verdict)}</caption>'
                f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def _html_row(finding: Finding) -> str:
    outcome = "OK" if finding.ok else f"PROBLEM: {finding.found}"
    cells = (outcome, finding.expected, "nothing" if finding.ok else finding.remedy)
    return (f'<tr><th scope="row" style="text-align: left">{escape(finding.name)}</th>'
            + "".join(f'<td style="text-align: left">{escape(cell)}</td>' for cell in cells) + "</tr>")


def report(findings: Iterable[Finding] | None = None) -> Report:
    """The findings (by default those of ``check_setup()``) in a form to print or to show in a notebook."""
    return Report(tuple(check_setup() if findings is None else findings))


def check_setup(folder: Path | str = ".") -> list[Finding]:
    """Check Python, the packages, the right to write in ``folder``, the font of the pictures, and the data files.

    Never raises for a problem it finds: each becomes a Finding with ``ok`` False. Leaves nothing behind in the folder.
    """
    return [_python(), *(_package(name) for name in OLDEST), _writing(Path(folder)), _font(), _data()]


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", _at_least(found, OLDEST_PYTHON), f"found {found}", f"{OLDEST_PYTHON} or newer needed",
                   f"install Python {OLDEST_PYTHON} or newer from python.org, delete the folder .venv, then run make lab again.")


def _package(name: str) -> Finding:
    expected = f"{OLDEST[name]} or newer needed"
    remedy = "run make lab again: it installs the versions that belong together."
    try:
        found = version(name) or "a damaged installation"  # None where the package's own record is missing
    except KeyError:  # the same, in the Pythons and the finders that raise instead
        found = "a damaged installation"
    except PackageNotFoundError:
        if name == "jupyterlab":
            remedy += " In another notebook program this one can be left out."
        return Finding(name, False, "not installed", expected, remedy)
    return Finding(name, _at_least(found, OLDEST[name]), f"found {found}", expected, remedy)


def _at_least(found: str, oldest: str) -> bool:
    return _numbers(found) >= _numbers(oldest)


def _numbers(version_text: str) -> list[int]:
    """The leading numbers of a version: 4.4.0rc1 is [4, 4, 0]."""
    leading = match(r"[0-9]+(\.[0-9]+)*", version_text)
    return [int(part) for part in leading[0].split(".")] if leading else []


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
