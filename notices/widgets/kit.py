"""The board: controls above, one picture below, its words and its table; the one widget of all lessons.

A board is plain Python: values in, a picture out. What shows it on a page is a front end: :mod:`notices.widgets.live`
where anywidget is installed, :mod:`notices.widgets.plain` (ipywidgets alone) elsewhere.
"""

from __future__ import annotations

import traceback
from contextlib import suppress
from threading import RLock
from typing import Any, Callable, Protocol, Sequence

from notices.errors import NoticesError, listed, nearest
from notices.figures.picture import Picture, Scene
from notices.figures.style import ILLUSTRATIVE, NOTES
from notices.widgets.controls import Action, Choice, Control, Range, Switch

__all__ = ["Action", "Board", "Choice", "Range", "Switch", "sweep"]

Values = dict[str, Any]

GATE_WORDS = "Lock in your prediction above; the picture opens then."


class Gate(Protocol):
    """What keeps a board shut until it is settled: a prediction."""

    @property
    def settled(self) -> bool: ...
    def skip(self) -> None: ...
    def watch(self, callback: Callable[[], None]) -> None: ...


class Board:
    """Controls and the picture that ``draw(values)`` makes of them, drawn once at the start and after every change.

    ``values`` maps each control's name to its value. With a ``gate``, a front end shows neither picture nor words
    until the gate is settled. Without ``follow``, the picture must depend on the values alone: :meth:`draw_ahead` then makes
    the next one before it is asked for. With ``follow``, a change may bring others with it: ``follow(before, after)`` gets the values
    before and after, and returns those to be drawn; the controls move along. Raises whatever ``draw`` raises, and
    NoticesError for a value that a control cannot take.
    """

    def __init__(self, controls: Sequence[Control], draw: Callable[[Values], Picture], *, title: str, gate: Gate | None = None,
                 follow: Callable[[Values, Values], Values] | None = None) -> None:
        self.controls = {control.name: control for control in controls}
        if len(self.controls) < len(controls):
            raise NoticesError(f'board "{title}": two controls have one name. Expected a name of its own for each.')
        self.title = title
        self.gate = gate
        self.values: Values = {name: control.check(control.value) for name, control in self.controls.items()}
        self.error: Exception | None = None
        self._draw = draw
        self._follow = follow
        self._widget: Any = None
        self._next: Values | None = None  # what another press of the same key brings
        self._ahead: tuple[Values, Picture] | None = None  # drawn before it was asked for
        self._one_at_a_time = RLock()  # a kernel may hear the page in one thread and run cells in another; a scene is drawn by one
        self.picture = draw(dict(self.values))
        if gate is not None:
            gate.watch(self._refresh)

    @property
    def open(self) -> bool:
        """Whether the picture may be shown."""
        return self.gate is None or self.gate.settled

    def set(self, **changes: Any) -> None:
        """Change some values and draw, as a reader does by moving a control."""
        with self._one_at_a_time:
            try:
                before = self.values
                self.values = self._after({name: self._control(name).check(value) for name, value in changes.items()})
                self._next = self._one_more(before)
                self.picture = self._ahead[1] if self._ahead and self._ahead[0] == self.values else self._draw(dict(self.values))
                self.error = None
            except Exception as error:
                self.error = error
                raise
            finally:
                self._refresh()

    def draw_ahead(self) -> tuple[Values, Picture] | None:
        """In a quiet moment, draw what the reader will see if they move the same slider one step further the same way.

        Returns those values and their picture; None where nothing can be foreseen. An error is kept quiet: it comes again, and is
        shown, if they do.
        """
        with self._one_at_a_time:
            values, self._next, self._ahead = self._next, None, None
            if values is not None and self.open:
                with suppress(Exception):
                    self._ahead = values, self._draw(dict(values))
            return self._ahead

    def _one_more(self, before: Values) -> Values | None:
        """The values after one more step the same way, if one slider has just moved and can go on."""
        moved = [control for name, control in self.controls.items() if before[name] != self.values[name]]
        if self._follow is not None or len(moved) != 1 or not isinstance(moved[0], Range):
            return None
        slider = moved[0]
        further = self.values[slider.name] + (slider.step if self.values[slider.name] > before[slider.name] else -slider.step)
        return self.values | {slider.name: slider.check(further)} if slider.min <= further <= slider.max else None

    def press(self, name: str) -> None:
        """Press a button, as a reader does."""
        self.set(**{name: self.values[self._control(name).name] + 1})

    def receive(self, changes: Values) -> None:
        """Change some values for a front end: an error is logged and shown on the board, not raised into the kernel."""
        try:
            self.set(**changes)
        except Exception:
            traceback.print_exc()

    @property
    def trouble(self) -> str:
        """The last error in words for the reader; empty when there is none."""
        if self.error is None:
            return ""
        reason = str(self.error) if isinstance(self.error, NoticesError) else f"{type(self.error).__name__}: {self.error}"
        return f"No picture could be drawn for these settings, so the one before stays. {reason}"

    @property
    def widget(self) -> Any:
        """The ipywidget that shows this board; made when first asked for, and the same one ever after."""
        if self._widget is None:
            self._widget = front_end().BoardWidget(self)
        return self._widget

    def _after(self, changes: Values) -> Values:
        """All values after some have changed, and after what that brings with it."""
        after = self.values | changes
        if self._follow is None:
            return after
        return {name: self._control(name).check(value) for name, value in self._follow(dict(self.values), after).items()}

    def _control(self, name: str) -> Control:
        if name not in self.controls:
            raise NoticesError(
                f'board "{self.title}": no control is called "{name}". Expected {listed(self.controls)}.{nearest(name, self.controls)}'
            )
        return self.controls[name]

    def _refresh(self) -> None:
        if self._widget is not None:
            self._widget.refresh()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The live view, and beside it the still for pages without a kernel."""
        return live_view(self.widget) | still(self.picture, folded=self.gate is not None)


def front_end() -> Any:
    """The module that shows boards and predictions here."""
    try:
        import anywidget  # noqa: F401  (an extra: absent in a browser's Python)
    except ImportError:
        from notices.widgets import plain
        return plain
    from notices.widgets import live
    return live


def live_view(widget: Any) -> dict[str, Any]:
    """The part of a mimebundle by which a page with a kernel shows the widget."""
    bundle = widget._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {kind: part for kind, part in data.items() if kind.startswith("application/")}


def still(picture: Picture, folded: bool) -> dict[str, Any]:
    """The picture as a still; folded, a reader opens it only after having made a prediction."""
    bundle = picture._repr_mimebundle_()
    if folded:
        bundle["text/html"] = f"<details><summary>Made your prediction? Open the picture.</summary>{bundle['text/html']}</details>"
    return bundle


def sweep(board: Board, scene: Scene | None = None) -> list[Picture]:
    """Put every control through its extremes, and all controls together; return the pictures. For tests.

    Raises what drawing raises, and AssertionError for a picture that says nothing, lacks the note in its frame (the one of the
    ``scene`` that draws, if that is given, else the one for simulated people), has an empty table, or (given the ``scene``)
    has text that is small, cut off or crowded.
    """
    start = dict(board.values)
    pictures = []
    for values in _settings(board):
        board.set(**start | values)
        _examine(board.picture, values, scene)
        pictures.append(board.picture)
    board.set(**start)
    return pictures


def _settings(board: Board) -> list[Values]:
    alone = [{name: value} for name, control in board.controls.items() for value in control.extremes()]
    low, high = ({name: control.extremes()[end] for name, control in board.controls.items()} for end in (0, -1))
    return [*alone, low, high]


def _examine(picture: Picture, values: Values, scene: Scene | None) -> None:
    assert picture.alt.strip() and picture.words.strip(), f"{values}: the picture has no alt text or no words"
    note = scene.note if scene is not None else ILLUSTRATIVE
    assert note in NOTES and note in picture.note, f'{values}: the frame does not say "{note}", or that is none of {NOTES}'
    assert picture.table.rows, f"{values}: the table is empty"
    faults = scene.faults() if scene is not None else []
    assert not faults, f"{values}: {'; '.join(faults)}"
