"""Lesson 2: the couriers' list agrees with the timeline, and the lesson's numbers with the data files."""

import re
from ast import literal_eval
from dataclasses import replace
from itertools import pairwise

import nbformat
import numpy as np
import pytest
from table_rows import in_code

from notices import NEVER, NoticesError, Operations, People, context, load_system, run
from notices.course.build import read_source
from notices.course.folder import LESSONS, course_folder
from notices.figures.courier_list import STATES, CourierList, courier_list, on_day, table
from notices.widgets import lesson_2
from notices.widgets.kit import sweep

NAME = "02-when-is-a-paper-notice-served"
PAPER = load_system("paper-2022")


def list_of(*visits_needed):
    return People.from_rows({"visits_needed": visit} for visit in visits_needed)


def row_of(picture, state):
    return next(row for row in picture.table.rows if row[0] == STATES.get(state, state))


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


# --- the picture says what run says -----------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [0, 1, 30, 49, 50, 97, 180])
@pytest.mark.parametrize("office", [Operations(), Operations(visits_per_day=5, max_visits=1), Operations(100, 8)])
def test_words_and_table_agree_with_run(day, office):
    people = lesson_2.people()
    whole = run(PAPER, people, office)
    visits = run(PAPER, people, replace(office, horizon=day)).visits
    served = whole.served <= day
    picture = courier_list(people, office, day)
    assert row_of(picture, "found")[1] == served.sum()
    assert row_of(picture, "waiting")[1] == (visits == 0).sum()
    assert row_of(picture, "in vain")[1] + row_of(picture, "spent")[1] == (~served & (visits > 0)).sum()
    assert row_of(picture, "all")[1] == len(people)
    in_words = numbers(picture.words)
    assert in_words[:3] == [day, served.sum(), len(people)]
    assert in_words[3] == (~served & (visits > 0)).sum()
    assert in_words[-1] == (visits == 0).sum()


def test_visits_of_the_table_are_the_visits_of_the_couriers():
    people, office = lesson_2.people(), Operations()
    for day in (12, 60, 110):
        cells = table(on_day(PAPER, people, office, day)).rows[-1]
        made = sum(visit * count for visit, count in enumerate(cells[2:], 1))
        assert made == (day + 1) * 6  # 20 a day per 1,000 makes 6 a day for 300


def test_found_means_served_and_aware_on_one_day():
    whole = run(PAPER, lesson_2.people(), Operations())
    assert np.array_equal(whole.served, whole.aware)


def test_a_list_of_three_by_hand():
    # One visit a day. Days 0, 1, 2: all three, and the first is found. Days 3, 4: the second is found, the third is not.
    # Day 5: the third visit to the third, and the last.
    office = Operations(visits_per_day=333, max_visits=3)
    people = list_of(1, 2, NEVER)
    states = {name: [] for name in STATES}
    for day in range(7):
        now = on_day(PAPER, people, office, day)
        for name in STATES:
            states[name].append(now.count(name))
    assert states["found"] == [1, 1, 1, 2, 2, 2, 2]
    assert states["waiting"] == [2, 1, 0, 0, 0, 0, 0]
    assert states["in vain"] == [0, 1, 2, 1, 1, 0, 0]
    assert states["spent"] == [0, 0, 0, 0, 0, 1, 1]


def test_dots_stand_in_the_order_of_the_list_not_of_the_rows():
    people = People.from_rows([{"queue": 0.9, "visits_needed": 1}, {"queue": 0.1, "visits_needed": NEVER}])
    now = on_day(PAPER, people, Operations(visits_per_day=500), 0)
    assert now.visits.tolist() == [1, 0] and not now.served.any()


def test_today_marks_the_doors_of_that_day():
    now = on_day(PAPER, lesson_2.people(), Operations(), 0)
    assert now.today.sum() == 6 and now.today[:6].all()


def test_the_words_at_the_ends_of_the_story():
    nobody = courier_list(list_of(1, 1), Operations(visits_per_day=0), 180)
    assert "no door tried" in nobody.alt and nobody.words.startswith("By day 180, 0 of 2 are served")
    assert "Visited in vain so far: 0." in nobody.words
    assert "everyone on the list is found" in courier_list(list_of(1, 1), Operations(visits_per_day=1000), 180).alt
    # Two visits a day, so two of the three whom nobody finds have had both of theirs by day 2.
    some = courier_list(list_of(1, NEVER, NEVER, NEVER), Operations(visits_per_day=500, max_visits=2), 2).words
    assert "3, 1 still on the list and 2 off it with all 2 visits spent" in some
    spent = courier_list(list_of(1, NEVER), Operations(visits_per_day=1000), 180)
    assert "1 of 2 were never served" in spent.alt and "1, off the list with all 4 visits spent" in spent.words


