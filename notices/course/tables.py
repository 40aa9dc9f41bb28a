"""Tables that lessons draw from the data files, so that no assumption is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType

from notices.drawing import assumptions, habits
from notices.errors import NoticesError, listed, nearest
from notices.figures.picture import Table
from notices.people import NEVER
from notices.systems import RULES, System, in_words
from notices.timeline import Operations

COLUMNS = ["what", "value", "who says so", "why assumed"]
OFFICE: Mapping[str, str] = MappingProxyType({
    "visits_per_day": "courier visits a day per 1,000 notices", "max_visits": "visits to one person at most",
    "horizon": "last day that is followed", "list_size": "notices in the list"})


def assumed(systems: System | Sequence[System], person: Mapping[str, object] | None = None,
            operations: Operations | None = None) -> Table:
    """What rests on a source and what on nobody: the rules in effect, the person's habits, the office's means."""
    systems = [systems] if isinstance(systems, System) else list(systems)
    several = len(systems) > 1
    rows = [[f"{system.name}: {_rule(rule)}" if several else _rule(rule), in_words(getattr(system, rule)),
             str(system.source(rule)), system.source(rule).reason]
            for system in systems for rule in system.rules_in_effect()]
    says = {habit.field: habit.says for habit in habits()}
    rows += [[f"the person: {_plain(says[name])} ({name})", _shown(value), "assumption", "made up for the lesson"]
             for name, value in (person or {}).items()]
    if operations:
        rows += [[f"the office: {OFFICE[entry.name]} ({entry.name})", getattr(operations, entry.name), "assumption",
                  "no source gives a figure"] for entry in fields(operations)]
    return Table("Rules with their sources, and what nobody says", COLUMNS, rows)


def _rule(name: str) -> str:
    """A rule in plain words, and its name in code, by which stories and data files call it in brackets."""
    return f"{RULES[name].meaning} ({name})"


def _plain(says: str) -> str:
    return says[:1].lower() + says[1:].rstrip(".")


def _shown(value: object) -> object:
    return "never" if value == NEVER else value


POPULATION_COLUMNS = ["assumption", "low", "default", "high", "unit", "who says so", "why this range"]


def population_assumptions(names: Iterable[str] | None = None, folded: bool = False) -> Table:
    """How synthetic people are drawn: each assumption of ``data/people.toml`` with its range, source and reason.

    ``names``: only these assumptions, in the order of the file. Raises NoticesError for one that does not exist. ``folded``: the
    reader has met the table before, and opens it if need be.
    """
    known = assumptions()
    chosen = set(known if names is None else names)
    for name in sorted(chosen - set(known)):
        raise NoticesError(f'there is no assumption "{name}".{nearest(name, known)} Assumptions are {listed(known)}.')
    rows = [[f"{one.says} ({name})", one.low, one.default, one.high, one.unit, one.source, one.reason]
            for name, one in known.items() if name in chosen]
    fold = f"How the people are drawn: the assumptions of lesson 6 ({len(rows)} rows)" if folded else ""
    return Table("How the people are drawn: a range and a default that nobody has measured", POPULATION_COLUMNS, rows, fold)
