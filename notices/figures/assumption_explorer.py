"""The assumption explorer: one assumption at a time, all together, and over two of them where a claim is true.

The claim is "nearly impossible to avoid", made precise: at most so many of 100 people are ones whom an event has not
reached by a day. The runs are worked out when first looked at and kept; another definition or limit only reads them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from numpy.typing import ArrayLike

from notices.drawing import assumptions
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.measures import Estimate
from notices.scenarios import AVOIDED, Bar, Range, Sweep, Tornado, TruthMap, ranges_of, reached_in, sample, tornado, truth_map
from notices.systems import load_system
from notices.timeline import Operations

PEOPLE = 2_500  # in every scenario; shares of so many, times 100, never lie halfway between two tenths
STEPS = 15  # values of each assumption on the map
SCENARIOS = 200  # choices of all assumptions together
CLOSE = 2  # within so many errors of the limit a verdict may be luck


@dataclass(frozen=True)
class Axis:
    """How an assumption is written for readers: a few words, its unit, and what its number is multiplied by."""

    label: str
    unit: str
    times: int = 1

    def text(self, value: float) -> str:
        """The value as shown, without its unit."""
        return f"{self.times * value:.4g}"


AXES: Mapping[str, Axis] = MappingProxyType({
    "with_account": Axis("with an account", "of 100 people", 100),
    "at_address": Axis("at the address", "of 100 people", 100),
    "found_per_visit": Axis("found at a visit", "of 100 visits", 100),
    "visits_per_day": Axis("courier visits", "a day per 1,000 notices"),
    "errands_per_year": Axis("visits to the portal", "a year"),
    "never_opens": Axis("never open the portal", "of 100 people", 100),
    "days_to_appear": Axis("time until coming", "days on average"),
    "never_appears": Axis("told, but never come", "of 100 people", 100),
    "never_needs": Axis("never need a counter", "of 100 people", 100),
})
OFFICE: Mapping[str, Range] = MappingProxyType({"visits_per_day": (5, 75)})  # no source gives a figure; the default is 20
COUNTED: Mapping[str, str] = MappingProxyType({
    "not_served_by": "have not been served by day {day}",
    "not_appeared_by": "have not appeared by day {day}",
    "never_knew": "are not aware by day {day}",
})


def day_of(claim: str) -> int:
    """The day on which a definition is read: its own, or the last that is followed."""
    return AVOIDED[claim].day or Operations().horizon


def counted(claim: str) -> str:
    """Whom a definition counts: 'have not been served by day 30'."""
    return COUNTED[claim].format(day=day_of(claim))


# --- the runs: worked out once for each system, and for each pair of assumptions ---------------------------

@cache
def ranges() -> Mapping[str, Range]:
    """(low, high) of the assumptions that move here: those of ``data/people.toml``, and the couriers' capacity."""
    found = ranges_of(*(name for name in AXES if name not in OFFICE)) | dict(OFFICE)
    return MappingProxyType({name: found[name] for name in AXES})


def default_of(name: str) -> float:
    """The default of an assumption that moves here."""
    return getattr(Operations(), name) if name in OFFICE else assumptions()[name].default


@lru_cache(maxsize=8)
def one_at_a_time(system: str) -> Tornado:
    """Each assumption from low to high, the others at their defaults; read it for a definition."""
    return tornado("not_served_by", load_system(system), PEOPLE, ranges(), progress=False)


@lru_cache(maxsize=8)
def all_together(system: str) -> tuple[np.ndarray, Mapping[str, np.ndarray]]:
    """(points in the order of :func:`ranges`, shape ``(scenarios, assumptions)``; for each definition the share of people, shape
    ``(scenarios,)``): the scenarios that ``sample`` would try."""
    spread = sample("not_served_by", load_system(system), SCENARIOS, PEOPLE, ranges(), progress=False)
    reached = Sweep(spread.sweep.scenarios, PEOPLE, work=reached_in, progress=False).run()
    shares = {claim: np.array([PEOPLE - one[way.event][day_of(claim)] for one in reached]) / PEOPLE for claim, way in AVOIDED.items()}
    return spread.points, shares


@lru_cache(maxsize=256)
def two_at_a_time(system: str, across: str, up: str) -> TruthMap:
    """Two assumptions over a grid, the others at their defaults; read it for a definition."""
    pair = {name: ranges()[name] for name in (across, up)}
    return truth_map("not_served_by", across, up, load_system(system), steps=STEPS, n=PEOPLE, ranges=pair, progress=False)


