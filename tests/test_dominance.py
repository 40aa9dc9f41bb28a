"""Which rule beats which: counted anew person by person, and never out of a difference that lies in the noise."""

import math

import numpy as np
import pytest

from notices import NEVER, NoticesError, People, System, load_system, run, system_names
from notices.dominance import COUNTS, RELATIONS, Counted, counted, relation, unbeaten, verdict
from notices.drawing import draw
from notices.measures import Estimate, compare

PEOPLE = draw(3000, seed=5)
DAYS = 181  # from day 0 to day 180


def days_of(system, people):
    """The three counts of everybody, written from their definitions and without numpy's help: rows of (waiting, unaware, wrong)."""
    timelines = run(system, people)
    return [_one(timelines.days(at), bool(people.wrong_record[at])) for at in range(len(people))]


def _one(days, wrong):
    held = {day for start, end in (("ban_from", "ban_until"), ("measures_from", "measures_until"))
            for day in range(DAYS) if days[start] <= day < days[end]}
    return (0 if wrong else sum(day < days["served"] for day in range(DAYS)), sum(days["served"] <= day < days["aware"] for day in range(DAYS)),
            len(held) if wrong else 0)


@pytest.mark.parametrize("name", ["paper-2022", "law-2023-08", "singapore", "germany-portal"])
def test_counts_are_those_of_a_count_day_by_day(name):
    people = draw(300, {"wrong": 0.1}, seed=3)
    mine, ours = np.array(days_of(load_system(name), people), dtype=float), counted(load_system(name), people)
    assert np.array_equal(mine.T, [ours.numbers[count] for count in COUNTS])
    for count, numbers in zip(COUNTS, mine.T):
        assert ours.estimate(count).value == pytest.approx(1000 * numbers.mean())
        assert ours.estimate(count).error == pytest.approx(1000 * numbers.std() / math.sqrt(300))


@pytest.mark.parametrize("name", ["paper-2022", "article", "law-2026-01", "spain"])
def test_numbers_are_those_of_compare(name):
    first = load_system("estonia")
    both, one, base = compare([first, load_system(name)], PEOPLE), counted(load_system(name), PEOPLE), counted(first, PEOPLE)
    for count in ("unaware_days", "wrong_days", "appeared_by", "visits"):
        same = both.estimate(count, 1)
        assert (one.estimate(count).value, one.estimate(count).error) == pytest.approx((same.value, same.error))
    for count in ("unaware_days", "wrong_days"):
        apart = both.difference(count, 1)
        assert (one.minus(base, count).value, one.minus(base, count).error) == pytest.approx((apart.value, apart.error))
    right = draw(3000, {"wrong": 0}, seed=5)
    waited = counted(load_system(name), right).estimate("waiting_days").value
    assert waited == pytest.approx(1000 * (1 - compare(load_system(name), right).curve("served")).sum())
    assert one.half_served_by == both.days_to_service(0.5, 1).value


def test_a_rule_is_the_same_as_itself_and_as_one_that_does_the_same_to_everybody():
    article, denmark = (counted(load_system(name), PEOPLE) for name in ("article", "denmark"))
    assert article.relation(article) == article.relation(denmark) == "is the same as"
    assert all(difference.value == difference.error == 0 for difference in article.against(denmark).values())


def relation_anew(here, there):
    """The relation of two arrays of shape (people, counts), worked out without the package."""
    apart = here - there
    signs = set()
    for one in apart.T:
        mean, error = one.mean(), one.std() / math.sqrt(len(one))
        signs.add("=" if not one.any() else "?" if abs(mean) <= 2 * error else "-" if mean < 0 else "+")
    if {"-", "+"} <= signs:
        return "trades with"
    if "?" in signs:
        return "may beat or be beaten by"
    return {"=": "is the same as", "-": "beats", "+": "is beaten by"}[max(signs, key="=-+".index)]


