"""The rule switchboard: a change of systems in four parts, what each bears of it, and what the switches now give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Iterable, Iterator, Mapping, NamedTuple

import numpy as np
from matplotlib.ticker import AutoLocator

from notices.attribution import PARTS, Attribution, attribute, combine, parts
from notices.drawing import draw
from notices.figures import style
from notices.figures.comparison_board import of_hundred, said, shows
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.measures import MEASURES, Estimate, says
from notices.people import People
from notices.systems import System, load_system
from notices.timeline import Operations

PEOPLE = 10_000
REACH = 2  # errors that a whisker reaches to each side
BEFORE = Operations()
ROWS = ("off", *PARTS, "on", "now")
SHORT = {"paper-2022": "paper", "article": "article", "law-2023-04": "law of April 2023", "law-2026-01": "law from 2026",
         "estonia": "Estonia's rule"}
NAMES = {"off": "all off", **{name: part.says for name, part in PARTS.items()}, "on": "all on", "now": "as switched"}


class Change(NamedTuple):
    """From one named system to another, with so many courier visits a day per 1,000 notices after it, as one measure counts it."""

    before: str
    after: str
    visits: int
    measure: str


# --- what is shared out: worked out once for each change and count, kept for every setting of the switches -----------

@lru_cache(maxsize=1)
def town() -> People:
    """The people whom every combination meets."""
    return draw(PEOPLE)


def ends(change: Change) -> tuple[System, System, Operations, Operations]:
    """Systems and couriers before and after, as :func:`notices.attribution.attribute` takes them."""
    return load_system(change.before), load_system(change.after), BEFORE, Operations(visits_per_day=change.visits)


@lru_cache(maxsize=512)
def shared(change: Change) -> Attribution:
    """The change of one measure, shared out among the four parts: all sixteen combinations, once."""
    before, after, few, more = ends(change)
    return attribute(change.measure, before, after, town(), few, more)


@lru_cache(maxsize=4096)
def added(change: Change, part: str, others: frozenset[str]) -> Estimate:
    """What one part adds where the ``others`` are on already, with the error of that difference."""
    before, after, few, more = ends(change)
    (system, office), (changed, its_office) = (combine(before, after, on, few, more) for on in (others, others | {part}))
    return of_hundred(attribute(change.measure, system, changed, town(), office, its_office).whole)


@dataclass(frozen=True, eq=False)
class Switched:
    """A change of one measure with the switches as set. Shares of people are given as so many of 100.

    ``values``: the measure with all parts off, all on, and as switched now; ``shares`` and ``adds``: by part, its share
    of the change and what it adds while the other switches stay; ``settings``: by part, what it adds for each of the
    eight settings of the others; ``changes``: does the part change any rule?
    """

    change: Change
    measure: str
    on: frozenset[str]
    values: Mapping[str, Estimate]
    whole: Estimate
    shares: Mapping[str, Estimate]
    adds: Mapping[str, Estimate]
    settings: Mapping[str, np.ndarray]
    changes: Mapping[str, bool]

    @property
    def unit(self) -> str:
        """The unit of every number here."""
        return self.whole.unit

    def start(self, part: str) -> float:
        """Where the bar of a part begins: the value with all off, plus the shares of the rows above."""
        above = list(PARTS)[:list(PARTS).index(part)]
        return self.values["off"].value + sum(self.shares[name].value for name in above)


def switched(before: str, after: str, visits: int, measure: str, on: Iterable[str]) -> Switched:
    """Two named systems, the couriers' visits a day per 1,000 notices after the change, a measure, and the parts switched on."""
    change, on = Change(before, after, visits, measure), frozenset(on)
    found = shared(change)
    values = {"off": found.value(), "on": found.value(*PARTS), "now": found.value(*on)}
    return Switched(
        change, says(MEASURES[measure], found.question), on, _of_hundred(values), of_hundred(found.whole), _of_hundred(found.shares),
        {part: added(change, part, on - {part}) for part in PARTS}, {part: _settings(found, part) for part in PARTS},
        {part: bool(rules) for part, rules in parts(*ends(change)).items()})


