"""A class that has been checked, written down: no notebook is run. One learner writes HTML wherever a learner can write something."""

from __future__ import annotations

from notices.course.exercises.marks import Submission
from notices.course.exercises.result import Result, Verdict

MISCHIEF = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</pre></details></main>"
TITLES = ("A number with a rather long title that has to be shortened", "An array with `NEVER` in it", "A function", "A small model")
HINTS = ("Look at the line that the exercise prints.", "Posting is *service*, and posting is day 0.", "`gap = opens_on - ...`")


def right(task: int) -> Verdict:
    """A task that is done."""
    return Verdict(task, TITLES[task - 1], "passed", "Right.")


def known(task: int) -> Verdict:
    """A known mistake."""
    return Verdict(task, TITLES[task - 1], "known", "You took *served* for *aware*. Which clock strikes later?", "served-is-aware", HINTS)


def failed(task: int, kind: str, message: str, details: str = "") -> Verdict:
    """A task that is not right in another way."""
    return Verdict(task, TITLES[task - 1], kind, message, "", HINTS[:2], details)


def result(*verdicts: Verdict, notes: tuple[str, ...] = ()) -> Result:
    """What is said of a notebook."""
    return Result("98-sample", "Exercise 98 · A sample", verdicts, notes)


def a_class() -> list[Submission]:
    """Four learners, five notebooks."""
    answers = {1: f"gap = 0  # {MISCHIEF}", 2: "share = 1 / 0\x1b[31m\0", 3: "def last_day_in_time(served, grace):\n    return served + grace"}
    trace = f"Traceback (most recent call last):\n  File {MISCHIEF}\nZeroDivisionError: *not ours*"
    both = ("One of 2 notebooks of A-02 for this exercise; all of them are marked.",)
    return [
        Submission("A-01", "A-01/98-sample.ipynb", "98-sample", result(*map(right, range(1, 5))), answers=answers),
        Submission("A-02", "A-02/98-sample.ipynb", "98-sample", result(
            known(1), failed(2, "error", "The answer ends with an error: ZeroDivisionError: division by zero", trace), right(3), right(4)),
            remarks=both, answers=answers),
        Submission("A-02", "A-02/again.ipynb", "98-sample", result(*map(right, range(1, 5))), remarks=both, answers=answers),
        Submission("A-10", "A-10.ipynb", problem="is not a notebook (its text breaks off or is no JSON)."),
        Submission(f"B {MISCHIEF}", f"B {MISCHIEF}.ipynb", "98-sample", result(
            failed(1, "written down", "Right for the numbers that you saw, and not for others."),
            failed(2, "wrong", f"With your answer the check prints: “{MISCHIEF} *not ours*”"), right(3),
            failed(4, "missing", "The answer cell is not there."), notes=("Task 1 has 2 answer cells; the first one was taken.",)), answers=answers),
    ]
