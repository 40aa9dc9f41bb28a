"""The memo at the end of the course: its frame, and a checklist that counts and looks up. A help, not a mark.

    checklist(text)                 words, ids, sections of a memo
    check_file("my-memo.md")        the same for a file
    python -m notices.course.memo   write the frame into lessons/memo-frame.md
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from notices.course.folder import LESSONS, course_folder
from notices.errors import NoticesError
from notices.outcomes import outcomes
from notices.sources import known

FEWEST, MOST = 300, 500  # words
FRAME_FILE, OWN_FILE = "memo-frame.md", "my-memo.md"
LARGEST = 100_000  # bytes; a memo has about 3,000

# Section -> the questions that guide it. They stand in lines that begin with ">", which are not counted.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "To whom, and what is to be decided": (
        "Who reads this, and what do they have to decide? One or two sentences.",),
    "Who claims what": (
        "Which rule is reported, and by whom (an id for each)? What is a fact here, what a judgement, what a forecast?",),
    "What happens to one person": (
        "On which day does the notice count as served, and on which day does the person know? Name the rule and its source.",),
    "What the evidence says": (
        "What was found since, what is open, who disputes it? Give each number its id.",),
    "What is assumed": (
        "Which of your numbers come from the model? What was put in that nobody has measured, and how does the answer move with it?",),
    "The strongest argument against": (
        "What would a fair opponent of your conclusion say? Put it so that they would sign it.",),
    "What would change my mind": (
        "Which finding, if it were published tomorrow, would turn your conclusion?",),
}
HEAD = f"""# Memo

> **Reader.** Choose one and name it in your first section. Either the chair of the committee for public services in the parliament of
> Ardenia, a country that does not exist: the committee has before it a bill by which official notices count as served when they are
> placed in an online account. Or the editor of a daily paper in Ardenia, who wants to know what the article of April 2023 can be
> quoted for.
>
> **Length.** {FEWEST} to {MOST} words in all. Lines that begin with this sign are not counted; delete them when you are done.
>
> **Not in it.** No advice to any person about serving or not serving.
"""

ID = re.compile(r"\b(?:[CAXBGR][0-9]{2}|[TQ][1-9][0-9]?)\b")
CODE_OR_ID = re.compile(r"\b[A-Z][0-9]{1,3}\b")  # also what looks like an id and is none
NUMBER = re.compile(r"\d")
OURS = re.compile(r"assum|simulat|model", re.IGNORECASE)  # a number so marked needs no id
FOR_YOURSELF = ("Does each claim say whose it is?", "Is it said which numbers are assumed or simulated, and with what put in?",
                "Would a fair opponent sign the argument against you?", "Is there advice to any person in it? Then take it out.")


def frame() -> str:
    """The frame to be filled in, as Markdown: a heading for each section and under it the questions that guide it."""
    sections = (f"## {name}\n\n" + "\n".join(f"> {question}" for question in questions) + "\n" for name, questions in SECTIONS.items())
    return "\n".join([HEAD, *sections])


@dataclass(frozen=True)
class Checklist:
    """What could be counted in a memo. ``unsourced`` are sentences with a number and no id."""

    words: int
    missing: tuple[str, ...]
    empty: tuple[str, ...]
    ids: tuple[str, ...]
    unknown: tuple[str, ...]
    unsourced: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The checklist, a line for each point."""
        return [f"Words: {self.words} ({FEWEST} to {MOST} are asked for{self._too()}).", self._sections(), self._ids(), self._numbers(),
                "For you to read: " + " ".join(FOR_YOURSELF), "This is a help and not a mark: it counts and looks up, and does not read."]

    def _too(self) -> str:
        if self.words < FEWEST:
            return f"; {FEWEST - self.words} more"
        return f"; {self.words - MOST} fewer" if self.words > MOST else ""

    def _sections(self) -> str:
        if len(self.empty) == len(SECTIONS):
            return f"Sections: all {len(SECTIONS)} are there, and none has text yet."
        found = [f"no heading “{name}”" for name in self.missing] + [f"nothing under “{name}”" for name in self.empty]
        return f"Sections: {'; '.join(found)}." if found else f"Sections: all {len(SECTIONS)} are there, each with text."

    def _ids(self) -> str:
        if not self.ids and not self.unknown:
            return "Ids: none is cited yet."
        said = f"Ids: {len(self.ids)} cited that are in the data files{': ' if self.ids else ''}{' '.join(self.ids)}."
        return f"{said} In no data file: {' '.join(self.unknown)}." if self.unknown else said

    def _numbers(self) -> str:
        if not self.unsourced:
            return "Numbers: no sentence has a number without an id."
        shown = "; ".join(f"“{shorten(sentence, 70, placeholder=' …')}”" for sentence in self.unsourced[:3])
        return f"Numbers: {len(self.unsourced)} with a number and no id. Give the id, or say that it is assumed or simulated: {shown}."

    def __str__(self) -> str:
        return "\n".join(self.lines)

    __repr__ = __str__


