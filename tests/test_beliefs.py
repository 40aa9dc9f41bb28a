"""The belief questions: kept from lesson 1 to lesson 10, and read from a file that is checked."""

import json

import pytest

from notices import DataError, NoticesError, context
from notices.course import beliefs
from notices.sources import data_file

TEXT = data_file("beliefs.toml").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "mine.json"
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(path))
    monkeypatch.setattr(beliefs, "_kept", {})
    return path


def test_there_are_three_to_five_questions_each_with_claims_and_evidence():
    questions = beliefs.questions()
    assert 3 <= len(questions) <= 5 and list(questions) == [f"Q{number}" for number in range(1, len(questions) + 1)]
    assert all(one.claims and one.evidence and one.question.endswith(".") for one in questions.values())


def test_the_figure_in_a_question_is_the_one_of_its_evidence():
    assert "147,000" in beliefs.questions()["Q5"].question
    assert f"{int(context('X58').value):,}" == "147,000" and "X58" in beliefs.questions()["Q5"].evidence


def test_answers_outlive_the_kernel_and_before_and_after_stand_apart(file, monkeypatch):
    assert beliefs.answers() == {}
    assert beliefs.keep({"Q1": 35, "Q4": 60}) == ""
    monkeypatch.setattr(beliefs, "_kept", {})  # a new kernel
    assert beliefs.keep({"Q1": 70}, when="after") == ""
    assert beliefs.answers() == {"Q1": 35, "Q4": 60} and beliefs.answers("after") == {"Q1": 70}


def test_two_windows_keep_the_answer_that_was_given_first(file, monkeypatch):
    beliefs.keep({"Q1": 35})
    monkeypatch.setattr(beliefs, "_kept", {})  # the kernel of another window
    assert beliefs.keep({"Q1": 60, "Q2": 10}) == "Q1: answered before, in another window; that answer stays."
    assert beliefs.answers() == {"Q1": 35, "Q2": 10}


def test_without_a_file_answers_last_as_long_as_the_kernel(file, monkeypatch):
    monkeypatch.setenv("NOTICES_LEARNER_FILE", "none")
    beliefs.keep({"Q2": 0})
    assert beliefs.answers() == {"Q2": 0} and not file.exists()


def test_what_is_no_percentage_in_the_file_is_passed_over(file):
    stored = {"Q1": 35, "Q2": "much", "Q3": 400, "Q4": True, "Q99": 5}
    file.write_text(json.dumps({"format": 1, "belief": stored}), encoding="utf-8")
    assert beliefs.answers() == {"Q1": 35}


@pytest.mark.parametrize(("call", "message"), [
    (lambda: beliefs.keep({"Q9": 5}), 'no belief question "Q9"'), (lambda: beliefs.keep({"Q1": 101}), "from 0 to 100"),
    (lambda: beliefs.keep({"Q1": True}), "from 0 to 100"), (lambda: beliefs.answers("later"), 'not "later"')])
def test_what_makes_no_sense_is_refused(file, call, message):
    with pytest.raises(NoticesError, match=message):
        call()
    assert not file.exists()


@pytest.mark.parametrize(("old", "new", "parts"), [
    ('concerns = "forecast"', 'concerns = "hope"', ["[Q1]", '"concerns"', '"hope"']),
    ('claims = ["C02"]', 'claims = ["C99"]', ["[Q1]", '"claims"', '"C99"']),
    ('evidence = ["X58", "X61"]', 'evidence = ["X99"]', ["[Q5]", '"evidence"', '"X99"']),
    ('concerns = "gap"\n', "", ["[Q4]", "each filled in"]),
    ('claims = ["C02"]', "claims = []", ["[Q1]", "each filled in"]),
    ("[Q1]", "about = 1\n[Q1]", ["[about]"]),
])
def test_a_broken_file_names_question_field_and_value(tmp_path, old, new, parts):
    assert old in TEXT
    path = tmp_path / "beliefs.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as refused:
        beliefs.read_questions(path)
    for part in ["beliefs.toml", *parts]:
        assert part in str(refused.value)
