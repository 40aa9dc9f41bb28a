"""The belief questions as sliders and a button that keeps the answers: asked in lesson 1, and again in lesson 10."""

from __future__ import annotations

from notices.course import beliefs
from notices.widgets.controls import Action, Control, Range
from notices.widgets.kit import Values

NO_ANSWER = -5  # the slider's first stop


class BeliefSliders:
    """What a belief board has besides its picture. An answer that was kept stays as it is.

    ``kept``: percent by question, as kept; ``remark``: what there is to say about the last press of the button, else empty.
    """

    def __init__(self, when: str, kept_words: str) -> None:
        self._when, self._kept_words = when, kept_words
        self.kept = beliefs.answers(when)
        self.remark = ""

    def controls(self) -> list[Control]:
        """A slider for each question, and the button."""
        return [*(Range(id_, f"{id_}: how likely?", NO_ANSWER, 100, self.kept.get(id_, NO_ANSWER), 5, format=_percent)
                  for id_ in beliefs.questions()), Action("keep", "Keep my answers")]

    def follow(self, before: Values, after: Values) -> Values:
        """Keep the answers if asked; what is kept does not move, and the remark says so to whoever tries."""
        self.remark = self._stays(after)
        if after["keep"] > before["keep"]:
            self._keep({id_: percent for id_, percent in self.answers(after).items() if id_ not in self.kept})
        return after | self.kept

    def _stays(self, after: Values) -> str:
        """Which answers were kept before and moved all the same; empty if none was."""
        return " ".join(f"{id_} was kept at {percent:g}% and stays there." for id_, percent in self.kept.items() if after[id_] != percent)

    @staticmethod
    def answers(values: Values) -> dict[str, int]:
        """Percent by question, where there is an answer."""
        return {id_: int(values[id_]) for id_ in beliefs.questions() if values[id_] != NO_ANSWER}

    def _keep(self, fresh: dict[str, int]) -> None:
        if fresh:
            self.remark = beliefs.keep(fresh, when=self._when) or self._kept_words
            self.kept |= beliefs.answers(self._when)
        else:
            self.remark = "There is no new answer to keep: move a slider first."


def _percent(value: float) -> str:
    return "no answer yet" if value == NO_ANSWER else f"{value:g}%"
