"""Boards and predictions on a page, through anywidget: labelled native controls, and a picture that swaps without a blink."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from traitlets import Bytes, Dict

from notices.widgets.kit import GATE_WORDS

if TYPE_CHECKING:
    from notices.course.exercises.button import Work
    from notices.figures.picture import Picture
    from notices.widgets.kit import Board
    from notices.widgets.prediction import Prediction, Returned

HERE = Path(__file__).parent
ON_ITS_WAY = 0.015  # seconds that a picture gets to leave for the page before the next one is drawn


class Live(anywidget.AnyWidget):
    """What the page needs: ``spec`` never changes, ``frame`` does."""

    _esm = (HERE / "board.js").read_text(encoding="utf-8")
    _css = (HERE / "board.css").read_text(encoding="utf-8")
    spec = Dict().tag(sync=True)
    frame = Dict().tag(sync=True)


class BoardWidget(Live):
    """Shows a board. Values that the page sends while one picture is being drawn arrive together afterwards.

    ``frame``, ``png`` and ``values`` change together, in one message; ``ahead`` and ``ahead_png`` are a frame that the page shows
    by itself if the reader comes to its values next.
    """

    png = Bytes().tag(sync=True)
    ahead = Dict().tag(sync=True)
    ahead_png = Bytes().tag(sync=True)
    # No echo: the page knows what it has just sent, and an older value must not pull a slider back.
    values = Dict().tag(sync=True, echo_update=False)

    def __init__(self, board: Board) -> None:
        self._board = board
        self._frames = 0
        self._soon: asyncio.TimerHandle | None = None
        self._foreseen: Picture | None = None  # the picture of ``ahead``
        controls = [control.spec() for control in board.controls.values()]
        spec = {"kind": "board", "title": board.title, "controls": controls, "gate": GATE_WORDS,
                "width": board.picture.width, "height": board.picture.height}
        super().__init__(spec=spec, values=dict(board.values))
        self.refresh()
        self.observe(self._receive, "values")
        self.on_msg(self._skip)

    def refresh(self) -> None:
        """Send the board's picture, words and table as they now are."""
        self._frames += 1
        with self.hold_sync():
            self.png = self._board.picture.png if self._board.open else b""
            self.frame = self._frame()
            self.values = dict(self._board.values)

    def _frame(self) -> dict[str, Any]:
        # The number makes every frame a change, also one that differs in its pixels only.
        about = {"number": self._frames, "values": dict(self._board.values), "open": self._board.open}
        if not self._board.open:
            return about
        picture = self._board.picture
        drawn = self.ahead["drawn"] if picture is self._foreseen else self._frames
        return {**about, **_shown(picture), "drawn": drawn, "trouble": self._board.trouble}

    def _draw_ahead(self) -> None:
        ahead = self._board.draw_ahead()
        if ahead is None:
            return
        values, self._foreseen = ahead
        with self.hold_sync():
            self.ahead_png = self._foreseen.png
            self.ahead = {"values": values, **_shown(self._foreseen), "drawn": f"after {self._frames}"}

    def _receive(self, change: dict[str, Any]) -> None:
        if change["new"] == self._board.values:
            return
        if self._soon is not None:
            self._soon.cancel()
        self._board.receive(change["new"])
        with suppress(RuntimeError):  # no event loop, as in a program of one's own: then nothing is drawn ahead
            self._soon = asyncio.get_running_loop().call_later(ON_ITS_WAY, self._draw_ahead)

    def _skip(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content == {"skip": True} and self._board.gate is not None:
            self._board.gate.skip()


def _shown(picture: Picture) -> dict[str, Any]:
    """What the page shows of a picture besides the image."""
    table = {"caption": picture.table.caption, "columns": list(picture.table.columns), "rows": picture.table.cells()}
    return {"width": picture.width, "height": picture.height, "alt": picture.alt, "words": picture.words, "table": table}


class PredictionWidget(Live):
    """Shows a prediction to be locked in."""

    def __init__(self, prediction: Prediction) -> None:
        self._prediction = prediction
        super().__init__(spec={"kind": "prediction", "question": prediction.question, "options": list(prediction.options)})
        self.refresh()
        self.on_msg(self._lock)

    def refresh(self) -> None:
        """Send where the prediction stands."""
        stand = self._prediction
        self.frame = {"settled": stand.settled, "choice": stand.choice, "sentence": stand.sentence}

    def _lock(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        # A second view of the same prediction may be late; what is settled stays.
        if not self._prediction.settled:
            self._prediction.lock(content["lock"])


class ReturnedWidget(Live):
    """Shows a prediction met again."""

    def __init__(self, returned: Returned) -> None:
        self._returned = returned
        super().__init__(spec={"kind": "returned"})
        self.refresh()

    def refresh(self) -> None:
        """Send what it says now."""
        self.frame = {"sentences": self._returned.sentences}


class CheckWidget(Live):
    """Shows the button *Check my work*, and the verdicts."""

    def __init__(self, work: Work) -> None:
        self._work = work
        super().__init__(spec={"kind": "check"})
        self.refresh()
        self.on_msg(self._press)

    def refresh(self) -> None:
        """Send where the check stands."""
        self.frame = self._work.frame()

    def _press(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        if content == {"check": True}:
            self._work.press()