def test_every_pair_of_shipped_systems_stands_as_an_independent_count_has_it():
    names = system_names()
    mine = {name: np.array(days_of(load_system(name), PEOPLE[:1000]), dtype=float) for name in names}
    ours = {name: counted(load_system(name), PEOPLE[:1000]) for name in names}
    found = {(one, other): ours[one].relation(ours[other]) for one in names for other in names}
    assert found == {(one, other): relation_anew(mine[one], mine[other]) for one in names for other in names}
    assert {"beats", "is beaten by", "is the same as", "trades with"} <= set(found.values())


def test_being_beaten_is_the_mirror_of_beating():
    systems = [counted(load_system(name), PEOPLE) for name in system_names()]
    mirror = {"beats": "is beaten by", "is beaten by": "beats"}
    for one in systems:
        for other in systems:
            there = other.relation(one)
            assert one.relation(other) == mirror.get(there, there)


def by_hand(name, *numbers):
    values = {count: np.array(per_person, dtype=float) for count, per_person in zip(COUNTS, numbers)}
    return Counted(name, values, {}, NEVER)


@pytest.mark.parametrize("here, there, expected", [
    (([0, 0], [3, 3], [1, 1]), ([1, 1], [3, 3], [2, 2]), "beats"),
    (([0, 0], [3, 3], [1, 1]), ([1, 1], [2, 2], [2, 2]), "trades with"),
    (([0, 0], [3, 3], [0, 3]), ([1, 1], [3, 3], [1, 1]), "may beat or be beaten by"),
    (([0, 0], [3, 3], [0, 3]), ([1, 1], [2, 2], [1, 1]), "trades with"),
    (([2, 2], [3, 3], [1, 1]), ([1, 1], [3, 3], [1, 1]), "is beaten by"),
])
def test_a_difference_in_the_noise_is_neither_gain_nor_loss(here, there, expected):
    assert by_hand("here", *here).relation(by_hand("there", *there)) == expected
    assert expected in RELATIONS


def test_exactly_two_errors_do_not_show():
    assert verdict(Estimate(-2.0, 1.0, "days")) == "open" and verdict(Estimate(-2.001, 1.0, "days")) == "better"
    assert verdict(Estimate(0.0, 0.0, "days")) == "the same" and verdict(Estimate(3.0, 1.0, "days")) == "worse"
    assert relation([Estimate(0.0, 1.0, "days")] * 3) == "may beat or be beaten by"


def test_the_frontier_is_who_nobody_beats():
    quick, slow, other = (by_hand(name, *numbers) for name, *numbers in
                          (("quick", [0, 0], [1, 1], [0, 0]), ("slow", [2, 2], [1, 1], [0, 0]), ("other", [3, 3], [0, 0], [0, 0])))
    assert unbeaten([quick, slow, other]) == [quick, other]


def test_a_reminder_beats_the_same_rule_without_one():
    without, reminded = (counted(System(reminder_after=day), PEOPLE) for day in (NEVER, 1))
    assert reminded.beats(without) and reminded.minus(without, "waiting_days").error == 0


def test_whoever_is_never_served_is_counted_with_every_day():
    nobody = counted(load_system("paper-2022"), People.from_rows([{"visits_needed": NEVER}, {"visits_needed": 1}]))
    assert nobody.numbers["waiting_days"][0] == DAYS and nobody.numbers["waiting_days"][1] < DAYS
    assert nobody.half_served_by == nobody.numbers["waiting_days"][1]


def test_nobody_waits_for_a_wrong_record_to_be_served():
    people = People.from_rows([{"visits_needed": NEVER, "wrong_record": wrong} for wrong in (False, True)])
    assert list(counted(load_system("paper-2022"), people).numbers["waiting_days"]) == [DAYS, 0]


def test_other_people_nobody_and_unknown_counts_are_refused():
    article = counted(load_system("article"), PEOPLE)
    with pytest.raises(NoticesError, match="3,000 people.*300.*same people"):
        article.beats(counted(load_system("article"), PEOPLE[:300]))
    with pytest.raises(NoticesError, match="nobody in these people"):
        counted(load_system("article"), PEOPLE[:0])
    with pytest.raises(NoticesError, match='no count "wrong_day".*Did you mean "wrong_days"'):
        article.estimate("wrong_day")
