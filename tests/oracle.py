"""What happens to each person, told a second time: day by day, person by person, in plain Python.

Written from the page that fixes the model (its sections 1 to 3) and not from the package, so that two people who read
the same page can be compared. It is slow and it is meant to be read: the seven steps of a day are seven functions.

    simulate(rules, rows)       everybody together, sharing one couriers' list
    simulate_lone(rules, row)   one person who stands in a list of strangers, none of whom is ever found

Both give, for each person, the day (a whole number, or `math.inf` for never) of `served`, `aware`, `left`, `stopped`,
`appeared`, `corrected`, `ban_from`, `ban_until`, `measures_from` and `measures_until`, and `visits`, the courier visits
spent on that person up to the horizon.

Only the days up to the horizon are simulated. That is exact, not a saving: nothing on a day depends on a later day, and
a day beyond the horizon is reported as never in any case.

Where the page leaves a choice, this is the reading taken:

 1. Not called at all: a person whose kind is not in `covers`, or who has no account under `without_account = exempt`.
    Nothing about notices happens to them. They may still cross the border, and then they have left. They are counted
    in N, the people the couriers' capacity is proportional to.
 2. `without_account` matters only where notices are electronic. On paper everybody covered is called, account or not.
 3. Under `without_account = paper` the person has a courier notice: reminder and opening do not concern them.
 4. Under `without_account = register` the person is served `register_days` after posting, whatever `served_on` says;
    `deemed_if_unopened` and `served_after` are for account holders.
 5. A notice lapses after its last day: on day `lapses_if_unopened` it can still be opened, on the next day it cannot.
    A notice that has lapsed cannot be served either, so the register serves only if `register_days` is not later.
    A notice served before it would lapse stays served, and a ban that runs from issue outlives the notice.
 6. The reminder is a message of its own: it makes people aware also after the notice has lapsed, and for a notice that
    is not served yet.
 7. Awareness, not service, starts the way to the office: someone who learns of an unserved notice may appear.
 8. A wrong record found at the door is not made aware by that, and is not served. It leaves the list even if it was
    settled before; then nothing else changes.
 9. A courier also serves people who have settled (unless the record is wrong), because he does not know; their ban and
    their measures then never start.
10. A settled person who crosses the border is neither `left` nor `stopped`: nothing is recorded.
11. "Left on an earlier day": whoever leaves today was still at home when the courier came today, because the courier's
    step comes before the border's. Someone who left today has left when it comes to today's need.
12. A need teaches a person of measures already in force today, those that started today included. Using the thing on
    days without measures teaches nothing.
13. Measures may start for someone who has left: they are served and not settled.
14. `visits_needed` is compared with the number of visits to that very person; each visit counts as spent, also one to
    somebody who has left.
15. A rule that its table row ties to another rule has no effect without it: `served_after` needs `posting`, deeming and
    lapsing need `opening`, `appearance_in` needs reading A, a reminder and `without_account` need electronic notices.
16. With 0 visits a day there are no visits. A lone person at place 1.0 of the list is visited where the formula says.
17. Day `horizon` itself is still reported; a visit on it is still counted.
"""

from __future__ import annotations

from math import inf

BOTH_KINDS = ("draftee", "reservist")

DEFAULT_RULES = {
    "channel": "electronic", "served_on": "posting", "served_after": 0, "without_account": "register", "register_days": 7,
    "deemed_if_unopened": inf, "lapses_if_unopened": inf, "exit_ban_from": "service",
    "measures": ("driving", "real_estate", "credit"), "clock_from": "service", "grace_days": 20, "appearance_in": 0,
    "reminder_after": inf, "covers": BOTH_KINDS, "ban_covers": BOTH_KINDS, "measures_cover": BOTH_KINDS,
}

DEFAULT_ROW = {
    "kind": "draftee", "account": True, "opens_after": inf, "reachable": False, "visits_needed": 1, "border_day": inf,
    "appears_after": inf, "needs_day": inf, "needs_every": inf, "wrong_record": False, "corrected_after": inf,
}

DAYS = ("served", "aware", "left", "stopped", "appeared", "corrected",
        "ban_from", "ban_until", "measures_from", "measures_until")


