"""The comparison board: two systems, every person a dot under each, and what a measure makes of the difference.

A second scene shows forty such differences, with the same people under both systems and with other people.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from matplotlib.patches import Rectangle

from notices.drawing import population
from notices.errors import NoticesError
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.measures import CLEAR, MEASURES, Comparison, Estimate, Question, compare, says, shows
from notices.systems import load_system
from notices.timeline import Timelines, run

MOST = 1000  # people who can be told apart as dots
USUAL = 300  # people for whom the axis of differences is made: with more the heaps become narrower, and not the axis
DRAWS = 40  # repetitions that show what luck alone can do
RECENT = 20  # draws that the strip under the dots remembers
MANY = 20_000  # people of the comparison that stands for the difference itself

STATES = ("waiting", "served", "aware", "appeared", "corrected", "left")
NAMES = {"waiting": "not served", "served": "served, not aware", "aware": "aware", "appeared": "appeared",
         "corrected": "corrected", "left": "left"}
ZONES = {"waiting": 0, "served": 1, "aware": 2, "appeared": 3, "corrected": 3, "left": 4}
MARKS = {
    "waiting": {"color": style.EDGE, "marker": "o"},
    "served": {"color": style.look("served").color, "marker": style.look("served").marker},
    "aware": {"color": style.look("aware").color, "marker": style.look("aware").marker},
    "appeared": {"color": style.look("appeared").color, "marker": style.look("appeared").marker},
    "corrected": {"color": style.INK, "marker": "x"},
    "left": {"color": style.MUTED, "marker": "<"},
}
LARGER = {"waiting": 0.45, "served": 0.85, "appeared": 1.15}  # shapes of one size look unequally large


# --- what is compared: worked out once, kept for the next move of a control ----------------------------

@lru_cache(maxsize=1024)
def met(first: str, second: str, people: int, seed: int, twins: bool) -> Comparison:
    """Two named systems compared on ``people`` drawn with ``seed``; without ``twins`` the second meets other people."""
    return compare([load_system(first), load_system(second)], people, seed=seed, twins=twins)


@lru_cache(maxsize=64)
def lived(first: str, second: str, people: int, seed: int, twins: bool) -> tuple[Timelines, Timelines]:
    """The timelines behind :func:`met`, of people who fit into the picture."""
    crowd = population(people, seed=seed)
    crowds = (crowd, crowd if twins else crowd.fresh(1))
    return tuple(run(load_system(name), drawn.block(0)) for name, drawn in zip((first, second), crowds))


def states_on(day: int, timelines: Timelines) -> np.ndarray:
    """Where each person stands at the end of a day: positions in :data:`STATES`, shape ``(n,)``; one state each."""
    reached = [timelines.served, timelines.aware, timelines.appeared, timelines.corrected, timelines.left]
    states = np.zeros(len(timelines), dtype=np.int8)
    for state, event in enumerate(reached, start=1):
        states[event <= day] = state
    return states


@dataclass(frozen=True, eq=False)
class Compared:
    """Two systems on a day: where everyone stands, and the measure with its errors.

    ``states``: for each system the positions in :data:`STATES`, shape ``(n,)``; ``draws``: the difference in each
    draw so far, the last one being this; ``limit``: where the axis of differences ends. Shares are of 100 people.
    """

    titles: tuple[str, str]
    channels: tuple[str, str]
    day: int
    states: tuple[np.ndarray, np.ndarray]
    twins: bool
    measure: str
    estimates: tuple[Estimate, Estimate]
    difference: Estimate
    draws: tuple[float, ...]
    limit: float

    @property
    def n(self) -> int:
        """People under each system."""
        return len(self.states[0])

    def count(self, system: int, state: str) -> int:
        """People in a state under the first (0) or second (1) system."""
        return int((self.states[system] == STATES.index(state)).sum())

    @property
    def apart(self) -> np.ndarray:
        """Positions of the twins who stand in another state under the second system; nobody without twins."""
        return np.flatnonzero(self.states[0] != self.states[1]) if self.twins else np.array([], dtype=int)


def compared(first: str, second: str, people: int, seed: int, twins: bool, measure: str, day: int) -> Compared:
    """Two named systems, the people drawn with ``seed``, and what a measure says of them.

    The draws before are those of the seeds from 1 on, as far as the strip remembers.
    """
    if people > MOST:
        raise NoticesError(f"comparison board: {people:,} people do not fit. Expected at most {MOST:,}, one dot each.")
    now = met(first, second, people, seed, twins)
    systems = [load_system(name) for name in (first, second)]
    before = [met(first, second, people, earlier, twins) for earlier in range(max(1, seed - RECENT + 1), seed)]
    return Compared(
        tuple(system.title for system in systems),
        tuple("paper" if system.channel == "in_person" else "electronic" for system in systems),
        day, tuple(states_on(day, timelines) for timelines in lived(first, second, people, seed, twins)), twins,
        says(MEASURES[measure], Question()), tuple(of_hundred(now.estimate(measure, at)) for at in (0, 1)),
        difference(now, measure), tuple(difference(one, measure).value for one in (*before, now)),
        limit(first, second, people, measure))


def difference(comparison: Comparison, measure: str) -> Estimate:
    """The second system minus the first; shares as so many of 100 people."""
    return of_hundred(comparison.difference(measure))


def of_hundred(estimate: Estimate) -> Estimate:
    """A share of people as a number of 100 people; other units stay."""
    if not estimate.unit.startswith("share"):
        return estimate
    return Estimate(100 * estimate.value, 100 * estimate.error, "of 100 people")


@lru_cache(maxsize=256)
def limit(first: str, second: str, people: int, measure: str) -> float:
    """A round number that the differences of forty draws stay within, with twins and without.

    For more people than usual it is no smaller than for the usual number.
    """
    draws = (difference(met(first, second, n, seed, twins), measure)
             for n in {people, min(people, USUAL)} for seed in range(1, DRAWS + 1) for twins in (True, False))
    return _round_up(1.15 * max(abs(draw.value) for draw in draws) or 1)


def _round_up(value: float) -> float:
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 1.5, 2, 3, 4, 6, 8, 10) if step * size >= value)


# --- words ----------------------------------------------------------------------------------------------

def said(estimate: Estimate, sign: bool = False) -> str:
    """'65.3 ± 2.7', with a plus sign in front of a difference that is one."""
    exact = f"{estimate.value:,.0f}" if abs(estimate.value) >= 100 else f"{estimate.value:.3g}"
    text = str(estimate) if estimate.error else f"{exact} ± 0"
    return f"+{text}" if sign and estimate.value > 0 else text


def verdict(estimate: Estimate) -> str:
    """What one may say of a difference beside its error."""
    if estimate.value == estimate.error == 0:
        return "no difference at all"
    return "it shows, more than two errors from zero" if shows(estimate) else "it drowns, within two errors of zero"


def headline(now: Compared) -> str:
    """What to see: whether the difference shows or drowns, and with whom."""
    who = f"The same {now.n:,} people" if now.twins else f"Two towns of {now.n:,} people each"
    if now.difference.value == now.difference.error == 0:
        return f"{who}: no difference"
    return f"{who}: the difference {'shows' if shows(now.difference) else 'drowns'}, {said(now.difference, sign=True)}"


def sentence(now: Compared) -> str:
    """The measure under both systems, the difference with its error, and how many twins stand elsewhere."""
    who = f"The same {now.n:,} people meet both systems." if now.twins else f"Each system meets {now.n:,} people of its own."
    here, there = (said(estimate) for estimate in now.estimates)
    unit = now.difference.unit
    stand = "stands" if len(now.apart) == 1 else "stand"
    apart = f" On day {now.day}, {len(now.apart)} of them {stand} in another state (rings)." if now.twins else (
        " Nobody in one town has a twin in the other.")
    return (f"{who} Measured: {now.measure}. First system {here}, second {there} {unit}. "
            f"Difference {said(now.difference, sign=True)}: {verdict(now.difference)}.{apart}")


def table(now: Compared) -> Table:
    """People by state on the day, and the measure with its Monte Carlo error."""
    rows = [[NAMES[state], now.count(0, state), now.count(1, state), now.count(1, state) - now.count(0, state)] for state in STATES]
    rows.append([f"{now.measure} ({now.difference.unit})", *(said(estimate) for estimate in now.estimates),
                 said(now.difference, sign=True)])
    how = "the same people" if now.twins else "other people"
    return Table(f"{now.n:,} people under each system, {how}, at the end of day {now.day}; ± one Monte Carlo error",
                 ["state, or measure", *now.titles, "difference"], rows)


# --- the board ------------------------------------------------------------------------------------------

LEFT, ZONE, GAP = 18, 158, 17.5  # pixels: where the zones begin, how wide one is, and the room between two
NAMES_AT = 431  # height of the line that names the zones
TOPS = (374, 228)  # upper edge of the dots of the first and the second system
GROUND = style.mixed(style.CARD, style.GRID, 0.4)
HIGH = 100  # height of a zone


def _size(state: str, size: float) -> dict[str, float]:
    """Keywords for the mark of a state where dots are of this size, in points."""
    return {"markersize": max(size * LARGER.get(state, 1), 1.6), "markeredgewidth": 1 if state == "corrected" else 0}


def _zone_left(zone: int) -> float:
    return LEFT + zone * (ZONE + GAP)


@lru_cache(maxsize=8)
def places(people: int) -> tuple[np.ndarray, float]:
    """(each person's place within a zone in pixels from its upper left, shape ``(n, 2)``; the size of a dot in points).

    A person has the same place in every zone and under both systems.
    """
    across = math.ceil(math.sqrt(people * ZONE / HIGH))
    down = math.ceil(people / across)
    step = ZONE / across, HIGH / down
    row, column = np.divmod(np.arange(people), across)
    places_ = np.column_stack([(column + 0.5) * step[0], -(row + 0.5) * step[1]])
    return places_, min(0.85 * 0.72 * min(step), 7.5)


class ComparisonBoard(Scene):
    """Two rows of five zones with a dot for each person, and below them the difference in this draw and in those before."""

    height = 480

    def build(self) -> None:
        """The title, the names of the zones, a crowd for each system, and the strip of differences."""
        axes = self.figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, self.width), ylim=(0, self.height))
        axes.axis("off")
        self.title = self.move(axes.add_artist(Label(LEFT, 453, "", size=13, weight="bold")))
        self._name_zones(axes)
        self.crowds = [Crowd(self, axes, top) for top in TOPS]
        self.apart = self.move(axes.add_artist(Label(self.width - LEFT, NAMES_AT, "", size=10.5, ha="right", va="center_baseline")))
        self.heading = self.move(axes.add_artist(Label(LEFT, 111, "", size=10.5, va="center")))
        self.strip = Strip(self, self.figure.add_axes((0.06, 49 / self.height, 0.88, 50 / self.height)))

    def _name_zones(self, axes) -> None:
        for state, zone in ZONES.items():
            x = _zone_left(zone) + {"corrected": 94, "left": 16}.get(state, 0)
            axes.plot([x + 5], [NAMES_AT], linestyle="none", **MARKS[state], **_size(state, 7.5))
            axes.text(x + 16, NAMES_AT, NAMES[state], size=10.5, va="center_baseline")

    def show(self, now: Compared) -> Picture:
        """The board for two systems on a day."""
        self.title.set_text(headline(now))
        for at, crowd in enumerate(self.crowds):
            crowd.show(now, at)
        self.apart.set_text(f"ring: {len(now.apart):,}" if now.twins else "no twins")
        self.heading.set_text(f"Difference, lower minus upper: {now.measure} ({now.difference.unit})")
        if self.strip.set_limit(now.limit):
            self.invalidate()
        self.strip.show(now.draws, now.difference)
        alt = (f"{headline(now)}. Two rows of dots, one dot for each of {now.n:,} people, in zones for not served, served, aware, "
               f"appeared and left on day {now.day}. {_counts(now)}")
        return self.picture(alt=alt, words=sentence(now), table=table(now))


def _counts(now: Compared) -> str:
    both = (", ".join(f"{now.count(at, state)} {NAMES[state]}" for state in STATES if now.count(at, state)) for at in (0, 1))
    return "; ".join(f"{title}: {counts}" for title, counts in zip(now.titles, both)) + "."


class Crowd:
    """Everyone under one system: a dot in the zone of their state, at a place that is theirs."""

    def __init__(self, scene: ComparisonBoard, axes, top: float) -> None:
        self.top = top
        for zone in range(max(ZONES.values()) + 1):
            axes.add_patch(Rectangle((_zone_left(zone) - 5, top - HIGH - 3), ZONE + 10, HIGH + 6, color=GROUND, linewidth=0, zorder=0))
        self.name = {channel: scene.move(axes.add_artist(Label(LEFT, top + 31, "", size=11, weight="bold", va="center",
                                                               color=style.look(channel).color)))
                     for channel in style.CHANNELS}
        self.measured = scene.move(axes.add_artist(Label(scene.width - LEFT, top + 31, "", size=10.5, va="center", ha="right")))
        self.day = scene.move(axes.add_artist(Label(scene.width - LEFT, top + 14, "", size=10.5, va="center", ha="right")))
        self.counts = [scene.move(axes.add_artist(Label(_zone_left(zone), top + 14, "", size=10.5, va="center")))
                       for zone in range(max(ZONES.values()) + 1)]
        self.dots = {state: scene.move(axes.plot([], [], linestyle="none", zorder=3, **mark)[0]) for state, mark in MARKS.items()}
        self.rings = scene.move(axes.plot([], [], linestyle="none", marker="o", fillstyle="none", color=style.INK, zorder=4)[0])

    def show(self, now: Compared, at: int) -> None:
        """Everyone where they stand under system ``at`` (0 or 1)."""
        for channel, label in self.name.items():
            label.set_text(now.titles[at] if channel == now.channels[at] else "")
        self.measured.set_text(f"measured: {said(now.estimates[at])} {_per(now.difference.unit)}")
        self.day.set_text(f"day {now.day}")
        self._count(now, at)
        spots, size = self._spots(now.states[at])
        for position, (state, dots) in enumerate(self.dots.items()):
            dots.set_data(*spots[now.states[at] == position].T)
            dots.set(**_size(state, size))
        self.rings.set_data(*spots[now.apart].T)
        self.rings.set(markersize=1.3 * size + 1, markeredgewidth=0.8 if size > 4 else 0.5)

    def _count(self, now: Compared, at: int) -> None:
        for zone, label in enumerate(self.counts):
            counts = [now.count(at, state) for state, its in ZONES.items() if its == zone]
            label.set_text(" + ".join(f"{count:,}" for count in counts if count) or "0")

    def _spots(self, states: np.ndarray) -> tuple[np.ndarray, float]:
        """(where each person's dot belongs, shape ``(n, 2)``; the size of a dot)."""
        within, size = places(len(states))
        zones = np.array([ZONES[state] for state in STATES])[states]
        return within + np.column_stack([_zone_left(zones), np.full(len(states), self.top)]), size


def _per(unit: str) -> str:
    """'per 1,000 people' out of 'person-days per 1,000 people': the heading below says days of what."""
    return unit[max(unit.find("per 1,000"), 0):]


class Strip:
    """An axis of differences around zero: this draw with two errors to each side, the draws before it above."""

    DOT = 9  # pixels from dot to dot in a stack

    def __init__(self, scene: Scene, axes) -> None:
        self.axes, self.limit = axes, 0.0
        _difference_axis(axes)
        axes.set_ylim(-1, 5)
        self.before = scene.move(axes.plot([], [], linestyle="none", marker="o", markersize=5, color="none", markeredgecolor=style.MUTED,
                                           markeredgewidth=1, clip_on=False)[0])
        self.reach = scene.move(axes.plot([], [], color=style.INK, linewidth=2)[0])
        self.now = scene.move(axes.plot([], [], linestyle="none", marker="o", markersize=8, color=style.INK, clip_on=False)[0])

    def set_limit(self, limit: float) -> bool:
        """Have the axis end at plus and minus ``limit``; True if that is new."""
        if limit == self.limit:
            return False
        self.limit = limit
        _set_differences(self.axes, limit)
        return True

    def show(self, draws: Sequence[float], difference: Estimate) -> None:
        """This draw's difference, and the ones before it."""
        low, high = np.clip([difference.value - CLEAR * difference.error, difference.value + CLEAR * difference.error],
                            -self.limit, self.limit)
        self.reach.set_data([low, high], [0, 0])
        self.now.set_data(np.clip([difference.value], -self.limit, self.limit), [0])
        values, levels = stacked(draws[:-1], self.limit, self.axes.bbox.width / self.DOT)
        self.before.set_data(values, 1.2 + levels * min(1.1, 3.6 / max(levels.max(initial=0), 1)))


def _difference_axis(axes) -> None:
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.axvline(0, color=style.INK, linewidth=1.2, linestyle=(0, (3, 2)), zorder=1)


def _set_differences(axes, limit: float) -> None:
    ticks = [-limit, -limit / 2, 0, limit / 2, limit]
    axes.set_xlim(-limit, limit)
    axes.set_xticks(ticks, [f"{tick:+,g}" if tick else "no difference" for tick in ticks])


def stacked(values: Iterable[float], limit: float, across: float) -> tuple[np.ndarray, np.ndarray]:
    """Dots that would lie on each other, stacked: (values on a grid of ``across`` steps over the axis, levels from 0)."""
    step = 2 * limit / across
    columns = np.rint(np.clip(np.array(list(values), dtype=float), -limit, limit) / step).astype(int)
    levels = np.array([(columns[:at] == column).sum() for at, column in enumerate(columns)], dtype=int)
    return columns * step, levels


def comparison_board(first: str, second: str, people: int = USUAL, seed: int = 1, twins: bool = True, measure: str = "appeared_by",
                     day: int = 60, scene: ComparisonBoard | None = None) -> Picture:
    """Two named systems on ``people`` (at most 1,000) drawn with ``seed``, on a day: picture, words and table.

    Give the ``scene`` of an earlier call to have it redrawn.
    """
    return (scene or ComparisonBoard()).show(compared(first, second, people, seed, twins, measure, day))


# --- forty draws ------------------------------------------------------------------------------------------

@dataclass(frozen=True, eq=False)
class Repeated:
    """The same comparison in many draws: the differences with their errors, and the difference in a large population."""

    n: int
    measure: str
    same: tuple[Estimate, ...]
    other: tuple[Estimate, ...]
    real: Estimate
    limit: float

    def opposite(self, draws: Sequence[Estimate]) -> int:
        """Draws whose difference points the other way than that of the large population; 0 if that has none to find."""
        if not shows(self.real):
            return 0
        return sum(draw.value * self.real.value < 0 for draw in draws)


def repeated(first: str, second: str, people: int, measure: str) -> Repeated:
    """Forty draws of the comparison of two named systems, with twins and without."""
    same, other = (tuple(difference(met(first, second, people, seed, twins), measure) for seed in range(1, DRAWS + 1))
                   for twins in (True, False))
    real = difference(met(first, second, MANY, 1, True), measure)
    return Repeated(people, says(MEASURES[measure], Question()), same, other, real, limit(first, second, people, measure))


ROWS = {"same": "the same people under both", "other": "other people under each"}


class FortyDraws(Scene):
    """Two rows of stacked dots on one axis of differences: with the same people above, with other people below."""

    height = 400
    DOT = 11  # pixels from dot to dot in a stack

    def build(self) -> None:
        """The title, two rows on one axis, and the line of the large population."""
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.925, "", size=13, weight="bold")))
        self.axes = self.figure.add_axes((0.06, 74 / self.height, 0.88, 246 / self.height))
        self.axes.set_ylim(0, 246)
        _difference_axis(self.axes)
        self.limit = 0.0
        self.axes.axhline(123, color=style.GRID, linewidth=1)
        self.real = self.move(self.axes.plot([], [], color=style.MUTED, linewidth=1.6, zorder=2)[0])
        self.real_label = self.move(self.axes.add_artist(Label(0, 258, "", size=10.5, va="center", ha="center", color=style.MUTED)))
        self.heading = self.move(self.figure.add_artist(Label(0.02, 22 / self.height, "", size=10.5, va="center")))
        self.rows = {row: Row(self, self.axes, base, ROWS[row]) for row, base in (("same", 127), ("other", 4))}

    def show(self, now: Repeated) -> Picture:
        """The picture of forty draws."""
        if now.limit != self.limit:
            self.limit = now.limit
            _set_differences(self.axes, now.limit)
            self.invalidate()
        self.title.set_text(forty_headline(now))
        self.heading.set_text(f"Difference: {now.measure} ({now.real.unit})")
        self.real.set_data([now.real.value] * 2, [0, 246])
        self.real_label.set(x=np.clip(now.real.value, -0.45 * now.limit, 0.45 * now.limit),
                            text=f"{MANY:,} people, the same under both: {said(now.real, sign=True)}")
        for row, draws in (("same", now.same), ("other", now.other)):
            self.rows[row].show(now, draws)
        alt = (f"{forty_headline(now)}. Two rows of {DRAWS} dots on an axis of differences: {_heap(now.same, 'a narrow heap')} with the "
               f"same people, {_heap(now.other, 'a wide heap')} with other people. {forty_sentence(now)}")
        return self.picture(alt=alt, words=forty_sentence(now), table=forty_table(now))


