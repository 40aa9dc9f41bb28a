"""How things look through the whole course: one colour and one shape or dash each, in one place.

Colour never speaks alone. The colours keep their distance for readers with deuteranopia or
protanopia; within a group (the two channels, the moments, the stretches of days) they also
differ in lightness, so a grey print can be read; and every name has a marker, a dash or a hatch
that no other name has. Pictures are light cards with a background of their own, in any theme.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Iterator

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from notices.errors import NoticesError, listed, nearest

ILLUSTRATIVE = "Illustrative, not a forecast"
RETOLD = "The article, retold; what each id stands for is in data/claims.csv"
REPORTED = "What sources reported; nothing here is simulated"
# What the frame of a picture may say. A picture of simulated people says the first, and so does every scene that names no other.
NOTES = (ILLUSTRATIVE, RETOLD, REPORTED)

WIDTH, HEIGHT, DPI = 900, 420, 100
# Points, at 100 pixels to the inch; a notebook beside a file list shows 900 pixels as 840, and this as 10 points.
SMALLEST_TEXT = 10.5

CARD, INK, MUTED, EDGE, GRID = "#fdfcf8", "#1a1a1a", "#55524a", "#8c877b", "#dedad0"


@dataclass(frozen=True)
class Look:
    """One name's colour, and the marker, dash or hatch by which it is known without the colour."""

    color: str
    marker: str | None = None
    dash: str | tuple[int, tuple[int, ...]] | None = None
    hatch: str | None = None


# Okabe and Ito's colours, their yellow replaced by a brown for paper and their pink darkened.
CHANNELS = {
    "paper": Look("#6b3f12", marker="s", dash="solid"),
    "electronic": Look("#0072b2", marker="^", dash=(0, (5, 2))),
}
MOMENTS = {
    "issued": Look("#1a1a1a", marker=">"),
    "served": Look("#aa3377", marker="D"),
    "aware": Look("#009e73", marker="o"),
    "appeared": Look("#56b4e9", marker="P"),
}
STRETCHES = {
    "ban": Look("#d55e00", hatch="////"),
    "measures": Look("#e6b000", hatch="xxx"),
}
# A service rule of another place, put on the same synthetic people for comparison.
ELSEWHERE = {"transposed": Look("#6a4fd0", marker="p")}
LOOKS = CHANNELS | MOMENTS | STRETCHES | ELSEWHERE
# What a desk answers to somebody who asks: signs in ink, told apart by their shape alone.
ANSWERS = {"refused": "X", "allowed": "$\u2713$"}


def look(name: str) -> Look:
    """The look of a channel, a moment or a stretch of days. Raises NoticesError for a name that has none."""
    if name not in LOOKS:
        raise NoticesError(f'No look is set for "{name}". Expected {listed(LOOKS)}.{nearest(name, LOOKS)}')
    return LOOKS[name]


def line(name: str) -> dict[str, Any]:
    """Keywords for a line of a channel: its colour and its dash."""
    return {"color": look(name).color, "linestyle": look(name).dash or "solid", "linewidth": 2.5}


def point(name: str, size: float = 11) -> dict[str, Any]:
    """Keywords for a marker (`Axes.plot`) of ``size`` points: colour, shape, and an edge that shows on any ground."""
    return {
        "color": look(name).color, "marker": look(name).marker or "o", "linestyle": "none",
        "markersize": size, "markeredgecolor": INK, "markeredgewidth": 1.0,
    }


def answer(name: str, size: float = 11) -> dict[str, Any]:
    """Keywords for the sign (`Axes.plot`) of a desk's answer: ``refused`` or ``allowed``."""
    if name not in ANSWERS:
        raise NoticesError(f'No sign is set for the answer "{name}". Expected {listed(ANSWERS)}.{nearest(name, ANSWERS)}')
    return {"color": INK, "marker": ANSWERS[name], "linestyle": "none", "markersize": size, "markeredgecolor": CARD, "markeredgewidth": 0.8}


def bar(name: str) -> dict[str, Any]:
    """Keywords for a bar (any patch) of a stretch of days: a tint of its colour; hatch and edge in a darker shade of it."""
    color = look(name).color
    return {"facecolor": mixed(color, CARD, 0.55), "hatch": look(name).hatch, "edgecolor": mixed(color, INK, 0.3), "linewidth": 1.0}


def mixed(color: str, other: str, part: float) -> str:
    """A colour with ``part`` (0 to 1) of another mixed in."""
    channels = (round((1 - part) * _channel(color, at) + part * _channel(other, at)) for at in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _channel(color: str, at: int) -> int:
    return int(color[at:at + 2], 16)


SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans", "font.size": 11,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": EDGE, "xtick.color": INK, "ytick.color": INK,
    "figure.facecolor": CARD, "axes.facecolor": CARD, "grid.color": GRID, "hatch.linewidth": 1.2,
    "axes.titlelocation": "left", "axes.titlesize": 13, "axes.titleweight": "bold", "axes.titlepad": 10,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True,
}


@contextmanager
def applied() -> Iterator[None]:
    """The course's settings while pictures are made, whatever style a reader has switched on."""
    keep = {name: value for name, value in matplotlib.rcParamsDefault.items() if name.split(".")[0] in _DRAWN}
    with matplotlib.rc_context(keep | SETTINGS):
        yield


_DRAWN = {"axes", "figure", "font", "grid", "hatch", "image", "lines", "markers", "mathtext", "patch", "path", "text", "xtick", "ytick"}


def new_figure(width: int = WIDTH, height: int = HEIGHT) -> Figure:
    """An empty figure of that many pixels with a canvas of its own. Never pyplot: nothing is kept or shown twice."""
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=CARD)
    FigureCanvasAgg(figure)
    return figure


def frame(figure: Figure, note: str = ILLUSTRATIVE) -> Text:
    """Draw the card's edge and, inside it at the lower right, the note. Returns the note."""
    edge = Rectangle((0, 0), 1, 1, transform=figure.transFigure, fill=False, edgecolor=EDGE, linewidth=1.5)
    figure.add_artist(edge)
    wide, high = figure.get_size_inches() * DPI
    return figure.text(1 - 12 / wide, 9 / high, note, ha="right", va="bottom", size=SMALLEST_TEXT, style="italic", color=MUTED, gid="note")


def note_of(figure: Figure) -> str:
    """What the frame of a figure says; empty without a frame."""
    return next((text.get_text() for text in figure.texts if text.get_gid() == "note" and text.get_visible()), "")


def texts_of(part: Artist) -> list[Text]:
    """Every text that a figure, or a part of one, shows as last drawn."""
    if not part.get_visible():
        return []
    own = [part] if isinstance(part, Text) and part.get_text().strip() else []
    return own + [text for child in _shown_children(part) for text in texts_of(child)]


def _shown_children(part: Artist) -> list[Artist]:
    """The parts of a part. An axis also keeps ticks outside its limits, which are never drawn."""
    if not isinstance(part, Axis):
        return part.get_children()
    low, high = sorted(part.get_view_interval())
    ticks = [tick for tick in part.get_major_ticks() if low <= tick.get_loc() <= high]
    return [part.label, part.get_offset_text(), *ticks]
