"""Whose notebook is it?"""

from pathlib import PurePosixPath

import pytest

from notices.course.exercises.learner_names import exercise_named, learner_of, plain

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


@pytest.mark.parametrize("file, learner", [
    ("03/A-01.ipynb", "A-01"), ("exercise 3/A-01.ipynb", "A-01"), (f"{NAME}/A-01/x.ipynb", "A-01"), (f"ex03/{NAME}_A-01.ipynb", "A-01"),
    ("A-01/03/x.ipynb", "A-01"), ("A-03/x.ipynb", "A-03"), ("03-Anna/x.ipynb", "03-Anna")])
def test_a_folder_for_an_exercise_is_nobodys(file, learner):
    assert learner_of(PurePosixPath(file), NAME) == learner


@pytest.mark.parametrize("file, learner", [
    (f"Ann Example_123456_assignsubmission_file_/{NAME}.ipynb", "Ann Example"), ("Ann Example_7_assignsubmission_file/x.ipynb", "Ann Example"),
    (f"exampleann_4711_123456_{NAME}.ipynb", "exampleann"), (f"exampleann_LATE_4711_123456_{NAME}-1.ipynb", "exampleann"),
    (f"A-01_{NAME}.ipynb", "A-01")])
def test_what_a_learning_platform_adds_is_left_out(file, learner):
    assert learner_of(PurePosixPath(file), NAME) == learner


@pytest.mark.parametrize("file, learner", [
    ("anna_03.ipynb", "anna"), ("anna_ex3.ipynb", "anna"), ("anna-ex03.ipynb", "anna"), ("anna 3.ipynb", "anna"), ("student_03.ipynb", "student_03"),
    ("A_03.ipynb", "A_03"), ("Group 3.ipynb", "Group 3"), ("group-a_03.ipynb", "group-a"), ("student_04.ipynb", "student_04"), ("a03.ipynb", "a03")])
def test_a_number_that_is_somebodys_own_stays(file, learner):
    assert learner_of(PurePosixPath(file), NAME) == learner


def test_a_name_is_one_line_that_can_be_shown_and_stored():
    assert plain("A\n\x1b[31m-01\u202egnp") == "A\ufffd\ufffd[31m-01\ufffdgnp"
    assert plain("A-01\udcff") == "A-01\ufffd"  # a byte in a file's name that is no text
    assert plain("Zoe\u0308") == "Zoë"  # as macOS writes it


def test_a_notebook_that_cannot_be_read_goes_by_the_name_in_its_path():
    names = ["02-paper", NAME]
    assert exercise_named(PurePosixPath(f"A-01_{NAME.upper()}.ipynb"), names) == NAME
    assert exercise_named(PurePosixPath("A-01_3.ipynb"), names) == ""
