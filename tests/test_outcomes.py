"""Verdicts: what each claim's row must hold, what a broken file is told, when a fact counts as known, and how forecasts are scored."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import DataError, NoticesError, claims, context, contexts
from notices.course.beliefs import questions
from notices.outcomes import (
    FILE,
    LABELS,
    NO_LABEL,
    NONE_FOUND,
    VERDICTS,
    article_day,
    evidence_days,
    known_from,
    label,
    labelled,
    load_outcomes,
    of_claims,
    outcome,
    outcomes,
    tally,
)
from notices.scoring import HALF, brier, happened, mean, scores
from notices.sources import Source, data_file, known

README = data_file("README.md").read_text(encoding="utf-8")
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2030, 1, 1)


# --- what there is -----------------------------------------------------------------------------------


def test_every_claim_has_exactly_one_row_and_every_belief_question_too():
    assert {row.id for row in of_claims()} == set(claims().ids)
    assert [row.id for row in outcomes() if row.id.startswith("Q")] == list(questions())


def test_the_surprise_of_the_course_right_about_the_law_and_years_off_about_practice():
    row = outcome("C17")
    assert row.verdict == "held in part"
    assert row.evidence_for == ("X05",) and {"X34", "X35", "X36", "X37", "X39", "X40", "X43", "X44", "X87"} <= set(row.evidence_against)
    assert row.evidence_on(dt.date(2023, 4, 18)) == ("X05",) and row.verdict_on(dt.date(2023, 4, 18)) == "open"


@pytest.mark.parametrize("id_, day, verdict", [
    ("C10", "2023-04-12", "open"), ("C10", "2023-04-14", "held in part"), ("C10", "2023-08-03", "held in part"),
    ("C10", "2023-08-04", "did not hold"), ("C19", "2025-08-09", "held"), ("C19", "2025-08-10", "held in part"), ("C02", "2030-01-01", "open"),
])
def test_a_verdict_stands_from_its_day_until_the_next(id_, day, verdict):
    assert outcome(id_).verdict_on(dt.date.fromisoformat(day)) == verdict


def test_what_claims_csv_calls_hardly_or_not_checkable_is_never_settled_either_way():
    vague = [row for row in of_claims() if row.claim.checkable.startswith(("hardly", "no"))]
    assert len(vague) == 5 and all(row.verdict in ("cannot be judged", "disputed") for row in vague)


def test_every_row_says_why_and_names_the_evidence_it_leans_on():
    for row in outcomes():
        assert row.settled_by.endswith(".") and row.why.endswith("."), row.id
        if row.verdict in ("held", "held in part", "did not hold", "disputed"):
            assert any(id_ in row.why + row.disputed_by for id_ in row.evidence), row.id


def test_a_row_without_evidence_is_undecided():
    assert {row.verdict for row in outcomes() if not row.evidence} == {"open", "cannot be judged"}


def test_the_tally_counts_each_row_once_and_leaves_out_what_none_has():
    for day in (article_day(), dt.date(2024, 1, 1), dt.date.max):
        assert sum(tally(of_claims(), day).values()) == len(of_claims())
    assert tally([outcome("C01"), outcome("C42")]) == {"held": 2}


def test_the_spring_figures_of_the_last_question_are_those_of_the_rows():
    before, after = int(context("X58").value), int(context("X61").value)
    assert after < 1.25 * before and f"{after:,} against {before:,}: {100 * (after / before - 1):.0f} percent more" in outcome("Q5").why


def test_an_outcome_shows_as_one_line_and_knows_its_claim():
    assert repr(outcome("C17")).startswith("C17: in force within days: held in part.")
    assert outcome("C17").claim.kind == "reporter_judgement"
    with pytest.raises(DataError, match='outcomes.csv has no row "C99"'):
        outcome("C99")


def test_the_dictionary_lists_the_columns_and_verdicts():
    section = README.partition("## outcomes.csv")[2].partition("\n## ")[0]
    header = data_file(FILE).read_text(encoding="utf-8").splitlines()[0].replace('"', "").split(",")
    assert all(f"`{name}`" in section for name in [*header, *VERDICTS])
    assert f"| `{FILE}` | C.., A.., Q.. | {len(outcomes())} |" in README


def test_every_cell_of_the_file_is_quoted():
    text = data_file(FILE).read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    quoted = io.StringIO()
    csv.writer(quoted, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert quoted.getvalue() == text


# --- when a fact is known --------------------------------------------------------------------------------


@pytest.mark.parametrize("id_, day", [
    ("X05", "2023-04-14"),  # the day of the law
    ("X87", "2025-08-10"),
    ("X43", "2025-09-30"),  # both sources give the month only
    ("X40", "2024-12-01"),  # an earlier source, of a time that had not begun
    ("X71", "2013-03-13"),  # about 2012, published in 2013
    ("X36", "2023-12-22"),
])
def test_a_fact_is_known_from_its_first_source_and_not_before_its_time(id_, day):
    assert known_from(context(id_)) == dt.date.fromisoformat(day)


def test_every_fact_of_the_course_has_a_day():
    assert all(EARLIEST < known_from(row) < LATEST for row in contexts())


def test_evidence_comes_in_the_order_in_which_it_was_known():
    for row in outcomes():
        days = list(evidence_days(row.evidence).values())
        assert days == sorted(days) and list(evidence_days(row.evidence)) == list(row.evidence)


# --- who reports it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_, expected", [
    ("X14", "Russian state media"), ("X46", "pro-government"), ("X05", "law firm"), ("X08", "legal summary"),
    ("X34", 'designated "undesirable" in Russia'), ("X11", 'designated "undesirable" in Russia'), ("X33", NO_LABEL)])
def test_a_publisher_is_labelled_only_as_the_files_say(id_, expected):
    assert expected in [label(source) for source in context(id_).sources]


def test_a_name_alone_is_no_label():
    assert label(Source("https://a.org/x", "State Media Watch", "2023")) == NO_LABEL
    assert label(Source("https://a.org/x", "Somebody (state media)", "2023")) == LABELS["state media"]


def test_labels_stand_beside_the_publishers():
    assert labelled(context("X34")) == ('Novaya Gazeta Europe [designated "undesirable" in Russia]; Meduza [designated "undesirable" in Russia]')
    assert labelled(context("X33")) == "Kyiv Post; Kyiv Independent"
    assert "do not link" not in labelled(context("X25"))


# --- what a broken file is told ----------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path):
    """Writes the file with some cells of one row changed (None as the id: the row left out) and returns its path."""
    text = data_file(FILE).read_text(encoding="utf-8")

    def write(id_, **cells):
        rows = list(csv.DictReader(io.StringIO(text)))
        kept = [row | cells if row["id"] == id_ else row for row in rows if cells or row["id"] != id_]
        path = tmp_path / FILE
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
        return path

    return write


def refusal(path):
    with pytest.raises(DataError) as refused:
        load_outcomes(path)
    assert str(refused.value).startswith(FILE)
    return str(refused.value)


def test_a_good_copy_is_read(changed):
    assert len(load_outcomes(changed("C01", topic="another"))) == len(outcomes())


@pytest.mark.parametrize("id_, cells, parts", [
    ("C01", {"verdict": "true"}, ['line 2, field "verdict"', '"true"', "held, held in part"]),
    ("C01", {"since": "April"}, ['field "since"', '"April"', "2023-04-19"]),
    ("C10", {"earlier": "held since 2023-04-14"}, ['field "earlier"', "held from 2023-04-14"]),
    ("C01", {"evidence_for": "X2"}, ['field "evidence_for"', '"X2"', "ids of context.csv"]),
    ("C01", {"evidence_for": "X99"}, ['field "evidence_for"', '"X99", which is in no data file']),
    ("C01", {"why": "Because of X99."}, ['field "why"', '"X99", which is in no data file']),
    ("C01", {"why": ""}, ['field "why"', "the cell is empty"]),
    ("C01", {"evidence_for": ""}, ['row C01, field "evidence_for"', 'the verdict is "held"', "Name the evidence"]),
    ("Q2", {"evidence_against": ""}, ['row Q2, field "evidence_against"', 'the verdict is "did not hold"']),
    ("C03", {"disputed_by": NONE_FOUND}, ['row C03, field "disputed_by"', "Name them"]),
    ("C01", {"since": "2023-04-11"}, ['row C01, field "since"', "2023-04-11 is before the article", "2023-04-12"]),
    ("C17", {"since": "2023-04-13"}, ['row C17, field "since"', '2023-04-13 is too early for "held in part"', "2023-04-14"]),
    ("C10", {"earlier": "held in part from 2023-08-05"}, ['row C10, field "earlier"', "are not in order"]),
    ("C01", {"id": "C60"}, ['row C60, field "id"', "in no data file"]),
    ("C01", {"id": "C02"}, ['field "id"', '"C02" is already the id']),
])
def test_a_row_that_cannot_be_used_is_named_with_field_value_and_what_to_do(changed, id_, cells, parts):
    said = refusal(changed(id_, **cells))
    for part in parts:
        assert part in said


def test_a_checkable_claim_without_a_row_is_named(changed):
    said = refusal(changed("C22"))
    assert "no row for C22" in said and '"open"' in said


def test_a_claim_that_is_not_checkable_may_be_left_out(changed):
    assert "C46" not in load_outcomes(changed("C46"))


# --- scores ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said, came, score", [(1, True, 0), (0, False, 0), (1, False, 1), (0.5, True, HALF), (0.5, False, HALF), (0.9, False, 0.81)])
def test_the_brier_score_is_the_squared_distance(said, came, score):
    assert brier(said, came) == pytest.approx(score)


@given(st.floats(0, 1), st.floats(0, 1))
def test_on_average_the_best_answer_is_what_one_believes(belief, said):
    def expected(answer):
        return belief * brier(answer, True) + (1 - belief) * brier(answer, False)

    assert expected(belief) <= expected(said) + 1e-12


@pytest.mark.parametrize("wrong", [60, -0.1, 1.1, "0.5", None, True, float("nan")])
def test_what_is_no_probability_is_refused_with_advice(wrong):
    with pytest.raises(NoticesError, match="write 60 percent as 0.6"):
        brier(wrong, True)


def test_only_what_is_settled_is_scored():
    assert scores({"Q1": 70, "Q2": 60, "Q3": 50, "Q4": 60, "Q5": 0}) == pytest.approx({"Q2": 0.36, "Q4": 0.16, "Q5": 0})
    assert [happened(id_) for id_ in questions()] == [None, False, None, True, False]
    assert happened("C17") is None and happened("C13") is True
    assert scores({}) == {} and mean({}) is None and mean({"Q2": 0.36, "Q4": 0.16}) == pytest.approx(0.26)


def test_ids_in_reasons_are_rows_of_the_course():
    assert all(known(id_) for row in outcomes() for id_ in row.evidence)
