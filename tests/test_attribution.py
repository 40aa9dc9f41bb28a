"""A change is shared out among its parts: fairly, exactly, and to nobody who did nothing."""

from __future__ import annotations

from itertools import permutations
from math import inf, sqrt

import numpy as np
import pytest

from notices import NoticesError, Operations, People, System, drawing, load_system, system_names
from notices.attribution import PARTS, attribute, combine, parts
from notices.drawing import draw, population
from notices.measures import MEASURES, Question, compare
from notices.systems import RULES
from workers import dask_client

ARTICLE, PAPER, LAW = load_system("article"), load_system("paper-2022"), load_system("law-2026-01")
SLOW, QUICK = Operations(visits_per_day=5), Operations(visits_per_day=40, max_visits=6)
OF_ALL = sorted(set(MEASURES) - {"learned_at_border"})


def bits(attribution) -> list[float]:
    estimates = [*attribution.shares.values(), attribution.whole, *attribution.values.values()]
    return [number for found in estimates for number in (found.value, found.error)]


# --- taking apart and putting together ------------------------------------------------------------------------------

def test_every_rule_and_all_that_the_office_can_do_belong_to_exactly_one_part():
    rules = [rule for part in PARTS.values() for rule in part.rules]
    assert sorted(rules) == sorted([*RULES, "visits_per_day", "max_visits"])
    assert list(PARTS) == ["service", "exit_ban", "measures", "couriers"]


def test_no_part_switched_on_is_the_system_before_and_all_are_the_one_after():
    assert combine(PAPER, ARTICLE, (), SLOW, QUICK) == (PAPER, SLOW)
    assert combine(PAPER, ARTICLE, PARTS, SLOW, QUICK) == (ARTICLE, QUICK)


@pytest.mark.parametrize("before", ["paper-2022", "article", "germany-portal", "spain", "law-2026-01"])
def test_any_parts_of_any_two_systems_make_a_system_that_can_be(before):
    for after in system_names():
        for on in (["service"], ["exit_ban"], ["measures"], ["service", "exit_ban"], ["service", "measures"], ["exit_ban", "measures"]):
            system, _ = combine(load_system(before), load_system(after), on)
            for part in ("service", "exit_ban", "measures"):
                origin = load_system(after if part in on else before)
                assert all(getattr(system, rule) == getattr(origin, rule) for rule in PARTS[part].rules)


def test_a_mixed_system_says_what_it_is_and_where_each_rule_comes_from():
    system, _ = combine(PAPER, ARTICLE, ["service", "measures"])
    assert system.name == "paper-2022 with service rule, measures of article"
    assert system.sourced and str(system.source("served_on")) == "C19" and str(system.source("exit_ban_from")) == "assumption"


def test_parts_tell_what_each_changes():
    found = parts(PAPER, ARTICLE, SLOW, QUICK)
    assert list(found) == list(PARTS)
    assert found["exit_ban"] == {"exit_ban_from": ("none", "service")}
    assert found["service"]["served_on"] == ("handing_over", "posting")
    assert found["couriers"] == {"visits_per_day": (5, 40), "max_visits": (4, 6)}
    assert parts(ARTICLE, ARTICLE) == {name: {} for name in PARTS}
    assert parts(PAPER, ARTICLE)["couriers"] == {}


# --- by hand -----------------------------------------------------------------------------------------------------------

NEVER_FOUND = [{"visits_needed": inf}]
ELECTRONIC = System(exit_ban_from="none", measures=["credit"], grace_days=5)


def shares(*arguments, **named) -> list[float]:
    return [share.value for share in attribute(*arguments, **named).shares.values()]


def test_two_parts_that_only_work_together_share_alike():
    """Nobody is found on paper, so measures need the electronic service, and the service alone brings no measures."""
    before = System(channel="in_person", exit_ban_from="none", measures=[])
    assert shares("under_measures", before, ELECTRONIC, People.from_rows(NEVER_FOUND)) == [0.5, 0, 0.5, 0]


def test_three_parts_that_only_work_together_have_a_third_each():
    """Stopped at the border: served, by the second visit that only more couriers make, with a ban that runs from service."""
    before = System(channel="in_person", exit_ban_from="none", measures=[])
    after = System(channel="in_person", measures=["credit"], grace_days=0)
    people = People.from_rows([{"visits_needed": 2, "border_day": 9}])
    found = attribute("stopped", before, after, people, Operations(max_visits=1, visits_per_day=1000), Operations(visits_per_day=1000))
    assert [share.value for share in found.shares.values()] == [0, 0.5, 0, 0.5]
    late = People.from_rows([{"opens_after": inf, "border_day": 9, "visits_needed": 2}])
    found = attribute("appeared_by", before, after, late, Operations(max_visits=1, visits_per_day=1000), Operations(visits_per_day=1000))
    assert bits(found) == [0] * len(bits(found)), "who does not come adds nothing to anything"


