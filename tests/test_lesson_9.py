"""Lesson 9: the board says what the counts say, rules that do not fit together are named, and the lesson's sentences hold."""

import re
from itertools import product

import numpy as np
import pytest
from table_rows import in_code

from notices import NEVER, NoticesError, System, explain, load_system, run, system_names
from notices.dominance import COUNTS, counted, unbeaten
from notices.drawing import assumptions, draw
from notices.figures import design_board as figure
from notices.figures import style
from notices.measures import Estimate, compare
from notices.widgets import lesson_9
from notices.widgets.kit import sweep

DEFAULT = assumptions()["wrong"].default
ARTICLE = {"served_after": 0, "without_account": "paper", "exit_ban_from": "service", "grace_days": 20}
UNDER_BOTH = {"served_on": "opening", "without_account": "paper", "exit_ban_from": "none", "reminder_after": 0, "grace_days": 20}
SHARES = [assumptions()["wrong"].low, DEFAULT, assumptions()["wrong"].high]


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


@pytest.fixture(scope="module")
def scene():
    """A scene takes a moment to set up, and is made to be redrawn."""
    return figure.DesignBoard()


def designed(wrong=DEFAULT, **changes):
    """The class's design with some controls set otherwise."""
    return figure.designed(lesson_9.rules_of(lesson_9.START | changes), wrong)


def called(now, relation):
    return [name for at in now.which(relation) for name in now.rivals[at].called.split(", ")]


# --- what the board shows is what the counts give --------------------------------------------------------------------

def test_every_shipped_system_is_among_the_rivals_once():
    for wrong in SHARES:
        names = [name for rival in figure.rivals(wrong) for name in rival.names]
        assert sorted(names) == sorted(system_names())
    assert len(figure.rivals(DEFAULT)) + 1 == figure.ROWS


def test_rivals_share_a_mark_only_if_they_do_the_same_to_everybody():
    [shared] = [rival for rival in figure.rivals(DEFAULT) if len(rival.names) > 1]
    assert shared.names == ("article", "denmark", "kazakhstan") and shared.look == "electronic"
    served = [run(load_system(name), figure.town(DEFAULT)).served for name in shared.names]
    assert np.array_equal(served[0], served[1]) and np.array_equal(served[0], served[2])


def test_marks_have_the_look_of_their_kind():
    looks = {name: rival.look for rival in figure.rivals(DEFAULT) for name in rival.names}
    assert looks["paper-2022"] == "paper" and looks["law-2026-01"] == "electronic" and looks["spain"] == "transposed"
    assert {style.look(look).marker for look in looks.values()} == {"s", "^", "p"}


def test_the_designs_numbers_are_those_of_compare():
    now = designed()
    system = System(**lesson_9.rules_of(lesson_9.START))
    both = compare([system, load_system("spain")], draw(figure.PEOPLE))
    spain = next(at for at, rival in enumerate(now.rivals) if "spain" in rival.names)
    for count in ("unaware_days", "wrong_days"):
        same, apart = both.estimate(count), both.difference(count)
        assert (now.counts.estimate(count).value, now.counts.estimate(count).error) == pytest.approx((same.value, same.error))
        assert (now.differences[spain][count].value, now.differences[spain][count].error) == pytest.approx((apart.value, apart.error))
    exact = designed(0)
    both = compare(system, draw(figure.PEOPLE, {"wrong": 0}))
    assert exact.counts.estimate("waiting_days").value == pytest.approx(1000 * (1 - both.curve("served")).sum())


def test_the_design_is_drawn_where_its_counts_are(scene):
    for changes in ({}, {"served_after": 0, "reminder_after": 1}, {"exit_ban_from": "none"}):
        now = designed(**changes)
        scene.show(now)
        waiting, unaware, wrong = (now.counts.estimate(count).value for count in COUNTS)
        assert scene.scatter.yours.get_xdata()[0] == pytest.approx(np.sqrt(waiting))
        assert scene.scatter.yours.get_ydata()[0] == pytest.approx(unaware)
        assert scene.rows.yours.get_xdata()[0] == pytest.approx(wrong)


