"""Slips are read off an answer's text: each is told for what it is, and nothing is said of an answer that does not show it."""

from __future__ import annotations

import pytest

from notices.course.exercises.slips import advice, plain, seen_in

WANTED = "def late(days):\n    return [day for day in days if day > 20]"
PRINTS = "prints its answer"
ENDS = "the word return"
ANEW = "begins anew in each round"
AMBIGUOUS = "ValueError: The truth value of an array with more than one element is ambiguous."
NOTHING = "keeps nothing of it"
ROUNDS = "rounds, and the task does not ask for that"
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
    (ANEW, function("for day in days:", "    found = 0", "    found = found + 1", "return found")),
    (NOTHING, function("count = 0", "for day in days:", "    count + 1", "return count")),
    (NOTHING, "late = 3\nlate == 4"),
    (NOTHING, "share = 0.25\nround(share, 1)\nlate = share"),
    (ROUNDS, function("return round(sum(days) / len(days), 2)")),
    (ROUNDS, "import numpy as np\nshare = np.round(0.251, 2)"),
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
    "late = 3\nlate + 1",  # to look at
    "print(3)\nlate.append(4)\nNone\n'words'",
    "late = " + "+".join(["1"] * 2_000), "late = " + "-" * 2_000 + "1", "late = x" + ".y" * 2_000,  # deep trees
    "def late(days", "%%time\n1 + 1", "\x00", "(" * 5_000, "",
])
def test_nothing_is_said_of_an_answer_that_does_not_show_it(answer):
    assert seen_in(answer, WANTED) == ""


def test_a_name_that_the_exercise_has_in_quotation_marks_is_taken_for_a_word():
    assert "quotation marks" in advice("name 'aware' is not defined", "", 'gap = days["aware"] - 1')
    assert "quotation marks" not in advice("name 'aware' is not defined", "", "gap = aware - 1")


@pytest.mark.parametrize("error, answer, said", [
    ("NameError: name 'count' is not defined", "for day in days:\n    count = count + 1", "Give count its first value"),
    (AMBIGUOUS, "a = (x > 1) and (y > 1)", "each comparison stands in brackets"),
    (AMBIGUOUS, "a = x > 1 & y > 1", "each comparison stands in brackets"),
    (AMBIGUOUS, "if x == y:\n    a = 1", "np.all"),
    ("AttributeError: 'dict' object has no attribute 'signed'", "a = log.signed", '["signed"]'),
    ("AttributeError: 'numpy.ndarray' object has no attribute 'median'", "a = x.median()", "np.median(...)"),
    ("NameError: name 'median' is not defined", "a = median(x)", "np.median(...)"),
    ("KeyError: <function ban_from at 0x7fa9b87cbec0>", "a = days[ban_from]", '"ban_from"'),
    ("SyntaxError: invalid syntax (line 1)", "a = x && y", "and, or, not"),
    ("TypeError: unsupported operand type(s) for +: 'datetime.date' and 'int'", "a = day + 3", "step of days"),
])
def test_an_error_comes_with_what_it_most_likely_means(error, answer, said):
    assert said in advice(error, answer, "")


def test_no_file_and_no_address_of_this_machine_is_shown():
    assert plain("KeyError: <function ban_from at 0x7fa9b87cbec0>") == "KeyError: ban_from"
    assert plain("'[' was never closed (1101370296.py, line 4)") == "'[' was never closed (line 4)"


def test_nothing_is_added_to_an_error_that_says_enough():
    assert advice("division by zero", "", "") == ""
