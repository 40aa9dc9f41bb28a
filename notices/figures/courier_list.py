"""The couriers' list: every notice a dot in the order of the list, and how many people are served, day by day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from matplotlib.lines import Line2D

from notices.errors import NoticesError
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.people import NEVER, People
from notices.systems import System, load_system
from notices.timeline import Operations, run

LARGEST = 300  # notices that fit in the picture
COLUMNS = 25
STEP = (17, 18)  # pixels from dot to dot, across and down

STATES = {
    "found": "found: served, aware",
    "in vain": "visited, nobody there",
    "waiting": "not visited yet",
    "spent": "off the list, unserved",
}
# Shape and colour together tell the states apart. Found is served and aware at once, so it wears both marks.
MARKS = {
    "found": style.point("served", 8.5) | {"markeredgewidth": 0.6},
    "in vain": style.point("paper", 5.5) | {"color": style.mixed(style.look("paper").color, style.CARD, 0.4), "markeredgewidth": 0},
    "waiting": {"color": style.EDGE, "marker": "o", "markersize": 2.6, "linestyle": "none"},
    "spent": {"color": style.INK, "marker": "x", "markersize": 6.5, "markeredgewidth": 1.5, "linestyle": "none"},
}
KNOWING = style.point("aware", 4.4) | {"markeredgewidth": 0}
TODAY = {"marker": "s", "markersize": 11.5, "linestyle": "none", "fillstyle": "none", "color": style.INK, "markeredgewidth": 1.1}


@dataclass(frozen=True, eq=False)
class ListOnDay:
    """How the list stands at the end of a day; arrays of shape ``(n,)`` in the order of the list.

    ``served``: yes/no; ``visits``: made to each so far; ``today``: yes/no, visited on this very day;
    ``most``: visits that each gets at most; ``curve``: people served by day 0, 1, ... up to the horizon;
    ``findable``: people whom some visit would find, however late (the others do not live at the address).
    """

    day: int
    served: np.ndarray
    visits: np.ndarray
    today: np.ndarray
    most: int
    curve: np.ndarray
    findable: int

    def __len__(self) -> int:
        return len(self.served)

    @property
    def states(self) -> dict[str, np.ndarray]:
        """Yes/no per person for each of :data:`STATES`; everybody is in exactly one."""
        waiting = self.visits == 0
        spent = ~self.served & ~waiting & (self.visits == self.most)
        return {"found": self.served, "in vain": ~self.served & ~waiting & ~spent, "waiting": waiting, "spent": spent}

    def count(self, state: str) -> int:
        """People in a state."""
        return int(self.states[state].sum())


def on_day(system: System, people: People, operations: Operations, day: int) -> ListOnDay:
    """The list at the end of ``day``, as :func:`notices.run` has it. Expects no wrong records, and nobody who leaves."""
    so_far = run(system, people, replace(operations, horizon=day))
    before = run(system, people, replace(operations, horizon=day - 1)).visits if day else np.zeros_like(so_far.visits)
    order = np.argsort(people.queue, kind="stable")
    served = np.sort(run(system, people, operations).served)
    curve = np.searchsorted(served, np.arange(operations.horizon + 1), side="right")
    return ListOnDay(day, (so_far.served < NEVER)[order], so_far.visits[order], (so_far.visits > before)[order],
                     operations.max_visits, curve, int((people.visits_needed < NEVER).sum()))


class CourierList(Scene):
    """Dots in the order of the list at the left, the number of people served at the right.

    ``size``: people in the list, 1 to 300; ``horizon``: last day of the axis. Raises NoticesError for a list that does not fit.
    """

    def __init__(self, size: int = LARGEST, horizon: int = 180) -> None:
        if not 1 <= size <= LARGEST:
            raise NoticesError(f"courier list: {size} people do not fit. Expected 1 to {LARGEST}, one dot each.")
        self.size, self.horizon = size, horizon
        super().__init__()

    def build(self) -> None:
        """The title, the field of dots with its key, and the curve."""
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.935, "", size=13, weight="bold")))
        self.places = _places(self.size)
        self._build_dots(self._pixels(18, 12, 470, 370))
        self._build_curve(self.figure.add_axes(self._share(548, 74, 246, 296)))

    def _share(self, left: float, bottom: float, width: float, height: float) -> tuple[float, ...]:
        return left / self.width, bottom / self.height, width / self.width, height / self.height

    def _pixels(self, left: float, bottom: float, width: float, height: float):
        """Axes without lines, measured in pixels."""
        axes = self.figure.add_axes(self._share(left, bottom, width, height))
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.axis("off")
        return axes

    def _build_dots(self, axes) -> None:
        axes.text(0, 349, "The list, from its first notice (top left) to its last", size=10.5, va="center")
        self.dots = {state: self.move(axes.plot([], [], zorder=3, **mark)[0]) for state, mark in MARKS.items()}
        self.knowing = self.move(axes.plot([], [], zorder=4, **KNOWING)[0])
        self.today = self.move(axes.plot([], [], zorder=5, **TODAY)[0])
        key_at = {"found": (8, 82), "in vain": (8, 58), "waiting": (8, 34), "spent": (256, 82), "today": (256, 58)}
        self.key = {name: self._key(axes, name, *place) for name, place in key_at.items()}

    def _key(self, axes, name: str, x: float, y: float) -> Label:
        """One line of the key: mark, number, words. Returns the number, which alone changes."""
        for mark in {"found": [MARKS["found"], KNOWING], "today": [TODAY]}.get(name) or [MARKS[name]]:
            axes.plot([x], [y], **mark)
        axes.text(x + 50, y, STATES.get(name, "visited on this day"), size=10.5, va="center_baseline")
        return self.move(axes.add_artist(Label(x + 43, y, "", size=10.5, va="center_baseline", ha="right")))

    def _build_curve(self, axes) -> None:
        axes.set(xlim=(0, self.horizon), ylim=(0, 1.1 * self.size), xlabel="days from issue (day 0)", ylabel="people served")
        axes.set_xticks(range(0, self.horizon + 1, 60))
        axes.set_yticks([0, self.size / 3, 2 * self.size / 3, self.size] if self.size % 3 == 0 else [0, self.size])
        axes.grid(axis="y")
        color = style.look("paper").color
        self.days = np.arange(self.horizon + 1)
        self.ceiling = self.move(axes.plot([], [], color=style.MUTED, linestyle=(0, (2, 2)), linewidth=1.2, zorder=2)[0])
        self.ahead = self.move(axes.plot([], [], color=style.mixed(color, style.CARD, 0.45), linewidth=1.2, drawstyle="steps-post")[0])
        self.so_far = self.move(axes.plot([], [], drawstyle="steps-post", zorder=3, **style.line("paper"))[0])
        self.marker = [self.move(axes.plot([], [], zorder=zorder, clip_on=False, **mark)[0])
                       for zorder, mark in ((4, MARKS["found"]), (5, KNOWING))]
        self.end = self.move(axes.add_artist(Label(self.horizon * 1.045, 0, "", size=10.5, va="center", color=color)))
        self.limit = self.move(axes.add_artist(Label(self.horizon * 0.012, 0, "", size=10.5, va="bottom", color=style.MUTED)))

    def show(self, now: ListOnDay) -> Picture:
        """The picture of the list on a day. Raises NoticesError for a list or horizon of another size than the scene's."""
        if len(now) != self.size or len(now.curve) != len(self.days):
            raise NoticesError(f"courier list: got {len(now)} people and {len(now.curve) - 1} days; this scene is for "
                               f"{self.size} people and {self.horizon} days. Make a scene of that size.")
        self.title.set_text(headline(now))
        self._show_dots(now)
        self._show_curve(now)
        alt = (f"{headline(now)}. Dots for the {len(now)} notices in the order of the list, a shape for each state; "
               f"beside them the number of people served rises to {now.curve[-1]} by day {self.horizon}.")
        return self.picture(alt=alt, words=sentence(now), table=table(now))

    def _show_dots(self, now: ListOnDay) -> None:
        for state, those in now.states.items():
            self._put(self.dots[state], those)
            self.key[state].set_text(f"{those.sum()}")
        self._put(self.knowing, now.served)
        self._put(self.today, now.today)
        self.key["today"].set_text(f"{now.today.sum()}")

    def _put(self, dots: Line2D, those: np.ndarray) -> None:
        dots.set_data(*self.places[those].T)

    def _show_curve(self, now: ListOnDay) -> None:
        self.ceiling.set_data([0, self.horizon], [now.findable] * 2)
        self.limit.set_text(f"{now.findable} live at the address")
        self.limit.set_y(now.findable + 0.012 * self.size)
        self.ahead.set_data(self.days, now.curve)
        self.so_far.set_data(self.days[:now.day + 1], now.curve[:now.day + 1])
        for mark in self.marker:
            mark.set_data([now.day], [now.curve[now.day]])
        self.end.set_text(f"{now.curve[-1]} served")
        self.end.set_y(now.curve[-1])