def checklist(text: str) -> Checklist:
    """What can be counted in a memo: words, sections, ids, and numbers without an id. Pure; the text is not changed."""
    sections = _sections(text)
    body = "\n".join(sections.values())
    cited = dict.fromkeys(CODE_OR_ID.findall(body))
    return Checklist(
        words=len(re.findall(r"[\w'’-]*\w", body)),
        missing=tuple(name for name in SECTIONS if _plain(name) not in sections),
        empty=tuple(name for name in SECTIONS if sections.get(_plain(name)) == ""),
        ids=tuple(id_ for id_ in cited if _resolves(id_)),
        unknown=tuple(id_ for id_ in cited if not _resolves(id_)),
        unsourced=tuple(sentence for sentence in _sentences(body) if _needs_id(sentence)),
    )


def _needs_id(sentence: str) -> bool:
    """Is there a number in it, and neither an id nor a word that says the number is ours?"""
    return bool(NUMBER.search(CODE_OR_ID.sub("", _without_label(sentence)))) and not ID.search(sentence) and not OURS.search(sentence)


def _resolves(id_: str) -> bool:
    return known(id_) or id_ in outcomes().by_id


def _sections(text: str) -> dict[str, str]:
    """Heading (in small letters) -> the text under it, without the lines of the frame; what stands before the first has an empty name."""
    found, name = {"": []}, ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if match := re.match(r"#+\s+(.*?)[\s#:.]*$", line):
            name = _plain(match[1])
            found.setdefault(name, [])
        elif not line.lstrip().startswith(">"):
            found[name].append(line)
    return {heading: "\n".join(lines).strip() for heading, lines in found.items()}


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", heading.lower()).split())


def _sentences(body: str) -> list[str]:
    """Sentences, and items of lists, each on one line."""
    pieces = re.split(r"(?<=[.!?])\s+|\n\s*\n|\n\s*[-*]\s+", body)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _without_label(sentence: str) -> str:
    """The sentence without labels of synthetic people, such as A-17, whose digits count nothing."""
    return re.sub(r"\b[A-Z]-[0-9]+\b", "", sentence)


def check_file(name: str = OWN_FILE) -> str:
    """The checklist of a memo in a file, as text; without such a file, what to do. Nothing is written.

    Raises NoticesError for a file that is not a text, or far too long for a memo.
    """
    path = Path(name)
    if not path.is_file():
        return (f"There is no {path.name} in this folder yet. Copy {FRAME_FILE} under that name (in the list of files: Duplicate, then "
                "Rename), fill it in, save it, and run this cell again.")
    raw = path.read_bytes()
    if len(raw) > LARGEST:
        raise NoticesError(f"{path.name} has {len(raw):,} bytes. Expected a memo of {FEWEST} to {MOST} words, a few thousand bytes. "
                           "Check the name.")
    try:
        return str(checklist(raw.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise NoticesError(f"{path.name}: byte {error.start} is not UTF-8. Save the file as UTF-8 text.") from None


def write_frame() -> Path:
    """Write the frame into ``lessons/memo-frame.md`` of the course. For authors; a learner's own file is another one."""
    path = course_folder() / LESSONS / FRAME_FILE
    path.write_text(frame(), encoding="utf-8", newline="\n")
    return path


if __name__ == "__main__":
    print(f"{write_frame().name} is written.")
