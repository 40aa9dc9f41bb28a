"""The learner's own copy of the article, ``data/article.txt``: the paragraph beside a claim, for whoever has one.

The file is never part of the course. It is a stranger's text: read within limits, shown escaped, and never run.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from notices.errors import NoticesError
from notices.sources import Claim, claim, claims, data_folders

NAME = "article.txt"
VARIABLE = "NOTICES_ARTICLE"
NO_FILE = "none"
LARGEST = 200_000  # bytes; the copy that the line numbers come from has about 5,000

ABSENT = (f"You have no copy of the article here, which is the usual case: the lesson works without. Whoever holds one can save it as "
          f"data/{NAME}, in UTF-8, one paragraph to a line and an empty line between two; git leaves it out.")
PASS_ON = ("The paragraph is now stored in this notebook. Clear the output before you pass the notebook on: the text belongs to its "
           "publisher.")


def place() -> Path | None:
    """Where the learner's copy is; None where there is none. ``NOTICES_ARTICLE`` names another file, or says ``none``."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == NO_FILE else Path(chosen)
    return next((folder / NAME for folder in data_folders() if (folder / NAME).is_file()), None)


@dataclass(frozen=True)
class Beside:
    """A claim, and the paragraph of the learner's copy that it comes from, or the reason why there is none."""

    claim: Claim
    paragraph: str
    trouble: str

    def __str__(self) -> str:
        says = f"{self.claim.id}, in our words: {self.claim.paraphrase}"
        return f"{says}\n{self.claim.paragraph}, in your copy: {self.paragraph}\n{PASS_ON}" if self.paragraph else f"{says}\n{self.trouble}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        says = f"<p><strong>{self.claim.id}</strong>, in our words: {escape(self.claim.paraphrase)}</p>"
        if not self.paragraph:
            return f"{says}<p>{escape(self.trouble)}</p>"
        # Isolated, so that no mark of another writing direction in the text reaches beyond it.
        return (f"{says}<p>{self.claim.paragraph}, in your copy:</p><blockquote><bdi>{escape(self.paragraph)}</bdi></blockquote>"
                f"<p><small>{escape(PASS_ON)}</small></p>")


def beside(id_: str) -> Beside:
    """The claim with this id beside its paragraph in the learner's copy. Raises DataError for an unknown id only.

    Where there is no copy, or one that cannot be used, the result says so in words.
    """
    row = claim(id_)
    path = place()
    if path is None:
        return Beside(row, "", ABSENT)
    try:
        return Beside(row, paragraph(row.paragraph, read_lines(path)), "")
    except NoticesError as error:
        return Beside(row, "", str(error))


def read_lines(path: Path) -> list[str]:
    """The lines of a copy of the article. Raises NoticesError for a file that cannot be read, is too long, not UTF-8, or another text."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise NoticesError(f"{path.name} cannot be read ({error.strerror}). Check that it is a text file that you may read.") from None
    if len(raw) > LARGEST:
        raise NoticesError(f"{path.name} is longer than {LARGEST:,} bytes, so it is another text. Save the article alone.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoticesError(f"{path.name}: byte {error.start} is not UTF-8. Open it in an editor and save it again as UTF-8.") from None
    # Not splitlines(), which also breaks at signs that may stand inside a line.
    lines = [_printable(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    _require_fit(path.name, lines)
    return lines


def paragraph(where: str, lines: list[str]) -> str:
    """The text of a place such as "P5/L11" or "A4/L42-62": line 11, or lines 42 to 62 without the empty ones between."""
    first, last = _span(where)
    return "\n".join(line for line in lines[first - 1:last] if line.strip())


def _span(where: str) -> tuple[int, int]:
    numbers = [int(number) for number in re.search(r"/L(\d+)(?:-(\d+))?$", where).groups() if number]
    return numbers[0], numbers[-1]


def _printable(line: str) -> str:
    """The line without signs that steer a screen."""
    return "".join(sign for sign in line if sign.isprintable() or sign == "\t")


def _require_fit(name: str, lines: list[str]) -> None:
    """Raise NoticesError unless the lines can be those of the article: paragraphs where claims have them, and the names in them."""
    for row in claims():
        if not row.id.startswith("C"):
            continue
        text = paragraph(row.paragraph, lines)
        missing = [word for word in _named(row) if word not in text.lower()]
        if not text or missing:
            found = f'does not name "{missing[0].title()}"' if text else "is empty or missing"
            raise NoticesError(f"{name} does not fit: line {_span(row.paragraph)[0]}, from which {row.id} comes, {found}. It is another text, "
                               "or laid out otherwise. Expected the first sentence on line 1, one paragraph to a line, and an empty line "
                               "between two.")


def _named(row: Claim) -> list[str]:
    """Last names of whoever the claim names as its speaker, in small letters; none for groups and silences."""
    named = re.fullmatch(r"(?:[A-Z]\w+ )?([A-Z]\w+)", row.attributed_to)
    return [named[1].lower()] if named else []