def test_rings_are_around_those_who_beat_the_design_and_hollow_are_the_beaten(scene):
    for changes in ({}, ARTICLE | {"reminder_after": 1}, {"without_account": "register", "served_after": 0, "reminder_after": 3}):
        now = designed(**changes)
        scene.show(now)
        places = scene.marks.places[:len(now.rivals)]
        ringed = {tuple(place) for place in np.column_stack(scene.marks.rings.get_data())} if now.beats_design.any() else set()
        assert {tuple(place) for place, beats in zip(places, now.beats_design) if beats} == ringed & {tuple(place) for place in places}
        beaten = [rival.counts.name for rival, is_beaten in zip(now.rivals, now.beaten) if is_beaten]
        everybody = [rival.counts for rival in now.rivals] + [now.counts]
        assert beaten == [one.counts.name for one in now.rivals if any(other.beats(one.counts) for other in everybody)]
        hollow = sum(len(line.get_xdata()) for (_, is_hollow), line in scene.marks.lines.items() if is_hollow and line.get_visible())
        assert hollow == 2 * len(beaten) - now.covered.sum()


def test_a_mark_that_two_rules_share_is_hollow_only_if_both_are_beaten_and_the_words_say_which(scene):
    for changes, free in (({}, ["Singapore"]), (UNDER_BOTH, [])):
        now = designed(**changes)
        picture = scene.show(now)
        [group] = now.together
        assert [now.rivals[at].called for at in group] == ["Estonia", "Singapore"]
        assert [now.rivals[at].called for at in group if not now.beaten[at]] == free
        there = {hollow for (_, hollow), line in scene.marks.lines.items() if line.get_visible()
                 for place in np.column_stack(line.get_data()) if tuple(place) == tuple(scene.marks.places[group[0]])}
        assert there == {not free}
        assert "On the left Estonia and Singapore share a mark" in picture.words
        assert ("full because Singapore is not beaten" in picture.words) is bool(free)
    assert designed(0).together == []


def test_what_is_left_of_and_below_the_design_is_tinted(scene):
    scene.show(designed())
    corner, half = scene.scatter.better, scene.rows.better
    assert (corner.get_width(), corner.get_height()) == pytest.approx((scene.scatter.yours.get_xdata()[0], scene.scatter.yours.get_ydata()[0]))
    assert half.get_width() == pytest.approx(scene.rows.yours.get_xdata()[0])


@pytest.mark.parametrize("wrong", SHARES)
def test_the_axis_of_wrong_days_grows_where_a_design_goes_beyond_and_shrinks_again(scene, wrong):
    ends, reached = [], []
    for changes in ({}, {"channel": "in_person", "served_on": "handing_over"}, {}):
        now = designed(wrong, **changes)
        scene.show(now)
        ends.append(scene.rows.axes.get_xlim()[1])
        reached.append(figure.reach(now.counts.estimate("wrong_days"))[1])
        for rival, place in zip(now.rivals, scene.marks.places[len(now.rivals):]):
            assert scene.rows.axes.transData.inverted().transform(place)[0] == pytest.approx(rival.counts.estimate("wrong_days").value, abs=1e-6)
    assert ends[0] == ends[2] and all(end >= far for end, far in zip(ends, reached))
    assert ends[1] > ends[0] or not wrong


def test_no_amount_is_less_than_nothing():
    now = designed(channel="in_person", served_on="handing_over")
    words, cells = figure.sentence(now), [cell for row in figure.table(now).cells() for cell in row]
    assert "; days served, not aware 0 ± 0; " in words
    assert not any("-0 ±" in text for text in [words, *cells])


def test_a_redrawn_board_is_the_same_to_the_byte_as_a_new_one(scene):
    rules = lesson_9.rules_of(lesson_9.START)
    figure.design_board(rules | {"served_after": 3}, SHARES[2], scene)
    assert figure.design_board(rules, DEFAULT, scene).png == figure.design_board(rules, DEFAULT).png


def test_a_changed_rule_counts_the_real_systems_not_again():
    board = lesson_9.designer()
    counted_before = figure.rivals.cache_info().misses
    for day in range(5):
        board.set(served_after=day)
    assert figure.rivals.cache_info().misses == counted_before


