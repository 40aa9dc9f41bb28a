"""Boards and predictions where only ipywidgets is installed: the same parts in its own controls, all of them labelled above."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Callable

import ipywidgets

from notices.widgets.controls import Action, Choice, Control, Range, Switch
from notices.widgets.kit import GATE_WORDS

if TYPE_CHECKING:
    from notices.course.exercises.button import Work
    from notices.widgets.kit import Board
    from notices.widgets.prediction import Prediction, Returned


def _html(text: str, tag: str = "p", **attributes: str) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{escape(text)}</{tag}>" if text else ""


class BoardWidget(ipywidgets.VBox):
    """Shows a board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._refreshing = False
        self._controls = {name: _control(control) for name, control in board.controls.items()}
        self._shown = ipywidgets.HTML()
        self._skip = _button("Open without a prediction", lambda: board.gate.skip())
        labelled = [_labelled(board.controls[name], control) for name, control in self._controls.items()]
        super().__init__([ipywidgets.HTML(_html(board.title, "strong")), *labelled, self._shown, self._skip])
        for name, control in self._controls.items():
            _when_changed(control, lambda value, name=name: self._receive(name, value))
        self.refresh()

    def refresh(self) -> None:
        """Show the board's picture, words and table as they now are."""
        board, self._refreshing = self._board, True
        for name, control in self._controls.items():
            control.disabled = not board.open
            if hasattr(control, "value"):
                control.value = board.values[name]
        self._shown.value = _html(board.trouble, role="alert") + board.picture.to_html() if board.open else _html(GATE_WORDS)
        self._skip.layout.display = "none" if board.open else ""
        self._refreshing = False

    def _receive(self, name: str, value: Any) -> None:
        if not self._refreshing:
            self._board.receive({name: self._board.values[name] + 1 if value is None else value})


def _control(control: Control) -> ipywidgets.Widget:
    wide = {"layout": ipywidgets.Layout(width="min(100%, 30em)"), "style": {"description_width": "0"}}
    match control:
        case Range():
            options = [(control.text(value), value) for value in control.values()]
            return ipywidgets.SelectionSlider(options=options, value=control.check(control.value), **wide)
        case Choice(style=style):
            kind = ipywidgets.RadioButtons if style == "radio" else ipywidgets.Dropdown
            return kind(options=[(text, value) for value, text in control.labels().items()], value=control.value, **wide)
        case Switch():
            return ipywidgets.Checkbox(description=control.label, value=control.value, indent=False)
        case Action():
            return ipywidgets.Button(description=control.label, layout=ipywidgets.Layout(width="fit-content"))


def _labelled(control: Control, widget: ipywidgets.Widget) -> ipywidgets.Widget:
    if isinstance(control, (Switch, Action)):
        return widget
    return ipywidgets.VBox([ipywidgets.Label(control.label), widget])


def _when_changed(control: ipywidgets.Widget, tell: Callable[[Any], None]) -> None:
    """Tell each new value; a button, which has none, tells None."""
    if isinstance(control, ipywidgets.Button):
        control.on_click(lambda _: tell(None))
    else:
        control.observe(lambda change: tell(change["new"]), "value")


def _button(text: str, press: Callable[[], None]) -> ipywidgets.Button:
    button = ipywidgets.Button(description=text, layout=ipywidgets.Layout(width="fit-content"))
    button.on_click(lambda _: press())
    return button


class PredictionWidget(ipywidgets.VBox):
    """Shows a prediction to be locked in."""

    def __init__(self, prediction: Prediction) -> None:
        self._prediction = prediction
        self._options = ipywidgets.RadioButtons(options=prediction.options, value=None, layout=ipywidgets.Layout(width="fit-content"))
        self._button = _button("Lock in my prediction", self._lock)
        self._said = ipywidgets.HTML()
        super().__init__([ipywidgets.HTML(_html(prediction.question)), self._options, self._button, self._said])
        self.refresh()

    def refresh(self) -> None:
        """Show where the prediction stands."""
        if self._prediction.settled:
            self._options.value = self._prediction.choice
        self._options.disabled = self._button.disabled = self._prediction.settled
        self._said.value = _html(self._prediction.sentence, role="status")

    def _lock(self) -> None:
        if self._options.value is None:
            self._said.value = _html("Choose an answer first.", role="status")
        else:
            self._prediction.lock(self._options.value)


class ReturnedWidget(ipywidgets.HTML):
    """Shows a prediction met again."""

    def __init__(self, returned: Returned) -> None:
        self._returned = returned
        super().__init__()
        self.refresh()

    def refresh(self) -> None:
        """Show what it says now."""
        self.value = "".join(_html(sentence) for sentence in self._returned.sentences)


class CheckWidget(ipywidgets.VBox):
    """Shows the button *Check my work*, and the verdicts."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._button = _button("Check my work", work.press)
        self._said = ipywidgets.HTML()
        super().__init__([self._button, self._said])
        self.refresh()

    def refresh(self) -> None:
        """Show where the check stands."""
        frame = self._work.frame()
        self._button.disabled = frame["busy"]
        notes = "".join(_html(note) for note in frame["notes"])
        self._said.value = _html(frame["status"], role="status") + notes + "".join(map(_verdict, frame["verdicts"]))


def _verdict(verdict: dict[str, Any]) -> str:
    details = f"<details><summary>The error in full</summary>{_html(verdict['details'], 'pre')}</details>" if verdict["details"] else ""
    message = _ours(verdict["message"]) if verdict["ours"] else _html(verdict["message"])
    return _html(verdict["title"], "strong") + message + _hints(verdict["hints"] if not verdict["passed"] else []) + details


def _ours(text: str) -> str:
    """A text of the exercise's own, with what it sets off."""
    from notices.course.exercises.page import our_words

    return f"<p>{our_words(text)}</p>"


def _hints(hints: list[str], number: int = 1) -> str:
    """Hints to be opened one at a time: each inside the one before."""
    if not hints:
        return ""
    return f"<details><summary>Hint {number}</summary>{_ours(hints[0])}{_hints(hints[1:], number + 1)}</details>"
