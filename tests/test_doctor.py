"""The self-test of the set-up: each thing that can be wrong is made wrong here, and must be named with what to do."""

import errno
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from notices.course import doctor, lab
from notices.course.doctor import Finding, check_setup, report
from notices.errors import DataError
from notices.widgets import answer, lesson_0

NAMES = ["Python", "numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "Widgets in JupyterLab", "anywidget in JupyterLab",
         "Folder of the course", "Writing files", "Font of the pictures", "Data files"]
REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path):
    """A working folder in a course."""
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    return tmp_path / "lessons"


def found(name, folder):
    return next(finding for finding in check_setup(folder) if finding.name == name)


def assert_problem(finding, *words):
    assert not finding.ok
    assert str(finding).startswith(f"PROBLEM  {finding.name}: {finding.found} ({finding.expected}). What to do: ")
    for word in words:
        assert word in str(finding)


def test_where_all_is_well_every_finding_says_so_and_the_folder_is_left_as_it_was(folder):
    findings = check_setup(folder)
    assert [finding.name for finding in findings] == NAMES
    assert [finding for finding in findings if not finding.ok] == []
    assert [path.name for path in folder.iterdir()] == ["source"]


def test_the_working_folder_is_what_is_checked_by_default(folder, monkeypatch):
    monkeypatch.chdir(folder)
    written = []
    monkeypatch.setattr(doctor, "_write_and_read", lambda folder: written.append(folder.resolve()))
    assert report().ok
    assert written == [folder.resolve()]


def test_the_text_shows_neither_versions_nor_paths_while_all_is_well(folder, monkeypatch):
    before = str(report(check_setup(folder)))
    monkeypatch.setattr(doctor, "version", lambda name: "99.1.2")
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(version_info=(3, 99, 7, "final", 0), prefix="/elsewhere"))
    monkeypatch.setattr(doctor, "serving_lab", lambda: lab_with("99.1.2", {doctor.WIDGET_MANAGER: "99.0", "anywidget": "99.1.5"}))
    (folder / "other").mkdir()
    assert str(report(check_setup(folder / "other"))) == before
    assert before.splitlines()[0] == "OK       Python: fine (3.11 or newer needed)"
    assert before.splitlines()[-1] == "Everything is in place."
    assert str(folder) not in before


def lab_with(jupyterlab, extensions, disabled=()):
    return {"python": "/elsewhere/bin/python", "prefix": "/elsewhere", "versions": {"jupyterlab": jupyterlab}, "extensions": extensions,
            "disabled": list(disabled), "problem": ""}


def test_an_old_python_is_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "sys", SimpleNamespace(version_info=(3, 9, 18, "final", 0), prefix=sys.prefix, executable=sys.executable))
    assert_problem(found("Python", tmp_path), "found 3.9.18", "3.11 or newer needed", "python.org")


@pytest.mark.parametrize("name, old", [("numpy", "1.26.4"), ("matplotlib", "3.9.2"), ("ipywidgets", "8.0.7"),
                                       ("anywidget", "0.8")])
def test_an_old_package_is_a_problem_and_only_that_one(name, old, folder, monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda asked: old if asked == name else "99.0")
    extensions = {doctor.WIDGET_MANAGER: "99.0", "anywidget": doctor.version("anywidget")}
    monkeypatch.setattr(doctor, "serving_lab", lambda: lab_with("99.0", extensions))
    assert_problem(found(name, folder), f"found {old}", f"{doctor.OLDEST[name]} or newer needed", "make clean and then make lab")
    assert [finding.name for finding in check_setup(folder) if not finding.ok] == [name]


@pytest.mark.parametrize("text, fine", [("2.0", True), ("2.0.0", True), ("2.0.0rc1", True), ("10.1", True), ("2", False),
                                        ("1.99", False), ("unknown", False), (None, False)])
def test_versions_are_compared_as_numbers(text, fine, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "version", lambda asked: text if asked == "numpy" else "99.0")
    assert found("numpy", tmp_path).ok is fine


@pytest.mark.parametrize("name", [name for name in doctor.OLDEST if name != "jupyterlab"])
def test_a_missing_package_is_a_problem(name, tmp_path, monkeypatch):
    def version(asked):
        if asked == name:
            raise doctor.PackageNotFoundError(asked)
        return "99.0"
    monkeypatch.setattr(doctor, "version", version)
    assert_problem(found(name, tmp_path), "not installed", "make lab")


# ---- JupyterLab, which may be of another environment than the kernel


FINE_LAB = {doctor.WIDGET_MANAGER: "5.0.16", "anywidget": doctor.version("anywidget")}


def test_extensions_that_fit_are_fine_and_other_programs_are_not_asked_for_them(folder, monkeypatch):
    for setup in (lab_with("4.5.0", FINE_LAB), lab_with(None, {})):
        monkeypatch.setattr(doctor, "serving_lab", lambda setup=setup: setup)
        assert found("Widgets in JupyterLab", folder).ok and found("anywidget in JupyterLab", folder).ok
    assert_problem(found("jupyterlab", folder), "not installed", "/elsewhere", sys.prefix, "In another notebook program")


