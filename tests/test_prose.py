"""What a reader of the lessons may rely on: words that lead to their meaning, numbers with a ground, spelling, answers that are there."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys

import nbformat
import pytest

from notices.course.folder import LESSONS, course_folder
from notices.course.words import glossary

REPOSITORY = course_folder()
NAMES = sorted(path.stem for path in (REPOSITORY / LESSONS).glob("*.ipynb"))
WITH_WORDS = [name for name in NAMES if not name.startswith("00")]
NOT_PROSE = re.compile(r"`[^`]*`|<[^>]+>|\]\([^)]*\)")
IDS = re.compile(r"\b[CXGRBT]\d\d?\b(?: to [CXGRBT]?\d+)?")


def cells(name, kind="markdown"):
    return [cell for cell in nbformat.read(REPOSITORY / LESSONS / f"{name}.ipynb", as_version=4).cells if cell.cell_type == kind]


def words_of(name):
    return [word.word for word in importlib.import_module(f"notices.widgets.lesson_{int(name[:2])}").words().words]


# ---- words --------------------------------------------------------------------------------------------------------------

LINK = re.compile(r"\[([^\]]+)\]\(#Words\)")
IN_ANOTHER_SENSE = ("list comes round", "after reading", "**Minutes:**")


def first_use(word, lines):
    """The line of prose that uses the word, also in the plural, for the first time."""
    use = re.compile(rf"(?<![\w-]){re.escape(word)}(?:s|es)?(?![\w-])", re.IGNORECASE)
    return next((line for line in lines if use.search(re.sub(r"`[^`]*`|<[^>]+>|\]\([^#)][^)]*\)", "", line))), "")


@pytest.mark.parametrize("name", WITH_WORDS)
def test_the_first_use_of_each_word_leads_to_its_meaning_and_no_other_does(name):
    lines = [line for cell in cells(name) for line in cell.source.splitlines()
             if not line.startswith("#") and not any(phrase in line for phrase in IN_ANOTHER_SENSE)]
    linked = [text for line in lines for text in LINK.findall(line)]
    assert len(linked) == len(words_of(name))
    for word in words_of(name):
        texts = [text for text in LINK.findall(first_use(word, lines)) if text.lower() in (word.lower(), f"{word.lower()}s", f"{word.lower()}es")]
        assert len(texts) == 1, word
    assert any("## Words" in cell.source for cell in cells(name))


def test_a_word_belongs_to_the_first_lesson_that_lists_it():
    listed = {}
    for name in WITH_WORDS:
        for word in words_of(name):
            listed.setdefault(word, int(name[:2]))
    assert {word: glossary()[word].first_lesson for word in listed} == listed


# ---- links --------------------------------------------------------------------------------------------------------------

TO_A_FILE = re.compile(r"\]\(([^)#:]+)\)")
EXERCISES = sorted((REPOSITORY / "exercises").glob("*.ipynb"))
SOLVED = sorted((REPOSITORY / "exercises" / "solutions").glob("*.ipynb"))
EVERY_NOTEBOOK = [*(REPOSITORY / LESSONS / f"{name}.ipynb" for name in NAMES), *EXERCISES, *SOLVED]


def files_linked(path):
    texts = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    return {(path.parent / link).resolve() for text in texts for link in TO_A_FILE.findall(re.sub(r"`[^`]*`", "", text))}


@pytest.mark.parametrize("path", EVERY_NOTEBOOK, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_link_to_a_file_finds_it(path):
    assert [str(file) for file in files_linked(path) if not file.is_file()] == []


def test_one_can_go_from_the_first_page_to_the_last_by_links():
    lessons = [REPOSITORY / LESSONS / f"{name}.ipynb" for name in NAMES]
    for here, after in zip(lessons, lessons[1:]):
        assert after in files_linked(here)
    for lesson, exercise, after in zip(lessons[1:], EXERCISES, [*lessons[2:], lessons[0]]):
        assert exercise in files_linked(lesson) and {lesson, after} <= files_linked(exercise)


# ---- numbers --------------------------------------------------------------------------------------------------------------

NUMBER = r"\d+(?:[.,]\d+)*"
POINTERS = re.compile(r"\b[Ll]essons? \d+(?:(?:,| to| and) \d+)*|\b[Ee]xercise \d+|^\s*\d+\. ", re.MULTILINE)
WITHOUT_A_GROUND = {  # numbers that rest on nothing but arithmetic, or that the reader is to choose
    ("02", "a17"): {"100"}, ("03", "a17-meaning"): {"8", "100"},  # 0.08 in other words
    ("06", "error-idea"): {"0.06"}, ("07", "said-idea"): {"0.06", "6"},  # what a share in parts of 1 is
    ("09", "counts-meaning"): {"181"},  # the days from 0 to 180
    ("10", "memo-idea"): {"300", "500"},  # words that a memo may have
    ("00", "map"): {"2", "4", "6", "8", "9", "10"},  # the lessons' own numbers
}


def grounds(name):
    """Every number that the lesson's code holds or its cells print."""
    every = cells(name, "code")
    shown = [output.get("text") or str(output.get("data", {}).get("text/plain", "")) for cell in every for output in cell.outputs]
    return set(re.findall(NUMBER, "\n".join([*shown, *(cell.source.replace("_", "") for cell in every)])))


