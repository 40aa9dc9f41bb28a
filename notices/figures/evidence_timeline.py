"""Evidence coming in: what was known of each claim by a day, for and against, and the verdict that stood by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from notices.coding import coding
from notices.figures import style
from notices.figures.label import Label
from notices.figures.law_calendar import written_date
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import canvas, wrapped
from notices.outcomes import NONE_FOUND, OPEN, VERDICTS, Outcome, article_day, known_from, labelled, of_claims, outcome, tally
from notices.sources import claim, context, contexts

LAST = dt.date(2026, 11, 30)  # the edge of the axis
MOST_ROWS = 14
MOST_LINES, LINE = 5, 16  # of what a fact says, where the list is short; pixels from line to line
LEFT, RIGHT, TOP, BOTTOM = 368, 724, 428, 72  # pixels: the axis, the middle of the first row, the lower end
GUTTER = 334  # the middle of the place for what was known before the article
TEXT = 250  # pixels for the words at the left
NARROWEST = 5  # pixels that a letter takes at least, on average
DATED = 162  # pixels: where the dates at the left of facts end
SMALL = style.SMALLEST_TEXT
ASIDE, APART = 7, 11  # pixels of a mark from its lane, and of two marks from each other
# Pixels of a tick from its place on the lane. It lies under the marks of its day and ends beyond them, in two bars, so that both are seen.
TICK = (((-3, -15), (3, -15)), ((0, -15), (0, 15)), ((-3, 15), (3, 15)))
TURN = {"color": style.INK, "linewidth": 2.2, "solid_capstyle": "butt"}

SIGNS = {"held": "✔", "held in part": "◐", "did not hold": "✘", "disputed": "⇄", OPEN: "…", "cannot be judged": "–"}
UNDECIDED = (OPEN, "cannot be judged")
FOR = {"marker": "o", "markersize": 7, "color": style.INK, "linestyle": "none"}
LANES = {"undecided": {"color": style.MUTED, "linewidth": 1.2, "linestyle": (0, (1, 2))},
         "disputed": {"color": style.INK, "linewidth": 1.8, "linestyle": (0, (4, 2)), "dash_capstyle": "butt"},
         "decided": {"color": style.INK, "linewidth": 2.5}}
AGAINST = {"marker": "X", "markersize": 8, "color": style.CARD, "markeredgecolor": style.INK, "markeredgewidth": 1.3, "linestyle": "none"}

@dataclass(frozen=True)
class Line:
    """One row of the picture: its id and words, the ids for and against that are known, the verdicts so far, and what stands at
    the right. A piece of evidence has no verdict (``steps`` is None); what it ``says`` stands beside its mark."""

    id: str
    words: str
    supports: tuple[str, ...]
    opposes: tuple[str, ...]
    steps: tuple[tuple[dt.date, str], ...] | None
    right: str
    says: str = ""


def kinds() -> dict[str, str]:
    """Kinds of claim, as lesson 1 names them; judgements and forecasts first."""
    first = "reporter_judgement"
    return {key: coding().kinds[key].name for key in (first, *(key for key in coding().kinds if key != first))}


def chosen(name: str) -> list[Outcome]:
    """The claims of a kind, or the one claim with this id."""
    return [row for row in of_claims() if name in (row.id, row.claim.kind)]


def line_of(row: Outcome, day: dt.date) -> Line:
    """A claim as it stood at the end of a day."""
    seen, verdict = row.evidence_on(day), row.verdict_on(day)
    supports, opposes = (tuple(id_ for id_ in seen if id_ in side) for side in (row.evidence_for, row.evidence_against))
    return Line(row.id, row.topic, supports, opposes, _steps_by(row, day), f"{SIGNS[verdict]} {verdict}")


def line_of_evidence(row: Outcome, id_: str) -> Line:
    """One fact that bears on a claim."""
    supports, opposes = id_ in row.evidence_for, id_ in row.evidence_against
    side = "for and against" if supports and opposes else "for" if supports else "against"
    words = written_date(known_from(context(id_)), 3)
    return Line(id_, words, (id_,) if supports else (), (id_,) if opposes else (), None, side, context(id_).statement)


def lines(name: str, day: dt.date) -> list[Line]:
    """The rows for a choice: each claim of a kind, or one claim and under it each fact known by the day."""
    rows = chosen(name)
    if name in kinds():
        return [line_of(row, day) for row in rows]
    [row] = rows
    return [line_of(row, day), *(line_of_evidence(row, id_) for id_ in row.evidence_on(day))]


class EvidenceTimeline(Scene):
    """Up to 14 rows on one axis of dates. The line of the day moves; marks for stand above a row's lane, marks against below it."""

    height = 510
    note = style.REPORTED

    def build(self) -> None:
        """The axis and the key stand still; rows, marks and the line of the day move."""
        self.axes = canvas(self)
        self.title = self.move(self.axes.add_artist(Label(18, 488, "", size=13, weight="bold", va="center_baseline")))
        self._build_axis()
        self._build_key()
        self.today = self.move(self.axes.plot([0, 0], [BOTTOM, TOP + 18], color=style.INK, linewidth=1.2, zorder=2)[0])
        self.date = self.move(self._label(0, TOP + 30, ha="center", weight="bold"))
        self.lanes = {name: self._lane(**look) for name, look in LANES.items()}
        self.turns = self._lane(**TURN, zorder=3.5)
        self.marks = {"for": self._lane(**FOR, zorder=4), "against": self._lane(**AGAINST, zorder=4)}
        self.rows = [tuple(self.move(self._label(x, 0, **look)) for x, look in ((18, {"weight": "bold"}), (56, {}), (RIGHT + 14, {})))
                     for _ in range(MOST_ROWS)]
        self.says = [[self.move(self._label(0, 0, ground=style.CARD, zorder=3)) for _ in range(MOST_LINES)] for _ in range(MOST_ROWS)]

    def _label(self, x: float, y: float, **look) -> Label:
        return self.axes.add_artist(Label(x, y, "", size=SMALL, va="center_baseline", **look))

    def _lane(self, **look) -> Line2D:
        return self.move(self.axes.plot([], [], **look)[0])

    def _build_axis(self) -> None:
        self.axes.plot([LEFT, RIGHT], [BOTTOM, BOTTOM], color=style.EDGE, linewidth=1)
        for year in (2024, 2025, 2026):
            x = across(dt.date(year, 1, 1))
            self.axes.plot([x, x], [BOTTOM, TOP + 14], color=style.GRID, linewidth=1, zorder=0)
            self.axes.text(x, BOTTOM - 14, str(year), size=SMALL, ha="center", va="center_baseline")
        self.axes.text(LEFT, BOTTOM - 14, "Apr 2023", size=SMALL, ha="center", va="center_baseline")
        ground = Rectangle((GUTTER - 22, BOTTOM), 44, TOP + 14 - BOTTOM, color=style.mixed(style.GRID, style.CARD, 0.5), linewidth=0, zorder=0)
        self.before = [self.move(self.axes.add_patch(ground)), self.move(self._label(GUTTER, TOP + 30, ha="center", color=style.MUTED))]
        self.before[1].set_text("before")

    def _build_key(self) -> None:
        for x, name, text in ((18, "undecided", "open, or cannot be judged"), (264, "disputed", "disputed"),
                              (384, "decided", "held, held in part, or did not hold")):
            self.axes.plot([x, x + 28], [39, 39], **LANES[name])
            self.axes.text(x + 36, 38, text, size=SMALL, va="center_baseline")
        self.axes.plot([26], [16], **FOR)
        self.axes.plot([142], [16], **AGAINST)
        self.axes.plot(*_ticks([(230, 16)], 0.6), **TURN)
        for x, text in ((38, "evidence for"), (154, "against"), (240, "from here on this verdict")):
            self.axes.text(x, 16, text, size=SMALL, va="center_baseline")

    def show(self, name: str, day: dt.date) -> Picture:
        """The picture for a choice (a kind of claim, or a claim's id) at the end of a day."""
        shown = lines(name, day)
        fit, step = spacing(name, len(shown))
        heights = [TOP - at * step for at in range(len(shown))]
        self._show_today(day)
        self._show_lanes(shown, heights, day)
        self._show_marks(shown, heights)
        self._show_words(shown, heights, fit)
        self.title.set_text(headline(name, day))
        return self.picture(alt=f"{headline(name, day)}. {len(shown)} rows on an axis of dates from April 2023 to November 2026.",
                            words=sentence(name, day), table=table(name, day))

    def _show_today(self, day: dt.date) -> None:
        x = across(day)
        self.today.set_xdata([x, x])
        self.date.set_text(written_date(day, 3))
        self.date.set_x(max(x, LEFT + 48))

    def _show_lanes(self, shown: Sequence[Line], heights: Sequence[float], day: dt.date) -> None:
        pieces = {name: [] for name in LANES}
        for line, y in zip(shown, heights):
            for start, end, verdict in stretches(line.steps, day) if line.steps is not None else ():
                pieces[lane_of(verdict)] += [(across(start), y), (across(end), y), (None, None)]
        for name, points in pieces.items():
            self.lanes[name].set_data(*_columns(points))
        turns = [(across(start), y) for line, y in zip(shown, heights) for start, verdict in line.steps or () if verdict not in UNDECIDED]
        self.turns.set_data(*_ticks(turns))

    def _show_marks(self, shown: Sequence[Line], heights: Sequence[float]) -> None:
        for side, ids, shift in (("for", "supports", ASIDE), ("against", "opposes", -ASIDE)):
            points = [(x, y + shift) for line, y in zip(shown, heights) for x in places(getattr(line, ids))]
            self.marks[side].set_data(*_columns(points))
        for part in self.before:  # where nothing stands there, the words of facts have the place
            part.set_visible(any(x < LEFT for line in shown for x in places(line.supports + line.opposes)))

    def _show_words(self, shown: Sequence[Line], heights: Sequence[float], fit: int) -> None:
        for at, labels in enumerate(self.rows):
            texts = (shown[at].id, fitted(shown[at].words), shown[at].right) if at < len(shown) else ("", "", "")
            for label, text in zip(labels, texts):
                label.set_text(text)
                label.set_y(heights[at] if at < len(shown) else 0)
            self._show_statement(self.says[at], shown[at] if at < len(shown) else None, heights[at] if at < len(shown) else 0, fit)

    @staticmethod
    def _show_statement(labels: Sequence[Label], line: Line | None, y: float, fit: int) -> None:
        """What a fact says, on the side of its mark that has more room, in as many lines as fit between two rows."""
        for label in labels:
            label.set_text("")
        if line is not None and line.says:
            x = places(line.supports + line.opposes)[0]
            rightwards = RIGHT - x > x - DATED
            room = (RIGHT - x if rightwards else x - DATED) - 20
            parts = fitted_lines(line.says, room, fit)
            for at, (label, text) in enumerate(zip(labels, parts)):
                label.set(text=text, x=x + 14 if rightwards else x - 14, y=y + LINE * ((len(parts) - 1) / 2 - at),
                          ha="left" if rightwards else "right")


