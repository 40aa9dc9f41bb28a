"""A class, checked by the real command: what a teacher gets, however often it was interrupted and whatever lay in the folder."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest
from handed_in import learners_edition, save, solutions, with_answers, wrong

from notices.__main__ import main as notices
from notices.course.exercises import box, journal, key
from notices.course.exercises.journal import ENTRIES, Journal, write_result
from notices.errors import NoticesError

SEED = "4711"
PATIENCE = 900  # seconds after which a run that should have done something counts as stuck, also on a busy machine
HOSTILE = "<script>alert(1)</script>"


def grade(course, *arguments):
    """The real command, to its end."""
    return subprocess.run(command(arguments), cwd=course, capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE)


def command(arguments):
    return [sys.executable, "-m", "notices", "grade", *map(str, arguments)]


def rows(results):
    """The rows of the marks."""
    return list(csv.DictReader(io.StringIO((results / "marks.csv").read_text(encoding="utf-8-sig"))))


def entries(results):
    return {path.name: path.stat().st_mtime_ns for path in (results / ENTRIES).glob("*.json")}


@pytest.fixture(scope="module")
def right(sample_course):
    return solutions(key.load_exercise("98", sample_course / "exercises" / "solutions"))


@pytest.fixture(scope="module")
def work(sample_course, right, tmp_path_factory):
    """A class of five: all right; a known mistake, an error and two tasks left alone; a broken file; two files of one learner; a name that is a formula."""
    folder = tmp_path_factory.mktemp("class") / "work"
    exercise = key.load_exercise("98", sample_course / "exercises" / "solutions")
    save(with_answers(sample_course, right), folder / "A-01" / "98-sample.ipynb")
    save(with_answers(sample_course, {1: wrong(exercise, 1, "served-is-aware"), 2: f"share = 1 / 0  # {HOSTILE}"}), folder / "98-sample A-02 (1).ipynb")
    save("{" + HOSTILE, folder / "A-10_98-sample-Copy1.ipynb")
    save(with_answers(sample_course, right | {1: f"# not the file of A-01\n{right[1]}"}), folder / "A-04" / "98-sample.ipynb")
    save(with_answers(sample_course, right | {1: "gap = opens_on + 1"}), folder / "A-04" / "again.ipynb")
    as_text = with_answers(sample_course, right)
    cell = next(cell for cell in as_text["cells"] if cell["id"] == "ex98-answer-3")
    cell.update(cell_type="markdown")
    save(as_text, folder / "=1+1_98-sample.ipynb")
    save(learners_edition(sample_course), folder / "A-01" / ".ipynb_checkpoints" / "98-sample-checkpoint.ipynb")
    return folder


@pytest.fixture(scope="module")
def checked(sample_course, work):
    """The class, checked without an interruption."""
    results = work.with_name("work-checked")
    return grade(sample_course, work, "--unconfined", "--seed", SEED), results


@pytest.fixture
def finished(checked, work, tmp_path):
    """A copy of the class and its results, to be spoilt."""
    shutil.copytree(work, tmp_path / "copy" / "work")
    shutil.copytree(checked[1], tmp_path / "copy" / "work-checked")
    return tmp_path / "copy" / "work", tmp_path / "copy" / "work-checked"


# ---- what a teacher gets ---------------------------------------------------------------------------------------------


def test_each_notebook_has_its_row_and_what_needs_a_look_its_line(checked):
    run, results = checked
    assert run.returncode == 1 and run.stderr == ""
    found = {(row["learner"], row["file"]): row for row in rows(results)}
    assert list(found) == [("'=1+1", "'=1+1_98-sample.ipynb"), ("A-01", "A-01/98-sample.ipynb"), ("A-02", "98-sample A-02 (1).ipynb"),
                           ("A-04", "A-04/98-sample.ipynb"), ("A-04", "A-04/again.ipynb"), ("A-10", "A-10_98-sample-Copy1.ipynb")]
    marks = {file: [row[f"task {task}"] for task in range(1, 7)] for (_, file), row in found.items()}
    assert marks["A-01/98-sample.ipynb"] == ["1", "1", "1", "1", "", ""]
    assert marks["98-sample A-02 (1).ipynb"] == ["0", "0", "0", "0", "", ""]
    assert marks["A-10_98-sample-Copy1.ipynb"] == [""] * 6
    told = found["A-02", "98-sample A-02 (1).ipynb"]
    assert told["what went wrong"] == "task 1: served-is-aware; task 2: ends with an error; task 3: not answered; task 4: not answered"
    assert found["'=1+1", "'=1+1_98-sample.ipynb"]["what went wrong"] == "task 3: no answer cell"
    both = {row["remarks"] for row in found.values() if row["learner"] == "A-04"}
    assert both == {"One of 2 notebooks of A-04 for this exercise; all of them are marked."}
    said = run.stdout
    assert "6 notebooks, 5 learners, 1 exercise." in said and f"--seed {SEED}" in said and "NOT in a box" in said
    assert "A-10_98-sample-Copy1.ipynb: not checked: is not a notebook" in said
    assert "A-04: 2 notebooks of 98-sample (A-04/98-sample.ipynb, A-04/again.ipynb)" in said
    assert "=1+1_98-sample.ipynb: task 3: The answer cell holds text" in said
    assert "5 of 6 notebooks checked." in said


def test_the_table_opens_in_a_spreadsheet_as_text_in_utf_8(checked):
    content = (checked[1] / "marks.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbflearner,exercise,file,right,tasks,task 1,") and content.count(b"\r\n") == 7


def test_every_learner_has_a_page_and_the_class_page_leads_to_each(checked):
    results = checked[1]
    pages = {path.name for path in (results / "feedback").iterdir()}
    assert {"A-01.html", "A-02.html", "A-04.html", "A-10.html"} < pages and len(pages) == 5
    text = (results / "class.html").read_text(encoding="utf-8")
    assert {f"feedback/{name}" for name in pages} == set(re.findall(r'href="([^"]+)"', text))
    assert "Task 1 went wrong most often" not in text and "Tasks 1 and 3 went wrong most often: each in 2 of 5 notebooks" in text


# ---- interruptions ---------------------------------------------------------------------------------------------------


def interrupted(course, arguments, results, how):
    """Start the command, let it finish one more check, end it by a signal, and return its exit code and what it said."""
    before = len(entries(results)) if results.exists() else 0
    process = subprocess.Popen(command(arguments), cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                               start_new_session=True)
    until = time.monotonic() + PATIENCE
    while process.poll() is None and len(entries(results) if results.exists() else ()) <= before and time.monotonic() < until:
        time.sleep(0.005)
    assert process.poll() is None, process.communicate()
    below = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)
    said = process.communicate(timeout=PATIENCE)
    _, alive = psutil.wait_procs(below, timeout=PATIENCE)
    assert not alive, "a process outlived the command"
    return process.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_killed_again_and_again_it_ends_with_the_same_marks_to_the_byte_and_checks_nothing_twice(sample_course, work, checked, tmp_path):
    results = tmp_path / "results"
    arguments = [work, "--unconfined", "--seed", SEED, "--to", results]
    seen = {}
    for how in (signal.SIGKILL, signal.SIGKILL, signal.SIGINT):
        code, (_, errors) = interrupted(sample_course, arguments, results, how)
        assert code == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert how == signal.SIGKILL or ("start the same command again" in errors and "Traceback" not in errors)
        assert {name: entries(results)[name] for name in seen} == seen, "what had been checked was checked again"
        seen = entries(results)
        assert not (results / "marks.csv").exists()
    run = grade(sample_course, *arguments)
    assert run.returncode == 1 and "had been checked before and are not checked again" in run.stdout
    assert {name: entries(results)[name] for name in seen} == seen
    for name in ["marks.csv", "class.html", "feedback/A-02.html"]:
        assert (results / name).read_bytes() == (checked[1] / name).read_bytes(), name


def test_a_damaged_entry_is_put_aside_and_its_notebook_checked_again(sample_course, finished):
    work, results = finished
    marks = (results / "marks.csv").read_bytes()
    victim = max((results / ENTRIES).glob("*.json"), key=lambda path: path.read_text(encoding="utf-8").count('"passed"'))
    victim.write_bytes(victim.read_bytes()[:200])
    run = grade(sample_course, work, "--unconfined")
    assert f"{ENTRIES}/{victim.name}: was damaged" in run.stdout and "4 of them had been checked before" in run.stdout
    assert victim.with_suffix(".damaged").exists() and victim.exists()
    assert (results / "marks.csv").read_bytes() == marks


@pytest.mark.parametrize("spoil", [lambda text: text.replace("passed", "passxd", 1), lambda text: "[]", lambda text: "", lambda text: "{}"])
def test_a_journal_believes_nothing_that_was_changed(tmp_path, spoil):
    kept = Journal(tmp_path / "results", tmp_path)
    kept.keep("one", {"kind": "passed"})
    assert kept.find("one") == {"kind": "passed"} and kept.find("two") is None
    path = tmp_path / "results" / ENTRIES / "one.json"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert kept.find("one") is None and path.with_suffix(".damaged").exists()
    assert len(kept.notes) == 1


def test_an_entry_that_is_damaged_twice_is_put_aside_twice(tmp_path):
    kept = Journal(tmp_path / "results", tmp_path)
    for content in ("first", "second", "third"):
        kept.keep("one", {"kind": "passed"})
        (tmp_path / "results" / ENTRIES / "one.json").write_text(content, encoding="utf-8")
        assert kept.find("one") is None
    aside = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "results" / ENTRIES).iterdir()}
    assert aside == {"one.damaged": "first", "one.damaged-2": "second", "one.damaged-3": "third"}


ON_A_FULL_DISK = """
import os
from pathlib import Path
from notices.course.exercises.journal import Journal
from notices.errors import NoticesError
folder = Path("/mnt/results")
kept = Journal(folder, Path("/mnt"), seed=1)
kept.keep("one", {"kind": "passed"})
kept.publish({"marks.csv": b"before"})
with open("/mnt/filler", "wb", buffering=0) as disk:
    try:
        while True:
            disk.write(bytes(512))
    except OSError:
        pass
