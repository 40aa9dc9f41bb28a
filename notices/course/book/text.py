"""Texts of lessons as HTML: Markdown through mistune, headings with ids, and links that lead somewhere in a book or stay text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

import mistune

from notices.course.book.lessons import Lesson, fragment, slug, without_marks
from notices.course.words import glossary
from notices.sources import known

ID = re.compile(r"\b(?:[ABCGRX][0-9]{2}|T[1-9][0-9]?)\b")
TAG = re.compile(r"<[^>]*>")
PARAGRAPH = re.compile(r"</?p>\s*")
ANCHOR = re.compile(r"</?a\b[^>]*>")
GLOSSARY, SOURCES = "glossary", "sources"

Resolve = Callable[[str, str], str]


class _Renderer(mistune.HTMLRenderer):
    """Lessons' Markdown as a part of a larger page: ``lower`` is how many levels its headings go down."""

    def __init__(self, resolve: Resolve, heading_id: Callable[[int, str], str], lower: int) -> None:
        super().__init__(escape=False)
        self._resolve, self._heading_id, self._lower = resolve, heading_id, lower

    def text(self, text: str) -> str:
        return with_id_links(super().text(text), self._resolve)

    def heading(self, text: str, level: int, **attributes: object) -> str:
        anchor = self._heading_id(level, plain(text))
        named = f' id="{anchor}"' if anchor else ""
        return f"<h{level + self._lower}{named}>{ANCHOR.sub('', text)}</h{level + self._lower}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return link(ANCHOR.sub("", text), self._resolve(url, plain(text)))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return f"[{text}]"  # a picture from elsewhere is not in the book; what stands in its place is

    def block_code(self, code: str, info: str | None = None) -> str:
        return f"<pre><code>{escape(code.rstrip())}</code></pre>\n"


def rendered(text: str, resolve: Resolve, heading_id: Callable[[int, str], str] = lambda level, text: "", lower: int = 1) -> str:
    """Markdown as HTML. ``resolve(url, label)``: where a link goes, empty for nowhere; ``heading_id(level, text)``: an id or nothing."""
    to_html = mistune.create_markdown(renderer=_Renderer(resolve, heading_id, lower), plugins=["table", "strikethrough"])
    return to_html(text).replace("<table>", '<table class="plain">')


def inline(text: str) -> str:
    """A line or two of Markdown as HTML, without the paragraph around it and without links."""
    return PARAGRAPH.sub(" ", rendered(text, lambda url, label: "")).strip()


def link(inner: str, target: str) -> str:
    """A link around HTML; the HTML alone if it leads nowhere."""
    if not target:
        return inner
    outside = ' rel="noreferrer"' if "://" in target else ""
    return f'<a href="{escape(target)}"{outside}>{inner}</a>'


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return " ".join(unescape(TAG.sub("", html)).split())


def ids_in(text: str) -> list[str]:
    """The ids of facts that a text names, each once, in its order."""
    return [each for each in dict.fromkeys(ID.findall(text)) if known(each)]


def with_id_links(escaped: str, resolve: Resolve) -> str:
    """Escaped text in which each id of a fact is a link."""
    return ID.sub(lambda match: link(match[0], resolve(f"id:{match[0]}", match[0])) if known(match[0]) else match[0], escaped)


# ---- where links lead -----------------------------------------------------------------------------------------------


def word_anchor(word: str) -> str:
    """The id of a word's entry in the glossary."""
    return f"word-{slug(word)}"


def fact_anchor(id_: str) -> str:
    """The id of a fact's entry among the sources."""
    return f"source-{id_}"


def in_book(lessons: Sequence[Lesson]) -> Callable[[Lesson], Resolve]:
    """For a lesson: where its links lead in a book of all ``lessons``. A file of the repository leads nowhere and stays text."""
    by_stem = {lesson.stem: lesson for lesson in lessons}

    def of(lesson: Lesson) -> Resolve:
        def resolve(url: str, label: str) -> str:
            if url.startswith("id:"):
                return f"#{fact_anchor(url[3:])}"
            if re.match(r"https?://", url):
                return url
            file, _, heading = unquote(url).partition("#")
            if not file:
                return _within(lesson, heading, label)
            target = by_stem.get(PurePosixPath(file).stem) if _is_lesson(file) else None
            return _at(target, heading) if target else ""
        return resolve

    return of


def _is_lesson(file: str) -> bool:
    path = PurePosixPath(file)
    return path.suffix == ".ipynb" and path.parent.name in ("", "lessons")


def _within(lesson: Lesson, heading: str, label: str) -> str:
    """Where a link inside a lesson leads: to the word that it explains, else to the heading, else to the glossary or nowhere."""
    if word := glossary_word(label):
        return f"#{word_anchor(word)}"
    if fragment(heading) in lesson.anchors:
        return _at(lesson, heading)
    return f"#{GLOSSARY}" if heading.casefold() == "words" else ""


def _at(lesson: Lesson, heading: str) -> str:
    return f"#{lesson.anchors.get(fragment(heading), lesson.anchor)}"


def glossary_word(label: str, words: Mapping[str, object] | None = None) -> str:
    """The word of the glossary that a link's label means: itself, its singular, or the longest one in it; empty for none."""
    by_lower = {word.casefold(): word for word in (glossary() if words is None else words)}
    said = without_marks(label).casefold()
    for form in (said, said.removesuffix("s"), said.removesuffix("es")):
        if form in by_lower:
            return by_lower[form]
    inside = [word for word in by_lower if re.search(rf"\b{re.escape(word)}s?\b", said)]
    return by_lower[max(inside, key=len)] if inside else ""
