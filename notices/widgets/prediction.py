"""A prediction: made and locked in before anything is revealed, and met again later in the lesson."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any, Callable, Sequence

from notices.course import learner
from notices.errors import NoticesError, listed, nearest
from notices.widgets.kit import front_end, live_view

NO_PREDICTION = "No prediction yet. Lock one in above; the lesson then comes back to it here."
SKIPPED = "You opened the picture without a prediction."


@dataclass
class PredictionState:
    """What was predicted under a key. All there is to remember: the choice, or that there was none."""

    key: str
    options: tuple[str, ...]
    choice: str | None = None
    skipped: bool = False
    remark: str = ""  # what to tell about the learner's file, if anything
    _watchers: list[Callable[[], None]] = field(default_factory=list, repr=False, compare=False)

    @property
    def settled(self) -> bool:
        """Locked in, or done without."""
        return self.choice is not None or self.skipped

    def lock(self, choice: str) -> None:
        """Lock a choice in, once. Raises NoticesError for a second time or for what is no option."""
        if self.settled:
            raise NoticesError(f'prediction "{self.key}" {self._how()}. It stays as it is; the lesson comes back to it.')
        self.choice, self.remark = learner.remember_first("prediction", self.key, checked_option(self.key, self.options, choice), self.options)
        if self.choice != choice:
            self.remark = f"You had locked this in before, in another window, and it stays. {self.remark}"
        self._tell()

    def skip(self) -> None:
        """Go on without a prediction; has no effect after one."""
        if not self.settled:
            self.skipped = True
            self._tell()

    def watch(self, callback: Callable[[], None]) -> None:
        """Call this when the prediction is settled."""
        self._watchers.append(callback)

    def _how(self) -> str:
        return "was skipped" if self.skipped else f'is locked in: "{self.choice}"'

    def _tell(self) -> None:
        for callback in self._watchers:
            callback()


def checked_option(key: str, options: Sequence[str], choice: str) -> str:
    """The choice. Raises NoticesError if it is none of the options."""
    if choice not in options:
        raise NoticesError(f'prediction "{key}": "{choice}" is no option. Expected {listed(options)}.{nearest(choice, options)}')
    return choice


# Kept for as long as the kernel runs: running a cell again must not undo a prediction. The learner's file keeps a choice for longer.
_states: dict[str, PredictionState] = {}


def remembered(key: str, options: Sequence[str]) -> PredictionState:
    """The state under a key: the one from before, in this kernel or an earlier one, unless the options have changed since."""
    if key not in _states or _states[key].options != tuple(options):
        earlier = learner.load().get("prediction", {}).get(key)
        _states[key] = PredictionState(key, tuple(options), earlier if earlier in options else None)
    return _states[key]


class Prediction:
    """A question with options, one of which is locked in, once. Serves as the gate of a board.

    ``key`` names the prediction: the same key is the same prediction, in one kernel, and through the learner's file also in the next.
    """

    def __init__(self, question: str, options: Sequence[str], *, key: str) -> None:
        if len(set(options)) < max(2, len(options)):
            raise NoticesError(f'prediction "{key}": the options are {list(options)!r}. Expected two or more, no two alike.')
        self.question = question
        self.options = tuple(options)
        self.state = remembered(key, options)
        self._widget: Any = None
        self.watch(self._refresh)

    @property
    def locked(self) -> bool:
        """Whether a choice is locked in."""
        return self.state.choice is not None

    @property
    def choice(self) -> str | None:
        """The option that is locked in, or None."""
        return self.state.choice

    @property
    def settled(self) -> bool:
        """Locked in, or done without."""
        return self.state.settled

    def lock(self, choice: str) -> None:
        """Lock a choice in, as a reader does. Raises NoticesError the second time."""
        self.state.lock(choice)

    def skip(self) -> None:
        """Go on without a prediction, as a reader may."""
        self.state.skip()

    def watch(self, callback: Callable[[], None]) -> None:
        """Call this when the prediction is settled."""
        self.state.watch(callback)

    def returned(self, answer: str, explanation: str, gives: str = "What the rule gives") -> Returned:
        """The view for later: what was predicted beside ``answer``, the option that holds, and why.

        ``gives`` says what it is that settles the answer: a rule, a count.
        """
        return Returned(self, checked_option(self.state.key, self.options, answer), explanation, gives)

    @property
    def sentence(self) -> str:
        """Where the prediction stands, for the reader; empty while it is open."""
        if self.locked:
            return f"Locked in: “{self.choice}”. It cannot be changed now; the lesson comes back to it. {self.state.remark}".rstrip()
        return SKIPPED if self.settled else ""

    @property
    def widget(self) -> Any:
        """The ipywidget that shows this; made when first asked for."""
        if self._widget is None:
            self._widget = front_end().PredictionWidget(self)
        return self._widget

    def _refresh(self) -> None:
        if self._widget is not None:
            self._widget.refresh()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        options = "".join(f"<li>{escape(option)}</li>" for option in self.options)
        html = f"<p><strong>Your prediction.</strong> {escape(self.question)}</p><ul>{options}</ul><p>{escape(self.sentence)}</p>"
        lines = [f"Your prediction. {self.question}", *(f"( ) {option}" for option in self.options), self.sentence]
        return live_view(self.widget) | {"text/html": html, "text/plain": "\n".join(lines).rstrip()}


class Returned:
    """A prediction met again: what was predicted, what the rule gives, and why. Follows the prediction by itself."""

    def __init__(self, prediction: Prediction, answer: str, explanation: str, gives: str) -> None:
        self.prediction = prediction
        self.gives = gives
        self.answer = answer
        self.explanation = explanation
        self._widget: Any = None
        prediction.watch(self._refresh)

    @property
    def sentences(self) -> list[str]:
        """What the view says now, a sentence or two for each paragraph; no answer before the prediction."""
        if not self.prediction.settled:
            return [NO_PREDICTION]
        predicted = f"You predicted: “{self.prediction.choice}”." if self.prediction.locked else SKIPPED
        return [predicted, *self._answer()]

    def _answer(self) -> list[str]:
        same = " That is what you predicted." if self.prediction.choice == self.answer else ""
        return [f"{self.gives}: “{self.answer}”.{same}", self.explanation]

    @property
    def widget(self) -> Any:
        """The ipywidget that shows this; made when first asked for."""
        if self._widget is None:
            self._widget = front_end().ReturnedWidget(self)
        return self._widget

    def _refresh(self) -> None:
        if self._widget is not None:
            self._widget.refresh()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences)
        answer = "".join(f"<p>{escape(sentence)}</p>" for sentence in self._answer())
        folded = "" if self.prediction.settled else f"<details><summary>{escape(self.gives)}</summary>{answer}</details>"
        return live_view(self.widget) | {"text/html": said + folded, "text/plain": "\n".join(self.sentences)}
