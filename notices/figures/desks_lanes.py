"""Who knew what when: a lane of days for the law, the office, the person and each desk, on paper and electronically."""

from __future__ import annotations

from matplotlib.transforms import blended_transform_factory

from notices.desks import Answer
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.two_clocks import days_in_words
from notices.knowing import REFUSING, Knew
from notices.people import NEVER

LAST = 45  # last day that the picture shows
NAMES = {"law": "the law: served", "office": "the office", "person": "the person", "border": "the border",
         "land": "the land office", "bank": "the bank", "traffic": "the traffic police"}
OTHERS = "the other four"
ROWS = {"paper": ("law", "office", "person", "others"), "electronic": tuple(NAMES)}
PRONOUN = {"traffic": "refuse"}  # the police are many
TRIES = {"border": "tries to leave the country", "land": "has a purchase registered", "bank": "asks for a loan",
         "traffic": "is stopped while driving"}
NUMBERS = ("no desk refuses", "one desk refuses", "two desks refuse", "three desks refuse", "four desks refuse")


class DesksLanes(Scene):
    """Two panels on one axis of days, up to today: paper above, where no desk but the office is connected; electronic below."""

    height = 470

    def build(self) -> None:
        self.title = self.move(self.figure.add_artist(Label(0.02, 0.945, "", size=13, weight="bold")))
        self.panels = {"paper": Panel(self, "paper", 0.655, 0.225), "electronic": Panel(self, "electronic", 0.12, 0.455)}
        self.panels["electronic"].axes.set_xlabel("days of the register")
        self.panels["paper"].axes.tick_params(labelbottom=False)

    def show(self, paper: Knew, electronic: Knew, today: int, tries: str | None = None, mistaken: bool = False) -> Picture:
        """What everybody knew up to ``today`` about one person, in a register on paper and in an electronic one.

        ``tries``: the desk that the person asks today. ``mistaken``: no desk should refuse this person, so days of
        refusing are counted as wrong.
        """
        for channel, knew in (("paper", paper), ("electronic", electronic)):
            self.panels[channel].show(knew, today, tries, mistaken)
        self.title.set_text(headline(electronic, today, tries))
        words = sentence(paper, electronic, today, tries, mistaken)
        alt = (f"{self.title.get_text()}. Lanes of days up to day {today}, paper above and electronic below: "
               f"the law, the office, {electronic.label} and four desks. {words}")
        return self.picture(alt=alt, words=words, table=table(paper, electronic, today, tries))