def lane_of(verdict: str) -> str:
    """How the line of a claim looks while a verdict stands: a key of LANES."""
    return "undecided" if verdict in UNDECIDED else "disputed" if verdict == "disputed" else "decided"


def _columns(points: Iterable[tuple]) -> tuple[list, list]:
    """Points as two lists, a gap where there is no point."""
    points = list(points)
    return [x for x, _ in points], [y for _, y in points]


def _ticks(places: Iterable[tuple[float, float]], size: float = 1) -> tuple[list, list]:
    """A tick at each place, as one broken line."""
    bars = ([(x + size * dx, y + size * dy) for dx, dy in bar] for x, y in places for bar in TICK)
    return _columns(point for bar in bars for point in (*bar, (None, None)))


def across(day: dt.date) -> float:
    """Where a day lies on the axis, in pixels; a day before the article stays at the axis's beginning."""
    first = article_day()
    return LEFT + (RIGHT - LEFT) * max((day - first).days, 0) / (LAST - first).days


@cache
def places(ids: tuple[str, ...]) -> list[float]:
    """Where the marks of some evidence stand, in pixels: by the day it was known, side by side where they would touch."""
    days = {id_: known_from(context(id_)) for id_ in ids}
    before = [id_ for id_ in ids if days[id_] < article_day()]
    found = [GUTTER + APART * (at - (len(before) - 1) / 2) for at in range(len(before))]
    for id_ in (id_ for id_ in ids if id_ not in before):
        x = across(days[id_])
        found.append(max(x, found[-1] + APART) if len(found) > len(before) else x)
    return found


