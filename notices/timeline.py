"""What happens to each person under a system, day by day: one pure function.

:func:`run` follows a whole population at once, with arrays; nothing in it is random, and a
lone person is a population of one. The meaning is fixed step by step for every day: issue,
service, becoming aware, settling, measures, border, a need. Because all luck is in the rows,
each day below can be worked out from days that come before it, without a loop over days.

``inf`` means never throughout, so minimum, maximum and comparison work as they read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from notices.people import NEVER, People, never_if, whole
from notices.systems import System

DAY = np.float32
NEVER_DAY = DAY(NEVER)


@dataclass(frozen=True)
class Operations:
    """What the office can do.

    ``visits_per_day``: courier visits a day per 1,000 people of the whole population;
    ``max_visits``: visits to one person at most; ``horizon``: last day that is reported;
    ``list_size``: notices in the list that a lone person of :func:`~notices.explain` stands in.
    All whole numbers; the defaults are assumptions. Raises NoticesError for anything else.
    """

    visits_per_day: int = 20
    max_visits: int = 4
    horizon: int = 180
    list_size: int = 1000

    def __post_init__(self) -> None:
        for entry in fields(self):
            least = 1 if entry.name == "list_size" else 0
            value = whole(f'operations, "{entry.name}"', getattr(self, entry.name), least)
            object.__setattr__(self, entry.name, value)


@dataclass(frozen=True, eq=False)
class Timelines:
    """What happened, when: one array of shape ``(n,)`` per event, in the order of the people.

    All are ``float32`` days counted from issue, ``inf`` for never (or after the horizon), but
    for ``visits``: courier visits spent on the person up to the horizon (whole numbers).
    Ban and measures hold from their first day up to, not including, their ``until`` day.
    """

    served: np.ndarray
    aware: np.ndarray
    left: np.ndarray
    stopped: np.ndarray
    appeared: np.ndarray
    corrected: np.ndarray
    ban_from: np.ndarray
    ban_until: np.ndarray
    measures_from: np.ndarray
    measures_until: np.ndarray
    visits: np.ndarray

    def __len__(self) -> int:
        return len(self.served)

    def __repr__(self) -> str:
        served = int(np.isfinite(self.served).sum())
        return f"Timelines({len(self)} people, {served} served)"

    def days(self, position: int = 0) -> dict[str, float]:
        """One person's days by name: whole numbers, or ``math.inf`` for never."""
        values = {entry.name: getattr(self, entry.name)[position].item() for entry in fields(self)}
        return {name: day if day == NEVER else int(day) for name, day in values.items()}


DAY_NAMES = tuple(entry.name for entry in fields(Timelines) if entry.name != "visits")


def run(system: System, people: People, operations: Operations = Operations()) -> Timelines:
    """What happens to each of the ``people`` under ``system``: a :class:`Timelines`, same order.

    Pure: the same arguments give the same bits. ``people`` is the whole population that the
    couriers' capacity is counted on.
    """
    routes = Routes.of(system, people)
    found, visits = courier_days(people, routes, operations)
    return follow(system, people, routes, found, visits, operations.horizon)


# --- who is reached by which way --------------------------------------------------------

@dataclass(frozen=True, eq=False)
class Routes:
    """Yes/no per person: posted a notice, sent a courier, touched by the exit ban, by measures.

    ``held`` marks people whom a ban from issue keeps at the border even before service.
    """

    posted: np.ndarray
    courier: np.ndarray
    banned: np.ndarray
    measured: np.ndarray
    held: np.ndarray

    @classmethod
    def of(cls, system: System, people: People) -> "Routes":
        called = people.of_kind(system.covers)
        courier = called & _takes_courier(system, people)
        posted = called & ~courier
        if system.channel == "electronic" and system.without_account == "exempt":
            posted &= people.account
        reached = posted | courier
        banned = reached & people.of_kind(system.ban_covers) & (system.exit_ban_from != "none")
        measured = reached & people.of_kind(system.measures_cover) & bool(system.measures)
        return cls(posted, courier, banned, measured, banned & (system.exit_ban_from == "issue"))


def _takes_courier(system: System, people: People) -> np.ndarray:
    if system.channel == "in_person":
        return np.ones(len(people), dtype=bool)
    return ~people.account & (system.without_account == "paper")


