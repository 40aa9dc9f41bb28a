"""What every lesson has: the skeleton, measured minutes, a prediction before the answer, words and sources that fit."""

import importlib
import re

import nbformat
import pytest

from notices.course.folder import LESSONS, course_folder
from notices.sources import known

WORDS_A_MINUTE = 200
FOLDER = course_folder() / LESSONS
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb") if not path.stem.startswith("00"))
IDS = re.compile(r"\b[CXGRB]\d\d\b")

# The order of what a lesson holds: each is found in the text of some cell, and after the one before. The lesson comes back
# to its prediction when its answer is on the table, before or after the questions to settle.
BEGINNING = ["# {number} · ", "You will be able to", "You should already know", "**Minutes:**", ".predict()"]
END = ["## What we assumed", ".assumed()", "## Take-away", ".words()", ".sources()"]
SKELETONS = [[*BEGINNING, "Settle these", "<summary>Model answers</summary>", *END], [*BEGINNING, ".returned()", *END]]


@pytest.fixture(params=NAMES)
def lesson(request):
    notebook = nbformat.read(FOLDER / f"{request.param}.ipynb", as_version=4)
    number = int(request.param[:2])
    return number, notebook, importlib.import_module(f"notices.widgets.lesson_{number}")


def printed(notebook):
    """What the cells printed or showed as text, but for the picture and the lists at the end."""
    compared = [cell for cell in notebook.cells if cell.cell_type == "code" and "nbval-ignore-output" not in cell.metadata.get("tags", [])]
    return [output.get("text") or output.data["text/plain"] for cell in compared for output in cell.outputs]


def test_there_are_lessons():
    assert len(NAMES) >= 3


def test_the_skeleton_is_there_and_in_order(lesson):
    number, notebook, _ = lesson
    text = "\n".join(cell.source for cell in notebook.cells)
    for skeleton in SKELETONS:
        places = [text.find(part.format(number=number)) for part in skeleton]
        assert -1 not in places, [part for part, place in zip(skeleton, places) if place == -1]
        assert places == sorted(places)


def test_reading_minutes_are_those_of_the_text(lesson):
    _, notebook, _ = lesson
    markdown = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    stated = int(re.search(r"reading (\d+)", "\n".join(markdown))[1])
    words = len(re.findall(r"[\w'’-]+", re.sub(r"<[^>]+>", "", "\n".join(markdown + printed(notebook)))))
    assert abs(words / WORDS_A_MINUTE - stated) <= 1, f"{words} words, {stated} minutes"


def test_every_id_shown_is_in_the_list_of_sources_and_the_other_way_round(lesson):
    _, notebook, module = lesson
    shown = set(IDS.findall("\n".join([cell.source for cell in notebook.cells] + printed(notebook))))
    assert all(known(id_) for id_ in shown)
    assert shown == {row.id for row in module.sources().rows}


def test_every_word_of_the_glossary_is_used_in_the_text(lesson):
    _, notebook, module = lesson
    text = " ".join(cell.source for cell in notebook.cells).lower()
    assert [word.word for word in module.words().words if word.word.lower() not in text] == []


def test_headings_go_down_one_step_at_a_time(lesson):
    _, notebook, _ = lesson
    levels = [len(mark) for cell in notebook.cells if cell.cell_type == "markdown" for mark in re.findall(r"^(#+) ", cell.source, re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_the_answer_is_one_of_the_options_and_hidden_until_predicted(lesson, monkeypatch):
    _, _, module = lesson
    monkeypatch.setattr("notices.widgets.prediction._states", {})
    returned = module.returned()
    assert returned.answer in module.predict().options
    assert returned.answer not in " ".join(returned.sentences)
    module.predict().lock(returned.answer)
    assert returned.answer in " ".join(module.returned().sentences)