def test_either_of_two_parts_that_would_do_gets_half():
    """Someone who opens on day 40 learns earlier at the border or from the measures: each alone is enough."""
    before = System(exit_ban_from="none", measures=[])
    after = System(exit_ban_from="service", measures=["credit"], grace_days=0)
    people = People.from_rows([{"opens_after": 40, "border_day": 10, "needs_day": 9}])
    assert shares("unaware_on", before, after, people, question=Question(day=20)) == [0, -0.5, -0.5, 0]


# --- what makes it fair --------------------------------------------------------------------------------------------------

CHANGES = {
    "paper to article": (PAPER, ARTICLE, Operations(), None),
    "paper to article, and quicker couriers": (PAPER, ARTICLE, SLOW, QUICK),
    "article to the law of 2026": (ARTICLE, LAW, SLOW, QUICK),
    "the other way round": (LAW, PAPER, QUICK, SLOW),
}
every_change = pytest.mark.parametrize(("before", "after", "slow", "quick"), CHANGES.values(), ids=CHANGES)


@every_change
@pytest.mark.parametrize("measure", OF_ALL)
def test_shares_add_up_to_the_whole_and_the_whole_is_what_compare_finds(before, after, slow, quick, measure):
    people = draw(1500)
    found = attribute(measure, before, after, people, slow, quick)
    assert sum(share.value for share in found.shares.values()) == pytest.approx(found.whole.value, abs=1e-9)
    here, there = (compare(system, people, operations).estimate(measure) for system, operations in ((before, slow), (after, quick or slow)))
    assert found.whole.value == pytest.approx(there.value - here.value, abs=1e-9)
    assert found.value().value == pytest.approx(here.value) and found.value(*PARTS).value == pytest.approx(there.value)
    assert found.value().error == pytest.approx(here.error) and found.n == 1500
    if slow == (quick or slow):
        assert found.whole.error == pytest.approx(compare([before, after], people, slow).difference(measure).error)


@every_change
@pytest.mark.parametrize("measure", ["unaware_days", "stopped", "visits"])
def test_a_share_is_what_a_part_adds_on_average_over_all_orders(before, after, slow, quick, measure):
    """All 24 orders, one after another, each step with people sent through the systems anew."""
    people = draw(400)
    added = dict.fromkeys(PARTS, 0.0)
    for order in permutations(PARTS):
        for place, part in enumerate(order):
            without, with_it = (compare(*_mix(before, after, order[:upto], slow, quick, people)).estimate(measure).value
                                for upto in (place, place + 1))
            added[part] += (with_it - without) / 24
    found = attribute(measure, before, after, people, slow, quick)
    assert {part: share.value for part, share in found.shares.items()} == pytest.approx(added, abs=1e-9)


def _mix(before, after, on, slow, quick, people):
    system, operations = combine(before, after, on, slow, quick)
    return system, people, operations


@pytest.mark.parametrize("measure", OF_ALL)
def test_a_part_that_changes_nothing_gets_exactly_nothing(measure):
    found = attribute(measure, ARTICLE, load_system("spain"), draw(700))  # another service rule, all else alike
    nothing = [(found.shares[part].value, found.shares[part].error) for part in ("exit_ban", "measures", "couriers")]
    assert nothing == [(0, 0)] * 3
    assert found.shares["service"].value == pytest.approx(found.whole.value, abs=1e-12)


def test_a_part_that_changes_a_rule_without_effect_gets_exactly_nothing():
    found = attribute("visits", PAPER, ARTICLE, draw(700))  # couriers do not know of bans and measures
    assert [(found.shares[part].value, found.shares[part].error) for part in ("measures", "couriers")] == [(0, 0)] * 2


@pytest.mark.parametrize("measure", ["unaware_on", "measures_days", "left_before_service"])
def test_the_way_back_takes_from_each_part_what_the_way_there_gave(measure):
    people = draw(800)
    there, back = attribute(measure, PAPER, LAW, people, SLOW, QUICK), attribute(measure, LAW, PAPER, people, QUICK, SLOW)
    for part in PARTS:
        assert back.shares[part].value == pytest.approx(-there.shares[part].value, abs=1e-9)
        assert back.shares[part].error == pytest.approx(there.shares[part].error, abs=1e-9)