@pytest.mark.parametrize("wrong", SHARES)
def test_no_setting_cuts_off_or_overlaps_text(scene, wrong):
    for served_on, without_account, ban, grace in product(("posting", "opening"), ("register", "exempt"), ("none", "issue"), (0, 65)):
        scene.show(designed(wrong, served_on=served_on, without_account=without_account, exit_ban_from=ban, grace_days=grace))
        assert scene.faults() == []
    for changes in ({"channel": "in_person", "served_on": "handing_over"}, {"served_on": "opening", "lapses_if_unopened": 0}):
        scene.show(designed(wrong, **changes))
        assert scene.faults() == []
        assert scene.scatter.yours.get_xdata()[0] <= figure.across(figure.MOST_WAITING)


# --- words and table -----------------------------------------------------------------------------------------------

def test_words_give_the_numbers_and_name_who_beats_the_design_and_the_table_by_how_much():
    now = designed()
    words = figure.sentence(now)
    for count in COUNTS:
        assert f"{figure.CALLED[count]} {figure.said(now.counts.estimate(count))}" in words
    assert "Beaten by Estonia, Spain, Italy, Singapore. It beats none." in words
    table = figure.table(now)
    estonia = next(row for row in table.rows if row[0] == "Estonia")
    first = next(at for at, rival in enumerate(now.rivals) if rival.names == ("estonia",))
    assert all(f"({figure.said(now.differences[first][count], sign=True)})" in cell for count, cell in zip(COUNTS, estonia[1:]))
    assert "10,000 people" in table.caption and "± one Monte Carlo error" in table.caption


def test_words_leave_to_the_table_whoever_else_is_better(monkeypatch):
    monkeypatch.setattr(figure, "MOST_NAMED", 2)
    assert "Beaten by Estonia, Spain and 2 more." in figure.sentence(designed())


def test_title_and_words_count_systems_and_not_marks():
    now = designed(**ARTICLE, reminder_after=1)
    assert figure.headline(now) == "No rule beats yours, and yours beats 3 of 17"
    assert "No rule beats it. It beats article, Denmark, Kazakhstan. Too close to call: Spain, Italy." in figure.sentence(now)
    assert figure.headline(designed()) == "4 of 17 rules beat yours; yours beats none"
    assert figure.headline(designed(exit_ban_from="none")) == "No rule beats yours, and yours beats none"


def test_a_design_that_is_a_shipped_system_says_so():
    now = designed(**ARTICLE)
    assert called(now, "is the same as") == ["article", "Denmark", "Kazakhstan"]
    assert "On all three counts it is the same as article, Denmark, Kazakhstan." in figure.sentence(now)


def test_the_table_has_every_rule_the_differences_and_how_it_stands():
    now = designed()
    rows = {row[0]: row[1:] for row in figure.table(now).rows}
    assert len(rows) == figure.ROWS and rows["yours"][0] == figure.said(now.counts.estimate("waiting_days"))
    assert {name for name, row in rows.items() if row[3] == "beats yours"} == set(called(now, "beats"))
    spain = compare([System(**lesson_9.rules_of(lesson_9.START)), load_system("spain")], draw(figure.PEOPLE))
    assert rows["Spain"][2] == (f"{figure.said(spain.estimate('wrong_days', 1))} ({figure.said(spain.difference('wrong_days'), sign=True)})")


def test_a_large_number_without_error_is_written_in_full():
    assert figure.said(Estimate(7000.0, 0.0, "days")) == "7,000 ± 0" and figure.said(Estimate(-7000.0, 0.0, "days"), sign=True) == "-7,000 ± 0"


