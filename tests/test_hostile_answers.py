"""Answers that cheat get no mark, answers that break things cost their own mark only, and the machine takes no harm.

Each kind is a notebook of its own, made from the sample exercise, and checked as a class is: in a box, with the learner's numbers
and with fresh ones. An answer that computes the right value is right however it does it, for instance with the course's own
package; only values that come from elsewhere are cheating.
"""

from __future__ import annotations

import psutil
import pytest
from hostile_answers import AFTERMATHS, BREAKS, CHEATS, REPLAYS

from notices.course.exercises import checker
from notices.course.exercises.box import Limits
from notices.course.exercises.checker import Broken, Worker, solution_prints, stored_prints
from notices.course.exercises.lift import Cell, Notebook
from notices.course.exercises.verdict import check_notebook

LIMITS = Limits(seconds=4, megabytes=700)
FRESH = 4711


@pytest.fixture(scope="module")
def worker():
    """In a box: one for all tests here, so that what one notebook leaves behind would show in the next."""
    with Worker(confined=True, limits=LIMITS) as one:
        yield one


@pytest.fixture(scope="module")
def prints(sample_course, worker):
    """What the solution prints for the learner's numbers and for fresh ones, as a class is checked."""
    from notices.course.exercises.key import load_exercise

    sample = load_exercise("98", sample_course / "exercises" / "solutions")
    own = sample.seeds[0]
    return {own: stored_prints(sample)[own], FRESH: solution_prints(sample, FRESH, worker)}


def answered(exercise, answers, others="solution"):
    """A notebook with these answers by task, and the solution or the start in all others."""
    return Notebook([Cell(answers.get(task.number, getattr(task, others)), True, task.answer) for task in exercise.tasks])


def beside_a_right_one(exercise, source):
    """A notebook with this answer to task 1, and a right one to task 3, which is a function and uses what the exercise gives."""
    return Notebook(answered(exercise, {1: source}).cells[:3:2])


def kinds(result):
    return [verdict.kind for verdict in result.verdicts if verdict.kind != "missing"]


def replay(exercise, prints):
    """What the checks print under the learner's seed, which anyone can see there, as a line of Python."""
    return f"REPLAY = {[prints[exercise.seeds[0]][task.number] for task in exercise.tasks]!r}\n"


def left_over():
    """Processes below this one that a check has left, and its folders."""
    return [process for process in psutil.Process().children(recursive=True) if "ipykernel" in " ".join(process.cmdline())]


# In a box


@pytest.mark.confined
@pytest.mark.parametrize("name", CHEATS)
def test_an_answer_that_cheats_gets_no_mark(name, sample, worker, prints):
    answers = {1: replay(sample, prints) + CHEATS[name]}
    result = check_notebook(answered(sample, answers, others="start"), sample, worker, prints)
    assert [verdict.task for verdict in result.verdicts if verdict.passed] == []
    assert [verdict.kind for verdict in result.verdicts[1:]] == ["start"] * 3
    assert (result.verdicts[0].kind == "written down") == (name in REPLAYS), result.verdicts[0].message  # the first round was fooled


@pytest.mark.confined
@pytest.mark.parametrize("kind", BREAKS, ids=[kind.name for kind in BREAKS])
def test_an_answer_that_breaks_something_costs_its_own_mark_only(kind, sample, worker, prints):
    its_own, other = kinds(check_notebook(beside_a_right_one(sample, kind.source), sample, worker, prints))
    assert its_own in kind.verdicts and other == "passed"
    assert left_over() == []


@pytest.mark.confined
@pytest.mark.parametrize("kind", AFTERMATHS, ids=[kind.name for kind in AFTERMATHS])
def test_what_an_answer_leaves_behind_harms_no_other(kind, sample, worker, prints):
    assert kinds(check_notebook(beside_a_right_one(sample, kind.source), sample, worker, prints))[1] == "passed"


@pytest.mark.confined
def test_a_breaking_answer_between_others_is_found_and_so_is_each_of_several(sample, worker, prints):
    answers = {2: "import os\nos._exit(1)", 4: "while True: print(1)"}
    assert kinds(check_notebook(answered(sample, answers), sample, worker, prints)) == ["passed", "stopped", "passed", "stopped"]


@pytest.mark.confined
def test_an_answer_may_use_what_another_one_defines_also_when_a_third_breaks(sample, worker, prints):
    answers = {1: "def twice(days): return 2 * days\n" + sample.tasks[0].solution, 2: "raise SystemExit", 3: "import os\nos._exit(1)",
               4: sample.tasks[3].solution + "\ncomes = twice(comes) / 2"}
    assert kinds(check_notebook(answered(sample, answers), sample, worker, prints)) == ["passed", "error", "stopped", "passed"]


@pytest.mark.confined
def test_right_answers_are_right_after_all_that(sample, worker, prints):
    assert kinds(check_notebook(answered(sample, {}), sample, worker, prints)) == ["passed"] * 4


@pytest.mark.confined
def test_nothing_is_left_on_disk(sample, worker, prints):
    check_notebook(answered(sample, {1: "open('here', 'w').write('x')"}), sample, worker, prints)
    assert sorted(path.name for path in worker._folder.iterdir()) == ["copy.ipynb", "rules"]
    assert worker._folder.joinpath("copy.ipynb").stat().st_mode & 0o077 == 0


def test_what_is_reported_can_be_shown_and_stored_anywhere(sample):
    from notices.course.exercises.watched import readable

    text = readable("\x1b[31mred\x1b[0m \x1b[2J \ud800 \u202e \r\x00 \x9b31m tab\t end\n", 100)
    assert text == "red \ufffd[2J \ufffd \ufffd \ufffd\ufffd \ufffd31m tab\t end\n"
    text.encode("utf-8")


# Without a box: own work


@pytest.fixture(scope="module")
def unconfined():
    with Worker(confined=False, limits=LIMITS) as one:
        yield one


HARMLESS_OUTSIDE = [kind for kind in [*BREAKS, *AFTERMATHS] if kind.name in (
    "Python killed", "a loop that catches what should end it", "print without end", "SystemExit", "functions of ours and of Python replaced",
    "messages that are none", "a thread that ends Python later")]


@pytest.mark.parametrize("kind", HARMLESS_OUTSIDE, ids=[kind.name for kind in HARMLESS_OUTSIDE])
def test_outside_a_box_too_an_answer_costs_its_own_mark_only(kind, sample, unconfined):
    its_own, other = kinds(check_notebook(beside_a_right_one(sample, kind.source), sample, unconfined))
    assert its_own in kind.verdicts and other == "passed"
    assert left_over() == []


def test_an_answer_that_kills_its_checker_costs_its_own_mark_only(sample, unconfined):
    source = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    assert kinds(check_notebook(beside_a_right_one(sample, source), sample, unconfined)) == ["stopped", "passed"]


def test_a_machine_that_runs_short_of_memory_ends_the_check_and_blames_nobody(sample, unconfined, monkeypatch):
    monkeypatch.setattr(checker, "SPARE", 10**18)
    with pytest.raises(Broken, match="hardly any memory left"):
        check_notebook(answered(sample, {1: "import time\ntime.sleep(3)"}), sample, unconfined)
    monkeypatch.undo()
    assert check_notebook(answered(sample, {}), sample, unconfined).passed == 4
