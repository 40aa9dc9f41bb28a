"""A picture is three things from the same data: an image, words and a table. A scene makes many of them, fast."""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from html import escape
from numbers import Integral, Real
from typing import Any, Sequence, TypeVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from notices.errors import NoticesError
from notices.figures import style
from notices.figures.png import PngEncoder

SomeArtist = TypeVar("SomeArtist", bound=Artist)


def written(value: object) -> str:
    """A table cell as text: whole numbers in full, others to three digits, inf as never, no value as a dash."""
    if value is None or value is np.ma.masked:
        return "–"
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    return _number(value) if isinstance(value, Real) else str(value)


def _number(value: Real) -> str:
    number = float(value)
    if math.isnan(number):
        return "–"
    if math.isinf(number):
        return "never" if number > 0 else "before all"
    if isinstance(value, Integral) or number.is_integer() or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"


@dataclass(frozen=True)
class Table:
    """The numbers of a picture: a caption, the columns' names (with units), and rows; a row begins with its name.

    ``folded``: in a notebook it shows when this line is opened; empty: it always shows.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    folded: str = ""

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise NoticesError(
                    f'table "{self.caption}", row {number}: {len(row)} cells. Expected {len(self.columns)}, one for each column.'
                )

    def cells(self) -> list[list[str]]:
        """The rows as text."""
        return [[written(value) for value in row] for row in self.rows]

    def to_html(self) -> str:
        """The table as HTML, everything in it escaped."""
        head = "".join(f'<th scope="col" {LEFT}>{escape(name)}</th>' for name in self.columns)
        body = "".join(f"<tr>{_html_row(row)}</tr>" for row in self.cells())
        table = f"<table><caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"<details><summary>{escape(self.folded)}</summary>{table}</details>" if self.folded else table

    def to_text(self) -> str:
        """The table as lines of text with columns under each other."""
        lines = [list(self.columns), *self.cells()]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        aligned = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
        return "\n".join([self.caption, *aligned])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.to_html(), "text/plain": self.to_text()}


LEFT = 'style="text-align:left"'  # notebooks set tables flush right, which makes sentences hard to read


def _html_row(row: list[str]) -> str:
    cells = "".join(f"<td {LEFT}>{_unbroken(escape(cell))}</td>" for cell in row[1:])
    return f'<th scope="row" {LEFT}>{escape(row[0])}</th>{cells}' if row else ""


def _unbroken(cell: str) -> str:
    """A number and its error stay on one line in a narrow window."""
    return cell.replace(" ± ", "&nbsp;±&nbsp;")


@dataclass(frozen=True)
class Picture:
    """An image with its size in pixels, a text in its place (``alt``), a sentence or two (``words``) and its table.

    ``note`` is what the frame in the image says. Raises NoticesError when the alt text or the words are missing.
    """

    png: bytes
    width: int
    height: int
    alt: str
    words: str
    table: Table
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("alt", "words"):
            if not getattr(self, name).strip():
                raise NoticesError(f'picture: "{name}" is empty. Expected a text that says what the picture shows.')

    @classmethod
    def of(cls, figure: Figure, *, alt: str, words: str, table: Table) -> Picture:
        """The picture of a framed figure from :func:`style.new_figure`, drawn in full."""
        with style.applied():
            figure.canvas.draw()
        height, width, _ = np.shape(figure.canvas.buffer_rgba())
        png = PngEncoder(height, width).encode(np.asarray(figure.canvas.buffer_rgba()))
        return cls(png, width, height, alt, words, table, style.note_of(figure))

    def to_html(self) -> str:
        """The still: image, words, and the table folded under them."""
        image = (
            f'<img alt="{escape(self.alt)}" width="{self.width}" height="{self.height}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{base64.b64encode(self.png).decode()}">'
        )
        table = f"<details><summary>The same as a table</summary>{self.table.to_html()}</details>"
        return f'<figure style="margin:0">{image}<figcaption>{escape(self.words)}</figcaption>{table}</figure>'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/html": self.to_html(), "image/png": self.png, "text/plain": self.words}


class Scene:
    """One figure, drawn again and again: what stands still is drawn once, what moves on top of it.

    A subclass sets up its axes in :meth:`build`, hands every artist that will change to :meth:`move`, and has a
    method ``show`` that moves them and ends with ``return self.picture(...)``. After a change to anything that stands
    still (the limits of an axis, a title), :meth:`invalidate`. The frame with its note is drawn around each
    scene; one that shows no simulated people names another of :data:`style.NOTES` as its ``note``.
    """

    width, height = style.WIDTH, style.HEIGHT
    note = style.ILLUSTRATIVE

    def __init__(self) -> None:
        self.figure = style.new_figure(self.width, self.height)
        self.moving: list[Artist] = []
        self._background: Any = None
        self._encoder = PngEncoder(self.height, self.width)
        with style.applied():
            self.build()
            style.frame(self.figure, self.note)

    def build(self) -> None:
        """Make the axes, what stands still, and what moves."""
        raise NotImplementedError(f"{type(self).__name__} has no build()")

    def move(self, artist: SomeArtist) -> SomeArtist:
        """Note an artist as one that changes from picture to picture, and return it."""
        artist.set_animated(True)
        self.moving.append(artist)
        return artist

    def invalidate(self) -> None:
        """Have what stands still drawn afresh next time."""
        self._background = None

    def draw(self) -> None:
        """Bring the canvas up to date: the kept background, then what moves, in the order of zorder."""
        canvas = self.figure.canvas
        if self._background is None:
            with style.applied():
                canvas.draw()
            self._background = canvas.copy_from_bbox(self.figure.bbox)
        canvas.restore_region(self._background)
        for artist in sorted(self.moving, key=Artist.get_zorder):
            self.figure.draw_artist(artist)

    def render(self) -> bytes:
        """The scene as it now is, as PNG."""
        self.draw()
        return self._encoder.encode(np.asarray(self.figure.canvas.buffer_rgba()))

    def picture(self, *, alt: str, words: str, table: Table) -> Picture:
        """The scene as it now is, with its words and numbers."""
        return Picture(self.render(), self.width, self.height, alt, words, table, style.note_of(self.figure))

    def faults(self) -> list[str]:
        """What a reader would trip over as the scene now is: text that is small, cut off or on top of other text."""
        self.draw()
        boxes = [(text.get_text(), text.get_window_extent(), text.get_size()) for text in style.texts_of(self.figure)]
        small = [f'"{words}" is set in {size:g} points' for words, _, size in boxes if size < style.SMALLEST_TEXT]
        cut = [f'"{words}" is cut off' for words, box, _ in boxes if not _inside(box, self.figure.bbox)]
        crowded = [
            f'"{first}" and "{second}" overlap'
            for at, (first, here, _) in enumerate(boxes) for second, there, _ in boxes[at + 1:] if _overlap(here, there)
        ]
        return small + cut + crowded


def _inside(box: Any, whole: Any) -> bool:
    return box.x0 >= whole.x0 and box.x1 <= whole.x1 and box.y0 >= whole.y0 and box.y1 <= whole.y1


def _overlap(here: Any, there: Any) -> bool:
    """More than a touch of a pixel in both directions."""
    wide = min(here.x1, there.x1) - max(here.x0, there.x0)
    high = min(here.y1, there.y1) - max(here.y0, there.y0)
    return wide > 1 and high > 1