def test_a_measure_among_some_people_is_shared_out_too():
    """Of those stopped: the people differ from mix to mix, the shares still add up to the change."""
    people = draw(4000, {"trips_per_year": 4, "never_travels": 0.3})
    found = attribute("learned_at_border", ARTICLE, LAW, people)
    assert sum(share.value for share in found.shares.values()) == pytest.approx(found.whole.value, abs=1e-9)
    here, there = (compare(system, people).estimate("learned_at_border") for system in (ARTICLE, LAW))
    assert found.whole.value == pytest.approx(there.value - here.value) and found.whole.value != 0
    assert found.value().error == pytest.approx(here.error) and found.value(*PARTS).error == pytest.approx(there.error)


# --- errors ------------------------------------------------------------------------------------------------------------------

def test_the_error_of_a_share_is_as_large_as_chance():
    """Over 120 seeds each share scatters by the error beside it. Couriers' lists are spread evenly and not drawn, so
    where they matter the error is a little on the safe side."""
    for measure in ("unaware_on", "never_knew", "under_measures"):
        runs = [attribute(measure, PAPER, ARTICLE, 400, SLOW, QUICK, seed=seed) for seed in range(120)]
        for part in PARTS:
            scatter = np.std([run.shares[part].value for run in runs])
            shown = sqrt(np.mean([run.shares[part].error ** 2 for run in runs]))
            assert scatter == shown == 0 or 0.83 < shown / scatter < 1.25, (measure, part, shown, scatter)


def test_the_error_of_a_ratio_is_as_large_as_chance():
    runs = [attribute("learned_at_border", ARTICLE, LAW, 1500, assumptions={"trips_per_year": 4}, seed=seed) for seed in range(120)]
    scatter = np.std([run.whole.value for run in runs])
    assert 0.83 < sqrt(np.mean([run.whole.error ** 2 for run in runs])) / scatter < 1.25


# --- pieces and workers ------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("measure", "before"), [("served_by", PAPER), ("learned_at_border", ARTICLE)])
def test_seven_blocks_one_piece_and_workers_share_out_the_same_bits(measure, before, monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 150)
    few, many = Operations(visits_per_day=5, max_visits=2), Operations(visits_per_day=9, max_visits=2)

    def shared_out(people, **named):
        return bits(attribute(measure, before, LAW, people, few, many, **named))

    whole = shared_out(draw(1000, seed=4))
    assert population(1000).blocks == 7
    assert shared_out(1000, seed=4) == whole == shared_out(population(1000, seed=4))
    for workers in (1, 2):
        with dask_client(workers) as client:
            assert shared_out(1000, seed=4, client=client) == whole


# --- reading --------------------------------------------------------------------------------------------------------------------

def test_an_attribution_prints_as_a_table():
    found = attribute("served_by", PAPER, ARTICLE, 500, question=Question(day=10))
    lines = str(found).splitlines()
    assert lines[0].startswith("served by day 10: from paper-2022 to article") and "500 people" in lines[0]
    assert [line.split("  ")[0] for line in lines[2:]] == [
        "under paper-2022", "added by the service rule", "added by the exit ban", "added by the measures", "added by the couriers",
        "added by all together", "under article"]
    assert "float64" not in repr(found) and found._repr_html_().startswith("<table>")
    assert found.largest() == "service"


@pytest.mark.parametrize(("attempt", "pieces"), [
    (lambda: attribute("served", PAPER, ARTICLE), ['"served"', 'Did you mean "served_by"?']),
    (lambda: attribute("served_by", PAPER, "article"), ["'article'", "not a system", "load_system"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, 0), ["number of people", "0"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, People.from_rows([])), ["nobody in these people"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, 10, seed=0.5), ["seed", "0.5"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, 10, assumptions={"wrong": -1}), ["wrong", "-1"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, 10, Operations(horizon=90), Operations()), ["horizon", "90", "180"]),
    (lambda: attribute("served_by", PAPER, ARTICLE, 10, Operations(horizon=20), question=Question()), ['"day"', "30", "0 to 20"]),
    (lambda: attribute("learned_at_border", PAPER, ARTICLE, 500), ["learned_at_border", "paper-2022", "there are none", "share of all people"]),
    (lambda: combine(PAPER, ARTICLE, ["ban"]), ['"ban"', 'Did you mean "exit_ban"?']),
    (lambda: attribute("served_by", PAPER, ARTICLE, 10).value("courier"), ['"courier"', 'Did you mean "couriers"?']),
    (lambda: parts("paper", ARTICLE), ["'paper'", "not a system"]),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_cannot_be_shared_out_is_refused_by_name(attempt, pieces):
    with pytest.raises(NoticesError) as error:
        attempt()
    assert all(piece in str(error.value) for piece in pieces), error.value
