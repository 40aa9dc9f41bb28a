"""One person under one system: the days, and the reasons in order.

The days are those of :func:`notices.run`; the reasons say, for each, which rule did it and who
says that this is the rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Iterator, Mapping

import numpy as np

from notices.errors import NoticesError
from notices.people import NEVER, People
from notices.systems import System, in_words
from notices.timeline import DAY, Operations, Routes, clock_start, follow, visit_day

LUCK = "assumption"  # what a synthetic person does is assumed; no source says it


@dataclass(frozen=True)
class Reason:
    """One thing that happened: the day, the rule that did it, the source ids, one plain sentence."""

    day: int
    rule: str
    source: str
    sentence: str

    def __str__(self) -> str:
        return f"day {self.day}: {self.sentence} [{self.rule}; {self.source}]"


@dataclass(frozen=True, eq=False)
class Explanation:
    """One person's ``days`` (a mapping of the names of ``Timelines``) and the ordered ``reasons``."""

    system: System
    days: Mapping[str, float]
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        head = self.system.title + ("" if self.system.sourced else " (no sources: built in code)")
        return "\n".join([head, *(f"  {reason}" for reason in self.reasons)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{r.day}</td><td style='text-align:left'>{escape(r.sentence)}</td>"
            f"<td style='text-align:left'>{escape(r.rule)}</td>"
            f"<td style='text-align:left'>{escape(r.source)}</td></tr>" for r in self.reasons)
        return (f"<table><caption>{escape(self.system.title)}</caption><thead><tr><th scope='col'>day</th>"
                "<th scope='col'>what happened</th><th scope='col'>rule</th><th scope='col'>source</th></tr>"
                f"</thead><tbody>{rows}</tbody></table>")


def explain(system: System, person: Mapping[str, object] | People,
            operations: Operations = Operations()) -> Explanation:
    """What happens to one person, and why.

    ``person`` is a mapping of the fields of a row (absent fields take their defaults) or People of
    one. For couriers the person stands in a list of ``operations.list_size`` notices whose other
    people are never found. Raises NoticesError for a row that cannot be used.
    """
    people = person if isinstance(person, People) else People.from_rows([person])
    if len(people) != 1:
        raise NoticesError(f"explain: expected one person, got {len(people)}. Choose one, for example people[0].")
    routes = Routes.of(system, people)
    visited, met = _lone_visits(people, routes, operations)
    found = np.array([visited[-1] if met else NEVER], dtype=DAY)
    spent = np.array([sum(day <= operations.horizon for day in visited)], dtype=np.int32)
    days = follow(system, people, routes, found, spent, operations.horizon).days()
    story = _Story(system, people.row(0), routes, days, visited, met)
    reasons = sorted(story.tell(), key=lambda reason: reason.day)  # stable: the order of steps stays
    return Explanation(system, days, tuple(r for r in reasons if r.day <= operations.horizon))


def _lone_visits(people: People, routes: Routes, operations: Operations) -> tuple[list[int], bool]:
    """(days of the visits to a lone person, whether the last of them found the person)."""
    if not routes.courier[0] or not operations.visits_per_day:
        return [], False
    place = math.floor(people.queue[0] * operations.list_size)
    visits = []
    for nth in range(operations.max_visits):
        day = visit_day(place + nth * operations.list_size, operations.visits_per_day, operations.list_size)
        visits.append(day)
        here = routes.held[0] or people.border_day[0] >= day
        if people.visits_needed[0] == nth + 1 and here:
            return visits, True
    return visits, False


@dataclass(frozen=True)
class _Story:
    """The telling of one timeline: each method yields the reasons of one step, in the order of steps."""

    system: System
    row: Mapping[str, object]
    routes: Routes
    days: Mapping[str, float]
    visited: list[int]
    met: bool

    def tell(self) -> Iterator[Reason]:
        yield from self.issue()
        yield from self.couriers()
        yield from self.service()
        yield from self.ban()
        yield from self.awareness()
        yield from self.settling()
        yield from self.measures()
        yield from self.border()
        yield from self.need()

    def because(self, day: float, rule: str, sentence: str, source: str | None = None) -> Iterator[Reason]:
        if day < NEVER:
            yield Reason(int(day), rule, source or str(self.system.source(rule)), sentence)

    # 1 and 2: issue, service, the ban that runs from either
    def issue(self) -> Iterator[Reason]:
        kind = self.row["kind"]
        if kind not in self.system.covers:
            yield from self.because(0, "covers", f"This system does not call a {kind}.")
        elif self.routes.posted[0]:
            where = "account" if self.row["account"] else "register"
            yield from self.because(0, "channel", f"The notice is issued and posted in the {where}.")
        elif self.routes.courier[0]:
            rule = "channel" if self.system.channel == "in_person" else "without_account"
            yield from self.because(0, rule, "The notice is issued on paper and given to the couriers.")
        else:
            yield from self.because(0, "without_account", "No account: this system does not call the person.")

    def couriers(self) -> Iterator[Reason]:
        for nth, day in enumerate(self.visited, start=1):
            last = nth == len(self.visited)
            result = "finds the person" if last and self.met else "finds nobody"
            yield from self.because(day, "visits_needed", f"Courier visit {nth} {result}.", LUCK)

    def service(self) -> Iterator[Reason]:
        served = self.days["served"]
        if self.routes.courier[0]:
            yield from self.because(served, "served_on" if self.system.channel == "in_person" else "without_account",
                                    "Handed over in person: served, and aware of it.")
        elif not self.row["account"]:
            yield from self.because(served, "register_days", "Served: the register rule needs no account and no reader.")
        else:
            yield from self.because(served, *self._served_how(served))
        yield from self.lapse()

    def _served_how(self, served: float) -> tuple[str, str]:
        if self.system.served_on == "posting":
            wait = f"{self.system.served_after} days after posting" if self.system.served_after else "on posting"
            return "served_on", f"The notice counts as served, {wait}, read or not."
        if served == self.row["opens_after"]:
            return "served_on", "The notice is opened: served."
        return "deemed_if_unopened", "Unopened for so long that it counts as served."

    def lapse(self) -> Iterator[Reason]:
        last = self.system.lapses_if_unopened
        if self.routes.posted[0] and self.days["served"] == NEVER and last < NEVER:
            yield from self.because(last + 1, "lapses_if_unopened",
                                    f"Not opened up to day {last:g}: the notice is void.")

    def ban(self) -> Iterator[Reason]:
        event = "the notice is issued" if self.system.exit_ban_from == "issue" else "the notice is served"
        yield from self.because(self.days["ban_from"], "exit_ban_from", f"The exit ban starts: {event}.")

    # 3: becoming aware
    def awareness(self) -> Iterator[Reason]:
        aware = self.days["aware"]
        if aware == NEVER or self.routes.courier[0]:
            return
        if self.row["account"] and aware == self.row["opens_after"]:
            yield from self.because(aware, "opens_after", "The person opens the account and reads it: aware.", LUCK)
        elif self.row["reachable"] and aware == self.system.reminder_after:
            yield from self.because(aware, "reminder_after", "A reminder reaches the person: aware.")

    # 4: settling, and what it ends
    def settling(self) -> Iterator[Reason]:
        appeared, corrected = self.days["appeared"], self.days["corrected"]
        yield from self.because(appeared, "appears_after", "The person comes to the office.", LUCK)
        if self.met and corrected == self.visited[-1]:
            yield from self.because(corrected, "wrong_record", "The record proves wrong at the door: corrected.", LUCK)
        else:
            yield from self.because(corrected, "corrected_after", "The wrong record is corrected.", LUCK)
        ended = "The exit ban ends: the last day on which it held was the day before."
        yield from self.because(self.days["ban_until"], "exit_ban_until", ended, self._ends("C11", "X15"))
        yield from self.because(self.days["measures_until"], "measures_until", "The measures end.",
                                self._ends("X26", "X26"))

    def _ends(self, reported: str, law: str) -> str:
        """The article's own claim for systems that rest on it, the law's rule for the others."""
        rests_on_article = any(id_.startswith("C") for id_ in self.system.source("exit_ban_from").ids)
        return reported if rests_on_article or not self.system.sourced else law

    # 5: measures
    def measures(self) -> Iterator[Reason]:
        last, ids = self._grace()
        settled = min(self.days["appeared"], self.days["corrected"])
        yield from self.because(self.days["measures_from"], "grace_days",
                                f"The last day in time was day {last:g}: measures start "
                                f"({in_words(self.system.measures)}).", ids)
        if self.routes.measured[0] and self.days["served"] < NEVER and self.days["measures_from"] == NEVER:
            yield from self.because(settled, "grace_days",
                                    f"No measures: settled before they could start (last day in time: day {last:g}).",
                                    ids)

    def _grace(self) -> tuple[float, str]:
        """(last day in time, ids of clock and grace without repeats)."""
        start = max(clock_start(self.system, self.days["served"]) + self.system.grace_days,
                    self.days["served"] - 1)
        ids = [*self.system.source("clock_from").ids, *self.system.source("grace_days").ids]
        return start, " ".join(dict.fromkeys(ids))

    # 6 and 7: the border, a need
    def border(self) -> Iterator[Reason]:
        stopped, left = self.days["stopped"], self.days["left"]
        learns = " and learns of the notice there" if stopped == self.days["aware"] and self._unread(stopped) else ""
        yield from self.because(stopped, "exit_ban_from", f"At the border the person is stopped{learns}.")
        yield from self.because(left, "border_day", "The person crosses the border: left.", LUCK)

    def need(self) -> Iterator[Reason]:
        aware = self.days["aware"]
        told = {self.days["stopped"]} if self.routes.posted[0] else {aware}
        if aware < NEVER and aware not in told and self._unread(aware):
            yield from self.because(aware, "measures", "Needs something the measures block, is refused, "
                                    "and learns of the notice there.")

    def _unread(self, day: float) -> bool:
        """Had neither message nor reminder told the person by ``day``?"""
        if self.routes.courier[0]:
            return self.days["served"] != day
        opened = self.row["account"] and self.row["opens_after"] <= day
        reminded = self.row["reachable"] and self.system.reminder_after <= day
        return not (opened or reminded)