class Panel:
    """One channel: a lane for each who may know, and beside it what holds today."""

    def __init__(self, scene: Scene, channel: str, bottom: float, height: float) -> None:
        self.axes = scene.figure.add_axes((0.165, bottom, 0.505, height))
        self.rows = ROWS[channel]
        self.heights = {row: len(self.rows) - 1 - nth for nth, row in enumerate(self.rows)}
        self._set_up(channel)
        self.today = scene.move(self.axes.axvspan(0, 1, zorder=0, facecolor=style.GRID, edgecolor="none"))
        self.bars = {row: scene.move(self._bar(row, **_look(row))) for row in self.rows if row != "others"}
        self.unread = scene.move(self._bar("person", facecolor="none", linewidth=1.5, linestyle=(0, (2, 2)),
                                           edgecolor=style.look("served").color))
        self.marks = {row: scene.move(self.axes.plot([0], [self.heights[row]], zorder=4, clip_on=False, **style.point(name, 9))[0])
                      for row, name in (("law", "served"), ("office", "issued"), ("person", "aware"))}
        self.signs = {name: scene.move(self.axes.plot([0], [0], zorder=5, **style.answer(name, 12))[0]) for name in style.ANSWERS}
        self.corrected = scene.move(self.axes.axvline(0, zorder=3, color=style.INK, linewidth=1.4, linestyle=(0, (1, 1.5))))
        self.corrected_label = scene.move(self.axes.add_artist(Label(0, len(self.rows) - 0.42, "corrected", va="bottom", size=10.5)))
        self.says = {row: scene.move(self.axes.add_artist(Label(LAST + 2, height, "", va="center", size=10.5)))
                     for row, height in self.heights.items()}

    def _set_up(self, channel: str) -> None:
        axes, color = self.axes, style.look(channel).color
        axes.set(xlim=(0, LAST + 1), ylim=(-0.55, len(self.rows) - 0.45), yticks=list(self.heights.values()))
        axes.set_yticklabels([NAMES.get(row, OTHERS) for row in self.rows])
        axes.set_xticks([day + 0.5 for day in range(0, LAST + 1, 5)], [str(day) for day in range(0, LAST + 1, 5)])
        axes.grid(axis="y")
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set(color=color, linewidth=5)
        beside = blended_transform_factory(axes.figure.transFigure, axes.transData)
        heading = "on paper" if channel == "paper" else "electronically"
        axes.text(0.02, len(self.rows) - 0.42, heading, transform=beside, weight="bold", size=12, va="bottom", color=color)

    def _bar(self, row: str, **look):
        return self.axes.barh(self.heights[row], 0, 0.6, align="center", zorder=2, **look)[0]

    def show(self, knew: Knew, today: int, tries: str | None, mistaken: bool) -> None:
        """Move everything to what was known up to ``today``."""
        self.today.set_x(today)
        aware = knew.aware(today, tries)
        self._stretch("law", knew.served, min(knew.corrected, today + 1))
        self._stretch("office", knew.issued, today + 1)
        self._stretch("person", aware, today + 1)
        _place(self.unread, knew.posted, min(aware, today + 1))
        for row in self.bars.keys() & REFUSING.keys():
            _place(self.bars[row], *(knew.refused(row, today) or [(NEVER, NEVER)])[-1])
        self._correction(knew.corrected, today)
        self._sign(knew, today, tries)
        for row, label in self.says.items():
            label.set_text(status(knew, row, today, tries, mistaken))
            label.set_color(style.INK if _tells(knew, row, today, tries) else style.MUTED)

    def _stretch(self, row: str, start: float, end: float) -> None:
        _place(self.bars[row], start, end)
        self.marks[row].set_visible(start < end)
        self.marks[row].set_xdata([start + 0.5 if start < end else 0])

    def _correction(self, day: float, today: int) -> None:
        for part in (self.corrected, self.corrected_label):
            part.set_visible(day <= today)
        if day <= today:
            self.corrected.set_xdata([day, day])
            self.corrected_label.set(x=day + 0.3, ha="left" if day < LAST - 10 else "right")

    def _sign(self, knew: Knew, today: int, tries: str | None) -> None:
        for sign in self.signs.values():
            sign.set_visible(False)
        if tries is not None:
            sign = self.signs["allowed" if knew.answer(tries, today).allowed else "refused"]
            sign.set(visible=True, xdata=[today + 0.5], ydata=[self.heights.get(tries, 0)])


def _look(row: str) -> dict[str, object]:
    if row in REFUSING:
        return style.bar("ban" if row == "border" else "measures")
    color = style.look({"law": "served", "office": "issued", "person": "aware"}[row]).color
    return {"facecolor": style.mixed(color, style.CARD, 0.55), "edgecolor": "none"}


def _place(bar, start: float, end: float) -> None:
    shown = start < end
    bar.set(visible=shown, x=start if shown else 0, width=end - start if shown else 0)


# --- in words ---------------------------------------------------------------------------------------

def status(knew: Knew, row: str, today: int, tries: str | None = None, mistaken: bool = False) -> str:
    """What holds in a lane today, in a few words."""
    if row == "others":
        return "not connected: they allow"
    if row == "law":
        if knew.served > today:
            return "not served"
        return f"served since day {knew.served:g}" if knew.corrected > today else f"served on day {knew.served:g}, until corrected"
    if row == "office":
        return _office(knew, today)
    if row == "person":
        return _person(knew, today, tries)
    return _desk(knew, row, today, mistaken)


def _office(knew: Knew, today: int) -> str:
    if knew.corrected <= today:
        return f"corrected on day {knew.corrected:g}"
    return f"issued on day {knew.issued:g}" if knew.issued <= today else "no notice"


def _person(knew: Knew, today: int, tries: str | None) -> str:
    aware = knew.aware(today, tries)
    if aware < NEVER:
        return f"knows since day {aware:g}"
    if knew.posted <= today:
        return "message unopened"
    return "was handed nothing" if knew.corrected <= today else "has heard nothing"


def _desk(knew: Knew, desk: str, today: int, mistaken: bool) -> str:
    days = knew.days_refused(desk, today)
    wrong = f"; {days_in_words(days)} wrong" if mistaken and days else ""
    if knew.answer(desk, today).allowed:
        return ("allow" if desk in PRONOUN else "allows") + wrong
    return f"{PRONOUN.get(desk, 'refuses')} since day {knew.since(desk, today)}{wrong}"


