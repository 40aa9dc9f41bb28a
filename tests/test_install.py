"""The package as a stranger gets it: a wheel, installed somewhere else, used from another folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parents[1]


def run(*command, **options):
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, encoding="utf-8", check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What the wheel is built from, in the hands of a learner who keeps a copy of the article."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT", ".gitignore"):
        shutil.copy(REPOSITORY / name, folder)
    for name in ("notices", "data"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    (folder / "data" / "article.txt").write_text("the learner's own copy", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def wheel(clone, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(clone))
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory):
    """Runs code in an empty folder, where `notices` is what the wheel holds."""
    site, folder = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("elsewhere")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel))
    return lambda code: run("-c", code, cwd=folder, env={**os.environ, "PYTHONPATH": str(site), "MPLBACKEND": "Agg"}).strip()


def metadata(wheel):
    archive = zipfile.ZipFile(wheel)
    [name] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
    return HeaderParser().parsestr(archive.read(name).decode("utf-8"))


def test_at_run_time_it_needs_numpy_matplotlib_and_ipywidgets_only(wheel):
    listed = map(Requirement, metadata(wheel).get_all("Requires-Dist"))
    needed = {need.name for need in listed if need.marker is None or need.marker.evaluate({"extra": ""})}
    assert needed == {"numpy", "matplotlib", "ipywidgets"}


def test_it_holds_all_the_data_and_every_file_of_the_package(names, clone):
    data = {f"notices/data/{path.name}" for path in (clone / "data").iterdir() if path.name != "article.txt"}
    package = {path.relative_to(clone).as_posix() for path in (clone / "notices").rglob("*") if path.is_file()}
    assert data and data | package <= names
    assert any(name.endswith(".js") for name in package) and any(name.endswith(".css") for name in package)


def test_a_learners_own_copy_of_the_article_stays_out(names):
    assert "notices/data/article.txt" not in names


def test_the_main_job_runs_from_another_folder(elsewhere):
    code = """
import notices
days = notices.explain(notices.load_system("article"), {"opens_after": 9, "appears_after": 3}).days
print(notices.__file__, notices.claim("C19").id, "paper-2022" in notices.system_names(), int(days["served"]), int(days["aware"]))
"""
    file, *found = elsewhere(code).split()
    assert not file.startswith(str(REPOSITORY))
    assert found == ["C19", "True", "0", "9"]


def test_a_widget_shows_a_still_from_another_folder(elsewhere):
    code = "from notices.widgets import lesson_3; print('alt=' in lesson_3.two_clocks()._repr_mimebundle_()['text/html'])"
    assert elsewhere(code) == "True"


def test_the_package_imports_nothing_but_its_three_needs(elsewhere):
    # What the three bring along is theirs; the extras of this project must not be among what an import loads.
    extras = {"jupyterlab", "anywidget", "nbval", "pytest", "dask", "jupytext"}
    assert elsewhere(f"import sys, notices; print(sorted({extras} & set(sys.modules)))") == "[]"
