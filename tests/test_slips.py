"""Slips are read off an answer's text: each is told for what it is, and nothing is said of an answer that does not show it."""

from __future__ import annotations

import pytest

from notices.course.exercises.slips import advice, seen_in

WANTED = "def late(days):\n    return [day for day in days if day > 20]"
PRINTS = "prints its answer"
ENDS = "the word return"
ANEW = "begins anew in each round"
FIRST = "ends in the loop's first round"


def function(*lines):
    return "\n".join(["def late(days):", *(f"    {line}" for line in lines)])


@pytest.mark.parametrize("said, answer", [
    (PRINTS, function("print([day for day in days if day > 20])")),
    (PRINTS, function("return print(days)")),
    (PRINTS, function("print(days)", "return")),
    (ENDS, function("found = [day for day in days if day > 20]")),
    (ENDS, function("def inner(day):", "    return day > 20", "found = list(filter(inner, days))")),
    (ANEW, function("for day in days:", "    found = []", "    if day > 20:", "        found.append(day)", "return found")),
    (ANEW, function("for day in days:", "    found = 0", "    found += day > 20", "return found")),
    (ANEW, "found = []\nfor day in range(30):\n    found = []\n    found.append(day)"),
    (FIRST, function("for day in days:", "    found = [day]", "    return found")),
    (FIRST, function("nth = 0", "while nth < len(days):", "    nth += 1", "    return nth")),
])
def test_what_an_answer_shows_is_said(said, answer):
    assert said in seen_in(answer, WANTED)


@pytest.mark.parametrize("answer", [
    WANTED,
    function("print(days)", "return days"),
    function("for day in days:", "    if day > 20:", "        return [day]", "return []"),
    function("yield from days"),
    function("for day in days:", "    marks = []", "    marks.append(day)", "    print(marks)", "return days"),
    "def show(days):\n    print(days)\n" + WANTED,  # a function that the task does not ask for
    "rows = []\nfor day in [1, 2]:\n    row = [day]\n    row.append(3)\n    rows.append(row)",
    "def late(days", "%%time\n1 + 1", "\x00", "(" * 5_000, "",
])
def test_nothing_is_said_of_an_answer_that_does_not_show_it(answer):
    assert seen_in(answer, WANTED) == ""


def test_a_name_that_the_exercise_has_in_quotation_marks_is_taken_for_a_word():
    assert "quotation marks" in advice("name 'aware' is not defined", 'gap = days["aware"] - 1')
    assert "quotation marks" not in advice("name 'aware' is not defined", "gap = aware - 1")


def test_nothing_is_added_to_an_error_that_says_enough():
    assert advice("division by zero", "") == ""
