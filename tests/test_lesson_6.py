"""Lesson 6: the comparison board says what the timelines say; twins show a difference that other people drown."""

import math

import numpy as np
import pytest
from table_rows import in_code

from notices import NoticesError, Operations, load_system, run
from notices.course.tables import population_assumptions
from notices.drawing import assumptions, draw
from notices.figures import comparison_board as figure
from notices.measures import MEASURES, Estimate, compare
from notices.widgets import lesson_6
from notices.widgets.kit import sweep

EARLIER, LATER = lesson_6.EARLIER, lesson_6.LATER


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


@pytest.fixture(scope="module")
def boards():
    """Scenes take a moment to set up, and are made to be redrawn."""
    return figure.ComparisonBoard(), figure.FortyDraws()


def on_day(day=60, twins=True, first=EARLIER, second=LATER, people=300, seed=1, measure="appeared_by"):
    return figure.compared(first, second, people, seed, twins, measure, day)


# --- what the lesson claims ----------------------------------------------------------------------------------

def test_the_two_laws_differ_in_one_rule():
    old, new = load_system(EARLIER), load_system(LATER)
    assert [rule for rule in old.rules if old.rules[rule] != new.rules[rule]] == ["appearance_in"]


def test_with_300_twins_the_difference_shows_and_with_300_others_it_drowns():
    forty = figure.repeated(EARLIER, LATER, 300, "appeared_by")
    assert forty.opposite(forty.same) == 0 and sum(map(figure.shows, forty.same)) >= 36
    assert 5 <= forty.opposite(forty.other) <= 12 and sum(map(figure.shows, forty.other)) <= 12


def test_nobody_comes_later_under_the_later_law_yet_the_average_of_those_who_came_rises():
    town = draw(300, seed=1)
    old, new = (run(load_system(name), town).appeared for name in (EARLIER, LATER))
    assert not (new > old).any() and (new < old).sum() > 20
    assert new[new <= 60].mean() > old[old <= 60].mean() + 1
    assert np.median(new) == np.median(old)


def test_two_towns_differ_under_one_law_too():
    town_a, town_b = draw(300, seed=1), draw(300, seed=2)
    came = [(run(load_system(EARLIER), town).appeared <= 60).sum() for town in (town_a, town_b)]
    assert came[1] - came[0] > 10
    assert town_b.account.sum() > town_a.account.sum() and np.isinf(town_b.appears_after).sum() < np.isinf(town_a.appears_after).sum()


def test_the_scatter_of_forty_draws_is_about_the_error_that_one_draw_reports():
    forty = figure.repeated(EARLIER, LATER, 300, "appeared_by")
    for draws in (forty.same, forty.other):
        scatter = np.std([draw.value for draw in draws])
        assert 0.7 < scatter / np.mean([draw.error for draw in draws]) < 1.4


def test_the_first_rings_appear_when_the_later_laws_measures_can_start():
    new = load_system(LATER)
    starts = new.appearance_in + new.grace_days + 1
    assert len(on_day(starts - 1).apart) == 0 < len(on_day(starts).apart)


def test_share_served_is_the_same_under_both_laws_while_share_appeared_is_not():
    served, appeared = (figure.repeated(EARLIER, LATER, 300, measure) for measure in ("served_by", "appeared_by"))
    assert all(draw.value == 0 for draw in (*served.same, *served.other)) and appeared.real.value > 2


def test_a_draw_of_twins_may_drown_and_one_of_other_people_may_show():
    same, other = ([figure.shows(on_day(twins=twins, seed=seed).difference) for seed in range(1, 8)] for twins in (True, False))
    assert any(same) and not all(same) and any(other) and not all(other)


def test_the_same_law_twice_differs_by_luck_alone():
    assert on_day(first=EARLIER, second=EARLIER).difference == Estimate(0, 0, "of 100 people")
    others = [on_day(first=EARLIER, second=EARLIER, twins=False, seed=seed).difference.value for seed in range(1, 9)]
    assert min(others) < 0 < max(others)


def test_paper_against_the_article_shows_even_with_other_people():
    """Every measure does, by four errors or more, but for people stopped at the border: there it is about two."""
    for measure in lesson_6.CHOSEN:
        draws = [figure.difference(figure.met("paper-2022", "article", 300, seed, False), measure) for seed in range(1, 11)]
        errors = [abs(draw.value) / draw.error for draw in draws]
        assert 1.5 < min(errors) < max(errors) < 3 if measure == "stopped" else min(errors) > 4


def test_an_assumption_moves_the_difference_by_many_errors():
    visits, systems = assumptions()["errands_per_year"], [load_system(EARLIER), load_system(LATER)]
    rare, usual = (compare(systems, 20_000, assumptions={"errands_per_year": value}).difference("appeared_by")
                   for value in (visits.low, visits.default))
    assert abs(rare.value - usual.value) > 10 * math.hypot(rare.error, usual.error)