@pytest.mark.parametrize("name, lab, words", [
    ("jupyterlab", lab_with("3.6.8", FINE_LAB), ["found 3.6.8", "/elsewhere", sys.prefix, "start it with make lab"]),
    ("jupyterlab", None, ["does not answer", "start it with make lab"]),
    ("Widgets in JupyterLab", lab_with("4.5", {**FINE_LAB, doctor.WIDGET_MANAGER: "3.1.0"}), ["found 3.1.0", "5 or newer"]),
    ("Widgets in JupyterLab", lab_with("4.5", {"anywidget": FINE_LAB["anywidget"]}), ["not installed", "/elsewhere", sys.prefix]),
    ("Widgets in JupyterLab", lab_with("4.5", FINE_LAB, [f"{doctor.WIDGET_MANAGER}:plugin"]),
     ["disabled", f"/elsewhere/bin/python -m jupyter labextension enable {doctor.WIDGET_MANAGER}:plugin"]),
    ("anywidget in JupyterLab", lab_with("4.5", {**FINE_LAB, "anywidget": "0.1.0"}), ["found 0.1.0", "same version as the package"]),
    ("anywidget in JupyterLab", lab_with("4.5", FINE_LAB, ["anywidget"]), ["disabled", "labextension enable anywidget"])])
def test_what_is_wrong_in_jupyterlab_is_named_with_the_two_environments(name, lab, words, folder, monkeypatch):
    monkeypatch.setattr(doctor, "serving_lab", lambda: lab)
    assert_problem(found(name, folder), *words)
    assert [finding.name for finding in check_setup(folder) if not finding.ok] == [name]


@pytest.mark.parametrize("line, python", [
    (["/a/bin/python", "-m", "jupyterlab", "--no-browser"], "/a/bin/python"), (["/a/bin/python3.12", "-m", "pytest"], None),
    (["/a/bin/python3", "/b/bin/jupyter-lab"], "/a/bin/python3"), (["node", "jupyter-lab"], None), (["/a/bin/python"], None),
    (["/a/bin/python", "/b/bin/jupyterhub-singleuser", "--port=1"], "/a/bin/python"), ([], None)])
def test_a_server_is_known_by_its_command_line(line, python, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: name)
    assert doctor._server_of(line) == python


def test_settings_that_cannot_be_read_are_named_with_the_error(folder, monkeypatch):
    def broken():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "page_config.json")
    monkeypatch.setattr(doctor.jupyter_probe, "_extensions", broken)
    assert_problem(found("Widgets in JupyterLab", folder), "settings could not be read", os.strerror(errno.EACCES), "page_config.json")


def test_our_own_jupyterlab_tells_its_kernels_which_python_serves_them(monkeypatch):
    for name in (doctor.LAB_PYTHON, "JUPYTER_CONFIG_PATH"):
        monkeypatch.setenv(name, "")  # so that both are as before afterwards
    lab._use_settings()
    monkeypatch.setenv("JPY_PARENT_PID", "1")
    assert doctor._lab_python() == sys.executable
    monkeypatch.delenv("JPY_PARENT_PID")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert doctor._lab_python() is None  # on the command line there is no kernel


# ---- set-ups that are broken on purpose, looked at by the real command


def run_doctor(folder, *before, **environment):
    """(exit code, all that `python -m notices doctor` prints) in a folder."""
    python = [environment.pop("python", sys.executable)]
    done = subprocess.run([*before, *python, "-m", "notices", "doctor"], cwd=folder, capture_output=True, encoding="utf-8", check=False,
                          env={**os.environ, **environment})
    assert done.stderr == ""
    return done.returncode, done.stdout


def problems(text):
    return [line.split(":")[0].removeprefix("PROBLEM  ") for line in text.splitlines() if line.startswith("PROBLEM")]


