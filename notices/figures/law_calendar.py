"""A law calendar: the same notice, posted on one day, under each law in turn; the law of that day stands out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.transforms import blended_transform_factory

from notices.explain import explain
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.people import NEVER
from notices.sources import MONTHS, context
from notices.systems import System, law_dates, load_system, system_on
from notices.timeline import clock_start

FIRST, LAST = -2, 77  # days at the edges of the picture
TICKS = range(0, LAST, 10)
PAPER = "paper-2022"
MARKS, BAN, GRACE = 0.77, 0.47, 0.17  # heights of the three lanes of a law within its row
DEPTH = 0.24  # of a bar, in rows
SMALL = style.SMALLEST_TEXT
MARK_ROOM = 14  # days that the label of a mark needs beside it
STRETCH_ROOM = 21  # days that the full label of a stretch needs
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENTS = {"service": "service", "issue": "posting", "appearance_date": "the named date"}


def written_date(day: dt.date, months: int | None = None) -> str:
    """'5 February 2026', in English whatever the machine speaks; ``months``: letters of the month that are kept."""
    return f"{day.day} {MONTHS[day.month - 1][:months]} {day.year}"


def short_date(day: dt.date) -> str:
    """'5 Feb'."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday_date(day: dt.date) -> str:
    """'Thursday 5 February 2026'."""
    return f"{WEEKDAYS[day.weekday()]} {written_date(day)}"


# --- the data of the picture ------------------------------------------------------------

@dataclass(frozen=True)
class UnderLaw:
    """One person under one law: days from issue (inf for never).

    ``trigger`` starts the days of grace and is not counted; ``last`` is the last day in time.
    """

    law: System
    days: Mapping[str, float]
    trigger: float
    last: float

    @property
    def paper(self) -> bool:
        """Does the notice travel on paper?"""
        return self.law.channel == "in_person"


def under(law: System, person: Mapping[str, object]) -> UnderLaw:
    """What happens to one person (a row as for :func:`notices.explain`) under one law."""
    days = explain(law, person).days
    trigger = clock_start(law, days["served"]) if law.measures else NEVER
    # A notice may be served after the days of grace are over; measures then wait for service.
    last = max(trigger + law.grace_days, days["served"] - 1)
    return UnderLaw(law, days, trigger, last)


@cache
def law(name: str, clock: str, service: str) -> System:
    """A law by its name under two readings: ``clock`` A, B or C, ``service`` day-0 or day-7. Paper has no readings."""
    return load_system(name) if name == PAPER else load_system(name, clock=clock, service=service)


def law_names() -> list[str]:
    """The paper rule and every law that has a starting date, oldest first."""
    return [PAPER, *(name for _, name in law_dates())]


def under_each(person: Mapping[str, object], clock: str, service: str) -> dict[str, UnderLaw]:
    """The person under each law, by the law's name, oldest first."""
    return {name: under(law(name, clock, service), person) for name in law_names()}


def law_calendar(posted: dt.date, person: Mapping[str, object], clock: str = "A", service: str = "day-0",
                 scene: LawCalendar | None = None) -> Picture:
    """One notice of the day ``posted``, under each law: picture, words and table.

    ``person`` is a row as for :func:`notices.explain`; ``clock`` and ``service`` choose the readings of the laws.
    Give the ``scene`` of an earlier call to have it redrawn. Raises NoticesError for a reading that does not exist.
    """
    return (scene or LawCalendar()).show(posted, under_each(person, clock, service))


# --- the picture ------------------------------------------------------------------------