@pytest.mark.parametrize("rules, parts", [
    ({"served_after": 10}, ["served 10 days after posting, read or not", "through the register 7 days after posting", "nobody is reminded",
                            "the exit ban runs from service", "measures follow after 20 days of grace"]),
    ({"served_after": 0, "reminder_after": 1, "measures": ()}, ["served on the day of posting", "one reminder goes out on day 1", "no measures"]),
    ({"served_on": "opening"}, ["served when it is opened, however late"]),
    ({"served_on": "opening", "deemed_if_unopened": 1}, ["when it is opened, and unopened 1 day after posting"]),
    ({"served_on": "opening", "lapses_if_unopened": 10, "without_account": "paper"}, ["void if still unopened after day 10", "are sent a courier"]),
    ({"without_account": "exempt", "exit_ban_from": "issue"}, ["not called at all", "the exit ban runs from issue"]),
    ({"channel": "in_person", "exit_ban_from": "none"}, ["when a courier hands it over at the door", "no exit ban"]),
])
def test_a_system_in_one_sentence(rules, parts):
    text = figure.described(System(**rules))
    assert [part for part in parts if part not in text] == []
    assert text.startswith("A notice is ") and text.count(".") == 1


def test_paper_has_no_account_and_no_reminder_to_speak_of():
    text = figure.described(load_system("paper-2022"))
    assert "account" not in text and "remind" not in text


def test_what_is_set_without_effect_is_named():
    now = designed(channel="in_person", served_on="handing_over")
    assert now.idle == ("From posting to service", "People without an account")
    assert "Without effect in it: From posting to service, People without an account." in figure.sentence(now)
    assert designed().idle == ()


# --- rules that do not fit together --------------------------------------------------------------------------------

MISFITS = [{"channel": "in_person"}, {"channel": "in_person", "served_on": "opening"}, {"served_on": "handing_over"},
           {"served_on": "opening", "deemed_if_unopened": 10, "lapses_if_unopened": 5}]


@pytest.mark.parametrize("changes", MISFITS)
def test_the_board_says_why_rules_do_not_fit_in_the_words_of_its_controls(changes):
    with pytest.raises(NoticesError):
        System(**lesson_9.rules_of(lesson_9.START | changes))
    board = lesson_9.designer()
    board.set(**changes)
    reason = board.picture.words.partition("These rules do not fit together, so there is no design to compare. ")[2]
    assert re.search("makes no sense|cannot both", reason) and "Choose" in reason and reason in board.picture.alt
    assert not re.search(r'\w_\w|"', reason)  # no name of the data file
    assert [row[0] for row in board.picture.table.rows] == [rival.called for rival in figure.rivals(DEFAULT)]


@pytest.mark.parametrize("changes", MISFITS)
def test_where_there_is_no_design_none_is_drawn_and_it_comes_back(scene, changes):
    design = designed(**changes)
    scene.show(design)
    assert not any(part.get_visible() for part in (scene.scatter.yours, scene.rows.yours, scene.rows.number, scene.marks.rings))
    assert scene.title.get_text() == "These rules do not fit together" and scene.faults() == []
    assert scene.reason.get_text() and design.problem.startswith(scene.reason.get_text())
    scene.show(designed())
    assert scene.scatter.yours.get_visible() and scene.rows.number.get_visible() and not scene.reason.get_text()


def test_a_rule_that_does_not_exist_is_an_error_of_the_caller():
    with pytest.raises(NoticesError, match='no rule "servedon"'):
        figure.designed({"servedon": "posting"}, DEFAULT)


# --- what the lesson says ------------------------------------------------------------------------------------------

def test_four_rules_beat_the_class_on_every_count_also_with_other_people():
    assert called(designed(), "beats") == ["Estonia", "Spain", "Italy", "Singapore"]
    system = System(**lesson_9.rules_of(lesson_9.START))
    for seed in (2, 3, 4):
        people = draw(figure.PEOPLE, seed=seed)
        mine = counted(system, people)
        for name in ("estonia", "spain", "italy", "singapore"):
            assert all(one.value < -2 * one.error for one in counted(load_system(name), people).against(mine).values())
        assert sum(counted(load_system(name), people).beats(mine) for name in system_names()) == 4


def test_without_the_ban_nothing_beats_it_and_a_reminder_or_couriers_leave_two():
    free = designed(exit_ban_from="none")
    assert called(free, "beats") == []
    ratio = free.counts.estimate("wrong_days").value / designed().counts.estimate("wrong_days").value
    assert 0.17 < ratio < 0.23
    assert free.counts.minus(designed().counts, "unaware_days").value > 2 * free.counts.minus(designed().counts, "unaware_days").error
    assert called(designed(reminder_after=1), "beats") == ["Estonia", "Singapore"]
    assert called(designed(without_account="paper"), "beats") == ["Spain", "Italy"]