def stretches(steps: Sequence[tuple[dt.date, str]], day: dt.date) -> list[tuple[dt.date, dt.date, str]]:
    """(from, to, verdict) from the article up to a day; before its first verdict a claim is open."""
    open_at_first = not steps or steps[0][0] > article_day()
    whole = [*([(article_day(), OPEN)] if open_at_first else []), *steps]
    ends = [start for start, _ in whole[1:]] + [day]
    return [(start, end, verdict) for (start, verdict), end in zip(whole, ends)]


def spacing(name: str, shown: int) -> tuple[int, float]:
    """(lines for what a fact says, pixels from row to row) where so many rows are shown.

    As many lines as there is room for once all facts are known, so that no row moves when one more comes in. Where that is one
    line, there are two as long as the list is short.
    """
    if name in kinds():
        return 1, min(34, (TOP - BOTTOM - 12) / max(shown - 1, 1))
    whole = 1 + len(outcome(name).evidence)
    fit = next((lines_ for lines_ in range(MOST_LINES, 1, -1) if _has_room(whole, lines_)), 2 if _has_room(shown, 2) else 1)
    return fit, LINE * fit + 8 if fit > 1 else (TOP - BOTTOM - 12) / (whole - 1)


def _has_room(rows: int, lines_: int) -> bool:
    return (rows - 1) * (LINE * lines_ + 8) <= TOP - BOTTOM - LINE * lines_ / 2 - 4


