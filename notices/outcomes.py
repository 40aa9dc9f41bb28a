"""What later evidence says about each claim of the article: a verdict, the day it dates from, and the evidence for and against.

    outcome("C17").verdict                                  'held in part'
    outcome("C10").verdict_on(dt.date(2023, 5, 1))          'held in part': the law was amended in August
    [row.id for row in outcomes() if row.verdict == "disputed"]

The verdicts are ours, kept in ``data/outcomes.csv``; they rest on ``context.csv`` alone. Rows Q1 on are the belief questions of
``beliefs.toml``, judged in the same way: *held* is a yes, *did not hold* a no.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from notices.errors import DataError, listed
from notices.sources import (Claim, Context, Layout, Row, Source, Table, claim, claims, context, contexts, data_file, id_list, known,
                             load_facts, matching, read_table)

FILE = "outcomes.csv"
# What each verdict says. The first three, and disputed, need evidence.
VERDICTS = {
    "held": "what would settle it was found, and it bears the claim out",
    "held in part": "one thing in the claim is borne out, and another is not or is missing",
    "did not hold": "what would settle it was found, and it is otherwise",
    "disputed": "those who should know contradict each other, and nothing found decides between them",
    "open": "it can be settled, and the sources of this course do not do it",
    "cannot be judged": "as it is worded, no evidence would settle it",
}
OPEN, NONE_FOUND = "open", "None found."
NEEDS = {"held": ("evidence_for",), "did not hold": ("evidence_against",),
         "held in part": ("evidence_for", "evidence_against"), "disputed": ("evidence_for", "evidence_against")}


@dataclass(frozen=True, repr=False)
class Outcome(Row):
    """One claim (C.., A..) or belief question (Q..) and what became of it, as far as ``context.csv`` says."""

    topic: str
    settled_by: str
    verdict: str
    since: dt.date
    earlier: tuple[tuple[dt.date, str], ...]
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]
    why: str
    disputed_by: str

    @property
    def says(self) -> str:
        return f"{self.topic}: {self.verdict}. {self.why}"

    @property
    def claim(self) -> Claim:
        """The claim that is judged. Raises DataError for a belief question."""
        return claim(self.id)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of all evidence, each once, in the order in which it became known."""
        ids = dict.fromkeys(self.evidence_for + self.evidence_against)
        return tuple(sorted(ids, key=lambda id_: (known_from(context(id_)), id_)))

    @property
    def steps(self) -> tuple[tuple[dt.date, str], ...]:
        """(day, verdict that stands from that day on), oldest first; before the first the claim is open."""
        return *self.earlier, (self.since, self.verdict)

    def verdict_on(self, day: dt.date) -> str:
        """The verdict as it stood at the end of a day."""
        return next((verdict for start, verdict in reversed(self.steps) if start <= day), OPEN)

    def evidence_on(self, day: dt.date) -> tuple[str, ...]:
        """The evidence that was known by a day."""
        return tuple(id_ for id_ in self.evidence if known_from(context(id_)) <= day)


@cache
def known_from(row: Context) -> dt.date:
    """The day from which a fact counts as known: its first source was out, and the time it is about had begun.

    Of a source dated by month or year the last day counts, so that nothing is known too early.
    """
    published = [source.when[1] for source in row.sources if source.when]
    begins = row.when[0] if row.when else dt.date.min
    return max(min(published), begins) if published else row.when[1]


def article_day() -> dt.date:
    """The last day that the article tells of: 12 April 2023 (C42). No verdict is older; when it was published is not known (T13)."""
    return claim("C42").when[1]


# --- Who reports it ---------------------------------------------------------------------------------

LABELS = {"state media": "Russian state media", "pro-government": "pro-government", "law firm": "law firm", "legal": "legal summary",
          "opinion": "opinion piece", "advocacy": "advocacy"}
DESIGNATED_IN_RUSSIA = 'designated "undesirable" in Russia'
NO_LABEL = "not labelled in the data"


def label(source: Source) -> str:
    """What the data files say a publisher is. Most are not labelled, and nothing is guessed."""
    if source.designated:
        return DESIGNATED_IN_RUSSIA
    remark = " ".join(re.findall(r"\(([^)]*)\)", source.publisher))
    return next((words for mark, words in LABELS.items() if mark in remark), NO_LABEL)


def labelled(row: Context) -> str:
    """The publishers of a fact, each with its label where there is one."""
    named = [(source.name, label(source)) for source in row.sources]
    return "; ".join(name if words in (NO_LABEL, *LABELS.values()) else f"{name} [{words}]" for name, words in named)


# --- Reading and checking the file ------------------------------------------------------------------

def _steps(text: str) -> tuple[tuple[dt.date, str], ...]:
    """Verdicts that stood before, as in "held from 2023-04-14; disputed from 2023-08-04"."""
    matches = [re.fullmatch(rf"({'|'.join(VERDICTS)}) from (\S+)", part) for part in text.split("; ") if part]
    if None in matches:
        raise ValueError(text)
    return tuple((dt.date.fromisoformat(match[2]), match[1]) for match in matches)