def test_other_people_must_be_several_thousand_to_be_as_good_as_300_twins():
    laws = [load_system(EARLIER), load_system(LATER)]
    errors = [compare(laws, 300, twins=twins).difference("appeared_by").error for twins in (False, True)]
    assert 1_000 < 300 * (errors[0] / errors[1]) ** 2 < 10_000


# --- the figures ---------------------------------------------------------------------------------------------

@pytest.mark.parametrize("names", [(EARLIER, LATER), ("paper-2022", "article"), ("estonia", "germany-portal")])
@pytest.mark.parametrize("day", [0, 7, 51, 60, 180])
def test_everyone_is_in_the_state_that_their_days_give(names, day):
    town = draw(100, seed=3)
    shown = on_day(day, first=names[0], second=names[1], people=100, seed=3)
    for at, name in enumerate(names):
        timelines = run(load_system(name), town)
        for person in range(100):
            days = timelines.days(person)
            past = [state for state in ("served", "aware", "appeared", "corrected", "left") if days[state] <= day]
            assert figure.STATES[shown.states[at][person]] == (past or ["waiting"])[-1]
        assert sum(shown.count(at, state) for state in figure.STATES) == 100


def test_dots_and_measure_are_of_the_same_people_with_twins_and_without():
    for twins in (True, False):
        shown = on_day(60, twins=twins, seed=5)
        for at in (0, 1):
            gone_on = figure.lived(EARLIER, LATER, 300, 5, twins)[at].appeared <= 60
            assert shown.estimates[at].value == pytest.approx(100 * gone_on.mean())
            assert shown.count(at, "appeared") == gone_on.sum()


def test_without_twins_the_second_town_has_other_people_and_no_rings():
    same, other = on_day(twins=True), on_day(twins=False)
    assert np.array_equal(same.states[0], other.states[0]) and not np.array_equal(same.states[1], other.states[1])
    assert len(same.apart) > 0 == len(other.apart)


def test_title_words_and_table_follow_the_difference():
    twins, others = (figure.comparison_board(EARLIER, LATER, twins=twins, seed=2) for twins in (True, False))
    assert "The same 300 people: the difference shows, +4.7 ± 1.2" in twins.alt and "it shows" in twins.words
    assert "Two towns of 300 people each: the difference drowns, -1.0 ± 3.7" in others.alt and "it drowns" in others.words
    measured = twins.table.rows[-1]
    assert measured[0].startswith("appeared by day 60") and measured[-1] == "+4.7 ± 1.2"
    assert "300 people under each system" in twins.table.caption
    assert sum(row[1] for row in twins.table.rows[:-1]) == sum(row[2] for row in twins.table.rows[:-1]) == 300


def test_one_person_stands_and_several_stand():
    one, several = (figure.sentence(on_day(day, people=100)) for day in (51, 60))
    assert "On day 51, 1 of them stands in another state" in one and " of them stand in another state" in several


def test_what_is_said_of_the_heaps_is_what_they_look_like():
    heaps = {"appeared_by": "a narrow heap with the same people, a wide heap with other people",
             "unaware_on": "every dot on zero with the same people, a wide heap with other people",
             "served_by": "every dot on zero with the same people, every dot on zero with other people"}
    pictures = {measure: figure.forty_draws(EARLIER, LATER, measure=measure) for measure in heaps}
    assert all(heap in pictures[measure].alt for measure, heap in heaps.items())
    assert pictures["served_by"].words.count("all 40 differences are zero") == 2
    assert pictures["unaware_on"].words.count("all 40 differences are zero") == 1


def test_menu_picture_and_table_call_a_measure_by_one_name():
    for measure, name in lesson_6.CHOSEN.items():
        shown = on_day(measure=measure)
        assert f"Measured: {name}. " in figure.sentence(shown) and figure.table(shown).rows[-1][0].startswith(f"{name} (")


def test_the_strip_remembers_the_draws_before():
    assert on_day(seed=1).draws == (on_day(seed=1).difference.value,)
    assert on_day(seed=3).draws == tuple(on_day(seed=seed).difference.value for seed in (1, 2, 3))
    assert len(on_day(seed=60).draws) == figure.RECENT


def test_everyone_keeps_one_place_and_dots_do_not_lie_on_each_other():
    for people in (1, 100, 300, 1000):
        places, _ = figure.places(people)
        assert len({(x, y) for x, y in places.round(3)}) == people
        assert places[:, 0].max() <= figure.ZONE and places[:, 1].min() >= -figure.HIGH


def test_stacked_dots_keep_their_values_and_stand_on_each_other():
    values, levels = figure.stacked([1.0, 1.0, 1.0, -2.0, 50.0], 10, 100)
    assert values == pytest.approx([1, 1, 1, -2, 10]) and levels.tolist() == [0, 1, 2, 0, 0]


