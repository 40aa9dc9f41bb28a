"""How the claims were coded: kinds and voices with their meaning, boundary cases, the certainty ladder, pairs in tension.

    coding().voice_of(claim("C43"))       'named'
    coding().pairs["T3"].left             'C10'

All of it is our reading of the article, kept in ``data/coding.toml``; the kind of each claim is in ``data/claims.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from notices.errors import DataError, listed, nearest
from notices.sources import KINDS, Claim, claims, data_file, known, read_toml, tensions

FILE = "coding.toml"


@dataclass(frozen=True)
class Kind:
    """What sort of claim: its ``name`` for readers, and what it ``fits``, as the end of "a claim that ..."."""

    key: str
    name: str
    fits: str


@dataclass(frozen=True)
class Voice:
    """Who says a claim: ``name`` and ``fits`` as for a kind; ``pattern`` is looked for in the cell ``attributed_to``."""

    key: str
    name: str
    fits: str
    pattern: str


@dataclass(frozen=True)
class Boundary:
    """Another filing of a claim that can be defended: another kind or voice (None where there is none), and why."""

    claim: str
    why: str
    kind: str | None = None
    voice: str | None = None


@dataclass(frozen=True)
class Place:
    """How firmly a claim speaks: its rung (0 the lowest), the words that decide it, in ours, and why."""

    claim: str
    rung: int
    hedge: str
    why: str


@dataclass(frozen=True)
class Pair:
    """Two rows that show a tension, and what pulls them apart (a key of ``pulls``)."""

    tension: str
    left: str
    right: str
    pulls: str


@dataclass(frozen=True)
class Coding:
    """All of the file, each part by key or id in the order of the file; ``rungs`` from the lowest up."""

    starters: tuple[str, ...]
    kinds: Mapping[str, Kind]
    voices: Mapping[str, Voice]
    boundaries: Mapping[str, Boundary]
    rungs: tuple[str, ...]
    ladder: Mapping[str, Place]
    pulls: Mapping[str, str]
    pairs: Mapping[str, Pair]

    def voice_of(self, claim: Claim) -> str:
        """The key of the first voice whose pattern is found in ``attributed_to``."""
        return next(voice.key for voice in self.voices.values() if re.search(voice.pattern, claim.attributed_to))


def of_article() -> tuple[Claim, ...]:
    """The claims of the article itself, C01 on, without the traces of the page (A..)."""
    return tuple(row for row in claims() if row.id.startswith("C"))


def answer(claim: Claim) -> str:
    """Can it be checked: yes, partly, hardly or no, without the remark in brackets."""
    return claim.checkable.split(" ")[0]


def where(claim: Claim) -> str:
    """Where a claim stands, in words: a paragraph of the article, or an item of the page around it."""
    place = claim.paragraph.split("/")[0]
    return f"paragraph {place[1:]}" if place.startswith("P") else f"page item {place}"


@cache
def coding() -> Coding:
    """The coding that comes with the package."""
    return read_coding(data_file(FILE))


def read_coding(path: Path) -> Coding:
    """The coding in a file such as ``data/coding.toml``. Raises DataError for what it cannot use, naming table, field and value."""
    tables = read_toml(path)
    kinds = _rows(tables, "kind", Kind)
    voices = _rows(tables, "voice", Voice)
    _check_kinds(kinds)
    _check_patterns(voices)
    pulls = _part(tables, "pulls")
    rungs = tuple(_part(_part(tables, "ladder"), "rungs", list))
    boundaries = _rows(tables, "boundary", Boundary, _each(kind=tuple(kinds), voice=tuple(voices)), id_field="claim")
    ladder = _rows(_part(tables, "ladder"), "place", Place, _each(rung=range(len(rungs))), id_field="claim")
    pairs = _rows(tables, "pair", Pair, _check_pair(pulls), id_field="tension")
    starters = tuple(_part(tables, "starters", list))
    _check_claims(starters, "starters")
    _check_claims(boundaries, "boundary")
    _check_claims(ladder, "ladder.place")
    return Coding(starters, kinds, voices, boundaries, rungs, ladder, MappingProxyType(pulls), pairs)


# ---- reading and checking -----------------------------------------------------------------------------------------------


def _part(tables: Mapping[str, object], name: str, kind: type = dict):
    part = tables.get(name)
    if not isinstance(part, kind) or not part:
        form = "table" if kind is dict else "list"
        raise DataError(f'{FILE}: "{name}" is missing, empty or of another form. Expected a {form} of that name.')
    return part


def _rows(tables: Mapping[str, object], name: str, row_type: type, check: Callable[[str, dict], None] = lambda place, row: None,
          id_field: str = "key") -> Mapping:
    rows = {}
    for id_, cells in _part(tables, name).items():
        place = f"{FILE}, [{name}.{id_}]"
        try:
            rows[id_] = row_type(**{id_field: id_}, **cells)
        except TypeError:
            expected = [field for field in row_type.__dataclass_fields__ if field != id_field]
            found = listed(cells) if cells else "nothing"
            raise DataError(f"{place}: it has {found}. Expected {listed(expected)}, and no others.") from None
        check(place, cells)
    return MappingProxyType(rows)


def _each(**allowed) -> Callable[[str, dict], None]:
    """A check that certain fields, where they are given, hold one of certain values."""
    def check(place: str, cells: dict) -> None:
        for field in allowed.keys() & cells.keys():
            _one_of(f'{place}, field "{field}"', cells[field], allowed[field])
    return check


def _one_of(place: str, value: object, options) -> None:
    if value not in options:
        raise DataError(f'{place}: "{value}" is not possible. Expected {listed(options)}.{nearest(value, map(str, options))}')


def _check_pair(pulls: Mapping[str, str]) -> Callable[[str, dict], None]:
    def check(place: str, cells: dict) -> None:
        _one_of(f'{place}, field "pulls"', cells["pulls"], tuple(pulls))
        for side in ("left", "right"):
            if not known(cells[side]):
                raise DataError(f'{place}, field "{side}": "{cells[side]}" is in no data file. Expected an id such as C19 or X11.')
        _one_of(f"{place}, its name", place.split(".")[-1].rstrip("]"), tensions().ids)
    return check


def _check_kinds(kinds: Mapping[str, Kind]) -> None:
    if set(kinds) != set(KINDS):
        raise DataError(f"{FILE}: the kinds are {listed(kinds)}. Expected the kinds of claims.csv: {listed(KINDS)}.")


def _check_patterns(voices: Mapping[str, Voice]) -> None:
    for row in of_article():
        if not any(re.search(voice.pattern, row.attributed_to) for voice in voices.values()):
            raise DataError(f'{FILE}: no voice fits {row.id}, "{row.attributed_to}". Expected a last voice with an empty pattern, '
                            "which fits all.")


def _check_claims(ids, part: str) -> None:
    for id_ in ids:
        if id_ not in claims():
            raise DataError(f'{FILE}, {part}: "{id_}" is no claim. Expected an id of claims.csv, such as C19.')