@pytest.mark.parametrize("name", NAMES)
def test_every_number_in_the_text_is_printed_by_the_lesson_or_stands_beside_a_source(name):
    missing = {}
    for cell in cells(name):
        for paragraph in re.split(r"\n\s*\n", cell.source):
            if IDS.search(paragraph) or paragraph.startswith("#") or "**Minutes:**" in paragraph or cell.id == "try-it":
                continue
            numbers = re.findall(rf"(?<![A-Za-z\d]){NUMBER}(?![A-Za-z\d])", POINTERS.sub("", NOT_PROSE.sub("", paragraph)))
            missing[cell.id] = missing.get(cell.id, set()) | set(numbers) - grounds(name)
    assert {cell: numbers - WITHOUT_A_GROUND.get((name[:2], cell), set()) for cell, numbers in missing.items()} == dict.fromkeys(missing, set())


def test_no_exception_is_left_over():
    for (lesson, cell_id), numbers in WITHOUT_A_GROUND.items():
        name = next(name for name in NAMES if name.startswith(lesson))
        source = next(cell.source for cell in cells(name) if cell.id == cell_id)
        assert all(number in source for number in numbers)


# ---- spelling ---------------------------------------------------------------------------------------------------------------

TEXTS = ["lessons/source", "exercises/source", "lessons/memo-frame.md", "data/README.md", "data/claims.csv", "data/glossary.csv", "data/outcomes.csv",
         "docs", "README.md", "CONTRIBUTING.md", "notices"]
NO_MISTAKES = "simpy,nevers,assum,checkin"  # a program, "the nevers" of lesson 6, and a beginning that two words share


def test_no_word_is_misspelled_in_a_way_that_is_known():
    command = [sys.executable, "-m", "codespell_lib", "--skip=*.png", f"--ignore-words-list={NO_MISTAKES}", *TEXTS]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "" and done.returncode == 0, done.stderr


def test_a_misspelled_word_would_be_found(tmp_path):
    (tmp_path / "text.md").write_text("The notice was recieved.\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "codespell_lib", str(tmp_path)], capture_output=True, encoding="utf-8", check=False)
    assert "recieved ==> received" in done.stdout


# ---- headings and answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((REPOSITORY / "exercises").glob("*.ipynb")), ids=lambda path: path.stem[:2])
def test_the_headings_of_an_exercise_go_down_one_step_at_a_time(path):
    notebook = nbformat.read(path, as_version=4)
    levels = [len(mark) for cell in notebook.cells if cell.cell_type == "markdown" for mark in re.findall(r"^(#+) ", cell.source, re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))


def test_every_question_of_a_reader_is_answered_in_a_cell_that_is_there():
    rows = re.findall(r"^\| (.+?\?|What became .+?) \| (\d+) \| `([\w-]+)` \| .{20,} \|$", (REPOSITORY / "docs" / "reader-questions.md").read_text("utf-8"), re.M)
    assert len(rows) == 12
    for question, lesson, cell_id in rows:
        name = next(name for name in NAMES if int(name[:2]) == int(lesson))
        assert cell_id in [cell.id for cell in cells(name)], question


def test_every_picture_has_words_and_a_table():
    """Each function of a picture gives what it shows also as words and as a table, so no lesson can show one without them."""
    stills = 0
    for name in NAMES:
        for cell in cells(name, "code"):
            for output in cell.outputs:
                html = output.get("data", {}).get("text/html", "")
                for picture in re.findall(r"<img [^>]+>", html):
                    stills += 1
                    assert re.search(r'alt="[^"]{20,}"', picture), f"{name}, {cell.id}"
                    assert re.search(r"<table>.*<caption>", html, re.S), f"{name}, {cell.id}"
    assert stills >= 15


