"""What cells show, as it is stored, made fit for paper: pictures with number, words and table, predictions to tick, answers out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup, Tag

from notices.course.book.lessons import Cell, Lesson
from notices.errors import NoticesError
from notices.widgets.prediction import NO_PREDICTION

SHORT_TABLE = 14  # rows, with the head: so long a table is not parted between pages
PREDICTION = "prediction"  # the id of the cell in which a lesson asks for one


@dataclass(frozen=True)
class Still:
    """A stored picture: its image as a data address, its size in pixels, its text for who cannot see it, its words, its table."""

    source: str
    width: str
    height: str
    alt: str
    words: str
    table: str

    def image(self) -> str:
        """The image as HTML."""
        return f'<img src="{self.source}" width="{self.width}" height="{self.height}" alt="{escape(self.alt)}">'


@dataclass(frozen=True)
class Question:
    """A prediction that a lesson asks for: the question, and the options that one chooses from."""

    text: str
    options: tuple[str, ...]

    def to_html(self) -> str:
        """The question, and a box to tick beside each option."""
        options = "".join(f'<li><span class="box" aria-hidden="true"></span>{escape(option)}</li>' for option in self.options)
        return f'<p>{escape(self.text)}</p>\n<ul class="tick">{options}</ul>'


@dataclass(frozen=True)
class Answer:
    """Something folded away under an output: what the fold says, and what is in it, as HTML."""

    summary: str
    html: str


Shown = str | Still | Question | Answer


def place(lesson: Lesson, cell: Cell) -> str:
    """Where a cell is, for a message."""
    return f'lessons/{lesson.stem}.ipynb, cell "{cell.id}"'


def shown(cell: Cell, where: str) -> list[Shown]:
    """What a cell shows, in order; HTML for all that is no picture, no prediction and no answer.

    ``where`` names lesson and cell in the NoticesError raised for a picture that has no alt text or no words.
    """
    return [part for output in cell.outputs for part in _output(cell, output, where)]


def _output(cell: Cell, output: Mapping, where: str) -> Iterator[Shown]:
    data = output.get("data", {})
    if output["output_type"] == "stream":
        yield _printed(_text(output["text"]))
    elif "text/html" in data:
        yield from _parts(BeautifulSoup(_text(data["text/html"]), "html.parser"), cell, where)
    elif any(kind.startswith("image/") for kind in data):
        raise NoticesError(f"{where}: it shows a bare image, without alt text and words. "
                           "Show it as a Picture (notices/figures/picture.py).")
    elif "text/plain" in data:
        yield _printed(_text(data["text/plain"]))


def _text(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _printed(text: str) -> str:
    return f'<pre class="printed">{escape(text.rstrip())}</pre>'


def _parts(soup: BeautifulSoup, cell: Cell, where: str) -> Iterator[Shown]:
    """A stored piece of HTML, cut where a picture or a folded answer stands."""
    if cell.id == PREDICTION and (options := soup.find("ul")):
        yield Question(_question(soup), tuple(_words(item) for item in options.find_all("li")))
        return
    for part in _opened(soup):
        if part.name == "figure":
            yield _still(part, where)
        elif part.name == "details":
            yield Answer(*_unfolded(part))
        else:
            folds = [fold.extract() for fold in part.find_all("details") if not fold.find_parent("details")]
            if _words(part) and _words(part) != NO_PREDICTION:
                yield _plain(part)
            yield from (Answer(*_unfolded(fold)) for fold in folds)


def _question(soup: BeautifulSoup) -> str:
    """The first paragraph, without its heading in bold."""
    first = soup.find("p")
    if first.strong:
        first.strong.extract()
    return _words(first)


def _opened(soup: Tag) -> Iterator[Tag]:
    """The elements at the top; where a picture or a table is folded away, what is in the fold, since paper has none."""
    for part in soup.find_all(True, recursive=False):
        figure = part.find("figure") if part.name in ("details", "div", "section") else None
        table = part.find("table", recursive=False) if part.name == "details" else None
        yield figure or table or part


def _unfolded(details: Tag) -> tuple[str, str]:
    summary = details.find("summary")
    words = _words(summary) if summary else "Answer"
    if summary:
        summary.extract()
    return words, "".join(_plain(part) for part in details.find_all(True, recursive=False))


def _still(figure: Tag, where: str) -> Still:
    image, caption, table = figure.find("img"), figure.find("figcaption"), figure.find("table")
    alt, words = (image.get("alt", "").strip() if image else ""), (_words(caption) if caption else "")
    for name, value in (("alt text", alt), ("words", words)):
        if not value:
            raise NoticesError(f"{where}: its picture has no {name}. Expected a Picture with both (notices/figures/picture.py).")
    if not image["src"].startswith("data:image/"):
        raise NoticesError(f'{where}: its picture is loaded from "{image["src"][:60]}". Expected one that is stored in the notebook.')
    return Still(image["src"], image.get("width", "900"), image.get("height", ""), alt, words, _plain(table) if table else "")


def _plain(part: Tag) -> str:
    """An element without the styles that a notebook needs; tables can be scrolled on a narrow screen."""
    for each in [part, *part.find_all(True)]:
        del each["style"], each["id"]  # an id could stand in several lessons
    for section in [part, *part.find_all("section")]:
        if section.name == "section":  # many of one name would be in the way of who goes from landmark to landmark
            section.name = "div"
            section.attrs = {}
    if part.name != "table":
        return str(part)
    return scrolled(part)


def relinked(html: str, resolve: Callable[[str, str], str]) -> str:
    """HTML whose links lead where ``resolve(address, label)`` says; a link that leads nowhere becomes text."""
    if "<a " not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        target = resolve(link.get("href", ""), _words(link))
        if target:
            link["href"] = target
        else:
            link.unwrap()
    return str(soup)


def scrolled(table: Tag) -> str:
    """A table in a frame that scrolls; its classes say whether it has many columns, and few enough rows to stay on one page."""
    columns = len(table.find("tr").find_all(["th", "td"]))
    short = ["short"] if len(table.find_all("tr")) <= SHORT_TABLE else []
    table["class"] = ["many" if columns > 5 else "few", *short]
    caption = _words(table.caption) if table.caption else "Table"
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(caption)}">{table}</div>'


def _words(part: Tag) -> str:
    return " ".join(part.get_text().split())
