"""What a learner believes: a sentence to a line, and a scale from 0 to 100 percent with a mark where they put it."""

from __future__ import annotations

from collections.abc import Mapping

from notices.course.beliefs import questions
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import Prose, canvas, closed

LEFT, RIGHT, TOP, ROW = 560, 850, 352, 66  # pixels: the scale, the first line, from line to line
MARK = {"marker": "h", "markersize": 15, "color": style.CARD, "markeredgecolor": style.INK, "markeredgewidth": 1.8, "linestyle": "none"}


class BeliefScales(Scene):
    """One scale for each question of ``data/beliefs.toml``."""

    height = 440
    note = style.RETOLD

    def build(self) -> None:
        """Questions and scales stand still; the marks move."""
        axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 416, "", size=13, weight="bold", va="center_baseline")))
        for percent, words in ((0, "surely not"), (50, "as likely as not"), (100, "surely")):
            axes.text(self._x(percent), 388, words, size=10.5, ha="center", va="center_baseline", color=style.MUTED)
        self.marks, self.said = {}, {}
        for at, (id_, belief) in enumerate(questions().items()):
            self._build_line(axes, id_, belief.question, TOP - ROW * at)

    def _build_line(self, axes, id_: str, question: str, y: float) -> None:
        axes.text(18, y, id_, size=11, weight="bold", va="center_baseline")
        Prose(self, axes, 50, y + 10, 470, 3, size=10.5, step=17).set_text(question)
        axes.plot([LEFT, RIGHT], [y, y], color=style.EDGE, linewidth=2)
        for percent in range(0, 101, 25):
            axes.plot([self._x(percent)] * 2, [y - 4, y + 4], color=style.EDGE, linewidth=1.2)
        self.marks[id_] = self.move(axes.plot([], [], **MARK)[0])
        self.said[id_] = self.move(axes.add_artist(Label(0, y - 19, "", size=10.5, ha="center", va="center_baseline")))

    @staticmethod
    def _x(percent: float) -> float:
        return LEFT + (RIGHT - LEFT) * percent / 100

    def show(self, answers: Mapping[str, int], kept: Mapping[str, int], remark: str = "") -> Picture:
        """The learner's answers (percent), and those of them that are ``kept`` for lesson 10."""
        for at, id_ in enumerate(questions()):
            given, y = answers.get(id_), TOP - ROW * at
            self.marks[id_].set_data([] if given is None else [self._x(given)], [] if given is None else [y])
            self.said[id_].set_text("no answer yet" if given is None else f"{given}%")
            self.said[id_].set_x(self._x(50 if given is None else given))
        title = headline(answers, kept)
        self.title.set_text(title)
        alt = f"{closed(title)} Five sentences, each with a scale from 0 to 100 percent."
        return self.picture(alt=alt, words=sentence(answers, kept, remark), table=table(answers, kept))


def headline(answers: Mapping[str, int], kept: Mapping[str, int]) -> str:
    """What to see: how many are answered, how many are kept."""
    total = len(questions())
    if kept:
        return f"{len(kept)} of {total} answers are kept for lesson 10"
    return f"{len(answers)} of {total} answered; none kept yet" if answers else f"How likely are these {total} sentences to be true?"


def sentence(answers: Mapping[str, int], kept: Mapping[str, int], remark: str) -> str:
    """The answers in words, and what there is to say about keeping them."""
    stays = "What is kept cannot be changed." if kept else ""
    said = ", ".join(f"{id_} {percent}%" for id_, percent in answers.items())
    return " ".join(part for part in (closed(headline(answers, kept)), stays, f"You say: {said}." if said else "", remark) if part)


def table(answers: Mapping[str, int], kept: Mapping[str, int]) -> Table:
    """Each question with its answer, whether it is kept, and the claims it rests on."""
    rows = [[id_, one.question, None if id_ not in answers else f"{answers[id_]}%", id_ in kept, " ".join(one.claims)]
            for id_, one in questions().items()]
    return Table("What you believe", ["question", "how likely is it that this holds", "you", "kept", "rests on"], rows)
