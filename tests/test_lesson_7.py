"""Lesson 7: the switchboard's bars add up to the whole change, and which part leads depends on what is counted."""

from itertools import combinations, product

import numpy as np
import pytest
from table_rows import in_code

from notices import Operations, load_system, run
from notices.attribution import PARTS, attribute, combine, parts
from notices.drawing import assumptions, draw
from notices.figures import switchboard as figure
from notices.measures import MEASURES, compare
from notices.widgets import lesson_7
from notices.widgets.kit import sweep

ARTICLE = (lesson_7.OLD, lesson_7.NEW, lesson_7.VISITS)
LAW = (lesson_7.OLD, "law-2026-01", lesson_7.VISITS)
PAIRS = [tuple(pair.split()) for pair in lesson_7.PAIRS]
SETTINGS = [frozenset(on) for count in range(5) for on in combinations(PARTS, count)]


@pytest.fixture(autouse=True)
def nothing_is_worked_out_ahead(monkeypatch):
    """In the background of one test nothing of another goes on."""
    monkeypatch.setattr(lesson_7, "work_ahead", lambda *_: None)


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


@pytest.fixture(scope="module")
def scene():
    """A scene takes a moment to set up, and is made to be redrawn."""
    return figure.Switchboard()


def bars(scene):
    """(where each part's bar begins, where it ends), as drawn."""
    drawn = [scene.rows[part].bar for part in PARTS]
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in drawn]


# --- the bars add up ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("measure", lesson_7.CHOSEN)
def test_the_bars_lead_from_all_off_to_all_on_and_add_up_to_the_whole_change(scene, pair, measure):
    figure.switchboard(*pair, 40, measure, [], scene)
    before, after = (compare([load_system(name)], figure.town(), Operations(visits_per_day=visits)).estimate(measure)
                     for name, visits in zip(pair, (20, 40)))
    first, last = figure.of_hundred(before).value, figure.of_hundred(after).value
    drawn = bars(scene)
    assert sum(end - start for start, end in drawn) == pytest.approx(last - first)
    assert drawn[0][0] == pytest.approx(first) and drawn[-1][1] == pytest.approx(last)
    assert [start for start, _ in drawn[1:]] == pytest.approx([end for _, end in drawn[:-1]])
    assert (scene.rows["off"].bar.get_width(), scene.rows["on"].bar.get_width()) == pytest.approx((first, last))


def test_shares_add_up_for_any_number_of_couriers(scene):
    for visits in (0, 20, 100):
        figure.switchboard(*ARTICLE[:2], visits, "appeared_by", ["couriers"], scene)
        now = figure.switched(*ARTICLE[:2], visits, "appeared_by", ["couriers"])
        assert sum(end - start for start, end in bars(scene)) == pytest.approx(now.whole.value)


def test_a_thick_bar_is_the_average_over_all_orders():
    now = figure.switched(*ARTICLE, "appeared_by", [])
    for part in PARTS:
        others = [name for name in PARTS if name != part]
        orders = [(at, set(order[:at])) for order in permuted(others) for at in range(4)]
        adds = [figure.added(now.change, part, frozenset(before)).value for _, before in orders]
        assert now.shares[part].value == pytest.approx(np.mean(adds))


def permuted(names):
    return [order for order in product(names, repeat=3) if len(set(order)) == 3]


# --- what the switches do ----------------------------------------------------------------------------------

def test_the_dot_stands_where_the_sixteen_settings_stand(scene):
    found = figure.shared(figure.Change(*ARTICLE, "appeared_by"))
    for on in SETTINGS:
        figure.switchboard(*ARTICLE, "appeared_by", on, scene)
        assert scene.rows["now"].point.get_xdata()[0] == pytest.approx(100 * found.value(*on).value)
        assert [scene.rows[part].switch.get_text() for part in PARTS] == ["on" if part in on else "off" for part in PARTS]


def test_a_setting_is_what_its_mixed_system_gives():
    system, office = combine(load_system(ARTICLE[0]), load_system(ARTICLE[1]), ["service", "measures"], Operations(), Operations(visits_per_day=40))
    came = run(system, figure.town(), office).appeared <= 60
    assert figure.switched(*ARTICLE, "appeared_by", ["service", "measures"]).values["now"].value == pytest.approx(100 * came.mean())


