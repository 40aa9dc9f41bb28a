"""The model in SimPy: what a person lives through are processes that sleep until something is due; so are the couriers.

Written as SimPy's own examples are: generator functions started with ``env.process``, each waiting with ``env.timeout`` for
the next thing that happens to it. Nobody wakes up on a day on which nothing is due. The clock ticks eight times a day, and
each step of a day has its tick, so that what falls on one day happens in the order that the model fixes.
"""

from __future__ import annotations

from collections import deque
from math import ceil, inf

import numpy as np
import simpy

from benchmarks.notice import measures_due, notice_to
from notices.people import FIELDS, People
from notices.systems import System
from notices.timeline import DAY_NAMES, Operations, Timelines

TICKS = 8  # a day
SERVICE, AWARE, SETTLE, MEASURES, BORDER, NEED = range(2, 8)  # the steps of a day, by their tick; step 1 is the issue


class World(simpy.Environment):
    """SimPy's environment with the rules, and a clock that counts days and steps of a day."""

    def __init__(self, system: System, horizon: int):
        super().__init__()
        self.system, self.horizon = system, horizon

    @property
    def day(self) -> int:
        return self.now // TICKS

    def until(self, day: float, step: int) -> simpy.Timeout:
        """Wait for a step of a day."""
        return self.timeout(day * TICKS + step - self.now)

    def start_if_due(self, day: float, process) -> None:
        """Start ``process(day)``, unless that day never comes."""
        if day <= self.horizon:
            self.process(process(day))


class Person:
    """One synthetic person: habits that never change, what has happened so far, and the processes of a life."""

    def __init__(self, world, kind, account, opens_after, reachable, visits_needed, queue, border_day, appears_after,
                 needs_day, needs_every, wrong_record, corrected_after):
        self.world = world
        self.notice = notice_to(world.system, kind, account, opens_after, reachable)
        self.visits_needed, self.queue, self.wrong_record = visits_needed, queue, wrong_record
        self.appears_after, self.corrected_after = appears_after, corrected_after if wrong_record else inf
        self.needs_day, self.needs_every = needs_day, needs_every
        self.served = self.aware = self.left = self.stopped = self.appeared = self.corrected = inf
        self.ban_until = self.measures_from = self.measures_until = inf
        self.ban_from = 0 if self.notice.banned_from_issue else inf
        self.settled, self.visits = False, 0
        world.start_if_due(self.notice.served_by_rule, self.legal_service)
        world.start_if_due(min(self.notice.opened, self.notice.reminded), self.message)
        world.start_if_due(border_day, self.journey)

    # Processes

    def legal_service(self, day):
        yield self.world.until(day, SERVICE)
        self.be_served()

    def message(self, day):
        yield self.world.until(day, AWARE)
        self.learn()

    def way_to_the_office(self, day):
        yield self.world.until(day, SETTLE)
        if not self.settled and self.left == inf:
            self.settle()

    def restrictions(self, day):
        """Measures start, and teach the person at the first need that they block."""
        yield self.world.until(day, MEASURES)
        if self.settled:
            return
        self.measures_from = day
        need = self.first_need(day)
        if need > self.world.horizon:
            return
        yield self.world.until(need, NEED)
        if not self.settled and self.left == inf:
            self.learn()

    def journey(self, day):
        yield self.world.until(day, BORDER)
        if self.settled:
            return
        if self.ban_from <= day:
            self.stopped = day
            self.learn()
        else:
            self.left = day

    # What happens in them

    def be_served(self):
        self.served = self.world.day
        if self.notice.banned and self.ban_from == inf and not self.settled:
            self.ban_from = self.served
        if self.notice.measured:
            self.world.start_if_due(measures_due(self.world.system, self.served), self.restrictions)

    def learn(self):
        if self.aware == inf:
            self.aware = self.world.day
            self.world.start_if_due(self.aware + min(self.appears_after, self.corrected_after), self.way_to_the_office)

    def settle(self):
        if self.corrected_after <= self.appears_after:
            self.corrected = self.world.day
        else:
            self.appeared = self.world.day
        self.end_ban_and_measures()

    def end_ban_and_measures(self):
        day, self.settled = self.world.day, True
        if self.ban_from < day:
            self.ban_until = day
        else:
            self.ban_from = inf
        if self.measures_from < day:
            self.measures_until = day

    def first_need(self, day):
        """The first day from ``day`` on, on which the person uses something that measures block."""
        if self.needs_day >= day:
            return self.needs_day
        if self.needs_every == inf:
            return inf
        return self.needs_day + ceil((day - self.needs_day) / self.needs_every) * self.needs_every

    def receive_courier(self):
        """One visit. Returns whether the courier found the person."""
        self.visits += 1
        found = self.visits == self.visits_needed and not self.left < self.world.day
        if found and not self.wrong_record:
            self.be_served()
            self.learn()
        elif found and not self.settled:
            self.corrected = self.world.day
            self.end_ban_and_measures()
        return found


def couriers(world: World, people: list[Person], operations: Operations):
    """The process of the couriers: through the list in queue order, then again with those not yet found."""
    to_visit = deque(sorted((person for person in people if person.notice.by_courier), key=lambda person: person.queue))
    per_day, visits_made = operations.visits_per_day * len(people), 0
    for _ in range(operations.max_visits if per_day else 0):
        not_found = deque()
        for person in to_visit:
            day = 1000 * visits_made // per_day
            if day > world.day or visits_made == 0:
                yield world.until(day, SERVICE)
            visits_made += 1
            if not person.receive_courier():
                not_found.append(person)
        to_visit = not_found


def run(system: System, people: People, operations: Operations = Operations()) -> Timelines:
    """The same as ``notices.run``, by SimPy."""
    world = World(system, operations.horizon)
    rows = zip(*(getattr(people, name).tolist() for name in FIELDS))
    crowd = [Person(world, *row) for row in rows]
    world.process(couriers(world, crowd, operations))
    world.run(until=(operations.horizon + 1) * TICKS)
    days = {name: np.array([getattr(person, name) for person in crowd], dtype=np.float32) for name in DAY_NAMES}
    return Timelines(**days, visits=np.array([person.visits for person in crowd], dtype=np.int32))
