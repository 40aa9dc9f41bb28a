"""From what happened to what a learner is told: one verdict for each task, with the message meant for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from notices.course.exercises import slips
from notices.course.exercises.box import Limits
from notices.course.exercises.checker import Prints, Ran, Worker, run_answers, stored_prints
from notices.course.exercises.key import Exercise, Task
from notices.course.exercises.lift import Lifted, Notebook, defined_elsewhere, lift
from notices.course.exercises.result import Result, Verdict

LONGEST_SHOWN = 300  # characters of what an answer prints
LONGEST_MESSAGE = 1_500  # names in it are an answer's own, of any length


def check_notebook(notebook: Notebook, exercise: Exercise, worker: Worker, prints: Prints | None = None) -> Result:
    """The verdicts on a learner's notebook. ``prints``: what the solution prints, by seed, if not under the stored seeds.

    Raises :class:`~notices.course.exercises.checker.Broken` if the check itself fails.
    """
    lifted = lift(notebook, exercise)
    ran = run_answers(exercise, lifted.answers, prints or stored_prints(exercise), worker) if lifted.answers else {}
    elsewhere = partial(defined_elsewhere, notebook, exercise)
    verdicts = tuple(_verdict(task, lifted, ran.get(task.number), worker.limits, elsewhere) for task in exercise.tasks)
    return Result(exercise.name, exercise.title, verdicts, tuple(lifted.notes))


def _verdict(task: Task, lifted: Lifted, ran: Ran | None, limits: Limits, elsewhere: Callable[[str], bool]) -> Verdict:
    """``elsewhere``: is this name defined in a cell of the learner's own, which the check leaves out?"""
    if ran is None:
        return _not_passed(task, "missing", f"{lifted.missing[task.number][0].upper()}{lifted.missing[task.number][1:]}.")
    answer = lifted.answers[task.number]
    if ran.stopped:
        said = STOPPED[ran.stopped].format(seconds=limits.seconds, megabytes=limits.megabytes)
        lost = slips.kept_nothing(answer) if ran.stopped == "time" else ""  # a loop may wait for a value that it does not keep
        return _not_passed(task, "stopped", f"{said} {lost}".rstrip())
    if ran.right:
        return Verdict(task.number, task.title, "passed", "Right.")
    if task.is_start(answer):
        return _not_passed(task, "start", "Not answered yet: the cell gives what it gave at the start.")
    if ran.error:
        return _not_passed(task, "error", _error(task, answer, ran, elsewhere), details=ran.error[2])
    seen = slips.seen_in(answer, task.solution)
    if ran.printed[0] == task.start_prints:
        return _not_passed(task, "wrong", seen) if seen else _not_passed(task, "start", AS_BEFORE)
    for wrong in task.wrong:
        if ran.printed[0] == wrong.prints:
            return _not_passed(task, "known", wrong.says, misconception=wrong.name)
    if seen:
        return _not_passed(task, "wrong", f"{seen} {_prints(ran)}")
    if ran.passed[0]:
        return _not_passed(task, "written down", FITS_ONCE)
    return _not_passed(task, "wrong", _prints(ran))


AS_BEFORE = ("The check prints what it printed before there was an answer. Does the answer give each name that the task asks for a value, "
             "and does each function end with a return?")
FITS_ONCE = ("Right for the numbers that you saw, and not for others. If you wrote down what came out, work it out from the names that the "
             "exercise gives; if not, something in your rule fits only these numbers.")
STOPPED = {
    "time": "The answer ran for more than {seconds:g} seconds and was ended. Is there a loop that does not end?",
    "memory": "The answer used more than {megabytes:,} MB of memory and was ended. Does something grow without end?",
    "output": "The answer printed so much that it was ended. Is there a print in a loop that does not end?",
    "died": "The answer ended Python itself, or broke the check, so nothing after it could run. Take out what does that (such as exit).",
}


def _not_passed(task: Task, kind: str, message: str, misconception: str = "", details: str = "") -> Verdict:
    return Verdict(task.number, task.title, kind, _shortened(message, LONGEST_MESSAGE), misconception, task.hints, details)


def _error(task: Task, answer: str, ran: Ran, elsewhere: Callable[[str], bool]) -> str:
    """The error, and what it most likely means."""
    name, text, _ = ran.error
    undefined = slips.UNDEFINED.search(text)
    if undefined and elsewhere(undefined[1]):
        more = f"You define {undefined[1]} in a cell of your own; the check looks at answer cells only. Put it into the answer cell."
    else:
        of_none = slips.no_return(answer, task.solution) if "'NoneType'" in text else ""
        more = of_none or slips.advice(f"{name}: {text}", answer, "\n".join([task.solution, task.start, *task.hints]))
    said = f"The answer ends with an error: {name}: {_shortened(slips.plain(text))}"
    return f"{said.rstrip('.')}. {more}" if more else said


def _prints(ran: Ran) -> str:
    """What the check prints with a wrong answer; several lines stand below, as they came."""
    text = _shortened(ran.printed[0].strip())
    if not text:
        return "With your answer the check prints nothing."
    return f"With your answer the check prints:\n{text}" if "\n" in text else f"With your answer the check prints: “{text}”"


def _shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    return text if len(text) <= longest else text[:longest] + " …"
