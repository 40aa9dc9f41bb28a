"""The model in Mesa: each person is an agent with a ``step``, the couriers are one agent, a step of the model is a day.

Written as Mesa's own examples are: ``Agent`` subclasses, ``create_agents``, ``AgentSet.do("step")``, ``AgentSet.get`` for what
is collected at the end. A person looks up the habits and the dates on the notice once, when it is issued, so that a day in
which nothing happens costs one call and a few comparisons.
"""

from __future__ import annotations

from collections import deque
from math import inf

import mesa
import numpy as np

from benchmarks.notice import measures_due, notice_to
from notices.people import FIELDS, People
from notices.systems import System
from notices.timeline import DAY_NAMES, Operations, Timelines


class Person(mesa.Agent):
    """One synthetic person: habits that never change, and what has happened so far (days, ``inf`` for never)."""

    def __init__(self, model, kind, account, opens_after, reachable, visits_needed, queue, border_day, appears_after,
                 needs_day, needs_every, wrong_record, corrected_after):
        super().__init__(model)
        self.notice = notice_to(model.system, kind, account, opens_after, reachable)
        self.served_by_rule = self.notice.served_by_rule
        self.told_on = min(self.notice.opened, self.notice.reminded)
        self.visits_needed, self.queue, self.border_day = visits_needed, queue, border_day
        self.appears_after, self.corrected_after = appears_after, corrected_after if wrong_record else inf
        self.next_need, self.needs_every, self.wrong_record = needs_day, needs_every, wrong_record
        self.served = self.aware = self.left = self.stopped = self.appeared = self.corrected = inf
        self.ban_until = self.measures_from = self.measures_until = inf
        self.ban_from = 0 if self.notice.banned_from_issue else inf
        self.appears_on = self.corrected_on = self.measures_due = inf
        self.settled, self.visits = False, 0

    def step(self):
        """One day: service, becoming aware, settling, measures, the border, a need, in this order."""
        day = self.model.day
        if day == self.served_by_rule:
            self.be_served(day)
        if day == self.told_on:
            self.learn(day)
        if (day == self.corrected_on or day == self.appears_on) and not self.settled and self.left == inf:
            self.settle(day)
        if day == self.measures_due and not self.settled:
            self.measures_from = day
        if day == self.border_day and not self.settled:
            self.come_to_the_border(day)
        if day == self.next_need:
            self.use_something(day)

    def be_served(self, day):
        self.served = day
        if self.notice.banned and self.ban_from == inf and not self.settled:
            self.ban_from = day
        if self.notice.measured:
            self.measures_due = measures_due(self.model.system, day)

    def learn(self, day):
        if self.aware == inf:
            self.aware = day
            self.appears_on, self.corrected_on = day + self.appears_after, day + self.corrected_after

    def settle(self, day):
        if day == self.corrected_on:
            self.corrected = day
        else:
            self.appeared = day
        self.end_ban_and_measures(day)

    def end_ban_and_measures(self, day):
        self.settled = True
        if self.ban_from < day:
            self.ban_until = day
        else:
            self.ban_from = inf
        if self.measures_from < day:
            self.measures_until = day

    def come_to_the_border(self, day):
        if self.ban_from <= day:
            self.stopped = day
            self.learn(day)
        else:
            self.left = day

    def use_something(self, day):
        self.next_need += self.needs_every
        if self.measures_from <= day and not self.settled and self.left == inf:
            self.learn(day)

    def receive_courier(self, day):
        """One visit. Returns whether the courier found the person."""
        self.visits += 1
        found = self.visits == self.visits_needed and not self.left < day
        if found and not self.wrong_record:
            self.be_served(day)
            self.learn(day)
        elif found and not self.settled:
            self.corrected = day
            self.end_ban_and_measures(day)
        return found


class Couriers(mesa.Agent):
    """They share one list: through it in queue order, then again with those not yet found."""

    def __init__(self, model, people, operations):
        super().__init__(model)
        waiting = people.select(lambda person: person.notice.by_courier).sort("queue", ascending=True)
        self.to_visit, self.not_found = deque(waiting), deque()
        self.rounds_left = operations.max_visits if operations.visits_per_day else 0
        self.visits_made, self.visits_per_day, self.notices = 0, operations.visits_per_day, len(people)

    def step(self):
        """All the visits that fall on this day."""
        visits_by_tonight = -(-(self.model.day + 1) * self.visits_per_day * self.notices // 1000)
        while self.rounds_left and self.to_visit and self.visits_made < visits_by_tonight:
            person = self.to_visit.popleft()
            self.visits_made += 1
            if not person.receive_courier(self.model.day):
                self.not_found.append(person)
            if not self.to_visit:
                self.to_visit, self.not_found = self.not_found, deque()
                self.rounds_left -= 1


class NoticeModel(mesa.Model):
    """A population that meets one system; each step is a day, from day 0."""

    def __init__(self, system: System, people: People, operations: Operations):
        super().__init__(rng=1)  # never used: all luck is in the rows
        self.system = system
        self.day = -1
        self.people = Person.create_agents(self, len(people), **{name: getattr(people, name).tolist() for name in FIELDS})
        self.couriers = Couriers(self, self.people, operations)

    def step(self):
        """The couriers go out first, then everybody lives through the day."""
        self.day += 1
        self.couriers.step()
        self.people.do("step")


def run(system: System, people: People, operations: Operations = Operations()) -> Timelines:
    """The same as ``notices.run``, by Mesa."""
    model = NoticeModel(system, people, operations)
    for _ in range(operations.horizon + 1):
        model.step()
    days = {name: np.array(model.people.get(name), dtype=np.float32) for name in DAY_NAMES}
    return Timelines(**days, visits=np.array(model.people.get("visits"), dtype=np.int32))
