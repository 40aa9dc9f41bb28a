"""Text that moves: drawn once for each wording, then set down as a stamp.

Matplotlib draws a text glyph by glyph each time, about a millisecond for a short one; a picture
with a dozen labels would spend most of its time on text that it has drawn before.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D


class Label(Text):
    """A one-line, unrotated text, which keeps a stamp of each wording that it has shown.

    ``ground``: a colour laid under the letters, to be read on a hatch; none by default.
    """

    def __init__(self, *args, ground: str | None = None, **settings) -> None:
        super().__init__(*args, **settings)
        self.ground = ground

    def draw(self, renderer: RendererAgg) -> None:
        """Set the stamp down at whole pixels, aligned as the text says."""
        if not self.get_visible() or not self.get_text():
            self.stale = False
            return
        stamp, width, height, descent = _stamp(self.get_text(), self._fontproperties, self.get_color(), self.ground,
                                                renderer.dpi)
        x, y = self.get_transform().transform(self.get_unitless_position())
        left = x - {"left": 0, "center": width / 2, "right": width}[self.get_ha()]
        base = y - {"baseline": 0, "bottom": -descent, "top": height - descent,
                    "center": height / 2 - descent, "center_baseline": (height - descent) / 2}[self.get_va()]
        context = renderer.new_gc()
        renderer.draw_image(context, round(left) - PAD, round(base - descent) - PAD, stamp)
        context.restore()
        self.stale = False


PAD = 2  # pixels around a stamp, for the soft edges of the letters


@lru_cache(maxsize=4096)
def _stamp(text: str, font: FontProperties, color: str, ground: str | None,
           dpi: float) -> tuple[np.ndarray, float, float, float]:
    """(RGBA pixels from the bottom row up, width, height, descent in pixels) of one wording."""
    measure = RendererAgg(1, 1, dpi)
    width, height, descent = measure.get_text_width_height_descent(text, font, False)
    renderer = RendererAgg(ceil(width) + 2 * PAD, ceil(height) + 2 * PAD, dpi)
    context = renderer.new_gc()
    if ground:
        whole = Affine2D().scale(renderer.width, renderer.height)
        context.set_linewidth(0)
        renderer.draw_path(context, Path.unit_rectangle(), whole, to_rgba(ground))
    context.set_foreground(color)
    renderer.draw_text(context, PAD, ceil(height) + PAD - descent, text, font, 0)
    return np.array(renderer.buffer_rgba())[::-1], width, height, descent
