"""The package and the oracle, which were written apart from one page, give the same days.

Two parts: cases worked out by hand, that both must meet, and thousands of random systems and people.

By default the random part is reproducible: the same cases on every machine. To look further, set NOTICES_EXAMPLES to a
number: that many cases for each random test, new ones each time.
"""

from __future__ import annotations

import os
from math import inf

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import BOTH_KINDS, DAYS, simulate, simulate_lone

from notices import Operations, People, System, explain, run

PAPER = {"channel": "in_person", "served_on": "handing_over", "measures": ()}
OPENING = {"served_on": "opening"}


# Both against what was worked out by hand

def case(name: str, rules: dict, rows: list[dict], expected: list[dict], **operations):
    return pytest.param(rules, rows, expected, operations, id=name)


BY_HAND = [
    case("the courier comes before the border on the same day", PAPER,
         # One visit every third day: days 0, 3, 6, 9.
         [{"visits_needed": 2, "border_day": 3}],
         [{"served": 3, "aware": 3, "ban_from": 3, "ban_until": inf, "stopped": 3, "left": inf, "visits": 2}], visits_per_day=333),
    case("who left the day before is not found, and visits go on", PAPER,
         [{"visits_needed": 2, "border_day": 2}],
         [{"served": inf, "aware": inf, "left": 2, "ban_from": inf, "visits": 4}], visits_per_day=333),
    case("appearing on the day of service: no ban and no measures ever", {"served_after": 5},
         [{"opens_after": 2, "appears_after": 3, "border_day": 5}],
         [{"served": 5, "aware": 2, "appeared": 5, "ban_from": inf, "ban_until": inf, "measures_from": inf,
           "measures_until": inf, "stopped": inf, "left": inf}]),
    case("appearing the day after service: one day of ban", {"served_after": 5},
         [{"opens_after": 2, "appears_after": 4}],
         [{"appeared": 6, "ban_from": 5, "ban_until": 6, "measures_from": inf}]),
    case("correction and appearance on one day: correction", {},
         [{"opens_after": 0, "wrong_record": True, "corrected_after": 3, "appears_after": 3}],
         [{"corrected": 3, "appeared": inf, "ban_from": 0, "ban_until": 3}]),
    case("a wrong record may appear before it is corrected", {},
         [{"opens_after": 0, "wrong_record": True, "corrected_after": 4, "appears_after": 3}],
         [{"corrected": inf, "appeared": 3}]),
    case("a right record is not corrected", {},
         [{"opens_after": 0, "corrected_after": 2, "appears_after": 9}],
         [{"corrected": inf, "appeared": 9}]),
    case("a wrong record found at the door on day 0: a ban from issue never starts", PAPER | {"exit_ban_from": "issue"},
         [{"wrong_record": True}],
         [{"served": inf, "aware": inf, "corrected": 0, "ban_from": inf, "ban_until": inf, "visits": 1}]),
    case("a wrong record found at the door later: a ban from issue ends", PAPER | {"exit_ban_from": "issue"},
         [{"wrong_record": True, "visits_needed": 2}],
         [{"served": inf, "aware": inf, "corrected": 3, "ban_from": 0, "ban_until": 3}], visits_per_day=333),
    case("stopped, appeared, and found by a courier who does not know", PAPER | {"exit_ban_from": "issue", "measures": ("credit",)},
         [{"border_day": 2, "appears_after": 1, "visits_needed": 3}],
         [{"stopped": 2, "aware": 2, "appeared": 3, "ban_from": 0, "ban_until": 3, "served": 6, "measures_from": inf, "visits": 3}],
         visits_per_day=333),
    case("stopped, corrected, and then found as a wrong record: nothing more", PAPER | {"exit_ban_from": "issue"},
         [{"border_day": 2, "corrected_after": 1, "wrong_record": True, "visits_needed": 3}],
         [{"stopped": 2, "aware": 2, "corrected": 3, "ban_until": 3, "served": inf, "visits": 3}], visits_per_day=333),
    case("opened on the last day before it lapses, and one day late", OPENING | {"lapses_if_unopened": 10},
         [{"opens_after": 10}, {"opens_after": 11}],
         [{"served": 10, "aware": 10}, {"served": inf, "aware": inf}]),
    case("the register cannot serve what has lapsed", OPENING | {"lapses_if_unopened": 6, "register_days": 7},
         [{"account": False}], [{"served": inf, "ban_from": inf}]),
    case("the register serves on the last day", OPENING | {"lapses_if_unopened": 7, "register_days": 7},
         [{"account": False}], [{"served": 7, "aware": inf, "ban_from": 7}]),
    case("a reminder tells also of a notice that has lapsed", OPENING | {"lapses_if_unopened": 3, "reminder_after": 5},
         [{"reachable": True, "opens_after": 4, "appears_after": 2}],
         [{"served": inf, "aware": 5, "appeared": 7, "ban_from": inf}]),
    case("deemed, opened and both on one day", OPENING | {"deemed_if_unopened": 10},
         [{}, {"opens_after": 9}, {"opens_after": 10}, {"opens_after": 11}],
         [{"served": 10, "aware": inf}, {"served": 9, "aware": 9}, {"served": 10, "aware": 10}, {"served": 10, "aware": 11}]),
    case("day 20 is in time, also where someone appears on day 21; measures hold from day 21", {},
         [{"opens_after": 0, "appears_after": 20}, {"opens_after": 0, "appears_after": 21}, {"opens_after": 0, "appears_after": 22}],
         [{"measures_from": inf}, {"measures_from": inf, "measures_until": inf}, {"measures_from": 21, "measures_until": 22}]),
    case("a need teaches from the day on which measures start", {},
         [{"needs_day": 21}, {"needs_day": 20}, {"needs_day": 20, "needs_every": 2}, {"needs_day": 0, "needs_every": 7}],
         [{"aware": 21}, {"aware": inf}, {"aware": 22}, {"aware": 21}]),
    case("a need on the day of leaving comes after leaving", {"exit_ban_from": "none", "grace_days": 0},
         [{"border_day": 1, "needs_day": 1}, {"border_day": 2, "needs_day": 1}],
         [{"left": 1, "aware": inf, "measures_from": 1}, {"left": 2, "aware": 1}]),
    case("readings of the 20 days: service, appearance date, issue", {"clock_from": "appearance_date", "appearance_in": 7},
         [{}], [{"measures_from": 28}]),
    case("measures wait for a late service", {"clock_from": "issue", "served_after": 30},
         [{}], [{"served": 30, "ban_from": 30, "measures_from": 30}]),
    case("a person away learns of it and does not come", {"served_after": 7},
         [{"border_day": 3, "opens_after": 9, "appears_after": 1}],
         [{"left": 3, "served": 7, "aware": 9, "appeared": inf, "ban_from": 7, "ban_until": inf, "measures_from": 28}]),
    case("the horizon cuts what is reported, not what happens", {},
         [{"opens_after": 0, "appears_after": 10}, {"opens_after": 0, "appears_after": 11}],
         [{"appeared": 10, "ban_from": 0, "ban_until": 10}, {"appeared": inf, "ban_from": 0, "ban_until": inf}], horizon=10),
    case("nobody without an account is called where they are exempt", {"without_account": "exempt", "exit_ban_from": "issue"},
         [{"account": False, "border_day": 4, "reachable": True}],
         [{"served": inf, "ban_from": inf, "measures_from": inf, "left": 4, "stopped": inf}]),
    case("rules that cover only one kind", {"ban_covers": ("reservist",), "measures_cover": ("draftee",)},
         [{"kind": "draftee"}, {"kind": "reservist"}],
         [{"ban_from": inf, "measures_from": 21}, {"ban_from": 0, "measures_from": inf}]),
    case("a second round visits only those not found in the first", PAPER,
         # One visit a day: the four on days 0 to 3, then the second on day 4 and the fourth on day 5.
         [{"visits_needed": 1}, {"visits_needed": 2}, {"visits_needed": 1}, {"visits_needed": 2}],
         [{"served": 0, "visits": 1}, {"served": 4, "visits": 2}, {"served": 2, "visits": 1}, {"served": 5, "visits": 2}],
         visits_per_day=250),
    case("the list is worked through in queue order", PAPER,
         [{"queue": 0.75}, {"queue": 0.25}, {"queue": 0.5}], [{"served": 2}, {"served": 0}, {"served": 1}], visits_per_day=333),
    case("capacity is proportional to everybody, the list holds only courier notices", {"without_account": "paper"},
         [{}, {}, {}, {"account": False, "visits_needed": 3}],
         [{"visits": 0}, {"visits": 0}, {"visits": 0}, {"served": 2, "aware": 2, "visits": 3}], visits_per_day=250),
    case("visits up to the horizon are counted, the last day included", PAPER,
         [{"visits_needed": inf}], [{"visits": 3}], visits_per_day=333, horizon=6),
]


