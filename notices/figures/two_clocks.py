"""Two clocks: one person called up on paper and electronically, the law's day above the person's own."""

from __future__ import annotations

from typing import Mapping

from matplotlib.transforms import blended_transform_factory

from notices.explain import explain
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.people import NEVER
from notices.systems import System, load_system

LAST = 60  # last day that the picture shows
ROWS = ("served", "aware", "appeared", "ban", "measures")
NAMES = {"ban": "exit ban", "measures": "measures"}
STRETCH = {"ban": ("ban_from", "ban_until"), "measures": ("measures_from", "measures_until")}
LABEL_ROOM = 8  # days that the label of a row needs beside its mark
COUNT_ROOM = 20  # days that the words inside the gap need
ON_BAR = 12  # days that a bar must last to carry its label


def days_of(system: System, person: Mapping[str, object]) -> dict[str, float]:
    """The days of one person under one system (days from issue, inf for never)."""
    return dict(explain(system, person).days)


def gap(days: Mapping[str, float]) -> float:
    """Days for which the notice was served and the person did not know; inf if that never ends, 0 if not served."""
    return max(days["aware"] - days["served"], 0) if days["served"] < NEVER else 0


class TwoClocks(Scene):
    """Two panels of five rows on one axis of days: paper above, electronic below."""

    height = 500

    def build(self) -> None:
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.945, "", size=13, weight="bold")))
        self.panels = {"paper": self._panel("paper", 0.545), "electronic": self._panel("electronic", 0.135)}
        self.panels["electronic"].axes.set_xlabel("days from issue (day 0)")
        self.panels["paper"].axes.tick_params(labelbottom=False)

    def _panel(self, channel: str, bottom: float) -> "Panel":
        axes = self.figure.add_axes((0.135, bottom, 0.845, 0.335))
        return Panel(self, axes, channel)

    def show(self, paper: Mapping[str, float], electronic: Mapping[str, float]) -> Picture:
        """The picture for one person's days under both systems (mappings as ``explain(...).days``)."""
        for channel, days in (("paper", paper), ("electronic", electronic)):
            self.panels[channel].show(days)
        self.title.set_text(headline(electronic))
        words = sentence(paper, electronic)
        alt = f"{headline(electronic)}. Two panels of days, paper above and electronic below. {words}"
        return self.picture(alt=alt, words=words, table=table(paper, electronic))


class Panel:
    """One channel: a row each for served, aware, appeared, exit ban and measures."""

    def __init__(self, scene: Scene, axes, channel: str) -> None:
        self.axes, self.heights = axes, {row: len(ROWS) - 1 - n for n, row in enumerate(ROWS)}
        self._set_up(scene, channel)
        self.unaware = scene.move(axes.barh(self.heights["aware"], 0, 0.56, zorder=2, facecolor="none", linewidth=1.5,
                                            linestyle=(0, (2, 2)), edgecolor=style.look("served").color)[0])
        self.count = scene.move(axes.add_artist(Label(0, self.heights["aware"], "", va="center", ha="center", size=10.5)))
        self.bars = {row: scene.move(axes.barh(height, 0, 0.56, zorder=2, **self._bar(row))[0])
                     for row, height in self.heights.items() if row != "appeared"}
        self.marks = {row: scene.move(axes.plot([0], [self.heights[row]], zorder=4, clip_on=False,
                                                **style.point(row, 10))[0])
                      for row in ("served", "aware", "appeared")}
        self.labels = {row: scene.move(axes.add_artist(Label(0, height, "", va="center", size=10.5, zorder=5,
                                                               ground=style.CARD if row in STRETCH else None)))
                       for row, height in self.heights.items()}

    def _set_up(self, scene: Scene, channel: str) -> None:
        axes = self.axes
        axes.set(xlim=(-1, LAST), ylim=(-0.6, len(ROWS) - 0.4), yticks=list(self.heights.values()))
        axes.set_yticklabels([NAMES.get(row, row) for row in ROWS])
        axes.set_xticks(range(0, LAST + 1, 10))
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set(color=style.look(channel).color, linewidth=5)
        beside = blended_transform_factory(axes.figure.transFigure, axes.transAxes)
        axes.text(0.02, 1.02, channel, transform=beside, weight="bold", size=12, va="bottom",
                  color=style.look(channel).color)
        self.apart = scene.move(axes.add_artist(Label(0.016, 1.025, "", transform=axes.transAxes, size=10.5, va="bottom")))

    @staticmethod
    def _bar(row: str) -> dict[str, object]:
        if row in STRETCH:
            return style.bar(row)
        color = style.look(row).color
        return {"facecolor": style.mixed(color, style.CARD, 0.55), "edgecolor": "none"}

    def show(self, days: Mapping[str, float]) -> None:
        """Move every mark, bar and label of the panel to the given days."""
        for row in ("served", "aware"):
            self._stretch(row, days[row], NEVER)
        self._moment("appeared", days["appeared"])
        for row, (start, end) in STRETCH.items():
            self._stretch(row, days[start], days[end])
        self._gap(days["served"], gap(days))
        self.apart.set_text(apart(days))

    def _stretch(self, row: str, start: float, end: float) -> None:
        shown = start <= LAST
        self.bars[row].set_x(start if shown else 0)
        self.bars[row].set_width(min(end, LAST) - start if shown else 0)
        self.bars[row].set_visible(shown)
        if row in self.marks:
            self._mark(row, start)
        if row not in STRETCH:
            self._label(row, start, day_or_never(start))
        else:  # on the bar where it is long enough, else behind it
            self._label(row, end if shown and end - start < ON_BAR else start, from_to(start, end))

    def _moment(self, row: str, day: float) -> None:
        self._mark(row, day)
        self._label(row, day, day_or_never(day))

    def _gap(self, served: float, gap: float) -> None:
        """The days served without knowing: a dashed box in the row of knowing, with words in it or, where it is short, behind it."""
        end = min(served + gap, LAST)
        shown, long = gap > 0 and served < LAST, end - served >= COUNT_ROOM
        self.unaware.set(visible=shown, x=served if shown else 0, width=end - served if shown else 0)
        self.count.set(visible=shown and long, x=(served + end - 2) / 2 if shown else 0,
                       text=f"served, not aware: {days_in_words(gap)}" if gap < NEVER else "served, never aware")
        if shown and not long and end < LAST:
            self.labels["aware"].set_text(f"{day_or_never(end)} (dashed: served, not aware)")

    def _mark(self, row: str, day: float) -> None:
        self.marks[row].set_xdata([min(day, LAST)])
        self.marks[row].set_visible(day <= LAST)

    def _label(self, row: str, day: float, text: str) -> None:
        """Beside the mark: to its right, or to its left where the frame is near. A later day stands at the edge, *never* at the far left."""
        later = LAST < day < NEVER
        to_left = later or LAST - 2 * LABEL_ROOM < day <= LAST
        label = self.labels[row]
        label.set(text=f"{text} \N{RIGHTWARDS ARROW}" if later else text, ha="right" if to_left else "left",
                  color=style.INK if day <= LAST else style.MUTED)
        label.set_x(LAST - 0.5 if later else 0.8 if day > LAST else day - 1.1 if to_left else day + 1.1)


