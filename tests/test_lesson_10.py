"""Lesson 10: pictures agree with verdicts and dates, beliefs come back, the memo's checklist counts, the lesson fits its data."""

import datetime as dt
import itertools
import re

import nbformat
import pytest

from notices import NoticesError, context, contexts
from notices.course import beliefs, memo
from notices.course.folder import LESSONS, course_folder
from notices.figures import evidence_timeline as timeline
from notices.figures import launch_dates as dates
from notices.figures import style
from notices.figures.beliefs_again import BeliefsAgain
from notices.figures.evidence_timeline import EvidenceTimeline
from notices.figures.launch_dates import LaunchDates
from notices.outcomes import VERDICTS, article_day, known_from, of_claims, outcome
from notices.sources import claim
from notices.widgets import lesson_10
from notices.widgets.kit import sweep

NAME = "10-what-happened-next"
REPOSITORY = course_folder()


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Predictions and beliefs last as long as the kernel; a test begins without any."""
    monkeypatch.setattr("notices.widgets.prediction._states", {})
    monkeypatch.setattr("notices.course.beliefs._kept", {})


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(REPOSITORY / LESSONS / f"{NAME}.ipynb", as_version=4)


def printed(notebook, cell_id):
    [cell] = [cell for cell in notebook.cells if cell.id == cell_id]
    return "".join(output.text for output in cell.outputs)


# --- the announced starts ---------------------------------------------------------------------------------


def test_every_officially_planned_start_in_the_facts_is_a_line():
    assert [one.id for one in dates.announcements()] == list(dates.SAID)
    assert {row.id for row in contexts() if row.unit == dates.PLANNED} <= set(dates.SAID)


@pytest.mark.parametrize("id_, said, promised, late", [
    ("C17", "2023-04-12", "2023-04-16", 847), ("X33", "2023-04-15", "2023-12-31", 588), ("X35", "2023-05-17", "2023-10-31", 649),
    ("X36", "2023-12-22", "2024-10-31", 283), ("X37", "2024-04-28", "2024-11-01", 282), ("X39", "2024-11-13", "2025-01-01", 221)])
def test_an_announcement_goes_from_the_day_it_was_said_to_the_last_day_it_promised(id_, said, promised, late):
    [one] = [one for one in dates.announcements() if one.id == id_]
    assert (str(one.said), str(one.promised), one.late) == (said, promised, late)
    assert lesson_10.late(id_) == late


def test_each_said_before_it_promised_and_all_before_the_first_notice():
    assert all(one.said <= one.promised < dates.first_notice() for one in dates.announcements())
    assert dates.first_notice() == dt.date(2025, 8, 10)


def test_what_happened_comes_in_order_and_fits_the_axis():
    days = [context(id_).when[0] for id_ in dates.HAPPENED]
    assert days == sorted(days)
    assert all(dates.FIRST <= day < dates.LAST for day in days)


def test_the_picture_of_dates_says_what_to_see_and_can_be_read():
    scene = LaunchDates()
    picture = scene.show()
    assert scene.faults() == []
    assert picture.alt.startswith("Six dates were named before a first notice became public in August 2025.")
    assert picture.note == style.REPORTED
    assert "Four of the six are official plans" in picture.words and "cannot be ruled out (X40)" in picture.words
    assert len(picture.table.rows) == len(dates.SAID) + len(dates.HAPPENED)


def test_every_day_of_the_table_is_written_in_the_same_way():
    cells = [row[2] for row in dates.table().rows]
    assert all(re.fullmatch(r"(\d{1,2} )?[A-Z][a-z]+ 20\d\d", cell) for cell in cells), cells
    assert {"12 April 2023", "December 2024"} <= set(cells)


def test_a_line_is_as_long_as_its_time():
    one_year = dates.across(dt.date(2024, 4, 1)) - dates.across(dt.date(2023, 4, 1))
    assert dates.across(dt.date(2025, 4, 1)) - dates.across(dt.date(2024, 4, 1)) == pytest.approx(one_year, rel=0.01)
    assert dates.across(dates.FIRST) == dates.LEFT and dates.across(dates.LAST) == dates.RIGHT


# --- the timeline ---------------------------------------------------------------------------------------------


@pytest.fixture
def board(monkeypatch):
    made = []
    monkeypatch.setattr(lesson_10, "EvidenceTimeline", lambda: made.append(EvidenceTimeline()) or made[-1])
    board = lesson_10.evidence_timeline()
    board.scene = made[0]
    return board


def test_every_extreme_draws_words_and_table(board):
    assert len(sweep(board, board.scene)) == 2 + len(timeline.kinds()) + len(of_claims()) + 2


def test_no_day_and_no_choice_cuts_off_or_overlaps_text():
    scene = EvidenceTimeline()
    kinds = itertools.product(timeline.kinds(), (dt.date(2023, 4, 30), dt.date(2025, 9, 30), timeline.LAST))
    for name, day in [*kinds, *((row.id, timeline.LAST) for row in of_claims())]:
        scene.show(name, day)
        assert scene.faults() == [], (name, day)


def test_no_stop_cuts_off_or_overlaps_text(board):
    for at in range(0, len(lesson_10.stops()), 2):
        board.set(day=at, claims="C17")
        assert board.scene.faults() == [], at


def test_every_topic_fits_beside_its_id():
    assert [row.topic for row in of_claims() if timeline.fitted(row.topic) != row.topic] == []


def test_the_slider_goes_from_the_article_to_november_2026_and_stops_where_things_became_known():
    stops = lesson_10.stops()
    assert stops == sorted(set(stops)) and (stops[0], stops[-1]) == (article_day(), dt.date(2026, 11, 30))
    assert all((after - before).days <= 31 for before, after in itertools.pairwise(stops))
    assert {dt.date(2023, 4, 14), dt.date(2023, 4, 19)} <= set(stops)
    assert timeline.last_fact() < stops[-1]


def test_every_claim_is_in_the_kind_and_on_its_own():
    shown = [row.id for kind in timeline.kinds() for row in timeline.chosen(kind)]
    assert sorted(shown) == sorted(row.id for row in of_claims())
    assert max(len(timeline.chosen(kind)) for kind in timeline.kinds()) <= timeline.MOST_ROWS
    assert max(1 + len(row.evidence) for row in of_claims()) <= timeline.MOST_ROWS


def test_no_evidence_is_shown_before_it_was_known():
    for name in ("reporter_judgement", "new_rule", "C17", "C19"):
        for day in (dt.date(2023, 4, 14), dt.date(2024, 6, 30), dt.date(2025, 8, 10)):
            ids = {id_ for line in timeline.lines(name, day) for id_ in line.supports + line.opposes}
            assert ids and all(known_from(context(id_)) <= day for id_ in ids)


def test_evidence_comes_in_and_stays():
    before = 0
    for stop in lesson_10.stops():
        now = len(timeline.lines("C17", stop))
        assert now >= before
        before = now
    assert before == 1 + len(outcome("C17").evidence)


@pytest.mark.parametrize("day, verdict, facts", [("2023-04-12", "open", 0), ("2023-04-14", "open", 1), ("2023-04-19", "held in part", 2),
                                                 ("2025-08-31", "held in part", 11), ("2026-11-30", "held in part", 13)])
def test_the_words_give_the_verdict_as_it_stood(day, verdict, facts):
    picture = EvidenceTimeline().show("C17", dt.date.fromisoformat(day))
    assert f"C17 {verdict}" in picture.words and f"({facts} of 13 facts known)" in picture.words
    assert ("Right about the law" in picture.words) == (verdict != "open")
    assert ("nothing known by this day settles it" in picture.words) == (verdict == "open")
    assert ("Why, with all facts:" in picture.words) == (verdict != "open" and facts < 13)
    assert len(picture.table.rows) == 1 + facts


def test_after_the_last_fact_the_words_say_that_nothing_is_known():
    scene = EvidenceTimeline()
    assert "this course knows nothing" not in scene.show("C02", timeline.last_fact()).words
    for name in ("C02", "C43", "new_rule"):  # the last fact of the course, whatever is shown
        assert ("The last fact in the course's files became known on 5 March 2026; of the time since, this course knows nothing."
                in scene.show(name, timeline.LAST).words)
    assert timeline.last_fact() == max(known_from(row) for row in contexts()) == dt.date(2026, 3, 5)


def test_a_line_is_dotted_until_a_verdict_and_ticked_where_one_begins():
    steps = outcome("C10").steps
    pieces = timeline.stretches(steps, dt.date(2024, 1, 1))
    assert [(str(start), str(end), verdict) for start, end, verdict in pieces] == [
        ("2023-04-12", "2023-04-14", "open"), ("2023-04-14", "2023-08-04", "held in part"), ("2023-08-04", "2024-01-01", "did not hold")]
    assert timeline.stretches((), dt.date(2024, 1, 1)) == [(article_day(), dt.date(2024, 1, 1), "open")]
    scene = EvidenceTimeline()
    scene.show("C10", dt.date(2024, 1, 1))
    assert len(scene.turns.get_xdata()) == 2 * len(timeline._ticks([(0, 0)])[0])
    scene.show("C02", dt.date(2024, 1, 1))
    assert len(scene.turns.get_xdata()) == 0 and len(scene.lanes["decided"].get_xdata()) == 0


def test_a_disputed_claim_has_a_line_of_its_own_and_the_title_counts_what_is_written_at_the_right():
    assert {verdict: timeline.lane_of(verdict) for verdict in VERDICTS} == {
        "held": "decided", "held in part": "decided", "did not hold": "decided", "disputed": "disputed", "open": "undecided",
        "cannot be judged": "undecided"}
    scene = EvidenceTimeline()
    scene.show("C12", timeline.LAST)  # held, later disputed
    assert [len(scene.lanes[name].get_xdata()) for name in ("undecided", "disputed", "decided")] == [0, 3, 3]
    for name in timeline.kinds():
        right = [line.right for line in timeline.lines(name, timeline.LAST)]
        held, not_held = (sum(text.endswith(f" {verdict}") for text in right) for verdict in ("held", "did not hold"))
        assert timeline.headline(name, timeline.LAST).endswith(f": {held} of {len(right)} held, {not_held} did not hold")


def test_where_a_claim_became_disputed_the_fact_of_that_day_has_a_mark_on_both_sides():
    for id_ in ("C12", "C18"):
        row = outcome(id_)
        [new] = [fact for fact in row.evidence if known_from(context(fact)) == row.since]
        assert new in row.evidence_for and new in row.evidence_against


def test_ticks_end_beyond_the_marks_and_two_beside_each_other_are_told_apart():
    reach = max(abs(y) for bar in timeline.TICK for _, y in bar)
    half = max(look["markersize"] for look in (timeline.FOR, timeline.AGAINST)) * style.DPI / 72 / 2
    assert reach > timeline.ASIDE + half + 2
    wide = max(x for bar in timeline.TICK for x, _ in bar)
    turns = [[timeline.across(start) for start, verdict in row.steps if verdict not in timeline.UNDECIDED] for row in of_claims()]
    assert all(after - before > 2 * wide + 2 for row in turns for before, after in itertools.pairwise(row))


def test_an_earlier_verdict_is_in_words_and_table():
    late, early = (EvidenceTimeline().show("C18", day) for day in (timeline.LAST, dt.date(2023, 4, 19)))
    assert "Before, from 12 April 2023: held." in late.words and "Before" not in early.words
    cells = {row[0]: row[2] for row in timeline.table("new_rule", timeline.LAST).rows}
    assert cells["C18"] == "held from 12 Apr 2023; disputed from 4 Aug 2023" and cells["C13"] == "held"
    assert "; 5 of them had another verdict before; " in timeline.sentence("new_rule", timeline.LAST)
    assert "another verdict" not in timeline.sentence("reporter_judgement", timeline.LAST)


def test_facts_have_as_many_lines_as_there_is_room_for_and_rows_stay_where_they_are():
    assert [timeline.spacing(name, 2)[0] for name in ("C18", "C19", "C02", "C17", "new_rule")] == [5, 4, 3, 2, 1]
    assert timeline.spacing("C17", 14)[0] == 1
    scene, says = EvidenceTimeline(), context("X30").statement
    scene.show("C18", timeline.LAST)
    assert " ".join(label.get_text() for label in scene.says[2]).strip() == says
    before = [scene.rows[at][0].get_position()[1] for at in (0, 1)]
    scene.show("C18", dt.date(2023, 4, 19))
    assert [scene.rows[at][0].get_position()[1] for at in (0, 1)] == before


def test_a_text_is_cut_after_so_many_lines_and_not_before():
    text = context("X43").statement
    assert " ".join(timeline.fitted_lines(text, 250, 20)) == text
    for most in (1, 2, 3):
        found = timeline.fitted_lines(text, 250, most)
        assert len(found) == most and found[-1].endswith(" …") and text.startswith(" ".join(found)[:-2])


def test_marks_for_stand_above_the_line_and_marks_against_below():
    scene = EvidenceTimeline()
    scene.show("C10", dt.date(2024, 1, 1))
    lane = timeline.TOP
    assert scene.marks["for"].get_ydata()[0] > lane > scene.marks["against"].get_ydata()[0]


def test_marks_of_one_row_never_cover_each_other():
    for row in of_claims():
        for ids in (row.evidence_for, row.evidence_against):
            found = timeline.places(tuple(sorted(ids, key=lambda id_: known_from(context(id_)))))
            assert all(after - before >= timeline.APART - 1e-9 for before, after in itertools.pairwise(found))


def test_each_control_changes_picture_and_words(board):
    for change in ({"day": 10}, {"claims": "C17"}):
        before, start = board.picture, dict(board.values)
        board.set(**change)
        assert board.picture.png != before.png and board.picture.words != before.words
        board.set(**start)


def test_the_table_names_who_reports_each_fact():
    rows = timeline.table("C17", timeline.LAST).rows
    assert any("Meduza [designated" in row[4] for row in rows if row[0] == "X34")
    assert rows[0][:2] == ["C17", claim("C17").paraphrase]


def test_the_timeline_opens_with_the_prediction_and_the_lesson_returns_to_it(board):
    plain = [row for row in timeline.chosen("reporter_judgement") if row.verdict in ("held", "did not hold")]
    later = lesson_10.returned()
    assert later.answer == lesson_10.band(len(plain)) == "None"
    assert not board.open
    lesson_10.predict().lock("None")
    assert board.open and "That is what you predicted" in " ".join(later.sentences)


def test_the_bands_of_the_prediction_hold_every_count():
    count = len(timeline.chosen("reporter_judgement"))
    assert [lesson_10.band(number) for number in (0, 1, 3, 4, 7, 8, count)] == [
        "None", "One to three", "One to three", "Four to seven", "Four to seven", "Eight or more", "Eight or more"]


# --- beliefs ------------------------------------------------------------------------------------------------------


def answer(board, **percents):
    board.set(**percents)
    board.press("keep")


def test_without_earlier_answers_the_lesson_asks_all_the_same():
    board = lesson_10.beliefs_again()
    assert "There is no answer from lesson 1" in board.picture.words
    answer(board, Q2=10, Q4=90)
    assert beliefs.answers("after") == {"Q2": 10, "Q4": 90} and beliefs.answers() == {}
    assert "2 of 5 answers kept; there is no earlier one" in board.picture.alt


def test_earlier_answers_stay_covered_until_new_ones_are_kept():
    beliefs.keep({"Q2": 60, "Q4": 35})
    board = lesson_10.beliefs_again()
    board.set(Q2=10)
    assert "60%" not in board.picture.words and "60%" not in board.picture.table.to_text()
    assert "come up beside the new ones" in board.picture.words
    board.press("keep")
    assert "In lesson 1: Q2 60%, Q4 35%." in board.picture.words and "1 of 1 beliefs moved" in board.picture.alt
    assert beliefs.answers() == {"Q2": 60, "Q4": 35}


def test_what_is_kept_does_not_move_and_is_there_again_next_time():
    board = lesson_10.beliefs_again()
    answer(board, Q5=20)
    board.set(Q5=90)
    assert board.values["Q5"] == 20 and lesson_10.beliefs_again().values["Q5"] == 20


def test_keeping_nothing_says_what_to_do():
    board = lesson_10.beliefs_again()
    board.press("keep")
    assert "move a slider first" in board.picture.words and beliefs.answers("after") == {}


def test_scores_are_those_of_kept_answers_over_the_questions_answered_twice():
    beliefs.keep({"Q1": 70, "Q2": 60, "Q4": 60, "Q5": 50})
    board = lesson_10.beliefs_again()
    board.set(reveal=True, Q2=10, Q4=70)
    assert "Mean Brier" not in board.picture.words
    board.press("keep")
    # (0.36 + 0.16) / 2 and (0.01 + 0.09) / 2
    assert "Mean Brier score in lesson 1, over 2: 0.26. Mean Brier score now, over 2: 0.05." in board.picture.words
    cells = {row[0]: dict(zip(board.picture.table.columns, row)) for row in board.picture.table.rows}
    assert cells["Q1"]["what happened"] == "not settled" and cells["Q1"]["score now"] is None
    assert cells["Q2"]["what happened"] == "no" and cells["Q4"]["what happened"] == "yes"


def test_no_answers_cut_off_or_overlap_text():
    scene, ids = BeliefsAgain(), list(beliefs.questions())
    for low, high, reveal in itertools.product((0, 45, 100), (0, 50, 100), (False, True)):
        before, now = dict.fromkeys(ids, low), dict.fromkeys(ids, high)
        for kept in ({}, now):
            picture = scene.show(before, now, kept, reveal)
            assert scene.faults() == [] and picture.note == style.REPORTED


def test_the_belief_board_goes_through_its_extremes(monkeypatch):
    made = []
    monkeypatch.setattr(lesson_10, "BeliefsAgain", lambda: made.append(BeliefsAgain()) or made[-1])
    board = lesson_10.beliefs_again()
    assert len(sweep(board, made[0])) >= 17


# --- the memo --------------------------------------------------------------------------------------------------------


def memo_of(**sections):
    """A memo with "Said (C19)." in each section, but for those given by a word of their heading."""
    text = "# Memo\n"
    for name in memo.SECTIONS:
        [body] = [body for word, body in sections.items() if word in name.lower()] or ["Said (C19)."]
        text += f"\n## {name}\n\n{body}\n" if body is not None else ""
    return text


def test_the_frame_has_every_section_and_nothing_that_counts_as_written():
    found = memo.checklist(memo.frame())
    assert (found.words, found.missing, found.ids) == (0, (), ()) and set(found.empty) == set(memo.SECTIONS)


def test_the_frame_in_the_folder_and_the_one_in_the_lesson_are_the_one_in_the_code(notebook):
    assert (REPOSITORY / LESSONS / memo.FRAME_FILE).read_text(encoding="utf-8") == memo.frame()
    [cell] = [cell for cell in notebook.cells if cell.id == "memo-frame"]
    listed = [f"{number}. **{name}.** {' '.join(questions)}" for number, (name, questions) in enumerate(memo.SECTIONS.items(), 1)]
    assert cell.source.splitlines() == listed


def test_words_are_those_of_the_learner_alone():
    assert memo.checklist(memo_of(reader="x")).words == 2 * len(memo.SECTIONS)
    assert memo.checklist("One two-three four's.\n> not these\n## Nor this heading").words == 3


def test_missing_and_empty_sections_are_named():
    found = memo.checklist(memo_of(against=None, mind=""))
    assert found.missing == ("The strongest argument against",) and found.empty == ("What would change my mind",)
    assert "no heading “The strongest argument against”; nothing under “What would change my mind”" in str(found)


def test_headings_are_known_in_any_level_and_case():
    text = memo_of().replace("## Who claims what", "### WHO CLAIMS WHAT:")
    assert memo.checklist(text).missing == ()


def test_ids_are_looked_up_in_all_files():
    found = memo.checklist(memo_of(claims="See C19, X87, G08, R08, B01, T3, A03 and Q2, but not X99 or C1."))
    assert found.ids == ("C19", "X87", "G08", "R08", "B01", "T3", "A03", "Q2") and found.unknown == ("X99", "C1")
    assert "In no data file: X99 C1." in str(found)


@pytest.mark.parametrize("sentence, found", [
    ("It took 847 days.", True), ("It took 847 days (X87).", False), ("In the model it is 6 of 100.", False), ("We assumed 20 visits.", False),
    ("A-17 does not know.", False), ("Nobody knows (X12).", False), ("No number here.", False), ("On 14 April it was law.", True)])
def test_a_number_needs_an_id_or_a_word_that_says_it_is_ours(sentence, found):
    assert (sentence in memo.checklist(memo_of(evidence=sentence)).unsourced) is found


@pytest.mark.parametrize("words, said", [(299, "1 more"), (300, "asked for)."), (500, "asked for)."), (501, "1 fewer")])
def test_the_length_is_said_in_words_to_go(words, said):
    found = memo.checklist("word " * words)
    assert found.words == words and said in found.lines[0]


def test_the_checklist_calls_itself_a_help():
    assert "a help and not a mark" in str(memo.checklist(""))


@pytest.mark.parametrize("text", ["", "#", "> >", "##  \n", "\x00", "# Memo\r\n\r\n## Who claims what\r\nSaid (C19).\r\n", "([{*_`" * 100])
def test_no_text_is_too_odd_to_be_counted(text):
    assert str(memo.checklist(text))


def test_a_memo_is_read_from_its_file_and_never_written(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    lesson_10.check_memo()
    assert "There is no my-memo.md in this folder yet" in capsys.readouterr().out and list(tmp_path.iterdir()) == []
    file = tmp_path / memo.OWN_FILE
    file.write_text(memo_of(), encoding="utf-8-sig")
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    lesson_10.check_memo()
    assert "Sections: all 7 are there, each with text." in capsys.readouterr().out
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


@pytest.mark.parametrize("content, part", [(b"\xff\xfe", "not UTF-8"), (b"word " * 30_000, "150,000 bytes")])
def test_a_file_that_is_no_memo_is_named(tmp_path, monkeypatch, content, part):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-memo.md").write_bytes(content)
    with pytest.raises(NoticesError, match=f"my-memo.md.*{part}"):
        lesson_10.check_memo()


def test_the_marking_guide_has_six_criteria_with_four_levels_and_an_example_for_each():
    text = (REPOSITORY / "docs" / "memo-marking.md").read_text(encoding="utf-8")
    levels, examples = re.split(r"## One line for each level", text)
    assert len(re.findall(r"^\| \*\*\d\. .*(\|.*){4}\|$", levels, re.MULTILINE)) == 6
    assert len(re.findall(r"^\| \d \|.*(\|.*){3}\|$", examples, re.MULTILINE)) == 6
    assert memo.checklist(text).unknown == ()


# --- the lesson -----------------------------------------------------------------------------------------------------------


def test_the_lesson_prints_the_verdict_and_how_it_changed(notebook):
    assert "verdict: held in part" in printed(notebook, "c17")
    assert [line.split(" · ")[1] for line in printed(notebook, "c10").splitlines()[:3]] == ["open", "held in part", "did not hold"]


def test_the_scores_in_the_text_are_those_of_the_function(notebook):
    from notices.scoring import brier
    for said in (0.9, 0.5, 0.1):
        assert f"said {said:.0%}: law {brier(said, True):.2f}, notice {brier(said, False):.2f}" in printed(notebook, "brier")
    averages = {line.split(":")[0]: line.split()[3] for line in printed(notebook, "honest").splitlines()}
    assert min(averages, key=averages.get) == "always said 70%"


def test_what_the_model_answers_say_about_verdicts_is_so():
    april = dt.date(2023, 4, 30)
    assert all(row.verdict_on(april) == row.verdict for row in timeline.chosen("reporter_judgement"))
    assert [row.id for row in timeline.chosen("new_rule") if row.earlier] == ["C10", "C12", "C18", "C19", "C43"]
    assert outcome("C17").evidence_on(outcome("C17").since) == ("X05", "X34")
    assert len(outcome("C17").evidence) == 13


def test_what_the_lesson_says_about_publishers_is_so(notebook):
    labels = {line[4:]: int(line[:3]) for line in printed(notebook, "labels").splitlines()}
    total, unlabelled = sum(labels.values()), labels.pop("not labelled in the data")
    assert 2 * unlabelled == total and 2 * labels['designated "undesirable" in Russia'] > total - unlabelled
    assert all("citing Meduza" in str(context(id_)) for id_ in ("X36", "X37"))


def test_two_of_five_beliefs_stay_without_a_score(notebook):
    [cell] = [cell for cell in notebook.cells if cell.id == "beliefs-meaning"]
    assert cell.source.startswith("Two of the five stay without a score")
    assert [id_ for id_ in beliefs.questions() if outcome(id_).verdict == "open"] == ["Q1", "Q3"]


def test_the_tables_hold_what_they_say():
    rows = lesson_10.verdicts(["C02", "C17"]).rows
    assert [row[:2] for row in rows] == [["C02", "settled by"], ["C02", "verdict"], ["C02", "why"], ["C17", "settled by"], ["C17", "verdict"],
                                         ["C17", "why"], ["C17", "disputed by"]]
    assert rows[1][2] == "open, since 12 April 2023" and rows[-1][2].startswith("Activists")
    named = [row[0] for row in lesson_10.assumed().rows]
    assert [f"{id_} counts as" for id_ in beliefs.questions()] == named[-5:]
