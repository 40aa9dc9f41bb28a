"""Which tasks went wrong, and how: one bar for each task, cut up by what happened, from the verdicts on a class's notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from notices.course.exercises.marks import IN_SHORT, Submission, in_short
from notices.course.exercises.result import Verdict
from notices.figures import style
from notices.figures.picture import Picture, Table

# How a bar's parts look: greys and hatches of their own, since every colour of the course has a meaning in the lessons.
PARTS: dict[str, dict[str, Any]] = {
    "known mistake": {"facecolor": "#4a463d"},
    "another answer": {"facecolor": "#b9b3a3"},
    "error": {"facecolor": style.CARD, "hatch": "\\\\\\\\"},
    "not answered": {"facecolor": style.CARD, "hatch": "..."},
}
PART_OF = {"known": "known mistake", "written down": "known mistake", "wrong": "another answer", "error": "error", "stopped": "error",
           "start": "not answered", "missing": "not answered"}
LEFT, MIDDLE, RIGHT, TOP, BOTTOM, ROW, EDGE = 280, 310, 310, 56, 88, 34, 16  # pixels


@dataclass(frozen=True)
class TaskCount:
    """What became of one task in a number of ``notebooks``: ``parts`` by :data:`PARTS`, ``ways`` by the name of the mistake or the kind."""

    task: int
    title: str
    notebooks: int
    parts: Counter
    ways: Counter

    @property
    def wrong(self) -> int:
        """In how many it is not right."""
        return sum(self.parts.values())

    def how(self) -> str:
        """The ways in which it went wrong, with their numbers: known mistakes first, and the most frequent first."""
        ordered = sorted(self.ways.items(), key=lambda way: (way[0] in IN_SHORT.values(), -way[1], way[0]))
        return ", ".join(f"{name} {count}" for name, count in ordered)


def counted(submissions: Sequence[Submission]) -> list[TaskCount]:
    """One count for each task of an exercise, in order; all submissions are of that exercise and were checked."""
    verdicts: dict[int, list[Verdict]] = {}
    for one in submissions:
        for verdict in one.result.verdicts:
            verdicts.setdefault(verdict.task, []).append(verdict)
    return [_count(theirs) for _, theirs in sorted(verdicts.items())]


def _count(verdicts: Sequence[Verdict]) -> TaskCount:
    wrong = [verdict for verdict in verdicts if not verdict.passed]
    return TaskCount(verdicts[0].task, verdicts[0].title, len(verdicts), Counter(PART_OF[verdict.kind] for verdict in wrong),
                     Counter(map(in_short, wrong)))


def headline(counts: Sequence[TaskCount]) -> str:
    """What to see, in one line."""
    worst = max(counts, key=lambda count: (count.wrong, -count.task))
    if not worst.wrong:
        return "Every task is right in every notebook" if worst.notebooks > 1 else "Every task is right"
    alike = [count.task for count in counts if count.wrong == worst.wrong]
    if len(alike) > 1:
        tasks = ", ".join(map(str, alike[:-1])) + f" and {alike[-1]}"
        return f"Tasks {tasks} went wrong most often: each in {worst.wrong} of {worst.notebooks} notebooks"
    return f"Task {worst.task} went wrong most often: in {worst.wrong} of {worst.notebooks} notebooks"


def task_picture(counts: Sequence[TaskCount], exercise: str) -> Picture:
    """The picture for an exercise (its title), with its words and its table. ``counts``: at least one."""
    width, height = LEFT + MIDDLE + RIGHT, TOP + ROW * len(counts) + BOTTOM
    figure = style.new_figure(width, height)
    with style.applied():
        axes = figure.add_axes((LEFT / width, BOTTOM / height, MIDDLE / width, ROW * len(counts) / height))
        _draw(axes, counts)
        _key(figure, counts, width, height)
        figure.text(EDGE / width, 1 - 28 / height, headline(counts), size=13, weight="bold", va="center")
        style.frame(figure, note="Notebooks of this class")
    table = Table(f"Tasks of: {exercise}", ["task", "right", "not right", "how it went wrong"],
                  [[f"{count.task} · {count.title}", count.notebooks - count.wrong, count.wrong, count.how() or "–"] for count in counts])
    return Picture.of(figure, alt=_alt(counts), words=f"{headline(counts)}.", table=table)


def _draw(axes: Any, counts: Sequence[TaskCount]) -> None:
    most = counts[0].notebooks
    for row, count in enumerate(counts):
        done = 0
        for part, look in PARTS.items():
            if count.parts[part]:
                axes.barh(row, count.parts[part], left=done, height=0.62, edgecolor=style.INK, linewidth=0.8, **look)
                done += count.parts[part]
        room = RIGHT - EDGE - 8 + MIDDLE * (1 - done / most)
        axes.annotate(_fitting(axes.figure, _end(count), room), (done, row), xytext=(8, 0), textcoords="offset points", va="center", size=style.SMALLEST_TEXT,
                      annotation_clip=False)
    axes.set(xlim=(0, most), ylim=(len(counts) - 0.5, -0.5), xlabel="notebooks in which it is not right")
    titles = [f"{count.task} · {count.title}".replace("`", "").replace("*", "") for count in counts]
    axes.set_yticks(range(len(counts)), [_fitting(axes.figure, title, LEFT - EDGE - 8) for title in titles], size=style.SMALLEST_TEXT)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.get_major_locator().set_params(integer=True, nbins=6)
    axes.grid(axis="x")


def _end(count: TaskCount) -> str:
    if not count.wrong:
        return "right in all"
    return f"{count.wrong}: {count.how()}"


def _fitting(figure: Figure, text: str, pixels: float) -> str:
    """The text, or as many of its first letters as there is room for."""
    font, renderer = FontProperties(family=style.SETTINGS["font.family"], size=style.SMALLEST_TEXT), figure.canvas.get_renderer()
    fits, rest = text, text
    while renderer.get_text_width_height_descent(fits, font, False)[0] > pixels:
        rest = rest[:-1].rstrip(" ,")
        fits = f"{rest} …"
    return fits


def _key(figure: Figure, counts: Sequence[TaskCount], width: int, height: int) -> None:
    """The parts that occur, each with its look, in a row at the bottom."""
    x = EDGE
    for part, look in PARTS.items():
        if any(count.parts[part] for count in counts):
            figure.add_artist(Rectangle((x / width, 14 / height), 18 / width, 14 / height, edgecolor=style.INK, linewidth=0.8, **look))
            figure.text((x + 25) / width, 21 / height, part, size=style.SMALLEST_TEXT, va="center")
            x += 50 + 8 * len(part)


def _alt(counts: Sequence[TaskCount]) -> str:
    lines = [f"Task {count.task}: not right in {count.wrong} of {count.notebooks}{f' ({count.how()})' if count.wrong else ''}." for count in counts]
    return f"Bars, one for each task. {headline(counts)}. {' '.join(lines)}"