def _places(size: int) -> np.ndarray:
    """Where each dot stands, in pixels, shape ``(size, 2)``: line by line from the top left."""
    down, across = np.divmod(np.arange(size), COLUMNS)
    return np.column_stack([8 + STEP[0] * across, 322 - STEP[1] * down])


def headline(now: ListOnDay) -> str:
    """What to see: how far the search has come."""
    found, spent = now.count("found"), now.count("spent")
    tried = len(now) - now.count("waiting")
    if tried == 0:
        return f"Day {now.day}: no door tried, nobody served"
    if found == len(now):
        return f"Day {now.day}: everyone on the list is found and served"
    if found + spent == len(now):
        return f"Day {now.day}: all visits are spent, and {spent} of {len(now)} were never served"
    if tried == len(now):
        return f"Day {now.day}: every door tried, {found} of {len(now)} served"
    return f"Day {now.day}: {tried} of {len(now)} doors tried, {found} served"


def sentence(now: ListOnDay) -> str:
    """The list in words: who is served, who was visited in vain, who still waits."""
    return (f"By day {now.day}, {now.count('found')} of {len(now)} are served, and aware of it. "
            f"Visited in vain so far: {_in_vain(now)}. Not visited yet: {now.count('waiting')}.")


def _in_vain(now: ListOnDay) -> str:
    still, off = now.count("in vain"), now.count("spent")
    spent = "the one visit" if now.most == 1 else f"all {now.most} visits"
    if still and off:
        return f"{still + off}, {still} still on the list and {off} off it with {spent} spent"
    if off:
        return f"{off}, off the list with {spent} spent"
    return f"{still}, still on the list" if still else "0"


def table(now: ListOnDay) -> Table:
    """People by state, and by the number of visits made to them so far (for those found: the visit that found them)."""
    visited = range(1, now.most + 1)
    rows = [[STATES[state], int(those.sum()), *(int((those & (now.visits == visits)).sum()) for visits in visited)]
            for state, those in now.states.items()]
    sums = [sum(column) for column in zip(*(row[1:] for row in rows))]
    columns = ["state", "people", *(f"{visits} visit{'s' if visits > 1 else ''}" for visits in visited)]
    return Table(f"The list at the end of day {now.day}, by visits made so far", columns, [*rows, ["all", *sums]])


def courier_list(people: People, operations: Operations = Operations(), day: int = 0, scene: CourierList | None = None) -> Picture:
    """A list of paper notices on a day, under ``paper-2022``: picture, words and table.

    ``people``: 1 to 300, of whom ``visits_needed`` and ``queue`` matter here. Give the ``scene`` of an earlier call to have it redrawn.
    """
    now = on_day(load_system("paper-2022"), people, operations, day)
    return (scene or CourierList(len(people), operations.horizon)).show(now)
