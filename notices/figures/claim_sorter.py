"""One claim in large type, how a learner has filed it, and the key with its reason; below, how far the pack is sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notices.coding import Boundary, coding, where
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import Prose, canvas
from notices.sources import Claim, claim

SAME, OTHER, DEFENSIBLE = "=", "≠", "≈"
_DOT = {"marker": "s", "markersize": 7, "linestyle": "none", "markeredgecolor": style.INK, "markeredgewidth": 1.1}
STEP = 16  # pixels from claim to claim in the strip
DOTS = {  # how a claim stands -> its mark in the strip
    "open": _DOT | {"color": style.CARD},
    "other": _DOT | {"color": style.CARD, "marker": "X"},
    "half": _DOT | {"color": style.INK, "fillstyle": "left", "markerfacecoloralt": style.CARD},
    "same": _DOT | {"color": style.INK},
}
STANDS = {"open": "key not seen", "other": "both other", "half": "one as in the key", "same": "both as in the key"}


@dataclass(frozen=True)
class Filing:
    """How a claim was filed: keys of a kind and a voice, empty until chosen; and whether the key was shown."""

    kind: str = ""
    voice: str = ""
    shown: bool = False

    @property
    def complete(self) -> bool:
        """Kind and voice are both chosen."""
        return bool(self.kind and self.voice)


@dataclass(frozen=True)
class Verdict:
    """A filing beside the key: a sign for the kind, a sign for the voice, and why, in sentences."""

    kind: str
    voice: str
    why: tuple[str, ...]

    @property
    def stands(self) -> str:
        """The claim's place in :data:`STANDS`; a filing that can be defended counts as the key's."""
        return ("other", "half", "same")[(self.kind != OTHER) + (self.voice != OTHER)]


def verdict(row: Claim, filing: Filing) -> Verdict:
    """Where a filing differs from the key, and why."""
    code, voice = coding(), coding().voice_of(row)
    boundary = code.boundaries.get(row.id, Boundary(row.id, ""))
    signs = _sign(filing.kind, row.kind, boundary.kind), _sign(filing.voice, voice, boundary.voice)
    why = [_compared("kind", signs[0], code.kinds[row.kind], code.kinds[filing.kind]),
           _compared("voice", signs[1], code.voices[voice], code.voices[filing.voice])]
    return Verdict(*signs, (*why, f"A boundary case. {boundary.why}" if boundary.why else ""))


def _sign(mine: str, key: str, also: str | None) -> str:
    return SAME if mine == key else DEFENSIBLE if mine == also else OTHER


def _compared(what: str, sign: str, key, mine) -> str:
    """Why the key has what it has, and what the learner's filing would be for."""
    if sign == SAME:
        return f"{_capital(key.name)}: it {key.fits}."
    return f"Key, {key.name}: it {key.fits}. Yours, {mine.name}, is for a claim that {mine.fits}."


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


