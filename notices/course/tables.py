"""Tables that lessons draw from the data files, so that no assumption is typed by hand."""

from __future__ import annotations

from dataclasses import fields
from typing import Mapping, Sequence

from notices.figures.picture import Table
from notices.people import NEVER
from notices.systems import System, in_words
from notices.timeline import Operations

COLUMNS = ["what", "value", "who says so", "why assumed"]
OFFICE = {"visits_per_day": "courier visits a day per 1,000 notices", "max_visits": "visits to one person at most",
          "horizon": "last day that is followed", "list_size": "notices in the list"}


def assumed(systems: System | Sequence[System], person: Mapping[str, object] | None = None,
            operations: Operations | None = None) -> Table:
    """What rests on a source and what on nobody: the rules in effect, the person's habits, the office's means."""
    systems = [systems] if isinstance(systems, System) else list(systems)
    several = len(systems) > 1
    rows = [[f"{system.name}: {rule}" if several else rule, in_words(getattr(system, rule)),
             str(system.source(rule)), system.source(rule).reason]
            for system in systems for rule in system.rules_in_effect()]
    rows += [[f"the person: {name}", _shown(value), "assumption", "made up for the lesson"]
             for name, value in (person or {}).items()]
    if operations:
        rows += [[f"the office: {OFFICE[entry.name]}", getattr(operations, entry.name), "assumption",
                  "no source gives a figure"] for entry in fields(operations)]
    return Table("Rules with their sources, and what nobody says", COLUMNS, rows)


def _shown(value: object) -> object:
    return "never" if value == NEVER else value
