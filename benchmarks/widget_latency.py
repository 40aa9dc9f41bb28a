"""Key press to new picture, in JupyterLab and Chromium: a board, beside the same picture in `interactive_output`.

    python benchmarks/widget_latency.py                 the two clocks of lesson 3
    python benchmarks/widget_latency.py --lesson demo   the board that the kit is tested with

Both stand in one notebook with one kernel, and presses alternate, so that whatever else the machine does falls on both.
The clock starts when the page gets the key and stops when the frame that shows the new picture has been painted. Needs playwright and
Chromium (the `dev` extra). To measure another board, add it to TARGETS with a function that shows its picture plainly.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent / "tests"
NOTEBOOK = "lessons/latency.ipynb"
WARMING_UP = 5
PAUSE = 120  # milliseconds between presses, for both to come to rest


@dataclass(frozen=True)
class Target:
    """A board (`module:function`), the slider to press, and a function of its value that shows the picture plainly."""

    board: str
    control: str
    plain: str


TARGETS = {
    "3": Target("notices.widgets.lesson_3:two_clocks", "A-17 opens the account on day", "widget_latency:plain_two_clocks"),
    "demo": Target("demo_board:demo_board", "The account is opened", "widget_latency:plain_demo"),
}


def plainly(scene_class: type) -> object:
    """A new scene of which nothing is kept from picture to picture; its `show` returns the figure."""
    class Plain(scene_class):
        def move(self, artist):
            return artist

        def picture(self, **_):
            return self.figure

    return Plain()


def plain_two_clocks(opens_after: int) -> None:
    """The picture of lesson 3 as a notebook usually shows one: a new figure each time."""
    from IPython.display import display

    from notices.figures.two_clocks import TwoClocks, two_clocks
    from notices.widgets.lesson_3 import person
    display(two_clocks(person(opens_after, 3, "1"), plainly(TwoClocks)))


def plain_demo(opens: int) -> None:
    """The picture of the trial board, likewise."""
    from demo_board import Lanes
    from IPython.display import display
    display(plainly(Lanes).show(opens=opens, visit=12, appears=True, reading="account"))


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
PLAIN = """slider = ipywidgets.IntSlider(value=control.value, min=control.min, max=control.max)
ipywidgets.VBox([slider, ipywidgets.interactive_output(found({plain!r}), {{list(found({plain!r}).__annotations__)[0]: slider}})])"""

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


def measure(target: Target, presses: int) -> dict[str, list[float]]:
    """Milliseconds from key to picture, for each press, of both."""
    sys.path.insert(0, str(TESTS))
    from conftest import CHROMIUM_FLAGS, chromium_path
    from jupyterlab_driver import Lab
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "course"
        (root / "lessons" / "source").mkdir(parents=True)
        write_notebook(root / NOTEBOOK, target)
        lab = Lab(root)
        try:
            lab.wait_until_ready()
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 1600})
            lab.open(page, NOTEBOOK)
            if errors := lab.run_all(page):
                raise RuntimeError(f"the notebook ended with {errors}")
            return press_in_turn(page, target, presses)
        finally:
            lab.stop()


def write_notebook(path: Path, target: Target) -> None:
    """A notebook with both, in one kernel."""
    import nbformat

    setup = SETUP.format(paths=[str(HERE), str(TESTS)], board=target.board, control=target.control)
    cells = [nbformat.v4.new_code_cell(source) for source in (setup, "board", PLAIN.format(plain=target.plain))]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)


def press_in_turn(page, target: Target, presses: int) -> dict[str, list[float]]:
    """Press the slider of the one, then of the other, again and again."""
    outputs = {"board": page.locator(".notices-board"), "interactive_output": page.locator(".jupyter-widgets.widget-vbox")}
    sliders = {"board": outputs["board"].get_by_label(target.control),
               "interactive_output": outputs["interactive_output"].locator(".noUi-handle")}
    for name, output in outputs.items():
        output.locator("img").wait_for()
        sliders[name].focus()
        page.keyboard.press("Home")
        page.wait_for_timeout(10 * PAUSE)
    page.evaluate(WATCH)
    taken = {name: [] for name in outputs}
    steps = int(sliders["board"].get_attribute("max")) - int(sliders["board"].get_attribute("min"))
    for press in range(WARMING_UP + presses):
        key = "ArrowLeft" if press // steps % 2 else "ArrowRight"
        for name, output in outputs.items():
            sliders[name].focus()
            output.evaluate("output => { window.shown = window.nextPicture(output); }")
            page.keyboard.press(key)
            taken[name].append(page.evaluate("() => window.shown"))
            page.wait_for_timeout(PAUSE)
    return {name: times[WARMING_UP:] for name, times in taken.items()}


def report(taken: dict[str, list[float]]) -> str:
    """A table: median and 95th percentile in milliseconds, and how many times faster than the other."""
    plain = taken["interactive_output"]
    lines = [f"{'':20} {'median':>8} {'95%':>8} {'times faster':>13}"]
    for name, times in taken.items():
        faster = statistics.median(plain) / statistics.median(times)
        lines.append(f"{name:20} {statistics.median(times):5.0f} ms {statistics.quantiles(times, n=20)[-1]:5.0f} ms {faster:13.1f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Key press to new picture: a board beside interactive_output.")
    parser.add_argument("--lesson", choices=TARGETS, default="3", help="whose board to measure")
    parser.add_argument("--presses", type=int, default=60, help="presses of each slider")
    options = parser.parse_args()
    taken = measure(TARGETS[options.lesson], options.presses)
    print(f"lesson {options.lesson}, {options.presses} presses each, in turn; {os.cpu_count()} processors")
    print(report(taken))


if __name__ == "__main__":
    main()