def fitted(text: str, room: float = TEXT) -> str:
    """As much of a text as fits into some pixels, an ellipsis included."""
    return fitted_lines(text, room, 1)[0]


def fitted_lines(text: str, room: float, most: int) -> list[str]:
    """As much of a text as fits into some lines of some pixels, an ellipsis included."""
    if not text.strip():
        return [""]
    beginning = text[:int(most * room / NARROWEST)]  # no more than that could fit, and measuring takes time
    found = list(wrapped(beginning, room, SMALL))
    if beginning == text and len(found) <= most:
        return found
    *kept, last = found[:most]
    words = last.split()[:-1] if len(found) <= most else last.split()  # the last word of a beginning may be half a word
    while len(words) > 1 and len(wrapped(" ".join([*words, "…"]), room, SMALL)) > 1:
        words.pop()
    return [*kept, " ".join([*words, "…"])]


# --- the same in words and numbers --------------------------------------------------------------------

def headline(name: str, day: dt.date) -> str:
    """What to see: how the verdicts stood."""
    rows = chosen(name)
    if name in kinds():
        found = [row.verdict_on(day) for row in rows]
        return (f"Kind “{kinds()[name]}” by {written_date(day, 3)}: {found.count('held')} of {len(rows)} held, "
                f"{found.count('did not hold')} did not hold")
    [row] = rows
    return f"{row.id}, “{row.topic}”: {row.verdict_on(day)} by {written_date(day, 3)}"


def sentence(name: str, day: dt.date) -> str:
    """What was known by the day, in words."""
    said = _of_kind(chosen(name), day) if name in kinds() else _of_claim(chosen(name)[0], day)
    return f"By {written_date(day)}: {said}{after_the_facts(day)}"


