"""From what happened to what a learner is told: one verdict for each task, with the message meant for it."""

from __future__ import annotations

import re
from dataclasses import asdict

from notices.course.exercises.box import Limits
from notices.course.exercises.checker import Prints, Ran, Worker, run_answers, stored_prints
from notices.course.exercises.key import Exercise, Task
from notices.course.exercises.lift import Lifted, Notebook, defined_elsewhere, lift
from notices.course.exercises.result import Result, Verdict

LONGEST_SHOWN = 300  # characters of what an answer prints
UNDEFINED = re.compile(r"name '([^']+)' is not defined")


def check_notebook(notebook: Notebook, exercise: Exercise, worker: Worker, prints: Prints | None = None) -> Result:
    """The verdicts on a learner's notebook. ``prints``: what the solution prints, by seed, if not under the stored seeds.

    Raises :class:`~notices.course.exercises.checker.Broken` if the check itself fails.
    """
    lifted = lift(notebook, exercise)
    ran = run_answers(exercise, lifted.answers, prints or stored_prints(exercise), worker) if lifted.answers else {}
    verdicts = tuple(_verdict(task, lifted, ran.get(task.number), worker.limits) for task in exercise.tasks)
    return Result(exercise.name, exercise.title, tuple(_with_place(verdict, notebook, exercise) for verdict in verdicts), tuple(lifted.notes))


def _verdict(task: Task, lifted: Lifted, ran: Ran | None, limits: Limits) -> Verdict:
    if ran is None:
        return _not_passed(task, "missing", f"{lifted.missing[task.number][0].upper()}{lifted.missing[task.number][1:]}.")
    if ran.stopped:
        return _not_passed(task, "stopped", STOPPED[ran.stopped].format(seconds=limits.seconds, megabytes=limits.megabytes))
    if ran.right:
        return Verdict(task.number, task.title, "passed", "Right.")
    if task.is_start(lifted.answers[task.number]):
        return _not_passed(task, "start", "Not answered yet: the cell gives what it gave at the start.")
    if ran.printed[0] == task.start_prints:
        return _not_passed(task, "start", "The check prints what it printed before there was an answer. Does the answer give each name that the "
                           "task asks for a value, and does each function end with a return?")
    if ran.error:
        return _not_passed(task, "error", _error(ran), details=ran.error[2])
    for wrong in task.wrong:
        if ran.printed[0] == wrong.prints:
            return _not_passed(task, "known", wrong.says, misconception=wrong.name)
    if ran.passed[0]:
        return _not_passed(task, "written down", "Right for the numbers that you saw, and not for others. If you wrote down what came out, work "
                           "it out from the names that the exercise gives; if not, something in your rule fits only these numbers.")
    return _not_passed(task, "wrong", _prints(ran))


STOPPED = {
    "time": "The answer ran for more than {seconds:g} seconds and was ended. Is there a loop that does not end?",
    "memory": "The answer used more than {megabytes:,} MB of memory and was ended. Does something grow without end?",
    "output": "The answer printed so much that it was ended. Is there a print in a loop that does not end?",
    "died": "The answer ended Python itself, or broke the check, so nothing after it could run. Take out what does that (such as exit).",
}


def _not_passed(task: Task, kind: str, message: str, misconception: str = "", details: str = "") -> Verdict:
    return Verdict(task.number, task.title, kind, message, misconception, task.hints, details)


def _error(ran: Ran) -> str:
    name, text, _ = ran.error
    return f"The answer ends with an error: {name}: {_shortened(text)}"


def _with_place(verdict: Verdict, notebook: Notebook, exercise: Exercise) -> Verdict:
    """For a name that is defined in a cell of the learner's own: say that the check leaves such cells out."""
    name = UNDEFINED.search(verdict.message) if verdict.kind == "error" else None
    if not name or not defined_elsewhere(notebook, exercise, name[1]):
        return verdict
    where = f" You define {name[1]} in a cell of your own; the check looks at answer cells only. Put it into the answer cell."
    return Verdict(**{**asdict(verdict), "message": verdict.message + where})


def _prints(ran: Ran) -> str:
    """What the check prints with a wrong answer; several lines stand below, as they came."""
    text = _shortened(ran.printed[0].strip())
    if not text:
        return "With your answer the check prints nothing."
    return f"With your answer the check prints:\n{text}" if "\n" in text else f"With your answer the check prints: “{text}”"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + " …"
