"""What must be true of any population, whoever implements it: closed forms, directions of effect, conservation.

Populations are of a few hundred people drawn here with a fixed seed; each sentence is tried on several of them.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import inf, sqrt
from random import Random

import numpy as np
import pytest

from notices import Operations, People, System, run

PAPER = {"channel": "in_person", "served_on": "handing_over"}
BY_POST = {"without_account": "paper"}
OPENING = {"served_on": "opening"}

# Rules under which directions are tried: each way a notice can travel and count, with and without a ban.
RULES = {
    "posting": {"served_after": 3},
    "posting, ban from issue": {"served_after": 5, "exit_ban_from": "issue", "clock_from": "issue"},
    "posting, paper without an account": BY_POST,
    "posting, exempt without an account": {"without_account": "exempt", "measures_cover": ["draftee"]},
    "opening": OPENING | {"exit_ban_from": "issue"},
    "opening, deemed": OPENING | {"deemed_if_unopened": 10, "ban_covers": ["reservist"]},
    "opening, lapsing, paper without an account": OPENING | BY_POST | {"lapses_if_unopened": 12},
    "paper": PAPER | {"measures": []},
    "paper, ban from issue": PAPER | {"exit_ban_from": "issue", "grace_days": 4},
    "paper, no ban": PAPER | {"exit_ban_from": "none", "clock_from": "appearance_date", "appearance_in": 7},
}
SEEDS = (1, 2, 3)
DAY_NAMES = ("served", "aware", "left", "stopped", "appeared", "corrected", "ban_from", "ban_until", "measures_from", "measures_until")
LAST_DAY = Operations().horizon

every_rule = pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
every_seed = pytest.mark.parametrize("seed", SEEDS)


def some_rows(seed: int, n: int = 300, **fixed: object) -> list[dict]:
    """`n` rows of luck and habits; a field in `fixed` is the same for everybody."""
    luck = Random(seed)

    def some_day(share: float, last: int, first: int = 0) -> float:
        return luck.randint(first, last) if luck.random() < share else inf

    return [{
        "kind": luck.choice(("draftee", "reservist")), "account": luck.random() < 0.7, "opens_after": some_day(0.7, 40),
        "reachable": luck.random() < 0.5, "visits_needed": luck.choice((1, 1, 2, 3, 4, inf)), "border_day": some_day(0.5, 60),
        "appears_after": some_day(0.6, 40, first=1), "needs_day": some_day(0.5, 40), "needs_every": luck.choice((7, 30, inf)),
        "wrong_record": luck.random() < 0.15, "corrected_after": some_day(0.5, 30, first=1),
    } | fixed for _ in range(n)]


def some_people(seed: int, n: int = 300, **fixed: object) -> People:
    return People.from_rows(some_rows(seed, n, **fixed))


def share(truths) -> Fraction:
    """The exact share of people of whom it is true."""
    return Fraction(int(np.count_nonzero(truths)), len(truths))


# Closed forms

@every_seed
def test_share_served_electronically_has_two_steps(seed):
    """Nobody before `served_after`; then all with an account; and all from `register_days`. Habits play no part."""
    rows = some_rows(seed)
    with_account = share([row["account"] for row in rows])
    served = run(System(served_after=2, register_days=7), People.from_rows(rows)).served
    by_day = [share(served <= day) for day in range(10)]
    assert by_day == [0, 0] + [with_account] * 5 + [1, 1, 1]


@every_seed
def test_share_served_where_those_without_account_are_exempt(seed):
    """It stops at the share of account holders."""
    rows = some_rows(seed)
    served = run(System(without_account="exempt"), People.from_rows(rows)).served
    assert share(served == 0) == share(served <= LAST_DAY) == share([row["account"] for row in rows])


def test_opening_by_daily_chance_is_geometric():
    """Whoever opens the portal with chance p each day is served on opening by day t with chance 1 - (1 - p)^(t + 1)."""
    luck, p, n = Random(4), 0.1, 20_000
    opens = [next(day for day in range(10_000) if luck.random() < p) for _ in range(n)]
    people = People.from_rows([{"opens_after": day} for day in opens])
    served = run(System(**OPENING), people).served
    deemed = run(System(**OPENING, deemed_if_unopened=10), people).served
    for day in (0, 1, 5, 10, 20, 40):
        expected = 1 - (1 - p) ** (day + 1)
        four_sigma = 4 * sqrt(expected * (1 - expected) / n)
        assert abs(float(share(served <= day)) - expected) < four_sigma
        assert share(served <= day) == share([opened <= day for opened in opens])
        assert share(deemed <= day) == (share(served <= day) if day < 10 else 1)


@pytest.mark.parametrize("visits_per_day", [1, 7, 20, 333, 1000, 5000])
def test_everybody_found_at_the_first_visit_is_served_by_place_in_the_list(visits_per_day):
    """The person in place k of n is served on day floor(1000 k / (visits_per_day n))."""
    n = 150
    served = run(System(**PAPER), some_people(1, n, visits_needed=1, border_day=inf, wrong_record=False),
                 Operations(visits_per_day=visits_per_day, horizon=100_000)).served
    assert served.tolist() == [1000 * place // (visits_per_day * n) for place in range(n)]


@every_seed
def test_paper_without_a_limit_on_visits_is_served_at_once(seed):
    """Where all rounds fit into day 0, everybody who can be found within `max_visits` is served and aware on day 0."""
    rows = some_rows(seed, wrong_record=False)
    timelines = run(System(**PAPER), People.from_rows(rows), Operations(visits_per_day=4001))
    expected = [0 if row["visits_needed"] <= 4 else inf for row in rows]
    assert timelines.served.tolist() == expected
    assert timelines.visits.tolist() == [min(row["visits_needed"], 4) for row in rows]


@every_seed
def test_a_round_visits_those_not_found_in_the_rounds_before(seed):
    """Visit v of a person comes after all visits of earlier rounds and those of people before in the list still on it."""
    rows = some_rows(seed, border_day=inf, wrong_record=False)
    needed = [row["visits_needed"] for row in rows]
    served = run(System(**PAPER), People.from_rows(rows), Operations(visits_per_day=50, horizon=10_000)).served
    for person, own in enumerate(needed):
        if own == inf:
            continue
        in_rounds_before = sum(min(other, own - 1) for other in needed)
        before_in_this_round = sum(other >= own for other in needed[:person])
        assert served[person] == 1000 * (in_rounds_before + before_in_this_round) // (50 * len(rows))


def test_couriers_spend_their_capacity_and_no_more():
    """While nobody is found, visits spent by the end of day t are the k with floor(1000 k / (v n)) <= t."""
    n, visits_per_day = 300, 20
    nobody_is_found = some_people(1, n, visits_needed=inf)
    for horizon in (0, 1, 9, 49, 180, 1000):
        visits = run(System(**PAPER), nobody_is_found, Operations(visits_per_day=visits_per_day, horizon=horizon)).visits
        assert visits.sum() == min(visits_per_day * n * (horizon + 1) // 1000, 4 * n)
        assert visits.max() - visits.min() <= 1


# Directions of effect

@every_seed
@pytest.mark.parametrize("extra", [{}, OPENING, {"reminder_after": 6}, {"grace_days": 2}], ids=str)
def test_earlier_service_never_means_a_later_ban(extra, seed):
    """Also for people who leave, settle or are stopped in between."""
    people = some_people(seed)
    rule = "deemed_if_unopened" if "served_on" in extra else "served_after"
    slower = None
    for days in (30, 15, 5, 1, 0):
        faster = run(System(**extra, **{rule: days, "register_days": days}), people)
        if slower is not None:
            assert np.all(faster.served <= slower.served)
            assert np.all(faster.ban_from <= slower.ban_from)
        slower = faster


@every_seed
def test_a_ban_from_issue_is_never_later_than_a_ban_from_service(seed):
    """And so nobody leaves under it who would have stayed under the other."""
    for rules in RULES.values():
        people = some_people(seed)
        from_issue = run(System(**rules | {"exit_ban_from": "issue"}), people)
        from_service = run(System(**rules | {"exit_ban_from": "service"}), people)
        no_ban = run(System(**rules | {"exit_ban_from": "none"}), people)
        started_in_both = np.isfinite(from_issue.ban_from) & np.isfinite(from_service.ban_from)
        assert np.all(from_issue.ban_from[started_in_both] <= from_service.ban_from[started_in_both])
        assert np.all(np.isfinite(from_service.left) | ~np.isfinite(from_issue.left))
        assert np.all(np.isfinite(no_ban.left) | ~np.isfinite(from_service.left))


@every_rule
@every_seed
def test_more_couriers_never_mean_later_service_for_anyone(rules, seed):
    """Holds for everybody, border crossings and wrong records included: before a courier comes, a person's days are the
    same however many couriers there are; so whoever is found by fewer is still there for more, and the list before them is
    never longer."""
    people = some_people(seed)
    fewer = None
    for visits_per_day in (0, 1, 5, 20, 21, 100, 1000, 100_000):
        more = run(System(**rules), people, Operations(visits_per_day=visits_per_day))
        if fewer is not None:
            assert np.all(more.served <= fewer.served)
        fewer = more


@every_rule
@every_seed
def test_more_rounds_never_mean_later_service_for_anyone(rules, seed):
    """A further round comes after all others."""
    people = some_people(seed)
    served = [run(System(**rules), people, Operations(visits_per_day=60, max_visits=rounds)).served for rounds in range(6)]
    for fewer, more in pairwise(served):
        assert np.all(more <= fewer)


@every_rule
@every_seed
def test_a_reminder_never_makes_anyone_aware_later(rules, seed):
    """Nor does an earlier reminder instead of a later one."""
    people = some_people(seed)
    aware = [run(System(**rules | {"reminder_after": day}), people).aware for day in (inf, 40, 20, 10, 3, 0)]
    for later, earlier in pairwise(aware):
        assert np.all(earlier <= later)


@every_seed
def test_a_reminder_changes_nothing_for_people_it_does_not_reach(seed):
    """Electronic notices: each person's days are their own."""
    people = some_people(seed, reachable=False)
    assert same_days(run(System(reminder_after=5), people), run(System(), people))


