"""Synthetic people are drawn as `data/people.toml` says: the right shares, one stream per field, the same bits in any pieces."""

from __future__ import annotations

import warnings
from math import exp, inf, nan, sqrt
from pathlib import Path

import numpy as np
import pytest

from notices import NoticesError, People
from notices import drawing
from notices.drawing import BLOCK, assumed_values, assumptions, draw, habits, population, read_habits
from notices.errors import DataError
from notices.people import FIELDS
from notices.sources import data_file

DRAWN = [name for name in FIELDS if name != "queue"]


def fields_of(people: People, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every field as bits, to be compared exactly."""
    return {name: getattr(people, name).tobytes() for name in FIELDS if name not in but}


# --- shape and kind -----------------------------------------------------------------------------------------

def test_drawn_people_are_rows_that_could_have_been_written_by_hand():
    people = draw(300)
    assert [(getattr(people, name).dtype, getattr(people, name).shape) for name in FIELDS] == [
        (np.dtype(field.dtype), (300,)) for field in FIELDS.values()]
    again = People.from_rows([people.row(position) for position in range(300)])
    assert fields_of(again) == fields_of(people)


def test_every_field_of_a_person_is_drawn_and_every_assumption_belongs_to_one():
    assert {habit.field for habit in habits()} == set(FIELDS)
    assert sum(len(habit.assumptions) for habit in habits()) == len(assumptions())


# --- the same people in any pieces -----------------------------------------------------------------------------

@pytest.mark.parametrize("few", [1, 99, 100, 101, 250, 699])
def test_the_first_people_of_a_larger_population_are_the_same_people(few, monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 100)
    assert fields_of(draw(700)[:few], but=("queue",)) == fields_of(draw(few), but=("queue",))


def test_people_are_the_same_at_the_seam_of_two_blocks():
    assert fields_of(draw(BLOCK + 5)[:BLOCK], but=("queue",)) == fields_of(draw(BLOCK), but=("queue",))


def test_seven_blocks_make_the_people_that_are_drawn_whole(monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 100)
    crowd = population(650, {"with_account": 0.7}, seed=5)
    assert crowd.blocks == 7
    blocks = [crowd.block(number) for number in (3, 0, 6, 1, 5, 2, 4)]  # in any order: nothing is carried over
    in_order = [blocks[place] for place in (1, 3, 5, 0, 6, 4, 2)]
    whole = draw(650, {"with_account": 0.7}, seed=5)
    for name in FIELDS:
        assert np.concatenate([getattr(block, name) for block in in_order]).tobytes() == getattr(whole, name).tobytes(), name


def test_people_stand_in_the_queue_in_row_order_with_no_two_places_alike(monkeypatch):
    monkeypatch.setattr(drawing, "BLOCK", 300)
    queue = draw(1000).queue
    assert np.all(np.diff(queue) > 0) and queue[0] == 0 and queue[-1] < 1


# --- one stream per field -----------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", assumptions())
@pytest.mark.parametrize("end", ["low", "high"])
def test_a_changed_assumption_moves_its_own_field_and_no_other(name, end):
    assumption = assumptions()[name]
    base, changed = fields_of(draw(3000)), fields_of(draw(3000, {name: getattr(assumption, end)}))
    assert {field for field in FIELDS if base[field] != changed[field]} == {assumption.field}


def test_a_seed_gives_the_same_people_again_and_another_seed_gives_others():
    assert fields_of(draw(500, seed=3)) == fields_of(draw(500, seed=3))
    here, there = fields_of(draw(500, seed=3)), fields_of(draw(500, seed=4))
    assert {name for name in FIELDS if here[name] == there[name]} == {"queue", "needs_every"}  # the two that hold no luck


def test_fresh_people_are_other_people_under_the_same_assumptions():
    crowd = population(2000, {"with_account": 0.6})
    fresh = crowd.fresh(1)
    assert fields_of(crowd.fresh(0).block(0)) == fields_of(crowd.block(0))
    assert fresh.values == crowd.values and len(fresh) == 2000
    assert fields_of(fresh.block(0))["opens_after"] != fields_of(crowd.block(0))["opens_after"]


def test_fields_blocks_and_seeds_do_not_share_their_luck():
    """Any two streams are as good as unrelated: correlations of 100,000 pairs stay within four standard errors."""
    streams = [drawing.stream(seed, field, block) for seed in (1, 2) for field in DRAWN for block in (0, 1)]
    luck = np.corrcoef([stream.random(100_000) for stream in streams])
    assert abs(luck[np.triu_indices(len(luck), 1)]).max() < 4.5 / sqrt(100_000)  # of 946 pairs


def test_more_accounts_take_no_account_away_and_more_errands_delay_nobody():
    """Twins stay twins when an assumption is moved: the same luck, read against another number."""
    few, many = draw(5000, {"with_account": 0.6}), draw(5000, {"with_account": 0.9})
    assert np.all(many.account[few.account]) and many.account.sum() > few.account.sum()
    seldom, often = draw(5000, {"errands_per_year": 5}), draw(5000, {"errands_per_year": 50})
    assert np.all(often.opens_after <= seldom.opens_after) and np.any(often.opens_after < seldom.opens_after)


# --- closed forms -----------------------------------------------------------------------------------------------

def opened_by(day: float, per_year: float, never: float) -> float:
    return (1 - never) * (1 - exp(-per_year / 365 * (day + 1)))


def after_days(day: float, average: float, never: float) -> float:
    return (1 - never) * (1 - (1 - 1 / average) ** day)


def found_by(visit: float, found_per_visit: float, at_address: float) -> float:
    return at_address * (1 - (1 - found_per_visit) ** visit)


# (field, its assumptions, day or visit by which, exact share of people). A day of None: the share of yes.
EXACT = [
    ("kind", {"reservists": 0.3}, None, 0.3),
    ("account", {"with_account": 0.85}, None, 0.85),
    ("reachable", {"reached": 0.5}, None, 0.5),
    ("wrong_record", {"wrong": 0.02}, None, 0.02),
    *(("opens_after", {"errands_per_year": 24, "never_opens": 0.05}, day, opened_by(day, 24, 0.05)) for day in (0, 9, 30, 180)),
    *(("opens_after", {"errands_per_year": 120, "never_opens": 0.3}, day, opened_by(day, 120, 0.3)) for day in (0, 1, 5)),
    *(("border_day", {"trips_per_year": 0.6, "never_travels": 0.7}, day, opened_by(day, 0.6, 0.7)) for day in (30, 180)),
    *(("needs_day", {"needs_per_year": 250, "never_needs": 0.05}, day, opened_by(day, 250, 0.05)) for day in (0, 3)),
    *(("appears_after", {"days_to_appear": 10, "never_appears": 0.1}, day, after_days(day, 10, 0.1)) for day in (1, 5, 20)),
    *(("corrected_after", {"days_to_correct": 3, "never_corrected": 0.5}, day, after_days(day, 3, 0.5)) for day in (1, 2, 9)),
    *(("visits_needed", {"found_per_visit": 0.4, "at_address": 0.7}, visit, found_by(visit, 0.4, 0.7)) for visit in (1, 2, 4)),
    ("opens_after", {"errands_per_year": 24, "never_opens": 0.05}, 10**6, 0.95),
    ("visits_needed", {"found_per_visit": 0.8, "at_address": 0.3}, 10**6, 0.3),
]


def off_by(field: str, values: dict[str, float], day: float | None, share: float, n: int, seed: int) -> float:
    """How far the drawn share lies from ``share``, in standard errors."""
    column = getattr(draw(n, values, seed), field)
    drawn = column.mean() if day is None else (column <= day).mean()
    return (drawn - share) / sqrt(share * (1 - share) / n)


@pytest.mark.parametrize(("field", "values", "day", "share"), EXACT, ids=lambda value: str(value) if isinstance(value, (str, int)) else "")
def test_drawn_shares_are_the_closed_form_within_chance_and_not_without(field, values, day, share):
    off = [off_by(field, values, day, share, 3000, seed) for seed in range(1, 61)]
    assert max(map(abs, off)) < 4, "no population lies further off than chance allows"
    assert 0.7 < np.sqrt(np.mean(np.square(off))) < 1.3, "and they lie as far off as chance demands"
    assert abs(np.mean(off)) * sqrt(60) < 3, "to both sides"


def test_the_closed_forms_tell_a_wrong_share_from_the_right_one():
    """The check above has teeth: counting a day too many, or one percent more accounts, is outside of chance."""
    assert abs(off_by("opens_after", {}, 9, opened_by(10, 24, 0.05), 100_000, 1)) > 4
    assert abs(off_by("account", {}, None, 0.86, 100_000, 1)) > 4


def test_averages_are_those_that_the_assumption_names():
    """`days_to_appear` is an average, `errands_per_year` a rate: from the day itself to the next errand."""
    people = draw(200_000, {"days_to_appear": 12, "errands_per_year": 36.5})
    waits = people.appears_after[np.isfinite(people.appears_after)]
    assert abs(waits.mean() - 12) < 4 * waits.std() / sqrt(len(waits))
    opens = people.opens_after[np.isfinite(people.opens_after)]
    assert abs(opens.mean() - 1 / (exp(0.1) - 1)) < 4 * opens.std() / sqrt(len(opens))
    assert set(draw(10, {"days_between": 7}).needs_every) == {7}


@pytest.mark.parametrize(("changes", "field", "expected"), [
    ({"with_account": 0}, "account", {False}), ({"with_account": 1}, "account", {True}),
    ({"reservists": 1}, "kind", {1}), ({"wrong": 0}, "wrong_record", {False}),
    ({"errands_per_year": 0}, "opens_after", {inf}), ({"never_opens": 1}, "opens_after", {inf}),
    ({"errands_per_year": 1e9, "never_opens": 0}, "opens_after", {0}),
    ({"days_to_appear": 1, "never_appears": 0}, "appears_after", {1}),
    ({"found_per_visit": 1, "at_address": 1}, "visits_needed", {1}), ({"found_per_visit": 0}, "visits_needed", {inf}),
    ({"at_address": 0}, "visits_needed", {inf}), ({"never_travels": 1}, "border_day", {inf}),
], ids=str)
def test_the_ends_of_what_is_possible_give_what_they_say_without_a_warning(changes, field, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert set(getattr(draw(2000, changes), field).tolist()) == expected


# --- bad input ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("arguments", "pieces"), [
    (dict(n=0), ["number of people", "0", "1 or more"]),
    (dict(n=-5), ["number of people", "-5"]),
    (dict(n=2.5), ["number of people", "2.5", "whole number"]),
    (dict(n="many"), ["number of people", "'many'", "not a number"]),
    (dict(n=nan), ["number of people", "NaN"]),
    (dict(n=inf), ["number of people", "inf"]),
    (dict(n=True), ["number of people", "True"]),
    (dict(n=5, seed=1.5), ["seed", "1.5", "whole number"]),
    (dict(n=5, seed="one"), ["seed", "'one'"]),
    (dict(n=5, seed=-1), ["seed", "-1", "0 or more"]),
    (dict(n=5, assumptions={"with_acount": 0.5}), ["with_acount", 'Did you mean "with_account"?']),
    (dict(n=5, assumptions={"with_account": 1.2}), ["with_account", "1.2", "from 0 to 1"]),
    (dict(n=5, assumptions={"never_opens": -0.1}), ["never_opens", "-0.1", "from 0 to 1"]),
    (dict(n=5, assumptions={"found_per_visit": 1.01}), ["found_per_visit", "1.01"]),
    (dict(n=5, assumptions={"errands_per_year": -1}), ["errands_per_year", "-1", "0 or more"]),
    (dict(n=5, assumptions={"errands_per_year": inf}), ["errands_per_year", "inf"]),
    (dict(n=5, assumptions={"days_to_appear": 0.5}), ["days_to_appear", "0.5", "1 or more"]),
    (dict(n=5, assumptions={"wrong": nan}), ["wrong", "NaN"]),
    (dict(n=5, assumptions={"wrong": "few"}), ["wrong", "'few'"]),
], ids=str)
def test_what_cannot_be_drawn_is_refused_by_name(arguments, pieces):
    for refuse in (draw, population):
        with pytest.raises(NoticesError) as error:
            refuse(**arguments)
        assert all(piece in str(error.value) for piece in pieces), error.value


def test_assumed_values_are_the_defaults_but_for_the_changes():
    values = assumed_values({"wrong": 0.1})
    assert values.pop("wrong") == 0.1
    assert values == {name: found.default for name, found in assumptions().items() if name != "wrong"}


SHIPPED = Path(data_file("people.toml")).read_text(encoding="utf-8")
BLOCK_OF_WRONG = SHIPPED[SHIPPED.index("[wrong_record]"):SHIPPED.index("[corrected_after]")]


@pytest.mark.parametrize(("old", "new", "pieces"), [
    ("low = 0.6\n", "low = 0.9\n", ["with_account", "0.9", "out of order", "low <= default <= high"]),
    ("default = 0.85\n", "default = 1.0\n", ["with_account", "out of order"]),
    ("high = 0.99\n", "high = 1.5\n", ["with_account", "1.5", "from 0 to 1"]),
    ("low = 0.6\n", "low = \"few\"\n", ["with_account", "low", "'few'"]),
    ("low = 0.6\n", "", ["with_account", '"low" is missing']),
    ('source = "assumption"\n', 'source = "X999"\n', ["reservists", "X999", "no data file"]),
    ('source = "assumption"\n', "", ["reservists", '"source" is missing']),
    ('distribution = "visits"', 'distribution = "visit"', ["visits_needed", "'visit'", 'Did you mean "visits"?']),
    ('distribution = "wait"', 'distribution = "share"', ["opens_after", "2 assumptions", "takes 1"]),
    (BLOCK_OF_WRONG, "", ["wrong_record", "is missing"]),
    ("[account", "[acount", ["acount", "is no field", "account"]),
    ("low = 0.6\n", "low = = 0.6\n", ["people.toml", "not readable as TOML"]),
], ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "")
def test_a_broken_file_is_refused_by_place_and_value(old, new, pieces, tmp_path):
    path = tmp_path / "people.toml"
    assert old in SHIPPED
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_habits(path)
    assert all(piece in str(error.value) for piece in ["people.toml", *pieces]), error.value


def test_a_file_in_another_encoding_is_refused_with_the_place(tmp_path):
    path = tmp_path / "people.toml"
    path.write_bytes("# na\xefve\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"people\.toml: byte 4 is not UTF-8"):
        read_habits(path)
