"""One person, day by day, with reasons."""

import math

import pytest

from notices import NoticesError, Operations, People, System, explain, load_system, run

ARTICLE = load_system("article")


def told(explanation):
    return [(reason.day, reason.rule) for reason in explanation.reasons]


def test_served_on_day_0_aware_on_day_9():
    story = explain(ARTICLE, {"opens_after": 9, "appears_after": 3})
    assert story.days["served"] == 0 and story.days["aware"] == 9
    assert (story.days["ban_from"], story.days["ban_until"]) == (0, 12)
    assert story.days["measures_from"] == math.inf
    assert {"C19", "C10", "C11"} <= {id_ for reason in story.reasons for id_ in reason.source.split()}


def test_the_same_person_on_paper_is_aware_the_day_they_are_served():
    story = explain(load_system("paper-2022"), {"opens_after": 9, "appears_after": 3})
    assert story.days["served"] == story.days["aware"] == 0
    assert story.days["appeared"] == 3 and story.days["visits"] == 1
    assert story.days["ban_from"] == math.inf


def test_someone_who_never_opens_is_under_measures_from_day_21():
    story = explain(ARTICLE, {})
    assert story.days["served"] == 0 and story.days["aware"] == math.inf
    assert story.days["measures_from"] == 21


def test_day_20_is_in_time_and_day_21_is_not():
    in_time = explain(ARTICLE, {"opens_after": 0, "appears_after": 20})
    late = explain(ARTICLE, {"opens_after": 0, "appears_after": 22})
    assert in_time.days["measures_from"] == math.inf
    assert late.days["measures_from"] == 21 and late.days["measures_until"] == 22


@pytest.mark.parametrize("clock, day", [("A", 51), ("B", 21), ("C", 28)])
def test_the_three_readings_of_the_twenty_days(clock, day):
    assert explain(load_system("law-2026-01", clock=clock), {}).days["measures_from"] == day


def test_reasons_are_in_day_order_and_whole():
    person = {"opens_after": 30, "appears_after": 4, "border_day": 12, "needs_day": 22}
    reasons = explain(load_system("law-2023-08"), person).reasons
    assert [reason.day for reason in reasons] == sorted(reason.day for reason in reasons)
    assert all(reason.rule and reason.source and reason.sentence.endswith((".", ")")) for reason in reasons)


@pytest.mark.parametrize("person, rule", [
    ({"opens_after": 9}, "opens_after"),
    ({"border_day": 9}, "exit_ban_from"),
    ({"needs_day": 2, "needs_every": 10}, "measures"),
])
def test_each_way_of_learning_names_its_rule(person, rule):
    story = explain(ARTICLE, person)
    assert (story.days["aware"], rule) in told(story)


def test_a_reminder_names_its_rule():
    story = explain(load_system("singapore"), {"reachable": True})
    assert (7, "reminder_after") in told(story)


def test_couriers_who_find_nobody_are_told_of():
    story = explain(load_system("paper-2022"), {"visits_needed": 3, "queue": 0.1})
    assert [reason.day for reason in story.reasons if reason.rule == "visits_needed"] == [5, 55, 105]
    assert story.days["served"] == 105 and story.days["visits"] == 3


def test_a_wrong_record_found_at_the_door_is_corrected_and_not_served():
    story = explain(load_system("paper-2022"), {"wrong_record": True})
    assert story.days["corrected"] == 0 and story.days["served"] == math.inf
    assert (0, "wrong_record") in told(story)


def test_a_notice_that_lapses_is_told_of():
    assert (11, "lapses_if_unopened") in told(explain(load_system("germany-portal"), {"opens_after": 12}))


def test_nothing_after_the_horizon_is_told():
    story = explain(ARTICLE, {"opens_after": 30, "appears_after": 3}, Operations(horizon=25))
    assert story.days["aware"] == math.inf
    assert max(reason.day for reason in story.reasons) <= 25


def test_a_lone_person_is_a_population_of_one():
    person = {"opens_after": 9, "appears_after": 3, "border_day": 4}
    people = People.from_rows([person])
    assert explain(ARTICLE, person).days == run(ARTICLE, people).days(0)
    assert explain(ARTICLE, people).days == explain(ARTICLE, person).days


def test_explain_takes_one_person():
    with pytest.raises(NoticesError, match="expected one person, got 2"):
        explain(ARTICLE, People.from_rows([{}, {}]))


def test_a_system_without_sources_says_so():
    assert "no sources" in str(explain(System(), {}))
    assert {reason.source for reason in explain(System(), {}).reasons} == {"unsourced"}


def test_text_from_outside_is_escaped_in_the_table():
    assert "<b>" not in explain(System(title="<b>mine</b>"), {})._repr_html_()


@pytest.mark.parametrize("entry, value", [("visits_per_day", -1), ("max_visits", 1.5), ("horizon", "180"),
                                          ("list_size", 0), ("horizon", math.inf), ("max_visits", True)])
def test_operations_that_are_not_possible_are_refused(entry, value):
    with pytest.raises(NoticesError, match=f'operations, "{entry}"'):
        Operations(**{entry: value})
