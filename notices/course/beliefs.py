"""The belief questions of ``data/beliefs.toml``: answered with a probability in lesson 1, and again in lesson 10.

    questions()["Q2"].question
    keep({"Q1": 35, "Q4": 60})             in lesson 1
    answers()                               {"Q1": 35, "Q4": 60}, in whichever kernel
    keep({"Q1": 70}, when="after")         in lesson 10
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType

from notices.course import learner
from notices.errors import DataError, NoticesError, listed, nearest
from notices.sources import claims, contexts, data_file, read_toml

FILE = "beliefs.toml"
CONCERNS = ("forecast", "inference", "denial", "gap")
WHEN = {"before": "belief", "after": "belief-after"}  # as the learner's file calls them


@dataclass(frozen=True)
class Belief:
    """A sentence to be given a probability (percent that it is true), the claims it rests on, and what bears on it later.

    ``concerns``: one of :data:`CONCERNS`; ``evidence``: ids of context rows; ``yes``: what would have to be found for a yes.
    """

    id: str
    question: str
    concerns: str
    claims: tuple[str, ...]
    evidence: tuple[str, ...]
    yes: str


@cache
def questions() -> Mapping[str, Belief]:
    """The questions by id, Q1 on, in the order of the file."""
    return read_questions(data_file(FILE))


def read_questions(path: Path) -> Mapping[str, Belief]:
    """The questions of a file. Raises DataError for what cannot be used, naming question, field and value."""
    return MappingProxyType({id_: _belief(f"{path.name}, [{id_}]", id_, cells) for id_, cells in read_toml(path).items()})


def _belief(place: str, id_: str, cells: object) -> Belief:
    expected = [field.name for field in fields(Belief) if field.name != "id"]
    if not isinstance(cells, dict) or sorted(cells) != sorted(expected) or not all(cells.values()):
        filled = listed(name for name in cells if cells[name]) if isinstance(cells, dict) and any(cells.values()) else "nothing"
        raise DataError(f"{place}: a question has {listed(expected)}, each filled in, and nothing else. Filled in here: {filled}.")
    if cells["concerns"] not in CONCERNS:
        raise DataError(f'{place}, field "concerns": "{cells["concerns"]}" is not possible. Expected {listed(CONCERNS)}.')
    for field, table in (("claims", claims()), ("evidence", contexts())):
        for row in cells[field]:
            if row not in table:
                raise DataError(f'{place}, field "{field}": "{row}" is not in {table.file}. Expected an id of that file.'
                                f"{nearest(row, table.ids)}")
    return Belief(id_, cells["question"], cells["concerns"], tuple(cells["claims"]), tuple(cells["evidence"]), cells["yes"])


# Kept here as well, for a kernel without a file.
_kept: dict[str, dict[str, int]] = {}


def answers(when: str = "before") -> dict[str, int]:
    """Percent by question, as kept in the learner's file or in this kernel; only those answered."""
    stored = learner.load().get(_kind(when), {})
    sound = {id_: value for id_, value in stored.items() if id_ in questions() and _is_percent(value)}
    return sound | _kept.get(when, {})


def keep(chosen: Mapping[str, int], when: str = "before") -> str:
    """Keep answers (percent, 0 to 100), each once: one that was kept before, in another window perhaps, stays.

    Returns what the learner should be told; nothing when all went well.
    Raises NoticesError for an unknown question or what is no percentage.
    """
    kind = _kind(when)
    for id_, value in chosen.items():
        if id_ not in questions():
            raise NoticesError(f'there is no belief question "{id_}". Expected {listed(questions())}.')
        if not _is_percent(value):
            raise NoticesError(f"{id_}: {value!r} is no answer. Expected a number from 0 to 100.")
    earlier = answers(when)
    fresh = {id_: value for id_, value in chosen.items() if id_ not in earlier}
    _kept.setdefault(when, {}).update(fresh)
    stays = sorted(id_ for id_ in chosen if id_ in earlier and earlier[id_] != chosen[id_])
    told = f"{', '.join(stays)}: answered before, in another window; that answer stays." if stays else ""
    return " ".join(filter(None, [told, learner.remember_all(kind, fresh)]))


def _kind(when: str) -> str:
    if when not in WHEN:
        raise NoticesError(f'beliefs are asked "before" and "after", not "{when}".')
    return WHEN[when]


def _is_percent(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100