@pytest.mark.parametrize(("rules", "rows", "expected", "operations"), BY_HAND)
def test_oracle_gives_the_days_worked_out_by_hand(rules, rows, expected, operations):
    found = simulate(rules, rows, **operations)
    assert [{name: person[name] for name in wanted} for person, wanted in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(("rules", "rows", "expected", "operations"), BY_HAND)
def test_run_gives_the_days_worked_out_by_hand(rules, rows, expected, operations):
    found = days_from_run(rules, rows, operations)
    assert [{name: person[name] for name in wanted} for person, wanted in zip(found, expected, strict=True)] == expected


def days_from_run(rules: dict, rows: list[dict], operations: dict) -> list[dict]:
    """One mapping per person, as the oracle gives it, from the arrays of `run`."""
    timelines = run(System(**rules), People.from_rows(rows), Operations(**operations))
    columns = {name: getattr(timelines, name) for name in (*DAYS, "visits")}
    assert {name: column.shape for name, column in columns.items()} == {name: (len(rows),) for name in columns}
    assert {columns[name].dtype for name in DAYS} == {np.dtype("float32")}
    return [{name: column[place].item() for name, column in columns.items()} for place in range(len(rows))]


# Random systems and people. Days come from a small range, so that two things often fall on one day.

FEW_DAYS = st.sampled_from((0, 1, 2, 3, 4, 5, 6, 8))
DAY_OR_NEVER = st.one_of(FEW_DAYS, FEW_DAYS, st.sampled_from((inf, 13, 21)))
AT_LEAST_ONE = st.sampled_from((1, 2, 3, 5, inf))
YES_OR_NO = st.booleans()
KINDS = st.sampled_from((BOTH_KINDS,) * 6 + (("draftee",), ("reservist",), ()))

EVERY_SYSTEM = {
    "exit_ban_from": st.sampled_from(("service", "issue", "none")),
    "measures": st.sampled_from((("driving",), ("driving", "real_estate", "credit"), ())),
    "clock_from": st.sampled_from(("service", "appearance_date", "issue")),
    "grace_days": st.sampled_from((0, 0, 1, 2, 4, 20)),
    "appearance_in": FEW_DAYS,
    "covers": KINDS, "ban_covers": KINDS, "measures_cover": KINDS,
}
ELECTRONIC = EVERY_SYSTEM | {
    "channel": st.just("electronic"),
    "without_account": st.sampled_from(("register", "register", "paper", "exempt")),
    "register_days": FEW_DAYS,
    "reminder_after": DAY_OR_NEVER,
}
ON_PAPER = EVERY_SYSTEM | {"channel": st.just("in_person"), "served_on": st.just("handing_over")}
SYSTEMS = st.one_of(
    st.fixed_dictionaries(ON_PAPER),
    # A ban before service is the one way to learn of a paper notice before the courier comes.
    st.fixed_dictionaries(ON_PAPER | {"exit_ban_from": st.just("issue")}),
    st.fixed_dictionaries(ELECTRONIC | {"served_on": st.just("posting"), "served_after": FEW_DAYS}),
    st.fixed_dictionaries(ELECTRONIC | {"served_on": st.just("opening"), "deemed_if_unopened": DAY_OR_NEVER}),
    st.fixed_dictionaries(ELECTRONIC | {"served_on": st.just("opening"), "lapses_if_unopened": DAY_OR_NEVER}),
)
ROW = {
    "kind": st.sampled_from(BOTH_KINDS), "account": YES_OR_NO, "opens_after": DAY_OR_NEVER, "reachable": YES_OR_NO,
    "visits_needed": st.sampled_from((1, 2, 3, 4, 2, inf)), "border_day": DAY_OR_NEVER, "appears_after": AT_LEAST_ONE,
    "needs_day": DAY_OR_NEVER, "needs_every": AT_LEAST_ONE, "wrong_record": YES_OR_NO, "corrected_after": AT_LEAST_ONE,
}
ROWS = st.fixed_dictionaries(ROW)
OPERATIONS = {
    "visits_per_day": st.sampled_from((250, 60, 125, 20, 200, 333, 500, 1000, 1500, 100000, 1, 0)),
    "max_visits": st.sampled_from((4, 3, 2, 1, 0, 4)),
    "horizon": st.sampled_from((60, 180, 30, 20, 40, 60, 12, 5, 1, 0)),
}


@st.composite
def populations(draw) -> list[dict]:
    """0 to 8 people; their places in the couriers' list are shuffled, or left to the order of the rows."""
    rows = [draw(ROWS) for _ in range(draw(st.sampled_from((2, 1, 3, 3, 4, 5, 6, 8, 0))))]
    if draw(YES_OR_NO):
        places = draw(st.permutations(range(len(rows))))
        rows = [row | {"queue": place / 8} for row, place in zip(rows, places, strict=True)]
    return rows


# Eighths of a list: a place that binary fractions hold exactly, so that rounding is not what is tested here.
LONE_ROWS = st.fixed_dictionaries(ROW | {"queue": st.integers(0, 7).map(lambda place: place / 8)})
LONE_OPERATIONS = st.fixed_dictionaries(OPERATIONS | {"list_size": st.sampled_from((1, 2, 3, 8, 100, 1000))})
CROWDS = st.tuples(SYSTEMS, populations(), st.fixed_dictionaries(OPERATIONS))


def examples(usual: int, always: bool = False) -> settings:
    """The same `usual` cases each time, or NOTICES_EXAMPLES new ones (not where it is `always` the usual ones)."""
    wanted = None if always else os.environ.get("NOTICES_EXAMPLES")
    return settings(max_examples=int(wanted or usual), derandomize=not wanted, database=None, deadline=None,
                    suppress_health_check=list(HealthCheck))


@examples(3000)
@given(crowd=CROWDS)
def test_run_and_the_oracle_give_the_same_days(crowd):
    rules, rows, operations = crowd
    assert days_from_run(rules, rows, operations) == simulate(rules, rows, **operations)


@examples(2000)
@given(rules=SYSTEMS, row=LONE_ROWS, operations=LONE_OPERATIONS)
def test_explain_and_the_oracle_give_the_same_days_with_reasons(rules, row, operations):
    explanation = explain(System(**rules), row, Operations(**operations))
    days = dict(explanation.days)
    assert days == simulate_lone(rules, row, **operations)
    told = [reason.day for reason in explanation.reasons]
    assert told == sorted(told)
    assert {days[name] for name in DAYS} - {inf} <= set(told), "a day without a reason"
    assert all(0 <= day <= operations["horizon"] for day in told)
    for reason in explanation.reasons:
        assert reason.rule and reason.source and reason.sentence.endswith("."), reason


@examples(300)
@given(crowd=CROWDS, earlier=st.integers(0, 30))
def test_a_shorter_horizon_only_hides_later_days(crowd, earlier):
    """Why both may stop at the horizon: nothing on a day depends on a later day."""
    rules, rows, operations = crowd
    longer = days_from_run(rules, rows, operations | {"horizon": earlier + 30})
    shorter = days_from_run(rules, rows, operations | {"horizon": earlier})
    for whole, cut in zip(longer, shorter, strict=True):
        assert [cut[name] for name in DAYS] == [whole[name] if whole[name] <= earlier else inf for name in DAYS]


@examples(300)
@given(crowd=CROWDS, shuffle=st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing_where_the_queue_is_given(crowd, shuffle):
    rules, rows, operations = crowd
    rows = [{"queue": place / 8} | row for place, row in enumerate(rows)]
    order = shuffle.sample(range(len(rows)), len(rows))
    straight = days_from_run(rules, rows, operations)
    assert days_from_run(rules, [rows[place] for place in order], operations) == [straight[place] for place in order]


@examples(300)
@given(rules=SYSTEMS, row=ROWS, operations=st.fixed_dictionaries(OPERATIONS), place=st.integers(0, 7))
def test_a_lone_person_is_one_among_people_who_are_never_found(rules, row, operations, place):
    """`explain` and `run` agree: seven strangers around the person, who get their notice on paper wherever the person does."""
    stranger = {"kind": row["kind"], "account": row["account"], "visits_needed": inf}
    rows = [stranger | {"queue": other / 8} for other in range(8)]
    rows[place] = row | {"queue": place / 8}
    lone = explain(System(**rules), rows[place], Operations(**operations, list_size=8))
    assert dict(lone.days) == days_from_run(rules, rows, operations)[place]


# The random cases reach what they are meant to reach.

def same_day(*names: str):
    """Somebody to whom all these things happened, on one day."""
    return lambda person, row: person[names[0]] < inf and len({person.get(name, row.get(name)) for name in names}) == 1


CORNERS = {
    "stopped at the border": lambda person, row: person["stopped"] < inf,
    "left before a later service": lambda person, row: person["left"] < person["served"] < inf,
    "left and then aware": lambda person, row: person["left"] < person["aware"] < inf,
    "served and never aware": lambda person, row: person["served"] < person["aware"] == inf,
    "aware and never served": lambda person, row: person["aware"] < person["served"] == inf,
    "settled before service": lambda person, row: person["appeared"] < person["served"] < inf,
    "corrected at the door": lambda person, row: person["corrected"] < person["aware"] == inf,
    "settled, then visited at the door": lambda person, row: person["appeared"] < person["served"] < inf and person["visits"] > 0,
    "found by a courier on the border day": lambda person, row: person["visits"] > 0 and same_day("served", "border_day")(person, row),
    "left on a day of need": same_day("left", "needs_day"),
    "service and border on one day": same_day("served", "border_day"),
    "settled on the day of service": same_day("served", "appeared"),
    "settled on the border day": same_day("corrected", "border_day"),
    "measures and need on one day": same_day("measures_from", "needs_day", "aware"),
    "measures and border on one day": same_day("measures_from", "border_day"),
    "measures that ended": lambda person, row: person["measures_until"] < inf,
    "measures on somebody who had left": lambda person, row: person["left"] < person["measures_from"] < inf,
    "correction on the day of appearing": lambda person, row: person["corrected"] < inf and row["appears_after"] == row["corrected_after"],
    "served in the fourth round": lambda person, row: person["served"] < inf and person["visits"] == 4,
    "aware by a later need": lambda person, row: row["needs_day"] < person["measures_from"] < person["aware"] < person["left"]
    and person["aware"] not in (inf, row["opens_after"], person["stopped"]),
}


def test_random_cases_reach_every_corner():
    """Agreement says little about what never comes up: each of these does, more than once."""
    met = dict.fromkeys(CORNERS, 0)

    @examples(1000, always=True)
    @given(crowd=CROWDS)
    def meet(crowd):
        rules, rows, operations = crowd
        for person, row in zip(simulate(rules, rows, **operations), rows, strict=True):
            for corner, is_there in CORNERS.items():
                met[corner] += is_there(person, row)

    meet()
    assert {corner: times for corner, times in met.items() if times < 2} == {}, met
