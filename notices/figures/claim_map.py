"""All 52 claims on one page: a row for each kind, a column for each voice, a shape for how far each can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notices.coding import answer, coding, of_article
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import Prose, canvas
from notices.sources import Claim

ALL = "all"
CHECKS = {"yes": "yes", "partly": "partly", "hardly": "hardly", "no": "no"}  # as claims.csv has it -> for readers
_SHAPE = {"markersize": 9, "markeredgewidth": 1.2, "linestyle": "none", "markeredgecolor": style.INK, "color": style.INK}
SHAPES = {
    "yes": _SHAPE | {"marker": "h"},
    "partly": _SHAPE | {"marker": "h", "fillstyle": "left", "markerfacecoloralt": style.CARD},
    "hardly": _SHAPE | {"marker": "h", "fillstyle": "none"},
    "no": _SHAPE | {"marker": "x", "markeredgewidth": 1.8, "markersize": 7},
}
# Column -> (where it begins, claims side by side), in pixels.
COLUMNS = {"reporter": (194, 5), "law": (442, 3), "named": (592, 2), "unnamed": (693, 2), "silence": (794, 2)}
STEP, LINE, PAD = 48, 21, 9  # from claim to claim, from line to line, and above a row
TOP = 545
HEADS = {"reporter": "the reporter", "law": "the law,\nas reported", "named": "a name", "unnamed": "people\nnot named",
         "silence": "nobody:\na silence"}


@dataclass(frozen=True)
class Chosen:
    """Which claims to see: kind, voice and answer to "can it be checked?", each :data:`ALL` or a key; and one claim to read."""

    kind: str = ALL
    voice: str = ALL
    checkable: str = ALL
    claim: str = "C19"

    def holds(self, row: Claim) -> bool:
        """Does a claim fit all three?"""
        pairs = ((self.kind, row.kind), (self.voice, coding().voice_of(row)), (self.checkable, answer(row)))
        return all(wanted in (ALL, found) for wanted, found in pairs)


class ClaimMap(Scene):
    """The map; :meth:`show` lights the chosen claims and writes one of them out."""

    height = 650
    note = style.RETOLD

    def build(self) -> None:
        """Rows, columns, heads and key stand still; the claims, the frame of one and its text change."""
        axes = self.axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 624, "", size=13, weight="bold", va="center_baseline")))
        for voice, head in HEADS.items():
            for line, words in enumerate(reversed(head.split("\n"))):
                axes.text(COLUMNS[voice][0] - 7, 561 + 16 * line, words, size=10.5, va="center_baseline", color=style.MUTED)
        self.places = self._build_rows()
        self.marks = {row.id: self.move(axes.plot(*self.places[row.id], **SHAPES[answer(row)])[0]) for row in of_article()}
        self.names = {id_: self.move(axes.add_artist(Label(x + 9, y, id_, size=10.5, va="center_baseline")))
                      for id_, (x, y) in self.places.items()}
        self.box = self.move(axes.plot([], [], color=style.INK, linewidth=1.6, zorder=5)[0])
        self._build_key()
        self.about = Prose(self, axes, 18, 85, 864, 1, size=10.5, color=style.MUTED)
        self.says = Prose(self, axes, 18, 62, 864, 2, size=12, step=21)

    def _build_rows(self) -> dict[str, tuple[float, float]]:
        """Draw the rows from the top; return where each claim stands."""
        places, y = {}, float(TOP)
        for kind in coding().kinds.values():
            cells = {voice: [row for row in of_article() if (row.kind, coding().voice_of(row)) == (kind.key, voice)] for voice in COLUMNS}
            lines = max(-(-len(rows) // COLUMNS[voice][1]) for voice, rows in cells.items())
            self.axes.plot([18, 882], [y, y], color=style.GRID, linewidth=1)
            self.axes.text(18, y - PAD - LINE / 2 + 2, kind.name, size=10.5, va="center_baseline")
            for voice, rows in cells.items():
                places |= _in_cell(rows, COLUMNS[voice], y - PAD - LINE / 2 + 2)
            y -= lines * LINE + PAD
        self.bottom = y
        return places

    def _build_key(self) -> None:
        self.axes.plot([18, 882], [self.bottom, self.bottom], color=style.GRID, linewidth=1)
        y = self.bottom - 17
        self.axes.text(18, y, "can it be checked?", size=10.5, va="center_baseline", color=style.MUTED)
        for x, (check, words) in zip((194, 256, 334, 416), CHECKS.items()):
            self.axes.plot([x], [y], **SHAPES[check])
            self.axes.text(x + 10, y, words, size=10.5, va="center_baseline")

    def show(self, chosen: Chosen) -> Picture:
        """The map with the chosen claims in full ink and the others pale."""
        held = [row for row in of_article() if chosen.holds(row)]
        self._light({row.id for row in held})
        row = next(row for row in of_article() if row.id == chosen.claim)
        self._frame(row)
        self.title.set_text(headline(chosen, held))
        self.about.set_text(about(row))
        self.says.set_text(row.paraphrase)
        alt = (f"{headline(chosen, held)}. A grid of claims, a row for each kind and a column for each voice; shapes say how far each can "
               "be checked.")
        return self.picture(alt=alt, words=sentence(chosen, held, row), table=table(held or [row]))

    def _light(self, ids: set[str]) -> None:
        for id_, mark in self.marks.items():
            mark.set_alpha(1 if id_ in ids else 0.25)
            self.names[id_].set_color(style.INK if id_ in ids else "#b5b0a4")

    def _frame(self, row: Claim) -> None:
        x, y = self.places[row.id]
        self.box.set_data([x - 8, x + 40, x + 40, x - 8, x - 8], [y - 10, y - 10, y + 10, y + 10, y - 10])


def _in_cell(rows: Sequence[Claim], column: tuple[float, int], top: float) -> dict[str, tuple[float, float]]:
    left, wide = column
    return {row.id: (left + STEP * (at % wide), top - LINE * (at // wide)) for at, row in enumerate(rows)}


def about(row: Claim) -> str:
    """Where a claim stands, its kind, its speaker, its date, and whether it can be checked."""
    kind = coding().kinds[row.kind].name
    return f"{row.id} · {row.paragraph} · {kind} · {row.attributed_to} · {row.date_concerned} · can it be checked: {row.checkable}"


def headline(chosen: Chosen, held: Sequence[Claim]) -> str:
    """What to see: how many of the claims are such."""
    total = len(of_article())
    if chosen == Chosen(claim=chosen.claim):
        return f"{total} claims: {_voiced('reporter')} in the reporter's own voice, {_checked('yes')} that can be checked"
    return f"{len(held)} of {total} claims: {_wanted(chosen)}"


def _voiced(voice: str) -> int:
    return sum(coding().voice_of(row) == voice for row in of_article())


def _checked(check: str) -> int:
    return sum(answer(row) == check for row in of_article())


def _wanted(chosen: Chosen) -> str:
    parts = [coding().kinds[chosen.kind].name if chosen.kind != ALL else "",
             coding().voices[chosen.voice].name if chosen.voice != ALL else "",
             f"checkable: {chosen.checkable}" if chosen.checkable != ALL else ""]
    return " · ".join(part for part in parts if part)


def sentence(chosen: Chosen, held: Sequence[Claim], row: Claim) -> str:
    """How many claims are chosen, which, and what the one in the frame says."""
    ids = ", ".join(one.id for one in held) if held and len(held) < len(of_article()) else ""
    return f"{headline(chosen, held)}.{f' They are {ids}.' if ids else ''} {row.id} says: {row.paraphrase}"


def table(rows: Sequence[Claim]) -> Table:
    """The chosen claims; the one in the frame where none is chosen."""
    columns = ["claim", "place", "kind", "who says so", "about when", "can it be checked", "in our words"]
    cells = [[row.id, row.paragraph, coding().kinds[row.kind].name, row.attributed_to, row.date_concerned, row.checkable, row.paraphrase]
             for row in rows]
    return Table("The chosen claims", columns, cells)


def claim_map(chosen: Chosen = Chosen(), scene: ClaimMap | None = None) -> Picture:
    """The claims of the article, some of them lit: picture, words and table. Give the ``scene`` of an earlier call to have it redrawn."""
    return (scene or ClaimMap()).show(chosen)
