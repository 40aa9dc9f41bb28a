"""*Check my work* without a browser: what it has seen, what it says, and that it is the same in both front ends."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from notices.course import learner
from notices.course.exercises import button
from notices.course.exercises.button import BUSY, NOTHING_RUN, CheckFailed, Work, asked_for
from notices.course.exercises.result import Result, Verdict
from notices.widgets import live, plain

RIGHT = Verdict(1, "A number", "passed", "Right.")
WRONG = Verdict(2, "Another <b>", "known", "You took <served> for *aware*.", "served-is-aware",
                ("Look at `served`.", "Look again."), "Traceback <x>")
NOT_RUN = Verdict(3, "A third", "missing", "The answer cell is not there.", hints=("Run it.",))


def ran(cell_id, source):
    return SimpleNamespace(cell_id=cell_id, raw_cell=source)


@pytest.fixture
def checked(monkeypatch):
    """A work whose check answers at once."""
    work = Work("98")
    monkeypatch.setattr(button.threading, "Thread", lambda target, args, daemon: SimpleNamespace(start=lambda: target(*args)))
    monkeypatch.setattr(button, "asked_for", lambda name, cells: Result("98-sample", "Exercise 98", (RIGHT, WRONG, NOT_RUN), ("A note.",)))
    return work


def test_answers_are_seen_as_they_were_last_run_and_other_cells_are_not():
    work = Work("98")
    for cell in [ran("ex98-answer-1", "gap = 1"), ran("ex98-answer-1", "gap = 2"), ran("other", "gap = 3"),
                 ran(None, "# Exercise 98, task 2: your answer\nshare = 1")]:
        work.see(cell)
    assert work.seen == {"ex98-answer-1": "gap = 2",
                         "# Exercise 98, task 2": "# Exercise 98, task 2: your answer\nshare = 1"}


def test_without_an_answer_it_says_what_to_do():
    work = Work("98")
    work.press()
    assert (work.status, work.busy, work.frame()["verdicts"]) == (NOTHING_RUN, False, [])


def test_the_status_says_how_many_are_right_and_what_was_looked_at(checked):
    said = []
    checked._watchers.append(lambda: said.append(checked.status))
    checked.see(ran("ex98-answer-1", "gap = 1"))
    checked.press()
    assert said == [BUSY, "1 of 3 tasks is right. Looked at: the answers to task 1 and task 2, as you last ran them."]


def test_tasks_that_are_done_are_noted_in_the_learners_file(checked, monkeypatch, tmp_path):
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(tmp_path / "mine.json"))
    checked.see(ran("ex98-answer-1", "gap = 1"))
    checked.press()
    assert learner.load() == {"task": {"98-sample/task-1": True}}
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(tmp_path / "gone" / "mine.json"))
    checked.press()
    assert checked.status.startswith("1 of 3 tasks is right.") and "could not be kept in mine.json" in checked.status


def test_pressing_again_while_it_checks_starts_nothing(checked):
    checked.see(ran("ex98-answer-1", "gap = 1"))
    checked.busy = True
    checked.press()
    assert checked.result is None


@pytest.mark.parametrize("front_end", [live, plain])
def test_both_front_ends_show_message_hints_and_details_and_nothing_of_a_strangers_as_markup(checked, front_end):
    widget = front_end.CheckWidget(checked)
    checked._watchers.append(widget.refresh)
    checked.see(ran("ex98-answer-1", "gap = 1"))
    checked.press()
    if front_end is live:
        wrong = widget.frame["verdicts"][1]
        assert wrong == {"title": "Task 2 · Another <b> – not yet", "passed": False, "message": "You took <served> for *aware*.", "ours": True,
                         "hints": ["Look at `served`.", "Look again."], "details": "Traceback <x>"}
        assert widget.frame["notes"] == ["A note."]
        return
    shown = widget.children[1].value
    expected = ["You took &lt;served&gt; for <em>aware</em>.", "Hint 1", "<code>served</code>", "Hint 2", "Traceback &lt;x&gt;"]
    places = [shown.index(text) for text in expected]
    assert places == sorted(places)
    assert 'role="status"' in shown and "<served>" not in shown and "A note." in shown


def test_a_failure_of_the_check_is_told_and_the_last_verdicts_stay(checked, monkeypatch):
    checked.see(ran("ex98-answer-1", "gap = 1"))
    checked.press()

    def fail(name, cells):
        raise CheckFailed("nbval is not installed.")

    monkeypatch.setattr(button, "asked_for", fail)
    checked.press()
    assert checked.status == "The check could not be made. nbval is not installed." and checked.result is not None and not checked.busy


def test_an_exercise_that_does_not_exist_is_told_in_the_words_of_the_command(sample_course, monkeypatch):
    monkeypatch.chdir(sample_course)
    with pytest.raises(CheckFailed, match='there is no exercise "97"'):
        asked_for("97", {"ex97-answer-1": "x = 1"})


def test_answers_that_were_not_run_are_not_called_missing(sample_course, monkeypatch):
    monkeypatch.chdir(sample_course)
    result = asked_for("98", {"ex98-answer-1": "gap = 0"})
    assert [verdict.kind for verdict in result.verdicts] == ["known", "missing", "missing", "missing"]
    assert "Run it, then check again" in result.verdicts[1].message


def test_beginning_twice_in_one_kernel_keeps_what_was_seen(monkeypatch):
    monkeypatch.setattr(button, "_works", {})
    hooks = []
    shell = SimpleNamespace(events=SimpleNamespace(register=lambda name, hook: hooks.append((name, hook))))
    monkeypatch.setattr(button, "_shell", lambda: shell)
    first = button.work_on("98")
    first.see(ran("ex98-answer-1", "gap = 1"))
    assert button.work_on("98") is first and hooks == [("pre_run_cell", first.see)]


def test_beginning_needs_no_checker(monkeypatch):
    """In a browser's Python there is none: the exercise can be read and worked on all the same."""
    for name in ("psutil", "nbval", "jupyter_client"):
        monkeypatch.setitem(sys.modules, name, None)
    assert "Check my work" in button.Work("98")._repr_mimebundle_()["text/plain"]


def test_beginning_imports_no_pictures():
    """Every check begins an exercise in a new kernel: what it imports there is paid for each time."""
    code = "import sys; from notices.course.exercises import begin; begin('98'); print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout == "False\n"
