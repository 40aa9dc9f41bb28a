"""The certainty ladder: how firmly five claims speak, in the order of the article, as the learner reads them and as we do."""

from __future__ import annotations

from collections.abc import Mapping

from notices.coding import coding
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import canvas
from notices.sources import claim

LEFT, RIGHT, LOWEST, RUNG = 150, 800, 118, 54  # pixels: first and last claim, the lowest rung, from rung to rung
YOURS = {"marker": "h", "markersize": 15, "color": style.MUTED, "markerfacecolor": style.CARD, "markeredgecolor": style.INK,
         "markeredgewidth": 1.6, "linestyle": (0, (4, 2)), "linewidth": 1.6}
OURS = {"marker": "*", "markersize": 15, "color": style.INK, "linestyle": "solid", "linewidth": 1.6}


def ids() -> tuple[str, ...]:
    """The five claims, in the order of the article."""
    return tuple(sorted(coding().ladder, key=lambda id_: (paragraph(id_), id_)))


def paragraph(id_: str) -> int:
    """The number of the paragraph that a claim stands in."""
    return int(claim(id_).paragraph.split("/")[0][1:])


class CertaintyLadder(Scene):
    """Rungs across, claims from left to right."""

    height = 460
    note = style.RETOLD

    def build(self) -> None:
        """The rungs and the claims stand still."""
        axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 434, "", size=13, weight="bold", va="center_baseline")))
        self.places = {id_: LEFT + (RIGHT - LEFT) * at / (len(ids()) - 1) for at, id_ in enumerate(ids())}
        for rung, words in enumerate(coding().rungs):
            axes.plot([LEFT - 30, RIGHT + 36], [self._height(rung)] * 2, color=style.GRID, linewidth=2, zorder=0)
            axes.text(LEFT - 42, self._height(rung), words, size=10.5, ha="right", va="center_baseline")
        for id_, x in self.places.items():
            axes.text(x, 82, id_, size=11, weight="bold", ha="center", va="center_baseline")
            axes.text(x, 62, f"paragraph {paragraph(id_)}", size=10.5, ha="center", va="center_baseline", color=style.MUTED)
            axes.text(x, 43, f"“{coding().ladder[id_].hedge}”", size=10.5, ha="center", va="center_baseline", style="italic")
        axes.text(18, 392, "how firmly it speaks", size=10.5, color=style.MUTED, va="center_baseline")
        self.ours = self.move(axes.plot([], [], zorder=3, **OURS)[0])
        self.yours = self.move(axes.plot([], [], zorder=2, **YOURS)[0])
        self.ends = {name: self.move(axes.add_artist(Label(RIGHT + 42, 0, "", size=10.5, va="center_baseline"))) for name in ("you", "we")}

    def _height(self, rung: float) -> float:
        return LOWEST + RUNG * rung

    def show(self, yours: Mapping[str, int], ours: bool) -> Picture:
        """The learner's rung for each claim; with ``ours``, also the one of the data file."""
        x = [self.places[id_] for id_ in ids()]
        theirs = {id_: coding().ladder[id_].rung for id_ in ids()}
        self.yours.set_data(x, [self._height(yours[id_]) for id_ in ids()])
        self.ours.set_data(x if ours else [], [self._height(theirs[id_]) for id_ in ids()] if ours else [])
        self._name_ends(yours[ids()[-1]], theirs[ids()[-1]] if ours else None)
        title = headline(yours, ours)
        self.title.set_text(title)
        alt = f"{title}. Five claims from left to right in the order of the article, each on a rung; a line joins them."
        return self.picture(alt=alt, words=sentence(yours, ours), table=table(yours, ours))

    def _name_ends(self, yours: int, ours: int | None) -> None:
        # Where both lines end on one rung, one name goes above it and one below.
        together = yours == ours
        self.ends["you"].set_text("you")
        self.ends["you"].set_y(self._height(yours) + (10 if together else 0))
        self.ends["we"].set_text("" if ours is None else "we")
        self.ends["we"].set_y(self._height(ours or 0) - (10 if together else 0))


def headline(yours: Mapping[str, int], ours: bool) -> str:
    """What to see: how far certainty falls or rises from the first claim to the last."""
    mine = f"In your reading {change({id_: yours[id_] for id_ in ids()})}"
    return f"{mine}; in ours {change({id_: coding().ladder[id_].rung for id_ in ids()})}" if ours else mine


def change(rungs: Mapping[str, int]) -> str:
    """How certainty changes from the first claim to the last, in words."""
    first, *_, last = rungs.values()
    if len(set(rungs.values())) == 1:
        return "all five speak equally firmly"
    steps = f"{abs(first - last)} rung{'s' if abs(first - last) != 1 else ''}"
    if first == last:
        return "certainty ends where it began"
    return f"certainty falls by {steps}" if first > last else f"certainty rises by {steps}"


def sentence(yours: Mapping[str, int], ours: bool) -> str:
    """Each claim with its rung; with ours, how many agree and what decides the first that does not."""
    if not ours:
        return f"{headline(yours, ours)}. " + ", ".join(f"{id_}: {coding().rungs[yours[id_]]}" for id_ in ids()) + "."
    apart = [id_ for id_ in ids() if yours[id_] != coding().ladder[id_].rung]
    if not apart:
        return f"{headline(yours, ours)}. You and we agree on all five."
    return f"{headline(yours, ours)}. We differ on {', '.join(apart)}. {apart[0]}: {coding().ladder[apart[0]].why}"


def table(yours: Mapping[str, int], ours: bool) -> Table:
    """Each claim, what it says, the learner's rung, and ours with the reason where it is shown."""
    columns = ["claim", "paragraph", "in our words", "you", "we", "why"]
    rows = [[id_, paragraph(id_), claim(id_).paraphrase, coding().rungs[yours[id_]],
             *([coding().rungs[coding().ladder[id_].rung], coding().ladder[id_].why] if ours else [None, None])] for id_ in ids()]
    return Table("How firmly each claim speaks", columns, rows)
