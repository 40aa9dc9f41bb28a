"""Lesson 4: the calendar agrees with the timeline, its dates with the day numbers, and the lesson with its data files."""

import ast
import datetime as dt
import re

import nbformat
import pytest
from table_rows import in_code

from notices import NEVER, NoticesError, contexts, explain, load_system, system_on
from notices.course.build import read_source
from notices.course.folder import LESSONS, course_folder
from notices.figures import law_calendar as figure
from notices.figures.law_calendar import LawCalendar, law_calendar
from notices.widgets import lesson_4
from notices.widgets.kit import sweep

NAME = "04-what-starts-the-clock"
NOTICE = dt.date(2026, 2, 5)
MEASURES_FROM = {  # by the count in MODEL.md: starting event + days of grace + 1
    ("law-2023-04", "A"): (65, 65), ("law-2023-08", "A"): (65, 65), ("law-2026-01", "A"): (51, 51),
    ("law-2023-04", "B"): (21, 28), ("law-2023-08", "B"): (21, 28), ("law-2026-01", "B"): (21, 28),
    ("law-2023-04", "C"): (28, 28), ("law-2023-08", "C"): (28, 28), ("law-2026-01", "C"): (28, 28),
}


@pytest.fixture(autouse=True)
def fresh_prediction(monkeypatch):
    """Predictions last as long as the kernel; a test begins without one."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})


def rows(picture):
    """The table of a picture: law name -> column -> value."""
    return {name: dict(zip(picture.table.columns, row)) for name, row in zip(figure.law_names(), picture.table.rows)}


# --- the days -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, clock", MEASURES_FROM)
def test_measures_start_on_the_day_that_the_reading_gives(name, clock):
    for service, expected in zip(("day-0", "day-7"), MEASURES_FROM[name, clock]):
        found = figure.under(figure.law(name, clock, service), lesson_4.A17)
        assert found.days["measures_from"] == expected
        assert found.last == expected - 1
        assert found.last - found.trigger == found.law.grace_days


def test_the_last_day_in_time_is_in_time_and_the_day_after_is_not():
    for name, clock in MEASURES_FROM:
        law = figure.law(name, clock, "day-0")
        last = figure.under(law, lesson_4.A17).last
        on_the_day = explain(law, {"opens_after": 0, "appears_after": last}).days
        a_day_late = explain(law, {"opens_after": 0, "appears_after": last + 1}).days
        assert on_the_day["measures_from"] == NEVER
        # Half-open: coming on the first day of the measures ends them before they hold for a day.
        assert a_day_late["measures_from"] == NEVER
        assert explain(law, {"opens_after": 0, "appears_after": last + 2}).days["measures_from"] == last + 1


def test_opening_the_account_moves_no_day_but_that_of_knowing():
    for clock in lesson_4.CLOCKS:
        tables = [rows(law_calendar(NOTICE, lesson_4.person(opens), clock)) for opens in (0, 9, 40, lesson_4.NOT_OPENED)]
        for name in MEASURES_FROM:
            without_knowing = [{column: value for column, value in table[name[0]].items() if column != "aware (day)"} for table in tables]
            assert all(row == without_knowing[0] for row in without_knowing)
        assert len({table["law-2026-01"]["aware (day)"] for table in tables}) == 4


def test_the_amendment_of_august_2023_moves_the_ban_from_service_to_entry():
    found = rows(law_calendar(NOTICE, lesson_4.A17, "A", "day-7"))
    assert [found[name]["exit ban from (day)"] for name in figure.law_names()] == ["none", 7, 0, 0]
    assert [found[name]["served (day)"] for name in figure.law_names()] == [4, 7, 7, 7]


def test_measures_wait_for_service_when_it_comes_after_the_days_of_grace():
    late = load_system("germany-post").read(clock="B")
    law = type(late)(served_after=40, clock_from="issue")
    found = figure.under(law, {"opens_after": 0})
    assert (found.last, found.days["measures_from"]) == (39, 40)


# --- the dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("posted, clock, service, last, first", [
    (NOTICE, "B", "day-0", "Wednesday 25 February 2026", "26 February 2026"),
    (NOTICE, "C", "day-0", "Wednesday 4 March 2026", "5 March 2026"),
    (NOTICE, "A", "day-0", "Friday 27 March 2026", "28 March 2026"),
    (dt.date(2024, 2, 5), "B", "day-0", "Sunday 25 February 2024", "26 February 2024"),
    (dt.date(2024, 2, 5), "C", "day-0", "Sunday 3 March 2024", "4 March 2024"),  # a leap year
    (dt.date(2023, 12, 5), "A", "day-7", "Wednesday 7 February 2024", "8 February 2024"),
])
def test_dates_under_the_law_in_force(posted, clock, service, last, first):
    picture = law_calendar(posted, lesson_4.A17, clock, service)
    assert f"last day in time: day {rows(picture)[system_on(posted).name]['last day in time (day)']:g}, {last}" in picture.words
    assert rows(picture)[system_on(posted).name]["measures from (date)"] == first


def test_dates_are_written_alike_whatever_the_locale():
    assert figure.written_date(dt.date(2023, 8, 4)) == "4 August 2023"
    assert figure.weekday_date(dt.date(2023, 4, 14)) == "Friday 14 April 2023"  # X05 names the weekday


def test_the_laws_follow_each_other_without_a_gap():
    assert [figure.in_force(name) for name in figure.law_names()] == [
        ("Paper rule", "until 13 Apr 2023"), ("Law from 14 Apr 2023", "until 3 Aug 2023"),
        ("Law from 4 Aug 2023", "until 31 Dec 2025"), ("Law from 1 Jan 2026", "no later one known here")]


# --- what the picture says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("posted, clock, title", [
    (NOTICE, "A", "The same notice, posted on 5 February 2026: measures from day 51, 28 Mar"),
    (dt.date(2025, 9, 5), "A", "The same notice, posted on 5 September 2025: measures from day 65, 9 Nov"),
    (dt.date(2023, 5, 5), "B", "The same notice, posted on 5 May 2023: measures from day 21, 26 May"),
    (dt.date(2023, 4, 13), "B", "A notice of 13 April 2023 is a sheet of paper: no exit ban, no measures"),
])
def test_the_title_says_what_to_see(posted, clock, title):
    scene = LawCalendar()
    assert law_calendar(posted, lesson_4.A17, clock, scene=scene).alt.startswith(title + ".")
    assert scene.title.get_text() == title


@pytest.mark.parametrize("day, highlighted", [
    ("2022-01-05", "paper-2022"), ("2023-04-13", "paper-2022"), ("2023-04-14", "law-2023-04"), ("2023-08-03", "law-2023-04"),
    ("2023-08-04", "law-2023-08"), ("2025-12-31", "law-2023-08"), ("2026-01-01", "law-2026-01")])
def test_only_the_law_in_force_that_day_stands_out(day, highlighted):
    scene = LawCalendar()
    law_calendar(dt.date.fromisoformat(day), lesson_4.A17, scene=scene)
    assert [name for name, row in scene.rows.items() if row.edge.get_visible()] == [highlighted]
    assert [name for name, row in scene.rows.items() if not row.veil.get_visible()] == [highlighted]


def test_nothing_electronic_on_paper():
    scene = LawCalendar()
    picture = law_calendar(dt.date(2022, 5, 5), lesson_4.A17, scene=scene)
    assert "served and aware on day 4" in picture.words and "No exit ban, no measures." in picture.words
    paper = scene.rows["paper-2022"]
    assert not any(paper.bars[name].get_visible() for name in paper.bars) and not paper.trigger.get_visible()
    assert not scene.last_line.get_visible() and not scene.last_label.get_visible()


def test_the_drawn_bars_hold_the_days_of_the_table():
    scene = LawCalendar()
    for clock in lesson_4.CLOCKS:
        for service in lesson_4.SERVICE:
            found = rows(law_calendar(NOTICE, lesson_4.A17, clock, service, scene))
            for name, row in list(scene.rows.items())[1:]:
                bars, days = row.bars, found[name]
                assert bars["ban"].get_x() == days["exit ban from (day)"]
                assert bars["measures"].get_x() == days["measures from (day)"]
                assert bars["last"].get_x() == days["last day in time (day)"] and bars["last"].get_width() == 1
                assert bars["grace"].get_x() == days["days count from (day)"] + 1  # its own day is not counted
                assert bars["grace"].get_width() == figure.law(name, clock, service).grace_days
                assert row.trigger.get_xdata()[0] == days["days count from (day)"]


def test_the_words_name_the_source_of_the_reading():
    said = {clock: law_calendar(NOTICE, lesson_4.A17, clock).words for clock in lesson_4.CLOCKS}
    assert "The 20 days count from the named date, day 30 (X16, X19)" in said["A"]
    assert "The 20 days count from service, day 0 (X17)" in said["B"]
    assert "The 27 days count from posting, day 0 (X18)" in said["C"]
    assert "(X16, X43, assumption)" in law_calendar(dt.date(2025, 9, 5), lesson_4.A17, "A").words


@pytest.mark.parametrize("day, remarked", [("2022-05-05", False), ("2023-05-05", True), ("2025-08-05", True), ("2025-08-10", False),
                                           ("2026-02-05", False)])
def test_a_law_in_force_is_not_said_to_be_at_work(day, remarked):
    assert ("(X34, X87)" in law_calendar(dt.date.fromisoformat(day), lesson_4.A17).words) == remarked


@pytest.mark.parametrize("served, aware, texts", [
    (0, 9, ["served day 0, aware day 9", ""]), (7, 3, ["aware day 3, served day 7", ""]), (4, 4, ["served and aware day 4", ""]),
    (0, 14, ["served day 0", "aware day 14"]), (0, NEVER, ["served day 0, never aware", ""]), (NEVER, NEVER, ["never served", ""])])
def test_marks_that_stand_close_share_a_label(served, aware, texts):
    assert [text for *_, text in figure.mark_labels(served, aware)] == texts


def test_a_reading_that_does_not_exist_is_refused():
    with pytest.raises(NoticesError, match='"clock".*"?D"?.*Expected'):
        law_calendar(NOTICE, lesson_4.A17, "D")


# --- the board ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(monkeypatch):
    made = []
    monkeypatch.setattr(lesson_4, "LawCalendar", lambda: made.append(LawCalendar()) or made[-1])
    board = lesson_4.law_calendar()
    board.scene = made[0]
    return board


def test_every_extreme_draws_words_and_table(board):
    assert len(sweep(board, board.scene)) == sum(len(control.extremes()) for control in board.controls.values()) + 2


@pytest.mark.parametrize("clock", lesson_4.CLOCKS)
@pytest.mark.parametrize("service", lesson_4.SERVICE)
def test_no_setting_cuts_off_or_overlaps_text(board, clock, service):
    for opens_after in (0, 3, 9, 13, 14, 63, 64, 70, 71):
        for month in (0, 48):
            board.set(clock=clock, service=service, opens_after=opens_after, month=month)
            assert board.scene.faults() == [], (opens_after, month)


def test_no_month_cuts_off_or_overlaps_text(board):
    for month in range(lesson_4.MONTHS + 1):
        board.set(month=month)
        assert board.scene.faults() == [], month


def test_the_words_in_a_box_stay_inside_it(board):
    for clock in lesson_4.CLOCKS:
        board.set(clock=clock)
        for row in list(board.scene.rows.values())[1:]:
            box, label = row.bars["grace"].get_window_extent(), row.labels["grace"].get_window_extent()
            last = row.bars["last"].get_window_extent()
            assert box.x0 < label.x0 and label.x1 < last.x0


def test_the_slider_meets_every_law_and_ends_with_the_facts():
    stops = [lesson_4.posting_day(month) for month in range(lesson_4.MONTHS + 1)]
    assert list(dict.fromkeys(system_on(stop).name for stop in stops)) == figure.law_names()
    assert stops[0].year == 2022 and stops[-1].year == 2026
    dated = [row.when for row in contexts() if row.when]
    # A row that covers a whole year says nothing of its last day.
    assert stops[-1] == max(last for first, last in dated if (last - first).days < 31)


def test_each_control_changes_the_words_and_the_picture(board):
    for change in ({"month": 10}, {"clock": "B"}, {"service": "day-7"}, {"opens_after": 10}):
        before, start = board.picture, dict(board.values)
        board.set(**change)
        assert board.picture.png != before.png and board.picture.words != before.words, change
        board.set(**start)


def test_the_picture_opens_with_the_prediction_and_the_lesson_returns_to_it(board):
    later = lesson_4.returned()
    assert not board.open and lesson_4.ANSWER not in " ".join(later.sentences)
    lesson_4.predict().lock(lesson_4.ANSWER)
    assert board.open and "That is what you predicted" in " ".join(later.sentences)
    for day in ("day 21", "day 28", "day 51", "Day 20"):
        assert day in later.explanation
    assert lesson_4.DAYS == ["Day 20", "Day 21", "Day 28", "Day 51"]


# --- the lesson -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source():
    return read_source(course_folder() / LESSONS / "source" / f"{NAME}.py")


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(course_folder() / LESSONS / f"{NAME}.ipynb", as_version=4)


def printed(notebook):
    """What the cells printed."""
    return [output.text for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if "text" in output]


def cell(notebook, cell_id):
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def test_the_lesson_prints_the_three_days_and_their_dates(notebook):
    said = "".join(output.text for output in cell(notebook, "three-days").outputs)
    for reading, last, first in (("B", "Wednesday 25 February", 21), ("C", "Wednesday 04 March", 28), ("A", "Friday 27 March", 51)):
        assert f"reading {reading}: last day in time {last}, measures from day {first}" in said
    assert "measures from day 65" in "".join(output.text for output in cell(notebook, "named-date").outputs)


def test_the_two_counts_end_one_day_apart(notebook):
    said = "".join(output.text for output in cell(notebook, "two-counts").outputs)
    assert "its day not counted: 20 days, day 1 to 20, last in time Wednesday 25 February, measures from day 21" in said
    assert "its day counted: 20 days, day 0 to 19, last in time Tuesday 24 February, measures from day 20" in said


def test_the_confidence_shown_is_that_of_the_rows(notebook):
    said = "".join(output.text for output in cell(notebook, "confidence").outputs)
    for line in ("X16: confidence medium", "X17: confidence medium", "X18: confidence low", "was not seen whole", "citing Baza"):
        assert line in said


def test_a17_is_the_person_of_the_lesson_and_of_the_table(source):
    row = re.search(r"^a17 = (.*)$", cell(source, "three-days").source, re.MULTILINE)[1]
    assert ast.literal_eval(row.replace("NEVER", "1e999")) == lesson_4.A17  # 1e999 is read as inf
    assert {f"the person: {name}" for name in lesson_4.A17} <= {in_code(row[0]) for row in lesson_4.assumed().rows}


def test_the_assumptions_of_earlier_laws_are_those_that_differ():
    named = {in_code(row[0]): row[1] for row in lesson_4.assumed().rows}
    assert named["appearance_in"] == "30" and named["law-2023-08: appearance_in"] == "44"
    assert named["exit_ban_from"] == "issue" and named["law-2023-04: exit_ban_from"] == "service"
    assert "law-2023-08: exit_ban_from" not in named and "law-2023-04: grace_days" not in named
