"""The controls of a board, as data: each knows its values, its extremes and how it is to be shown."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass
from numbers import Real
from typing import Any, Callable, Mapping, Sequence

from notices.errors import NoticesError, listed, nearest

MOST_STEPS = 2000


@dataclass(frozen=True)
class Range:
    """A slider from ``min`` to ``max``. ``format`` writes a value for people; without it, the number and its unit."""

    name: str
    label: str
    min: float
    max: float
    value: float
    step: float = 1
    _: KW_ONLY
    unit: str = ""
    format: Callable[[float], str] | None = None

    def __post_init__(self) -> None:
        if not self.step > 0 or not self.min < self.max or not 1 <= self._steps() <= MOST_STEPS:
            raise NoticesError(
                f'control "{self.name}": from {self.min} to {self.max} by {self.step} is not a range. '
                f"Expected min below max, and 1 to {MOST_STEPS:,} steps between them."
            )
        self.check(self.value)

    def _steps(self) -> int:
        return math.floor((self.max - self.min) / self.step + 1e-9)

    def check(self, value: object) -> float:
        """The value on its step. Raises NoticesError for what is no number or lies outside."""
        if isinstance(value, bool) or not isinstance(value, Real) or not self.min <= float(value) <= self.max:
            raise NoticesError(f'control "{self.name}": {value!r} is not possible. Expected a number from {self.min} to {self.max}.')
        return self._at(min(round((float(value) - self.min) / self.step), self._steps()))

    def _at(self, position: int) -> float:
        # Rounded, because 0.1 + 2 * 0.1 is not 0.3.
        return round(self.min + position * self.step, 9)

    def text(self, value: float) -> str:
        """The value as it is shown beside the slider and read aloud."""
        if self.format is not None:
            return self.format(value)
        one = self.unit[:-1] if value == 1 and self.unit.endswith("s") else self.unit
        return f"{value:g} {one}".strip()

    def extremes(self) -> list[float]:
        """Both ends."""
        return [self._at(0), self._at(self._steps())]

    def values(self) -> list[float]:
        """Every value the slider can take, in order."""
        return [self._at(position) for position in range(self._steps() + 1)]

    def spec(self) -> dict[str, Any]:
        """What a front end needs to show it."""
        scale = {"min": self.min, "max": self.max, "step": self.step, "texts": [self.text(value) for value in self.values()]}
        return {"kind": "range", "name": self.name, "label": self.label, **scale}


@dataclass(frozen=True)
class Choice:
    """One of several options: texts, or a mapping from a value to its text. A list to pull down, or radio buttons."""

    name: str
    label: str
    options: Sequence[str] | Mapping[str, str]
    value: str
    style: str = "select"

    def __post_init__(self) -> None:
        if self.style not in ("select", "radio"):
            raise NoticesError(f'control "{self.name}": style "{self.style}" is not known. Expected select or radio.')
        self.check(self.value)

    def labels(self) -> dict[str, str]:
        """Each value with its text."""
        return dict(self.options) if isinstance(self.options, Mapping) else {option: option for option in self.options}

    def check(self, value: object) -> str:
        """The value. Raises NoticesError for one that is no option."""
        if value not in self.labels():
            expected = listed(self.labels()) if self.options else "at least one option"
            raise NoticesError(f'control "{self.name}": {value!r} is no option. Expected {expected}.{nearest(value, self.labels())}')
        return str(value)

    def extremes(self) -> list[str]:
        """Every option."""
        return list(self.labels())

    def spec(self) -> dict[str, Any]:
        """What a front end needs to show it."""
        options = [[value, text] for value, text in self.labels().items()]
        return {"kind": self.style, "name": self.name, "label": self.label, "options": options}


@dataclass(frozen=True)
class Switch:
    """On or off."""

    name: str
    label: str
    value: bool = False

    def check(self, value: object) -> bool:
        """The value. Raises NoticesError for what is neither True nor False."""
        if not isinstance(value, bool):
            raise NoticesError(f'control "{self.name}": {value!r} is not possible. Expected True or False.')
        return value

    def extremes(self) -> list[bool]:
        """Off and on."""
        return [False, True]

    def spec(self) -> dict[str, Any]:
        """What a front end needs to show it."""
        return {"kind": "switch", "name": self.name, "label": self.label}


@dataclass(frozen=True)
class Action:
    """A button. Its value is how often it was pressed, so that a picture depends on values alone."""

    name: str
    label: str

    @property
    def value(self) -> int:
        """Not pressed yet."""
        return 0

    def check(self, value: object) -> int:
        """The count. Raises NoticesError for what is no whole number from 0 on."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise NoticesError(f'control "{self.name}": {value!r} is not possible. Expected how often it was pressed: 0, 1, 2, ...')
        return value

    def extremes(self) -> list[int]:
        """Not pressed, pressed once, pressed often."""
        return [0, 1, 25]

    def spec(self) -> dict[str, Any]:
        """What a front end needs to show it."""
        return {"kind": "action", "name": self.name, "label": self.label}


Control = Range | Choice | Switch | Action