def _of_hundred(estimates: Mapping[str, Estimate]) -> dict[str, Estimate]:
    return {name: of_hundred(estimate) for name, estimate in estimates.items()}


def _settings(found: Attribution, part: str) -> np.ndarray:
    """What a part adds, one number for each setting of the other parts; shape ``(8,)``."""
    values = {on: of_hundred(estimate).value for on, estimate in found.values.items()}
    return np.array([values[on | {part}] - value for on, value in values.items() if part not in on])


# --- words --------------------------------------------------------------------------------------------------

def leading(now: Switched) -> list[str]:
    """The part with the largest share, whatever its sign, and any that luck alone could put in its place."""
    ranked = sorted(PARTS, key=lambda part: -abs(now.shares[part].value))
    first = now.shares[ranked[0]]
    return [part for part in ranked if shows(now.shares[part]) and not _clear(first, now.shares[part])] if shows(first) else []


def _clear(first: Estimate, second: Estimate) -> bool:
    return abs(first.value) - abs(second.value) > REACH * np.hypot(first.error, second.error)


def headline(now: Switched) -> str:
    """What to see: which part bears the largest share of the change."""
    first = leading(now)
    if not first:
        return "No part moves this count"
    if len(first) == 1:
        return f"The largest share: {NAMES[first[0]]}, {said(now.shares[first[0]], sign=True)} of {said(now.whole, sign=True)}"
    return f"No clear lead: {' and '.join(NAMES[part] for part in first)} bear the largest shares"


def subtitle(now: Switched) -> str:
    """From which system to which, and with how many couriers and people."""
    change = now.change
    before, after = (SHORT.get(name, load_system(name).title) for name in (change.before, change.after))
    return (f"{before} to {after} · courier visits a day per 1,000 notices: {BEFORE.visits_per_day} before, {change.visits} after · "
            f"{PEOPLE:,} people")


def sentence(now: Switched) -> str:
    """The values, the shares, and what the switches give."""
    shares = ", ".join(f"{NAMES[part]} {said(share, sign=True)}" for part, share in now.shares.items())
    on = ", ".join(NAMES[part] for part in PARTS if part in now.on) or "no part"
    return (f"{now.measure[0].upper()}{now.measure[1:]}, with {on} on: {said(now.values['now'])} {now.unit}; "
            f"all parts off {said(now.values['off'])}, all on {said(now.values['on'])}. "
            f"Shares of the change of {said(now.whole, sign=True)}: {shares}.")


def table(now: Switched) -> Table:
    """Values, shares, and what each part adds while the other switches stay, each with its Monte Carlo error."""
    rows = [[f"all off: {now.change.before}", "", said(now.values["off"]), None]]
    rows += [[NAMES[part], "on" if part in now.on else "off", said(now.shares[part], sign=True), said(now.adds[part], sign=True)]
             for part in PARTS]
    rows += [["the four together", "", said(now.whole, sign=True), None], [f"all on: {now.change.after}", "", said(now.values["on"]), None],
             ["as switched", "", said(now.values["now"]), None]]
    return Table(f"{now.measure} ({now.unit}); {PEOPLE:,} people, the same throughout; ± one Monte Carlo error",
                 ["part", "switch", "value, or share of the change", "what it adds, the other switches as set"], rows)


# --- the picture --------------------------------------------------------------------------------------------

BARS = {
    "service": {"facecolor": style.mixed(style.look("served").color, style.CARD, 0.55),
                "edgecolor": style.mixed(style.look("served").color, style.INK, 0.3), "linewidth": 1.0},
    "exit_ban": style.bar("ban"),
    "measures": style.bar("measures"),
    "couriers": {"facecolor": style.mixed(style.look("paper").color, style.CARD, 0.55), "hatch": "...",
                 "edgecolor": style.mixed(style.look("paper").color, style.INK, 0.3), "linewidth": 1.0},
}
ROOM = 0.28  # for the label at the end of the longest bar, of what the bars take
PLAIN = {"facecolor": style.GRID, "edgecolor": style.EDGE, "linewidth": 1.0}
THICK, THIN = 0.44, 0.1  # of the height of a row
BELOW = -0.36  # where the thin bar of a row lies, seen from its middle
LEFT, WIDE = 176, 576  # pixels: where the axis begins, and how wide it is
NOTE = "thick bar: share ± two errors · thin bar: adds as set · strokes: the eight settings"