class LawCalendar(Scene):
    """A row for each law on one axis of days from issue, with the dates of the chosen day of posting under it."""

    height = 470

    def build(self) -> None:
        names = law_names()
        self.axes = self.figure.add_axes((0.218, 0.15, 0.772, 0.725))
        self.axes.set(xlim=(FIRST, LAST), ylim=(0, len(names)), yticks=[], xticks=TICKS)
        self.axes.spines["left"].set_visible(False)
        self.axes.grid(axis="x")
        self.axes.tick_params(labelsize=SMALL)
        self.beside = blended_transform_factory(self.figure.transFigure, self.axes.transData)
        self._build_calendar()
        self.rows = {name: Row(self, name, len(names) - 1 - number) for number, name in enumerate(names)}

    def _build_calendar(self) -> None:
        under = blended_transform_factory(self.axes.transData, self.figure.transFigure)
        self.title = self.move(self.figure.add_artist(Label(0.0135, 0.945, "", size=13, weight="bold")))
        self.figure.text(0.0135, 0.104, "days from issue (day 0)", size=SMALL, color=style.MUTED)
        self.figure.text(0.0135, 0.065, "date", size=SMALL, color=style.MUTED)
        self.dates = {tick: self.move(self.axes.add_artist(
            Label(tick, 0.065, "", ha="center", size=SMALL, transform=under))) for tick in TICKS}
        self.last_line = self.move(self.axes.plot([0, 0], [0, len(law_names())], color=style.INK, linestyle=(0, (1, 2)),
                                                  linewidth=1.5, zorder=1)[0])
        self.last_label = self.move(self.axes.add_artist(
            Label(0, 0.884, "", ha="center", size=SMALL, transform=under)))

    def show(self, posted: dt.date, found: Mapping[str, UnderLaw]) -> Picture:
        """The picture for a day of posting and the person under each law."""
        chosen = found[system_on(posted).name]
        for name, row in self.rows.items():
            row.show(found[name], posted if found[name] is chosen else None)
        for tick, label in self.dates.items():
            label.set_text(short_date(posted + dt.timedelta(days=tick)))
        self._mark_last(posted, chosen.last)
        self.title.set_text(headline(posted, chosen))
        words = sentence(posted, chosen)
        return self.picture(alt=f"{headline(posted, chosen)}. {len(found)} rows of days, one for each law, the law of that day "
                                f"highlighted. {words}", words=words, table=table(posted, found))

    def _mark_last(self, posted: dt.date, last: float) -> None:
        shown = last < LAST
        self.last_line.set_visible(shown)
        self.last_label.set_visible(shown)
        if shown:
            self.last_line.set_xdata([last + 0.5, last + 0.5])
            self.last_label.set(x=min(max(last + 0.5, 26), LAST - 26), text=last_in_time(posted, last))


