"""What tests in the browser share: a Chromium, a JupyterLab, and a page on which it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from chromium import CHROMIUM_FLAGS, chromium_path
from jupyterlab_driver import WINDOW, Lab

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


@pytest.fixture(scope="package")
def lab(tmp_path_factory, sample_course):
    """A JupyterLab that serves a copy of lessons/ and the sample exercise: `lab.url`, `lab.token`, `lab.root`, `lab.open(page, path)`,
    `lab.run_all(page)`."""
    root = tmp_path_factory.mktemp("lab") / "course"
    shutil.copytree(LESSONS, root / "lessons", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(sample_course / "exercises", root / "exercises")
    served = Lab(root)
    try:
        served.wait_until_ready()
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="package")
def chromium():
    """A Chromium. It ends with the tests of this folder: its event loop would be in the way of asynchronous code in others."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def watched(page):
    """The page, with the errors of it and its console in `page.problems`."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if _is_problem(message) else None)
    return page


def _is_problem(message):
    # A test that ends while JupyterLab still has a question to its kernel has it cancelled; the next test sees that in the console.
    return message.type == "error" and "Canceled future for" not in message.text


@pytest.fixture(scope="package")
def lasting_page(chromium, lab):
    """One page for all tests: a JupyterLab that stands need not be loaded anew for each notebook."""
    page = watched(chromium.new_page(viewport=WINDOW))
    yield page
    page.close()
    lab.forget()


@pytest.fixture
def chromium_page(lasting_page):
    """A page, 1280 x 800, on which `lab.open` shows a notebook. `page.problems` lists errors of the page and its console."""
    lasting_page.set_viewport_size(WINDOW)
    lasting_page.problems.clear()
    return lasting_page


@pytest.fixture
def new_page(chromium, lab):
    """The same, and JupyterLab has not been loaded on it."""
    page = watched(chromium.new_page(viewport=WINDOW))
    yield page
    page.close()
    lab.forget()
