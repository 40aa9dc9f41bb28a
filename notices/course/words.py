"""The words of the course: one meaning each, kept in ``data/glossary.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Iterable, Mapping

from notices.errors import DataError, NoticesError, nearest
from notices.sources import data_file

FILE = "glossary.csv"
COLUMNS = ["word", "meaning", "first_lesson"]


@dataclass(frozen=True)
class Word:
    """A word, what it means here, and the lesson that first uses it."""

    word: str
    meaning: str
    first_lesson: int


@dataclass(frozen=True)
class Words:
    """Some words with their meanings: shows as a list in a notebook, prints as lines."""

    words: tuple[Word, ...]

    def __str__(self) -> str:
        return "\n".join(f"{word.word}: {word.meaning}" for word in self.words)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(f"<li><strong>{escape(w.word)}</strong>: {escape(w.meaning)}</li>" for w in self.words)
        return f"<ul>{items}</ul>"


def words(*chosen: str) -> Words:
    """The chosen words with their meanings. Raises NoticesError for a word that is not in the glossary."""
    return Words(tuple(_word(name) for name in chosen))


def _word(name: str) -> Word:
    if name in glossary():
        return glossary()[name]
    raise NoticesError(f'the glossary has no word "{name}".{nearest(name, glossary())} '
                       f"Add a row to data/{FILE}, or use a word that is there.")


@cache
def glossary() -> Mapping[str, Word]:
    """All words of the course, by word, in the order of ``data/glossary.csv``."""
    with data_file(FILE).open(encoding="utf-8-sig", newline="") as file:
        return read_glossary(file)


def read_glossary(lines: Iterable[str]) -> dict[str, Word]:
    """The words of a file in the format of ``data/glossary.csv``; DataError names line, field and value."""
    reader = csv.reader(lines)
    header = next(reader, [])
    if header != COLUMNS:
        raise DataError(f"{FILE}, line 1: columns are {header}. Expected {COLUMNS}.")
    found: dict[str, Word] = {}
    for row in reader:
        place = f"{FILE}, line {reader.line_num}"
        word = _read_word(place, row)
        if word.word in found:
            raise DataError(f'{place}, word: "{word.word}" stands there already. Keep one meaning for a word.')
        found[word.word] = word
    return found


def _read_word(place: str, row: list[str]) -> Word:
    if len(row) != len(COLUMNS) or not all(cell.strip() for cell in row):
        raise DataError(f"{place}: {row} is not a row. Expected three filled cells: {', '.join(COLUMNS)}.")
    if not row[2].isdecimal():
        raise DataError(f"{place}, first_lesson: {row[2]!r} is not a lesson. Expected a whole number, 0 to 10.")
    return Word(row[0], row[1], int(row[2]))
