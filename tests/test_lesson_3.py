"""Lesson 3: the two-clocks picture says what the timeline says."""

import math

import pytest

from notices import Operations, explain, load_system
from notices.figures import two_clocks as figure
from notices.widgets import lesson_3
from notices.widgets.kit import sweep


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


def days(person, system):
    return explain(load_system(system), person, Operations()).days


def test_the_table_holds_the_days_of_the_timeline():
    person = lesson_3.A17 | {"opens_after": 30}
    table = figure.two_clocks(person).table
    paper, electronic = days(person, "paper-2022"), days(person, "article")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["served"] == [paper["served"], electronic["served"]] == [4, 0]
    assert rows["aware"] == [paper["aware"], electronic["aware"]] == [4, 30]
    assert rows["served without knowing, days"] == [0, 30]
    assert rows["measures, first day"] == ["none", 21] and rows["measures, last day"] == ["none", electronic["measures_until"] - 1]


def test_the_title_says_how_far_apart_the_clocks_stand():
    assert "9 days apart" in figure.two_clocks(lesson_3.A17).alt
    assert "1 day apart" in figure.two_clocks(lesson_3.A17 | {"opens_after": 1}).alt
    assert "strike together" in figure.two_clocks(lesson_3.A17 | {"opens_after": 0}).alt
    assert "never aware" in figure.two_clocks({"queue": 0.08}).alt


def test_each_panel_says_how_far_its_clocks_stand_apart_and_what_the_dashed_box_is():
    scene = figure.TwoClocks()
    figure.two_clocks(lesson_3.A17 | {"visits_needed": 3}, scene)
    assert [panel.apart.get_text() for panel in scene.panels.values()] == ["served to aware: 0 days", "served to aware: 9 days"]
    for opens_after, expected in ((0, "day 0"), (9, "day 9 (dashed: served, not aware)"), (25, "day 25")):
        figure.two_clocks(lesson_3.A17 | {"opens_after": opens_after}, scene)
        assert scene.panels["electronic"].labels["aware"].get_text() == expected
        assert scene.panels["electronic"].count.get_visible() == (opens_after == 25)
    figure.two_clocks({"queue": 0.08, "visits_needed": math.inf}, scene)
    assert [panel.apart.get_text() for panel in scene.panels.values()] == ["never served", "served, never aware"]


def test_the_words_name_both_systems_and_the_days_without_knowing():
    words = figure.two_clocks(lesson_3.A17).words
    assert "On paper: served on day 4, and aware the same day" in words
    assert "Electronically: served on day 0, aware on day 9, so for 9 days served without knowing" in words


def test_stretches_are_written_half_open():
    assert figure.from_to(0, 12) == "day 0 to day 11"
    assert figure.from_to(0, 1) == "on day 0"
    assert figure.from_to(21, math.inf) == "from day 21"
    assert figure.from_to(math.inf, math.inf) == "none"


@pytest.mark.parametrize("opens_after", [0, 1, 9, 19, 20, 25, 44, 45, 53, 59, 60, 61])
def test_no_setting_of_the_slider_cuts_off_or_overlaps_text(opens_after):
    scene = figure.TwoClocks()
    for appears_after in (1, 20, 40):
        for visits in ("1", "2", "never"):
            figure.two_clocks(lesson_3.person(opens_after, appears_after, visits), scene)
            assert scene.faults() == []


def test_every_control_goes_through_its_extremes():
    assert len(sweep(lesson_3.two_clocks())) > 6


def test_moving_the_slider_moves_the_picture():
    board = lesson_3.two_clocks()
    before = board.picture
    board.set(opens_after=10)
    assert board.picture.png != before.png and board.picture.words != before.words


def test_the_last_stop_of_the_slider_is_never():
    assert lesson_3.person(61, 3, "1")["opens_after"] == math.inf
    assert lesson_3.person(60, 3, "never")["visits_needed"] == math.inf


def test_the_predicted_state_of_day_30_is_what_the_timeline_gives():
    unread = {"queue": 0.08}
    electronic = days(unread, "article")
    assert electronic["served"] <= 30 and electronic["ban_from"] <= 30 and electronic["measures_from"] <= 30
    assert electronic["aware"] == math.inf
    assert lesson_3.ANSWER in lesson_3.predict().options


def test_the_picture_opens_when_the_prediction_is_locked_and_the_lesson_returns_to_it():
    board, later = lesson_3.two_clocks(), lesson_3.returned()
    assert not board.open and lesson_3.ANSWER not in " ".join(later.sentences)
    lesson_3.predict().lock(lesson_3.ANSWER)
    assert board.open and "That is what you predicted" in " ".join(later.sentences)