def test_the_thin_bar_is_what_a_part_adds_while_the_others_stay(scene):
    for on in SETTINGS:
        figure.switchboard(*ARTICLE, "stopped", on, scene)
        values = figure.shared(figure.Change(*ARTICLE, "stopped")).values
        for part in PARTS:
            adds = 100 * (values[on | {part}].value - values[on - {part}].value)
            thin, strokes = scene.rows[part].thin, scene.rows[part].strokes.get_xdata()
            assert thin.get_width() == pytest.approx(adds) and thin.get_x() == scene.rows[part].bar.get_x()
            assert len(strokes) == 8 and np.isclose(strokes, thin.get_x() + adds).any()


def test_switches_leave_the_shares_alone(scene):
    drawn = []
    for on in ([], ["service", "couriers"], PARTS):
        figure.switchboard(*ARTICLE, "appeared_by", on, scene)
        drawn.append(bars(scene))
    assert drawn[0] == drawn[1] == drawn[2]


def test_title_words_and_table_follow_the_choice(scene):
    came, stopped = (figure.switchboard(*ARTICLE, measure, ["couriers"], scene) for measure in ("appeared_by", "stopped"))
    assert came.alt.startswith("The largest share: service rule, +44.46 ± 0.47 of +56.87 ± 0.51.")
    assert stopped.alt.startswith("The largest share: exit ban, +1.213 ± 0.086 of +1.80 ± 0.13.")
    assert "Appeared by day 60, with couriers on: 43.54 ± 0.50 of 100 people; all parts off " in came.words
    rows = {row[0]: row[1:] for row in came.table.rows}
    assert rows["couriers"] == ["on", "+9.68 ± 0.20", "+19.29 ± 0.39"] and rows["service rule"][0] == "off"
    assert "10,000 people" in came.table.caption


def test_parts_that_luck_alone_could_exchange_are_named_together():
    assert figure.leading(figure.switched(*ARTICLE, "wrong_days", [])) == ["service"]
    few = figure.Change("law-2023-04", "law-2026-01", 40, "visits")
    assert figure.leading(figure.switched(*few, [])) == [] and figure.headline(figure.switched(*few, [])) == "No part moves this count"
    near = figure.switched(*LAW, "left_before_service", [])
    assert set(figure.leading(near)) == {"service", "exit_ban"} and "bear the largest shares" in figure.headline(near)


def test_a_part_that_changes_no_rule_says_so(scene):
    figure.switchboard("law-2023-04", "law-2026-01", 20, "appeared_by", [], scene)
    assert [part for part in PARTS if scene.rows[part].label.get_text() == "the same in both"] == ["service", "couriers"]


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("measure", lesson_7.CHOSEN)
def test_no_setting_cuts_off_or_overlaps_text(scene, pair, measure):
    for visits, on in ((40, []), (100, PARTS)):
        figure.switchboard(*pair, visits, measure, on, scene)
        assert scene.faults() == []


# --- what the lesson claims --------------------------------------------------------------------------------

def settled(on):
    system, office = combine(load_system(ARTICLE[0]), load_system(ARTICLE[1]), on, Operations(), Operations(visits_per_day=40))
    return 1 * (run(system, draw(10_000), office).appeared <= 60)


def test_the_same_couriers_add_a_great_deal_or_nothing_to_be_seen():
    neither, service, couriers, both = (settled(on) for on in ([], ["service"], ["couriers"], ["service", "couriers"]))
    assert (couriers - neither).mean() > 0.15 and (both - service).mean() < 0.001
    assert ((neither == 0) & (service == 1) & (couriers == 1)).sum() > 1000
    assert (couriers - neither).mean() + (service - neither).mean() > (both - neither).mean() + 0.1
    share = ((couriers - neither) + (both - service)) / 2
    assert share.mean() == pytest.approx((couriers - neither).mean() / 2, abs=0.001)


def test_four_clerks_name_three_parts_and_none_by_luck():
    assert lesson_7.named() == {"appeared_by": "service", "unaware_days": "service", "stopped": "exit_ban", "measures_days": "measures"}
    assert lesson_7.returned().answer == "Three"
    for measure, part in lesson_7.named().items():
        assert figure.leading(figure.switched(*ARTICLE, measure, [])) == [part]


def test_ban_and_measures_bear_less_than_the_couriers_and_take_days_of_not_knowing_away():
    came, unaware = (figure.switched(*ARTICLE, measure, []).shares for measure in ("appeared_by", "unaware_days"))
    assert came["exit_ban"].value + came["measures"].value < came["couriers"].value / 2
    assert 1 / 7 < came["couriers"].value / figure.switched(*ARTICLE, "appeared_by", []).whole.value < 1 / 5
    for part in ("exit_ban", "measures"):
        assert unaware[part].value < -3 * unaware[part].error


