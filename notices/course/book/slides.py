"""Slides for a projector: for each lesson the question, the prediction, the pictures, what to settle, the take-away; few words.

All of it is taken from the lessons' cells and from ``docs/``. A slide carries the routes that show it; a small script leaves out the
others when a route is chosen, and moves from slide to slide by keyboard. Without the script all slides are one long page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from notices.course.book.edition import TITLE
from notices.course.book.lessons import NUMBERED, Cell, Fold, Lesson, fragment, headings, parts, questions_before
from notices.course.book.outputs import Answer, Question, Shown, Still, place, shown
from notices.course.book.pages import beside, page
from notices.course.book.routes import ALONE, Argument, Route
from notices.course.book.text import ANCHOR, inline, plain, rendered

FIRST_HEADING = re.compile(r"\A#+ .*\n+")
MOST_LETTERS = 620  # of printed output on one slide
TAKE_AWAY = "take-away"
PRINTED = "printed-output"


@dataclass
class _Slide:
    anchor: str
    routes: str
    html: str
    foot: str
    about: tuple[int, str, str] | None = None  # lesson, section and kind

    def to_html(self) -> str:
        foot = f'<p class="foot">{self.foot}</p>\n' if self.foot else ""
        return f'<section class="slide" id="{self.anchor}" data-routes="{self.routes}">\n{self.html}\n{foot}</section>\n'


class _Slides:
    """Slides in the making: each an element with an id of its own and the routes that show it."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = routes
        self._slides: list[_Slide] = []

    def add(self, anchor: str, routes: Sequence[Route], html: str, foot: str = "") -> None:
        """One slide. ``foot``: a line at its lower edge, as HTML."""
        self._slides.append(_Slide(anchor, " ".join(route.key for route in routes), html, foot))

    def of_lesson(self, lesson: Lesson, section: str, html: str, kind: str) -> None:
        """A slide of a section, for the routes that show the section. What one section prints comes together."""
        last = self._slides[-1]
        if kind == PRINTED and last.about == (lesson.number, section, kind) and len(plain(last.html + html)) <= MOST_LETTERS:
            last.html += html
            return
        routes = [route for route in self._routes if route.shows(lesson.number, section)]
        head = f"<h3>{escape(section or lesson.title)}</h3>\n"
        self.add(f"{lesson.anchor}-{len(self._slides)}", routes, f'{head}<div class="{kind}">{html}</div>', _name(lesson))
        self._slides[-1].about = (lesson.number, section, kind)

    def to_html(self) -> str:
        """All of them, in order."""
        return "".join(slide.to_html() for slide in self._slides)


def slides(lessons: Sequence[Lesson], routes: Sequence[Route], arguments: Sequence[Argument]) -> bytes:
    """The slides as one HTML file. Raises NoticesError for a stored picture without alt text or words."""
    made = _Slides(routes)
    made.add("start", routes, _start(lessons, routes))
    for lesson in lessons:
        _lesson(lesson, made, routes, arguments)
    for argument in arguments:
        foot = "To argue about" + "".join(f' · <a href="#lesson-{number}">lesson {number}</a>' for number in argument.lessons)
        made.add(argument.anchor, [route for route in routes if route.argues(argument.number)],
                 f'<h2>{inline(argument.title)}</h2>\n<div class="large">{_text(argument.about)}</div>', foot)
    return page(f"{TITLE} Slides", f"<main>\n{made.to_html()}</main>", beside("slides.css"), beside("slides.js"))


def _name(lesson: Lesson) -> str:
    return escape(f"{lesson.number} · {lesson.title}")


def _text(markdown: str) -> str:
    """Markdown without links: slides are looked at."""
    return rendered(markdown, lambda url, label: "", lower=2)


def _start(lessons: Sequence[Lesson], routes: Sequence[Route]) -> str:
    ways = "".join(f'<li><a href="?route={route.key}">{escape(route.title)}</a></li>' for route in routes)
    chapters = "".join(f'<li><a href="#{lesson.anchor}">{_name(lesson)}</a></li>' for lesson in lessons)
    return (f'<h1>{TITLE}</h1>\n<p class="note">Every person is synthetic. Pictures of simulated people are illustrative, not a forecast. '
            f'Nothing here is advice to anyone.</p>\n<div class="ways"><nav aria-label="Routes"><ul>{ways}</ul></nav>\n'
            f'<nav aria-label="Lessons"><ul>{chapters}</ul></nav></div>\n<p class="note">Keys: arrows, Home, End.</p>')


# ---- a lesson -------------------------------------------------------------------------------------------------------


def _lesson(lesson: Lesson, made: _Slides, routes: Sequence[Route], arguments: Sequence[Argument]) -> None:
    here = [route for route in routes if route.shows(lesson.number)]
    opening = lesson.cells[0].source
    made.add(lesson.anchor, here, f'<h2>{_name(lesson)}</h2>\n<div class="large">{_text(FIRST_HEADING.sub("", opening))}</div>')
    for at, cell in enumerate(lesson.cells):
        if cell.id == TAKE_AWAY:
            made.add(f"{lesson.anchor}-{TAKE_AWAY}", here, _take_away(cell, lesson, arguments), _name(lesson))
        elif cell.markdown:
            _questions(lesson, at, made)
        else:
            for part in shown(cell, place(lesson, cell)):
                _shown(part, lesson, cell, made, routes)


def _questions(lesson: Lesson, at: int, made: _Slides) -> None:
    """The questions that a folded answer belongs to: in the same text, else those of the nearest text that has some."""
    cell = lesson.cells[at]
    pieces = parts(cell.source)
    for number, piece in enumerate(pieces):
        if isinstance(piece, Fold):
            own = pieces[number - 1] if number and isinstance(pieces[number - 1], str) else ""
            made.of_lesson(lesson, cell.section, _text(FIRST_HEADING.sub("", own) or questions_before(lesson.cells[:at])), "questions")


def _shown(part: Shown, lesson: Lesson, cell: Cell, made: _Slides, routes: Sequence[Route]) -> None:
    match part:
        case Still():
            made.of_lesson(lesson, cell.section, part.image(), "picture")
        case Question():
            made.of_lesson(lesson, cell.section, part.to_html(), "prediction")
        case Answer():
            made.of_lesson(lesson, cell.section, f"<details><summary>{escape(part.summary)}</summary>{part.html}</details>", "answer")
        case str() if _in_a_plan(lesson, cell, routes) and len(plain(part)) <= MOST_LETTERS:
            made.of_lesson(lesson, cell.section, ANCHOR.sub("", part), PRINTED)


def _in_a_plan(lesson: Lesson, cell: Cell, routes: Sequence[Route]) -> bool:
    """Whether a plan for a class puts this section on the screen: then what it prints is shown, too."""
    return any((lesson.number, fragment(cell.section)) in route.sections for route in routes if route.key != ALONE)


def _take_away(cell: Cell, lesson: Lesson, arguments: Sequence[Argument]) -> str:
    heading = next((text for _, text in headings(cell)), "Take-away")
    found = NUMBERED.search(cell.source)
    sentences = found[0] if found else FIRST_HEADING.sub("", cell.source)
    links = "".join(f'<li><a href="#{one.anchor}">{inline(one.title)}</a></li>' for one in arguments if lesson.number in one.lessons)
    argue = f'<p class="note">To argue about</p>\n<ul class="note">{links}</ul>' if links else ""
    return f'<h3>{escape(heading)}</h3>\n<div class="questions">{_text(sentences)}</div>\n{argue}'
