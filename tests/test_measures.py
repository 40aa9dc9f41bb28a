"""Comparisons count what happened, to the person; their errors are as large as chance; pieces and workers change no bit."""

from __future__ import annotations

from math import exp, inf, isnan, nan, sqrt

import operator
import numpy as np
import pytest

from notices import NoticesError, Operations, People, System, drawing, load_system, run, system_names
from notices.drawing import BLOCK, draw, population
from notices.measures import CURVES, MEASURES, Question, compare
from notices.spread import spread
from oracle import simulate
from workers import dask_client

ARTICLE, PAPER = load_system("article"), load_system("paper-2022")
NO_FOLLOW_UP = dict(exit_ban_from="none", measures=[])  # nothing but the notice itself


def bits(comparison) -> list[tuple[bytes, ...]]:
    """Everything that a comparison has counted, to be compared exactly."""
    return [tuple(np.asarray(getattr(tally, name)).tobytes() for name in tally.__dataclass_fields__) for tally in comparison.tallies]


# --- what is counted, told a second time in plain Python --------------------------------------------------------

def lasted(start: float, end: float, horizon: int) -> int:
    return sum(1 for day in range(horizon + 1) if start <= day < end)


def count_plainly(days: dict, row: dict, day: int, appear_day: int, horizon: int) -> dict[str, float | None]:
    """Each measure for one person, from the day-by-day oracle; None for someone whom the measure is not about."""
    burdened = sum(1 for today in range(horizon + 1) if days["ban_from"] <= today < days["ban_until"]
                   or days["measures_from"] <= today < days["measures_until"])
    return {
        "served_by": days["served"] <= day,
        "unaware_on": days["served"] <= day < days["aware"],
        "unaware_days": lasted(days["served"], days["aware"], horizon),
        "never_knew": days["aware"] == inf,
        "appeared_by": days["appeared"] <= appear_day,
        "left_before_service": days["left"] < days["served"],
        "stopped": days["stopped"] < inf,
        "learned_at_border": days["stopped"] == days["aware"] if days["stopped"] < inf else None,
        "under_measures": days["measures_from"] <= day < days["measures_until"],
        "measures_days": lasted(days["measures_from"], days["measures_until"], horizon),
        "wrong_days": burdened if row["wrong_record"] else 0,
        "visits": days["visits"],
    }


UNDER_PRESSURE = {
    "as usual": ({}, {}, 150),
    "capacity too small": ({}, {"visits_per_day": 1}, 150),
    "no couriers": ({}, {"visits_per_day": 0}, 60),
    "one visit each": ({"found_per_visit": 0.8}, {"max_visits": 1, "visits_per_day": 50}, 150),
    "couriers in abundance": ({"at_address": 0.3}, {"visits_per_day": 5000}, 100),
    "everyone gone": ({"trips_per_year": 1e6, "never_travels": 0}, {}, 100),
    "everyone on the move": ({"trips_per_year": 40, "never_travels": 0}, {"visits_per_day": 7}, 150),
    "nobody with an account": ({"with_account": 0}, {"visits_per_day": 3}, 150),
    "every record wrong": ({"wrong": 1}, {}, 100),
    "one person": ({}, {}, 1),
    "one person without an account": ({"with_account": 0, "at_address": 1}, {}, 1),
    "a short look": ({}, {"horizon": 12}, 100),
}
RULES = {
    "paper": {"channel": "in_person"},
    "paper, ban from issue": {"channel": "in_person", "exit_ban_from": "issue", "grace_days": 3},
    "the article": {"without_account": "paper"},
    "opening, else paper": {"served_on": "opening", "lapses_if_unopened": 20, "without_account": "paper", "reminder_after": 9},
    "measures without a ban": {"exit_ban_from": "none", "grace_days": 6, "without_account": "exempt"},
    "the register": {"exit_ban_from": "issue", "clock_from": "appearance_date", "appearance_in": 10},
}