def _of_kind(rows: Sequence[Outcome], day: dt.date) -> str:
    facts = {id_ for row in rows for id_ in row.evidence_on(day)}
    changed = sum(len(_steps_by(row, day)) > 1 for row in rows)
    twice = f"; {changed} of them had another verdict before" if changed else ""
    return (f"of {len(rows)} claims, {counts(tally(rows, day))}{twice}; {len(facts)} facts known that bear on them. "
            f"All {len(of_claims())} claims: {counts(tally(of_claims(), day))}.")


def _steps_by(row: Outcome, day: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """The verdicts of a claim up to a day."""
    return tuple(step for step in row.steps if step[0] <= day)


def counts(found: dict[str, int]) -> str:
    """'2 held in part, 4 open'."""
    return ", ".join(f"{number} {verdict}" for verdict, number in found.items())


def _of_claim(row: Outcome, day: dt.date) -> str:
    verdict, known = row.verdict_on(day), row.evidence_on(day)
    facts = f"{len(known)} of {len(row.evidence)} facts known" if row.evidence else "no fact in context.csv bears on it"
    meaning = VERDICTS[verdict] if _steps_by(row, day) else "it can be settled, and nothing known by this day settles it"
    said = f"{row.id} {verdict}: {meaning} ({facts})."
    if day < row.since:
        return said
    said += "".join(f" Before, from {written_date(start)}: {earlier}." for start, earlier in row.earlier)
    why = row.why if len(known) == len(row.evidence) else f"Why, with all facts: {row.why}"
    disputed = "" if row.disputed_by == NONE_FOUND else f" Disputed by: {row.disputed_by}"
    return f"{said} {why}{disputed}"


def after_the_facts(day: dt.date) -> str:
    """A remark for days that lie after everything the course knows."""
    last = last_fact()
    if day <= last:
        return ""
    return f" The last fact in the course's files became known on {written_date(last)}; of the time since, this course knows nothing."


@cache
def last_fact() -> dt.date:
    """The day on which the last fact of the course became known."""
    return max(map(known_from, contexts()))


CLAIM_COLUMNS = ["claim", "in our words", "verdict by then", "evidence for", "evidence against", "what would settle it"]
FACT_COLUMNS = ["id", "statement", "speaks", "known from", "reported by", "confidence, or what settles the claim"]


def table(name: str, day: dt.date) -> Table:
    """Every row of the picture: claims with their verdicts, or the facts that bear on one claim."""
    rows = chosen(name)
    if name in kinds():
        cells = [[line.id, claim(line.id).paraphrase, _verdicts_by(row, day), _ids(line.supports), _ids(line.opposes), row.settled_by]
                 for row, line in ((row, line_of(row, day)) for row in rows)]
        return Table(f"Claims of the kind “{kinds()[name]}”, by {written_date(day)}", CLAIM_COLUMNS, cells)
    [row] = rows
    first = [row.id, row.claim.paraphrase, f"verdict: {row.verdict_on(day)}", None, "; ".join(map(str, row.claim.credits)),
             f"settled by: {row.settled_by}"]
    facts = [_fact(row, id_) for id_ in row.evidence_on(day)]
    return Table(f"{row.id}, by {written_date(day)}", FACT_COLUMNS, [first, *facts])


def _verdicts_by(row: Outcome, day: dt.date) -> str:
    """The verdict by a day; where another stood before, each with the day from which it stood."""
    steps = _steps_by(row, day)
    return "; ".join(f"{verdict} from {written_date(start, 3)}" for start, verdict in steps) if len(steps) > 1 else row.verdict_on(day)


def _fact(row: Outcome, id_: str) -> list[object]:
    fact = context(id_)
    return [id_, fact.statement, line_of_evidence(row, id_).right, written_date(known_from(fact)), labelled(fact), fact.confidence]


def _ids(ids: Sequence[str]) -> str | None:
    return " ".join(ids) or None