def _heap(draws: Sequence[Estimate], shape: str) -> str:
    return shape if _differ(draws) else "every dot on zero"


class Row:
    """Forty dots in stacks: filled where they point the way of the large population, hollow where they do not."""

    HIGH = 100

    def __init__(self, scene: FortyDraws, axes, base: float, name: str) -> None:
        self.scene, self.axes, self.base = scene, axes, base
        self.name = name
        beside = axes.get_yaxis_transform()
        self.lines = [scene.move(axes.add_artist(Label(0.004, base + 100 - 18 * line, "", size=10.5, va="baseline", transform=beside,
                                                       weight="normal" if line else "bold"))) for line in range(3)]
        dot = {"linestyle": "none", "marker": "o", "markersize": 6.8, "markeredgecolor": style.INK, "markeredgewidth": 1.2,
               "zorder": 3, "clip_on": False}
        self.along = scene.move(axes.plot([], [], color=style.INK, **dot)[0])
        self.against = scene.move(axes.plot([], [], color=style.CARD, **dot)[0])

    def show(self, now: Repeated, draws: Sequence[Estimate]) -> None:
        """The draws of this row."""
        exact = np.array([draw.value for draw in draws])
        values, levels = stacked(exact, now.limit, self.axes.bbox.width / self.scene.DOT)
        heights = self.base + 7 + levels * min(self.scene.DOT, (self.HIGH - 12) / max(levels.max(), 1))
        against = (exact * now.real.value < 0) & shows(now.real)
        self.along.set_data(values[~against], heights[~against])
        self.against.set_data(values[against], heights[against])
        against = now.opposite(draws)
        texts = (f"{self.name}: {now.n:,}", shown_in(now, draws),
                 f"hollow: the wrong way, {against} of {DRAWS}" if against else "")
        free = {"x": 0.004, "ha": "left"} if now.real.value >= 0 else {"x": 0.996, "ha": "right"}
        for line, text in zip(self.lines, texts):
            line.set(text=text, **free)