@dataclass(frozen=True, eq=False)
class Explored:
    """A claim under a system: with every default, one assumption at a time, all together, and over two of them.

    ``limit``: the share of people up to which the claim holds; ``points`` and ``outcomes``: the scenarios in which everything moves,
    shapes ``(scenarios, assumptions)`` and ``(scenarios,)``; ``map``: None where both directions are one assumption.
    """

    title: str
    claim: str
    limit: float
    across: str
    up: str
    tornado: Tornado
    points: np.ndarray
    outcomes: np.ndarray
    map: TruthMap | None

    @property
    def base(self) -> Estimate:
        """The share of people with every default."""
        return self.tornado.base

    def holds(self, share: float | np.ndarray) -> bool | np.ndarray:
        """Is the claim true of this share of the people? Rounded, because 1 - 0.95 is not 0.05."""
        return np.round(share, 9) <= self.limit

    @property
    def true_scenarios(self) -> np.ndarray:
        """Yes/no for each scenario in which everything moves."""
        return self.holds(self.outcomes)

    @property
    def close(self) -> float:
        """The share of the map whose outcome lies within two Monte Carlo errors of the limit."""
        return float((np.abs(self.map.shares - self.limit) <= CLOSE * self.map.errors).mean()) if self.map else math.nan


def explored(system: str, claim: str, limit: float, across: str, up: str) -> Explored:
    """What a named system makes of a claim: at most the share ``limit`` of the people, by the definition ``claim``."""
    points, shares = all_together(system)
    over = None if across == up else two_at_a_time(system, across, up).read(claim)
    return Explored(load_system(system).title, claim, limit, across, up, one_at_a_time(system).read(claim), points, shares[claim], over)


# --- words ------------------------------------------------------------------------------------------------

def said(estimate: Estimate) -> str:
    """A share as a number of 100 people with its error: '6.5 ± 0.6'."""
    if estimate.value == estimate.error == 0:
        return "0 ± 0"
    return f"{100 * estimate.value:.1f} ± {100 * estimate.error:.1f}"


def verdict(now: Explored, estimate: Estimate) -> str:
    """'true' or 'false', and whether luck alone could turn it."""
    word = "true" if now.holds(estimate.value) else "false"
    close = 0 < abs(estimate.value - now.limit) <= CLOSE * estimate.error
    return f"{word}, but within two errors of the limit" if close else word


def of_map(over: TruthMap, limit: float) -> str:
    """'true in 29 % of the map', or that it is true everywhere or nowhere on it."""
    share = over.share_true(limit)
    if share in (0, 1):
        return "true everywhere on the map" if share else "true nowhere on the map"
    return f"true in {_percent(share)} of the map"


def _percent(share: float) -> str:
    """A share that is neither none nor all never reads as 0 or 100 %."""
    number = "less than 1" if 0 < share < 0.005 else "more than 99" if 0.995 < share < 1 else f"{100 * share:.0f}"
    return f"{number}\N{NO-BREAK SPACE}%"


def headline(now: Explored) -> str:
    """What to see: where on the map the claim is true, and what the defaults make of it."""
    where = of_map(now.map, now.limit) if now.map else "the map needs two assumptions"
    word = "true" if now.holds(now.base.value) else "false"
    return f"{where[0].upper()}{where[1:]}; with every default: {word} ({said(now.base)} of 100)"


def sentence(now: Explored) -> str:
    """The claim, and its verdict with the defaults, on the map, and with all assumptions together; the rest is in the table."""
    return (f"The claim: at most {100 * now.limit:g} of 100 people {counted(now.claim)}. With every default: {said(now.base)}, "
            f"so {verdict(now, now.base)}. {_map_in_words(now)} {_widest(now)} All nine together: true in {now.true_scenarios.sum()} of "
            f"{len(now.outcomes)} scenarios.")


def _map_in_words(now: Explored) -> str:
    if now.map is None:
        return f"Across (→) and up (↑) are both “{AXES[now.across].label}” (↗): a map needs two different assumptions."
    where = of_map(now.map, now.limit)
    close = f" ({_percent(now.close)} lies within two errors of the limit)" if now.close else ""
    return f"{where[0].upper()}{where[1:]}{close}."


def _widest(now: Explored) -> str:
    bar = now.tornado.bars[0]
    if not bar.swing:
        return "Moved alone, no assumption changes anything."
    axis = AXES[bar.assumption]
    return (f"Moved alone, “{axis.label}” does most: {said(bar.at_low)} at {axis.text(bar.low)} {axis.unit}, {said(bar.at_high)} "
            f"at {axis.text(bar.high)}.")


