"""Exercises: one source, two editions; the solution passes every check, and the untouched start fails each in the way meant for it.

The seeds under which solutions are tried are the same ones each time; NOTICES_EXAMPLES=200 in the environment tries that many new ones.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from notices.__main__ import main as notices
from notices.course import build
from notices.course.exercises import box
from notices.course.exercises import source as module
from notices.course.exercises.checker import Worker, prints_by_seed, stored_prints
from notices.course.exercises.key import EXERCISES, SOLUTIONS, load_exercise, read_exercise
from notices.course.exercises.lift import Cell, Notebook, read_learners
from notices.course.exercises.shown import as_count, shown
from notices.course.exercises.source import build_exercise, difference, editions
from notices.course.exercises.verdict import check_notebook
from notices.errors import NoticesError

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "tests" / "exercises" / "source" / "98-sample.py"
REAL = module.sources(REPOSITORY)
HOW_MANY = min(int(os.environ.get("NOTICES_EXAMPLES", "4")), 1_000)
FRESH = random.Random(None if "NOTICES_EXAMPLES" in os.environ else 4242).sample(range(1, 10_001), HOW_MANY)
AT_ONCE = 10  # seeds in one kernel
every_exercise = pytest.mark.parametrize("source", REAL, ids=[source.stem for source in REAL])


@pytest.fixture(scope="module")
def worker():
    with Worker(confined=not box.missing()) as one:  # in a box the next kernel comes sooner
        yield one


@pytest.fixture
def own(tmp_path):
    """A course folder with the sample's source, to be changed and built."""
    source = tmp_path / EXERCISES / "source" / "98-sample.py"
    source.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, source)
    return source


def change(source, before, after):
    text = source.read_text(encoding="utf-8")
    assert before in text
    source.write_text(text.replace(before, after, 1), encoding="utf-8")


def learners(sample_course):
    return read_learners(sample_course / EXERCISES / "98-sample.ipynb")


def answered(exercise, answers):
    """A notebook that holds these answers by task, and nothing else."""
    return Notebook([Cell(answers[task.number], True, task.answer) for task in exercise.tasks if task.number in answers])


# Two editions


def test_a_build_makes_both_editions_and_a_second_one_changes_no_byte(own, tmp_path, capsys, monkeypatch):
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    places = editions(own, tmp_path).values()
    assert notices(["build", "98"]) == 0
    first = [place.read_bytes() for place in places]
    assert notices(["build", "98"]) == 0
    assert [place.read_bytes() for place in places] == first
    assert notices(["build", "--check"]) == 0
    said = capsys.readouterr().out
    assert "written    exercise 98-sample.ipynb" in said and "unchanged  exercise 98-sample.ipynb" in said
    assert "fresh      exercise 98-sample.ipynb" in said