def day_or_never(day: float) -> str:
    """'day 9', or 'never' within the days that are followed."""
    return f"day {day:g}" if day < NEVER else "never"


def from_to(start: float, end: float) -> str:
    """'day 0 to day 11' for a half-open stretch: the last day is the one before its end."""
    if start == NEVER:
        return "none"
    if end == start + 1:
        return f"on day {start:g}"
    return f"from day {start:g}" if end == NEVER else f"day {start:g} to day {end - 1:g}"


def headline(electronic: Mapping[str, float]) -> str:
    """What to see: how far the two electronic clocks stand apart."""
    served, aware = electronic["served"], electronic["aware"]
    if aware == NEVER:
        return f"Electronically: served on day {served:g}, and never aware"
    if gap(electronic) == 0:
        return f"Electronically: served and aware on day {aware:g}; the clocks strike together"
    return f"Electronically: served on day {served:g}, aware on day {aware:g}; the clocks stand {days_in_words(gap(electronic))} apart"


def days_in_words(count: float) -> str:
    """'1 day', '9 days'."""
    return f"{count:g} day" + ("" if count == 1 else "s")


def apart(days: Mapping[str, float]) -> str:
    """What stands over a panel: how far its two clocks stand apart."""
    if days["served"] == NEVER:
        return "never served"
    return "served, never aware" if gap(days) == NEVER else f"served to aware: {days_in_words(gap(days))}"


def sentence(paper: Mapping[str, float], electronic: Mapping[str, float]) -> str:
    """The two panels in words."""
    return f"On paper: {_in_words(paper)} Electronically: {_in_words(electronic)}"


def _in_words(days: Mapping[str, float]) -> str:
    if days["served"] == NEVER:
        return "never served within the days we follow, and not aware."
    return f"served on day {days['served']:g}, {_knowing(days)}; {_restricted(days)}."


def _knowing(days: Mapping[str, float]) -> str:
    if days["aware"] == NEVER:
        return "and never aware"
    if gap(days) == 0:
        return "and aware the same day" if days["aware"] == days["served"] else f"aware already on day {days['aware']:g}"
    return f"aware on day {days['aware']:g}, so for {days_in_words(gap(days))} served without knowing"


def _restricted(days: Mapping[str, float]) -> str:
    ban, measures = (from_to(*(days[name] for name in STRETCH[row])) for row in ("ban", "measures"))
    if ban == measures == "none":
        return "no exit ban and no measures"
    return f"exit ban {ban}, measures {measures}".replace("ban none", "ban: none").replace("measures none", "no measures")


def table(paper: Mapping[str, float], electronic: Mapping[str, float]) -> Table:
    """The days of both panels, and the gap, as numbers."""
    both = (paper, electronic)
    rows = [[name, *(days[name] for days in both)] for name in ("served", "aware", "appeared")]
    for row, (start, end) in STRETCH.items():
        rows.append([f"{NAMES[row]}, first day", *("none" if days[start] == NEVER else days[start] for days in both)])
        rows.append([f"{NAMES[row]}, last day", *(_last(days[start], days[end]) for days in both)])
    rows.insert(2, ["served without knowing, days", *("no end" if gap(days) == NEVER else gap(days) for days in both)])
    return Table("One person under two systems: days from issue", ["event", "paper", "electronic"], rows)


def _last(start: float, end: float) -> float | str:
    """The last day of a half-open stretch."""
    return "none" if start == NEVER else "no end" if end == NEVER else end - 1


def two_clocks(person: Mapping[str, object], scene: TwoClocks | None = None) -> Picture:
    """One person under ``paper-2022`` and under ``article``: picture, words and table.

    ``person`` is a row as for :func:`notices.explain`. Give the ``scene`` of an earlier call to have it redrawn.
    """
    paper, electronic = (days_of(load_system(name), person) for name in ("paper-2022", "article"))
    return (scene or TwoClocks()).show(paper, electronic)