def test_under_the_law_from_2026_a_share_of_wrong_days_is_larger_than_the_whole():
    now = figure.switched(*LAW, "wrong_days", PARTS)
    assert now.shares["exit_ban"].value > now.whole.value + 2 * now.whole.error
    assert now.shares["service"].value < -3 * now.shares["service"].error
    others = [now.shares[part] for part in ("service", "measures", "couriers")]
    assert all(share.value < 0 and figure.shows(share) for share in others) and min(share.value for share in others) == others[0].value
    assert now.adds["service"].value < -3 * now.adds["service"].error  # with the ban on: the message shortens
    assert figure.added(now.change, "service", frozenset()).value == 0  # without ban and measures: nothing to shorten


def test_the_couriers_share_depends_on_defaults():
    old, new = (load_system(name) for name in ARTICLE[:2])
    same = attribute("appeared_by", old, new, figure.town(), Operations(), Operations())
    assert same.shares["couriers"].value == same.shares["couriers"].error == 0
    address = assumptions()["at_address"]
    low, high = (attribute("appeared_by", old, new, 10_000, Operations(), Operations(visits_per_day=40), assumptions={"at_address": value})
                 for value in (address.low, address.high))
    assert low.shares["couriers"].value < high.shares["couriers"].value / 3


def test_in_august_2023_one_part_changed_alone():
    changes = parts(load_system("law-2023-04"), load_system("law-2023-08"))
    assert [part for part, rules in changes.items() if rules] == ["exit_ban"]


# --- the lesson's parts ------------------------------------------------------------------------------------

def test_every_control_goes_through_its_extremes():
    assert len(sweep(lesson_7.switchboard())) > 20


def test_a_switch_moves_the_picture_and_counts_nothing_again():
    board = lesson_7.switchboard()
    before, counted = board.picture, figure.shared.cache_info().misses
    for part in PARTS:
        board.set(**{part: True})
    assert board.picture.png != before.png and board.picture.words != before.words
    assert "with service rule, exit ban, measures, couriers on" in board.picture.words
    assert figure.shared.cache_info().misses == counted


def test_what_the_courier_slider_may_ask_is_worked_out_ahead_once_the_reader_moves_something(monkeypatch):
    asked = []
    monkeypatch.setattr(lesson_7, "work_ahead", lambda change, visits: asked.append((change, list(visits))))
    monkeypatch.setattr(lesson_7.Thread, "start", lambda thread: thread.run())
    board = lesson_7.switchboard()
    assert asked == []
    board.set(visits=50)
    board.set(visits=60)
    change = figure.Change(lesson_7.OLD, lesson_7.NEW, 0, lesson_7.CLERKS[0])
    slider = board.controls["visits"]
    assert asked == [(change, list(range(slider.min, slider.max + 1, slider.step)))]


def test_what_was_worked_out_ahead_is_not_counted_again():
    change = figure.Change(lesson_7.OLD, lesson_7.NEW, 0, "served_by")
    figure.work_ahead(change, [10])
    counted = figure.shared.cache_info().misses, figure.added.cache_info().misses
    figure.switched(change.before, change.after, 10, change.measure, [])
    assert (figure.shared.cache_info().misses, figure.added.cache_info().misses) == counted


def test_the_board_offers_measures_that_exist_and_are_numbers_for_everyone():
    assert set(lesson_7.CLERKS) < set(lesson_7.CHOSEN) < set(MEASURES)
    assert all(MEASURES[name].among is None for name in lesson_7.CHOSEN)


def test_the_picture_opens_when_the_prediction_is_locked_and_the_lesson_returns_to_it():
    board, later = lesson_7.switchboard(), lesson_7.returned()
    assert not board.open and "Three" not in " ".join(later.sentences)
    lesson_7.predict().lock("Two")
    assert board.open and "You predicted: “Two”." in later.sentences and "exit ban (+1.213 ± 0.086 out of +1.80 ± 0.13, of 100 people)" in later.sentences[-1]


def test_the_table_of_rules_has_both_systems_and_the_couriers_before_and_after():
    rows = {in_code(row[0]): row[1:] for row in lesson_7.assumed().rows}
    visits = [row[0] for row in rows.values() if row[1] == "assumption" and row[0] in (20, 40)]
    assert visits == [20, 40] and rows["article: exit_ban_from"][1] == "C10"
