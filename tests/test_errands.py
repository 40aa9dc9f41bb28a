"""A year of errands: counted as the file says, the same days with and without the portal, and looks that meet a notice."""

from math import inf
from pathlib import Path

import pytest

from notices import DataError, NoticesError, explain, load_system
from notices.errands import COSTS, ENDS, assumptions, kinds, read_errands, year_of_errands
from notices.sources import claim, data_file

SHIPPED = Path(data_file("errands.toml")).read_text(encoding="utf-8")


def test_the_three_errands_are_those_that_the_article_names():
    assert list(kinds()) == ["birth", "penalty", "doctor"]
    assert {kind.named_in for kind in kinds().values()} == {"C22"}
    assert all(kind.says in claim("C22").paraphrase.replace("penalties", "a penalty") for kind in kinds().values())


def test_every_number_has_its_range_its_source_and_its_reason():
    assert len(assumptions()) == len(kinds()) * len(COSTS)
    for one in assumptions():
        assert one.low <= one.default <= one.high and one.reason and one.source == "assumption", one


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("portal, trips, hours", [
    (True, "trips_left", "hours_online"), (False, "trips_to_a_counter", "hours_at_a_counter")])
def test_trips_and_hours_are_the_sums_of_the_file(end, portal, trips, hours):
    def each(name):
        return {key: getattr(kind.assumptions[name], end) for key, kind in kinds().items()}

    times = each("times_a_year")
    year = year_of_errands(portal, end=end)
    assert len(year.errands) == sum(times.values())
    assert year.trips == sum(times[key] * each(trips)[key] for key in times)
    assert year.hours == pytest.approx(sum(times[key] * each(hours)[key] for key in times))


def test_by_hand():
    online, counter = (year_of_errands(portal, {"birth": 0, "penalty": 2, "doctor": 1}) for portal in (True, False))
    assert (counter.trips, counter.hours) == (3, 3)
    assert (online.trips, online.hours) == (0, pytest.approx(0.4))


def test_the_same_errands_fall_on_the_same_days_with_and_without_the_portal():
    for seed in range(5):
        online, counter = (year_of_errands(portal, seed=seed) for portal in (True, False))
        assert [(one.day, one.kind) for one in online.errands] == [(one.day, one.kind) for one in counter.errands]
    assert year_of_errands(True) == year_of_errands(True) != year_of_errands(True, seed=2)


def test_more_errands_of_a_kind_leave_all_others_where_they_are():
    few, many = (year_of_errands(True, {"doctor": count}).errands for count in (2, 9))
    assert len(many) == len(few) + 7 and set(few) <= set(many)


def test_errands_lie_all_over_the_year():
    days = [one.day for seed in range(200) for one in year_of_errands(True, seed=seed).errands]
    assert min(days) < 10 and max(days) > 354 and all(0 <= day < 365 for day in days)
    assert 0.45 < sum(day < 182 for day in days) / len(days) < 0.55


def test_the_account_is_looked_into_on_days_of_errands_and_never_without_the_portal():
    year = year_of_errands(True)
    assert year.looks == tuple(sorted({one.day for one in year.errands}))
    assert year_of_errands(False).looks == () and year_of_errands(False).opens_after(3) == inf
    assert year_of_errands(True, dict.fromkeys(kinds(), 0)).opens_after(3) == inf


@pytest.mark.parametrize("posted", range(0, 365, 13))
def test_a_notice_is_met_at_the_next_look(posted):
    year = year_of_errands(True)
    wait = next(wait for wait in range(365) if (posted + wait) % 365 in year.looks)
    assert year.opens_after(posted) == wait == year.opens_after(posted + 365)


def test_a_look_moves_knowing_and_not_service():
    article = load_system("article")
    days = [explain(article, {"opens_after": year_of_errands(portal).opens_after(100)}).days for portal in (True, False)]
    assert days[0]["served"] == days[1]["served"] == 0
    assert days[0]["aware"] < days[1]["aware"] == inf


@pytest.mark.parametrize("arguments, message", [
    (dict(portal=1), "portal: 1 is neither yes nor no"),
    (dict(portal=True, times={"docter": 1}), 'Did you mean "doctor"'),
    (dict(portal=True, times={"doctor": 1.5}), 'errand "doctor", times a year: 1.5 is not possible'),
    (dict(portal=True, times={"doctor": -1}), "-1 is not possible"),
    (dict(portal=True, end="hi"), "Expected low, default"),
    (dict(portal=True, seed=-1), "seed: -1"),
])
def test_what_cannot_be_is_refused(arguments, message):
    with pytest.raises(NoticesError, match=message):
        year_of_errands(**arguments)


@pytest.mark.parametrize("day", [-1, 1.5, "3", None, inf])
def test_a_day_of_posting_is_a_whole_number(day):
    with pytest.raises(NoticesError, match="the day of posting"):
        year_of_errands(True).opens_after(day)


@pytest.mark.parametrize("old, new, message", [
    ("[doctor.trips_left]", "[doctor.trip_left]", 'errand "doctor": "trip_left" is no assumption.*Did you mean "trips_left"'),
    ("low = 1\n", "low = 5\n", "out of order"),
    ("low = 1\ndefault = 1\nhigh = 3\n", "low = 0.5\ndefault = 1\nhigh = 3\n", "low is 0.5. Expected a whole number"),
    ('source = "assumption"\n', 'source = "X999"\n', 'source "X999" is in no data file'),
    ('named_in = "C22"\n', 'named_in = "C99"\n', "named_in is 'C99'"),
    ('named_in = "C22"\n', "", "named_in is None"),
    ("low = 0\n", "low = -1\n", "-1"),
    ("[birth]", "[birth", "not readable as TOML"),
])
def test_a_broken_file_is_refused_by_place_and_value(old, new, message, tmp_path):
    path = tmp_path / "errands.toml"
    assert old in SHIPPED
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=f"(?s)errands.toml.*{message}"):
        read_errands(path)


def test_a_kind_without_one_of_its_assumptions_is_refused(tmp_path):
    path = tmp_path / "errands.toml"
    path.write_text(SHIPPED[:SHIPPED.index("[doctor.hours_online]")], encoding="utf-8")
    with pytest.raises(DataError, match='errand "doctor": assumption "hours_online" is missing'):
        read_errands(path)