def table(now: Explored) -> Table:
    """The defaults, both ends of every bar, the corners of the map, and the counts: each with its verdict."""
    rows = [["every default", said(now.base), verdict(now, now.base)]]
    rows += [[_place({bar.assumption: end}), said(found), verdict(now, found)]
             for bar in now.tornado.bars for end, found in ((bar.low, bar.at_low), (bar.high, bar.at_high))]
    rows += [*_map_rows(now), [f"all nine together, {len(now.outcomes)} scenarios",
                               f"{100 * now.outcomes.min():.1f} to {100 * now.outcomes.max():.1f}", f"true in {now.true_scenarios.sum()}"]]
    return Table(f"{now.title}: people of 100 who {counted(now.claim)}; the claim holds up to {100 * now.limit:g}; {PEOPLE:,} people, "
                 "the same throughout; ± one Monte Carlo error",
                 ["what is assumed, the rest at the defaults", "people of 100", "the claim"], rows)


def _place(values: Mapping[str, float]) -> str:
    return ", ".join(f"{AXES[name].label}: {AXES[name].text(value)} {AXES[name].unit}" for name, value in values.items())


def _map_rows(now: Explored) -> list[list[str]]:
    if now.map is None:
        return []
    corners = [(row, column) for row in (0, -1) for column in (0, -1)]
    found = [Estimate(now.map.shares[at], now.map.errors[at], "share of people") for at in corners]
    places = [_place({now.across: now.map.across_values[column], now.up: now.map.up_values[row]}) for row, column in corners]
    rows = [[f"corner of the map: {place}", said(one), verdict(now, one)] for place, one in zip(places, found)]
    least, most = (100 * end for end in (now.map.shares.min(), now.map.shares.max()))
    return [*rows, [f"the whole map, {now.map.shares.size} places", f"{least:.1f} to {most:.1f}", of_map(now.map, now.limit)]]


# --- the picture ------------------------------------------------------------------------------------------

TRUE = "#b7c4d4"  # plain; where the claim is false there are stripes
STRIPE = style.mixed(style.MUTED, style.CARD, 0.55)
ROW, STRIP = 29, 88  # pixels: one bar, and the dots of all scenarios
BOTTOM, HIGH = 98, ROW * len(AXES) + STRIP
FROM, WIDE = 262, 196  # where the tornado's axis begins, and how long it is
MAP_FROM, MAP_WIDE = 531, 346
NAMES_AT, RANGES_AT = 18, 250
ARROWS = {(False, False): "", (True, False): "→ ", (False, True): "↑ ", (True, True): "↗ "}  # across the map, up, both
DOT = {"linestyle": "none", "marker": "o", "markeredgecolor": style.INK, "markeredgewidth": 0.9, "clip_on": False}


class AssumptionExplorer(Scene):
    """On the left a tornado with the scenarios of all assumptions under it; on the right the truth map."""

    height = 520

    def build(self) -> None:
        """The title, both panels and their headings."""
        self.title = self.move(self._text(18, 492, 13, weight="bold"))
        self._text(18, 460, 10.5, "One at a time", weight="bold")
        self.whom = self.move(self._text(18, 52, 10.5))
        self._text(18, 34, 10.5, "hollow triangle: low end, full: high end; dashed: every default", color=style.MUTED)
        self.bars = Bars(self, self._axes(FROM, WIDE))
        self.map = Map(self, self._axes(MAP_FROM, MAP_WIDE))

    def _text(self, x: float, y: float, size: float, text: str = "", **looks) -> Label:
        return self.figure.add_artist(Label(x / self.width, y / self.height, text, size=size, va="center_baseline", **looks))

    def _axes(self, left: float, wide: float):
        return self.figure.add_axes((left / self.width, BOTTOM / self.height, wide / self.width, HIGH / self.height))

    def show(self, now: Explored, dots: bool) -> Picture:
        """The picture for a claim; with ``dots`` the scenarios in which everything moves lie on the map too."""
        still = [self.bars.set_limit(now), self.map.set_axes(now)]
        if any(still):
            self.invalidate()
        self.title.set_text(headline(now))
        self.whom.set_text(f"people of 100 who {counted(now.claim)}")
        self.bars.show(now)
        self.map.show(now, dots)
        alt = (f"{headline(now)}. On the left, bars from the low to the high end of nine assumptions and {len(now.outcomes)} dots for all of "
               f"them together; on the right, a map over two of them. {sentence(now)}")
        return self.picture(alt=alt, words=sentence(now), table=table(now))


