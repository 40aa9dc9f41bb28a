"""Learners' files: right work passes in whatever dress it comes, and whatever is no notebook is answered with one clear line.

The damaged files are made from a seed, the same ones each time; NOTICES_EXAMPLES=20000 in the environment makes that many new ones.
"""

from __future__ import annotations

import copy
import json
import os
import random
import socket
from contextlib import suppress

import nbformat
import pytest
from handed_in import solutions, with_answers

from notices.__main__ import main as notices
from notices.course.exercises.checker import Worker
from notices.course.exercises.lift import LARGEST_ANSWER, LARGEST_FILE, defined_elsewhere, exercise_of, lift, parse, read_learners
from notices.course.exercises.verdict import check_notebook
from notices.errors import NoticesError

NAMES = ["03-when-is-an-electronic-notice-served", "98-sample"]
EXAMPLES = int(os.environ.get("NOTICES_EXAMPLES", "1000"))
SEED = random.randrange(10**9) if "NOTICES_EXAMPLES" in os.environ else 98


@pytest.fixture
def handed_in(sample_course, sample):
    """The learner's edition with every task solved, as JSON."""
    return with_answers(sample_course, solutions(sample))


def as_file(notebook):
    return json.dumps(notebook, ensure_ascii=False).encode("utf-8")


def changed(notebook, change):
    """A copy with ``change`` done to every cell."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        change(cell)
    return notebook


# ---- right work in odd dress ---------------------------------------------------------------------------------------------


def reordered(notebook):
    return as_file(notebook | {"cells": notebook["cells"][::-1]})


def with_extra_cells(notebook):
    extra = {"cell_type": "code", "source": "# Exercise 98, task 9: scratch\ngap = 0", "metadata": {}, "outputs": [], "execution_count": 7}
    raw = {"cell_type": "raw", "source": "x", "metadata": {}}
    return as_file(notebook | {"cells": [part for cell in notebook["cells"] for part in (extra, cell, raw)]})


def with_answer_cells_copied_and_the_originals_gone(notebook):
    """A copy has another id and the same metadata."""
    return as_file(changed(notebook, lambda cell: cell.update(id=f"copy{random.random()}")))


def with_nothing_but_the_comment_to_know_an_answer_by(notebook):
    return as_file(changed(notebook, lambda cell: (cell.pop("id"), cell.update(metadata={}))))


def with_outputs_cleared(notebook):
    return as_file(changed(notebook, lambda cell: cell.update(outputs=[], execution_count=None)))


def with_check_cells_deleted(notebook):
    return as_file(notebook | {"cells": [cell for cell in notebook["cells"] if "answer" in cell["id"]]})


def with_windows_line_ends(notebook):
    text = json.dumps(changed(notebook, lambda cell: cell.update(source="".join(cell["source"]).replace("\n", "\r\n"))), indent=1)
    return text.replace("\n", "\r\n").encode("utf-8")


def with_a_byte_order_mark(notebook):
    return b"\xef\xbb\xbf" + as_file(notebook)


def with_sources_as_lists_of_lines(notebook):
    return as_file(changed(notebook, lambda cell: cell.update(source="".join(cell["source"]).splitlines(keepends=True))))


def saved_by_vs_code(notebook):
    return as_file(changed(notebook, lambda cell: cell["metadata"].update(vscode={"languageId": "python"}, tags=[])))


def saved_by_colab(notebook):
    """It keeps a cell's id in the metadata, names its own, and writes format 4.0."""
    colab = changed(notebook, lambda cell: cell.update(metadata={"id": cell.pop("id"), "colab": {"base_uri": "https://localhost:8080/"}},
                                                       source="".join(cell["source"]).splitlines(keepends=True)))
    return as_file(colab | {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}})


def saved_by_colab_with_ids_of_its_own(notebook):
    return as_file(changed(notebook, lambda cell: (cell.pop("id"), cell.update(metadata={"id": "x8Yf0aBc"})))
                   | {"nbformat_minor": 0, "metadata": {"colab": {}}})


def in_format_4_0(notebook):
    return as_file(changed(notebook, lambda cell: cell.pop("id")) | {"nbformat_minor": 0})


def in_format_4_4(notebook):
    return as_file(changed(notebook, lambda cell: cell.pop("id")) | {"nbformat_minor": 4})


def in_format_3(notebook):
    return nbformat.v3.writes_json(nbformat.convert(nbformat.reads(as_file(notebook).decode("utf-8"), 4), 3)).encode("utf-8")


DRESSES = [reordered, with_extra_cells, with_answer_cells_copied_and_the_originals_gone, with_nothing_but_the_comment_to_know_an_answer_by,
           with_outputs_cleared, with_check_cells_deleted, with_windows_line_ends, with_a_byte_order_mark, with_sources_as_lists_of_lines,
           saved_by_vs_code, saved_by_colab, saved_by_colab_with_ids_of_its_own, in_format_4_0, in_format_4_4, in_format_3]


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.__name__)
def test_right_answers_are_found_in_any_dress(dress, handed_in, sample):
    notebook = parse(dress(handed_in), "renamed by hand.ipynb")
    assert exercise_of(notebook, NAMES) == "98-sample"
    lifted = lift(notebook, sample)
    assert {number: answer.strip() for number, answer in lifted.answers.items()} == solutions(sample)
    assert (dict(lifted.missing), list(lifted.notes)) == ({}, [])