class Row:
    """One law: served and aware, then the exit ban, then the days of grace with the measures after them."""

    def __init__(self, scene: LawCalendar, name: str, bottom: float) -> None:
        self.scene, self.bottom = scene, bottom
        self.color = style.look("paper" if name == PAPER else "electronic").color
        self.tint = style.mixed(self.color, style.CARD, 0.9)
        self._build_ground(name)
        self.marks = {moment: scene.move(scene.axes.plot([0], [bottom + MARKS], zorder=3 + number, clip_on=False,
                                                         **style.point(moment, size))[0])
                      for number, (moment, size) in enumerate((("served", 12), ("aware", 7.5)))}
        self.bars = {"ban": self._bar(BAN, **style.bar("ban")), "measures": self._bar(GRACE, **style.bar("measures")),
                     "grace": self._bar(GRACE, facecolor="none", edgecolor=style.INK, linewidth=1.2),
                     "last": self._bar(GRACE, facecolor=style.INK, edgecolor=style.INK)}
        self.trigger = scene.move(scene.axes.plot([0], [bottom + GRACE], marker="|", markersize=17, markeredgewidth=3,
                                                  color=style.INK, zorder=3)[0])
        self.labels = {part: self._label(at) for part, at in (
            ("served", MARKS), ("aware", MARKS), ("ban", BAN), ("trigger", GRACE), ("grace", GRACE), ("measures", GRACE))}

    def _build_ground(self, name: str) -> None:
        """The band and edge that mark the chosen law, the veil over the others, and what stands at the left."""
        scene, whole = self.scene, {"transform": self.scene.beside, "clip_on": False}
        self.band = scene.move(scene.axes.barh(self.bottom + 0.5, 0.986, 0.96, 0.007, color=self.tint, zorder=0.5, **whole)[0])
        self.edge = scene.move(scene.axes.barh(self.bottom + 0.5, 0.006, 0.96, 0.005, color=self.color, zorder=0.6, **whole)[0])
        self.veil = scene.move(scene.axes.barh(self.bottom + 0.5, LAST + 1.6, 1, -1.6, color=style.CARD, alpha=0.55, zorder=5)[0])
        first, second = in_force(name)
        self.names = [scene.move(scene.axes.add_artist(Label(0.0135, self.bottom + at, text, size=SMALL, weight=weight, va="center",
                                                             transform=scene.beside)))
                      for at, text, weight in ((0.77, first, "bold"), (0.5, second, "normal"), (0.23, "", "normal"))]

    def _bar(self, at: float, **look: object):
        return self.scene.move(self.scene.axes.barh(self.bottom + at, 0, DEPTH, zorder=2, **look)[0])

    def _label(self, at: float) -> Label:
        return self.scene.move(self.scene.axes.add_artist(
            Label(0, self.bottom + at, "", size=SMALL, va="center", zorder=6, ground=style.CARD)))

    def show(self, found: UnderLaw, posted: dt.date | None) -> None:
        """Move everything to the days under this law; ``posted`` is given for the law of that day, None for the others."""
        self.band.set_visible(posted is not None)
        self.edge.set_visible(posted is not None)
        self.veil.set_visible(posted is None)
        self.names[2].set_text(f"in force on {written_date(posted, 3)}" if posted else "")
        self._show_marks(found.days["served"], found.days["aware"])
        self._stretch("ban", found.days["ban_from"], found.days["ban_until"], "exit ban")
        self._stretch("measures", found.days["measures_from"], found.days["measures_until"], "measures")
        self._show_grace(found)
        for label in [*self.names, *self.labels.values()]:
            label.set_color(style.INK if posted else style.MUTED)
            label.ground = self.tint if posted else style.CARD

    def _show_marks(self, served: float, aware: float) -> None:
        for moment, day in (("served", served), ("aware", aware)):
            self.marks[moment].set_xdata([min(day, LAST)])
            self.marks[moment].set_visible(day <= LAST)
        for part, (day, side, text) in zip(("served", "aware"), mark_labels(served, aware)):
            self.labels[part].set(x=day + (1.9 if side == "left" else -1.4), ha=side, text=text)

    def _stretch(self, name: str, start: float, end: float, words: str) -> None:
        shown = start < LAST
        self._place(self.bars[name], start, min(end, LAST) if shown else start)
        self.labels[name].set(x=start + 0.6 if shown else 0.2, text=self._from(start, words) if shown else f"no {words}")

    @staticmethod
    def _from(start: float, words: str) -> str:
        """'measures from day 51', shorter where the edge is near."""
        return f"{words} from day {start:g}" if LAST - start >= STRETCH_ROOM else f"from day {start:g}"

    def _show_grace(self, found: UnderLaw) -> None:
        """The days of grace as a box from the day after the trigger; its last day is the last in time."""
        start, end = found.trigger + 1, found.last + 1
        named = found.law.measures and found.law.clock_from == "appearance_date"
        self._place(self.bars["grace"], start, end)
        self._place(self.bars["last"], found.last, end)
        self.trigger.set_visible(start < LAST)
        self.trigger.set_xdata([found.trigger if start < LAST else 0])
        self.labels["trigger"].set(visible=bool(named), x=start - 2.2 if named else 0, ha="right", text=f"named date: day {found.trigger:g}")
        self.labels["grace"].set(visible=start < LAST, x=start + 0.6 if start < LAST else 0,
                                 text=f"{found.law.grace_days} days" + ("" if named else f" from {EVENTS[found.law.clock_from]}"))

    @staticmethod
    def _place(bar, start: float, end: float) -> None:
        shown = start < LAST
        bar.set(visible=shown, x=start if shown else 0, width=end - start if shown else 0)


def mark_labels(served: float, aware: float) -> Iterator[tuple[float, str, str]]:
    """(day, side of the text that is at that day, text) for two labels: each beside its mark, or one beside both."""
    near = abs(aware - served) < MARK_ROOM
    if near or aware == NEVER:
        after = max(served, aware) if near else served
        yield (after, "left", in_order(served, aware))
        yield (0, "left", "")
        return
    yield (served, "left", f"served day {served:g}")
    yield (aware, "right", f"aware day {aware:g}") if aware > LAST - MARK_ROOM else (aware, "left", f"aware day {aware:g}")