class Bars:
    """Nine bars on one axis of people, the widest above, and under them a dot for each scenario in which all move."""

    def __init__(self, scene: AssumptionExplorer, axes) -> None:
        self.axes, self.end = axes, 0.0
        axes.set(ylim=(0, HIGH), yticks=[])
        axes.axhline(STRIP, color=style.GRID, linewidth=1)
        self.side = scene.move(axes.axvspan(0, 1, color=TRUE, linewidth=0, zorder=0))
        self.limit = scene.move(axes.plot([], [], color=style.INK, linewidth=2, zorder=2)[0])
        self.limit_label = scene.move(axes.add_artist(Label(0, HIGH + 13, "", size=10.5, va="center_baseline")))
        self.base = scene.move(axes.plot([], [], color=style.INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=2)[0])
        heights = [HIGH - ROW * (at + 0.5) for at in range(len(AXES))]
        self.rows = [BarRow(scene, axes, height) for height in heights]
        scene._text(NAMES_AT, BOTTOM + STRIP - 22, 10.5, "All nine together", weight="bold")
        self.count = scene.move(scene._text(NAMES_AT, BOTTOM + STRIP - 41, 10.5))
        scene._text(NAMES_AT, BOTTOM + STRIP - 60, 10.5, "full dot: true, hollow: false", color=style.MUTED)
        self.true = scene.move(axes.plot([], [], color=style.INK, markersize=3.6, zorder=3, **DOT)[0])
        self.false = scene.move(axes.plot([], [], color=style.CARD, markersize=3.6, zorder=3, **DOT)[0])

    def set_limit(self, now: Explored) -> bool:
        """Have the axis end where the outcomes do; True if that is new."""
        ends = [found.value for bar in now.tornado.bars for found in (bar.at_low, bar.at_high)]
        end = max(10, 10 * math.ceil(10 * max(*ends, now.outcomes.max())))
        if end == self.end:
            return False
        self.end = end
        self.axes.set_xlim(0, end)
        self.axes.set_xticks([0, end / 2, end])
        return True

    def show(self, now: Explored) -> None:
        """The limit, the defaults, the bars and the dots."""
        limit, base = min(100 * now.limit, self.end), 100 * now.base.value
        self.side.set_width(limit)
        self.limit.set_data([limit] * 2, [0, HIGH])
        self.limit_label.set(x=limit, text=f"limit {100 * now.limit:g}", ha="left" if limit < 0.7 * self.end else "right")
        self.base.set_data([base] * 2, [STRIP, HIGH])
        for row, bar in zip(self.rows, now.tornado.bars):
            row.show(bar, ARROWS[bar.assumption == now.across, bar.assumption == now.up])
        true = now.true_scenarios
        self.count.set_text(f"true in {true.sum()} of {len(true)}")
        values, heights = stacked(100 * now.outcomes, self.end)
        self.true.set_data(values[true], heights[true])
        self.false.set_data(values[~true], heights[~true])


def stacked(values: np.ndarray, end: float) -> tuple[np.ndarray, np.ndarray]:
    """Dots that would lie on each other, stacked: (values on the steps of an axis from 0 to ``end``, heights in pixels)."""
    step = end / (WIDE / 5)
    columns = np.rint(values / step).astype(int)
    levels = np.array([(columns[:at] == column).sum() for at, column in enumerate(columns)])
    return columns * step, 6 + levels * min(5, (STRIP - 14) / max(levels.max(), 1))


class BarRow:
    """One assumption: its name and range, and a bar from the outcome at the low end to that at the high end."""

    def __init__(self, scene: AssumptionExplorer, axes, height: float) -> None:
        self.name = scene.move(scene._text(NAMES_AT, BOTTOM + height, 10.5))
        self.range = scene.move(scene._text(RANGES_AT, BOTTOM + height, 10.5, ha="right", color=style.MUTED))
        self.bar = scene.move(axes.plot([], [], color=style.MUTED, linewidth=6, solid_capstyle="butt", zorder=3)[0])
        self.low = scene.move(axes.plot([], [], color=style.CARD, markersize=8.5, zorder=4, **DOT | {"marker": "v"})[0])
        self.high = scene.move(axes.plot([], [], color=style.INK, markersize=8.5, zorder=4, **DOT | {"marker": "^"})[0])
        self.height = height

    def show(self, bar: Bar, arrow: str) -> None:
        """The bar of one assumption; the arrow says which direction of the map it is."""
        axis, ends = AXES[bar.assumption], [100 * bar.at_low.value, 100 * bar.at_high.value]
        self.name.set_text(arrow + axis.label)
        self.range.set_text(f"{axis.text(bar.low)}–{axis.text(bar.high)}")
        self.bar.set_data(ends, [self.height] * 2)
        self.low.set_data(ends[:1], [self.height])
        self.high.set_data(ends[1:], [self.height])
        for end in (self.low, self.high):
            end.set_visible(bar.swing > 0 or end is self.high)