class ClaimSorter(Scene):
    """A card with the claim, a filing beside the key, the reasons, and a strip of the pack."""

    height = 500
    note = style.RETOLD

    def build(self) -> None:
        """Everything but two heads and a line changes from claim to claim."""
        axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 476, "", size=13, weight="bold", va="center_baseline")))
        axes.plot([18, 882], [450, 450], color=style.GRID, linewidth=1)
        self.card = Prose(self, axes, 30, 422, 840, 3, size=16, step=30)
        self.place = Prose(self, axes, 30, 332, 840, 1, size=10.5, color=style.MUTED)
        axes.plot([18, 882], [312, 312], color=style.GRID, linewidth=1)
        axes.text(150, 293, "you", size=10.5, color=style.MUTED, va="center_baseline")
        axes.text(420, 293, "the key", size=10.5, color=style.MUTED, va="center_baseline")
        self.rows = {name: self._row(axes, y, head) for name, y, head in (("kind", 266, "kind"), ("voice", 238, "who says so"))}
        self.why = [Prose(self, axes, 30, y, 850, 2, size=11, step=19) for y in (204, 160, 116)]
        self.strip = {stands: self.move(axes.plot([], [], **mark)[0]) for stands, mark in DOTS.items()}
        self.here = self.move(axes.plot([], [], marker="^", color=style.INK, markersize=6, linestyle="none")[0])
        self.counts = self.move(axes.add_artist(Label(24, 72, "", size=10.5, va="center_baseline")))

    def _row(self, axes, y: float, head: str) -> dict[str, Label]:
        axes.text(30, y, head, size=11, va="center_baseline")
        places = {"mine": (150, "normal"), "sign": (384, "bold"), "key": (420, "bold")}
        return {name: self.move(axes.add_artist(Label(x, y, "", size=12, weight=weight, va="center_baseline")))
                for name, (x, weight) in places.items()}

    def show(self, pack: Sequence[str], at: int, filings: Mapping[str, Filing], asked: bool = False, remark: str = "") -> Picture:
        """The claim at a place of the pack.

        ``asked``: the key was asked for before the filing was complete; ``remark``: added to the words.
        """
        row, filing = claim(pack[at]), filings.get(pack[at], Filing())
        found = verdict(row, filing) if filing.shown else None
        self.card.set_text(row.paraphrase)
        self.place.set_text(f"{row.id}, in our words · {where(row)} · about: {row.date_concerned}")
        self._fill(row, filing, found)
        self._fill_strip(pack, at, filings)
        title = headline(row, filing, found, asked)
        self.title.set_text(title)
        self.counts.set_text(counted(pack, filings))
        alt = f"{title}. The claim in large type, the learner's filing beside the key, and a strip with a mark for each claim of the pack."
        return self.picture(alt=alt, words=f"{sentence(row, found, title)} {remark}".rstrip(), table=table(pack, filings))

    def _fill(self, row: Claim, filing: Filing, found: Verdict | None) -> None:
        code = coding()
        mine = {"kind": code.kinds.get(filing.kind), "voice": code.voices.get(filing.voice)}
        key = {"kind": code.kinds[row.kind], "voice": code.voices[code.voice_of(row)]}
        for name, cells in self.rows.items():
            cells["mine"].set_text(mine[name].name if mine[name] else "not chosen yet")
            cells["sign"].set_text(getattr(found, name) if found else "")
            cells["key"].set_text(key[name].name if found else "?")
        for prose, why in zip(self.why, found.why if found else ("", "", "")):
            prose.set_text(why)

    def _fill_strip(self, pack: Sequence[str], at: int, filings: Mapping[str, Filing]) -> None:
        stands = [standing(id_, filings) for id_ in pack]
        for name, dots in self.strip.items():
            those = [28 + STEP * place for place, stand in enumerate(stands) if stand == name]
            dots.set_data(those, [50] * len(those))
        self.here.set_data([28 + STEP * at], [36])


def standing(id_: str, filings: Mapping[str, Filing]) -> str:
    """How a claim stands: a key of :data:`STANDS`."""
    filing = filings.get(id_, Filing())
    return verdict(claim(id_), filing).stands if filing.shown else "open"


def headline(row: Claim, filing: Filing, found: Verdict | None, asked: bool) -> str:
    """What to see: what is to be done, or where the filing differs."""
    if found is None:
        left = [name for name, chosen in (("its kind", filing.kind), ("who says so", filing.voice)) if not chosen]
        if not left:
            return f"{row.id} is filed. Show the key when you are ready"
        return f"{row.id}: {'first choose' if asked else 'choose'} {' and '.join(left)}"
    differs = [name for name, sign in (("kind", found.kind), ("speaker", found.voice)) if sign == OTHER]
    if differs:
        return f"{row.id}: the key differs in {' and '.join(differs)}"
    defended = DEFENSIBLE in (found.kind, found.voice)
    return f"{row.id}: filed otherwise, and that can be defended" if defended else f"{row.id}: filed as in the key"


def counted(pack: Sequence[str], filings: Mapping[str, Filing]) -> str:
    """How far the pack is sorted."""
    shown = [verdict(claim(id_), filings[id_]) for id_ in pack if id_ in filings and filings[id_].shown]
    kind, voice = (sum(getattr(one, name) != OTHER for one in shown) for name in ("kind", "voice"))
    return f"key seen for {len(shown)} of {len(pack)}; as in the key or defensible: kind {kind}, who says so {voice}"


def sentence(row: Claim, found: Verdict | None, title: str) -> str:
    """The claim, or where filing and key stand apart and why."""
    return f"{title}. {' '.join(why for why in found.why if why)}" if found else f"{title}. The claim: {row.paraphrase}"


def table(pack: Sequence[str], filings: Mapping[str, Filing]) -> Table:
    """Every claim of the pack with its filing, and with the key where that was shown."""
    columns = ["claim", "in our words", "kind: you", "kind: the key", "who: you", "who: the key", "how it stands"]
    return Table("What you have filed", columns, [_line(claim(id_), filings.get(id_, Filing()), standing(id_, filings)) for id_ in pack])


def _line(row: Claim, filing: Filing, stands: str) -> list[object]:
    code = coding()
    mine = [code.kinds[filing.kind].name if filing.kind else None, code.voices[filing.voice].name if filing.voice else None]
    key = [code.kinds[row.kind].name, code.voices[code.voice_of(row)].name] if filing.shown else [None, None]
    return [row.id, row.paraphrase, mine[0], key[0], mine[1], key[1], STANDS[stands]]