@pytest.fixture
def other(tmp_path):
    """Another environment: all packages of this one and none of its JupyterLab extensions."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "other")], check=True)
    [site] = (tmp_path / "other").glob("[Ll]ib/**/site-packages")
    (site / "ours.pth").write_text("\n".join([sysconfig.get_path("purelib"), str(REPOSITORY)]), encoding="utf-8")
    return tmp_path / "other"


def python_of(environment):
    return str(next(environment.glob("[Ss][Cc][Rr][Ii][Pp][Tt][Ss]/python.exe"), environment / "bin" / "python"))


def test_the_command_returns_0_where_all_is_well_and_a_remark_is_no_problem(folder, tmp_path):
    command = tmp_path / "other" / "jupyter-lab"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    code, text = run_doctor(folder, PATH=os.pathsep.join([str(command.parent), os.environ["PATH"]]))
    assert code == 0 and text.splitlines()[-1] == "Everything is in place." and problems(text) == []
    assert os.name == "nt" or f"REMARK   The command jupyter lab starts another JupyterLab here ({command})" in text


def test_without_a_box_there_is_a_remark_and_no_problem(monkeypatch):
    from notices.course.exercises import box

    monkeypatch.setattr(box, "missing", lambda: "bwrap not found")
    assert "REMARK   Bwrap not found. This is needed only to check a class's work, as docs/checking.md says." in doctor.remarks()


def test_an_old_ipywidgets_is_found_where_it_lies(folder, tmp_path):
    record = tmp_path / "site" / "ipywidgets-7.8.1.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: ipywidgets\nVersion: 7.8.1\n", encoding="utf-8")
    code, text = run_doctor(folder, PYTHONPATH=str(tmp_path / "site"))
    assert code == 1 and problems(text) == ["ipywidgets"] and "found 7.8.1 (8.1 or newer needed)" in text


def test_an_extension_that_was_switched_off_is_found(folder, tmp_path):
    (tmp_path / "labconfig").mkdir()
    settings = {"disabledExtensions": {doctor.WIDGET_MANAGER: True}}
    (tmp_path / "labconfig" / "page_config.json").write_text(json.dumps(settings), encoding="utf-8")
    code, text = run_doctor(folder, JUPYTER_CONFIG_PATH=str(tmp_path))
    assert code == 1 and problems(text) == ["Widgets in JupyterLab"] and f"labextension enable {doctor.WIDGET_MANAGER}," in text


def test_a_python_without_the_extensions_is_told(folder, other):
    code, text = run_doctor(folder, python=python_of(other))
    assert code == 1 and problems(text) == ["Widgets in JupyterLab", "anywidget in JupyterLab"]
    assert "not installed (" in text and "make clean and then make lab" in text


def test_a_jupyterlab_of_another_environment_is_told_from_the_kernels(folder, other):
    code, text = run_doctor(folder, JPY_SESSION_NAME="lessons/00.ipynb", NOTICES_LAB_PYTHON=python_of(other))
    assert code == 1 and problems(text) == ["Widgets in JupyterLab", "anywidget in JupyterLab"]
    assert f"which is of {other}, while this kernel is of {sys.prefix}" in text and "so that both are of one environment" in text
    assert run_doctor(folder, JPY_SESSION_NAME="", NOTICES_LAB_PYTHON=sys.executable)[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows starts a Python by way of another process")
def test_a_jupyterlab_that_was_started_by_itself_is_found_among_the_processes(folder, other):
    kernel = [sys.executable, "-m", "notices", "doctor"]
    (other / "bin" / "jupyter-lab").write_text(f"import subprocess; print(subprocess.run({kernel}, capture_output=True, text=True).stdout)",
                                               encoding="utf-8")
    done = subprocess.run([python_of(other), str(other / "bin" / "jupyter-lab")], cwd=folder, capture_output=True, encoding="utf-8",
                          check=True, env={**os.environ, "JPY_PARENT_PID": "1"})
    assert problems(done.stdout) == ["Widgets in JupyterLab", "anywidget in JupyterLab"] and f"which is of {other}," in done.stdout


@pytest.mark.confined
def test_a_folder_that_is_to_be_read_only_is_told(folder):
    read_only = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--chdir", str(folder)]
    code, text = run_doctor(folder, *read_only, TMPDIR="/dev/shm", MPLCONFIGDIR="/dev/shm")
    assert code == 1 and problems(text) == ["Writing files"] and os.strerror(errno.EROFS) in text


def test_a_folder_outside_the_course_is_told(tmp_path):
    code, text = run_doctor(tmp_path)
    assert code == 1 and problems(text) == ["Folder of the course"] and f"{tmp_path} is not in it" in text


# ---- the folder, the font, the data


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
    assert ">3.11 or newer</td>" in html and "padding" in html
    assert "<caption" in html and "1 thing needs attention" in html


def test_the_lower_bounds_are_those_of_the_project():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = dict(line.split(">=") for line in project["dependencies"] + project["optional-dependencies"]["lab"])
    assert doctor.OLDEST == bounds
    assert project["requires-python"] == f">={doctor.OLDEST_PYTHON}"


# ---- in lesson 0


WIDGET = "application/vnd.jupyter.widget-view+json"


def test_in_the_notebook_the_table_comes_with_a_line_about_live_widgets():
    bundle = lesson_0.SelfTest(report([FINE]))._repr_mimebundle_()
    assert WIDGET in bundle and bundle["text/html"].endswith(f"<p>{lesson_0.NOT_SEEN}</p>") and "Self-test" in bundle["text/html"]
    assert bundle["text/plain"].splitlines()[-1] == lesson_0.NOT_SEEN


def test_the_line_says_ok_once_the_page_has_called_and_for_nothing_else():
    line = answer.AnswerWidget()
    line._handle_custom_msg({"other": True}, [])
    assert line.sentence == answer.ASKED
    line._handle_custom_msg({"here": True}, [])
    assert line.sentence == answer.ANSWERED


def test_without_anywidget_nothing_is_said_of_live_widgets(monkeypatch):
    monkeypatch.setitem(sys.modules, "notices.widgets.answer", None)
    bundle = lesson_0.SelfTest(report([FINE]))._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"} and "widgets" not in bundle["text/plain"] + bundle["text/html"]