def test_a_renamed_file_saved_elsewhere_passes(handed_in, sample_course, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    path = tmp_path / "Über uns (1).ipynb"
    path.write_bytes(saved_by_colab(handed_in))
    assert notices(["check", "--unconfined", str(path)]) == 0
    assert "4 of 4 tasks are right." in capsys.readouterr().out


# ---- outputs, checks and marks that a learner's file brings are not believed ----------------------------------------------


def test_what_a_file_says_of_itself_is_not_believed(sample_course, sample):
    """Wrong answers, run and saved with the right outputs, beside edited checks, orders to nbval and another seed."""
    notebook = with_answers(sample_course, {1: "gap = 1"})
    prints = {task.check: task.prints[3] for task in sample.tasks}
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("tags", []).extend(["nbval-skip", "nbval-ignore-output", "raises-exception", "skip-execution"])
        if cell["id"] in prints:
            cell.update(source=f"# NBVAL_IGNORE_OUTPUT\nprint({prints[cell['id']]!r}, end='')", outputs=[
                {"output_type": "stream", "name": "stdout", "text": prints[cell["id"]]}])
        if cell["id"] == "ex98-numbers":
            cell["source"] = "seed = 1"
    with Worker(confined=False) as worker:
        result = check_notebook(parse(as_file(notebook), "x.ipynb"), sample, worker)
    assert [verdict.passed for verdict in result.verdicts] == [False] * 4
    assert "ex98-check-1" in result.notes[0] and "ex98-numbers" in result.notes[0]


def test_answers_that_are_missing_doubled_or_text_are_named(handed_in, sample):
    cells = {cell["id"]: cell for cell in handed_in["cells"]}
    cells["ex98-answer-2"]["cell_type"] = "markdown"
    cells["ex98-answer-3"]["source"] = "x" * (LARGEST_ANSWER + 1)
    doubled = dict(cells["ex98-answer-4"])
    del cells["ex98-answer-1"]
    lifted = lift(parse(as_file(handed_in | {"cells": [*cells.values(), doubled]}), "x.ipynb"), sample)
    assert list(lifted.answers) == [4] and lifted.notes == ["Task 4 has 2 answer cells; the first one was taken."]
    assert [lifted.missing[task].partition(" (")[0] for task in (1, 2, 3)] == [
        "the answer cell is not there", "the answer cell holds text, not code", "the answer is longer than 100,000 characters"]


@pytest.mark.parametrize("order", ["# NBVAL_SKIP", "#NBVAL_IGNORE_OUTPUT", "  ## NBVAL_RAISES_EXCEPTION  ", "# PYTEST_VALIDATE_IGNORE_OUTPUT"])
def test_orders_to_nbval_are_taken_out_of_answers(order, handed_in, sample):
    handed_in["cells"][4]["source"] = f"x = 1\n{order}\ngap = 2"
    handed_in["cells"][4]["id"] = "ex98-answer-1"
    assert "NBVAL" not in lift(parse(as_file(handed_in), "x.ipynb"), sample).answers[1]


# ---- files that are none -------------------------------------------------------------------------------------------------


def refused(path):
    """The line that a file is answered with."""
    with pytest.raises(NoticesError) as refusal:
        read_learners(path)
    line = str(refusal.value)
    assert line.isprintable() and 30 < len(line) < 300 and line.endswith(".")
    return line


@pytest.mark.parametrize("content, said", [
    (b"", "is not a notebook"), (b" \n", "is not a notebook"), (b"\0" * 4096, "is not a notebook"), (b"null", "expected an object"),
    (b"[]", "expected an object"), (b"{}", "no list of cells"), (b'{"cells": {}}', "no list of cells"),
    (b'{"cells": null, "worksheets": 3}', "no list of cells"),
    (b"{" * 100_000, "is not a notebook"), (b"[" * 5_000_000, "is not a notebook"), (b'{"cells":' * 50_000, "is not a notebook"),
    (b'{"cells": [1' + b"0" * 5_000 + b"]}", "is not a notebook"), ("{}".encode("utf-16"), "is not UTF-8"), (b'{"cells": ["\xe9"]}', "is not UTF-8"),
    (b"\x89PNG\r\n\x1a\n", "is not UTF-8"), (b"PK\x03\x04" + b"\0" * 100, "is not a notebook"), (b"from x import y\n", "is not a notebook"),
    (b" " * (LARGEST_FILE + 1), "larger than 20 MB")])
def test_what_is_no_notebook_is_answered_with_one_line(content, said, tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_bytes(content)
    assert refused(path).startswith("mine.ipynb: ") and said in refused(path)


def test_what_is_no_file_is_answered_with_one_line(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "zero.ipynb").symlink_to("/dev/zero")
    (tmp_path / "lost.ipynb").symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as one, suppress(OSError):
        one.bind(str(tmp_path / "socket.ipynb"))
    assert "is no plain file" in refused(tmp_path / "pipe.ipynb") and "is no plain file" in refused(tmp_path / "zero.ipynb")
    assert "is a folder" in refused(tmp_path / "folder.ipynb")
    for name in ("lost", "socket", "missing"):
        assert f"{name}.ipynb: cannot be read" in refused(tmp_path / f"{name}.ipynb")


def test_a_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "shut.ipynb"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "shut.ipynb: cannot be read (Permission denied)" in refused(path)


@pytest.mark.parametrize("name", ["two\nlines.ipynb", "bell\x07 \x1b[31mred.ipynb", "half \udce9.ipynb", "back \u202e.ipynb"])
def test_a_name_that_would_spoil_the_line_does_not(name, tmp_path):
    path = tmp_path / name
    path.write_text("no notebook", encoding="utf-8")
    assert "\ufffd" in refused(path)


@pytest.mark.parametrize("file", ["pipe", "folder", "text"])
def test_the_check_command_answers_them_with_one_line_too(file, sample_course, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(sample_course)
    path = tmp_path / f"{file}.ipynb"
    {"pipe": os.mkfifo, "folder": os.mkdir, "text": lambda path: path.write_text("x", encoding="utf-8")}[file](path)
    assert notices(["check", "--unconfined", str(path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


# ---- damaged files -------------------------------------------------------------------------------------------------------

ODD = [None, True, -1, 1e308, "", "x", "\ud800", "ex98-answer-1", [], {}, [[]], [1, "x", None], {"cells": []}, "# Exercise 98, task 1", "a\0b"]


def places(value, path=()):
    """Every place in the JSON, as keys from the top."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from places(entry, (*path, key))


def inside(notebook, path):
    for key in path:
        notebook = notebook[key]
    return notebook


def with_damaged_json(chance, notebook):
    """One to five places hold something else, are gone, or stand there many times."""
    notebook = copy.deepcopy(notebook)
    for _ in range(chance.randint(1, 5)):
        *path, key = chance.choice([place for place in places(notebook) if place])
        holder = inside(notebook, path)
        what = chance.randrange(4)
        if what == 0:
            del holder[key]
        elif what == 1 and isinstance(holder, list):
            holder[key:key] = [copy.deepcopy(holder[key])] * chance.randint(1, 40)
        else:
            holder[key] = copy.deepcopy(chance.choice([*ODD, notebook["cells"] if "cells" in notebook else None]))
        if not isinstance(notebook.get("cells"), (list, dict)):
            break
    return json.dumps(notebook).encode("utf-8")


def with_damaged_bytes(chance, notebook):
    """Cut off, overwritten, doubled, or in another encoding."""
    content = bytearray(as_file(notebook))
    start = chance.randrange(len(content))
    what = chance.randrange(5)
    if what == 0:
        return bytes(content[:start])
    if what == 1:
        return bytes(content[start:])
    if what == 2:
        return content.decode("utf-8").encode(chance.choice(["utf-16", "utf-32", "utf-7", "cp037"]))
    piece = bytes(chance.randrange(256) for _ in range(chance.randint(1, 20))) if what == 3 else content[start:] * chance.randint(1, 3)
    content[start:start + chance.randint(0, 40)] = piece
    return bytes(content)


def test_a_damaged_file_is_read_or_answered_with_one_line(handed_in, sample, tmp_path):
    chance = random.Random(SEED)
    path = tmp_path / "damaged.ipynb"
    outcomes = {"read": 0, "refused": 0}
    for example in range(EXAMPLES):
        path.write_bytes(chance.choice([with_damaged_json, with_damaged_bytes])(chance, handed_in))
        try:
            notebook = read_learners(path)
        except NoticesError:
            assert refused(path).startswith("damaged.ipynb: "), (SEED, example)
            outcomes["refused"] += 1
            continue
        assert exercise_of(notebook, NAMES) in ("", *NAMES), (SEED, example)
        lifted = lift(notebook, sample)
        assert {*lifted.answers} | {*lifted.missing} == {1, 2, 3, 4}, (SEED, example)
        json.dumps([*lifted.answers.values()], ensure_ascii=False).encode("utf-8")
        outcomes["read"] += 1
    assert min(outcomes.values()) > EXAMPLES // 10


def test_a_notebook_made_to_keep_the_reader_busy_does_not(handed_in, sample):
    """Each of these once took minutes or more: many cells that all claim to be of different exercises, a cell of empty lines."""
    digits = [chr(zero + digit) for zero in (0x30, 0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE) for digit in range(10)]
    claims = [{"cell_type": "code", "source": "", "id": f"ex{one}{other}-answer-1"} for one in digits for other in digits] * 20
    lines = {"cell_type": "code", "source": "\n" * 3_000_000 + "#" * 1_000_000, "id": "x"}
    notebook = parse(as_file({"cells": [*claims, lines, *handed_in["cells"]]}), "x.ipynb")
    assert exercise_of(notebook, NAMES) == "98-sample"
    assert not defined_elsewhere(notebook, sample, "missing")
    assert set(lift(notebook, sample).answers) == {1, 2, 3, 4}
