"""Slips are read off an answer's text: each is told for what it is, and nothing is said of an answer that does not show it."""

from __future__ import annotations

import numpy as np
import pytest

from notices.course.exercises.key import load_exercise
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
    (NOTHING, "late = 3\nlate == 4\nnever = 5"),
    (ANEW, "for day in range(30):\n    count = 0\n    count += 1\nlate = count"),
    (FIRST, function("for day in days:", "    if day > 20:", "        return [day]", "    return []")),
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
    "late = 3\nlate + 1", "late = 3\nlate == 4", "late = 3\nprint(round(late, 2))",  # to look at
    "late = []\nfor day in [[1], [2]]:\n    n = 0\n    for one in day:\n        n += one\n    late.append(n)",
    "late = []\nfor day in [[1], [2]]:\n    row = []\n    row.append(day)\n    late.append(row)",
    function("for day in days:", "    n = 0", "    n += day", "n = len(days)", "return n"),
    function("for day in days:", "    if day <= 20:", "        continue", "    return day"),
    function("nth = 0", "while True:", "    nth += 1", "    if nth > 3:", "        break", "    return nth") + "  # at times",
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
    ("SyntaxError: invalid syntax (1234.py, line 2)", "a = 1\nb = x && y", "and, or, not"),
    ("TypeError: unsupported operand type(s) for +: 'datetime.date' and 'int'", "a = day + 3", "step of days"),
])
def test_an_error_comes_with_what_it_most_likely_means(error, answer, said):
    assert said in advice(error, answer, "")


def test_no_file_and_no_address_of_this_machine_is_shown():
    assert plain("KeyError: <function ban_from at 0x7fa9b87cbec0>") == "KeyError: ban_from"
    assert plain("'[' was never closed (1101370296.py, line 4)") == "'[' was never closed (line 4)"


@pytest.mark.parametrize("error, answer", [
    ("ZeroDivisionError: division by zero", "1 / 0"),
    ("TypeError: '>' not supported between instances of 'int' and 'str'", "3 > 'x'"),
    ("TypeError: '<' not supported between instances of 'datetime.date' and 'int'", "day < 3"),
    ("ValueError: no NoneType, no KeyError, no ellipsis", "raise ValueError"),
    ("SyntaxError: invalid syntax (1234.py, line 2)", "print('Hi!')  # right!\nlate = = 3"),
])
def test_nothing_is_added_to_an_error_that_says_enough(error, answer):
    assert advice(error, answer, "") == ""


@pytest.mark.parametrize("fails, told", [
    (lambda: np.arange(3)[1.0], "whole number"),
    (lambda: np.arange(3)["x"], "whole number"),
    (lambda: np.arange(3)[None + 1], "ends without a return"),
    (lambda: {"day": 1}[3], "quotation marks"),
])
def test_what_numpy_and_python_really_say_is_told_rightly(fails, told):
    """With the words of the versions that are installed."""
    with pytest.raises((IndexError, TypeError, KeyError)) as caught:
        fails()
    assert told in advice(f"{caught.type.__name__}: {caught.value}", "", "")


@pytest.mark.parametrize("number", [f"{number:02}" for number in range(1, 11)])
def test_no_solution_and_no_start_of_the_course_shows_a_slip(number):
    for task in load_exercise(number).tasks:
        assert (seen_in(task.solution, task.solution), seen_in(task.start, task.solution)) == ("", "")