# --- couriers -----------------------------------------------------------------------------

def visit_day(visit: np.ndarray | int, visits_per_day: int, people: int):
    """Day of the ``visit``-th visit overall (from 0), in whole numbers."""
    return 1000 * visit // (visits_per_day * people)


def courier_days(people: People, routes: Routes, operations: Operations,
                 lists: "Lists | None" = None) -> tuple[np.ndarray, np.ndarray]:
    """(day on which a courier finds each person, inf for never; visits spent up to the horizon).

    One pass per round: everyone still on the list gets one visit, in queue order. Who has left
    on an earlier day is not found, and stays on the list. ``lists`` says what comes before a
    block of a larger population; without it the people are the whole population.
    """
    found = np.full(len(people), NEVER_DAY)
    visits = np.zeros(len(people), dtype=np.int32)
    for on_list, day, at_door in courier_rounds(people, routes, operations, lists):
        visits[on_list[:np.searchsorted(day, operations.horizon, side="right")]] += 1  # days of visits never go back
        who = np.flatnonzero(at_door)
        found[on_list[who]] = day[who]
    return found, visits


@dataclass(frozen=True)
class Lists:
    """What a block of people needs to know of the rest: the ``people`` in all, and for each round
    (from the first) the number of visits made before the first one in this block."""

    people: int
    visits_before: tuple[int, ...]


def courier_rounds(people: People, routes: Routes, operations: Operations, lists: Lists | None):
    """Yield, round by round, (the positions still on the list, in queue order; the day of the visit to
    each; whether it finds them). Ends after ``max_visits`` rounds, or with the rounds that ``lists`` knows."""
    on_list = _in_queue_order(people, np.flatnonzero(routes.courier))
    at_home_until = np.maximum(people.border_day, never_if(routes.held))[on_list]
    visits_needed = people.visits_needed[on_list]
    before, whole = 0, lists.people if lists else len(people)
    rounds = operations.max_visits if operations.visits_per_day else 0
    for this_round in range(1, min(rounds, len(lists.visits_before) if lists else rounds) + 1):
        if not len(on_list):
            return
        before = lists.visits_before[this_round - 1] if lists else before
        visit = np.arange(before, before + len(on_list), dtype=np.int64)
        day = visit_day(visit, operations.visits_per_day, whole).astype(DAY)
        at_door = (visits_needed == this_round) & (at_home_until >= day)
        yield on_list, day, at_door
        before += len(on_list)
        rest = np.flatnonzero(~at_door)
        on_list, at_home_until, visits_needed = on_list[rest], at_home_until[rest], visits_needed[rest]


def _in_queue_order(people: People, positions: np.ndarray) -> np.ndarray:
    queue = people.queue[positions]
    if np.all(queue[1:] >= queue[:-1]):  # drawn people stand in row order already
        return positions
    return positions[np.argsort(queue, kind="stable")]


# --- from the notice to the end -------------------------------------------------------------

def follow(system: System, people: People, routes: Routes, found: np.ndarray, visits: np.ndarray,
           horizon: int) -> Timelines:
    """The timelines of people whom couriers find on the days ``found`` (shape ``(n,)``)."""
    # Nothing on a day depends on a later day, so what lies beyond the horizon is cut as soon as it is known.
    right, wrong = never_if(~people.wrong_record), never_if(people.wrong_record)
    at_door = np.maximum(found, right)  # corrected on the spot, not served
    handed_over = np.maximum(found, wrong)
    served = _cut(np.minimum(served_by_rule(system, people, routes), handed_over), horizon)
    ban = ban_due(system, routes, served)
    measures = _cut(measures_due(system, routes, served), horizon)
    told = np.minimum(first_told(system, people, routes), handed_over)

    # Up to the border nothing depends on the border; so: first without it, then what it changes.
    need = first_need(people, measures, horizon)
    corrected_after = np.maximum(people.corrected_after, right)
    settled = np.minimum(np.minimum(told, need) + np.minimum(people.appears_after, corrected_after), at_door)
    crossing = np.maximum(_cut(people.border_day, horizon), never_if(people.border_day >= settled))
    stopped = np.maximum(crossing, never_if(ban > crossing))
    left = np.maximum(crossing, never_if(ban <= crossing))
    aware = _cut(np.minimum(np.minimum(told, stopped), np.maximum(need, never_if(need >= left))), horizon)

    gone = never_if(left < NEVER_DAY)  # whoever has left does not come to the office
    appears = _cut(np.maximum(aware + people.appears_after, gone), horizon)
    corrects = _cut(np.minimum(np.maximum(aware + corrected_after, gone), at_door), horizon)
    appeared = np.maximum(appears, never_if(appears >= corrects))
    corrected = np.maximum(corrects, never_if(corrects > appears))
    settled = np.minimum(appears, corrects)
    return Timelines(served, aware, left, stopped, appeared, corrected, *holds(ban, settled), *holds(measures, settled), visits)