def test_a_difference_shows_from_more_than_two_errors():
    assert figure.shows(Estimate(2.1, 1, "")) and figure.shows(Estimate(-2.1, 1, "")) and not figure.shows(Estimate(2, 1, ""))
    assert not figure.shows(Estimate(0, 0, "")) and figure.verdict(Estimate(0, 0, "")) == "no difference at all"


def test_the_axis_holds_all_forty_draws():
    for measure in ("appeared_by", "unaware_days", "served_by"):
        forty = figure.repeated(EARLIER, LATER, 300, measure)
        assert all(abs(draw.value) <= forty.limit for draw in (*forty.same, *forty.other))


def test_too_many_people_for_dots_is_said():
    with pytest.raises(NoticesError, match="5,000 people do not fit. Expected at most 1,000"):
        on_day(people=5000)


@pytest.mark.parametrize("names", [(EARLIER, LATER), ("paper-2022", "spain"), ("germany-portal", "paper-2022")])
@pytest.mark.parametrize("people", [100, 300, 1000])
def test_no_setting_of_the_board_cuts_off_or_overlaps_text(boards, names, people):
    for twins, day in ((True, 0), (False, 60)):
        for measure in ("unaware_on", "measures_days"):  # the longest texts and the largest numbers
            figure.comparison_board(*names, people, 3, twins, measure, day, boards[0])
            assert boards[0].faults() == []


@pytest.mark.parametrize("people", [100, 300, 1000])
@pytest.mark.parametrize("measure", lesson_6.CHOSEN)
def test_no_setting_of_the_forty_draws_cuts_off_or_overlaps_text(boards, people, measure):
    picture = figure.forty_draws(EARLIER, LATER, people, measure, boards[1])
    assert boards[1].faults() == [] and len(picture.table.rows) == 2


# --- the lesson's parts --------------------------------------------------------------------------------------

def test_every_control_goes_through_its_extremes():
    assert len(sweep(lesson_6.board())) > 20 and len(sweep(lesson_6.forty_draws())) > 10


def test_moving_a_day_changes_the_dots_and_drawing_other_people_the_measure():
    board = lesson_6.board()
    before = board.picture
    board.set(day=61)
    assert board.picture.png != before.png and board.picture.table.rows[-1] == before.table.rows[-1]
    board.press("others")
    assert board.picture.table.rows[-1] != before.table.rows[-1]
    board.set(twins=False)
    assert "of its own" in board.picture.words


def test_moving_the_day_compares_nothing_again():
    board = lesson_6.board()
    board.set(day=10)
    compared, followed = figure.met.cache_info().misses, figure.lived.cache_info().misses
    for day in range(11, 20):
        board.set(day=day)
    assert (figure.met.cache_info().misses, figure.lived.cache_info().misses) == (compared, followed)


def test_the_board_offers_measures_that_exist_and_are_numbers_for_everyone():
    assert set(lesson_6.CHOSEN) <= set(MEASURES) and all(MEASURES[name].among is None for name in lesson_6.CHOSEN)


def test_pictures_open_when_the_prediction_is_locked_and_the_lesson_returns_to_it():
    boards, later = [lesson_6.forty_draws(), lesson_6.board()], lesson_6.returned()
    assert not any(board.open for board in boards) and later.answer not in " ".join(later.sentences)
    lesson_6.predict().lock("Five to twelve")
    assert all(board.open for board in boards) and "That is what you predicted" in " ".join(later.sentences)


def test_bands_hold_every_number_of_draws_once():
    assert [lesson_6.band(draws) for draws in (0, 1, 4, 5, 12, 13, 40)] == [
        "None of them", "One to four", "One to four", "Five to twelve", "Five to twelve", "Thirteen or more", "Thirteen or more"]


def test_assumptions_of_the_people_are_drawn_from_the_file():
    table = population_assumptions()
    assert [in_code(row[0]) for row in table.rows] == list(assumptions())
    row = next(row for row in table.rows if row[0] == "never open the portal, though they have an account (never_opens)")
    one = assumptions()["never_opens"]
    assert row[1:] == [one.low, one.default, one.high, one.unit, one.source, one.reason]
    few = population_assumptions(["wrong", "reservists"]).rows
    assert [in_code(row[0]) for row in few] == ["reservists", "wrong"]


def test_no_two_assumptions_are_called_the_same_in_plain_words():
    said = [one.says for one in assumptions().values()]
    assert all(said) and len(set(said)) == len(said)


def test_an_unknown_assumption_is_named_with_the_nearest():
    with pytest.raises(NoticesError, match='no assumption "never_open".*Did you mean "never_opens"'):
        population_assumptions(["never_open"])


def test_the_table_of_rules_shows_what_the_earlier_law_has_otherwise():
    rows = lesson_6.assumed().rows
    assert [row[0] for row in rows if row[0].startswith(EARLIER)] == [
        f"{EARLIER}: days from issue to the date named in the notice (appearance_in)"]
    assert len([row for row in rows if row[0].startswith("the office")]) == len(Operations.__dataclass_fields__)