def test_the_learners_edition_holds_starts_hints_folded_one_in_the_other_and_what_the_solution_prints(sample_course):
    notebook = nbformat.read(sample_course / EXERCISES / "98-sample.ipynb", as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    assert cells["ex98-answer-1"].source == "# Exercise 98, task 1: your answer\ngap = ..."
    assert cells["ex98-answer-1"].outputs == []
    assert re.fullmatch(r"A-21 does not know for \d+ days\.\n", cells["ex98-check-1"].outputs[0].text)
    hints = cells["ex98-hints-1"].source
    assert [hints.index(f"<summary>Hint {number}</summary>") for number in (1, 2, 3)] == sorted(
        hints.index(f"<summary>Hint {number}</summary>") for number in (1, 2, 3))
    assert hints.count("</details>") == 3 and hints.rstrip().endswith("</details></details></details>".replace("><", ">\n<"))


def test_no_answer_of_the_key_is_in_the_learners_edition(sample_course, sample):
    text = (sample_course / EXERCISES / "98-sample.ipynb").read_text(encoding="utf-8")
    for task in sample.tasks:
        assert task.solution.splitlines()[-1] not in text
        assert all(wrong.says not in text for wrong in task.wrong)


def test_the_same_ids_stand_in_both_editions_and_in_the_metadata_of_each_cell(sample_course):
    both = [nbformat.read(path, as_version=4) for path in editions(sample_course / EXERCISES / "source" / "98-sample.py", sample_course).values()]
    assert [cell.id for cell in both[0].cells] == [cell.id for cell in both[1].cells]
    assert all(cell.metadata["notices"]["cell"] == cell.id for notebook in both for cell in build.code_cells(notebook))


@pytest.mark.parametrize("before, after, said", [
    ("gap = ...", "gap = None", "learner"), ("served = 0", "served = 00", "hints or wrong|solved"),
    ("You took", "You mistook", "hints or wrong"), ("- Add.", "- Add them.", "learner"),
    ('name="reading-not-posting"', 'name="counting"', "hints or wrong")])
def test_an_edition_that_is_not_made_from_its_source_is_found(own, sample_course, before, after, said):
    course = own.parents[2]
    shutil.copytree(sample_course / EXERCISES, course / EXERCISES, dirs_exist_ok=True)
    assert difference(own, course) == ""
    change(own, before, after)
    assert re.search(said, difference(own, course))


@pytest.mark.parametrize("before, after, said", [
    ('id="ex98-check-2" tags=["check"]', 'id="ex98-check-2"', 'task 2: expected exactly one cell with the tag "check"'),
    ('id="ex98-answer-2" tags=["solution"]', 'id="ex98-answer-2" tags=["wrong"] name="x"', 'task 2.*one solution|says'),
    ("seed = 3", "seed = three", "one line such as: seed = 3"),
    ("# says: You left", "# You left", "task 2|first comment"),
    ('name="averaging-never"', "", "name="),
    ('tags=["start"]', 'tags=["strat"]', 'Did you mean "start"'),
    ("- Look at the line", "Look at the line", "it has 2 hints"),
    ('id="ex98-task-4"', 'id="ex98-task-7"', "numbered"),
    ('id="ex98-given-2"', "", "no id"),
    ("gap = 0", "gap = opens_on", "print the same"),
    ("print(f\"A-21 comes on day {shown(comes)}.\")", "comes", "prints nothing"),
    ("gap = opens_on - served", "gap = 1 / 0", "ZeroDivisionError"),
    ("comes = 3\n", "comes = missing\n", "NameError"),
    ("opens_on = int(luck.integers(5, 500))", "opens_on = 9", "depend on the seed")])
def test_a_source_that_will_not_do_is_named_with_its_place_and_nothing_is_written(own, before, after, said):
    change(own, before, after)
    with pytest.raises(NoticesError, match=said) as refusal:
        build_exercise(own, own.parents[2])
    assert "98-sample.py" in str(refusal.value)
    assert not any(place.exists() for place in editions(own, own.parents[2]).values())


@pytest.mark.parametrize("name, said", [("99", "Exercises are 98-sample"), ("98-smaple", 'Did you mean "98-sample"'), ("", "no exercise")])
def test_an_exercise_that_does_not_exist_is_answered_with_those_that_do(sample_course, name, said):
    with pytest.raises(NoticesError, match=said):
        load_exercise(name, sample_course / EXERCISES / SOLUTIONS)


def test_a_file_that_is_no_solved_edition_is_named(sample_course):
    with pytest.raises(NoticesError, match="98-sample.ipynb: this is not a solved edition"):
        read_exercise(sample_course / EXERCISES / "98-sample.ipynb")


# Both directions, for the sample and for every exercise of the course


def test_every_answer_of_the_sample_gets_the_message_meant_for_it(sample, worker):
    solutions = {task.number: task.solution for task in sample.tasks}
    assert [verdict.kind for verdict in check_notebook(answered(sample, solutions), sample, worker).verdicts] == ["passed"] * 4
    for task in sample.tasks:
        for wrong in task.wrong:
            verdicts = check_notebook(answered(sample, solutions | {task.number: wrong.source}), sample, worker).verdicts
            assert [verdict.passed for verdict in verdicts] == [other.number != task.number for other in sample.tasks]
            found = verdicts[task.number - 1]
            assert (found.kind, found.misconception, found.message, found.hints) == ("known", wrong.name, wrong.says, task.hints)


def test_an_answer_that_writes_down_what_came_out_is_told_so(sample, worker):
    prints = stored_prints(sample)[sample.seeds[0]]
    gap = re.search(r"for (\d+) days", prints[1])[1]
    verdict = check_notebook(answered(sample, {1: f"gap = {gap}"}), sample, worker).verdicts[0]
    assert verdict.kind == "written down" and "not for others" in verdict.message


def test_what_the_check_prints_with_a_wrong_answer_keeps_its_lines(sample, worker):
    verdict = check_notebook(answered(sample, {3: "def last_day_in_time(served, grace):\n    return served * 1000"}), sample, worker).verdicts[2]
    first, *lines = verdict.message.splitlines()
    assert (verdict.kind, first) == ("wrong", "With your answer the check prints:")
    assert len(lines) > 1 and all(line.startswith("Served on day ") for line in lines)


def test_a_function_without_a_return_is_asked_for_it_and_not_called_unanswered(sample, worker):
    verdict = check_notebook(answered(sample, {3: "def last_day_in_time(served, grace):\n    last = served + grace"}), sample, worker).verdicts[2]
    assert verdict.kind == "wrong" and "the word return" in verdict.message and "Not answered" not in verdict.message


def test_an_answer_that_changes_nothing_is_asked_for_names_and_returns(sample, worker):
    verdict = check_notebook(answered(sample, {1: "gap = None  # later"}), sample, worker).verdicts[0]
    assert verdict.kind == "start" and "what it printed before there was an answer" in verdict.message


@pytest.mark.parametrize("number, answer, kind, said", [
    (1, "gap = ...\n1 / 0", "error", "ZeroDivisionError"),  # though the check prints what it printed before
    (1, "gap = round(3.2)\nprint(gap) + 1", "error", "None is what a function gives"),
    (3, "def last_day_in_time(served, grace):\n    print(served + grace)\nlast_day_in_time(1, 2) + 1", "error", "prints its answer"),
    (1, "days_until_" + "x" * 5_000 + " = 1\ngap = days_until_" + "y" * 5_000, "error", "is not defined"),
    (1, "gap = day - 0", "error", "nothing is left over from what you ran before"),
    (4, "comes = explain(load_system('article'), {'appears_after': 3}).days[appeared]", "error", 'is not defined. If appeared is meant as a word'),
    (1, "gap = opens_on - ...", "error", "still a ..."),
    (2, "share = ((aware > 0) and (aware <= 30)).mean()", "error", "each comparison stands in brackets"),
    (2, "share = (aware > 0 & aware <= 30).mean()", "error", "each comparison stands in brackets"),
    (3, "def last_day_in_time(served, grace):\n    print(served + grace)", "wrong", "last_day_in_time prints its answer."),
    (3, "def last_day_in_time(served, grace):\nreturn served", "error", "(line 2)"),
    (4, "comes = explain(load_system('article'), {}).days['came']", "error", "There is no entry of that name."),
    (4, "def comes_on():\n    day = day + 3\n    return day\ncomes = comes_on()", "error", "Give day its first value inside the function"),
])
def test_a_slip_that_can_happen_in_any_task_is_told_with_the_way_on(number, answer, kind, said, sample, worker):
    verdict = check_notebook(answered(sample, {number: answer}), sample, worker).verdicts[number - 1]
    assert verdict.kind == kind and said in verdict.message
    assert "\n\n" not in verdict.message and len(verdict.message) < 2_000


@every_exercise
def test_the_editions_are_made_from_their_source_as_it_is_now(source):
    assert difference(source, REPOSITORY) == ""


@every_exercise
def test_the_solution_passes_and_the_untouched_start_fails_each_check_without_an_error(source, worker):
    exercise = load_exercise(source.stem)
    solved = check_notebook(read_learners(editions(source, REPOSITORY)["solved"]), exercise, worker)
    assert [(verdict.task, verdict.kind) for verdict in solved.verdicts] == [(task.number, "passed") for task in exercise.tasks]
    untouched = check_notebook(read_learners(editions(source, REPOSITORY)["learner"]), exercise, worker)
    assert [(verdict.task, verdict.kind, verdict.details) for verdict in untouched.verdicts] == [
        (task.number, "start", "") for task in exercise.tasks]
    assert all("Not answered yet" in verdict.message and verdict.hints for verdict in untouched.verdicts)


@every_exercise
def test_the_solution_holds_under_fresh_seeds(source, worker):
    """Without an error or an empty line; and the right text depends on the seed, or it could be written down."""
    exercise = load_exercise(source.stem)
    for number in range(0, len(FRESH), AT_ONCE):
        fresh = prints_by_seed(exercise, FRESH[number:number + AT_ONCE], worker)
        for task in exercise.tasks:
            texts = {task.prints[exercise.seeds[0]], *(prints[task.number] for prints in fresh.values())}
            assert len(texts) > 1, f"task {task.number} prints the same for all of {list(fresh)}"


def test_every_source_has_its_editions_and_the_other_way_round():
    names = {source.stem for source in REAL}
    for folder in (REPOSITORY / EXERCISES, REPOSITORY / EXERCISES / SOLUTIONS):
        assert {path.stem for path in folder.glob("[0-9][0-9]-*.ipynb") if "-Copy" not in path.stem} == names


# What check cells print


@pytest.mark.parametrize("values, text", [
    ([9, 9.0, "9"], "9"), ([None, ...], "(no answer yet)"), ([[], (), {}, set()], "none"), ([True], "yes"), ([float("inf")], "never"), ([0.25, 0.2500000001], "0.25"),
    ([[1, 2.0, float("inf")], (1, 2, float("inf"))], "1, 2, never"), ([{"b": 1}], "b: 1"), ([{3, 1}], "1, 3"), ([float("nan")], "nan"),
    ([list(range(30))], ", ".join(map(str, range(20))) + ", and 10 more"), ([object()], "(object)"), ([1e20], "100000000000000000000")])
def test_the_same_answer_in_another_dress_is_shown_alike(values, text):
    assert [shown(value) for value in values] == [text] * len(values)


def test_what_is_no_count_is_not_shown_as_one():
    import numpy as np

    assert [as_count(value) for value in (7, np.int64(7), np.array(7), float("inf"), None)] == ["7", "7", "7", "never", shown(None)]
    assert as_count(np.array([True, False])) == "(a yes or no for each of 2, not a count)"
    assert as_count(np.arange(3)) == "(a number for each of 3, not a count)" and as_count(np.True_) == "(yes, not a count)"


def test_numpy_values_are_shown_as_plain_ones():
    import numpy as np

    assert [shown(value) for value in (np.int64(9), np.float32(9), np.array([1, np.inf]), np.bool_(False), np.array(3))] == [
        "9", "9", "1, never", "no", "3"]