@every_rule
@every_seed
def test_more_grace_never_means_earlier_measures(rules, seed):
    """Where measures start under both; with more grace fewer people come under measures, since more settle before."""
    people = some_people(seed)
    starts = [run(System(**rules | {"grace_days": days, "measures": ["credit"]}), people).measures_from for days in (0, 5, 20, 40)]
    for shorter, longer in pairwise(starts):
        both = np.isfinite(shorter) & np.isfinite(longer)
        assert np.all(shorter[both] <= longer[both])


@every_seed
def test_knowing_starts_with_service_on_paper_but_not_electronically(seed):
    """Two clocks: on paper with the ban from service whoever is served knows; electronically somebody does not."""
    paper = run(System(**PAPER), some_people(seed))
    assert np.array_equal(paper.served, paper.aware)
    electronic = run(System(), some_people(seed))
    assert np.any(electronic.served < electronic.aware)
    assert np.any(electronic.aware == inf)


@every_rule
def test_luck_of_others_touches_nobody_who_gets_no_courier(rules):
    """Changing one person's habits changes no other person's days, but for those in the same couriers' list."""
    rows = some_rows(5)
    before = run(System(**rules), People.from_rows(rows))
    changed = rows[0] | {"opens_after": 0, "border_day": 0, "visits_needed": 3, "appears_after": 1, "needs_day": 0}
    after = run(System(**rules), People.from_rows([changed, *rows[1:]]))
    on_the_list = rules.get("channel") == "in_person" or rules.get("without_account") == "paper"
    alone = [place for place in range(1, len(rows)) if not on_the_list or (rows[place]["account"] and "channel" not in rules)]
    for name in DAY_NAMES:
        assert np.array_equal(getattr(before, name)[alone], getattr(after, name)[alone])