def simulate(rules: dict, rows: list[dict], visits_per_day: int = 20, max_visits: int = 4, horizon: int = 180) -> list[dict]:
    """The days of everybody in `rows`, in that order; the couriers work through one list shared by all."""
    people = [Person(rules, {"queue": place / len(rows), **row}) for place, row in enumerate(rows)]
    couriers = Couriers(people, visits_per_day, max_visits)
    return live(people, couriers, horizon)


def simulate_lone(rules: dict, row: dict, list_size: int = 1000, visits_per_day: int = 20, max_visits: int = 4,
                  horizon: int = 180) -> dict:
    """The days of one person in a couriers' list of `list_size` notices whose other people are never found."""
    person = Person(rules, {"queue": 0.0, **row})
    couriers = CouriersAmongStrangers(person, list_size, visits_per_day, max_visits)
    return live([person], couriers, horizon)[0]


def live(people: list[Person], couriers, horizon: int) -> list[dict]:
    """Let the days 0 to `horizon` pass, in the order of the seven steps, and report what happened."""
    for day in range(horizon + 1):
        for person in people:
            issue(person, day)
        couriers.go_out(day)
        for person in people:
            serve_by_rule(person, day)
            become_aware(person, day)
            settle(person, day)
            start_measures(person, day)
            come_to_the_border(person, day)
            meet_a_need(person, day)
    return [person.report() for person in people]


class Person:
    """One person under one set of rules: habits that never change, and what has happened so far."""

    def __init__(self, rules: dict, row: dict):
        self.rule = {**DEFAULT_RULES, **rules}
        self.habit = {**DEFAULT_ROW, **row}
        for name in DAYS:
            setattr(self, name, inf)
        self.visits = 0
        self.opened = False
        self.notice = self.kind_of_notice()
        self.ban_touches = self.notice != "none" and self.habit["kind"] in self.rule["ban_covers"]
        self.measures_touch = (self.notice != "none" and self.habit["kind"] in self.rule["measures_cover"]
                               and len(self.rule["measures"]) > 0)

    def kind_of_notice(self) -> str:
        """"none", "courier", "register" or "account": how this person's notice travels, if there is one."""
        if self.habit["kind"] not in self.rule["covers"]:
            return "none"
        if self.rule["channel"] == "in_person":
            return "courier"
        if self.habit["account"]:
            return "account"
        return {"register": "register", "paper": "courier", "exempt": "none"}[self.rule["without_account"]]

    def is_settled(self) -> bool:
        return self.appeared < inf or self.corrected < inf

    def has_left(self) -> bool:
        return self.left < inf

    def ban_in_force(self) -> bool:
        return self.ban_from < inf and not self.is_settled()

    def measures_in_force(self) -> bool:
        return self.measures_from < inf and not self.is_settled()

    def report(self) -> dict:
        return {name: getattr(self, name) for name in DAYS} | {"visits": self.visits}


# Step 1

def issue(person: Person, day: int) -> None:
    if day == 0 and person.rule["exit_ban_from"] == "issue" and person.ban_touches:
        person.ban_from = day


# Step 2

def serve_by_rule(person: Person, day: int) -> None:
    if person.notice in ("account", "register") and not has_lapsed(person, day) and rule_serves_on(person, day):
        become_served(person, day)


def rule_serves_on(person: Person, day: int) -> bool:
    if person.notice == "register":
        return day == person.rule["register_days"]
    if person.rule["served_on"] == "posting":
        return day == person.rule["served_after"]
    return day == person.habit["opens_after"] or day == person.rule["deemed_if_unopened"]


def has_lapsed(person: Person, day: int) -> bool:
    return person.rule["served_on"] == "opening" and not person.opened and day > person.rule["lapses_if_unopened"]


def become_served(person: Person, day: int) -> None:
    """At most once. The ban may start with it, but not for someone who has settled."""
    if person.served < inf:
        return
    person.served = day
    if person.rule["exit_ban_from"] == "service" and person.ban_touches and not person.is_settled():
        person.ban_from = day


def is_found_at_the_door(person: Person, day: int) -> None:
    if not person.habit["wrong_record"]:
        become_served(person, day)
        learn(person, day)
    elif not person.is_settled():
        person.corrected = day
        end_ban_and_measures(person, day)


# Step 3

def become_aware(person: Person, day: int) -> None:
    if person.notice == "account" and day == person.habit["opens_after"] and not has_lapsed(person, day):
        person.opened = True
        learn(person, day)
    if person.notice in ("account", "register") and day == person.rule["reminder_after"] and person.habit["reachable"]:
        learn(person, day)


