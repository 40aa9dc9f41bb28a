"""The design board: a rule that the reader puts together, among the real ones, on three counts.

On the left days before service against days served, not aware, on the right days on wrong records. The real rules are
counted once for each population and kept; a changed design is counted alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Mapping, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Rectangle

from notices.dominance import COUNTS, RELATIONS, Counted, counted, relation
from notices.drawing import draw
from notices.errors import CombinationError
from notices.figures import style
from notices.figures.comparison_board import of_hundred, said
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.measures import CLEAR, Estimate
from notices.people import NEVER, People
from notices.systems import RULES, System, load_system, system_names

PEOPLE = 10_000  # 200 of them with a wrong record by default: fewer would leave that count in the noise
SHORT = {"paper-2022": "paper, until 2023", "article": "article", "law-2023-04": "law of April 2023", "law-2023-08": "law of August 2023",
         "law-2026-01": "law from 2026"}
CALLED = {name: measure.says for name, measure in COUNTS.items()}
UNIT = "person-days per 1,000 people"
# What the controls for a rule are called, on the board and in its words.
CONTROLS = {
    "channel": "Channel", "served_on": "Served on", "served_after": "From posting to service", "deemed_if_unopened": "Unopened, it counts",
    "lapses_if_unopened": "Unopened, it is void", "without_account": "People without an account", "exit_ban_from": "Exit ban from",
    "grace_days": "Grace before measures", "reminder_after": "One reminder",
}


@cache
def short_name(name: str) -> str:
    """What a shipped system is called in the picture: 'Denmark', 'law from 2026'."""
    return SHORT.get(name) or load_system(name).title.split(":")[0]


# --- the rules to compare with: counted once for each population, kept for every change of the design -------------

class Rival(NamedTuple):
    """Shipped systems that are the same on all three counts: their names, the look of their mark, the counts."""

    names: tuple[str, ...]
    look: str
    counts: Counted

    @property
    def called(self) -> str:
        """Their short names."""
        return ", ".join(map(short_name, self.names))


@lru_cache(maxsize=8)
def town(wrong: float) -> People:
    """The people whom every rule meets; ``wrong`` is the share of wrong records among them."""
    return draw(PEOPLE, {"wrong": wrong})


@lru_cache(maxsize=8)
def rivals(wrong: float) -> tuple[Rival, ...]:
    """The shipped systems in the order of the file; those that are the same on all three counts, for everybody, stand together."""
    found: list[Rival] = []
    for name in system_names():
        system = load_system(name)
        counts = counted(system, town(wrong))
        same = next((at for at, rival in enumerate(found) if rival.counts.relation(counts) == "is the same as"), None)
        if same is None:
            found.append(Rival((name,), _look(system), counts))
        else:
            found[same] = found[same]._replace(names=(*found[same].names, name))
    return tuple(found)


def _look(system: System) -> str:
    if system.transposed:
        return "transposed"
    return "paper" if system.channel == "in_person" else "electronic"


@lru_cache(maxsize=8)
def beaten_by_rivals(wrong: float) -> tuple[bool, ...]:
    """Yes/no for each rival: does another one beat it?"""
    every = rivals(wrong)
    return tuple(any(other.counts.beats(one.counts) for other in every) for one in every)


# --- a design among them -------------------------------------------------------------------------------------------

@dataclass(frozen=True, eq=False)
class Design:
    """A design among the shipped systems: its counts, and for each rival the differences, rival minus design.

    ``relations``: for each rival how it stands to the design, one of ``dominance.RELATIONS``. Rules that do not fit together
    make no system: then ``problem`` says why, ``system`` and ``counts`` are None, and nothing stands anywhere to it. ``idle``: what
    was set and has no effect beside the other rules.
    """

    wrong: float
    rivals: tuple[Rival, ...]
    system: System | None = None
    counts: Counted | None = None
    differences: tuple[Mapping[str, Estimate], ...] = ()
    problem: str = ""
    idle: tuple[str, ...] = ()

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """How each rival stands to the design."""
        return tuple(relation(differences.values()) for differences in self.differences)

    def which(self, relation: str) -> list[int]:
        """Positions of the rivals that stand so to the design."""
        return [at for at, its in enumerate(self.relations) if its == relation]

    def systems(self, relation: str) -> int:
        """How many shipped systems stand so to the design."""
        return sum(len(self.rivals[at].names) for at in self.which(relation))

    @cached_property
    def beaten(self) -> np.ndarray:
        """Yes/no for each rival: does another rival, or the design, beat it?"""
        mine = set(self.which("is beaten by"))
        return np.array([at in mine or beaten for at, beaten in enumerate(beaten_by_rivals(self.wrong))])

    @cached_property
    def together(self) -> list[list[int]]:
        """Positions of rivals that lie on one point on the left, where there are several."""
        points: dict[tuple[float, float], list[int]] = {}
        for at, rival in enumerate(self.rivals):
            points.setdefault(place_of(rival.counts), []).append(at)
        return [group for group in points.values() if len(group) > 1]

    @cached_property
    def covered(self) -> np.ndarray:
        """Yes/no for each rival: is it beaten, and does one that is not lie on the same point on the left?"""
        mixed = {at for group in self.together for at in group if self.beaten[at] and not self.beaten[group].all()}
        return np.isin(np.arange(len(self.rivals)), list(mixed))

    @cached_property
    def beats_design(self) -> np.ndarray:
        """Yes/no for each rival: does it beat the design?"""
        return np.isin(np.arange(len(self.rivals)), self.which("beats"))


IN_THE_BOARDS_WORDS = {  # the longer one first
    'channel "in_person"': "the channel “in person, on paper”", 'channel "electronic"': "the channel “electronic”",
    'served_on "handing_over"': "“handing over”", '"handing_over"': "“handing over”", '"posting"': "“posting”", '"opening"': "“opening”"}


def _in_the_boards_words(reason: str) -> str:
    """What does not fit, in the words of the controls instead of those of the data file."""
    for name, words in IN_THE_BOARDS_WORDS.items():
        reason = reason.replace(name, words)
    reason = reason.replace("Expected ", "Choose ")  # what the reader can do, rather than what a file should hold
    return reason[0].upper() + reason[1:]


def designed(rules: Mapping[str, object], wrong: float) -> Design:
    """Where the system with these rules lies among the shipped ones; ``wrong`` is the share of people with a wrong record.

    Rules that do not fit together are no mistake of the caller: the answer says in words what is wrong with them. Raises
    NoticesError for a rule or a value that does not exist.
    """
    every = rivals(wrong)
    try:
        system = System(name="yours", **rules)
    except CombinationError as error:
        reason = str(error).partition(": ")[2]  # without the place: it is the reader's design, of which there is one
        return Design(wrong, every, problem=_in_the_boards_words(reason))
    counts = counted(system, town(wrong))
    idle = tuple(CONTROLS[rule] for rule, value in rules.items()
                 if rule in CONTROLS and rule not in system.rules_in_effect() and value != RULES[rule].default)
    return Design(wrong, every, system, counts, tuple(rival.counts.against(counts) for rival in every), idle=idle)


# --- a design in words ---------------------------------------------------------------------------------------------

def described(system: System) -> str:
    """The rules of a system in one sentence."""
    parts = [_service_in_words(system), _without_account_in_words(system), _reminder_in_words(system), _ban_in_words(system),
             _measures_in_words(system)]
    return f"A notice is {'; '.join(part for part in parts if part)}."


def _service_in_words(system: System) -> str:
    if system.channel == "in_person":
        return "served when a courier hands it over at the door"
    if system.served_on == "posting":
        return f"served {_days_after_posting(system.served_after)}, read or not"
    if system.deemed_if_unopened < NEVER:
        return f"served when it is opened, and unopened {_days_after_posting(system.deemed_if_unopened)}"
    if system.lapses_if_unopened < NEVER:
        return f"served when it is opened, and void if still unopened after day {system.lapses_if_unopened:g}"
    return "served when it is opened, however late"


def _days_after_posting(days: float) -> str:
    return f"{_days(days)} after posting" if days else "on the day of posting"


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"


def _without_account_in_words(system: System) -> str:
    if system.channel == "in_person":
        return ""
    if system.without_account == "register":
        return f"people without an account are served through the register {_days_after_posting(system.register_days)}"
    return f"people without an account are {'sent a courier' if system.without_account == 'paper' else 'not called at all'}"


def _reminder_in_words(system: System) -> str:
    if system.channel == "in_person":
        return ""
    return "nobody is reminded" if system.reminder_after == NEVER else f"one reminder goes out on day {system.reminder_after:g}"


def _ban_in_words(system: System) -> str:
    return "there is no exit ban" if system.exit_ban_from == "none" else f"the exit ban runs from {system.exit_ban_from}"


def _measures_in_words(system: System) -> str:
    if not system.measures:
        return "there are no measures"
    return f"measures follow after {_days(system.grace_days)} of grace, counted from service"


def headline(now: Design) -> str:
    """What to see: how many rules beat the design, and how many it beats."""
    if now.problem:
        return "These rules do not fit together"
    above, below, every = now.systems("beats"), now.systems("is beaten by"), sum(len(rival.names) for rival in now.rivals)
    if above:
        return f"{above} of {every} rules beat{'s' * (above == 1)} yours; yours beats {below or 'none'}"
    if below:
        return f"No rule beats yours, and yours beats {below} of {every}"
    return "No rule beats yours, and yours beats none"


def sentence(now: Design) -> str:
    """The design in words, its three counts, who beats it and whom it beats, or why there is none; by how much is in the table."""
    if now.problem:
        return f"These rules do not fit together, so there is no design to compare. {now.problem}"
    counts = "; ".join(f"{CALLED[count]} {said(now.counts.estimate(count))}" for count in COUNTS)
    idle = f" Without effect in it: {', '.join(now.idle)}." if now.idle else ""
    return (f"Yours: {described(now.system)}{idle} In {UNIT}: {counts}. {_beaten_in_words(now)} "
            f"{_beats_in_words(now)}{_open_in_words(now)}{_together_in_words(now)}")


def _beaten_in_words(now: Design) -> str:
    better = [now.rivals[at].called for at in now.which("beats")]
    more = f" and {len(better) - MOST_NAMED} more" if len(better) > MOST_NAMED else ""
    return f"Beaten by {', '.join(better[:MOST_NAMED])}{more}." if better else "No rule beats it."


def _beats_in_words(now: Design) -> str:
    same, worse = ([now.rivals[at].called for at in now.which(relation)] for relation in ("is the same as", "is beaten by"))
    alike = f" On all three counts it is the same as {', '.join(same)}." if same else ""
    return (f"It beats {', '.join(worse)}." if worse else "It beats none.") + alike


def _open_in_words(now: Design) -> str:
    near = ", ".join(now.rivals[at].called for at in now.which("may beat or be beaten by"))
    return f" Too close to call: {near}." if near else ""


def _together_in_words(now: Design) -> str:
    """Which rules share a mark on the left, and which of them it stands for if only some are beaten."""
    said = ""
    for group in now.together:
        free = [now.rivals[at].called for at in group if not now.beaten[at]]
        mixed = f", full because {', '.join(free)} is not beaten" if now.covered[group].any() else ""
        said += f" On the left {' and '.join(now.rivals[at].called for at in group)} share a mark{mixed}."
    return said


STANDS = dict(zip(RELATIONS, ("beats yours", "beaten by yours", "the same", "trades with yours", "too close to call")))


def table(now: Design) -> Table:
    """Every rule with its three counts, the differences where there is a design, and what takes no part in the comparison."""
    rows = [_row("yours", now.counts)] if now.counts else []
    for rival, differences, stands in zip(now.rivals, now.differences or [None] * len(now.rivals), now.relations or [""] * len(now.rivals)):
        rows.append(_row(rival.called, rival.counts, differences, STANDS.get(stands, "")))
    columns = [f"{CALLED[count]} (minus yours)" for count in COUNTS]
    return Table(f"{PEOPLE:,} people, the same under every rule; days are {UNIT}; ± one Monte Carlo error; the last three columns take "
                 "no part in the comparison",
                 ["rule", *columns, "against yours", "half are served by day", "appeared by day 60, of 100 people",
                  "courier visits per 1,000 people"], rows)


def _row(name: str, counts: Counted, differences: Mapping[str, Estimate] | None = None, stands: str = "") -> list[object]:
    minus = {count: f" ({said(differences[count], sign=True)})" if differences else "" for count in COUNTS}
    return [name, *(f"{said(counts.estimate(count))}{minus[count]}" for count in COUNTS), stands, counts.half_served_by,
            said(of_hundred(counts.estimate("appeared_by"))), said(counts.estimate("visits"))]


# --- the picture ---------------------------------------------------------------------------------------------------

BOTTOM, HIGH, HEADINGS_AT, REASON_AT, TITLE_AT = 78, 320, 415, 435, 447  # pixels: both panels, and what stands above them
FROM, WIDE = 74, 382  # the scatter
# The rows. A mark at the end of the strip still leaves room for "3,835 ± 179" in bold.
NAMES_AT, STRIP_FROM, STRIP_WIDE, NUMBERS_AT = 478, 717, 64, 890
WAITING_TICKS, MOST_WAITING = (0, 3_000, 15_000, 40_000, 80_000, 150_000), 190_000
UNAWARE_TICKS, MOST_UNAWARE = (0, 10_000, 20_000, 30_000, 40_000), 48_000
TINT = {"facecolor": style.look("electronic").color, "alpha": 0.1, "linewidth": 0}  # seen through: names and whiskers lie below
MOST_NAMED = 4  # rules that the words name as better; the table has all
ROWS = 16  # the design, and rivals that differ from each other
# Where the name of a rule stands, seen from its mark, in pixels; a thin line leads there. The cloud falls to the right, so there is
# room above it.
NAME_AT = {
    "law-2023-04": (50, 97), "law-2023-08": (50, 80), "law-2026-01": (52, 76), "belarus": (8, -50), "england-wales": (50, 76),
    "ukraine-post": (55, 62), "germany-post": (60, 49), "switzerland": (60, 43), "article": (40, 44), "italy": (38, 52), "spain": (42, 42),
    "estonia": (16, 52), "singapore": (16, 34), "germany-portal": (-24, 76), "paper-2022": (-28, 22),
}


def across(days: float | np.ndarray) -> float | np.ndarray:
    """Where days before service lie on the axis: the square root, so that the quick rules do not lie on one spot."""
    return np.sqrt(days)


def mark_of(name: str, hollow: bool = False) -> dict[str, object]:
    """Keywords for the mark of a rule: the colour and shape of its kind, hollow where another rule beats it."""
    own = style.point(name, 9)
    return own | {"color": style.CARD, "markeredgecolor": own["color"], "markeredgewidth": 2.0} if hollow else own


YOURS = {"color": style.INK, "marker": "o", "linestyle": "none", "markersize": 9, "markeredgecolor": style.CARD, "markeredgewidth": 1}
RING = {"color": "none", "marker": "o", "linestyle": "none", "markersize": 16, "markeredgecolor": style.INK, "markeredgewidth": 1.6}
LAYOUT = (f"On the left a mark for each rule: {CALLED['waiting_days']} across, {CALLED['unaware_days']} upwards. On the right the same "
          f"rules in rows, by their {CALLED['wrong_days']}.")


class DesignBoard(Scene):
    """A scatter of days before service and days not aware, a row for each rule with its days on wrong records; the design in both."""

    height = 470  # with three rows of controls above, all of it is seen in a window of 800 pixels

    def build(self) -> None:
        """The title, both panels with their headings, the marks of the rules, and the key."""
        self.shown: tuple[float, float] | None = None
        self.whole = self.figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(0, self.height), zorder=2)
        self.whole.axis("off")
        self.title = self.move(self.text(18, TITLE_AT, size=13, weight="bold"))
        self.reason = self.move(self.text(18, REASON_AT))
        self.text(18, HEADINGS_AT, f"↑ {CALLED['unaware_days']}")
        self.text(FROM, 39, f"→ {CALLED['waiting_days']} (the axis is stretched near 0)")
        self.text(NAMES_AT, HEADINGS_AT, f"→ {CALLED['wrong_days']} (lines: ± two errors)")
        self._build_key()
        self.scatter = Scatter(self, self._axes(FROM, WIDE))
        self.rows = Rows(self, self._axes(STRIP_FROM, STRIP_WIDE))
        self.marks = Marks(self)

    def text(self, x: float, y: float, text: str = "", size: float = 10.5, **looks) -> Label:
        """A label at a place in pixels."""
        return self.whole.add_artist(Label(x, y, text, size=size, va="center_baseline", **looks))

    def _axes(self, left: float, wide: float):
        return self.figure.add_axes((left / self.width, BOTTOM / self.height, wide / self.width, HIGH / self.height))

    def _build_key(self) -> None:
        marks = {"paper": mark_of("paper"), "electronic": mark_of("electronic"), "transposed": mark_of("transposed"), "yours": YOURS,
                 "beats yours": RING, "hollow: beaten": mark_of("transposed", hollow=True)}
        for at, (text, mark) in zip((26, 100, 206, 322, 404, 524), marks.items()):
            self.whole.plot([at], [17], **mark)
            self.text(at + (18 if mark is RING else 15), 17, text)

    def show(self, now: Design) -> Picture:
        """The picture of a design among the shipped systems."""
        limit = limit_of(now)
        if (now.wrong, limit) != self.shown:
            self.shown = now.wrong, limit
            self.marks.places = np.concatenate([self.scatter.set_rivals(now.rivals), self.rows.set_rivals(now.rivals, limit)])
            self.invalidate()
        self.title.set(text=headline(now), y=TITLE_AT + (10 if now.problem else 0))
        self.reason.set_text(now.problem.partition(". ")[0])  # what to choose instead is said below
        for part in (self.scatter, self.rows, self.marks):
            part.show(now)
        words = sentence(now)
        return self.picture(alt=f"{headline(now)}. {LAYOUT} {words}", words=words, table=table(now))


class Marks:
    """Two marks for each rival, in the scatter and in its row: full, or hollow if beaten; in a ring if it beats the design.

    In the scatter two rivals can lie on one point. Then the mark is full unless both are beaten.
    """

    def __init__(self, scene: DesignBoard) -> None:
        self.places = np.empty((0, 2))  # pixels: every rival in the scatter, then every rival in its row
        self.lines = {(look, hollow): scene.move(scene.whole.plot([], [], zorder=4, **mark_of(look, hollow))[0])
                      for look in ("transposed", "electronic", "paper") for hollow in (False, True)}
        self.rings = scene.move(scene.whole.plot([], [], zorder=5, **RING)[0])

    def show(self, now: Design) -> None:
        """Every mark, as the design has it."""
        looks, beaten = np.array([rival.look for rival in now.rivals]), now.beaten
        for (look, hollow), line in self.lines.items():
            chosen = (looks == look) & (beaten == hollow)
            self._set(line, chosen & ~now.covered, chosen)
        self._set(self.rings, now.beats_design, now.beats_design)

    def _set(self, line: Artist, in_scatter: np.ndarray, in_rows: np.ndarray) -> None:
        line.set_visible(in_rows.any())
        line.set_data(*self.places[np.concatenate([in_scatter, in_rows])].T)


class Panel:
    """One panel of the board: what is better than the design is tinted, with a line around it, and the rest stands still."""

    def __init__(self, scene: DesignBoard, axes) -> None:
        self.scene, self.axes, self.still = scene, axes, []
        self.better = scene.move(axes.add_patch(Rectangle((0, 0), 0, 0, zorder=0, **TINT)))
        self.edge = scene.move(axes.plot([], [], color=style.INK, linewidth=1, linestyle=(0, (2, 3)), zorder=1)[0])
        self.yours = scene.move(axes.plot([], [], zorder=6, clip_on=False, **YOURS)[0])

    def keep(self, still: list[Artist]) -> None:
        """Put what stands still for these rivals in the place of what stood before."""
        for artist in self.still:
            artist.remove()
        self.still = still

    @property
    def parts(self) -> list[Artist]:
        """What is hidden where there is no design."""
        return [self.better, self.edge, self.yours]

    def show(self, now: Design) -> None:
        """The design in this panel, or nothing."""
        for part in self.parts:
            part.set_visible(now.counts is not None)
        if now.counts:
            self.show_design(now.counts)

    def show_design(self, counts: Counted) -> None:
        """Move what belongs to the design."""
        raise NotImplementedError(f"{type(self).__name__} has no show_design()")


class Scatter(Panel):
    """Days before service across, days served and not aware upwards."""

    def __init__(self, scene: DesignBoard, axes) -> None:
        axes.set(xlim=(0, across(MOST_WAITING)), ylim=(0, MOST_UNAWARE))
        axes.set_xticks(across(np.array(WAITING_TICKS)), [f"{tick:,}" for tick in WAITING_TICKS])
        axes.set_yticks(UNAWARE_TICKS, [f"{tick:,}" for tick in UNAWARE_TICKS])
        axes.tick_params(axis="x", pad=8)  # below the rings of rules that lie on the axis
        axes.grid()
        super().__init__(scene, axes)

    def set_rivals(self, rivals: tuple[Rival, ...]) -> np.ndarray:
        """Name the rivals; where their marks stand, in pixels, shape ``(rivals, 2)``."""
        places = self.axes.transData.transform([place_of(rival.counts) for rival in rivals])
        self.keep([artist for rival, place in zip(rivals, places) for artist in self._name(rival, place)])
        return places

    def _name(self, rival: Rival, place: np.ndarray) -> list[Artist]:
        (x, y), (dx, dy) = place, NAME_AT[rival.names[0]]
        line = self.scene.whole.plot([x, x + dx], [y, y + dy], color=style.EDGE, linewidth=0.8, zorder=2)[0]
        return [line, self.scene.text(x + dx + 3, y + dy, rival.called)]

    def show_design(self, counts: Counted) -> None:
        """The design, and the corner of what is better on both counts."""
        x, y = place_of(counts)
        self.better.set(width=x, height=y)
        self.edge.set_data([0, x, x], [y, y, 0])
        self.yours.set_data([x], [y])


def place_of(counts: Counted) -> tuple[float, float]:
    """Where a system lies in the scatter."""
    return across(counts.estimate("waiting_days").value), counts.estimate("unaware_days").value


class Rows(Panel):
    """A row for each rule: the design above, the others by their days on wrong records."""

    def __init__(self, scene: DesignBoard, axes) -> None:
        axes.set(ylim=(0, HIGH), yticks=[])
        axes.grid(axis="x")
        super().__init__(scene, axes)
        self.whisker = scene.move(axes.plot([], [], color=style.INK, linewidth=1.6, zorder=3)[0])
        self.name = scene.move(scene.text(NAMES_AT, height_of(0), "Yours", weight="bold"))
        self.number = scene.move(scene.text(NUMBERS_AT, height_of(0), ha="right", weight="bold"))

    @property
    def parts(self) -> list[Artist]:
        """What is hidden where there is no design."""
        return [*super().parts, self.whisker, self.name, self.number]

    def set_rivals(self, rivals: tuple[Rival, ...], limit: float) -> np.ndarray:
        """Names, numbers and whiskers of the rivals, fewest days above, on an axis up to ``limit``; where their marks stand, in
        pixels, shape ``(rivals, 2)``."""
        self.axes.set_xlim(0, limit)
        self.axes.set_xticks([0, round_down(0.9 * limit)])
        self.axes.xaxis.set_major_formatter("{x:,.0f}")
        found = [rival.counts.estimate("wrong_days") for rival in rivals]
        order = sorted(range(len(rivals)), key=lambda at: found[at].value)
        heights = [height_of(1 + order.index(at)) for at in range(len(rivals))]
        self.keep([artist for row in zip(rivals, found, heights) for artist in self._row(*row)])
        return self.axes.transData.transform([(one.value, height - BOTTOM) for one, height in zip(found, heights)])

    def _row(self, rival: Rival, found: Estimate, height: float) -> list[Artist]:
        whisker = self.axes.plot(reach(found), [height - BOTTOM] * 2, color=style.MUTED, linewidth=1.4, zorder=2)[0]
        return [whisker, self.scene.text(NAMES_AT, height, rival.called), self.scene.text(NUMBERS_AT, height, said(found), ha="right")]

    def show_design(self, counts: Counted) -> None:
        """The design in its row, a line down from it, and what is better."""
        found, height = counts.estimate("wrong_days"), height_of(0) - BOTTOM
        self.better.set(width=found.value, height=HIGH)
        self.edge.set_data([found.value] * 2, [0, HIGH])
        self.whisker.set_data(reach(found), [height] * 2)
        self.yours.set_data([found.value], [height])
        self.number.set_text(said(found))


def limit_of(now: Design) -> float:
    """Where the axis of days on wrong records ends: beyond every rival, with room for most designs; twice that, or more, for the others."""
    limit = usual = 1.35 * max(reach(rival.counts.estimate("wrong_days"))[1] for rival in now.rivals) or 10
    while now.counts and reach(now.counts.estimate("wrong_days"))[1] > limit:
        limit += usual
    return limit


def height_of(row: int) -> float:
    """Pixels from the bottom of the picture to the middle of a row, 0 the uppermost."""
    return BOTTOM + HIGH - (row + 0.5) * HIGH / ROWS


def reach(found: Estimate) -> list[float]:
    """Two errors to each side, not below nothing."""
    return [max(found.value - CLEAR * found.error, 0), found.value + CLEAR * found.error]


def round_down(value: float) -> float:
    """The largest of 1, 2, 3, 4, 5, 6, 8, 10, 20, ... that is not above the value."""
    size = 10.0 ** math.floor(math.log10(value))
    return max(step * size for step in (1, 2, 3, 4, 5, 6, 8) if step * size <= value)


def design_board(rules: Mapping[str, object], wrong: float, scene: DesignBoard | None = None) -> Picture:
    """The system with these rules among the shipped ones: picture, words and table.

    ``wrong``: the share of people with a wrong record. Give the ``scene`` of an earlier call to have it redrawn.
    """
    return (scene or DesignBoard()).show(designed(rules, wrong))
