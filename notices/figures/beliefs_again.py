"""What a learner believed before and after the course, a sentence to a line, and what the evidence says of each."""

from __future__ import annotations

from collections.abc import Mapping

from notices.course.beliefs import questions
from notices.figures import style
from notices.figures.label import Label
from notices.figures.picture import Picture, Scene, Table
from notices.figures.prose import Prose, canvas
from notices.outcomes import outcome
from notices.scoring import HALF, happened, mean, scores

LEFT, RIGHT, TOP, ROW = 490, 716, 352, 66  # pixels: the scale, the first line, from line to line
SMALL = style.SMALLEST_TEXT
SHAPE = {"marker": "h", "markersize": 14, "markeredgecolor": style.INK, "markeredgewidth": 1.8, "linestyle": "none"}
BEFORE, AFTER = SHAPE | {"color": style.CARD}, SHAPE | {"color": style.INK}
TRUTH = {"marker": "|", "markersize": 26, "markeredgewidth": 4, "color": style.INK, "linestyle": "none"}
SAYS = {True: "yes", False: "no", None: "not settled"}

Answers = Mapping[str, float]


class BeliefsAgain(Scene):
    """One scale for each question of ``data/beliefs.toml`` with two marks, before and after, and the outcome at the right."""

    height = 440
    note = style.REPORTED

    def build(self) -> None:
        """Questions and scales stand still; marks and outcomes move."""
        axes = canvas(self)
        self.title = self.move(axes.add_artist(Label(18, 416, "", size=13, weight="bold", va="center_baseline")))
        for percent, words in ((0, "surely not"), (100, "surely")):
            axes.text(across(percent), 388, words, size=SMALL, ha="center", va="center_baseline", color=style.MUTED)
        self.heading = self.move(axes.add_artist(Label(766, 388, "", size=SMALL, va="center_baseline", color=style.MUTED)))
        self._build_key(axes)
        self.heights = {id_: TOP - ROW * at for at, id_ in enumerate(questions())}
        for id_, y in self.heights.items():
            self._build_line(axes, id_, y)
        self.moves = self.move(axes.plot([], [], color=style.INK, linewidth=1.5, zorder=2)[0])
        self.truths = self.move(axes.plot([], [], zorder=2, **TRUTH)[0])
        self.marks = {name: self.move(axes.plot([], [], zorder=zorder, **look)[0])
                      for name, zorder, look in (("before", 4, BEFORE), ("after", 3, AFTER))}
        self.right = {id_: [self.move(axes.add_artist(Label(766, y + lift, "", size=SMALL, weight=weight, va="center_baseline")))
                            for lift, weight in ((10, "bold"), (-10, "normal"))] for id_, y in self.heights.items()}

    def _build_key(self, axes) -> None:
        for x, look, words in ((26, BEFORE, "before, lesson 1"), (178, AFTER, "now")):
            axes.plot([x], [20], **look)
            axes.text(x + 14, 20, words, size=SMALL, va="center_baseline")

    def _build_line(self, axes, id_: str, y: float) -> None:
        axes.text(18, y, id_, size=11, weight="bold", va="center_baseline")
        # Still, so set once: the lines of the text are moving labels that never change.
        Prose(self, axes, 50, y + 17, 400, 3, size=SMALL, step=17).set_text(questions()[id_].question)
        axes.plot([LEFT, RIGHT], [y, y], color=style.EDGE, linewidth=2, zorder=1)
        for percent in range(0, 101, 25):
            axes.plot([across(percent)] * 2, [y - 4, y + 4], color=style.EDGE, linewidth=1.2, zorder=1)

    def show(self, before: Answers, now: Answers, kept: Answers, reveal: bool = False, remark: str = "") -> Picture:
        """Answers in percent, by question: those of lesson 1, those on the sliders, and those of the latter that are kept.

        The earlier ones come up when one is kept. With ``reveal``: what happened, and the scores of the answers that are kept.
        """
        earlier = before if kept else {}
        for name, answers in (("before", earlier), ("after", now)):
            self.marks[name].set_data([across(answers[id_]) for id_ in answers], [self.heights[id_] for id_ in answers])
        both = [id_ for id_ in earlier if id_ in now]
        self.moves.set_data([x for id_ in both for x in (across(earlier[id_]), across(now[id_]), None)],
                            [y for id_ in both for y in (self.heights[id_], self.heights[id_], None)])
        self._show_outcomes(earlier, kept, reveal)
        title = headline(before, kept, reveal)
        self.title.set_text(title)
        return self.picture(alt=f"{title}. {len(self.heights)} sentences, each with a scale from 0 to 100 percent.",
                            words=sentence(before, now, kept, reveal, remark), table=table(earlier, now, kept, reveal))

    def _show_outcomes(self, before: Answers, after: Answers, reveal: bool) -> None:
        self.heading.set_text("what happened" if reveal else "")
        settled = [id_ for id_ in self.heights if reveal and happened(id_) is not None]
        self.truths.set_data([across(100 * happened(id_)) for id_ in settled], [self.heights[id_] for id_ in settled])
        for id_, (first, second) in self.right.items():
            first.set_text(SAYS[happened(id_)] if reveal else "")
            second.set_text(scored(id_, before, after) if reveal else "")