@pytest.mark.parametrize(("assumed", "operated", "n"), UNDER_PRESSURE.values(), ids=UNDER_PRESSURE)
@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_drawn_people_meet_the_days_of_the_oracle_in_one_piece_and_in_blocks(rules, assumed, operated, n, monkeypatch):
    """Days by the oracle, day by day and person by person; and every measure counted from them, in blocks of 23 people."""
    people, system, operations = draw(n, assumed, seed=7), System(**rules), Operations(**operated)
    rows = [people.row(position) for position in range(n)]
    told = simulate(rules | ({"served_on": "handing_over"} if "channel" in rules else {}), rows, **operated)
    found = run(system, people, operations)
    for name in told[0]:
        assert getattr(found, name).tolist() == [days[name] for days in told], name

    monkeypatch.setattr(drawing, "BLOCK", 23)
    people = draw(n, assumed, seed=7)  # blocks are part of what a seed means: other people
    rows = [people.row(position) for position in range(n)]
    told = simulate(rules | ({"served_on": "handing_over"} if "channel" in rules else {}), rows, **operated)
    question = Question(min(30, operations.horizon), min(60, operations.horizon), operations.horizon)
    plain = [count_plainly(days, row, question.day, question.appear_day, question.horizon) for days, row in zip(told, rows)]
    counted = compare(system, n, operations, assumptions=assumed, seed=7)
    for name, measure in MEASURES.items():
        values = [person[name] for person in plain if person[name] is not None]
        estimate = counted.estimate(name)
        if not values:
            assert isnan(estimate.value) and isnan(estimate.error), name
            continue
        assert estimate.value == pytest.approx(measure.per * np.mean(values), rel=1e-12, abs=1e-12), name
        assert estimate.error == pytest.approx(measure.per * np.std(values) / sqrt(len(values)), rel=1e-6, abs=1e-9), name


def test_nobody_gives_no_days_and_cannot_be_compared():
    nobody = People.from_rows([])
    assert len(run(PAPER, nobody)) == 0 == len(run(ARTICLE, nobody))
    with pytest.raises(NoticesError, match="nobody in these people"):
        compare([PAPER], nobody)


# --- closed forms --------------------------------------------------------------------------------------------------

OPENED_BY_30 = 0.95 * (1 - exp(-24 / 365 * 31))
FOUND = 0.7 * (1 - 0.6 ** 4)
CLOSED = {
    "electronic: whoever has an account is served at once": (
        System(**NO_FOLLOW_UP, without_account="exempt"), {}, "served_by", 0.85),
    "electronic: served and not opened": (
        System(**NO_FOLLOW_UP, without_account="exempt"), {}, "unaware_on", 0.85 * (1 - OPENED_BY_30)),
    "electronic: without an account nobody ever knows": (
        System(**NO_FOLLOW_UP), {"never_opens": 0, "errands_per_year": 1e6}, "never_knew", 0.15),
    "opening serves whoever opens": (
        System(**NO_FOLLOW_UP, served_on="opening", without_account="exempt"), {}, "served_by", 0.85 * OPENED_BY_30),
    "a reminder tells whom it reaches": (
        System(**NO_FOLLOW_UP, reminder_after=5), {"never_opens": 1, "reached": 0.3}, "never_knew", 0.7),
    "an exit ban stops whoever travels": (
        System(exit_ban_from="issue", measures=[]), {"trips_per_year": 1e6, "never_travels": 0.4, "with_account": 0.5}, "stopped", 0.6),
    "paper without a limit: found in four visits": (
        System(**NO_FOLLOW_UP, channel="in_person"), {"wrong": 0, "trips_per_year": 0}, "served_by", FOUND),
    "paper without a limit: a wrong record is not served": (
        System(**NO_FOLLOW_UP, channel="in_person"), {"wrong": 0.1, "trips_per_year": 0}, "served_by", 0.9 * FOUND),
    "paper without a limit: visits": (
        System(**NO_FOLLOW_UP, channel="in_person"), {"trips_per_year": 0},
        "visits", 1000 * (0.3 * 4 + 0.7 * (0.4 * 1 + 0.24 * 2 + 0.144 * 3 + 0.216 * 4))),
}


@pytest.mark.parametrize(("system", "assumed", "measure", "exact"), CLOSED.values(), ids=CLOSED)
def test_measures_are_the_closed_form_within_their_error_and_not_without(system, assumed, measure, exact):
    """Forty populations: none lies beyond chance, and together they lie as far off as their own error says."""
    off = []
    for seed in range(1, 41):
        found = compare(system, 2000, Operations(visits_per_day=1_000_000), assumptions=assumed, seed=seed).estimate(measure)
        off.append((found.value - exact) / found.error)
    assert max(map(abs, off)) < 4
    assert 0.7 < np.sqrt(np.mean(np.square(off))) < 1.35


def test_the_closed_forms_would_notice_one_day_too_many():
    system = System(**NO_FOLLOW_UP, without_account="exempt")
    found = compare(system, 100_000, question=Question(day=9)).estimate("unaware_on")
    right, wrong = (0.85 * (1 - 0.95 * (1 - exp(-24 / 365 * days))) for days in (10, 11))
    assert abs(found.value - right) < 3 * found.error < abs(found.value - wrong)


