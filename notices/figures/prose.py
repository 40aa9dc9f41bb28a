"""Sentences in a picture: text that is broken into lines of a given width, and a canvas measured in pixels to put it on."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Scene


def canvas(scene: Scene) -> Axes:
    """Axes over the whole of a scene, without lines, measured in pixels from the lower left."""
    axes = scene.figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, scene.width), ylim=(0, scene.height))
    axes.axis("off")
    return axes


def closed(title: str) -> str:
    """A title with the full stop that a sentence has, unless it is a question."""
    return title if title.endswith("?") else f"{title}."


class Prose:
    """A text in at most ``lines`` lines of at most ``width`` pixels, from (x, y) of the first line downwards.

    What does not fit ends in an ellipsis; the words under a picture hold all of it.
    """

    def __init__(self, scene: Scene, axes: Axes, x: float, y: float, width: float, lines: int, *, size: float = 11, step: float = 0,
                 **settings) -> None:
        self.width, self.size, self.weight = width, size, settings.get("weight", "normal")
        step = step or 2.1 * size
        self.labels = [scene.move(axes.add_artist(Label(x, y - step * line, "", size=size, va="center_baseline", **settings)))
                       for line in range(lines)]

    def set_text(self, text: str) -> None:
        """Show another text."""
        broken = wrapped(text, self.width, self.size, self.weight)
        if len(broken) > len(self.labels):
            broken = [*broken[:len(self.labels) - 1], broken[len(self.labels) - 1] + " …"]
        for label, line in zip(self.labels, [*broken, *[""] * len(self.labels)]):
            label.set_text(line)

    def set_color(self, color: str) -> None:
        """Show the text in another colour."""
        for label in self.labels:
            label.set_color(color)


@lru_cache(maxsize=2048)
def wrapped(text: str, width: float, size: float, weight: str = "normal") -> tuple[str, ...]:
    """The text in lines of at most ``width`` pixels; a word that is longer has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


_measure = RendererAgg(1, 1, style.DPI)


@lru_cache(maxsize=16384)
def _width(text: str, size: float, weight: str) -> float:
    font = FontProperties(family=style.SETTINGS["font.family"], size=size, weight=weight)
    return _measure.get_text_width_height_descent(text, font, False)[0]
