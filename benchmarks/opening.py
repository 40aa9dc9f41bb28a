"""From opening a lesson to a ready kernel, and from *Run All* to the last picture, in JupyterLab and Chromium.

    python -m benchmarks.opening        each lesson in turn: prints docs/opening.md, and writes it

A lesson is opened in a new tab of one browser, as from a bookmark, so JupyterLab itself is loaded each time. All boards are opened
without a prediction, for a shut board shows no picture.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.browser import REPOSITORY, WINDOW, lab_and_browser

PAGE = REPOSITORY / "docs" / "opening.md"
TIMES = 3


@dataclass(frozen=True)
class Opened:
    """Seconds until the kernel was ready, and from then on from *Run All* to the last picture."""

    ready: float
    ran: float


def measure(times: int = TIMES) -> Iterator[tuple[str, list[Opened]]]:
    """Each lesson, and what was measured."""
    with lab_and_browser(with_lessons=True) as (lab, browser):
        for path in sorted((lab.root / "lessons").glob("[0-9][0-9]-*.ipynb")):
            yield path.stem, [once(lab, browser, f"lessons/{path.name}") for _ in range(times)]


def once(lab, browser, path: str) -> Opened:
    """Open a lesson in a new tab and run it. Raises RuntimeError if a cell ends with an error."""
    from jupyterlab_driver import open_boards, show_all_cells  # found since `lab_and_browser`

    page = browser.new_page(viewport=WINDOW)
    begun = time.perf_counter()
    lab.open(page, path)
    ready = time.perf_counter()
    show_all_cells(page)
    if errors := lab.run_all(page):
        raise RuntimeError(f"{path} ended with {errors}")
    open_boards(page)
    opened = Opened(ready - begun, time.perf_counter() - ready)
    page.close()
    lab.forget()
    return opened


def page_of(rows: dict[str, list[Opened]], times: int = TIMES) -> str:
    """The table."""
    lines = ["# Opening a lesson", "",
             f"Seconds from opening a lesson in a new tab to a ready kernel, and from *Run All* to the last picture: medians of {times}. "
             "`python -m benchmarks.opening` measures and writes this page.", "",
             "| lesson | ready kernel | run all to last picture |", "|---|--:|--:|"]
    lines += [f"| {name} | {statistics.median(one.ready for one in found):.1f} | {statistics.median(one.ran for one in found):.1f} |"
              for name, found in rows.items()]
    return "\n".join([*lines, "", f"Measured on {os.cpu_count()} cores with Python {platform.python_version()}.", ""])


def main() -> int:
    """Measure, print, and write the page."""
    rows = {}
    for name, found in measure():
        rows[name] = found
        print(name, found, file=sys.stderr)
    print(page_of(rows))
    PAGE.write_text(page_of(rows), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
