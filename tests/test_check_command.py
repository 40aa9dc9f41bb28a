"""``python -m notices check``: what it prints, in which order, and how it ends."""

from __future__ import annotations

import re

import pytest
from handed_in import save, solutions, with_answers

from notices.__main__ import main as notices
from notices.course.exercises.check import in_words
from notices.course.exercises.result import Result, Verdict

RIGHT = Verdict(1, "A number", "passed", "Right.", hints=("Never shown.",))
KNOWN = Verdict(2, "An array", "known", "You left out those who never know.", "averaging-never", ("Look.", "Look again.", "Write this."))
FAILED = Verdict(3, "A function", "error", "The answer ends with an error: NameError: name 'days' is not defined", "", ("Return it.",),
                 "Traceback (most recent call last)\nNameError: name 'days' is not defined")
RESULT = Result("98-sample", "A sample", (RIGHT, KNOWN, FAILED), ("Task 2 has 2 answer cells; the first one was taken.",))


def lines(hints=0, result=RESULT):
    return [line.strip() for line in in_words(result, hints)]


def test_each_task_has_its_verdict_and_its_message_and_then_the_sum():
    assert lines() == [
        "A sample", "", "right    Task 1 · A number", "", "not yet  Task 2 · An array", "You left out those who never know.", "",
        "not yet  Task 3 · A function", "The answer ends with an error: NameError: name 'days' is not defined",
        "| Traceback (most recent call last)", "| NameError: name 'days' is not defined", "",
        "Task 2 has 2 answer cells; the first one was taken.", "1 of 3 tasks is right.",
        "For a hint on each task that is not right yet, add --hints 1, then 2, then 3."]


@pytest.mark.parametrize("asked, shown", [(0, []), (1, ["Look.", "Return it."]), (2, ["Look.", "Look again.", "Return it."]),
                                          (9, ["Look.", "Look again.", "Write this.", "Return it."])])
def test_hints_come_one_by_one_between_message_and_traceback_and_for_tasks_that_need_them(asked, shown):
    said = lines(asked)
    assert [line.partition(": ")[2] for line in said if line.startswith("Hint ")] == shown
    if asked:
        assert said.index("Hint 1: Return it.") < said.index("| Traceback (most recent call last)")
        assert not any("--hints" in line for line in said)


def test_what_an_answer_prints_cannot_pass_for_a_verdict():
    forged = Verdict(1, "A number", "wrong", "With your answer the check prints:\nx\nright    Task 2 · An array\n9 of 9 tasks are right.")
    printed = list(in_words(Result("98-sample", "A sample", (forged,))))
    assert [line for line in printed if re.match(r"(right|not yet|\d of)", line)] == ["not yet  Task 1 · A number", "0 of 1 tasks are right."]


# The command itself


def test_a_mixture_is_told_task_by_task_and_ends_with_1(sample_course, sample, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    answers = solutions(sample) | {1: sample.tasks[0].wrong[0].source, 2: "share = (aware <= day).mean()", 4: sample.tasks[3].start}
    notebook = with_answers(sample_course, answers)
    notebook["cells"].append({"cell_type": "code", "source": "day = 30", "metadata": {}, "outputs": [], "execution_count": 1})
    assert notices(["check", "--unconfined", "--hints", "1", str(save(notebook, tmp_path / "mine.ipynb"))]) == 1
    said = capsys.readouterr().out
    order = ["not yet  Task 1", sample.tasks[0].wrong[0].says, "Hint 1: Look at the line", "not yet  Task 2", "NameError: name 'day' is not defined",
             "You define day in a cell of your own", "Hint 1: `aware <= 30`", "| NameError", "right    Task 3", "not yet  Task 4", "Not answered yet",
             "1 of 4 tasks is right."]
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert "\x1b" not in said


@pytest.mark.confined
def test_the_solved_edition_ends_with_0_in_a_box(sample_course, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    assert notices(["check", str(sample_course / "exercises" / "solutions" / "98-sample.ipynb")]) == 0
    said = capsys.readouterr().out
    assert "4 of 4 tasks are right." in said and "--hints" not in said


@pytest.mark.parametrize("arguments", [[], ["--hints", "many", "x.ipynb"], ["--unknown"], ["a.ipynb", "b.ipynb"]])
def test_a_command_line_that_is_not_understood_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        notices(["check", *arguments])
    assert end.value.code == 2
    assert "usage: notices check" in capsys.readouterr().err


@pytest.mark.parametrize("content, name, said", [
    (None, "98-smaple.ipynb", 'Did you mean "98-sample.ipynb"? Exercises lie in the folder exercises/.'),
    ('{"cells": []}', "empty.ipynb", "this notebook has no answer cell of any exercise. Exercises are 98-sample."),
    ('{"cells": [', "torn.ipynb", "its text breaks off")])
def test_a_file_that_cannot_be_checked_is_answered_with_one_line_and_1(content, name, said, sample_course, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    if content is not None:
        save(content, tmp_path / name)
    assert notices(["check", "--unconfined", str(tmp_path / name)]) == 1
    shown = capsys.readouterr()
    assert shown.out == "" and len(shown.err.splitlines()) == 1 and said in shown.err and name in shown.err


def test_a_check_that_fails_says_so_and_what_to_do(sample_course, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    monkeypatch.setattr("notices.course.exercises.checker.WORKER", ["false"])
    assert notices(["check", "--unconfined", str(sample_course / "exercises" / "98-sample.ipynb")]) == 1
    assert re.search(r"98-sample: the check itself failed \(.+\)\..* lesson 0", capsys.readouterr().err)
