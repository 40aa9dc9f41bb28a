"""Lesson 8: the explorer says what the runs say, and the lesson's sentences about it hold."""

import numpy as np
import pytest
from table_rows import in_code

from notices import load_system, run
from notices.drawing import assumptions, draw
from notices.figures import assumption_explorer as figure
from notices.figures import style
from notices.measures import Estimate
from notices.scenarios import AVOIDED, Sweep, ranges_of, sample, tornado
from notices.widgets import lesson_8
from notices.widgets.kit import sweep

TRUE_ON_MAP = "true in 29\N{NO-BREAK SPACE}% of the map"
DAYS = {"not_served_by": ("served", 30), "not_appeared_by": ("appeared", 60), "never_knew": ("aware", 180)}


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


@pytest.fixture(scope="module")
def scene():
    """A scene takes a moment to set up, and is made to be redrawn."""
    return figure.AssumptionExplorer()


def explored(system="article", claim="not_served_by", limit=0.05, across="with_account", up="at_address"):
    return figure.explored(system, claim, limit, across, up)


def counted_anew(system, claim, values=None):
    """The share of people, counted without anything that the explorer uses to count."""
    event, day = DAYS[claim]
    days = getattr(run(load_system(system), draw(figure.PEOPLE, values)), event)
    return np.mean(days > day)


def bars(now):
    return {bar.assumption: bar for bar in now.tornado.bars}


# --- what the explorer shows is what the runs give -------------------------------------------------------------

@pytest.mark.parametrize("system", lesson_8.SYSTEMS)
@pytest.mark.parametrize("claim", DAYS)
def test_defaults_bars_and_map_are_what_a_plain_count_gives(system, claim):
    now = explored(system, claim)
    assert now.base.value == pytest.approx(counted_anew(system, claim))
    assert bars(now)["at_address"].at_low.value == pytest.approx(counted_anew(system, claim, {"at_address": 0.3}))
    assert now.map.shares[0, -1] == pytest.approx(counted_anew(system, claim, {"at_address": 0.3, "with_account": 0.99}))


@pytest.mark.parametrize("claim", DAYS)
def test_the_dots_are_the_scenarios_of_a_sample(claim):
    now = explored(claim=claim)
    same = sample(claim, load_system("article"), 200, figure.PEOPLE, figure.ranges(), progress=False)
    few = Sweep(same.sweep.scenarios[:5], figure.PEOPLE, progress=False).run()
    assert np.array_equal(now.points, same.points)
    name, opposite = (claim, False) if claim == "never_knew" else (claim.removeprefix("not_"), True)
    assert now.outcomes[:5] == pytest.approx([abs(opposite - comparison.estimate(name).value) for comparison in few])


def test_the_nine_have_the_ranges_of_the_data_file_and_the_defaults_lie_inside():
    nine = dict(figure.ranges())
    assert nine.pop("visits_per_day") == (5, 75)
    assert nine == ranges_of(*nine) and len(nine) == 8
    assert all(low <= figure.default_of(name) <= high for name, (low, high) in figure.ranges().items())


def test_the_assumptions_that_stay_would_each_move_little():
    stay = ranges_of(*(name for name in assumptions() if name not in figure.AXES))
    for system in lesson_8.SYSTEMS:
        alone = tornado("not_served_by", load_system(system), figure.PEOPLE, stay, progress=False)
        assert all(bar.swing < 0.08 for claim in DAYS for bar in alone.read(claim).bars)


def test_a_share_exactly_at_the_limit_is_true():
    assert explored(limit=0.05).holds(1 - 0.95) and not explored(limit=0.05).holds(0.0504)


def test_days_of_the_definitions_are_those_of_the_words():
    assert {claim: (AVOIDED[claim].event, figure.day_of(claim)) for claim in figure.COUNTED} == DAYS
    assert all(figure.counted(claim).endswith(f"by day {day}") for claim, (_, day) in DAYS.items())


# --- what the lesson says ------------------------------------------------------------------------------------------

def test_three_groups_reach_three_verdicts_from_two_counts():
    served, come = explored().base.value, explored(claim="not_appeared_by").base.value
    assert 0.05 < served <= 0.10 < come


def test_the_verdict_turns_between_six_and_seven_and_both_lie_within_two_errors():
    six, seven = explored(limit=0.06), explored(limit=0.07)
    assert figure.verdict(six, six.base) == "false, but within two errors of the limit"
    assert figure.verdict(seven, seven.base) == "true, but within two errors of the limit"
    assert figure.verdict(explored(), Estimate(0.3, 0.01, "")) == "false"


def test_the_claim_is_true_in_the_corner_of_accounts_and_addresses_and_false_in_the_opposite_one():
    true = explored().map.holds(0.05)
    assert true[-1, -1] and not true[0, 0]
    assert (np.diff(true.astype(int), axis=0) >= 0).all() and (np.diff(true.astype(int), axis=1) >= 0).all()
    assert 0 < true.mean() < 0.5


