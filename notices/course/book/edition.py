"""The learners' edition: title, contents, the lessons as chapters, the words, the sources that are cited, the pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib import metadata

from bs4 import BeautifulSoup

from notices.course.book.lessons import Cell, Fold, Lesson, fragment, parts
from notices.course.book.outputs import Answer, Question, Shown, Still, place, relinked, shown
from notices.course.book.pages import beside, css_text, page
from notices.course.book.text import (
    GLOSSARY,
    SOURCES,
    Resolve,
    fact_anchor,
    ids_in,
    in_book,
    link,
    plain,
    rendered,
    with_id_links,
    word_anchor,
)
from notices.course.words import glossary
from notices.sources import cite

TITLE = "When Is a Notice Served?"
PICTURES = "pictures"
BACK = {GLOSSARY: "Words", SOURCES: "Sources", PICTURES: "Pictures"}
LONG_TABLE = 10  # rows: a table of so many is printed once
WHERE_ANSWERS_ARE = "in the notebook, under a fold, and in the answer book"
HOW_TO_READ = """
- The lessons stand here as they are stored in the course's notebooks. Code is in a pale box, and what it printed is under it. You need
  not read the code to follow a lesson.
- Each lesson asks for a prediction. Tick a box before you read on, and write beside it why.
- Where a lesson speaks of a control to move or a button to press, it means the notebook. Here such a picture stands still, at its
  first settings, with its numbers in a table. The questions under it can be settled with the notebook only, or with a guess and a reason.
- Model answers, and what the rules give for each prediction, are left out on purpose. They are in the notebooks, folded away, and in
  the answer book.