def _tells(knew: Knew, row: str, today: int, tries: str | None) -> bool:
    """Is there something to be read in the lane?"""
    if row in REFUSING:
        return not knew.answer(row, today).allowed
    started = {"law": knew.served, "office": knew.issued, "person": knew.aware(today, tries)}
    return started.get(row, NEVER) <= today


def refusing(knew: Knew, today: int) -> list[str]:
    """The desks that refuse today."""
    return [desk for desk in REFUSING if not knew.answer(desk, today).allowed]


def headline(knew: Knew, today: int, tries: str | None = None) -> str:
    """What to see: how many desks refuse, and whether the person knows."""
    desks, start = refusing(knew, today), f"Day {today}: "
    if knew.corrected <= today:
        return start + ("the record is corrected, and every desk allows" if not desks
                        else f"the record is corrected, and {NAMES[desks[0]]} still {PRONOUN.get(desks[0], 'refuses')}")
    if not desks:
        return start + ("every desk allows" if knew.issued <= today else f"{knew.label} has no notice, and every desk allows")
    who = f"{NUMBERS[len(desks)]} {knew.label}"
    aware = knew.aware(today, tries)
    if aware == NEVER:
        return f"{start}{who}, who has {'no notice' if knew.issued > today else 'not been told'}"
    return f"{start}{who}, who knows since day {aware:g}"


def sentence(paper: Knew, electronic: Knew, today: int, tries: str | None = None, mistaken: bool = False) -> str:
    """Both panels in words, what the person tries first."""
    parts = [_attempt(electronic, today, tries)] if tries else []
    parts.append(f"Electronically: {_law(electronic, today)}; {_desks(electronic, today)}. {_knowing(electronic, today, tries)}")
    if mistaken:
        parts.append(_mistakes(electronic, today))
    found = f"; the courier found the mistake on day {paper.corrected:g}" if paper.corrected <= min(today, electronic.corrected - 1) else ""
    parts.append(f"On paper: {_law(paper, today)}{found}; {_knowing(paper, today, tries)[:-1]}; no desk but the office is connected.")
    return " ".join(parts)


def because(answer: Answer) -> str:
    """The reasons of an answer, each with its rule and its source."""
    return " ".join(f"{reason.sentence} [{reason.rule}; {reason.source}]" for reason in answer.reasons)


def _attempt(knew: Knew, today: int, desk: str) -> str:
    answer = knew.answer(desk, today)
    return f"{knew.label} {TRIES[desk]}: {'allowed' if answer.allowed else 'refused'}. {because(answer)}"


def _law(knew: Knew, today: int) -> str:
    corrected = f" until the correction on day {knew.corrected:g}" if knew.corrected <= today else ""
    return f"served on day {knew.served:g}{corrected}" if knew.served <= today else "not served"


def _desks(knew: Knew, today: int) -> str:
    found = [f"{NAMES[desk]} {PRONOUN.get(desk, 'refuses')} since day {knew.since(desk, today)}" for desk in refusing(knew, today)]
    return ", ".join(found) if found else "every desk allows"


def _knowing(knew: Knew, today: int, tries: str | None) -> str:
    aware = knew.aware(today, tries)
    if aware < NEVER:
        return f"{knew.label} knows since day {aware:g}."
    return f"{knew.label} does not know of it." if knew.issued <= today else f"{knew.label} has no notice."


def _mistakes(knew: Knew, today: int) -> str:
    counts = {desk: knew.days_refused(desk, today) for desk in REFUSING}
    told = ", ".join(f"{NAMES[desk]} {days_in_words(days)}" for desk, days in counts.items() if days)
    return f"Refused by mistake so far: {told or 'nothing'}."


def table(paper: Knew, electronic: Knew, today: int, tries: str | None = None) -> Table:
    """What holds today in every lane, why, on how many days each desk refused so far, and the same on paper."""
    rows = [[NAMES[row], status(electronic, row, today, tries), _why(electronic, row, today), _count(electronic, row, today),
             status(paper, row if row not in REFUSING else "others", today, tries).replace("they allow", "allows")] for row in NAMES]
    columns = ["who", "electronically", "why", "days refused so far", "on paper"]
    return Table(f"{electronic.label} on day {today}: what each knows", columns, rows)


def _why(knew: Knew, row: str, today: int) -> str | None:
    return because(knew.answer(row, today)) if row in REFUSING else None


def _count(knew: Knew, row: str, today: int) -> int | None:
    return knew.days_refused(row, today) if row in REFUSING else None
