"""The model as a NumPy loop over days: arrays over people, one pass of the loop per day, step after step.

Written as array models are: every step is one comparison of the day with an array of due days, and touches only the people
whom it picks out. What a notice's dates are is worked out once, before day 0.
"""

from __future__ import annotations

import numpy as np

from notices.people import KINDS, People
from notices.systems import System
from notices.timeline import DAY_NAMES, Operations, Timelines

NEVER = np.float32(np.inf)


class Crowd:
    """Everybody's habits, the dates on their notices and what has happened so far, as arrays of shape ``(n,)``."""

    def __init__(self, system: System, people: People, operations: Operations):
        self.system, self.habit = system, people
        for name in DAY_NAMES + ("appears_on", "corrected_on", "measures_due"):
            setattr(self, name, np.full(len(people), NEVER))
        self.visits = np.zeros(len(people), dtype=np.int32)
        self.settled = np.zeros(len(people), dtype=bool)
        self.next_need = people.needs_day.copy()
        self.corrected_after = np.where(people.wrong_record, people.corrected_after, NEVER)
        self.issue()
        self.couriers = Couriers(np.flatnonzero(self.by_courier), people, operations)

    def issue(self) -> None:
        """Who is called, how, and which dates follow from that (step 1)."""
        system, people = self.system, self.habit
        electronic = system.channel == "electronic"
        called = self.one_of(system.covers)
        if electronic and system.without_account == "exempt":
            called &= people.account
        self.by_courier = called & (~people.account & (system.without_account == "paper") if electronic else True)
        posted = called & ~self.by_courier
        self.told_on = self.told(posted)
        self.served_by_rule = np.where(posted, self.rule_days(), NEVER)
        self.banned = called & self.one_of(system.ban_covers) & (system.exit_ban_from != "none")
        self.measured = called & self.one_of(system.measures_cover) & bool(system.measures)
        if system.exit_ban_from == "issue":
            self.ban_from[self.banned] = 0

    def one_of(self, kinds: tuple[str, ...]) -> np.ndarray:
        return np.isin(self.habit.kind, [KINDS.index(kind) for kind in kinds])

    def told(self, posted: np.ndarray) -> np.ndarray:
        """The day on which the message or the reminder tells them."""
        lapsed = (self.habit.opens_after > self.system.lapses_if_unopened) & (self.system.served_on == "opening")
        self.opened = np.where(self.habit.account & ~lapsed, self.habit.opens_after, NEVER)
        reminded = np.where(self.habit.reachable, np.float32(self.system.reminder_after), NEVER)
        return np.where(posted, np.minimum(self.opened, reminded), NEVER)

    def rule_days(self) -> np.ndarray:
        """The day on which a posted notice counts as served."""
        system = self.system
        void = system.served_on == "opening" and system.register_days > system.lapses_if_unopened
        with_account = (np.float32(system.served_after) if system.served_on == "posting"
                        else np.minimum(self.opened, np.float32(system.deemed_if_unopened)))
        return np.where(self.habit.account, with_account, NEVER if void else np.float32(system.register_days))

    # The steps of a day; each picks out the people (positions) for whom something is due today.

    def live(self, day: int) -> None:
        """One day: service, becoming aware, settling, measures, the border, a need."""
        self.couriers.go_out(self, day)
        self.serve(np.flatnonzero(self.served_by_rule == day), day)
        self.learn(np.flatnonzero(self.told_on == day), day)
        self.settle(day)
        self.start_measures(day)
        self.come_to_the_border(day)
        self.use_something(day)

    def serve(self, who: np.ndarray, day: int) -> None:
        self.served[who] = day
        ban = who[self.banned[who] & ~self.settled[who] & (self.ban_from[who] > day)]
        self.ban_from[ban] = day
        clock_start = {"service": day, "appearance_date": self.system.appearance_in, "issue": 0}[self.system.clock_from]
        self.measures_due[who[self.measured[who]]] = max(day, clock_start + self.system.grace_days + 1)

    def learn(self, who: np.ndarray, day: int) -> None:
        who = who[self.aware[who] == NEVER]
        self.aware[who] = day
        self.appears_on[who] = day + self.habit.appears_after[who]
        self.corrected_on[who] = day + self.corrected_after[who]

    def settle(self, day: int) -> None:
        who = np.flatnonzero((self.appears_on == day) | (self.corrected_on == day))
        who = who[~self.settled[who] & (self.left[who] == NEVER)]
        corrects = self.corrected_on[who] == day
        self.corrected[who[corrects]] = day
        self.appeared[who[~corrects]] = day
        self.end_ban_and_measures(who, day)

    def end_ban_and_measures(self, who: np.ndarray, day: int) -> None:
        self.settled[who] = True
        self.ban_until[who[self.ban_from[who] < day]] = day
        self.ban_from[who[self.ban_from[who] == day]] = NEVER
        self.measures_until[who[self.measures_from[who] < day]] = day

    def start_measures(self, day: int) -> None:
        who = np.flatnonzero(self.measures_due == day)
        self.measures_from[who[~self.settled[who]]] = day

    def come_to_the_border(self, day: int) -> None:
        who = np.flatnonzero(self.habit.border_day == day)
        who = who[~self.settled[who]]
        held = self.ban_from[who] <= day
        self.stopped[who[held]] = day
        self.learn(who[held], day)
        self.left[who[~held]] = day

    def use_something(self, day: int) -> None:
        who = np.flatnonzero(self.next_need == day)
        self.next_need[who] += self.habit.needs_every[who]
        self.learn(who[(self.measures_from[who] <= day) & ~self.settled[who] & (self.left[who] == NEVER)], day)