- An id such as C19 leads to the list of [sources](#sources): C for the article's claims, A for the page that it was copied from, X and B
  for what is known from elsewhere, G for other places, R for something to read, T for places where claims pull apart.
- Every person in this book is synthetic. Pictures of simulated people are illustrative, not a forecast. Nothing here is advice to anyone.
"""


@dataclass(frozen=True)
class Numbered:
    """A picture of the book, with its number such as 3.1 and the lesson that it belongs to."""

    number: str
    lesson: Lesson
    still: Still

    @property
    def anchor(self) -> str:
        """The id of the picture."""
        return f"picture-{self.number.replace('.', '-')}"


@dataclass
class Chapter:
    """A lesson as a chapter: its HTML, and the pictures in it, in order."""

    lesson: Lesson
    resolve: Resolve
    html: list[str] = field(default_factory=list)
    pictures: list[Numbered] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    tables: dict[str, str] = field(default_factory=dict)  # of the whole book: the chapter in which each long table stands

    def heading_id(self, level: int, text: str) -> str:
        """The id of a heading; none for a second one of the same words, to which no link could lead."""
        anchor = self.lesson.anchor if level == 1 else self.lesson.anchors.get(fragment(text), "")
        if anchor in self.named:
            return ""
        self.named.add(anchor)
        return anchor


def book(lessons: Sequence[Lesson], numbers: Mapping[str, int] | None = None) -> bytes:
    """The learners' edition as one HTML file.

    ``numbers``: the page on which each id stands, for an edition on paper; without them no page is named. Raises NoticesError for a
    picture that has no alt text or no words.
    """
    links = in_book(lessons)
    tables: dict[str, str] = {}
    chapters = [chapter(lesson, links(lesson), tables) for lesson in lessons]
    pictures = [each for one in chapters for each in one.pictures]
    running = [_section(one.lesson.anchor, "chapter", "".join(one.html)) for one in chapters]
    words = _glossary()
    cited = ids_in(plain("".join([*running, words])))
    back = [_section(GLOSSARY, "back", words), _section(SOURCES, "back", _sources(cited)),
            _section(PICTURES, "back", _pictures(pictures, numbers or {}))]
    front = [_title_page(lessons), _contents(lessons, numbers or {})]
    heads = {one.anchor: f"{one.number} · {one.title}" for one in lessons} | {"contents": "Contents"} | BACK
    style = beside("book.css") + running_heads(heads)
    return page(f"{TITLE} The printed edition", "<main>\n" + "\n".join([*front, *running, *back]) + "\n</main>", style)


def _section(anchor: str, kind: str, html: str) -> str:
    return f'<section class="{kind} page-{anchor}">\n{html}</section>'


# ---- chapters -------------------------------------------------------------------------------------------------------


def chapter(lesson: Lesson, resolve: Resolve, tables: dict[str, str]) -> Chapter:
    """A lesson as it stands in the learners' edition. ``tables``: the long tables of earlier chapters; those of this one are added."""
    made = Chapter(lesson, resolve, tables=tables)
    for cell in lesson.cells:
        if cell.markdown:
            made.html += [_text(part, made) for part in parts(cell.source)]
        elif cell.id == "sources" and (ids := _ids_listed(cell)):
            made.html += [_heading_of_list(cell), _cited_here(ids, resolve)]
        else:
            shows = [_shown(part, made, "words" if cell.id == "words" else "shown") for part in shown(cell, place(lesson, cell))]
            made.html += ['<div class="cell">\n', *_code(cell), *shows, "</div>\n"]
    return made


def _text(part: str | Fold, made: Chapter) -> str:
    if isinstance(part, Fold):
        return _pointer(part.summary)
    return rendered(part, made.resolve, made.heading_id)


def _pointer(summary: str) -> str:
    return f'<p class="pointer"><strong>{escape(plain(summary).rstrip(".:"))}:</strong> {WHERE_ANSWERS_ARE}.</p>\n'


def _code(cell: Cell) -> list[str]:
    if cell.id == "words":
        return [_heading_of_list(cell)]
    hidden = "hide-input" in cell.tags or not cell.source.strip()
    return [] if hidden else [f'<pre class="code"><code>{escape(cell.source.rstrip())}</code></pre>\n']


def _heading_of_list(cell: Cell) -> str:
    """A heading for the words and the sources at the end of a lesson, unless the lesson has one there."""
    end = ' class="end"' if cell.id == "sources" else ""  # not on a page of its own
    return "" if cell.section.casefold() == cell.id else f'<h3{end}>{cell.id.capitalize()}</h3>\n'


def _ids_listed(cell: Cell) -> list[str]:
    """The ids with which the items of a list of sources begin."""
    said = "".join("".join(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
    return ids_in(" ".join(item.strong.get_text() for item in BeautifulSoup(said, "html.parser").find_all("li") if item.strong))


def _cited_here(ids: Sequence[str], resolve: Resolve) -> str:
    """The ids of a lesson's sources; what they say stands once, at the end of the book."""
    linked = ", ".join(with_id_links(each, resolve) for each in ids)
    return f"<p>In full at the end of the book: {linked}.</p>\n"


def _shown(part: Shown, made: Chapter, kind: str) -> str:
    match part:
        case Still():
            made.pictures.append(Numbered(f"{made.lesson.number}.{len(made.pictures) + 1}", made.lesson, part))
            return _figure(made.pictures[-1])
        case Question():
            return f'<div class="prediction">{part.to_html()}<p class="why">Because:</p></div>\n'
        case Answer():
            return _pointer(part.summary)
    return _said_before(part, made) or f'<div class="{kind}">{relinked(part, made.resolve)}</div>\n'


def _said_before(html: str, made: Chapter) -> str:
    """For a long table that an earlier chapter has, a line that leads there: a book prints it once."""
    if html.count("<tr") < LONG_TABLE:
        return ""
    first = made.tables.setdefault(html, made.lesson.anchor)
    if first == made.lesson.anchor:
        return ""
    caption = BeautifulSoup(html, "html.parser").caption
    words = caption.get_text() if caption else "A table"
    where = made.tables[html].removeprefix("lesson-")
    return f'<p class="pointer"><strong>{escape(words)}:</strong> the same table as in <a href="#{first}">lesson {where}</a>.</p>\n'


def _figure(picture: Numbered) -> str:
    still = picture.still
    return (f'<figure id="{picture.anchor}">{still.image()}<figcaption><strong>Picture {picture.number}.</strong> {escape(still.words)}'
            f'</figcaption></figure>\n{still.table and f"""<div class="numbers">{still.table}</div>"""}\n')


# ---- front and back -------------------------------------------------------------------------------------------------


def _title_page(lessons: Sequence[Lesson]) -> str:
    return (f'<section class="title page-title">\n<h1>{TITLE}</h1>\n<p class="subtitle">A teaching module about paper and electronic '
            f'notices, in {len(lessons)} lessons</p>\n<p>The printed edition. Version {metadata.version("notices")}.</p>\n'
            f"<h2>How to read this edition</h2>\n{rendered(HOW_TO_READ, _only_to_sources)}"
            f'<p class="small">Texts, pictures and data: CC BY 4.0. Code: MIT. The founders of <em>{TITLE}</em></p>\n</section>')


def _only_to_sources(url: str, label: str) -> str:
    """In the front matter an id is an example, and leads nowhere."""
    return url if url == f"#{SOURCES}" else ""


def _contents(lessons: Sequence[Lesson], numbers: Mapping[str, int]) -> str:
    def entry(anchor: str, words: str, inner: str = "") -> str:
        return f'<li><span class="line"><a href="#{anchor}">{escape(words)}</a>{_on_page(anchor, numbers)}</span>{inner}</li>\n'

    common = _common_headings(lessons)
    chapters = [entry(one.anchor, f"{one.number} · {one.title}",
                      "<ul>" + "".join(entry(one.anchors[fragment(each)], each) for each in one.headings if each not in common) + "</ul>")
                for one in lessons]
    back = [entry(anchor, words) for anchor, words in BACK.items()]
    return ('<section class="contents page-contents">\n<h2 id="contents">Contents</h2>\n<nav aria-label="Contents"><ul class="toc">\n'
            + "".join([*chapters, *back]) + "</ul></nav>\n</section>")


def _common_headings(lessons: Sequence[Lesson]) -> set[str]:
    """Headings that more than half of the lessons have: every lesson ends with a take-away, and the contents need not say so."""
    count = Counter(heading for lesson in lessons for heading in lesson.headings)
    return {heading for heading, times in count.items() if times > max(1, len(lessons) / 2)}


def _on_page(anchor: str, numbers: Mapping[str, int]) -> str:
    return f'<span class="on-page">{numbers[anchor]}</span>' if anchor in numbers else ""


def _glossary() -> str:
    def entry(word: str, meaning: str, lesson: int) -> str:
        return (f'<dt id="{word_anchor(word)}">{escape(word)}</dt><dd>{with_id_links(escape(meaning), _to_sources)} '
                f'<span class="quiet">(<a href="#lesson-{lesson}">lesson {lesson}</a>)</span></dd>\n')

    words = sorted(glossary().values(), key=lambda one: one.word.casefold())
    entries = [entry(each.word, each.meaning, each.first_lesson) for each in words]
    return f'<h2 id="{GLOSSARY}">Words</h2>\n<p>Each word has one meaning in this course. The lesson is the first that uses it.</p>\n' \
           f'<dl>\n{"".join(entries)}</dl>\n'


def _to_sources(url: str, label: str) -> str:
    return f"#{fact_anchor(url.removeprefix('id:'))}"


def _sources(ids: Sequence[str]) -> str:
    listed = cite(sorted(ids, key=lambda each: ("CAXBGRT".index(each[0]), int(each[1:]))))
    soup = BeautifulSoup(listed._repr_html_(), "html.parser")
    for item in soup.find_all("li"):
        item["id"] = fact_anchor(item.strong.get_text())
    for link_ in soup.find_all("a"):
        del link_["style"]
    return (f'<h2 id="{SOURCES}">Sources</h2>\n'
            "<p>What the book cites, by id. Claims of the article are given in other words than its own.</p>\n"
            f'<div class="sources">{soup.section.decode_contents()}</div>\n')


def _pictures(pictures: Sequence[Numbered], numbers: Mapping[str, int]) -> str:
    on_page = '<th scope="col">page</th>' if numbers else ""
    rows = "".join(f'<tr><th scope="row">{link(each.number, "#" + each.anchor)}</th>'
                   f"<td>{each.lesson.number} · {escape(each.lesson.title)}</td><td>{escape(each.still.words)}</td>"
                   f"{_page_cell(each.anchor, numbers)}</tr>\n" for each in pictures)
    return (f'<h2 id="{PICTURES}">Pictures</h2>\n<div class="scroll" role="group" tabindex="0" aria-label="Pictures"><table class="few">'
            f'<thead><tr><th scope="col">picture</th><th scope="col">lesson</th><th scope="col">what it shows</th>{on_page}</tr></thead>\n'
            f"<tbody>{rows}</tbody></table></div>\n")


def _page_cell(anchor: str, numbers: Mapping[str, int]) -> str:
    return f'<td class="number">{numbers.get(anchor, "")}</td>' if numbers else ""


def running_heads(heads: Mapping[str, str]) -> str:
    """A page style for each part of a book, with its name at the head of the page: part -> name."""
    return "".join(f".page-{part} {{ page: {part}; }}\n@page {part} {{ @top-right {{ content: {css_text(name)}; }} }}\n"
                   for part, name in heads.items())