def in_order(served: float, aware: float) -> str:
    """Both moments in the order in which they come."""
    if served == NEVER:
        return "never served"
    if aware == NEVER:
        return f"served day {served:g}, never aware"
    if served == aware:
        return f"served and aware day {served:g}"
    moments = sorted([(served, "served"), (aware, "aware")])
    return ", ".join(f"{name} day {day:g}" for day, name in moments)


def in_force(name: str) -> tuple[str, str]:
    """(the law's name for the picture, until when it held), from the starting dates of the laws."""
    starts = law_dates()
    position = law_names().index(name)
    first = "Paper rule" if name == PAPER else f"Law from {written_date(starts[position - 1][0], 3)}"
    if position == len(starts):
        return first, "no later one known here"
    return first, f"until {written_date(starts[position][0] - dt.timedelta(days=1), 3)}"


# --- the same in words and numbers --------------------------------------------------------

def headline(posted: dt.date, chosen: UnderLaw) -> str:
    """What to see: on which day the measures start for a notice of this day."""
    if chosen.paper:
        return f"A notice of {written_date(posted)} is a sheet of paper: no exit ban, no measures"
    start = chosen.days["measures_from"]
    when = "never" if start == NEVER else f"from day {start:g}, {short_date(posted + dt.timedelta(days=start))}"
    return f"The same notice, posted on {written_date(posted)}: measures {when}"


def last_in_time(posted: dt.date, last: float) -> str:
    """'last day in time: day 50, Friday 27 March 2026'."""
    return f"last day in time: day {last:g}, {weekday_date(posted + dt.timedelta(days=last))}"


def sentence(posted: dt.date, chosen: UnderLaw) -> str:
    """The highlighted row in words."""
    moments = in_order(chosen.days["served"], chosen.days["aware"]).replace(" day", " on day")
    title = chosen.law.title[0].lower() + chosen.law.title[1:]
    if chosen.paper:
        return (f"{weekday_date(posted)}, in force: {title}. Nothing is posted; a courier brings the notice: {moments}. "
                "No exit ban, no measures.")
    return (f"{weekday_date(posted)}, in force: {title}. {moments.capitalize()}; exit ban from day {chosen.days['ban_from']:g}. "
            f"{counted(chosen)}; {last_in_time(posted, chosen.last)}.{in_practice(posted)}")


def in_practice(posted: dt.date) -> str:
    """A remark for days on which the law was in force and no notice through the register had become public (X34, X87)."""
    first, _ = context("X87").when
    if posted >= first:
        return ""
    return f" That is the law; the first notice through the register that became public was reported on {written_date(first)} (X34, X87)."


def counted(chosen: UnderLaw) -> str:
    """From what the days of grace count, with the ids of who says so."""
    rules = ["clock_from", "grace_days", *(["appearance_in"] if chosen.law.clock_from == "appearance_date" else [])]
    ids = dict.fromkeys(id_ for rule in rules for id_ in chosen.law.source(rule).ids)
    return f"The {chosen.law.grace_days} days count from {EVENTS[chosen.law.clock_from]}, day {chosen.trigger:g} ({', '.join(ids)})"


COLUMNS = ["law", "served (day)", "aware (day)", "exit ban from (day)", "days count from (day)", "last day in time (day)",
           "measures from (day)", "measures from (date)"]


def table(posted: dt.date, found: Mapping[str, UnderLaw]) -> Table:
    """Every row of the picture as numbers."""
    return Table(f"The same notice under each law, if posted on {weekday_date(posted)}", COLUMNS,
                 [_table_row(posted, one) for one in found.values()])


def _table_row(posted: dt.date, one: UnderLaw) -> Sequence[object]:
    """A law's numbers; what does not come to it (on paper exit ban, days of grace and measures) is *none*."""
    ban, start = one.days["ban_from"], one.days["measures_from"]
    date = NEVER if start == NEVER else written_date(posted + dt.timedelta(days=start))
    return [one.law.title, one.days["served"], one.days["aware"],
            *("none" if value == NEVER else value for value in (ban, one.trigger, one.last, start, date))]