for attempt in (lambda: kept.keep("two", {"kind": "passed"}), lambda: kept.publish({"marks.csv": b"after" * 1000})):
    try:
        attempt()
    except NoticesError as error:
        print(error)
assert kept.find("one") == {"kind": "passed"} and kept.find("two") is None and (folder / "marks.csv").read_bytes() == b"before"
os.unlink("/mnt/filler")
kept.keep("two", {"kind": "passed"})
kept.publish({"marks.csv": b"after"})
assert (folder / "marks.csv").read_bytes() == b"after" and kept.notes == []
print(sorted(path.name for path in folder.rglob("*") if path.name.startswith(".")))
"""


@pytest.mark.confined
def test_on_a_disk_that_is_full_nothing_of_the_results_is_lost():
    small = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--size", str(64 * 1024), "--tmpfs", "/mnt"]
    done = subprocess.run([*small, sys.executable, "-c", ON_A_FULL_DISK], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    first, second, left = done.stdout.splitlines()
    assert all(os.strerror(errno.ENOSPC) in line and "start the same command again" in line for line in (first, second)) and left == "[]"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    write_result(tmp_path / "marks.csv", b"before")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal.os, "fsync", full)
    with pytest.raises(NoticesError, match=r"marks.csv: could not be written \(No space left on device\).*make room"):
        write_result(tmp_path / "marks.csv", b"after")
    assert (tmp_path / "marks.csv").read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 1


def test_a_full_disk_is_one_line_and_costs_no_entry(sample_course, finished, capsys, monkeypatch):
    work, results = finished
    monkeypatch.chdir(sample_course)
    before = entries(results)
    (results / "marks.csv").unlink()

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(journal.os, "replace", full)
        assert notices(["grade", str(work), "--unconfined"]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1 and "No space left on device" in said and "same command again" in said
    assert entries(results) == before
    assert notices(["grade", str(work), "--unconfined"]) == 1  # room again: the broken notebook is the only trouble left
    assert (results / "marks.csv").exists() and entries(results) == before


# ---- what is in the way ----------------------------------------------------------------------------------------------


@pytest.fixture
def small(sample_course, tmp_path, monkeypatch):
    """A folder with one notebook, which no test here checks, and the course as the working folder."""
    monkeypatch.chdir(sample_course)
    save(learners_edition(sample_course), tmp_path / "work" / "A-01.ipynb")
    return tmp_path / "work"


def refused(capsys, *arguments):
    """What the command says, in one line, when it refuses."""
    assert notices(["grade", *map(str, arguments)]) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1 and said.out == ""
    return said.err


@pytest.mark.parametrize("name", ["notes.txt", "marks.csv", "run.json"])
def test_a_folder_with_other_files_is_refused_and_left_alone(small, tmp_path, capsys, name):
    other = tmp_path / "other"
    save("{}", other / name)
    said = refused(capsys, small, "--unconfined", "--to", other)
    assert "--to" in said and ("other files" in said or "is not the file of an earlier run" in said)
    assert [(path.name, path.read_text(encoding="utf-8")) for path in other.iterdir()] == [(name, "{}")]


def test_results_of_another_folder_or_seed_are_refused(small, finished, tmp_path, capsys):
    work, results = finished
    before = {path: path.read_bytes() for path in results.rglob("*") if path.is_file()}
    another = tmp_path / "another"
    shutil.copytree(work, another)
    assert "holds the results of another folder" in refused(capsys, another, "--unconfined", "--to", results)
    assert f"was begun with --seed {SEED}" in refused(capsys, work, "--unconfined", "--seed", "5")
    assert {path: path.read_bytes() for path in results.rglob("*") if path.is_file()} == before


def test_what_a_teacher_wrote_into_the_results_is_kept(small, finished, capsys):
    work, results = finished
    made = (results / "marks.csv").read_bytes()
    (results / "marks.csv").write_bytes(b"with a column of mine")
    (results / "feedback" / "note.txt").write_text("mine", encoding="utf-8")
    shutil.rmtree(work / "A-01")  # its page is ours and unchanged, and goes
    assert notices(["grade", str(work), "--unconfined"]) == 1
    assert "marks.csv: had been changed by hand; that version is kept as marks (yours 1).csv." in capsys.readouterr().out
    assert (results / "marks (yours 1).csv").read_bytes() == b"with a column of mine"
    assert (results / "marks.csv").read_bytes() not in (made, b"with a column of mine")
    assert (results / "feedback" / "note.txt").exists() and not (results / "feedback" / "A-01.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_two_runs_do_not_write_to_one_folder(tmp_path):
    first = Journal(tmp_path / "results", tmp_path)
    with pytest.raises(NoticesError, match="another run is writing to it"):
        Journal(tmp_path / "results", tmp_path)
    first._lock.close()
    assert Journal(tmp_path / "results", tmp_path).seed == first.seed


def test_a_cut_at_the_very_start_leaves_a_folder_that_will_do(tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / f"{journal.WRITING}x1").write_bytes(b"{")
    assert 1 <= Journal(tmp_path / "results", tmp_path).seed <= journal.LARGEST_SEED


def test_input_that_will_not_do_is_told_in_one_line(small, tmp_path, capsys):
    assert 'there is no such folder. Did you mean "work"?' in refused(capsys, tmp_path / "wrok", "--unconfined")
    assert "is a file" in refused(capsys, small / "A-01.ipynb", "--unconfined")
    (tmp_path / "empty").mkdir()
    assert "there is no notebook" in refused(capsys, tmp_path / "empty", "--unconfined")
    assert 'there is no exercise "98-simple". Did you mean "98-sample"?' in refused(capsys, small, "--unconfined", "--exercise", "98-simple")
    assert not small.with_name("work-checked").exists()


@pytest.mark.parametrize("arguments", [["--workers", "0"], ["--workers", "two"], ["--seed", "0"], ["--seed", "10001"]])
def test_a_number_out_of_bounds_is_a_mistake_on_the_command_line(small, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        notices(["grade", str(small), *arguments])
    assert ended.value.code == 2 and "expected a whole number from 1 to" in capsys.readouterr().err


def test_without_a_box_nothing_runs_unless_one_says_so(small, capsys, monkeypatch):
    monkeypatch.setattr(box, "missing", lambda: "bwrap not found")
    said = refused(capsys, small)
    assert "bwrap not found" in said and "--unconfined" in said
    assert not small.with_name("work-checked").exists()


def test_notebooks_of_no_exercise_links_and_pipes_are_told_and_nothing_else_is_in_the_way(small, capsys, monkeypatch):
    shutil.rmtree(small)
    save({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, small / "A-01.ipynb")
    save("[" * 100_000, small / "A-02.ipynb")
    save("x", small / "__MACOSX" / "A-03.ipynb")
    save("x", small / "._A-03.ipynb")
    if sys.platform != "win32":
        (small / "A-04.ipynb").symlink_to(small / "A-01.ipynb")
        os.mkfifo(small / "A-05.ipynb")
        save("x", small / os.fsdecode(b"A-06\xff\n.ipynb"))
    assert notices(["grade", str(small), "--unconfined"]) == 1
    said = capsys.readouterr().out
    assert "A-01.ipynb: not checked: it has no answer cell of any exercise. Exercises are 98-sample." in said
    assert "A-02.ipynb: not checked: is not a notebook" in said and "A-03" not in said
    if sys.platform != "win32":
        assert "A-04.ipynb: not checked: it is a link" in said and "A-05.ipynb: not checked: it is a link or no plain file" in said
        assert "A-06\ufffd\ufffd.ipynb: not checked" in said
    assert [row["right"] for row in rows(small.with_name("work-checked"))] == [""] * (5 if sys.platform != "win32" else 2)


def test_what_is_not_asked_for_now_is_left_for_later(finished, sample_course, capsys, monkeypatch):
    work, results = finished
    marks = (results / "marks.csv").read_bytes()
    monkeypatch.chdir(sample_course)
    assert notices(["grade", str(work), "--unconfined", "--exercise", "98"]) == 1
    assert (results / "marks.csv").read_bytes() == marks


# ---- strangers' code -------------------------------------------------------------------------------------------------


@pytest.mark.confined
def test_in_a_box_one_that_breaks_everything_costs_its_own_marks_only(sample_course, right, tmp_path):
    work = tmp_path / "work"
    save(with_answers(sample_course, right), work / "A-02.ipynb")
    save(with_answers(sample_course, right | {2: "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"}), work / "A-01.ipynb")
    run = grade(sample_course, work, "--seed", "9", "--workers", "1")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "in a box" in run.stdout and "NOT" not in run.stdout
    assert [(row["learner"], row["right"], row["what went wrong"]) for row in rows(tmp_path / "work-checked")] == [
        ("A-01", "3", "task 2: had to be ended"), ("A-02", "4", "")]