def shown_in(now: Repeated, draws: Sequence[Estimate]) -> str:
    """In how many draws the difference stands clear of zero; that some do where there is none to find is luck."""
    if not _differ(draws):
        return "no difference in any draw"
    count = sum(map(shows, draws))
    if count and not shows(now.real):
        return f"by luck, one seems to show in {count} of {DRAWS}"
    return f"the difference shows in {count} of {DRAWS}"


def _differ(draws: Sequence[Estimate]) -> bool:
    """Is any difference other than zero?"""
    return any(draw.value for draw in draws)


def forty_headline(now: Repeated) -> str:
    """What to see: how often each way of comparing points the wrong way."""
    if not shows(now.real):
        return "There is no difference to find"
    return (f"Pointing the wrong way: {now.opposite(now.same)} of {DRAWS} draws with the same people, "
            f"{now.opposite(now.other)} with others")


def forty_sentence(now: Repeated) -> str:
    """Both rows in words: the range of the differences, and how many stand clear of zero."""
    rows = " ".join(f"With {ROWS[row]}, {_span(draws)}; {shown_in(now, draws)}." if _differ(draws) else
                    f"With {ROWS[row]}, all {DRAWS} differences are zero." for row, draws in (("same", now.same), ("other", now.other)))
    return f"{now.n:,} people a draw; {now.measure} ({now.real.unit}). {rows} With {MANY:,} people: {said(now.real, sign=True)}."


