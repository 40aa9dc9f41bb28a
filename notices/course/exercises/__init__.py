"""Exercises: learners' notebooks that are checked by real nbval runs on fresh copies, never against themselves.

``source`` makes both editions of an exercise from one text; ``key`` reads the solved one. ``lift`` takes the answers out of a
learner's notebook as text, ``copies`` puts them into a copy of ours, ``worker`` runs nbval on it (the kernel in a ``box``),
and ``checker`` turns what came out into words.
"""

from notices.course.exercises.shown import as_count, shown

__all__ = ["as_count", "begin", "shown"]


def begin(name: str):
    """Begin an exercise in a notebook: its answers are seen as they are run, for *Check my work*.

    ``name``: the exercise's, or how it begins, such as "03". Returns an object that shows the button.
    """
    from notices.course.exercises.button import work_on

    return work_on(name)
