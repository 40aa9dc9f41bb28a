"""The ground that the other browser tests stand on: a notebook opens in JupyterLab, runs, and shows what it computed."""

import nbformat
import pytest

pytestmark = pytest.mark.browser


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    # As a stored notebook has it: numbers at the prompts before anything is run.
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=kernel)


def test_run_all_runs_every_cell_and_waits_for_the_last(lab, chromium_page):
    path = "lessons/smoke.ipynb"
    sources = ["days = 9", "import pathlib", "pathlib.Path('seen.txt').write_text(str(days + 1))", "print('day', days + 1)"]
    nbformat.write(notebook(*sources), lab.root / path)
    lab.open(chromium_page, path)
    errors = lab.run_all(chromium_page)
    assert errors == []
    assert (lab.root / "lessons/seen.txt").read_text(encoding="utf-8") == "10"
    chromium_page.get_by_text("day 10", exact=True).wait_for()
    assert chromium_page.problems == []


def test_run_all_reports_the_error_of_a_cell(lab, chromium_page):
    path = "lessons/broken.ipynb"
    nbformat.write(notebook("1 / 0"), lab.root / path)
    lab.open(chromium_page, path)
    assert lab.run_all(chromium_page) == ["ZeroDivisionError: division by zero"]


def test_no_news_prompt_and_the_start_page_is_lesson_0(lab, chromium_page):
    chromium_page.goto(f"{lab.url}/?token={lab.token}")
    chromium_page.wait_for_function("() => window.jupyterapp")
    chromium_page.evaluate("() => window.jupyterapp.restored")
    assert "/lab/tree/lessons/00-start-here.ipynb" in chromium_page.url
    assert not chromium_page.evaluate("() => window.jupyterapp.hasPlugin('@jupyterlab/apputils-extension:announcements')")


def test_files_can_be_written_through_the_server(lab):
    lab.request("PUT", "/api/contents/lessons/note.txt", {"type": "file", "format": "text", "content": "kept"})
    assert (lab.root / "lessons/note.txt").read_text(encoding="utf-8") == "kept"