def test_days_to_service_are_the_quantiles_of_the_service_day():
    people = People.from_rows([{"opens_after": day} for day in (0, 1, 2, 3, 4, 5, 6, 7, 8, inf)])
    found = compare(System(served_on="opening"), people)
    assert [found.days_to_service(share).value for share in (0.1, 0.5, 0.9)] == [0, 4, 8]
    assert found.days_to_service(1.0).value == inf


# --- Monte Carlo error -----------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def many_runs():
    return [compare([PAPER, ARTICLE], 400, seed=seed) for seed in range(250)]


@pytest.fixture(scope="module")
def truth():
    return compare([PAPER, ARTICLE], 400_000, seed=10**6)


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - {"learned_at_border"}))
def test_monte_carlo_errors_are_as_large_as_chance(measure, many_runs):
    """Over 250 seeds, each measure scatters by the error that is shown beside it. For couriers the error is on the safe
    side: places in their list are spread evenly and not drawn, so populations differ less than their people do."""
    for name, read in {"paper": lambda c: c.estimate(measure, 0), "article": lambda c: c.estimate(measure, 1),
                       "twins": lambda c: c.difference(measure)}.items():
        scatter = np.std([read(c).value for c in many_runs])
        shown = sqrt(np.mean([read(c).error ** 2 for c in many_runs]))
        assert shown == scatter == 0 or 0.87 < shown / scatter < 1.2, (name, shown, scatter)


@pytest.mark.parametrize("measure", ["served_by", "unaware_on", "never_knew", "appeared_by", "under_measures", "measures_days", "visits"])
def test_two_errors_to_each_side_hold_the_truth_as_often_as_they_should(measure, many_runs, truth):
    held = [abs(c.difference(measure).value - truth.difference(measure).value) <= 2 * c.difference(measure).error for c in many_runs]
    assert 0.91 < np.mean(held) < 0.99  # 95 percent, give or take three times what 250 runs can tell


def test_the_error_shrinks_with_the_root_of_the_number_of_people():
    few, many = (compare(ARTICLE, n).estimate("unaware_days").error for n in (2500, 40_000))
    assert 3.6 < few / many < 4.4


# --- twins -----------------------------------------------------------------------------------------------------------

REMINDED = System(**(ARTICLE.rules | {"reminder_after": 14}), name="article with a reminder")


def test_with_twins_a_real_difference_shows_at_300_people_and_without_them_it_drowns():
    """A reminder spares people days under measures. Forty classes of 300 look for that, each in both ways."""
    runs = [[compare([ARTICLE, REMINDED], 300, seed=seed, twins=twins).difference("measures_days") for twins in (True, False)]
            for seed in range(40)]
    assert all(twins.value < 0 for twins, _ in runs), "no class of twins sees it go the wrong way"
    assert sum(-twins.value > 3 * twins.error for twins, _ in runs) >= 34, "and nearly all see that it is no luck"
    assert sum(abs(fresh.value) < 2 * fresh.error for _, fresh in runs) >= 34, "among strangers nearly all see nothing"
    assert sum(fresh.value > 0 for _, fresh in runs) >= 8, "and many see the opposite"
    assert all(twins.error < 0.4 * fresh.error for twins, fresh in runs)


def test_the_same_system_twice_differs_by_nothing_for_twins_and_by_luck_for_others():
    twins = compare([ARTICLE, ARTICLE], 300)
    fresh = compare([ARTICLE, ARTICLE], 300, twins=False)
    for measure in set(MEASURES) - {"learned_at_border"}:
        assert (twins.difference(measure).value, twins.difference(measure).error) == (0, 0)
    assert fresh.difference("unaware_days").value != 0
    assert bits(fresh)[0] == bits(twins)[0], "the first system keeps its people"


def test_the_error_of_a_twin_difference_is_that_of_the_persons_differences():
    people = draw(500)
    first, second = (run(system, people) for system in (ARTICLE, REMINDED))
    apart = 1.0 * (second.aware == inf) - (first.aware == inf)
    found = compare([ARTICLE, REMINDED], people).difference("never_knew")
    assert found.value == pytest.approx(apart.mean()) and found.error == pytest.approx(apart.std() / sqrt(500))


def test_gaps_count_twins_by_how_much_later_they_are_served():
    people = People.from_rows([{"opens_after": 3}, {"opens_after": 3}, {"opens_after": 0}, {}])
    days, counts = compare([System(), System(served_on="opening")], people).gaps()
    assert {int(day): int(count) for day, count in zip(days, counts) if count} == {3: 2, 0: 1}