class Switchboard(Scene):
    """A row each for all parts off, the four parts, all parts on, and the switches as set; one axis of the measure."""

    height = 440

    def build(self) -> None:
        """The title, the rows with their bars, and the line of the present setting."""
        self.shown: tuple[str, float, float] | None = None
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.934, "", size=13, weight="bold")))
        self.subtitle = self.move(self.figure.add_artist(Label(0.02, 0.88, "", size=10.5)))
        self.axes = axes = self.figure.add_axes((LEFT / self.width, 88 / self.height, WIDE / self.width, 278 / self.height))
        self.heights = {row: len(ROWS) - 1 - at for at, row in enumerate(ROWS)}
        self._set_up(axes)
        self.line = self.move(axes.plot([0, 0], [0, len(ROWS) - 0.6], color=style.INK, linewidth=1, linestyle=(0, (2, 3)), zorder=1)[0])
        self.rows = {row: Row(self, axes, row, self.heights[row]) for row in ROWS}

    def _set_up(self, axes) -> None:
        axes.set(ylim=(-0.5, len(ROWS) - 0.4), yticks=[])
        axes.grid(axis="x")
        for row, height in self.heights.items():
            axes.text(-12 / WIDE, height, NAMES[row], transform=axes.get_yaxis_transform(), ha="right", va="center",
                      weight="normal" if row in PARTS else "bold")
        axes.text(1 + 130 / WIDE, len(ROWS) - 1, "adds as set", transform=axes.get_yaxis_transform(), size=10.5, ha="right", va="center")
        self.figure.text(0.02, 9 / self.height, NOTE, size=style.SMALLEST_TEXT, va="bottom", color=style.MUTED)

    def show(self, now: Switched) -> Picture:
        """The switchboard with the parts of ``now.on`` switched on."""
        self.title.set_text(headline(now))
        self.subtitle.set_text(subtitle(now))
        self._set_axis(now)
        self.line.set_xdata([now.values["now"].value] * 2)
        self.rows["off"].value(now.values["off"])
        self.rows["on"].value(now.values["on"])
        self.rows["now"].present(now.values["now"])
        for part in PARTS:
            self.rows[part].share(now, part)
        alt = (f"{headline(now)}. Horizontal bars of {now.measure}, from all parts off through the share of each part to all parts on, "
               f"and a mark for the switches as set. {sentence(now)}")
        return self.picture(alt=alt, words=sentence(now), table=table(now))

    def _set_axis(self, now: Switched) -> None:
        low, high = limits(now)
        label = f"{now.measure} ({now.unit})"
        if (label, low, high) != self.shown:
            self.shown = (label, low, high)
            self.axes.set(xlim=(low, high), xlabel=label)
            self.axes.xaxis.set_major_locator(AutoLocator())
            if now.unit == "of 100 people":  # beyond that is room for labels only
                self.axes.set_xticks([tick for tick in self.axes.get_xticks() if low <= tick <= min(high, 100)])
            self.invalidate()


def limits(now: Switched) -> tuple[float, float]:
    """Where the axis of a change begins and ends, whatever the switches: zero, every bar and every stroke, and room for labels.

    The ends are round numbers, so that a step of the couriers seldom moves the axis: bars stay comparable, and the frame is kept.
    """
    every = [of_hundred(value) for value in shared(now.change).values.values()]
    reached = [0.0, *(value.value + REACH * value.error for value in every)]
    for part in PARTS:
        start, share = now.start(part), now.shares[part]
        reached += [start, *(start + now.settings[part]), *(start + share.value + side * REACH * share.error for side in (-1, 1))]
    low, high = min(reached), max(reached)
    across = high - low or 1.0
    step = next(size for size in _round_numbers() if size >= across / 6)
    return np.floor(low / step) * step - 0.1 * step, np.ceil((low + (1 + ROOM) * across) / step) * step


