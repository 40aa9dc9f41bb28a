"""Key press to new picture, in JupyterLab and Chromium: each lesson's board, beside the same picture in `interactive_output`.

    python -m benchmarks.widget_latency                 the boards of lessons 2 to 9: prints docs/widget-latency.md, and writes it
    python -m benchmarks.widget_latency --lesson 3      one of them, printed only

Both stand in one notebook with one kernel, and turns of ten presses alternate, so that whatever else the machine does falls on both.
The clock starts when the page gets the key and stops when the frame that shows the new picture has been painted. Needs playwright and
Chromium (the `dev` extra). The plain version calls the same function with a new figure each time, as notebooks usually have it.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CellType, FunctionType

from benchmarks.browser import REPOSITORY, WINDOW, lab_and_browser

PAGE = REPOSITORY / "docs" / "widget-latency.md"
NOTEBOOK = "lessons/latency.ipynb"
IN_A_TURN, WARMING_UP = 10, 2  # presses that count, and those before them that do not
TURNED = "board, turned round"  # presses after one the other way, for which no picture was drawn ahead
PAUSE = 120  # milliseconds between presses, for both to come to rest


MEDIAN, SLOWEST, FASTER = 40, 80, 2.5  # milliseconds, milliseconds for 95 of 100, times: what is expected of each board


@dataclass(frozen=True)
class Target:
    """A board (`module:function`), and the label of the slider to press."""

    board: str
    control: str


TARGETS = {
    "2": Target("notices.widgets.lesson_2:courier_list", "Day"),
    "3": Target("notices.widgets.lesson_3:two_clocks", "A-17 opens the account on day"),
    "4": Target("notices.widgets.lesson_4:law_calendar", "The notice is posted on"),
    "5": Target("notices.widgets.lesson_5:desks", "Today is"),
    "6": Target("notices.widgets.lesson_6:board", "Day"),
    "7": Target("notices.widgets.lesson_7:switchboard", "Courier visits a day, after"),
    "8": Target("notices.widgets.lesson_8:explorer", "Limit, “hardly any”: at most"),
    "9": Target("notices.widgets.lesson_9:designer", "From posting to service"),
}


def plainly(scene_class: type) -> object:
    """A new scene of which nothing is kept from picture to picture; its `show` returns the figure."""
    class Plain(scene_class):
        def move(self, artist):
            return artist

        def picture(self, **_):
            return self.figure

    return Plain()


def plain(board: object) -> Callable[[dict], None]:
    """The board's own function, with a new scene and so a new figure each time, shown as a notebook shows one."""
    from IPython.display import display

    def shown(values: dict) -> None:
        draw = board._draw
        kept = zip(draw.__code__.co_freevars, draw.__closure__)
        cells = [CellType(plainly(type(cell.cell_contents))) if name == "scene" else cell for name, cell in kept]
        display(FunctionType(draw.__code__, draw.__globals__, closure=tuple(cells))({**board.values, **values}))

    return shown


SETUP = """%matplotlib inline
import sys
from importlib import import_module
import ipywidgets
sys.path[:0] = {paths!r}
def found(place):
    module, name = place.split(":")
    return getattr(import_module(module), name)
board = found({board!r})()
control = next(one for one in board.controls.values() if one.label == {control!r})
if board.gate is not None:
    board.gate.skip()"""
PLAIN = """from benchmarks.widget_latency import plain
show = plain(board)
slider = ipywidgets.IntSlider(value=control.value, min=control.min, max=control.max, step=control.step)
ipywidgets.VBox([slider, ipywidgets.interactive_output(lambda value: show({control.name: value}), {"value": slider})])"""

# The same watch for both: a picture is there when an image in the output has new content, that content is loaded, and a
# frame with it has been painted (a message posted from an animation frame arrives after that frame).
WATCH = """() => {
    document.addEventListener('keydown', () => { window.pressed = performance.now(); }, true);
    window.nextPicture = output => new Promise(resolve => {
        const before = output.querySelector('img').src;
        const observer = new MutationObserver(async () => {
            const image = output.querySelector('img');
            if (!image || !image.src || image.src === before) return;
            observer.disconnect();
            if (!image.complete) await new Promise(loaded => { image.onload = loaded; });
            requestAnimationFrame(() => {
                const painted = new MessageChannel();
                painted.port1.onmessage = () => resolve(performance.now() - window.pressed);
                painted.port2.postMessage(null);
            });
        });
        observer.observe(output, {childList: true, subtree: true, attributes: true, attributeFilter: ['src']});
    });
}"""


def measure(lessons: Iterable[str], presses: int) -> Iterator[tuple[str, dict[str, list[float]]]]:
    """Lesson, and milliseconds from key to picture for each press of both, one lesson after another in one JupyterLab."""
    with lab_and_browser() as (lab, browser):
        for lesson in lessons:
            write_notebook(lab.root / NOTEBOOK, TARGETS[lesson])
            page = browser.new_page(viewport=WINDOW)
            lab.open(page, NOTEBOOK)
            if errors := lab.run_all(page):
                raise RuntimeError(f"the notebook of lesson {lesson} ended with {errors}")
            yield lesson, press_in_turn(page, TARGETS[lesson], presses)
            page.close()
            lab.forget()


