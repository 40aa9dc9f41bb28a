"""The start of the register, announced again and again: a line from the day it was said to the day it promised, and what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from notices.figures import style
from notices.figures.law_calendar import written_date
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import canvas
from notices.outcomes import known_from
from notices.sources import MONTHS, Context, claim, context, contexts, period

FIRST, LAST = dt.date(2023, 4, 1), dt.date(2026, 4, 1)  # the edges of the axis
LEFT, RIGHT, TOP, ROW = 330, 800, 448, 23.5  # pixels: the axis, the first row, from row to row
SMALL = style.SMALLEST_TEXT
MONTH = 365.25 / 12  # days

FIRST_NOTICE = "X87"
PLANNED = "planned start"  # the unit of the rows of context.csv that hold an announced day
SAID = {"C17": "the article: within days", "X33": "UK ministry: later in the year", "X35": "first timetable: autumn 2023",
        "X36": "the president: autumn 2024", "X37": "resolution: 1 November 2024", "X39": "moved: 1 January 2025"}
HAPPENED = {"X34": "the sponsor: a test, no legal force", "X90": "Moscow's city portal: called a test",
            "X38": "test version, three regions", "X40": "autumn: no notice reported", "X41": "the test banner is gone",
            "X42": "“you are in the register”",
            FIRST_NOTICE: "first notice that became public", "X43": "first reported refusal to leave",
            "X44": "electronic only in four regions", "X47": "first reported later measure"}


@dataclass(frozen=True)
class Announcement:
    """Who said on which day that it would begin by which day; ``promised`` is the last day that the words allow."""

    id: str
    said: dt.date
    promised: dt.date

    @property
    def late(self) -> int:
        """Days from the promised day to the report of the first notice that became public."""
        return (first_notice() - self.promised).days


def first_notice() -> dt.date:
    """The day on which the first notice through the register that became public was reported (X87)."""
    return context(FIRST_NOTICE).when[0]


@cache
def announcements() -> tuple[Announcement, ...]:
    """The article's forecast (C17), the UK ministry's (X33) and every officially planned start in ``context.csv``, oldest first."""
    article = Announcement("C17", claim("C42").when[1], claim("C17").when[1])
    ministry = context("X33").when[0]
    planned = [Announcement(row.id, said_on(row), period(row.value)[1]) for row in contexts() if row.unit == PLANNED]
    return article, Announcement("X33", ministry, dt.date(ministry.year, 12, 31)), *planned


def said_on(row: Context) -> dt.date:
    """The day of a dated statement; where only its month is known, the day from which it was known."""
    first, last = row.when
    return first if first == last else known_from(row)


class LaunchDates(Scene):
    """Announcements above, what happened below, on one axis of dates. Nothing in it moves."""

    height = 520
    note = style.REPORTED

    def build(self) -> None:
        """The title, the axis, a row for each announcement and for each event, and the day of the first notice."""
        self.axes = canvas(self)
        self.axes.text(18, 500, headline(), size=13, weight="bold", va="center_baseline")
        bottom = TOP - ROW * (len(SAID) + len(HAPPENED) + 1) + 10
        self._build_axis(bottom)
        self._build_first_notice(bottom)
        self._heading(TOP + 22, "Announced: from the day it was said (dot) to the day it promised (bar)")
        for at, one in enumerate(announcements()):
            self._build_announcement(TOP - ROW * at, one)
        self._heading(TOP - ROW * len(SAID) - 8, "What happened, as reported")
        for at, id_ in enumerate(HAPPENED):
            self._build_event(TOP - ROW * (len(SAID) + 1 + at) - 8, id_)

    def _heading(self, y: float, text: str) -> None:
        self.axes.text(18, y, text, size=SMALL, va="center_baseline", color=style.MUTED)

    def _build_axis(self, bottom: float) -> None:
        self.axes.plot([LEFT, RIGHT], [bottom, bottom], color=style.EDGE, linewidth=1)
        for year, month in ((2023, 4), (2024, 1), (2025, 1), (2026, 1)):
            x = across(dt.date(year, month, 1))
            self.axes.plot([x, x], [bottom, TOP + 10], color=style.GRID, linewidth=1, zorder=0)
            self.axes.text(x, bottom - 14, written_date(dt.date(year, month, 1), 3)[2:], size=SMALL, ha="center", va="center_baseline")

    def _build_first_notice(self, bottom: float) -> None:
        x = across(first_notice())
        self.axes.plot([x, x], [bottom, TOP + 10], color=style.INK, linewidth=1.2, linestyle=(0, (1, 2)), zorder=1)
        self.axes.text(x, TOP + 22, written_date(first_notice(), 3), size=SMALL, ha="center", va="center_baseline", weight="bold")

    def _build_announcement(self, y: float, one: Announcement) -> None:
        said, promised, first = (across(day) for day in (one.said, one.promised, first_notice()))
        self._label(y, one.id, SAID[one.id])
        self.axes.plot([said, promised], [y, y], color=style.INK, linewidth=2.5, solid_capstyle="butt", zorder=3)
        self.axes.plot([said], [y], marker="o", markersize=7, color=style.INK, zorder=4)
        self.axes.plot([promised], [y], marker="|", markersize=15, markeredgewidth=3, color=style.INK, zorder=4)
        self.axes.plot([promised, first], [y, y], color=style.MUTED, linewidth=1.4, linestyle=(0, (3, 3)), zorder=2)
        self.axes.text(first + 10, y, f"{one.late / MONTH:.0f} months later", size=SMALL, va="center_baseline")

    def _build_event(self, y: float, id_: str) -> None:
        start, end = (across(day) for day in context(id_).when)
        self._label(y, id_, HAPPENED[id_], weight="bold" if id_ == FIRST_NOTICE else "normal")
        if end - start > 2:
            self.axes.plot([start, end], [y, y], color=style.INK, linewidth=7, solid_capstyle="round", zorder=3)
        else:
            self.axes.plot([start], [y], marker="o", markersize=7, color=style.INK, zorder=3)

    def _label(self, y: float, id_: str, text: str, weight: str = "normal") -> None:
        self.axes.text(18, y, id_, size=SMALL, weight="bold", va="center_baseline")
        self.axes.text(58, y, text, size=SMALL, weight=weight, va="center_baseline")

    def show(self) -> Picture:
        """The picture, its words and its table."""
        return self.picture(alt=f"{headline()}. {len(SAID)} lines, each from the day of an announcement to the day it promised; "
                                f"{len(HAPPENED)} dated events below.", words=sentence(), table=table())


def across(day: dt.date) -> float:
    """Where a day lies on the axis, in pixels."""
    return LEFT + (RIGHT - LEFT) * (day - FIRST).days / (LAST - FIRST).days


def launch_dates() -> Picture:
    """The announced starts of the register and what happened: picture, words and table."""
    return LaunchDates().show()


def headline() -> str:
    """What to see."""
    month = written_date(first_notice()).split(" ", 1)[1]
    return f"{in_words(len(SAID)).capitalize()} dates were named before a first notice became public in {month}"


def in_words(number: int) -> str:
    """A small number as a word."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if number < len(words) else str(number)