def test_who_comes_depends_most_on_people_who_know_and_who_is_served_not_at_all():
    assert explored(claim="not_appeared_by").tornado.bars[0].assumption == "never_appears"
    served = bars(explored())
    assert next(iter(served)) == "with_account"
    assert list(served)[7] == "never_appears" and served["never_appears"].swing == 0
    assert {name for name, bar in served.items() if bar.swing > 0} == {"with_account", "at_address", "found_per_visit", "visits_per_day"}


def test_under_the_law_everybody_is_served_by_definition_and_a_third_have_not_come():
    law = explored("law-2023-04", limit=0)
    assert law.base.value == 0 and law.map.share_true(0) == 1 and law.true_scenarios.all()
    assert not any(bar.swing for bar in law.tornado.bars)
    come = explored("law-2023-04", "not_appeared_by")
    assert 0.3 < come.base.value < 0.37 and come.tornado.bars[0].swing > 0.3
    assert come.base.value > explored(claim="not_appeared_by").base.value + 0.1
    system = load_system("law-2023-04")
    assert system.appearance_in + system.grace_days + 1 > 60


def test_some_scenarios_are_false_where_the_map_is_true_because_visits_find_fewer_people():
    now = explored()
    across, up, found = (figure.placed(now.points[:, list(figure.AXES).index(name)], name)
                         for name in ("with_account", "at_address", "found_per_visit"))
    steps = figure.STEPS - 1
    # The place to the lower left of a dot: where the map is true there, it is true further right and further up.
    on_map = now.map.holds(0.05)[np.floor(up * steps).astype(int), np.floor(across * steps).astype(int)]
    hollow = on_map & ~now.true_scenarios
    assert hollow.any() and (found[hollow] < figure.placed(figure.default_of("found_per_visit"), "found_per_visit")).all()


def test_together_the_assumptions_reach_further_and_the_default_is_not_the_middle():
    for claim in ("not_served_by", "not_appeared_by"):
        now = explored(claim=claim)
        alone = max(max(bar.at_low.value, bar.at_high.value) for bar in now.tornado.bars)
        assert now.outcomes.max() > alone + 0.05
    assert np.median(now.outcomes) > 2 * now.base.value


def test_fewer_than_on_paper_holds_while_hardly_any_does_not():
    paper, article = (explored(system, "not_appeared_by", 0.1) for system in ("paper-2022", "article"))
    assert article.base.value < paper.base.value - 0.4 and not article.holds(article.base.value)


# --- words, table, picture ------------------------------------------------------------------------------------------

def test_words_name_claim_verdict_and_map_and_the_table_people_and_error():
    words = figure.sentence(explored())
    for part in ("at most 5 of 100 people have not been served by day 30", "so false", TRUE_ON_MAP.capitalize(), "200 scenarios"):
        assert part in words
    for part in ("The article's account", "2,500 people", "± one Monte Carlo error"):
        assert part in figure.table(explored()).caption
    assert "Moved alone, no assumption changes anything" in figure.sentence(explored("law-2023-04"))


def test_a_share_that_is_neither_none_nor_all_never_reads_so():
    assert figure._percent(0.004) == "less than 1\N{NO-BREAK SPACE}%" and figure._percent(0.996) == "more than 99\N{NO-BREAK SPACE}%"
    assert figure.of_map(explored(limit=0.5).map, 0.5) == "true everywhere on the map"
    assert figure.of_map(explored(claim="not_appeared_by").map, 0.05) == "true nowhere on the map"


def test_the_title_gives_the_map_and_the_verdict_of_the_defaults():
    assert figure.headline(explored()) == f"T{TRUE_ON_MAP[1:]}; with every default: false ({figure.said(explored().base)} of 100)"


def test_the_table_has_the_defaults_every_end_the_corners_and_the_counts():
    now = explored()
    rows = {row[0]: row[1:] for row in figure.table(now).rows}
    assert len(rows) == 1 + 2 * 9 + 4 + 1 + 1
    assert rows["every default"] == [figure.said(now.base), "false"]
    assert rows["with an account: 99 of 100 people"][1] == "true"
    assert rows["the whole map, 225 places"][1] == TRUE_ON_MAP


def test_the_ground_is_plain_where_true_striped_where_false_with_a_line_between():
    shares = np.tile(np.linspace(0, 1, 15), (15, 1))
    left, right = np.split(figure.painted(shares, 0.5), 2, axis=1)
    colors = [set(map(tuple, side[:, 5:-5, :3].reshape(-1, 3).tolist())) for side in (left, right)]
    assert len(colors[0]) == 1 and len(colors[1]) == 2 and not colors[0] & colors[1]
    ink = tuple(bytes.fromhex(style.INK[1:]))
    line = (figure.painted(shares, 0.5)[:, :, :3] == ink).all(axis=2)
    assert line.any(axis=1).all() and abs(np.flatnonzero(line[0]).mean() - figure.MAP_WIDE / 2) < 2
    assert not (figure.painted(shares, 1)[:, :, :3] == ink).all(axis=2).any()