def learn(person: Person, day: int) -> None:
    if person.aware == inf:
        person.aware = day


# Step 4

def settle(person: Person, day: int) -> None:
    if person.aware == inf or person.has_left() or person.is_settled():
        return
    if person.habit["wrong_record"] and day == person.aware + person.habit["corrected_after"]:
        person.corrected = day
        end_ban_and_measures(person, day)
    elif day == person.aware + person.habit["appears_after"]:
        person.appeared = day
        end_ban_and_measures(person, day)


def end_ban_and_measures(person: Person, day: int) -> None:
    """They end today; one that started today has never held on any day, so it never started."""
    if person.ban_from == day:
        person.ban_from = inf
    elif person.ban_from < day:
        person.ban_until = day
    if person.measures_from < day:
        person.measures_until = day


# Step 5

def start_measures(person: Person, day: int) -> None:
    if person.served == inf or person.is_settled() or not person.measures_touch:
        return
    clock_start = {"service": person.served, "appearance_date": person.rule["appearance_in"], "issue": 0}
    first_day_too_late = clock_start[person.rule["clock_from"]] + person.rule["grace_days"] + 1
    if day == max(person.served, first_day_too_late):
        person.measures_from = day


# Step 6

def come_to_the_border(person: Person, day: int) -> None:
    if day != person.habit["border_day"] or person.is_settled():
        return
    if person.ban_in_force():
        person.stopped = day
        learn(person, day)
    else:
        person.left = day


# Step 7

def meet_a_need(person: Person, day: int) -> None:
    if needs_something_on(person, day) and person.measures_in_force() and not person.has_left():
        learn(person, day)


def needs_something_on(person: Person, day: int) -> bool:
    first, every = person.habit["needs_day"], person.habit["needs_every"]
    if day <= first or every == inf:
        return day == first
    return (day - first) % every == 0


# The couriers of step 2

def day_of_visit(number: int, visits_per_day: int, notices: int) -> int:
    """The day of visit `number` (from 0) where `visits_per_day` visits are made for every 1,000 notices."""
    return 1000 * number // (visits_per_day * notices)


def pay_a_visit(person: Person, day: int) -> bool:
    """One visit spent; true if it found the person, who then leaves the list."""
    person.visits += 1
    found = person.visits == person.habit["visits_needed"] and not person.left < day
    if found:
        is_found_at_the_door(person, day)
    return found


class Couriers:
    """Couriers with one list: through it in order of `queue`, then again with those not yet found."""

    def __init__(self, people: list[Person], visits_per_day: int, max_visits: int):
        on_paper = [person for person in people if person.notice == "courier"]
        self.to_visit = sorted(on_paper, key=lambda person: person.habit["queue"])
        self.not_found = []
        self.rounds_left = max_visits
        self.visits_made = 0
        self.visits_per_day = visits_per_day
        self.notices = len(people)

    def go_out(self, day: int) -> None:
        """All visits that fall on this day."""
        while self.anyone_to_visit() and self.day_of_next_visit() == day:
            person = self.to_visit.pop(0)
            self.visits_made += 1
            if not pay_a_visit(person, day):
                self.not_found.append(person)
            if not self.to_visit:
                self.start_again()

    def anyone_to_visit(self) -> bool:
        return self.visits_per_day > 0 and self.rounds_left > 0 and len(self.to_visit) > 0

    def day_of_next_visit(self) -> int:
        return day_of_visit(self.visits_made, self.visits_per_day, self.notices)

    def start_again(self) -> None:
        self.to_visit, self.not_found = self.not_found, []
        self.rounds_left -= 1


class CouriersAmongStrangers:
    """Couriers with a list in which one person has a fixed place, because nobody else ever leaves it."""

    def __init__(self, person: Person, list_size: int, visits_per_day: int, max_visits: int):
        self.person = person
        place = int(person.habit["queue"] * list_size)
        numbers = [place + turn * list_size for turn in range(max_visits)] if visits_per_day > 0 else []
        self.days = [day_of_visit(number, visits_per_day, list_size) for number in numbers]
        self.off_the_list = person.notice != "courier"

    def go_out(self, day: int) -> None:
        for _ in range(self.days.count(day)):
            if not self.off_the_list:
                self.off_the_list = pay_a_visit(self.person, day)