def sentence() -> str:
    """The picture in words."""
    official = [one for one in announcements() if context_unit(one.id) == PLANNED]
    said = ", ".join(f"{written_date(one.promised, 3)} ({one.id})" for one in official)
    longest, shortest = announcements()[0].late, announcements()[-1].late
    return (f"{in_words(len(official)).capitalize()} of the {in_words(len(SAID))} are official plans for a start of the register: by "
            f"{said}. The first notice through it that became public was reported on {written_date(first_notice())} ({FIRST_NOTICE}), "
            f"{longest:,} days after the week that the article spoke of and {shortest} days after the last of these dates. Earlier notices "
            "of which nobody reported cannot be ruled out (X40).")


def context_unit(id_: str) -> str:
    """The unit of a context row; empty for a claim."""
    return contexts()[id_].unit if id_ in contexts() else ""


def written_period(row: Context) -> str:
    """The day of a fact in words, or its month or year where that is all that is known."""
    first, last = row.when
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    return written_date(first) if first == last else f"{MONTHS[first.month - 1]} {first.year}"


COLUMNS = ["id", "what", "said or happened", "promised by", "days from then to the first public notice"]


def table() -> Table:
    """Every line of the picture."""
    said = [[one.id, SAID[one.id], written_date(one.said), written_date(one.promised), one.late] for one in announcements()]
    happened = [[id_, text, written_period(context(id_)), None, None] for id_, text in HAPPENED.items()]
    return Table("Announced starts of the register, and what was reported of it", COLUMNS, [*said, *happened])
