"""Values as the check cells print them: the same text for the same answer, in whatever dress it comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral, Real

import numpy as np

DIGITS = 6  # significant digits: more are noise of the way in which it was worked out
MOST = 20  # entries of a list that are shown
NO_ANSWER = "(no answer yet)"


def shown(value: object) -> str:
    """The value as plain text: 9.0 and np.int64(9) are "9", inf is "never", a list, tuple or array "1, 2, never".

    What has not been answered (``...`` or None) is "(no answer yet)", an empty list is "none". Never raises.
    """
    if value is None or value is ...:
        return NO_ANSWER
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (Real, np.number)):
        return _number(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _joined(f"{shown(key)}: {shown(entry)}" for key, entry in value.items())
    if isinstance(value, np.ndarray):
        return shown(value.tolist())
    if isinstance(value, (list, tuple, set, frozenset)):
        return _joined(map(shown, sorted(value, key=shown) if isinstance(value, (set, frozenset)) else value))
    return f"({type(value).__name__})"  # its own text might hold an address in memory


def as_count(value: object) -> str:
    """A count as :func:`shown` shows it; of what is no count, a yes or no or a whole array, what it is. Never raises."""
    if isinstance(value, np.ndarray) and value.size > 1:
        return f"({'a yes or no' if value.dtype == bool else 'a number'} for each of {value.size}, not a count)"
    return f"({shown(value)}, not a count)" if isinstance(value, (bool, np.bool_)) else shown(value)


def _number(value: object) -> str:
    if isinstance(value, (Integral, np.integer)):
        return str(int(value))
    number = float(value)
    if number in (float("inf"), float("-inf")):
        return "never" if number > 0 else "-never"
    if number == int(number) if number == number else False:
        return str(int(number))
    return f"{number:.{DIGITS}g}"


def _joined(texts: Iterable[str]) -> str:
    texts = list(texts)
    more = f", and {len(texts) - MOST} more" if len(texts) > MOST else ""
    return ", ".join(texts[:MOST]) + more or "none"
