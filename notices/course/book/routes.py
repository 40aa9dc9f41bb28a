"""The teacher's routes and questions, as ``docs/`` has them: which sections a plan puts on the screen, what there is to argue about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from notices.course.book.lessons import Lesson, fragment, slug, without_marks
from notices.errors import NoticesError

PLAN_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
SECTION = re.compile(r"L(\d+) · \*([^*|]+)\*(?= to (L\d+ · \*[^*|]+\*))?")
QUESTION = re.compile(r"^### (\d+)\. ([^\n]+)\n\n(.+?)(?=\n\n\*\*)", re.MULTILINE | re.DOTALL)
LESSONS_OF = re.compile(r"\s*\(Lessons? ([\d, and]+)\)")
LINK_TO_QUESTION = re.compile(r"teaching\.md#(\d+)-")
ALONE = "alone"  # the route that leaves nothing out


@dataclass(frozen=True)
class Route:
    """A way through the course: its key such as 45, its title, the sections that it shows, the questions that it argues about."""

    key: str
    title: str
    sections: frozenset[tuple[int, str]]  # lesson, heading as in a link
    questions: frozenset[int]

    def shows(self, lesson: int, section: str | None = None) -> bool:
        """Whether it shows this section of a lesson, or anything of the lesson for no section."""
        if self.key == ALONE:
            return True
        return any(number == lesson for number, _ in self.sections) if section is None else (lesson, fragment(section)) in self.sections

    def argues(self, question: int) -> bool:
        """Whether it has the class argue about this question."""
        return self.key == ALONE or question in self.questions


@dataclass(frozen=True)
class Argument:
    """A question to argue about: its number, the question, what it is about as Markdown, and the lessons that lead to it."""

    number: int
    title: str
    about: str
    lessons: tuple[int, ...]

    @property
    def anchor(self) -> str:
        """The id of its slide."""
        return f"argue-{self.number}"


def read_routes(course: Path, lessons: Sequence[Lesson]) -> list[Route]:
    """The routes of ``docs/plan-*.md``, the shortest first. Raises NoticesError for a plan that cannot be read or shows no section."""
    plans = sorted((course / "docs").glob("plan-*.md"))
    if not plans:
        raise NoticesError("docs: there is no plan for a class. Expected files such as plan-45.md, from which slides take their routes.")
    return [_route(path, lessons) for path in plans]


def _route(path: Path, lessons: Sequence[Lesson]) -> Route:
    text = read_page(path)
    title = PLAN_TITLE.search(text)
    if not title:
        raise NoticesError(f"docs/{path.name}: it has no title. "
                           'Expected a first line such as "# One class of 45 minutes: lessons 1, 3 and 6".')
    key = slug(path.stem.removeprefix("plan-"))
    sections = frozenset(_sections(text, {lesson.number: lesson for lesson in lessons}))
    if not sections and key != ALONE:
        raise NoticesError(f"docs/{path.name}: it puts no section on the screen. "
                           "Expected entries such as L3 · *Two clocks*, with headings as lessons have them.")
    return Route(key, without_marks(title[1]), sections, frozenset(map(int, LINK_TO_QUESTION.findall(text))))


def _sections(text: str, by_number: dict[int, Lesson]) -> list[tuple[int, str]]:
    """The sections that a plan names; all between two that it joins by *to*."""
    found = []
    for number, heading, last in SECTION.findall(text):
        lesson = by_number.get(int(number))
        names = [fragment(each) for each in lesson.headings] if lesson else []
        first, end = fragment(heading), fragment(SECTION.fullmatch(last)[2]) if last else fragment(heading)
        if first in names and end in names:
            found += [(int(number), name) for name in names[names.index(first):names.index(end) + 1]]
    return found


def read_arguments(course: Path) -> list[Argument]:
    """The questions to argue about of ``docs/teaching.md``. Raises NoticesError where there are none."""
    text = read_page(course / "docs" / "teaching.md")
    found = [_argument(*match) for match in QUESTION.findall(text)]
    if not found:
        raise NoticesError("docs/teaching.md: it has no question to argue about. "
                           'Expected headings such as "### 1. Which clock should count?", each with a line that names lessons.')
    return found


def _argument(number: str, title: str, about: str) -> Argument:
    named = LESSONS_OF.search(about)
    lessons = tuple(int(each) for each in re.findall(r"\d+", named[1])) if named else ()
    return Argument(int(number), title.strip(), LESSONS_OF.sub("", about).strip(), lessons)


def read_page(path: Path) -> str:
    """A page of ``docs/``. Raises NoticesError if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoticesError(f"docs/{path.name}: it cannot be read ({error}). Take it from the course again: git checkout docs") from None