def test_a_reminder_costs_the_articles_system_nothing_on_three_counts():
    with_, without = designed(**ARTICLE, reminder_after=1), designed(**ARTICLE)
    assert with_.counts.beats(without.counts) and with_.counts.minus(without.counts, "waiting_days").error == 0


def test_a_ban_from_issue_on_paper_bears_hardest_on_wrong_records_and_from_service_not_at_all():
    paper = {"channel": "in_person", "served_on": "handing_over"}
    wrong = designed(**paper).counts.estimate("wrong_days").value
    assert wrong > max(rival.counts.estimate("wrong_days").value for rival in figure.rivals(DEFAULT))
    assert designed(**paper, exit_ban_from="none").counts.estimate("wrong_days").value == 0
    service = designed(**paper, exit_ban_from="service").counts
    assert service.estimate("wrong_days").value == service.estimate("unaware_days").value == 0
    assert service.estimate("waiting_days").value > 181_000 / 2


def test_the_share_of_wrong_records_moves_the_burden_and_not_the_rings():
    none, default, many = (designed(wrong) for wrong in SHARES)
    assert none.counts.estimate("wrong_days").value == 0
    for before, after in [(default.counts, many.counts), *((here.counts, there.counts) for here, there in zip(default.rivals, many.rivals))]:
        few, more = before.estimate("wrong_days"), after.estimate("wrong_days")
        assert abs(more.value - 5 * few.value) <= 3 * np.hypot(more.error, 5 * few.error)
    assert [sorted(called(now, "beats")) for now in (none, default, many)] == 3 * [["Estonia", "Italy", "Singapore", "Spain"]]
    beaten = {wrong: [name for rival, beaten in zip(figure.rivals(wrong), figure.beaten_by_rivals(wrong)) if beaten for name in rival.names]
              for wrong in SHARES}
    assert "estonia" not in beaten[SHARES[0]] and "estonia" in beaten[DEFAULT] and "estonia" in beaten[SHARES[2]]
    assert {"paper-2022", "germany-portal"} == set(beaten[SHARES[0]]) - set(beaten[DEFAULT])
    assert ("estonia", "singapore") in [rival.names for rival in figure.rivals(SHARES[0])]


def test_the_share_of_wrong_records_moves_days_before_service_a_little_and_days_not_aware_not_at_all():
    none, default, many = (designed(wrong).counts for wrong in SHARES)
    assert none.estimate("unaware_days") == default.estimate("unaware_days") == many.estimate("unaware_days")
    waiting = [one.estimate("waiting_days").value for one in (none, default, many)]
    assert waiting[0] > waiting[1] > waiting[2] > 0.85 * waiting[0]


def test_no_mark_comes_near_the_numbers(scene):
    for changes in ({}, {"channel": "in_person", "served_on": "handing_over"}):
        for wrong in SHARES:
            scene.show(designed(wrong, **changes))
            numbers = [text.get_window_extent().x0 for text in style.texts_of(scene.figure) if re.fullmatch(r"[\d,]+ ± [\d,]+", text.get_text())]
            assert len(numbers) >= figure.ROWS - 1
            half = figure.YOURS["markersize"] * style.DPI / 72 / 2
            assert figure.STRIP_FROM + figure.STRIP_WIDE + half < min(numbers)


def test_d07_and_d08_meet_the_two_errors():
    d07 = {"wrong_record": True, "opens_after": 24, "corrected_after": 10, "queue": 0.3}
    for name, d07_days, d08_served in (("paper-2022", 0, NEVER), ("article", 34, 0), ("law-2023-08", 34, 0), ("spain", 24, 10),
                                       ("estonia", 10, NEVER), ("germany-portal", 0, NEVER)):
        days = explain(load_system(name), d07).days
        assert (0 if days["ban_from"] == NEVER else days["ban_until"] - days["ban_from"]) == d07_days
        d08 = explain(load_system(name), {"visits_needed": NEVER}).days
        assert d08["served"] == d08_served and d08["aware"] == NEVER
    corrected = {name: explain(load_system(name), d07).days["corrected"] for name in ("paper-2022", "germany-portal")}
    assert corrected == {"paper-2022": 15, "germany-portal": NEVER}