def test_a_list_that_does_not_fit_is_refused():
    with pytest.raises(NoticesError, match="301 people do not fit. Expected 1 to 300"):
        CourierList(301)
    with pytest.raises(NoticesError, match="got 2 people and 180 days; this scene is for 300 people"):
        courier_list(list_of(1, 1), scene=CourierList())


# --- directions of effect ---------------------------------------------------------------------------------------------


def served_under(living_there=lesson_2.LIVING_THERE, **office):
    return run(PAPER, lesson_2.people(living_there), Operations(**office)).served


def test_more_visits_a_day_never_serve_anyone_later():
    for fewer, more in [(0, 5), (5, 20), (20, 40), (40, 100)]:
        assert (served_under(visits_per_day=more) <= served_under(visits_per_day=fewer)).all()


def test_more_visits_to_one_person_never_lose_anyone():
    for fewer, more in [(1, 2), (2, 4), (4, 8)]:
        assert ((served_under(max_visits=more) < NEVER) >= (served_under(max_visits=fewer) < NEVER)).all()


def test_more_people_at_the_address_are_the_same_people_and_some_more():
    shares = [0, 5, 50, 70, 95, 100]
    there = [lesson_2.people(share).visits_needed < NEVER for share in shares]
    assert [int(those.sum()) for those in there] == [3 * share for share in shares]
    for fewer, more in pairwise(there):
        assert (more >= fewer).all()
    assert not (served_under(0) < NEVER).any()


def test_nobody_is_served_who_does_not_live_there():
    office = Operations(visits_per_day=100, max_visits=8)
    people = lesson_2.people()
    assert (people.visits_needed[run(PAPER, people, office).served < NEVER] < NEVER).all()


# --- the board --------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(monkeypatch):
    made = []
    monkeypatch.setattr(lesson_2, "CourierList", lambda size: made.append(CourierList(size)) or made[-1])
    board = lesson_2.courier_list()
    board.scene = made[0]
    return board


def test_every_extreme_draws_words_and_table(board):
    assert len(sweep(board, board.scene)) == 2 * len(board.controls) + 2


def test_the_texts_never_collide_while_the_list_is_worked_through(board):
    for day in range(0, 181, 15):
        board.set(day=day)
        assert board.scene.faults() == [], day
    board.set(day=49, living_there=100, max_visits=8)
    assert board.scene.faults() == []


def test_each_day_changes_words_and_picture(board):
    before = board.picture
    board.set(day=board.values["day"] + 1)
    assert board.picture.png != before.png and board.picture.words != before.words


# --- the lesson -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source():
    return read_source(course_folder() / LESSONS / "source" / f"{NAME}.py")


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(course_folder() / LESSONS / f"{NAME}.ipynb", as_version=4)


def printed(notebook):
    """What the cells printed or showed as text, but for those at the end (table, words, sources) and the picture."""
    compared = [cell for cell in notebook.cells if cell.cell_type == "code" and "nbval-ignore-output" not in cell.metadata.get("tags", [])]
    return [output.get("text") or output.data["text/plain"] for cell in compared for output in cell.outputs]


def cell(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def test_the_answer_comes_from_the_data():
    came_not, never = lesson_2.counted_in_2012()
    assert (came_not, never) == (8794, 235800)
    answer = lesson_2.returned().answer
    assert answer == "More than nine tenths" and answer in lesson_2.predict().options
    assert "96.4%" in lesson_2.returned().explanation


@pytest.mark.parametrize("share, words", [(0, "Less than a quarter"), (0.25, "Less than a quarter"), (0.4, "Between a quarter and a half"),
                                          (0.91, "More than nine tenths"), (1, "More than nine tenths")])
def test_every_share_has_a_band(share, words):
    assert lesson_2.band(share) == words


def test_numbers_copied_into_cells_stand_in_the_rows_they_name(source):
    came_not = int(re.search(r"did_not_come = (\d+)", cell(source, "share-2012").source)[1])
    assert f"{came_not:,} men were served and did not come" in context("X71").statement
    assert f"{came_not:,} men" in cell(source, "not-refused").source
    general_staff = int(re.search(r"general_staff = (\d+)", cell(source, "factor-2010").source)[1])
    assert f"about {general_staff:,}, General Staff" in context("X72").source_2[0].publisher
    spring, autumn = map(int, re.search(r"called_up = (\d+) \+ (\d+)", cell(source, "share-2016").source).groups())
    assert f"{spring:,}+{autumn:,} = {spring + autumn:,}" in context("X73").disagreement



def test_a17_is_the_person_of_the_lesson_and_of_the_table(source):
    name, row = cell(source, "a17-story").source.splitlines()[0].split(" = ")
    assert name == "a17" and literal_eval(row) == lesson_2.A17
    named = {in_code(row[0]) for row in lesson_2.assumed().rows}
    assert {f"the person: {name}" for name in lesson_2.A17} <= named
