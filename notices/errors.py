"""What a person reads when something is wrong: the place, the value, what was expected, what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Iterable


class NoticesError(ValueError):
    """Input that cannot be used. The message says where, what, what was expected and what to do next."""


class CombinationError(NoticesError):
    """Values each of which is possible, and which make no sense together."""


class DataError(NoticesError):
    """A data file that cannot be used: broken line, wrong encoding, missing source, unknown id."""


def nearest(name: object, options: Iterable[str]) -> str:
    """' Did you mean "x"?' for the closest option, or an empty text when none is close."""
    by_lower = {option.lower(): option for option in options}
    close = get_close_matches(str(name).lower(), by_lower, n=1, cutoff=0.5)
    return f' Did you mean "{by_lower[close[0]]}"?' if close else ""


def listed(options: Iterable[object]) -> str:
    """The options as words: 'a, b or c'."""
    words = [str(option) for option in options]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