def _cut(day: np.ndarray, horizon: int) -> np.ndarray:
    return np.maximum(day, never_if(day > horizon))


def served_by_rule(system: System, people: People, routes: Routes) -> np.ndarray:
    """Day on which a posted notice counts as served, whatever became of the person; shape ``(n,)``."""
    if not routes.posted.any():
        return np.full(len(people), NEVER_DAY)
    if system.served_on == "posting":
        with_account = np.full(len(people), DAY(system.served_after))
    else:
        with_account = np.minimum(_opens(system, people), DAY(system.deemed_if_unopened))
    served = np.where(people.account, with_account, DAY(_served_without_account(system)))
    return np.maximum(served, never_if(~routes.posted))


def _served_without_account(system: System) -> float:
    void_by_then = system.served_on == "opening" and system.register_days > system.lapses_if_unopened
    return NEVER if void_by_then else system.register_days


def _opens(system: System, people: People) -> np.ndarray:
    """Day on which an account holder opens the message; an unopened notice that has lapsed cannot be."""
    opens = np.maximum(people.opens_after, never_if(~people.account))
    return _cut(opens, system.lapses_if_unopened) if system.served_on == "opening" else opens


def first_told(system: System, people: People, routes: Routes) -> np.ndarray:
    """Day on which message or reminder tells the person, inf for never; shape ``(n,)``."""
    if not routes.posted.any():
        return np.full(len(people), NEVER_DAY)
    told = _opens(system, people)
    if system.reminder_after < NEVER:
        told = np.minimum(told, np.maximum(DAY(system.reminder_after), never_if(~people.reachable)))
    return np.maximum(told, never_if(~routes.posted))


def ban_due(system: System, routes: Routes, served: np.ndarray) -> np.ndarray:
    """First day on which the exit ban would hold for someone who does not settle: issue or service; shape ``(n,)``."""
    return np.maximum(DAY(0) if system.exit_ban_from == "issue" else served, never_if(~routes.banned))


def clock_start(system: System, served):
    """Day from which the days of grace count: service, the named date, or issue."""
    if system.clock_from == "service":
        return served
    return system.appearance_in if system.clock_from == "appearance_date" else 0


def measures_due(system: System, routes: Routes, served: np.ndarray) -> np.ndarray:
    """First day on which measures would hold for someone who does not settle; shape ``(n,)``.

    The trigger day is not counted and the last day of grace is still in time, hence the + 1.
    """
    if not routes.measured.any():
        return np.full(len(served), NEVER_DAY)
    over = clock_start(system, served) + DAY(system.grace_days + 1)
    return np.maximum(np.maximum(served, over), never_if(~routes.measured))


def first_need(people: People, measures: np.ndarray, horizon: int) -> np.ndarray:
    """First day on which the person needs something that measures then block; shape ``(n,)``; never may be a day beyond the horizon."""
    beyond = DAY(horizon + 1)  # stands for never: inf would turn 0 times never into no number
    every = np.minimum(people.needs_every, beyond)
    times = np.ceil((np.minimum(measures, beyond) - people.needs_day) / every)
    need = people.needs_day + np.maximum(times, 0) * every
    return np.maximum(need, never_if(measures == NEVER_DAY))


def holds(start: np.ndarray, settled: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The half-open interval from ``start`` to ``settled``; what would start later never starts."""
    late = never_if(start >= settled)
    return np.maximum(start, late), np.maximum(settled, late)
