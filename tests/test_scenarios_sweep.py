"""Many assumptions at once: the same people throughout, nothing lost when stopped, the same bits on any number of workers."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from math import exp, nan

import numpy as np
import pytest

from notices import NoticesError, Operations, System, load_system
from notices import scenarios
from notices.drawing import assumptions, draw
from notices.measures import MEASURES, Question, compare
from notices.people import FIELDS
from notices.scenarios import (AVOIDED, OPPOSITES, Scenario, Sweep, compare_in, latin_hypercube, outcome, ranges_of, reached_in, sample,
                               tornado, truth_map, twins_in)
from notices.spread import Progress
from workers import dask_client

ARTICLE, PAPER = load_system("article"), load_system("paper-2022")
ACCOUNTS = tuple(Scenario((ARTICLE,), {"with_account": share / 20}) for share in range(1, 20))


def bits(results) -> list[bytes]:
    return [np.asarray(getattr(tally, name)).tobytes() for result in results for tally in result.tallies for name in tally.__dataclass_fields__]


# --- sweeps ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("kept", [0, 10_000])
def test_a_sweep_finds_for_each_scenario_what_compare_finds(kept, monkeypatch):
    """Whether drawn fields are kept from one scenario to the next or not."""
    monkeypatch.setattr(scenarios, "KEPT", kept)
    tried = [Scenario((PAPER, ARTICLE), {"wrong": 0.1}), Scenario((PAPER, ARTICLE)), Scenario((ARTICLE,), {"wrong": 0.1, "never_opens": 0.3}),
             Scenario((PAPER, ARTICLE), {"wrong": 0.1}, Operations(visits_per_day=3, horizon=90))]
    found = Sweep(tried, 700, seed=9).run()
    expected = [compare(s.systems, 700, s.operations, assumptions=s.assumptions, seed=9) for s in tried]
    assert bits(found) == bits(expected)
    assert [result.question for result in found] == [result.question for result in expected]


def test_the_people_of_a_scenario_are_those_that_are_drawn():
    changed = {"with_account": 0.7, "days_between": 3, "days_to_appear": 5}
    for assumed in ({}, changed, {}):
        found, drawn = twins_in(Scenario((ARTICLE,), assumed), 500, 3), draw(500, assumed, 3)
        assert all(getattr(found, name).tobytes() == getattr(drawn, name).tobytes() for name in FIELDS)
    with pytest.raises(ValueError, match="read-only"):
        found.account[0] = not found.account[0]  # shared with other scenarios: nobody may write on it


def counted(ran: list, stop_at: int | None = None):
    """Work that notes what it does, and in which Ctrl-C is pressed at one scenario."""
    def work(scenario, n, seed, question):
        if len(ran) == stop_at:
            ran.append("stopped")
            signal.raise_signal(signal.SIGINT)
        ran.append(scenario.assumptions["with_account"])
        return compare_in(scenario, n, seed, question)
    return work


def test_ctrl_c_keeps_what_is_finished_and_the_next_run_goes_on_from_there():
    ran: list = []
    sweep = Sweep(ACCOUNTS, 100, work=counted(ran, stop_at=7))
    with pytest.raises(KeyboardInterrupt) as stopped:
        sweep.run()
    assert str(stopped.value) == "7 of 19 scenarios are finished and kept. To go on, call run() on the sweep again, or look at its result again."
    assert sorted(sweep.finished) == list(range(7)) and repr(sweep) == "Sweep(7 of 19 scenarios finished, 100 people each)"
    results = sweep.run()
    ran.remove("stopped")
    assert ran == [scenario.assumptions["with_account"] for scenario in ACCOUNTS], "each once, in order"
    assert bits(results) == bits(Sweep(ACCOUNTS, 100).run())
    assert sweep.run() == results and len(ran) == 19, "what is finished is never run again"


def test_a_tornado_that_is_stopped_goes_on_when_it_is_looked_at_again(monkeypatch):
    ran: list = []
    found = tornado("served_by", ARTICLE, 100, {"with_account": (0.6, 0.9)}, assumptions={"with_account": 0.7})
    found.sweep.work = counted(ran, stop_at=2)
    with pytest.raises(KeyboardInterrupt, match="2 of 3 scenarios are finished and kept"):
        str(found)
    assert "with_account" in str(found)
    assert ran == [0.7, 0.6, "stopped", 0.9]


def test_an_error_in_the_work_itself_is_not_taken_for_a_lost_cluster():
    def broken(*_):
        raise ZeroDivisionError("a mistake")
    with pytest.raises(ZeroDivisionError):
        Sweep(ACCOUNTS, 10, work=broken).run()


def test_results_can_be_saved_and_read_back():
    results = Sweep(ACCOUNTS[:2], 50).run()
    again = pickle.loads(pickle.dumps(results))
    assert bits(again) == bits(results) and str(again[0]) == str(results[0])


# --- workers --------------------------------------------------------------------------------------------------------------

def test_threads_of_a_dask_client_find_the_same_bits_in_every_kind_of_sweep():
    def all_kinds(client):
        few = ranges_of("with_account", "errands_per_year")
        return (bits(tornado("stopped", [PAPER, ARTICLE], 300, few, client=client).sweep.run()),
                bits(sample("stopped", ARTICLE, 6, 300, few, client=client).sweep.run()),
                truth_map("never_knew", *few, ARTICLE, steps=4, n=300, client=client).shares.tobytes())

    here = all_kinds(None)
    for workers in (1, 2):
        with dask_client(workers) as client:
            assert all_kinds(client) == here


def close(client):
    client.cluster.close()


def take_its_workers(client):
    client.cluster.scale(0)
    while client.scheduler_info()["workers"]:  # asks the scheduler anew each time
        pass


@pytest.mark.parametrize(("go_away", "processes"), [(close, True), (take_its_workers, False)])
def test_a_cluster_that_goes_away_leaves_what_it_finished_and_the_sweep_goes_on_here(go_away, processes, monkeypatch):
    """Two workers that are gone after five results: with their scheduler, or without it, so that others might still come."""
    monkeypatch.setattr("notices.spread.NO_WORKER_FOR", 1)

    class GoneAfterFive(dict):
        def __setitem__(self, at, result):
            super().__setitem__(at, result)
            if len(self) == 5:
                go_away(client)

    with dask_client(2, processes) as client:
        sweep = Sweep(ACCOUNTS, 200, client=client)
        sweep.finished = GoneAfterFive()
        with pytest.raises(NoticesError) as lost:
            sweep.run()
    assert all(piece in str(lost.value) for piece in [
        "the Dask cluster failed or went away", f"{len(sweep.finished)} of 19 scenarios are finished and kept",
        "set the sweep's client to a new one, or to None", "call run()"]), lost.value
    assert 5 <= len(sweep.finished) < 19
    before = dict(sweep.finished)
    sweep.client = None
    results = sweep.run()
    assert bits(results) == bits(Sweep(ACCOUNTS, 200).run())
    assert all(results[at] is result for at, result in before.items()), "what is finished is never run again"


def test_a_cluster_that_never_had_a_worker_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr("notices.spread.NO_WORKER_FOR", 1)
    with dask_client(0) as client:
        with pytest.raises(NoticesError, match="no worker for 1 seconds.*0 of 19 scenarios are finished"):
            Sweep(ACCOUNTS, 100, client=client).run()


def test_dask_is_not_imported_until_a_client_is_given():
    code = ("import sys; from notices import load_system; from notices.scenarios import tornado; "
            "str(tornado('stopped', load_system('article'), 20, {'wrong': (0, 0.1)})); "
            "sys.exit(any(name in sys.modules for name in ('dask', 'distributed', 'scipy', 'pandas')))")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- reading one number ------------------------------------------------------------------------------------------------------

def test_a_measure_is_read_under_one_system_or_as_a_difference_between_two():
    people = draw(800)
    single, double = compare(ARTICLE, people), compare([PAPER, ARTICLE], people)
    for measure in MEASURES:
        assert outcome(single, measure) == single.estimate(measure) or np.isnan(single.estimate(measure).value)
        assert outcome(double, measure) == double.difference(measure) or np.isnan(double.difference(measure).value)
    for opposite, (measure, _) in OPPOSITES.items():
        assert outcome(single, opposite).value == 1 - single.estimate(measure).value
        assert outcome(double, opposite).value == -double.difference(measure).value
        assert outcome(double, opposite).error == double.difference(measure).error


# --- one at a time ----------------------------------------------------------------------------------------------------------

def test_a_tornado_moves_one_assumption_at_a_time_and_sorts_them_by_swing():
    ranges = {"wrong": (0, 0.1), "errands_per_year": (2, 120), "visits_per_day": (0, 50)}
    found = tornado("unaware_days", [PAPER, ARTICLE], 600, ranges, assumptions={"with_account": 0.7}, operations=Operations(max_visits=2), seed=5)

    def compared(changes=None, visits_per_day=20):
        values = {"with_account": 0.7} | (changes or {})
        return compare([PAPER, ARTICLE], 600, Operations(visits_per_day, max_visits=2), assumptions=values, seed=5).difference("unaware_days")

    assert found.base == compared()
    ends = {bar.assumption: (bar.low, bar.high, bar.at_low, bar.at_high) for bar in found.bars}
    assert ends["errands_per_year"] == (2, 120, compared({"errands_per_year": 2}), compared({"errands_per_year": 120}))
    assert ends["wrong"] == (0, 0.1, compared({"wrong": 0}), compared({"wrong": 0.1}))
    assert ends["visits_per_day"] == (0, 50, compared(visits_per_day=0), compared(visits_per_day=50))
    swings = [bar.swing for bar in found.bars]
    assert swings == sorted(swings, reverse=True) and swings[0] > swings[1]
    assert found.bars[0].assumption == "errands_per_year"


def test_a_tornado_of_the_file_moves_every_assumption_in_its_range():
    found = tornado("served_by", load_system("law-2026-01"), 300)
    assert {bar.assumption: (bar.low, bar.high) for bar in found.bars} == {name: (a.low, a.high) for name, a in assumptions().items()}
    without_effect = [bar for bar in found.bars if bar.assumption != "with_account"]
    assert all(bar.swing == 0 for bar in without_effect), "service by posting asks for nothing else; twins show not even luck"


def test_the_same_runs_are_read_for_another_measure():
    found = tornado("served_by", ARTICLE, 200, ranges_of("with_account"))
    found.base
    found.sweep.work = None  # nothing can be run any more
    assert found.read("never_knew").bars == tornado("never_knew", ARTICLE, 200, ranges_of("with_account")).bars
    assert "never aware, under article: " in str(found.read("never_knew")) and "± one standard error" in str(found)
    lines = str(found.read("not_served_by")).splitlines()
    assert lines[0].startswith("not served by day 30, under article: ") and lines[1].split("  ")[0] == "assumption"


# --- all together -----------------------------------------------------------------------------------------------------------

def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_side():
    points = latin_hypercube(40, 3, seed=2)
    assert points.shape == (40, 3)
    for side in points.T:
        assert sorted(np.floor(side * 40).astype(int)) == list(range(40))
    assert abs(np.corrcoef(latin_hypercube(2000, 3).T)[np.triu_indices(3, 1)]).max() < 0.1, "the sides are shuffled apart"
    assert np.array_equal(points, latin_hypercube(40, 3, seed=2)) and not np.array_equal(points, latin_hypercube(40, 3, seed=3))


def test_a_sample_fills_the_ranges_and_finds_what_compare_finds():
    ranges = {"with_account": (0.6, 0.99), "never_opens": (0.1, 0.1), "max_visits": (1, 4)}
    found = sample("never_knew", ARTICLE, 30, 300, ranges, seed=6)
    assert found.points.shape == (30, 3) and len(found.outcomes) == 30
    for column, (low, high) in zip(found.points.T, ranges.values()):
        assert low <= column.min() and column.max() <= high
    account, never, visits = found.points[11]
    expected = compare(ARTICLE, 300, Operations(max_visits=round(visits)), assumptions={"with_account": account, "never_opens": never}, seed=6)
    assert found.outcomes[11] == expected.estimate("never_knew")
    assert np.array_equal(found.values, sample("never_knew", ARTICLE, 30, 300, ranges, seed=6).values)
    assert np.array_equal(found.read("unaware_on").values, sample("unaware_on", ARTICLE, 30, 300, ranges, seed=6).values)
    cells = found.table().cells()
    assert [row[0] for row in cells] == ["least", "a quarter lies below", "half lies below", "three quarters lie below", "greatest"]
    assert found.table().rows[0][1] == found.values.min() and found.table().rows[-1][1] == found.values.max()
    assert "30 scenarios that fill the ranges of 3 assumptions" in str(found)


# --- the truth map ----------------------------------------------------------------------------------------------------------

def small_map(claim="not_served_by", system=ARTICLE, **named):
    return truth_map(claim, "with_account", "at_address", system, steps=5, n=400, seed=3, **named)


@pytest.mark.parametrize("claim", AVOIDED)
def test_each_place_on_the_map_is_what_compare_finds_there(claim):
    found = small_map(claim)
    measure = {"not_served_by": "not_served_by", "not_appeared_by": "not_appeared_by", "never_knew": "never_knew"}[claim]
    assert found.shares.shape == found.errors.shape == (5, 5)
    for row, column in ((0, 0), (4, 0), (1, 3)):
        values = {"with_account": found.across_values[column], "at_address": found.up_values[row]}
        there = outcome(compare(ARTICLE, 400, assumptions=values, seed=3), measure)
        assert found.shares[row, column] == pytest.approx(there.value, abs=1e-12)
        assert found.errors[row, column] == pytest.approx(there.error, abs=1e-12)
    assert (found.across_values[0], found.across_values[-1]) == (0.6, 0.99) and (found.up_values[0], found.up_values[-1]) == (0.3, 0.95)


def test_another_claim_another_day_and_another_threshold_are_read_from_the_same_runs():
    found = small_map()
    found.shares
    found.sweep.work = None  # nothing can be run any more
    for claim, day in (("not_served_by", 3), ("not_appeared_by", None), ("not_appeared_by", 90), ("never_knew", None)):
        assert np.array_equal(found.read(claim, day).shares, small_map(claim, day=day).shares)
    assert found.read("not_appeared_by").day == 60 and found.read("never_knew").day == 180 and found.read(day=7).claim == "not_served_by"


def test_the_claim_is_true_where_at_most_the_threshold_avoids_the_notice():
    found = small_map()
    counts = np.round(found.shares * 400)
    for people in (0, 20, 57, 400):  # an exact share counts as at most itself: 20 of 400 is no more than 0.05
        assert np.array_equal(found.holds(people / 400), counts <= people)
    true = [found.share_true(threshold) for threshold in np.linspace(0, 1, 11)]
    assert true == sorted(true) and true[0] < true[-1] == 1
    assert found.share_true(0.1) == np.mean(counts <= 40)


def test_what_reaches_more_people_never_makes_the_claim_less_true():
    """The same people everywhere: more accounts, or more people who live at their address, leave fewer who avoid service."""
    for claim in AVOIDED:
        shares = small_map(claim, ARTICLE.read(no_account="register")).shares
        assert np.array_equal(shares[0], shares[-1]), "an address means nothing where nobody is visited"
    shares = truth_map("not_served_by", "at_address", "found_per_visit", PAPER, steps=5, n=400).shares
    assert np.all(np.diff(shares, axis=0) <= 0) and np.all(np.diff(shares, axis=1) <= 0)
    shares = small_map().shares
    assert np.all(np.diff(shares, axis=1) <= 0), "more accounts, fewer who are not served"


def test_the_map_is_the_closed_form_within_chance():
    """Served is who has an account and opens the message by day 30; nobody else is called."""
    system = System(served_on="opening", without_account="exempt", exit_ban_from="none", measures=[])
    found = truth_map("not_served_by", "with_account", "errands_per_year", system, steps=4, n=5000)
    for row, errands in enumerate(found.up_values):
        for column, accounts in enumerate(found.across_values):
            opened = 0.95 * (1 - exp(-errands / 365 * 31))
            assert abs(found.shares[row, column] - (1 - accounts * opened)) < 4 * found.errors[row, column]


def test_what_the_office_can_do_may_stand_on_an_axis():
    found = truth_map("not_served_by", "at_address", "max_visits", PAPER, steps=9, n=200, ranges={"max_visits": (1, 4)})
    assert found.up_values.tolist() == [1, 2, 3, 4] and found.shares.shape == (4, 9)
    one_visit = compare(PAPER, 200, Operations(max_visits=1), assumptions={"at_address": found.across_values[2]})
    assert found.shares[0, 2] == pytest.approx(1 - one_visit.estimate("served_by").value)


def test_more_people_than_are_kept_in_mind_give_the_same_map(monkeypatch):
    kept = small_map().shares
    monkeypatch.setattr(scenarios, "KEPT", 10)
    assert np.array_equal(small_map().shares, kept)


def test_a_map_prints_as_a_table_with_the_highest_row_first():
    found = small_map("not_appeared_by")
    lines = str(found).splitlines()
    assert lines[0].startswith("share of people not come to the office by day 60, under article; down: at_address, across: with_account; 400 people")
    assert lines[1].split() == ["at_address", "0.6", "0.6975", "0.795", "0.8925", "0.99"]
    assert lines[2].split() == ["0.95", *(f"{share:.3f}" for share in found.shares[-1])]
    assert found.in_words() == "not come to the office by day 60"


def test_events_are_counted_by_day_up_to_the_horizon():
    reached = reached_in(Scenario((ARTICLE,), {}, Operations(horizon=40)), 300, 1, None)
    found = compare(ARTICLE, 300, Operations(horizon=40))
    for event in ("served", "aware", "appeared"):
        assert np.allclose(reached[event] / 300, found.curve(event)), event


# --- progress ---------------------------------------------------------------------------------------------------------------

def test_short_work_shows_no_progress_and_long_work_one_line(monkeypatch, capsys):
    assert list(Progress.over(iter("abc"), 3, "scenarios", True)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(Progress, "SHORT", -1.0)
    monkeypatch.setattr(Progress, "OFTEN", 0.0)
    list(Progress.over(iter("abc"), 3, "scenarios", True))
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and said.endswith("\n") and "scenarios [##########" in said and "3/3" in said
    list(Progress.over(iter("abc"), 3, "scenarios", False))
    assert capsys.readouterr().err == ""


# --- bad input --------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("attempt", "pieces"), [
    (lambda: tornado("stoped", ARTICLE), ['"stoped"', 'Did you mean "stopped"?', "not_served_by"]),
    (lambda: tornado("stopped", "article"), ["'article'", "Give one system, or two"]),
    (lambda: tornado("stopped", [ARTICLE] * 3), ["Give one system, or two"]),
    (lambda: tornado("stopped", ARTICLE, 0), ["number of people", "0", "1 or more"]),
    (lambda: tornado("stopped", ARTICLE, -4), ["number of people", "-4"]),
    (lambda: tornado("stopped", ARTICLE, seed=1.5), ["seed", "1.5", "whole number"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_acount": (0, 1)}), ["with_acount", 'Did you mean "with_account"?']),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_account": (0.9, 0.2)}), ["with_account", "low 0.9 is above high 0.2"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_account": (0.5, 1.5)}), ["with_account", "1.5", "from 0 to 1"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_account": (nan, 1)}), ["with_account", "NaN"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_account": 0.5}), ["with_account", "0.5", "(low, high)"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"with_account": "01"}), ["with_account", "'01'", "(low, high)"]),
    (lambda: tornado("stopped", ARTICLE, ranges={}), ["ranges", "names no assumption"]),
    (lambda: tornado("stopped", ARTICLE, ranges={"visits_per_day": (2.5, 10)}), ["visits_per_day", "2.5", "whole number"]),
    (lambda: tornado("stopped", ARTICLE, assumptions={"wrong": 2}), ["wrong", "2", "from 0 to 1"]),
    (lambda: tornado("stopped", ARTICLE, operations=Operations(horizon=20), question=Question()), ['"day"', "30", "0 to 20"]),
    (lambda: ranges_of("visits_per_day"), ["visits_per_day", "no range", "(low, high)"]),
    (lambda: ranges_of("wrongs"), ['"wrongs"', 'Did you mean "wrong"?']),
    (lambda: sample("stopped", ARTICLE, 0), ["number of scenarios", "0", "1 or more"]),
    (lambda: sample("stopped", ARTICLE, 2.5), ["number of scenarios", "2.5", "whole number"]),
    (lambda: sample("stopped", ARTICLE, 5, 0), ["number of people", "0"]),
    (lambda: sample("stopped", ARTICLE, 5, seed="x"), ["seed", "'x'"]),
    (lambda: truth_map("not_served", "wrong", "reached", ARTICLE), ['"not_served"', 'Did you mean "not_served_by"?']),
    (lambda: truth_map("never_knew", "wrong", "wrong", ARTICLE), ["wrong", "both across and up"]),
    (lambda: truth_map("never_knew", "wrong", "reach", ARTICLE), ['"reach"', 'Did you mean "reached"?']),
    (lambda: truth_map("never_knew", "wrong", "max_visits", ARTICLE), ["max_visits", "no range"]),
    (lambda: truth_map("never_knew", "wrong", "reached", [PAPER, ARTICLE]), ["one system"]),
    (lambda: truth_map("never_knew", "wrong", "reached", ARTICLE, steps=1), ["steps", "1", "2 or more"]),
    (lambda: truth_map("never_knew", "wrong", "reached", ARTICLE, day=3), ["never_knew", "takes no day"]),
    (lambda: truth_map("not_served_by", "wrong", "reached", ARTICLE, day=-1), ["not_served_by", "day", "-1"]),
    (lambda: truth_map("not_served_by", "wrong", "reached", ARTICLE, day=181), ["not_served_by", "181", "0 to 180"]),
    (lambda: truth_map("not_served_by", "wrong", "reached", ARTICLE, ranges={"with_account": (0, 1)}), ["with_account", "neither across", "wrong"]),
    (lambda: truth_map("not_served_by", "wrong", "reached", ARTICLE, ranges={"reached": (1, 0)}), ["reached", "low 1 is above high 0"]),
    (lambda: small_map().holds(1.5), ["threshold", "1.5", "0 to 1"]),
    (lambda: small_map().holds("5%"), ["threshold", "'5%'"]),
    (lambda: small_map().read("nobody_knew"), ['"nobody_knew"', 'Did you mean "never_knew"?']),
    (lambda: Sweep([]), ["no scenarios"]),
    (lambda: Sweep([Scenario((ARTICLE,), {"wrong": 7})]), ["wrong", "7"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_cannot_be_tried_is_refused_by_name_before_anything_runs(attempt, pieces):
    with pytest.raises(NoticesError) as error:
        attempt()
    assert all(piece in str(error.value) for piece in pieces), error.value