LAYOUT = Layout(Outcome, r"[CA][0-9]{2}|Q[1-9]", "C or A and two digits, or Q and one, such as C17 or Q2", {
    "verdict": (matching("|".join(VERDICTS)), listed(VERDICTS)),
    "since": (dt.date.fromisoformat, "a day such as 2023-04-19"),
    "earlier": (_steps, 'verdicts that stood before, such as "held from 2023-04-14", joined by "; "'),
    "evidence_for": (id_list(r"[XB][0-9]{2}"), "ids of context.csv with blanks between them"),
    "evidence_against": (id_list(r"[XB][0-9]{2}"), "ids of context.csv with blanks between them"),
}, may_be_empty=("earlier", "evidence_for", "evidence_against"))


def load_outcomes(path: Path | str | None = None) -> Table:
    """The checked rows of ``outcomes.csv``, or of the file at ``path``.

    Raises DataError, naming file, row, field, value, what was expected and what to do: as for the files of facts, and also for a
    verdict without the evidence it needs, for one that is older than its evidence, and for a checkable claim without a row.
    """
    path = Path(path or data_file(FILE))
    table = read_table(LAYOUT, path, [id_ for facts in load_facts().values() for id_ in facts.ids])
    for row in table:
        _check_claim(table.file, row)
        _check_evidence(table.file, row)
        _check_days(table.file, row)
    _check_complete(table)
    return table


def _fault(file: str, row: Outcome, field: str, problem: str, advice: str) -> DataError:
    return DataError(f'{file}, row {row.id}, field "{field}": {problem} {advice}')


def _check_claim(file: str, row: Outcome) -> None:
    if not row.id.startswith("Q") and not known(row.id):
        raise _fault(file, row, "id", f'"{row.id}" is in no data file.', "Expected the id of a claim, such as C17. Correct the id.")


def _check_evidence(file: str, row: Outcome) -> None:
    fields = NEEDS.get(row.verdict, ())
    if fields and not any(getattr(row, field) for field in fields):
        raise _fault(file, row, fields[0], f'the cell is empty, and the verdict is "{row.verdict}".',
                     f'Expected at least one id in {listed(fields)}. Name the evidence, or write "{OPEN}".')
    if row.verdict == "disputed" and row.disputed_by == NONE_FOUND:
        raise _fault(file, row, "disputed_by", f'"{NONE_FOUND}", and the verdict is "disputed".', "Expected who disputes it. Name them.")


def _check_days(file: str, row: Outcome) -> None:
    days = [day for day, _ in row.steps]
    if days != sorted(set(days)):
        raise _fault(file, row, "earlier", f"the days {', '.join(map(str, days))} are not in order.",
                     'Expected each before the next, "since" last.')
    if days[0] < article_day():
        raise _fault(file, row, "since", f"{days[0]} is before the article.",
                     f"Expected {article_day()} or later: no verdict is older than the claim.")
    for day, verdict in row.steps:
        if verdict in NEEDS and not row.evidence_on(day):
            raise _fault(file, row, "since", f'{day} is too early for "{verdict}".',
                         f"The first evidence became known on {known_from(context(row.evidence[0]))}. Expected that day or a later one.")


def _check_complete(table: Table) -> None:
    for row in claims():
        if row.checkable.startswith(("yes", "partly")) and row.id not in table:
            raise DataError(f'{table.file}: no row for {row.id}, which claims.csv calls checkable ("{row.checkable}"). Expected one row for '
                            f'each such claim. Add it; if nothing is known, its verdict is "{OPEN}".')


# --- Asking -----------------------------------------------------------------------------------------

@cache
def _loaded() -> Table:
    return load_outcomes()


def outcomes() -> Table:
    """What became of each claim, in the order of the file; the belief questions come last."""
    return _loaded()


def outcome(id_: str) -> Outcome:
    """What became of one claim or belief question. Raises DataError for an id that has no row."""
    return outcomes()[id_]


def of_claims() -> list[Outcome]:
    """The rows of the article's claims, without the belief questions."""
    return [row for row in outcomes() if not row.id.startswith("Q")]


def tally(rows: Iterable[Outcome], day: dt.date = dt.date.max) -> dict[str, int]:
    """How many of the rows stood at each verdict at the end of a day; a verdict that none had is left out."""
    count = Counter(row.verdict_on(day) for row in rows)
    return {verdict: count[verdict] for verdict in VERDICTS if count[verdict]}


def evidence_days(ids: Iterable[str]) -> dict[str, dt.date]:
    """Each id of ``context.csv`` with the day from which it was known, oldest first."""
    days = {id_: known_from(contexts()[id_]) for id_ in ids}
    return dict(sorted(days.items(), key=lambda item: (item[1], item[0])))