class Couriers:
    """They share one list: through it in queue order, then again with those not yet found."""

    def __init__(self, on_list: np.ndarray, people: People, operations: Operations):
        self.to_visit = on_list[np.argsort(people.queue[on_list], kind="stable")]
        self.not_found: list[np.ndarray] = []
        self.round, self.place, self.visits_made = 1, 0, 0
        self.rounds = operations.max_visits
        self.per_day = operations.visits_per_day * len(people)

    def go_out(self, crowd: Crowd, day: int) -> None:
        """All the visits that fall on this day: one stretch of the list, or more where it ends and starts again."""
        visits_by_tonight = -(-(day + 1) * self.per_day // 1000)
        while self.round <= self.rounds and len(self.to_visit) and self.visits_made < visits_by_tonight:
            visited = self.to_visit[self.place:self.place + visits_by_tonight - self.visits_made]
            found = (crowd.habit.visits_needed[visited] == self.round) & (crowd.left[visited] == NEVER)
            self.visit(crowd, visited, found, day)
            if self.place == len(self.to_visit):
                self.start_again()

    def visit(self, crowd: Crowd, visited: np.ndarray, found: np.ndarray, day: int) -> None:
        crowd.visits[visited] += 1
        at_door = visited[found]
        wrong = crowd.habit.wrong_record[at_door]
        crowd.serve(at_door[~wrong], day)
        crowd.learn(at_door[~wrong], day)
        corrected = at_door[wrong & ~crowd.settled[at_door]]
        crowd.corrected[corrected] = day
        crowd.end_ban_and_measures(corrected, day)
        self.not_found.append(visited[~found])
        self.place += len(visited)
        self.visits_made += len(visited)

    def start_again(self) -> None:
        self.to_visit, self.not_found = np.concatenate(self.not_found), []
        self.round, self.place = self.round + 1, 0


def run(system: System, people: People, operations: Operations = Operations()) -> Timelines:
    """The same as ``notices.run``, by a loop over days."""
    crowd = Crowd(system, people, operations)
    for day in range(operations.horizon + 1):
        crowd.live(day)
    return Timelines(**{name: getattr(crowd, name) for name in DAY_NAMES}, visits=crowd.visits)