def across(percent: float) -> float:
    """Where a percentage stands on the scale, in pixels."""
    return LEFT + (RIGHT - LEFT) * percent / 100


def scored(id_: str, before: Answers, after: Answers) -> str:
    """The scores of one question: '0.36 → 0.04', one where there is one answer, nothing where it cannot be scored."""
    found = [scores(answers).get(id_) for answers in (before, after)]
    return " → ".join(f"{score:.2f}" for score in found if score is not None)


# --- the same in words and numbers --------------------------------------------------------------------

def headline(before: Answers, kept: Answers, reveal: bool) -> str:
    """What to see."""
    if reveal:
        settled = [id_ for id_ in questions() if happened(id_) is not None]
        return f"{len(settled)} of {len(questions())} sentences are settled so far, and only those can be scored"
    if not kept:
        return "How likely is each sentence to be true? Asked again, after the course"
    both = [id_ for id_ in before if id_ in kept]
    if not both:
        return f"{len(kept)} of {len(questions())} answers kept; there is no earlier one to put beside them"
    return f"{sum(before[id_] != kept[id_] for id_ in both)} of {len(both)} beliefs moved since lesson 1"


def sentence(before: Answers, now: Answers, kept: Answers, reveal: bool, remark: str) -> str:
    """The answers in words; with ``reveal`` their scores."""
    parts = [_earlier(before, kept), _said("Now", now), remark, *(_scores(before if kept else {}, kept) if reveal else [])]
    return " ".join(part for part in parts if part)


def _earlier(before: Answers, kept: Answers) -> str:
    if not before:
        return "There is no answer from lesson 1; what you say now stands alone."
    return _said("In lesson 1", before) if kept else "Your answers from lesson 1 come up beside the new ones when you keep them."


def _said(name: str, answers: Answers) -> str:
    return f"{name}: {', '.join(f'{id_} {percent:g}%' for id_, percent in answers.items())}." if answers else ""


def _scores(before: Answers, kept: Answers) -> list[str]:
    """The mean scores, before and now, over the same questions where there are any answered twice."""
    old, new = scores(before), scores(kept)
    both = old.keys() & new.keys()
    if both:
        old, new = ({id_: found[id_] for id_ in both} for found in (old, new))
    named = (("in lesson 1", old), ("now", new))
    said = [f"Mean Brier score {name}, over {len(found)}: {mean(found):.2f}." for name, found in named if found]
    return [*said, f"0 is best, 1 worst; always saying 50% gets {HALF}. What is not settled is not scored."]


def table(earlier: Answers, now: Answers, kept: Answers, reveal: bool) -> Table:
    """Each sentence with both answers; with ``reveal`` also what happened, the reason, and the scores."""
    columns = ["question", "sentence", "in lesson 1", "now", "kept"]
    rows = [[id_, one.question, percent(earlier.get(id_)), percent(now.get(id_)), id_ in kept] for id_, one in questions().items()]
    if reveal:
        columns += ["what happened", "why", "score in lesson 1", "score now"]
        old, new = scores(earlier), scores(kept)
        rows = [[*row, SAYS[happened(row[0])], outcome(row[0]).why, old.get(row[0]), new.get(row[0])] for row in rows]
    return Table("What you believed, in lesson 1 and now", columns, rows)


def percent(value: float | None) -> str | None:
    """A percentage for a table."""
    return None if value is None else f"{value:g}%"
