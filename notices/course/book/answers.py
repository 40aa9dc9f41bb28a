"""The answer book: for each lesson the prediction and its answer, the model answers, and the solutions of its exercise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from notices.course.book.edition import TITLE, running_heads
from notices.course.book.lessons import Fold, Lesson, parts, questions_before
from notices.course.book.outputs import Answer, Question, place, relinked, shown
from notices.course.book.pages import beside, page
from notices.course.book.text import inline, rendered
from notices.course.exercises.key import EXERCISES, SOLUTIONS, Exercise, Task, WrongAnswer, exercise_names, read_exercise, role, text_of

TASK_HEADING = re.compile(r"\A#+ .*\n+")
INTRODUCTION = (
    "<p>For whoever teaches the course, or studies alone and has settled the questions already. Questions are repeated before their "
    "answers. Where a model answer argues a judgement, another that is argued as well is as good.</p>\n"
    "<p>Solutions of exercises are one way among several: a check looks at what an answer gives, and not at how. What is printed "
    "is for the numbers that the learner sees. A known wrong answer has the name by which the table of marks counts it.</p>\n")


def answer_book(lessons: Sequence[Lesson], exercises: Sequence[Exercise]) -> bytes:
    """The answer book as one HTML file. Raises NoticesError for a stored output that cannot be read."""
    of_lesson = {int(exercise.number): exercise for exercise in exercises}
    chapters = [_chapter(lesson, of_lesson.get(lesson.number)) for lesson in lessons]
    there = [(lesson, html) for lesson, html in zip(lessons, chapters) if html]
    contents = "".join(f'<li><a href="#{lesson.anchor}">{_name(lesson)}</a></li>\n' for lesson, _ in there)
    front = (f'<section class="title page-title">\n<h1>The answer book</h1>\n<p class="subtitle">{TITLE}</p>\n{INTRODUCTION}'
             f'<nav aria-label="Contents"><ul class="toc">\n{contents}</ul></nav>\n</section>\n')
    body = front + "".join(f'<section class="chapter page-{lesson.anchor}">\n{html}</section>\n' for lesson, html in there)
    style = beside("book.css") + running_heads({lesson.anchor: f"Answers to {lesson.number} · {lesson.title}" for lesson, _ in there})
    return page(f"{TITLE} The answer book", f"<main>\n{body}</main>", style)


def read_exercises(course: Path) -> list[Exercise]:
    """The exercises of a course, solved. Raises NoticesError for a solved edition that cannot be read."""
    folder = course / EXERCISES / SOLUTIONS
    return [read_exercise(folder / f"{name}.ipynb") for name in exercise_names(folder)]


def _name(lesson: Lesson) -> str:
    return escape(f"{lesson.number} · {lesson.title}")


def _chapter(lesson: Lesson, exercise: Exercise | None) -> str:
    html = [*_prediction(lesson), *_model_answers(lesson), *(_exercise(exercise) if exercise else [])]
    return "".join([f'<h2 id="{lesson.anchor}">{_name(lesson)}</h2>\n', *html]) if html else ""


def _text(markdown: str, lower: int = 3) -> str:
    """Markdown without links inside the course: an answer book leads nowhere but to its own chapters."""
    return rendered(markdown, _outside, lower=lower)


def _outside(url: str, label: str) -> str:
    return url if re.match(r"https?://", url) else ""


# ---- the lesson -----------------------------------------------------------------------------------------------------


def _prediction(lesson: Lesson) -> list[str]:
    """What was to be predicted, and what answers it."""
    shows = [part for cell in lesson.cells if not cell.markdown for part in shown(cell, place(lesson, cell))]
    questions, answers = [[part for part in shows if isinstance(part, kind)] for kind in (Question, Answer)]
    if not questions and not answers:
        return []
    asked = [f'<div class="prediction">{question.to_html()}</div>\n' for question in questions]
    return ["<h3>The prediction</h3>\n", *asked, *(f'<div class="answer">{relinked(answer.html, _outside)}</div>\n' for answer in answers)]


def _model_answers(lesson: Lesson) -> list[str]:
    html = []
    for at, cell in enumerate(lesson.cells):
        pieces = parts(cell.source) if cell.markdown else []
        for number, piece in enumerate(pieces):
            if isinstance(piece, Fold):
                before = pieces[number - 1] if number and isinstance(pieces[number - 1], str) else questions_before(lesson.cells[:at])
                html += [f"<h3>{escape(cell.section or lesson.title)}</h3>\n", f'<div class="question">{_text(str(before))}</div>\n',
                         f'<div class="answer">{_text(piece.text)}</div>\n']
    return html


# ---- the exercise ---------------------------------------------------------------------------------------------------


def _exercise(exercise: Exercise) -> list[str]:
    return [f"<h3>{escape(exercise.title)}</h3>\n", *(html for task in exercise.tasks for html in _task(exercise, task))]


def _task(exercise: Exercise, task: Task) -> list[str]:
    hints = "".join(f"<li>{inline(hint)}</li>" for hint in task.hints)
    return [f"<h4>Task {task.number} · {inline(task.title)}</h4>\n", *_asked(exercise, task),
            _label("Solution"), _code(task.solution), _printed(task.prints[exercise.seeds[0]]),
            _label("Known wrong answers"), *map(_wrong, task.wrong),
            _label("Hints, opened one at a time"), f"<ol>{hints}</ol>\n"]


def _wrong(wrong: WrongAnswer) -> str:
    return f'<p class="before"><code>{escape(wrong.name)}</code>: {inline(wrong.says)}</p>\n{_code(wrong.source)}'


def _asked(exercise: Exercise, task: Task) -> list[str]:
    """What the task asks, without its heading, and what is given with it: all that stands between the task before and its answer."""
    html: list[str] = []
    for cell in exercise.cells:
        text = text_of(cell["source"])
        if cell["id"] == task.answer:
            return html
        if role(cell) == "given":
            html += [_code(text), *(_printed(text_of(output["text"])) for output in cell["outputs"] if "text" in output)]
        elif cell["cell_type"] == "markdown" and role(cell) != "hints" and not text.startswith("# "):
            html.append(_text(TASK_HEADING.sub("", text)))
        else:
            html = []  # the exercise's title, its set-up, or the end of another task
    return html


def _label(text: str) -> str:
    return f'<p class="label">{text}</p>\n'


def _code(source: str) -> str:
    return f'<pre class="code"><code>{escape(source.strip())}</code></pre>\n'


def _printed(text: str) -> str:
    return f'<pre class="printed">{escape(text.rstrip())}</pre>\n'