def test_the_name_of_an_area_stands_inside_it_or_nowhere():
    area = explored().map.holds(0.05)
    across, up = figure.roomiest(area, (0.6, 0.6))
    assert area[round(up * 14), round(across * 14)]
    assert figure.roomiest(np.eye(15, dtype=bool), (0.6, 0.6)) is None and figure.roomiest(np.zeros((15, 15), bool), (0.6, 0.6)) is None
    assert figure.roomiest(np.ones((15, 15), bool), (0.6, 0.6)) is not None


def test_the_scenarios_lie_on_the_map_only_when_asked_for(scene):
    without, with_dots = (figure.assumption_explorer("article", dots=dots, scene=scene) for dots in (False, True))
    assert without.png != with_dots.png and without.words == with_dots.words
    assert len(scene.map.true.get_xdata()) + len(scene.map.false.get_xdata()) == 200
    assert len(scene.map.true.get_xdata()) == explored().true_scenarios.sum()


def test_one_assumption_in_both_directions_gives_no_map_and_says_so(scene):
    picture = figure.assumption_explorer("article", across="with_account", up="with_account", scene=scene)
    assert "a map needs two different assumptions" in picture.words and picture.table.rows
    assert scene.faults() == [] and not scene.map.ground.get_visible()
    assert [row.name.get_text() for row in scene.bars.rows if row.name.get_text()[0] in "→↑↗"] == ["↗ with an account"]


@pytest.mark.parametrize("name", figure.AXES)
def test_no_name_meets_its_range_where_it_is_both_directions_of_the_map(scene, name):
    figure.assumption_explorer("article", across=name, up=name, scene=scene)
    assert scene.faults() == []


def test_the_names_of_the_areas_stand_below_the_map_when_dots_lie_on_it(scene):
    for dots in (False, True):
        figure.assumption_explorer("article", dots=dots, scene=scene)
        words = [label.get_text() for label in scene.map.words.values()]
        assert words == (["", ""] if dots else ["true", "false"]) and scene.map.key.get_visible() == dots
        assert scene.faults() == []


@pytest.mark.parametrize("system", lesson_8.SYSTEMS)
@pytest.mark.parametrize("claim", DAYS)
@pytest.mark.parametrize("limit", [0, 0.05, 0.2, 0.5])
def test_no_setting_cuts_off_or_overlaps_text(scene, system, claim, limit):
    for pair in (("with_account", "at_address"), ("never_opens", "visits_per_day")):
        figure.assumption_explorer(system, claim, limit, *pair, scene=scene)
        assert scene.faults() == []


# --- the widget ------------------------------------------------------------------------------------------------------

def test_every_control_goes_through_its_extremes():
    assert len(sweep(lesson_8.explorer())) > 25


def test_a_change_of_the_limit_changes_picture_and_words():
    board = lesson_8.explorer()
    before = board.picture
    board.set(limit=8)
    assert board.picture.png != before.png and "at most 8 of 100" in board.picture.words and "so true" in board.picture.words


def test_the_explorer_opens_with_the_prediction_and_the_lesson_returns_to_it():
    board, later = lesson_8.explorer(), lesson_8.returned()
    answer = lesson_8.band(explored().map.share_true(0.05))
    assert later.answer == answer == "On less than half of the map"
    assert not board.open and answer not in " ".join(later.sentences)
    lesson_8.predict().lock(answer)
    assert board.open and "That is what you predicted" in " ".join(later.sentences)
    assert TRUE_ON_MAP in later.explanation and "true nowhere on the map" in later.explanation


def test_bands_meet_at_none_half_and_all():
    assert [lesson_8.band(share) for share in (0, 0.01, 0.5, 0.51, 1)] == [lesson_8.BANDS[at] for at in (3, 2, 2, 1, 0)]


def test_the_tables_of_assumptions_hold_the_couriers_range_and_all_three_systems():
    people = {in_code(row[0]): row for row in lesson_8.people_assumed().rows}
    assert set(figure.AXES) <= set(people) and people["visits_per_day"][1:4] == [5, 20, 75]
    rules = [in_code(row[0]) for row in lesson_8.assumed().rows]
    assert "without_account" in rules
    assert lesson_8.assumed().folded == f"The rules of 3 systems with their sources ({len(rules)} rows)"
    assert all(any(row.startswith(f"{system}: ") for row in rules) for system in ("law-2023-04", "paper-2022"))
