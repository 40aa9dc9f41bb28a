"""The self-test of the set-up: each thing that can be wrong is made wrong here, and must be named with what to do."""

import errno
import os
import re
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from notices.course import doctor
from notices.course.doctor import Finding, check_setup, report
from notices.errors import DataError

NAMES = ["Python", "numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "Writing files", "Font of the pictures",
         "Data files"]


def found(name, folder):
    return next(finding for finding in check_setup(folder) if finding.name == name)


def assert_problem(finding, *words):
    assert not finding.ok
    assert str(finding).startswith(f"PROBLEM  {finding.name}: {finding.found} ({finding.expected}). What to do: ")
    for word in words:
        assert word in str(finding)


def test_where_all_is_well_every_finding_says_so_and_the_folder_is_left_as_it_was(tmp_path):
    findings = check_setup(tmp_path)
    assert [finding.name for finding in findings] == NAMES
    assert [finding for finding in findings if not finding.ok] == []
    assert list(tmp_path.iterdir()) == []


def test_the_working_folder_is_what_is_checked_by_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written = []
    monkeypatch.setattr(doctor, "_write_and_read", lambda folder: written.append(folder.resolve()))
    assert report().ok
    assert written == [tmp_path.resolve()]


def test_the_text_shows_neither_versions_nor_paths_while_all_is_well(tmp_path, monkeypatch):
    before = str(report(check_setup(tmp_path)))
    monkeypatch.setattr(doctor, "version", lambda name: "99.1.2")
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(version_info=(3, 99, 7, "final", 0)))
    (tmp_path / "other").mkdir()
    assert str(report(check_setup(tmp_path / "other"))) == before
    assert before.splitlines()[0] == "OK       Python: fine (3.11 or newer needed)"
    assert before.splitlines()[-1] == "Everything is in place."
    assert str(tmp_path) not in before


def test_an_old_python_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(version_info=(3, 9, 18, "final", 0)))
    assert_problem(found("Python", tmp_path), "found 3.9.18", "3.11 or newer needed", "python.org")


@pytest.mark.parametrize("name, old", [("numpy", "1.26.4"), ("matplotlib", "3.9.2"), ("ipywidgets", "8.0.7"),
                                       ("anywidget", "0.8"), ("jupyterlab", "3.6.8")])
def test_an_old_package_is_a_problem_and_only_that_one(name, old, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda asked: old if asked == name else "99.0")
    assert_problem(found(name, tmp_path), f"found {old}", f"{doctor.OLDEST[name]} or newer needed", "make lab")
    assert [finding.name for finding in check_setup(tmp_path) if not finding.ok] == [name]


@pytest.mark.parametrize("text, fine", [("2.0", True), ("2.0.0", True), ("2.0.0rc1", True), ("10.1", True), ("2", False),
                                        ("1.99", False), ("unknown", False), (None, False)])
def test_versions_are_compared_as_numbers(text, fine, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda asked: text if asked == "numpy" else "99.0")
    assert found("numpy", tmp_path).ok is fine


@pytest.mark.parametrize("name", list(doctor.OLDEST))
def test_a_missing_package_is_a_problem(name, tmp_path, monkeypatch):
    def version(asked):
        if asked == name:
            raise doctor.PackageNotFoundError(asked)
        return "99.0"
    monkeypatch.setattr(doctor, "version", version)
    assert_problem(found(name, tmp_path), "not installed", "make lab")


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path):
    (tmp_path / "file").touch()
    assert_problem(found("Writing files", tmp_path / "file"), os.strerror(errno.ENOTDIR), "home folder")


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path):
    assert_problem(found("Writing files", tmp_path / "gone"), "home folder")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("code", [errno.EACCES, errno.ENOSPC, errno.EROFS])
def test_a_write_that_fails_is_a_problem_and_leaves_nothing_behind(code, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(code, os.strerror(code))
    monkeypatch.setattr(Path, "write_text", refuse)
    assert_problem(found("Writing files", tmp_path), os.strerror(code), "disk is not full")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_back_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "something else")
    assert_problem(found("Writing files", tmp_path), "could not be read back")


def test_a_missing_font_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "FONT", "No Such Font At All")
    assert_problem(found("Font of the pictures", tmp_path), "No Such Font At All", "matplotlib")


def test_a_missing_matplotlib_is_a_problem_and_no_crash(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", None)
    assert_problem(found("Font of the pictures", tmp_path), "matplotlib")


@pytest.mark.parametrize("reader", ["load_facts", "read_systems"])
def test_a_broken_data_file_is_a_problem_that_names_the_place(reader, tmp_path, monkeypatch):
    def broken(*_):
        raise DataError("context.csv, line 7: broken.")
    monkeypatch.setattr(doctor, reader, broken)
    assert_problem(found("Data files", tmp_path), "context.csv, line 7", "fetch the course again")


FINE = Finding("Python", True, "found 3.13", "3.11 or newer needed", "install it")
WRONG = Finding("Data <files>", False, 'no "x" & <y>', "all must be there", "fetch again")


def test_the_report_says_in_text_what_is_wrong_and_how_much():
    wrong = report([FINE, WRONG])
    assert not wrong.ok and wrong.problems == (WRONG,)
    assert str(wrong).splitlines() == [
        "OK       Python: fine (3.11 or newer needed)",
        'PROBLEM  Data <files>: no "x" & <y> (all must be there). What to do: fetch again',
        "1 thing needs attention; the lines with PROBLEM say what to do."]
    assert repr(wrong) == str(wrong)
    assert report([WRONG, WRONG]).verdict.startswith("2 things need attention")


def test_the_report_is_a_table_with_headings_in_a_notebook():
    html = report([FINE, WRONG])._repr_html_()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', html) == ["Checked", "Outcome", "Needed", "What to do"]
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)</th>', html) == ["Python", "Data &lt;files&gt;"]
    assert "PROBLEM: no &quot;x&quot; &amp; &lt;y&gt;" in html and "fetch again" in html
    assert "3.13" not in html and "install it" not in html
    assert "<caption" in html and "1 thing needs attention" in html


def test_the_lower_bounds_are_those_of_the_project():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = dict(line.split(">=") for line in project["dependencies"] + project["optional-dependencies"]["lab"])
    assert doctor.OLDEST == bounds
    assert project["requires-python"] == f">={doctor.OLDEST_PYTHON}"
