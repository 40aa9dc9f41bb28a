"""Lesson 5: who knew what is what the register answers, and the picture, the words and the lesson say the same."""

import re
from itertools import product
from math import inf

import nbformat
import pytest

from notices import NoticesError, System, load_system
from notices.course.folder import LESSONS, course_folder
from notices.figures import desks_lanes as figure
from notices.figures.desks_lanes import LAST, NAMES, DesksLanes
from notices.knowing import REFUSING, who_knew
from notices.register import Register
from notices.widgets import lesson_5
from notices.widgets.kit import sweep

NAME = "05-one-record-many-desks"
DAYS = range(LAST + 1)


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


# --- who knew what: asked only where it can change, and the same as asked on every day -------------------------------

def day_by_day(register, label, desk, lookup="label"):
    asked = {"lookup": lookup} if desk == "border" else {}
    return [register.ask(desk, REFUSING[desk], label, day, **asked).allowed for day in DAYS]


def assert_as_day_by_day(register, label, lookup="label"):
    knew = who_knew(register, label, LAST, lookup)
    for desk in REFUSING:
        allowed = day_by_day(register, label, desk, lookup)
        assert [knew.answer(desk, day).allowed for day in DAYS] == allowed
        for day in (0, 3, 24, 31, LAST):
            assert knew.days_refused(desk, day) == allowed[:day + 1].count(False)
            first = next((back + 1 for back in range(day - 1, -1, -1) if allowed[back] != allowed[day]), 0)
            assert knew.since(desk, day) == first
            assert [day for start, end in knew.refused(desk, day) for day in range(start, end)] == [
                one for one in range(day + 1) if not allowed[one]]


@pytest.mark.parametrize("name", ["article", "law-2023-04", "law-2023-08", "law-2026-01", "paper-2022"])
@pytest.mark.parametrize("delays", [{}, {"border": 2, "bank": 5, "traffic": 0}])
def test_it_is_what_the_desks_say_on_every_day(name, delays):
    with Register.create(":memory:", load_system(name), delays) as register:
        lesson_5.enter_people(register)
        for label in ("A-01", "A-02"):
            register.issue(label, 3, "clerk")
        register.correct("A-02", 30, "clerk", written=33)
        register.appear("A-01", 26, "clerk")
        register.issue("A-01", 35, "clerk", written=37)
        for label, lookup in product(register.labels(), ("label", "name")):
            assert_as_day_by_day(register, label, lookup)


def test_a_notice_written_late_and_two_namesakes_with_notices():
    with Register.create(":memory:", System(grace_days=2)) as register:
        lesson_5.enter_people(register)
        register.issue("A-01", 3, "clerk", written=9)
        register.issue("A-03", 5, "clerk")
        register.appear("A-01", 12, "clerk")
        for label, lookup in product(register.labels(), ("label", "name")):
            assert_as_day_by_day(register, label, lookup)


def test_the_person_knows_by_reading_or_by_being_refused():
    knew = lesson_5.knew("A-01", "electronic", 3, 6)
    assert [knew.aware(day) for day in (8, 9, 20)] == [inf, 9, 9]
    assert knew.aware(5, "border") == 5 and knew.aware(5, "bank") == inf and knew.aware(12, "border") == 9
    assert lesson_5.knew("A-01", "paper", 3).aware(20) == 7


def test_who_is_taken_for_another_has_no_notice_to_know_of():
    knew = lesson_5.knew("A-03", "electronic", lookup="name")
    assert not knew.answer("border", 12).allowed and knew.aware(12, "border") == inf


def test_an_unknown_person_or_day_is_refused():
    with Register.create(":memory:", System()) as register:
        lesson_5.enter_people(register)
        with pytest.raises(NoticesError, match='Did you mean "A-01"'):
            who_knew(register, "A-1", LAST)
        with pytest.raises(NoticesError, match="last: 2.5"):
            who_knew(register, "A-01", 2.5)


# --- the picture says what the register answers ---------------------------------------------------------------------

def by_hand(channel, label, posted, opened, corrected):
    """The same story, recorded here step by step."""
    register = Register.create(":memory:", load_system({"paper": "paper-2022", "electronic": "article"}[channel]))
    register.enter(label, 0, "clerk", wrong=label == "A-02")
    if label == "A-03":
        return register
    register.issue(label, posted, "clerk")
    steps = [(posted + corrected, "correct")] if label == "A-02" and corrected < 36 else []
    steps += [(posted + opened, "open")] if channel == "electronic" and opened < 36 else []
    steps += [(posted + 4, "visit")] if channel == "paper" else []
    for day, step in sorted(steps, key=lambda step: step[0]):
        if step == "correct" and register.state_on(label, day).corrected == inf:
            register.correct(label, day, "clerk")
        elif step == "open":
            register.open_message(label, day, label)
        elif step == "visit":
            register.visit(label, day, "courier", found=True)
    return register


