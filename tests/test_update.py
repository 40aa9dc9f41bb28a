"""A new version of the course: nothing that a learner has written is ever overwritten, however often the update is cut off."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from notices.course import update
from notices.errors import NoticesError

REPOSITORY = Path(__file__).resolve().parents[1]
LESSON, OTHER, EXERCISE = "lessons/03-lesson.ipynb", "lessons/04-other.ipynb", "exercises/03-lesson.ipynb"
NEW = "lessons/03-lesson (new).ipynb"


def notebook(*sources, outputs=()):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{at}") for at, source in enumerate(sources)]
    for cell, text in zip(cells, outputs):
        cell.outputs = [nbformat.v4.new_output("stream", text=text)]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells)) + "\n"


def git(folder, *arguments):
    settings = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def put(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")


def publish(origin, files):
    put(origin, files)
    git(origin, "add", "-A")
    git(origin, "commit", "-q", "-m", "A version")


@pytest.fixture
def origin(tmp_path):
    """Where the course comes from, in its first version."""
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    publish(folder, {"lessons/source/03-lesson.py": "one\n", LESSON: notebook("days = 1"), OTHER: notebook("other = 1"),
                     EXERCISE: notebook("gap = ..."), "data/claims.csv": "id\nC01\n"})
    return folder


@pytest.fixture
def clone(origin, tmp_path, monkeypatch):
    """A learner's clone, in a folder whose name has a space and an umlaut; the working folder."""
    folder = tmp_path / "Kurs für mich"
    git(tmp_path, "clone", "-q", str(origin), str(folder))
    monkeypatch.chdir(folder)
    return folder


SECOND = {"lessons/source/03-lesson.py": "two\n", LESSON: notebook("days = 2"), OTHER: notebook("other = 2"),
          EXERCISE: notebook("gap = ...", "new"), "data/claims.csv": "id\nC01\nC02\n"}


def bring(capsys):
    assert update.main([]) == 0
    return capsys.readouterr().out


def read(folder, name):
    return (folder / name).read_bytes().decode("utf-8")


def test_what_was_changed_is_kept_with_the_new_one_beside_it_and_the_rest_is_replaced(origin, clone, capsys):
    mine = notebook("days = 1", "# my own note")
    put(clone, {LESSON: mine, EXERCISE: notebook("gap = 24"), "my-progress.json": "{}"})
    publish(origin, SECOND)
    said = bring(capsys)
    assert f"kept       {LESSON}: you have changed it; the new one is 03-lesson (new).ipynb, beside it" in said
    assert f"replaced   {OTHER}" in said and said.count("\n") == 4
    assert read(clone, LESSON) == mine and read(clone, NEW) == SECOND[LESSON] and read(clone, OTHER) == SECOND[OTHER]
    assert read(clone, EXERCISE) == notebook("gap = 24") and read(clone, "exercises/03-lesson (new).ipynb") == SECOND[EXERCISE]
    assert read(clone, "data/claims.csv") == SECOND["data/claims.csv"] and read(clone, "my-progress.json") == "{}"
    assert git(clone, "rev-parse", "HEAD") == git(origin, "rev-parse", "HEAD")
    assert bring(capsys) == "The course is up to date.\n" and read(clone, LESSON) == mine


def test_a_lesson_that_was_only_run_counts_as_unchanged(origin, clone, capsys):
    put(clone, {LESSON: notebook("days = 1", outputs=["1"])})
    publish(origin, SECOND)
    assert f"replaced   {LESSON}" in bring(capsys)
    assert read(clone, LESSON) == SECOND[LESSON] and not (clone / NEW).exists()


def test_a_changed_lesson_without_a_new_version_is_left_alone(origin, clone, capsys):
    put(clone, {LESSON: notebook("mine")})
    publish(origin, {OTHER: SECOND[OTHER]})
    assert LESSON not in bring(capsys) and read(clone, LESSON) == notebook("mine") and not (clone / NEW).exists()


@pytest.mark.parametrize("content", ["", "{", "no notebook", "\ufeff{}"])
def test_a_damaged_lesson_counts_as_changed(origin, clone, capsys, content):
    put(clone, {LESSON: content})
    publish(origin, SECOND)
    assert "kept" in bring(capsys) and read(clone, LESSON) == content and read(clone, NEW) == SECOND[LESSON]


def test_an_earlier_new_one_that_was_written_in_is_not_overwritten_either(origin, clone, capsys):
    put(clone, {LESSON: notebook("mine"), NEW: notebook("mine too")})
    publish(origin, SECOND)
    assert "03-lesson (new 2).ipynb" in bring(capsys)
    assert read(clone, NEW) == notebook("mine too") and read(clone, "lessons/03-lesson (new 2).ipynb") == SECOND[LESSON]


def test_a_lesson_of_ones_own_stays_where_the_course_begins_to_have_one_of_that_name(origin, clone, capsys):
    put(clone, {"lessons/11-more.ipynb": notebook("mine")})
    publish(origin, {"lessons/11-more.ipynb": notebook("theirs")})
    assert "kept       lessons/11-more.ipynb" in bring(capsys)
    assert read(clone, "lessons/11-more.ipynb") == notebook("mine") and read(clone, "lessons/11-more (new).ipynb") == notebook("theirs")


