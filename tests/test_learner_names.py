"""Whose notebook is it?"""

from pathlib import PurePosixPath

import pytest

from notices.course.exercises.learner_names import learner_of

NAME = "03-when-is-an-electronic-notice-served"


@pytest.mark.parametrize("file, learner", [
    (f"A-01/{NAME}.ipynb", "A-01"), ("A-01/sub/whatever.ipynb", "A-01"), ("A-01 (late)/x.ipynb", "A-01 (late)"),
    (f"A-01_{NAME}.ipynb", "A-01"), (f"{NAME}_A-01.ipynb", "A-01"), (f"{NAME} A-01.ipynb", "A-01"), (f"A-01-{NAME}.ipynb", "A-01"),
    (f"A-01_{NAME}-Copy1.ipynb", "A-01"), (f"A-01_{NAME} (2).ipynb", "A-01"), (f"Copy of {NAME} A-01.ipynb", "A-01"),
    (f"A-01_{NAME.upper()}.ipynb", "A-01"), ("A-01 exercise 3.ipynb", "A-01"), ("A-01_ex03.ipynb", "A-01"), ("03_A-01.ipynb", "A-01"),
    ("3 A-01.ipynb", "A-01"), ("A-03.ipynb", "A-03"), ("A-03 3.ipynb", "A-03"), ("Ж-01_03.ipynb", "Ж-01"), ("copyist.ipynb", "copyist"),
    (f"{NAME}.ipynb", NAME), (f"{NAME}-Copy1.ipynb", f"{NAME}-Copy1"), ("3.ipynb", "3"), ("=HYPERLINK(1).ipynb", "=HYPERLINK")])
def test_the_learner_is_the_folder_or_what_is_left_of_the_name(file, learner):
    assert learner_of(PurePosixPath(file), NAME) == learner


@pytest.mark.parametrize("file", ["A-01.ipynb", "x/y.ipynb"])
def test_a_notebook_of_no_exercise_has_a_learner_too(file):
    assert learner_of(PurePosixPath(file), "") in ("A-01", "x")
