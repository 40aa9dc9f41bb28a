"""Two claims side by side, or a claim beside what is known from elsewhere; what pulls them apart is shown when asked for."""

from __future__ import annotations

from notices.coding import Pair, coding
from notices.figures import style
from notices.figures.claim_map import about as about_claim
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import Prose, canvas, closed
from notices.sources import Claim, source, tension

CARD_WIDTH = 410


class ClaimPair(Scene):
    """Two cards, and below them the learner's answer and ours."""

    height = 470
    note = style.RETOLD

    def build(self) -> None:
        """The edges of the cards stand still."""
        axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 446, "", size=13, weight="bold", va="center_baseline")))
        self.cards = [self._card(axes, x) for x in (18, 464)]
        self.yours = self.move(axes.add_artist(Label(24, 172, "", size=11, va="center_baseline")))
        self.ours = self.move(axes.add_artist(Label(24, 148, "", size=11, weight="bold", va="center_baseline")))
        self.statement = Prose(self, axes, 24, 120, 856, 4, size=11.5, step=21)

    def _card(self, axes, x: float) -> dict[str, object]:
        axes.plot([x, x + CARD_WIDTH + 8, x + CARD_WIDTH + 8, x, x], [196, 196, 424, 424, 196], color=style.EDGE, linewidth=1.2)
        return {"head": self.move(axes.add_artist(Label(x + 12, 404, "", size=11.5, weight="bold", va="center_baseline"))),
                "about": Prose(self, axes, x + 12, 382, CARD_WIDTH - 14, 2, size=10.5, step=17, color=style.MUTED),
                "says": Prose(self, axes, x + 12, 340, CARD_WIDTH - 14, 6, size=13, step=24)}

    def show(self, pair: Pair, guess: str, shown: bool) -> Picture:
        """The two sides; ``guess``: a key of ``pulls`` or empty; ``shown``: say what we found."""
        for card, id_ in zip(self.cards, (pair.left, pair.right)):
            row = source(id_)
            card["head"].set_text(f"{id_}, {origin(id_)}")
            card["about"].set_text(about(id_))
            card["says"].set_text(row.says)
        title = headline(pair, guess, shown)
        self.title.set_text(title)
        self.yours.set_text(f"You: {coding().pulls[guess]}" if guess else "You: not chosen yet")
        self.ours.set_text(f"We ({pair.tension}): {coding().pulls[pair.pulls]}" if shown else "")
        self.statement.set_text(tension(pair.tension).statement if shown else "")
        alt = f"{closed(title)} Two cards side by side, {pair.left} and {pair.right}."
        return self.picture(alt=alt, words=sentence(pair, shown), table=table(pair, shown))


def origin(id_: str) -> str:
    """What a row is about, by the letter of its id."""
    return {"C": "the article", "A": "the page of the copy"}.get(id_[0], "known from elsewhere")


def about(id_: str) -> str:
    """Where a side comes from: place, kind, speaker and date of a claim; date and confidence of a fact from elsewhere."""
    row = source(id_)
    if isinstance(row, Claim):
        return about_claim(row).split(" · ", 1)[1].rsplit(" · ", 1)[0]
    return f"{row.date} · confidence: {row.confidence}"


def headline(pair: Pair, guess: str, shown: bool) -> str:
    """What to see: the question, or whether both readings agree."""
    if not shown:
        return f"{pair.left} beside {pair.right}: what pulls them apart?"
    if not guess:
        return f"{pair.left} and {pair.right} pull apart"
    return f"{pair.left} and {pair.right}: " + ("you and we see the same" if guess == pair.pulls else "you and we see different things")


def sentence(pair: Pair, shown: bool) -> str:
    """Both sides in words, or what we found."""
    if shown:
        return f"{pair.tension}: {tension(pair.tension).statement}"
    return f"{pair.left}: {source(pair.left).says} {pair.right}: {source(pair.right).says}"


def table(pair: Pair, shown: bool) -> Table:
    """Both sides, and the tension where it is shown."""
    rows = [[id_, source(id_).says, about(id_)] for id_ in (pair.left, pair.right)]
    if shown:
        row = tension(pair.tension)
        rows.append([row.id, row.statement, f"our reading of {' '.join(row.claims + row.context)}"])
    return Table("The two sides", ["id", "what it says", "where it comes from"], rows)
