"""How good was a forecast? The Brier score: the squared distance between the probability that was said and what happened.

    brier(0.9, happened=False)              0.81
    scores({"Q2": 60, "Q4": 60})            {"Q2": 0.36, "Q4": 0.16}, by the verdicts of ``outcomes.csv``

0 is best and 1 is worst; whoever always says one half gets 0.25, whatever happens.
"""

from __future__ import annotations

from collections.abc import Mapping

from notices.errors import NoticesError
from notices.outcomes import outcome

HALF = 0.25  # the score of always saying one half
HAPPENED = {"held": True, "did not hold": False}


def brier(probability: float, happened: bool) -> float:
    """The squared distance between a probability (0 to 1) and 1 for what happened or 0 for what did not.

    Raises NoticesError for what is no probability.
    """
    if isinstance(probability, bool) or not isinstance(probability, (int, float)) or not 0 <= probability <= 1:
        raise NoticesError(f"{probability!r} is no probability. Expected a number from 0 to 1; write 60 percent as 0.6.")
    return (probability - happened) ** 2


def happened(id_: str) -> bool | None:
    """Whether a claim or belief question came true; None while its verdict is neither *held* nor *did not hold*."""
    return HAPPENED.get(outcome(id_).verdict)


def scores(answers: Mapping[str, float]) -> dict[str, float]:
    """The Brier score of each answer (percent) that can be scored, by id. Raises DataError for an id without a row."""
    return {id_: brier(percent / 100, happened(id_)) for id_, percent in answers.items() if happened(id_) is not None}


def mean(found: Mapping[str, float]) -> float | None:
    """The mean of some scores; None where there are none."""
    return sum(found.values()) / len(found) if found else None