class Map:
    """The truth map: plain where the claim is true, striped where it is false, a line between; a star for the defaults.

    The areas bear their names; with dots on the map, where a name would lie among them, the key below it says which is which.
    """

    def __init__(self, scene: AssumptionExplorer, axes) -> None:
        self.axes, self.shown = axes, ("", "")
        for side in axes.spines.values():
            side.set_visible(True)
        self.up = scene.move(scene._text(MAP_FROM, 460, 10.5))
        self.across = scene.move(scene._text(MAP_FROM, 52, 10.5))
        self.ground = scene.move(axes.add_artist(Ground()))
        self.true = scene.move(axes.plot([], [], color=style.INK, markersize=4.5, zorder=3, **DOT)[0])
        self.false = scene.move(axes.plot([], [], color=style.CARD, markersize=4.5, zorder=3, **DOT)[0])
        self.default = scene.move(axes.plot([], [], linestyle="none", marker="*", markersize=17, color=style.INK, markeredgecolor=style.CARD,
                                            markeredgewidth=1.2, zorder=5)[0])
        self.default_label = scene.move(axes.add_artist(Label(0, 0, "defaults", size=10.5, va="center", zorder=6, ground=style.CARD)))
        self.words = {word: scene.move(axes.add_artist(Label(0, 0, "", size=12, weight="bold", va="center", ha="center", zorder=6,
                                                             ground=TRUE if word == "true" else style.CARD)))
                      for word in ("true", "false")}
        self.key = scene.move(scene._text(MAP_FROM, 34, 10.5, "plain: true, striped: false", color=style.MUTED))
        self.empty = scene.move(axes.add_artist(Label(0.5, 0.5, "choose two different assumptions", size=10.5, va="center", ha="center")))

    def set_axes(self, now: Explored) -> bool:
        """Number the axes for two assumptions; True if they are new. The map itself always goes from 0 to 1."""
        if (now.across, now.up) == self.shown:
            return False
        self.shown = now.across, now.up
        self.axes.set(xlim=(0, 1), ylim=(0, 1))
        for name, set_ticks in ((now.across, self.axes.set_xticks), (now.up, self.axes.set_yticks)):
            low, high = ranges()[name]
            values = [low, default_of(name), high]
            set_ticks(placed(values, name), [AXES[name].text(value) for value in values])
        return True

    def show(self, now: Explored, dots: bool) -> None:
        """Both areas with their words, the star, and the scenarios if they are asked for."""
        self.up.set_text(f"↑ {AXES[now.up].label}, {AXES[now.up].unit}")
        self.across.set_text(f"→ {AXES[now.across].label}, {AXES[now.across].unit}")
        drawn = now.map is not None
        for part in (self.ground, self.default, self.default_label):
            part.set_visible(drawn)
        self.empty.set_visible(not drawn)
        for mark, chosen in ((self.true, now.true_scenarios), (self.false, ~now.true_scenarios)):
            mark.set_data(*(placed(now.points[chosen, list(AXES).index(name)], name) for name in (now.across, now.up)))
            mark.set_visible(drawn and dots)
        star = tuple(float(placed(default_of(name), name)) for name in (now.across, now.up))
        self.default.set_data(*([value] for value in star))
        to_left = star[0] > 0.6
        self.default_label.set(x=star[0] + (-0.045 if to_left else 0.045), y=star[1], ha="right" if to_left else "left")
        if drawn:
            self.ground.pixels = painted(now.map.shares, now.limit)
        self.key.set_visible(drawn and dots)
        self._name_areas(now.holds(now.map.shares) if drawn and not dots else None, star)

    def _name_areas(self, true: np.ndarray | None, star: tuple[float, float]) -> None:
        for word, area in (("true", true), ("false", None if true is None else ~true)):
            place = None if area is None else roomiest(area, star)
            self.words[word].set_text(word if place else "")
            if place:
                self.words[word].set(x=place[0], y=place[1])