def _span(draws: Sequence[Estimate]) -> str:
    least, most = (_plain(end(draw.value for draw in draws)) for end in (min, max))
    return f"the {DRAWS} differences go from {least} to {most}"


def _plain(value: float) -> str:
    return f"{value:+,.0f}" if abs(value) >= 100 else f"{value:+.1f}" if value else "0"


def forty_table(now: Repeated) -> Table:
    """The spread of the draws beside the error that one draw reports, and what they point to."""
    rows = []
    for row, draws in (("same", now.same), ("other", now.other)):
        values = np.array([draw.value for draw in draws])
        rows.append([ROWS[row], values.min(), np.median(values), values.max(), values.std(), np.mean([draw.error for draw in draws]),
                     now.opposite(draws), sum(map(shows, draws))])
    return Table(f"{DRAWS} draws of {now.n:,} people: {now.measure} ({now.real.unit}), second system minus first",
                 ["compared with", "least", "median", "most", "standard deviation of the draws", "Monte Carlo error, average",
                  "draws pointing the other way", "draws that show, more than two errors from zero"], rows)


def forty_draws(first: str, second: str, people: int = USUAL, measure: str = "appeared_by", scene: FortyDraws | None = None) -> Picture:
    """Forty draws of one comparison, with the same people and with other people: picture, words and table.

    Give the ``scene`` of an earlier call to have it redrawn.
    """
    return (scene or FortyDraws()).show(repeated(first, second, people, measure))
