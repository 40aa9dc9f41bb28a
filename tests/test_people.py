"""Rows of luck and habits: what is accepted, what is refused and in which words."""

import math

import numpy as np
import pytest

from notices import NoticesError, People
from notices.people import FIELDS


def test_absent_fields_take_the_defaults_of_the_model():
    person = People.from_rows([{}]).row(0)
    never = {"opens_after", "border_day", "appears_after", "needs_day", "needs_every", "corrected_after"}
    assert {name for name in FIELDS if person[name] == math.inf} == never
    assert person["kind"] == "draftee" and person["account"] is True
    assert person["visits_needed"] == 1
    assert person["reachable"] is False and person["wrong_record"] is False


def test_people_stand_in_the_queue_in_row_order():
    queue = People.from_rows([{}] * 4).queue
    assert list(queue) == [0, 0.25, 0.5, 0.75]


def test_days_are_float32_and_never_is_inf():
    people = People.from_rows([{"opens_after": 9}, {"opens_after": math.inf}, {"opens_after": "never"}])
    assert people.opens_after.dtype == np.float32
    assert list(people.opens_after) == [9, math.inf, math.inf]


def test_a_row_survives_the_way_there_and_back():
    row = {"kind": "reservist", "account": False, "opens_after": 3, "reachable": True, "visits_needed": 2,
           "queue": 0.3, "border_day": 5, "appears_after": 1, "needs_day": 0, "needs_every": 7,
           "wrong_record": True, "corrected_after": 4}
    people = People.from_rows([row])
    assert people.row(0) == row
    assert People.from_rows([people.row(0)]).row(0) == row


def test_nobody_is_a_population_too():
    assert len(People.from_rows([])) == 0


def test_choosing_people_keeps_their_rows():
    people = People.from_rows([{"opens_after": day} for day in range(5)])
    assert list(people[[3, 1]].opens_after) == [3, 1]
    assert list(people[2].opens_after) == [2]


@pytest.mark.parametrize("row, parts", [
    ({"opens": 3}, ['person 0', 'no field "opens"', 'Did you mean "opens_after"']),
    ({"opens_after": math.nan}, ['field "opens_after"', "NaN", "whole number"]),
    ({"opens_after": "9"}, ['field "opens_after"', "'9' is not a number", "whole number"]),
    ({"opens_after": True}, ['field "opens_after"', "True is not a number"]),
    ({"opens_after": None}, ['field "opens_after"', "None is not a number"]),
    ({"opens_after": -1}, ['field "opens_after"', "-1 is negative", "0 or more"]),
    ({"opens_after": -math.inf}, ['field "opens_after"', "-inf is negative"]),
    ({"opens_after": 1.5}, ['field "opens_after"', "1.5 is not a whole number"]),
    ({"opens_after": 1e9}, ['field "opens_after"', "beyond 1,000,000"]),
    ({"appears_after": 0}, ['field "appears_after"', "0 is less than 1"]),
    ({"visits_needed": 0}, ['field "visits_needed"', "0 is less than 1"]),
    ({"needs_every": 0}, ['field "needs_every"', "0 is less than 1"]),
    ({"kind": "reservst"}, ['field "kind"', 'Did you mean "reservist"', "draftee or reservist"]),
    ({"account": "yes"}, ['field "account"', "'yes' is neither yes nor no", "True or False"]),
    ({"queue": 1.2}, ['field "queue"', "1.2 is outside 0 to 1"]),
    ({"queue": math.nan}, ['field "queue"', "NaN"]),
    (["opens_after", 9], ["is not a row", '{"opens_after": 9}']),
])
def test_a_row_that_cannot_be_used_is_refused_with_place_value_and_expectation(row, parts):
    with pytest.raises(NoticesError) as refused:
        People.from_rows([row])
    for part in parts:
        assert part in str(refused.value)


def test_the_message_names_the_person():
    with pytest.raises(NoticesError, match='person 2, field "border_day"'):
        People.from_rows([{}, {}, {"border_day": -4}])


def test_two_people_cannot_share_a_place_in_the_queue():
    with pytest.raises(NoticesError, match="person 1.*already the place of person 0"):
        People.from_rows([{"queue": 0.5}, {"queue": 0.5}])


def test_a_queue_for_some_but_not_for_all_is_refused():
    with pytest.raises(NoticesError, match='person 1 has no field "queue"'):
        People.from_rows([{"queue": 0.5}, {}])