# Conservation

def same_days(one, other) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in DAY_NAMES)


def states_on(timelines, day: int) -> dict[str, np.ndarray]:
    """Who is in which state at the end of the day. Of somebody who is here and has not settled: served or not, aware or not."""
    appeared, corrected, left = (getattr(timelines, name) <= day for name in ("appeared", "corrected", "left"))
    here = ~appeared & ~corrected & ~left
    served, aware = timelines.served <= day, timelines.aware <= day
    return {
        "appeared": appeared, "corrected": corrected, "left": left,
        "not served, does not know": here & ~served & ~aware, "not served, knows": here & ~served & aware,
        "served, does not know": here & served & ~aware, "served, knows": here & served & aware,
    }


@every_rule
@every_seed
def test_everybody_is_in_exactly_one_state_on_every_day(rules, seed):
    """Somebody who has appeared was not also corrected, and neither of them has left."""
    timelines = run(System(**rules), some_people(seed), Operations(visits_per_day=60))
    for day in range(LAST_DAY + 1):
        states = states_on(timelines, day)
        assert np.all(sum(state.astype(int) for state in states.values()) == 1), f"day {day}"


@every_rule
@every_seed
def test_days_of_one_person_fit_together(rules, seed):
    """What the order of the steps within a day allows, whatever the rules."""
    system, rows = System(**rules), some_rows(seed)
    days = run(system, People.from_rows(rows), Operations(visits_per_day=60))
    settled = np.minimum(days.appeared, days.corrected)
    at_the_door = np.isfinite(days.corrected) & (days.corrected <= days.aware)
    border = np.array([row["border_day"] for row in rows])

    def holds_if(happened, condition) -> bool:
        return bool(np.all(condition[happened]))

    assert holds_if(np.isfinite(days.appeared), days.aware < days.appeared)
    assert holds_if(np.isfinite(days.corrected) & ~at_the_door, days.aware < days.corrected)
    assert holds_if(at_the_door, ~np.isfinite(days.served))
    assert holds_if(np.isfinite(days.stopped), (days.stopped == border) & (days.aware <= days.stopped))
    assert holds_if(np.isfinite(days.left), days.left == border)
    assert not np.any(np.isfinite(days.stopped) & np.isfinite(days.left))
    # A ban in force on the border day stops; only its absence lets somebody leave.
    in_force = (days.ban_from <= border) & (border < days.ban_until)
    assert holds_if(np.isfinite(days.stopped), in_force)
    assert holds_if(np.isfinite(days.left), ~in_force)
    tried_unsettled = np.isfinite(border) & ~(settled <= border)
    assert np.array_equal(tried_unsettled, np.isfinite(days.stopped) | np.isfinite(days.left))
    for start, end in ((days.ban_from, days.ban_until), (days.measures_from, days.measures_until)):
        assert holds_if(np.isfinite(start), (start < settled) & (end == settled))
        assert holds_if(~np.isfinite(start), end == inf)
    assert holds_if(np.isfinite(days.measures_from), days.served <= days.measures_from)