STORIES = [("A-01", 3, 36, 36), ("A-01", 0, 9, 36), ("A-01", 10, 0, 5), ("A-02", 3, 36, 27), ("A-02", 3, 5, 2), ("A-02", 0, 36, 36),
           ("A-02", 10, 30, 22), ("A-03", 3, 4, 5)]


@pytest.mark.parametrize("label, posted, opened, corrected", STORIES)
def test_table_and_words_are_the_registers_answers(label, posted, opened, corrected):
    paper, register = (by_hand(channel, label, posted, opened, corrected) for channel in ("paper", "electronic"))
    allowed = {desk: day_by_day(register, label, desk) for desk in REFUSING}
    for today in (0, 3, 4, 12, 24, 25, 31, 32, LAST):
        picture = lesson_5.picture_of(label, posted, today, "nothing", opened, corrected)
        rows = {row[0]: row[1:] for row in picture.table.rows}
        for desk in REFUSING:
            says, why, refused, on_paper = rows[NAMES[desk]]
            assert says.startswith("allow") == allowed[desk][today]
            assert refused == allowed[desk][:today + 1].count(False)
            assert on_paper == "not connected: allows" and paper.ask(desk, REFUSING[desk], label, today).allowed
            assert str(register.ask(desk, REFUSING[desk], label, today).reasons[0].sentence) in why
            since = f"{NAMES[desk]} refuse{'s' * (desk != 'traffic')} since day"
            assert (since in picture.words) == (not allowed[desk][today])
        for each, column in ((register, 0), (paper, 3)):
            state = each.state_on(label, today)
            served = f"on day {state.served}, until corrected" if state.corrected <= today else f"since day {state.served}"
            assert rows["the law: served"][column] == ("not served" if state.served == inf else f"served {served}")
        found = paper.state_on(label, today).corrected  # by the courier, where it was before the clerk did
        assert (f"the courier found the mistake on day {found}" in picture.words) == (found <= today and found < register.state_on(label, LAST).corrected)
        if label != "A-01":
            wrong = {desk: allowed[desk][:today + 1].count(False) for desk in REFUSING}
            counts = ", ".join(f"{NAMES[desk]} {figure.days_in_words(days)}" for desk, days in wrong.items() if days)
            assert f"Refused by mistake so far: {counts or 'nothing'}." in picture.words
        else:
            assert "by mistake" not in picture.words


@pytest.mark.parametrize("desk", REFUSING)
@pytest.mark.parametrize("today", [12, 24, 25])
def test_a_try_is_answered_with_the_desks_reasons(desk, today):
    register = by_hand("electronic", "A-01", 3, 36, 36)
    answer = register.ask(desk, REFUSING[desk], "A-01", today)
    words = lesson_5.picture_of(today=today, tries=desk).words
    said = words.partition(" Electronically")[0]
    assert said.startswith("A-01 ") and (": allowed." in said) == answer.allowed and (": refused." in said) != answer.allowed
    [reason] = answer.reasons
    assert said.endswith(f"{reason.sentence} [{reason.rule}; {reason.source}]")
    assert (f"A-01 knows since day {today}." in words) != answer.allowed


def test_the_wrong_days_of_the_lesson():
    """Posted on day 3, corrected on day 30: the border from day 3, the measures from day 24, traffic a day late with both."""
    knew = lesson_5.knew("A-02", "electronic", 3, inf, 27)
    assert {desk: knew.refused(desk, LAST) for desk in REFUSING} == {
        "border": [(3, 30)], "land": [(24, 30)], "bank": [(24, 30)], "traffic": [(25, 31)]}
    assert "and the traffic police still refuse" in lesson_5.picture_of("A-02", today=30, corrected=27).alt
    assert "every desk allows" in lesson_5.picture_of("A-02", today=31, corrected=27).alt


@pytest.mark.parametrize("after, wrong", [(21, {"border"}), (22, {"border", "land", "bank", "traffic"})])
def test_how_soon_a_correction_must_come_for_the_border_alone_to_be_wrong(after, wrong):
    knew = lesson_5.knew("A-02", "electronic", 3, inf, after)
    assert {desk for desk in REFUSING if knew.days_refused(desk, LAST)} == wrong


def test_a_correction_may_come_before_the_courier_and_after():
    assert lesson_5.knew("A-02", "paper", 3, inf, 2).corrected == 5
    assert lesson_5.knew("A-02", "paper", 3, inf, 9).corrected == 7  # at the door
    assert lesson_5.knew("A-02", "paper", 3, inf, 9).served == inf