# --- directions, on whole populations --------------------------------------------------------------------------------

DIRECTIONS = {
    "more couriers never leave fewer people served": (PAPER, {"visits_per_day": 5}, PAPER, {"visits_per_day": 40}, "served_by", 1),
    "more couriers never leave more people who never know": (PAPER, {"visits_per_day": 5}, PAPER, {"visits_per_day": 40}, "never_knew", -1),
    "a reminder never leaves more people unaware": (ARTICLE, {}, REMINDED, {}, "unaware_days", -1),
    "a ban from issue never stops fewer people than one from service": (
        ARTICLE, {}, ARTICLE.read(ban="issue"), {}, "stopped", 1),
    "measures never leave more people who never know": (
        System(measures=[]), {}, System(measures=["driving"]), {}, "never_knew", -1),
    "later service never means more days served and unaware": (System(), {}, System(served_after=10, register_days=10), {}, "unaware_days", -1),
}


@pytest.mark.parametrize(("before", "few", "after", "many", "measure", "sign"), DIRECTIONS.values(), ids=DIRECTIONS)
def test_effects_have_the_direction_that_is_expected(before, few, after, many, measure, sign):
    for seed in (1, 2, 3):
        here = compare(before, 2000, Operations(**few), seed=seed).estimate(measure).value
        there = compare(after, 2000, Operations(**many), seed=seed).estimate(measure).value
        assert sign * (there - here) > 0


# --- conservation ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["paper-2022", "article", "law-2026-01", "germany-portal"])
def test_on_every_day_everyone_is_in_exactly_one_state_and_the_curves_count_them(name):
    people = draw(3000)
    t = run(load_system(name), people)
    found = compare(load_system(name), people)
    for day in range(181):
        gone, appeared, corrected = t.left <= day, t.appeared <= day, t.corrected <= day
        here = ~(gone | appeared | corrected)
        served, knows = t.served <= day, t.aware <= day
        states = [gone, appeared, corrected, here & served & knows, here & served & ~knows, here & ~served & knows, here & ~served & ~knows]
        assert np.all(np.sum(states, axis=0) == 1), day
        counted = {"left": gone, "appeared": appeared, "served": served, "aware": knows, "unaware": served & ~knows,
                   "under_ban": (t.ban_from <= day) & (t.ban_until > day), "under_measures": (t.measures_from <= day) & (t.measures_until > day)}
        for curve, who in counted.items():
            assert found.curve(curve)[day] == pytest.approx(who.mean(), abs=1e-12), (curve, day)


@pytest.mark.parametrize("name", system_names())
def test_every_person_is_counted_once_on_every_curve_of_every_system(name, monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 300)
    found = compare(load_system(name), 1000)
    assert found.n == 1000 and np.all(found.tallies[0].days.sum(axis=1) == 1000)
    by_day = {curve: found.curve(curve) for curve in ("served", "aware", "appeared", "left")}
    assert all(np.all(np.diff(shares) >= 0) and shares[-1] <= 1 for shares in by_day.values())
    assert np.all(found.curve("unaware") >= 0) and np.all(found.curve("under_ban") >= 0) and np.all(found.curve("under_measures") >= 0)
    assert np.all(by_day["left"] + by_day["appeared"] <= 1)


# --- bits --------------------------------------------------------------------------------------------------------------

def test_seven_blocks_one_piece_and_workers_count_the_same_bits(monkeypatch):
    """Small blocks, everybody under one roof: whole, in seven blocks, on one worker, on two."""
    monkeypatch.setattr(drawing, "BLOCK", 150)
    systems, operations = [PAPER, ARTICLE, load_system("law-2026-01")], Operations(visits_per_day=9)
    whole = bits(compare(systems, draw(1000, seed=3), operations))
    assert population(1000).blocks == 7
    assert bits(compare(systems, 1000, operations, seed=3)) == whole
    assert bits(compare(systems, population(1000, seed=3), operations)) == whole
    for workers in (1, 2):
        with dask_client(workers) as client:
            assert bits(compare(systems, 1000, operations, seed=3, client=client)) == whole


def test_processes_of_their_own_count_the_same_bits(monkeypatch):
    """As for millions of people: the pieces are shared out to a process per core."""
    monkeypatch.setattr(drawing, "BLOCK", 150)
    here = bits(compare([PAPER, ARTICLE], 1000, seed=3))
    monkeypatch.setattr("notices.spread.MANY", 2)
    assert bits(compare([PAPER, ARTICLE], 1000, seed=3)) == here