def test_four_of_the_seventeen_are_beaten_and_thirteen_are_not():
    free = [one.name for one in unbeaten(counted(load_system(name), draw(10_000)) for name in system_names())]
    assert len(free) == 13 and set(system_names()) - set(free) == {"law-2023-04", "law-2023-08", "law-2026-01", "estonia"}


@pytest.mark.parametrize("weights, least", [((2, 1, 1), "belarus"), ((1, 2, 2), "singapore"), ((1, 1, 1000), "paper-2022")])
def test_each_set_of_weights_has_one_rule_with_the_least_and_not_by_luck(weights, least):
    weighed = {name: sum(weight * counted(load_system(name), draw(10_000)).numbers[count] for weight, count in zip(weights, COUNTS))
               for name in system_names()}
    for name in set(weighed) - {least}:
        apart = weighed[name] - weighed[least]
        assert apart.mean() > 2 * apart.std() / np.sqrt(len(apart))


def test_the_law_is_beaten_on_three_counts_and_not_on_four():
    both = compare([load_system("belarus"), load_system("law-2023-08")], draw(10_000))
    for measure, sign in (("unaware_days", 1), ("wrong_days", 1), ("measures_days", -1)):
        difference = both.difference(measure)
        assert sign * difference.value > 2 * difference.error
    law, article = load_system("law-2023-08"), load_system("article")
    assert law.appearance_in + law.grace_days > article.grace_days


def test_singapore_differs_from_estonia_by_its_reminder_alone():
    one, other = load_system("singapore"), load_system("estonia")
    assert [rule for rule in one.rules if one.rules[rule] != other.rules[rule]] == ["reminder_after"]


def test_transposed_rules_keep_the_articles_ban_and_measures():
    article = load_system("article")
    kept = ("exit_ban_from", "measures", "clock_from", "grace_days", "covers", "ban_covers", "measures_cover")
    shipped = [load_system(name) for name in system_names()]
    assert sum(system.transposed for system in shipped) == 12
    assert all(getattr(system, rule) == getattr(article, rule) for system in shipped if system.transposed for rule in kept)


# --- the lesson's parts --------------------------------------------------------------------------------------------

def test_every_control_goes_through_its_extremes():
    assert len(sweep(lesson_9.designer())) > 25


def test_the_controls_offer_every_value_of_their_rules_and_never_where_it_is_possible():
    rules = [lesson_9.rules_of(lesson_9.START | {"grace_days": value}) for value in (0, 65)]
    assert rules[0]["measures"] and rules[0]["grace_days"] == 0 and rules[1]["measures"] == ()
    last = lesson_9.rules_of(lesson_9.START)
    assert last["deemed_if_unopened"] == last["lapses_if_unopened"] == last["reminder_after"] == NEVER
    assert lesson_9.rules_of(lesson_9.START | {"reminder_after": 30})["reminder_after"] == 30
    assert set(figure.CONTROLS) | {"wrong"} == set(lesson_9.designer().controls)


def test_the_board_opens_with_the_prediction_and_the_lesson_returns_to_it():
    board, later = lesson_9.designer(), lesson_9.returned()
    assert later.answer == "Three to six" and not board.open and later.answer not in " ".join(later.sentences)
    lesson_9.predict().lock(later.answer)
    assert board.open and "That is what you predicted" in " ".join(later.sentences)
    assert "Estonia, Spain, Italy, Singapore: each has fewer" in later.explanation


def test_bands_meet():
    assert [lesson_9.band(systems) for systems in (0, 1, 2, 3, 6, 7, 17)] == [list(lesson_9.BANDS.values())[at] for at in (0, 1, 1, 2, 2, 3, 3)]


def test_the_table_of_assumptions_names_every_system_and_the_range_of_wrong_records():
    rules = [row[0] for row in lesson_9.assumed().rows]
    assert all(any(row.startswith(f"{name}: ") for row in rules) for name in system_names() if name not in ("article", "denmark"))
    people = {in_code(row[0]): row for row in lesson_9.people_assumed().rows}
    assert people["wrong"][1:4] == SHARES
