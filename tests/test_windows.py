"""What can be tried here of Windows: its encodings, its line ends, the names that it forbids, folders with a space and an umlaut."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from handed_in import save, solutions, with_answers

from notices import sources
from notices.course.exercises.feedback import page_names
from notices.systems import read_systems

REPOSITORY = Path(__file__).resolve().parents[1]
OLD_CODE_PAGE = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONIOENCODING": "cp1252"}
STRANGE = "ż → “Ж”"  # the first two and the last are not in the code page of Western Windows


def run(folder, *arguments, **environment):
    return subprocess.run([sys.executable, "-m", "notices", *map(str, arguments)], cwd=folder, capture_output=True, check=False,
                          env={**os.environ, **environment})


@pytest.fixture
def course(sample_course, tmp_path):
    """A copy of the sample course in a folder such as people have."""
    return Path(shutil.copytree(sample_course, tmp_path / "Übung für mich"))


@pytest.fixture
def answers(sample):
    return solutions(sample) | {1: f"raise ValueError('{STRANGE}')"}


# ---- encodings


@pytest.mark.parametrize("arguments", [["--help"], ["doctor"], ["register", "demo"]])
def test_a_command_ends_as_it_does_elsewhere_in_an_old_code_page(course, arguments):
    old, new = run(course, *arguments, **OLD_CODE_PAGE), run(course, *arguments)
    assert (old.returncode, old.stderr) == (new.returncode, new.stderr) == (0, b"")
    assert len(old.stdout.splitlines()) == len(new.stdout.splitlines()) > 3


def test_check_says_a_learners_own_letters_in_an_old_code_page(course, answers):
    file = save(with_answers(course, answers), course / "exercises" / "98-sample.ipynb")
    done = run(course, "check", "--unconfined", file.relative_to(course), **OLD_CODE_PAGE)
    said = done.stdout.decode("cp1252")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert "ValueError: \\u017c \\u2192 “\\u0416”" in said and "task" in said.lower()


def test_grade_writes_utf_8_in_an_old_code_page_and_says_strange_names(course, answers):
    save(with_answers(course, answers), course / "work" / "Żaneta → 1" / "98-sample.ipynb")
    # Without the C locale: on Windows the names of files are Unicode in any code page.
    plain = {name: value for name, value in OLD_CODE_PAGE.items() if name != "LC_ALL"}
    done = run(course, "grade", "--unconfined", "--workers", "1", "work", **plain)
    assert done.returncode == 0, done.stderr
    assert "Żaneta → 1" in (course / "work-checked" / "marks.csv").read_bytes().decode("utf-8-sig")
    [page] = (course / "work-checked" / "feedback").iterdir()
    assert STRANGE in page.read_bytes().decode("utf-8")


def test_every_text_file_is_opened_with_its_encoding_named():
    unnamed = []
    for path in (REPOSITORY / "notices").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _is_of_the_system(call) and not _names_encoding(call):
                unnamed.append(f"{path.relative_to(REPOSITORY)}:{call.lineno}")
    assert unnamed == []


def _is_of_the_system(call):
    """Does the call open a file, or a pipe, as text?"""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    of_os = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "os"
    as_text = any(word.arg in ("text", "universal_newlines") and isinstance(word.value, ast.Constant) and word.value.value is True
                  for word in call.keywords)
    opens = name in ("open", "fdopen", "NamedTemporaryFile") and not (of_os and name == "open")
    return opens or as_text or name in ("read_text", "write_text")


def _names_encoding(call):
    binary = any(isinstance(part, ast.Constant) and isinstance(part.value, str) and re.fullmatch(r"[rwxa]\+?b\+?", part.value)
                 for part in [*call.args, *(word.value for word in call.keywords)])
    return binary or any(word.arg == "encoding" for word in call.keywords)


# ---- line ends


def test_data_files_with_the_line_ends_of_windows_are_read_the_same(tmp_path):
    for path in (REPOSITORY / "data").glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    here, there = sources.load_facts(REPOSITORY / "data"), sources.load_facts(tmp_path)
    assert there.keys() == here.keys()
    for name, table in there.items():
        assert [str(row) for row in table] == [str(row) for row in here[name]]
    assert read_systems(tmp_path / "systems.toml").keys() == read_systems(REPOSITORY / "data" / "systems.toml").keys()


def test_an_exercise_with_the_line_ends_of_windows_is_checked_the_same(course, sample):
    notebook = with_answers(course, {number: source.replace("\n", "\r\n") for number, source in solutions(sample).items()})
    file = course / "exercises" / "98-sample.ipynb"
    file.write_bytes(json.dumps(notebook, indent=1).replace("\n", "\r\n").encode("utf-8"))
    done = run(course, "check", "--unconfined", file.relative_to(course))
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


# ---- names


@pytest.mark.parametrize("learner", ["CON", "con", "nul", "COM1", "LPT9", "a:b", "x?", "a/b", "a\\b", "*", "a|b", 'a"b', "<a>", "end.", "end ",
                                     " ", "a\x01b", "CON.txt", "PRN ", "x" * 300])
def test_no_page_has_a_name_that_windows_forbids(learner):
    name = Path(page_names([learner])[learner]).name
    stem = name.removesuffix(".html")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name) and len(name) <= 100
    assert stem == stem.strip(" .") and stem
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", stem, re.IGNORECASE)


def test_every_file_of_the_repository_has_a_name_that_windows_takes():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False).stdout.decode("utf-8").split("\0")
    assert [name for name in names if re.search(r'[<>:"\\|?*\x00-\x1f]|[. ](/|$)', name) or len(name) > 120] == []
    assert len({name.casefold() for name in names}) == len(names)


def test_lessons_are_utf_8_without_a_mark_and_without_the_line_ends_of_windows():
    for path in [*(REPOSITORY / "lessons").glob("*.ipynb"), *(REPOSITORY / "exercises").glob("*.ipynb")]:
        raw = path.read_bytes()
        assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf"), path.name
        nbformat.reads(raw.decode("utf-8"), as_version=4)
