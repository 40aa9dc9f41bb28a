"""The committed lessons: made from their sources as they are now, and every stored output still comes out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from notices.course import build

REPOSITORY = Path(__file__).resolve().parents[1]
LESSONS = REPOSITORY / "lessons"
SANITIZE = Path(__file__).with_name("nbval-sanitize.cfg")
SOURCES = build.sources(LESSONS)
every_lesson = pytest.mark.parametrize("source", SOURCES, ids=[source.stem for source in SOURCES])


def notebook_of(source):
    return LESSONS / f"{source.stem}.ipynb"


def nbval(*arguments):
    """Run nbval alone on notebooks: without the settings, the other plugins and the cache of this test run."""
    alone = [sys.executable, "-m", "pytest", "-p", "nbval.plugin", "-p", "no:cacheprovider", "-c", os.devnull, "--color=no", "-q"]
    flags = ["--nbval", "--nbval-current-env", f"--nbval-sanitize-with={SANITIZE}", "--nbval-cell-timeout=60"]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [*alone, *flags, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


@every_lesson
def test_the_notebook_is_made_from_its_source_as_it_is_now(source):
    assert build.difference(source, notebook_of(source)) == ""


@every_lesson
def test_every_compared_cell_has_a_stored_output(source):
    assert build.compared_cells_without_output(build.read_notebook(notebook_of(source))) == []


@pytest.fixture(scope="module")
def all_lessons():
    """nbval's run of all lessons: one process, one lesson after another, each in a kernel of its own."""
    return nbval("-rA", *map(notebook_of, SOURCES))


@every_lesson
def test_nbval_finds_every_stored_output_again(source, all_lessons):
    outcomes = re.findall(rf"^(\w+) .*\b{re.escape(source.stem)}\.ipynb::", all_lessons.stdout, re.MULTILINE)
    cells = len(build.code_cells(build.read_notebook(notebook_of(source))))
    assert outcomes == ["PASSED"] * cells, all_lessons.stdout


def test_nbval_itself_ends_well(all_lessons):
    assert all_lessons.returncode == 0, all_lessons.stdout


def test_every_numbered_notebook_has_a_source():
    # Copies that a reader made in JupyterLab, or that an update put beside theirs, are no concern of ours.
    numbered = {path.stem for path in LESSONS.glob("[0-9][0-9]-*.ipynb") if not re.search(r"-Copy\d+$| \(new( \d+)?\)$", path.stem)}
    assert numbered <= {source.stem for source in SOURCES}


# ---- the check itself can fail --------------------------------------------------------------------------------------


def stored(path, source, outputs):
    cell = nbformat.v4.new_code_cell(source, id="a", execution_count=1, outputs=outputs)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": build.KERNEL}), path)
    return path


def shown(page):
    return nbformat.v4.new_output("display_data", data={"text/html": page, "text/plain": "still"})


def test_nbval_notices_another_day(tmp_path):
    run = nbval(stored(tmp_path / "a.ipynb", "print('day', 10)", [nbformat.v4.new_output("stream", text="day 9\n")]))
    assert run.returncode == 1 and "day 10" in run.stdout


def test_nbval_compares_the_words_of_a_widget_and_neither_its_view_nor_its_picture(tmp_path):
    source = """
from ipywidgets import HTML
class Still(HTML):
    def _repr_mimebundle_(self, **kwargs):
        page = '<img src="data:image/png;base64,NEWER+picture/==" alt="day 9">'
        return {**super()._repr_mimebundle_(**kwargs), "text/html": page, "text/plain": "still"}
display(Still())
"""
    same = stored(tmp_path / "same.ipynb", source, [shown('<img src="data:image/png;base64,OLDER/picture+" alt="day 9">')])
    other = stored(tmp_path / "other.ipynb", source, [shown('<img src="data:image/png;base64,OLDER/picture+" alt="day 8">')])
    run = nbval(same, other)
    assert "1 failed, 1 passed" in run.stdout and re.search(r"FAILED .*other\.ipynb", run.stdout), run.stdout