def write_notebook(path: Path, target: Target) -> None:
    """A notebook with both, in one kernel."""
    import nbformat

    setup = SETUP.format(paths=[str(REPOSITORY)], board=target.board, control=target.control)
    cells = [nbformat.v4.new_code_cell(source) for source in (setup, "board", PLAIN)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def press_in_turn(page, target: Target, presses: int) -> dict[str, list[float]]:
    """Press the slider of the one for a while, as a reader does, then that of the other, and so on.

    Not press by press: a figure that the plain version has thrown away is cleared up while the board draws, and would count against it.
    Whoever comes first in a turn has to count what is not known yet, so that changes from turn to turn.
    """
    outputs = {"board": page.locator(".notices-board"), "interactive_output": page.locator(".jupyter-widgets.widget-vbox")}
    sliders = {"board": outputs["board"].get_by_label(target.control, exact=True),
               "interactive_output": outputs["interactive_output"].locator(".noUi-handle")}
    for name, output in outputs.items():
        output.locator("img").wait_for()
        sliders[name].focus()
        page.keyboard.press("Home")
        page.wait_for_timeout(10 * PAUSE)
    page.evaluate(WATCH)
    low, high, step = (float(sliders["board"].get_attribute(name)) for name in ("min", "max", "step"))
    steps = round((high - low) / step)
    taken = {name: [] for name in [*outputs, TURNED]}
    for turn in range(-(-presses // IN_A_TURN)):
        for name in list(outputs) if turn % 2 else reversed(list(outputs)):
            first = turn * (WARMING_UP + IN_A_TURN)
            keys = ["ArrowLeft" if press // steps % 2 else "ArrowRight" for press in range(first, first + WARMING_UP + IN_A_TURN)]
            taken[name] += list(pressed(page, sliders[name], outputs[name], keys))[WARMING_UP:]
            if name == "board":
                back = "ArrowRight" if keys[-1] == "ArrowLeft" else "ArrowLeft"
                taken[TURNED] += pressed(page, sliders[name], outputs[name], [back, keys[-1]])
    return taken


def pressed(page, slider, output, keys: Iterable[str]) -> Iterator[float]:
    """Press keys one after another: milliseconds from each to the picture that it brings."""
    slider.focus()
    for key in keys:
        output.evaluate("output => { window.shown = window.nextPicture(output); }")
        page.keyboard.press(key)
        yield page.evaluate("() => window.shown")
        page.wait_for_timeout(PAUSE)


@dataclass(frozen=True)
class Row:
    """What was measured of one lesson, in milliseconds."""

    lesson: str
    median: float
    slowest: float
    turned: float
    plain: float

    @classmethod
    def of(cls, lesson: str, taken: dict[str, list[float]]) -> Row:
        """From the times of each press."""
        board, other = taken["board"], taken["interactive_output"]
        return cls(lesson, statistics.median(board), statistics.quantiles(board, n=20)[-1], statistics.median(taken[TURNED]),
                   statistics.median(other))

    @property
    def faster(self) -> float:
        """How many times as long the plain version takes."""
        return self.plain / self.median

    @property
    def short_of(self) -> str:
        """What it does not reach, in words."""
        short = [("median", self.median > MEDIAN), ("95 %", self.slowest > SLOWEST), ("ratio", self.faster < FASTER)]
        return ", ".join(name for name, is_short in short if is_short) or "nothing"

    def __str__(self) -> str:
        return (f"| {self.lesson} | {TARGETS[self.lesson].control} | {self.median:.0f} | {self.slowest:.0f} | {self.turned:.0f} | {self.plain:.0f} | "
                f"{self.faster:.1f} | {self.short_of} |")


def page_of(rows: list[Row], presses: int) -> str:
    """The table."""
    lines = ["# From key to picture", "",
             "Milliseconds from the press of a key on a slider to the frame that shows the new picture, in JupyterLab and Chromium: "
             f"{presses} presses each, in turns of {IN_A_TURN} with the same picture in `interactive_output`. Expected of each board: a "
             "median of at most "
             f"{MEDIAN}, 95 of 100 presses within {SLOWEST}, and at least {FASTER} times as fast as the plain version. "
             "A board draws the picture after one more step the same way while nobody waits; *after turning round* is the median of the "
             "presses for which it could not. `python -m benchmarks.widget_latency` measures and writes this page.", "",
             "| lesson | slider | median | 95 % | after turning round | plain, median | times as fast | short of |",
             "|---|---|--:|--:|--:|--:|--:|---|",
             *map(str, rows)]
    return "\n".join([*lines, "", f"Measured on {os.cpu_count()} cores with Python {platform.python_version()}.", ""])


def main() -> int:
    """Measure, print, and write the page if all were measured; 0 if every board reaches what is expected."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.widget_latency",
                                     description="Key press to new picture: boards beside interactive_output.")
    parser.add_argument("--lesson", choices=TARGETS, help="whose board to measure; all if none is named")
    parser.add_argument("--presses", type=int, default=60, help="presses of each slider")
    options = parser.parse_args()
    rows = []
    for lesson, taken in measure([options.lesson] if options.lesson else TARGETS, options.presses):
        rows.append(Row.of(lesson, taken))
        print(rows[-1], file=sys.stderr)
    print(page_of(rows, options.presses))
    if not options.lesson:
        PAGE.write_text(page_of(rows, options.presses), encoding="utf-8", newline="\n")
    return 0 if all(row.short_of == "nothing" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