def placed(values: ArrayLike, name: str) -> np.ndarray:
    """Where values of an assumption lie between its low and high end, from 0 to 1."""
    low, high = ranges()[name]
    return (np.asarray(values) - low) / (high - low)


class Ground(Artist):
    """Pixels set down as they are on the whole of an axes; nothing is scaled, so nothing is resampled."""

    def __init__(self) -> None:
        super().__init__()
        self.set_zorder(1)
        self.pixels = np.zeros((HIGH, MAP_WIDE, 4), np.uint8)

    def draw(self, renderer: RendererAgg) -> None:
        """Set them down with the lower left corner of the axes."""
        if self.get_visible():
            left, bottom = self.axes.bbox.p0
            renderer.draw_image(renderer.new_gc(), round(left), round(bottom), self.pixels)
        self.stale = False


def painted(shares: np.ndarray, limit: float) -> np.ndarray:
    """The map as pixels, RGBA of shape ``(HIGH, MAP_WIDE, 4)`` from the bottom row up: plain up to the limit, striped above it.

    Between the places of the grid the share is read off a straight line.
    """
    fine = _between(_between(shares, HIGH).T, MAP_WIDE).T
    true = fine <= limit + 1e-9
    colors = np.where(true, 0, _stripes())  # positions in PALETTE
    colors[_edges(true)] = 3
    return PALETTE[colors]


PALETTE = np.array([[*bytes.fromhex(color[1:]), 255] for color in (TRUE, STRIPE, style.CARD, style.INK)], dtype=np.uint8)


@cache
def _stripes() -> np.ndarray:
    return np.where(np.add.outer(np.arange(HIGH), np.arange(MAP_WIDE)) % 9 < 2, 1, 2)


def _between(rows: np.ndarray, count: int) -> np.ndarray:
    """As many rows as ``count``, each on the straight line between the two rows next to it."""
    at = np.linspace(0, len(rows) - 1, count)
    below = np.minimum(at.astype(int), len(rows) - 2)
    part = (at - below)[:, None]
    return (1 - part) * rows[below] + part * rows[below + 1]


def _edges(true: np.ndarray) -> np.ndarray:
    """Pixels on both sides of the line between true and false."""
    edge = np.zeros_like(true)
    beside, above = true[:, 1:] != true[:, :-1], true[1:] != true[:-1]
    edge[:, 1:] |= beside
    edge[:, :-1] |= beside
    edge[1:] |= above
    edge[:-1] |= above
    return edge


def roomiest(area: np.ndarray, star: tuple[float, float]) -> tuple[float, float] | None:
    """The place of a yes/no grid with most room around it: (across, up) from 0 to 1, away from ``star``; None where a word has no room."""
    up, across = np.meshgrid(*(np.linspace(0, 1, steps) for steps in area.shape), indexing="ij")
    frame = np.minimum(np.minimum(across, 1 - across), np.minimum(up, 1 - up)) + 0.03  # a word may come closer to the frame
    label = np.maximum(np.abs(across - star[0]) - 0.2, np.abs(up - star[1]))  # the star's own label lies beside it
    room = np.minimum(np.minimum(frame, label), _depth(area) / (len(area) - 1)) * area
    best = np.unravel_index(room.argmax(), room.shape)
    return (float(across[best]), float(up[best])) if room[best] > 0.1 else None


def _depth(area: np.ndarray) -> np.ndarray:
    """For each place of a yes/no grid the steps to the nearest place outside the area; beyond the frame nothing is outside."""
    depth = np.zeros(area.shape, int)
    for _ in range(max(area.shape)):
        depth += area
        wide = np.pad(area, 1, constant_values=True)
        area = np.logical_and.reduce([np.roll(wide, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1)])[1:-1, 1:-1]
    return depth


def assumption_explorer(system: str, claim: str = "not_served_by", limit: float = 0.05, across: str = "with_account",
                        up: str = "at_address", dots: bool = False, scene: AssumptionExplorer | None = None) -> Picture:
    """Where "at most the share ``limit`` of the people" is true under a named system: picture, words and table.

    ``claim``: a name in ``scenarios.AVOIDED``; ``across``, ``up``: names in :data:`AXES`; ``dots``: the scenarios in which
    everything moves, on the map too. Give the ``scene`` of an earlier call to have it redrawn.
    """
    return (scene or AssumptionExplorer()).show(explored(system, claim, limit, across, up), dots)