def _round_numbers() -> Iterator[float]:
    """0.001, 0.002, 0.005, 0.01 and so on."""
    return (first * 10.0 ** power for power in range(-3, 7) for first in (1, 2, 5))


def work_ahead(change: Change, visits: Iterable[int]) -> None:
    """Work out now what a reader may ask next: the same change with other numbers of courier visits, all parts off."""
    for number in visits:
        for part in PARTS:
            shared(change._replace(visits=number))
            added(change._replace(visits=number), part, frozenset())


class Row:
    """One row: a bar with its whisker and label; for a part also its switch, the thin bar and the strokes."""

    def __init__(self, scene: Switchboard, axes, row: str, height: float) -> None:
        self.axes, self.height = axes, height
        self.bar = scene.move(axes.barh(height, 0, THICK, zorder=2, **BARS.get(row, PLAIN))[0])
        self.thin = scene.move(axes.barh(height + BELOW, 0, THIN, zorder=3, color=style.INK)[0])
        self.whisker = scene.move(axes.plot([], [], color=style.INK, linewidth=1.6, marker="|", markersize=7, zorder=4)[0])
        self.label = scene.move(axes.add_artist(Label(0, height, "", va="center", size=10.5, zorder=5, ground=style.CARD)))
        beside = {"transform": axes.get_yaxis_transform(), "va": "center", "size": 10.5}
        self.switch = scene.move(axes.add_artist(Label(-158 / WIDE, height, "", weight="bold", **beside)))
        self.adds = scene.move(axes.add_artist(Label(1 + 130 / WIDE, height, "", ha="right", **beside)))
        self.strokes = scene.move(axes.plot([], [], color=style.MUTED, linestyle="none", marker="|", markersize=7, markeredgewidth=1.3)[0])
        self.point = scene.move(axes.plot([], [], color=style.INK, linestyle="none", marker="o", markersize=8, zorder=4)[0])

    def value(self, value: Estimate) -> None:
        """A value as a bar from zero on."""
        self.bar.set(x=0, width=value.value)
        self._value(value)

    def present(self, value: Estimate) -> None:
        """The value of the present setting as a dot."""
        self.bar.set_visible(False)
        self.point.set_data([value.value], [self.height])
        self._value(value)

    def _value(self, value: Estimate) -> None:
        self._whisker(value.value, value.error)
        self._label(value.value + REACH * value.error, said(value), 0.022)

    def share(self, now: Switched, part: str) -> None:
        """The share of a part as a bar that begins where the row above ends."""
        start, share, on = now.start(part), now.shares[part], part in now.on
        end = start + share.value
        self.bar.set(x=start, width=share.value)
        self._whisker(end, share.error)
        self.strokes.set_data(start + now.settings[part], np.full(len(now.settings[part]), self.height + BELOW))
        self.thin.set(x=start, width=now.adds[part].value)
        self.adds.set_text(said(now.adds[part], sign=True))
        self.switch.set(text="on" if on else "off", color=style.INK if on else style.MUTED)
        self._label(max(start, end + REACH * share.error), said(share, sign=True) if now.changes[part] else "the same in both")

    def _whisker(self, at: float, error: float) -> None:
        self.whisker.set_data([at - REACH * error, at + REACH * error], [self.height] * 2)
        self.whisker.set_visible(error > 0)

    def _label(self, right_of: float, text: str, gap: float = 0.012) -> None:
        low, high = self.axes.get_xlim()
        self.label.set(x=right_of + gap * (high - low), text=text)


def switchboard(before: str, after: str, visits: int = 40, measure: str = "appeared_by", on: Iterable[str] = (),
                scene: Switchboard | None = None) -> Picture:
    """The parts ``on`` of the change between two named systems, and the shares of all four: picture, words and table.

    ``visits``: courier visits a day per 1,000 notices after the change. Give the ``scene`` of an earlier call to have it redrawn.
    """
    return (scene or Switchboard()).show(switched(before, after, visits, measure, on))