def test_a_lesson_that_is_gone_from_the_course_stays_if_it_was_changed(origin, clone, capsys):
    put(clone, {LESSON: notebook("mine")})
    for name in (LESSON, OTHER):
        (origin / name).unlink()
    publish(origin, {})
    said = bring(capsys)
    assert f"kept       {LESSON}" in said and "no longer has it" in said and read(clone, LESSON) == notebook("mine")
    assert f"removed    {OTHER}" in said and not (clone / OTHER).exists()


def test_a_change_to_another_file_stops_the_update_before_anything_is_done(origin, clone):
    put(clone, {"data/claims.csv": "id\nmine\n"})
    publish(origin, SECOND)
    with pytest.raises(NoticesError, match=r"data/claims\.csv: changed here.*git checkout -- data/claims\.csv.*Nothing was changed"):
        update.main([])
    assert read(clone, "data/claims.csv") == "id\nmine\n" and read(clone, LESSON) == notebook("days = 1")


def test_where_git_writes_the_line_ends_of_windows_nothing_counts_as_changed(origin, clone, capsys):
    git(clone, "config", "core.autocrlf", "true")
    for name in git(clone, "ls-files").splitlines():
        (clone / name).unlink()
    git(clone, "checkout", "--", ".")
    assert b"\r\n" in (clone / LESSON).read_bytes()
    publish(origin, SECOND)
    said = bring(capsys)
    assert "kept" not in said and (clone / LESSON).read_bytes() == SECOND[LESSON].replace("\n", "\r\n").encode()
    assert git(clone, "status", "--porcelain") == ""


def test_commits_of_ones_own_a_folder_without_git_and_a_lost_origin_are_told(origin, clone, tmp_path, monkeypatch):
    shutil.move(origin, tmp_path / "gone")
    with pytest.raises(NoticesError, match="git fetch did not work in .*: fatal: .*does not appear to be a git repository. Nothing"):
        update.main([])
    shutil.move(tmp_path / "gone", origin)
    publish(clone, {"notes.txt": "mine\n"})
    with pytest.raises(NoticesError, match="commits of your own"):
        update.main([])
    shutil.rmtree(clone / ".git")
    with pytest.raises(NoticesError, match="no git clone"):
        update.main([])


def test_on_a_full_disk_the_old_lesson_stays_and_the_next_run_finishes(origin, clone, capsys, monkeypatch):
    mine = notebook("mine")
    put(clone, {LESSON: mine})
    publish(origin, SECOND)

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NoticesError, match="No space left on device.*What you have is as it was"):
            update.main([])
    assert read(clone, LESSON) == mine and read(clone, OTHER) == notebook("other = 1") and list(clone.rglob(".*.update-*")) == []
    bring(capsys)
    assert read(clone, LESSON) == mine and read(clone, NEW) == SECOND[LESSON] and read(clone, OTHER) == SECOND[OTHER]


def test_a_file_that_another_program_holds_is_named_and_the_next_run_finishes(origin, clone, capsys, monkeypatch):
    (origin / OTHER).unlink()
    publish(origin, {})

    def held(path, missing_ok=False):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        with pytest.raises(NoticesError, match="04-other.ipynb: Permission denied.*Close the file in other programs"):
            update.main([])
    assert (clone / OTHER).exists()
    assert f"removed    {OTHER}" in bring(capsys) and not (clone / OTHER).exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="not run: this system has no kill -9")
@pytest.mark.parametrize("steps", range(14))
def test_killed_after_any_step_it_is_finished_by_the_same_command(origin, clone, capsys, steps):
    mine = notebook("mine")
    put(clone, {LESSON: mine})
    publish(origin, SECOND)
    code = f"""
import os, signal
from notices.course import update
left = [{steps}]
def step(work):
    def counted(*arguments):
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return work(*arguments)
    return counted
os.replace = step(os.replace)
update._bring = step(update._bring)
os.fsync = step(os.fsync)
update.main([])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=clone, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert read(clone, LESSON) == mine and read(clone, OTHER) in (notebook("other = 1"), SECOND[OTHER])
    bring(capsys)
    assert read(clone, LESSON) == mine and read(clone, NEW) == SECOND[LESSON]
    assert {name: read(clone, name) for name in SECOND if name != LESSON} == {name: text for name, text in SECOND.items() if name != LESSON}
    assert not (clone / "lessons/03-lesson (new 2).ipynb").exists() and list(clone.rglob(".*.update-*")) == []


def test_the_page_about_classrooms_names_what_the_command_prints():
    page = (REPOSITORY / "docs" / "classroom.md").read_text(encoding="utf-8")
    code = (REPOSITORY / "notices" / "course" / "update.py").read_text(encoding="utf-8")
    words = re.findall(r"^\| `(replaced|kept|removed)` \|", page, re.MULTILINE)
    assert words == ["replaced", "kept", "removed"] and all(word in code for word in words)
    assert "python -m notices update" in page and "NAME (new).ipynb" in page
    assert (REPOSITORY / "notices" / "course" / "jupyter" / "labconfig" / "page_config.json").exists() and "notices/course/jupyter" in page


def test_which_notebooks_are_the_learners():
    learners = {"lessons/a.ipynb": True, "exercises/a.ipynb": True, "exercises/solutions/a.ipynb": False, "lessons/source/a.py": False,
                "a.ipynb": False}
    assert {name: update._is_learners(name) for name in learners} == learners