def test_worker_processes_count_the_same_bits_on_blocks_of_full_size():
    n, operations = 2 * BLOCK + 1000, Operations(visits_per_day=15)
    here = bits(compare([PAPER, ARTICLE], n, operations))
    with dask_client(2, processes=True) as client:
        assert bits(compare([PAPER, ARTICLE], n, operations, client=client)) == here
    assert bits(compare([PAPER, ARTICLE], draw(n), operations)) == here


def test_fresh_people_are_the_same_bits_in_blocks_and_on_workers(monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 150)
    here = compare([PAPER, ARTICLE], 500, twins=False)
    with dask_client(2) as client:
        assert bits(compare([PAPER, ARTICLE], 500, twins=False, client=client)) == bits(here)


def test_spread_gives_results_in_the_order_of_the_pieces():
    assert list(spread(operator.sub, [(place, 1) for place in range(100)])) == list(range(-1, 99))


# --- reading ------------------------------------------------------------------------------------------------------------

def test_a_comparison_prints_as_a_table_with_units_errors_and_the_number_of_people():
    found = compare([PAPER, ARTICLE], 1000, question=Question(day=45))
    text, html = str(found), found._repr_html_()
    assert text.splitlines()[0] == "1,000 people, the same people under each system; ± one standard error"
    assert all(piece in text for piece in ["paper-2022", "article", "article minus paper-2022", "served by day 45", "person-days per 1,000 people"])
    assert "float64" not in text and html.startswith("<table>") and html.count("<tr>") == len(text.splitlines()) - 1
    assert "fresh people" in str(compare([PAPER, ARTICLE], 50, twins=False))


def test_a_horizon_of_the_operations_is_that_of_the_question():
    people = People.from_rows([{}, {"opens_after": 5}])
    found = compare(System(), people, Operations(horizon=9), question=Question(day=4, appear_day=9))
    assert found.estimate("unaware_days").value == 500 * (10 + 5)
    assert compare(System(), people, Operations(horizon=9)).question == Question(9, 9, 9)
    assert len(found.curve("served")) == 10 and len(found.gaps(0)[0]) == 19


@pytest.mark.parametrize(("attempt", "pieces"), [
    (lambda: compare([]), ["not a list of systems", "load_system"]),
    (lambda: compare(["article"]), ["'article'", "not a list of systems"]),
    (lambda: compare(ARTICLE, 0), ["number of people", "0", "1 or more"]),
    (lambda: compare(ARTICLE, -3), ["number of people", "-3"]),
    (lambda: compare(ARTICLE, 10, seed=0.5), ["seed", "0.5"]),
    (lambda: compare(ARTICLE, 10, assumptions={"wrong": 2}), ["wrong", "2", "from 0 to 1"]),
    (lambda: compare([PAPER, ARTICLE], draw(10), twins=False), ["twins=False", "needs a number of people"]),
    (lambda: compare(ARTICLE, 10).estimate("served"), ['"served"', 'Did you mean "served_by"?']),
    (lambda: compare(ARTICLE, 10).estimate("served_by", "paper"), ['"paper"', "not compared", "article"]),
    (lambda: compare(ARTICLE, 10).curve("apeared"), ['"apeared"', 'Did you mean "appeared"?']),
    (lambda: Question(day=200), ['"day"', "200", "horizon", "0 to 180"]),
    (lambda: Question(appear_day=2.5), ['"appear_day"', "2.5", "whole number"]),
    (lambda: Question(day=nan), ['"day"', "NaN"]),
    (lambda: compare(ARTICLE, 10, Operations(horizon=20), question=Question(day=30)), ['"day"', "30", "0 to 20"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_cannot_be_compared_is_refused_by_name(attempt, pieces):
    with pytest.raises(NoticesError) as error:
        attempt()
    assert all(piece in str(error.value) for piece in pieces), error.value


def test_every_curve_and_measure_can_be_read():
    found = compare([PAPER, ARTICLE], 200)
    assert all(found.estimate(measure, system).unit for measure in MEASURES for system in found.names)
    assert set(CURVES) >= {"served", "aware", "appeared", "left"}


def test_a_cluster_without_workers_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr("notices.spread.NO_WORKER_FOR", 1)
    with dask_client(0) as client:
        with pytest.raises(NoticesError, match="no worker for 1 seconds.*after 0 of 1 pieces.*the same bits"):
            list(spread(len, [((),)], client))