def test_the_look_up_by_name_confuses_two_people_at_the_border_only():
    without, with_it = (lesson_5.picture_of("A-03", today=30, by_name=by_name) for by_name in (False, True))
    assert "every desk allows" in without.alt and "one desk refuses A-03, who has no notice" in with_it.alt
    assert "Refused by mistake so far: the border 28 days. On paper" in with_it.words
    tried = lesson_5.picture_of("A-03", today=30, by_name=True, tries="border")
    assert "2 people share this name and birthday. [lookup; assumption]" in tried.words
    assert lesson_5.picture_of("A-03", today=30, by_name=True, corrected=5).words == with_it.words


def test_the_headline_counts_the_desks_that_refuse():
    says = {day: lesson_5.picture_of(today=day).alt.partition(".")[0] for day in (0, 12, 24, 25)}
    assert says == {0: "Day 0: A-01 has no notice, and every desk allows", 12: "Day 12: one desk refuses A-01, who has not been told",
                    24: "Day 24: three desks refuse A-01, who has not been told",
                    25: "Day 25: four desks refuse A-01, who has not been told"}
    assert "who knows since day 12" in lesson_5.picture_of(today=25, opened=9).alt


# --- the board ------------------------------------------------------------------------------------------------------

@pytest.fixture
def board(monkeypatch):
    made = []
    monkeypatch.setattr(lesson_5, "DesksLanes", lambda: made.append(DesksLanes()) or made[-1])
    board = lesson_5.desks()
    board.scene = made[0]
    return board


def test_every_extreme_draws_words_and_table(board):
    assert len(sweep(board, board.scene)) > 2 * len(board.controls)


@pytest.mark.parametrize("person", lesson_5.PEOPLE)
def test_the_texts_never_collide(board, person):
    for today, tries, by_name in product((0, 3, 7, 24, 31, LAST), ("nothing", "border", "traffic"), (False, True)):
        board.set(person=person, today=today, tries=tries, by_name=by_name, corrected=27, opened=9)
        assert board.scene.faults() == [], board.values
    for posted, corrected in product((0, 10), (1, 5, 35)):
        board.set(posted=posted, corrected=corrected)
        assert board.scene.faults() == [], board.values


def test_a_day_that_passes_changes_picture_and_words_without_a_new_register(board, monkeypatch):
    monkeypatch.setattr(lesson_5.Register, "create", lambda *_: pytest.fail("a register was made anew"))
    before = board.picture
    for today in (13, 25):
        board.set(today=today)
        assert board.picture.png != before.png and board.picture.alt != before.alt
        before = board.picture


def test_a_refused_try_is_drawn_on_the_desks_lane(board):
    board.set(today=12, tries="border")
    panel = board.scene.panels["electronic"]
    refused, allowed = panel.signs["refused"], panel.signs["allowed"]
    assert refused.get_visible() and not allowed.get_visible()
    assert (list(refused.get_xdata()), list(refused.get_ydata())) == ([12.5], [panel.heights["border"]])
    board.set(tries="bank")
    assert allowed.get_visible() and not refused.get_visible()
    assert board.scene.panels["paper"].signs["allowed"].get_visible()


def test_bars_stop_today_and_where_the_correction_reached_the_desk(board):
    board.set(person="A-02", corrected=27, today=30)
    bars = board.scene.panels["electronic"].bars
    ends = {row: bars[row].get_x() + bars[row].get_width() for row in bars}
    assert (ends["border"], ends["traffic"], ends["law"]) == (30, 31, 30)
    board.set(today=20)
    assert bars["border"].get_x() + bars["border"].get_width() == 21 and not bars["bank"].get_visible()


# --- the lesson -----------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def printed():
    notebook = nbformat.read(course_folder() / LESSONS / f"{NAME}.ipynb", as_version=4)
    return {cell.id: "".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}


def test_the_lesson_counts_the_wrong_days_as_the_picture_does(printed):
    knew = lesson_5.knew("A-02", "electronic", 3, inf, 27)
    counted = {desk: int(days) for desk, days in re.findall(r"^(.+): (\d+) days", printed["correction"], re.M)}
    assert counted == {NAMES[desk].removeprefix("the "): knew.days_refused(desk, LAST) for desk in REFUSING}


def test_the_bank_is_told_the_same_about_a_person_with_and_without_a_notice(printed):
    one, other = re.split(r"^A-0\d ", printed["bank-cannot-tell"], flags=re.M)[1:]
    assert one == other


def test_prediction_and_answer():
    assert lesson_5.ANSWER in lesson_5.predict().options
    assert "from day 3" in lesson_5.returned().explanation and "traffic police from day 25" in lesson_5.returned().explanation


def test_the_table_of_assumptions_names_delays_people_and_errands():
    rows = {row[0]: row[1:] for row in lesson_5.assumed().rows}
    assert rows["the register: days until traffic sees what was written"][:2] == [1, "X22"]
    assert rows["errands: arranging to see a doctor, times a year"][:2] == ["4 (0 to 12)", "assumption"]
    assert "paper-2022: how the notice travels (channel)" in rows
    assert "article: the event that makes it served (served_on)" in rows
