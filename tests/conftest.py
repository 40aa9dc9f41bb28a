"""What tests share: the browser, a JupyterLab of their own, and one line about what could not be run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from jupyterlab_driver import WINDOW, Lab

# Tests, and what they start, leave no progress behind and see no copy of the article, unless a test asks for a file of its own.
os.environ |= {"NOTICES_LEARNER_FILE": "none", "NOTICES_ARTICLE": "none"}

REPOSITORY = Path(__file__).resolve().parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

def chromium_path() -> str | None:
    """Where Chromium is: NOTICES_CHROMIUM, else on the PATH."""
    return os.environ.get("NOTICES_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _browser_problem() -> str | None:
    if find_spec("playwright") is None:
        return "playwright is not installed (make test installs it)"
    if chromium_path() is None:
        return "Chromium was not found (install it, or set NOTICES_CHROMIUM to its path)"
    return None


def _confinement_problem() -> str | None:
    from notices.course.exercises import box

    return box.missing() or None


# marker -> what a test so marked needs and does not find here; None if all is there.
PROBLEMS = {"browser": _browser_problem(), "confined": _confinement_problem()}
NOT_RUN = "not run: "


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tools are missing, or fail it where they are required."""
    for marker, problem in PROBLEMS.items():
        if problem and item.get_closest_marker(marker):
            if os.environ.get("NOTICES_REQUIRE_BROWSER") == "1":
                pytest.fail(f"NOTICES_REQUIRE_BROWSER=1, but {problem}", pytrace=False)
            pytest.skip(NOT_RUN + problem)


def pytest_terminal_summary(terminalreporter) -> None:
    """One line for each missing tool: what it is, and how many tests were therefore not run."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)]
    for reason, count in Counter(reason for reason in reasons if NOT_RUN in reason).items():
        terminalreporter.write_line(f"Missing: {reason.partition(NOT_RUN)[2]}; {count} test(s) were therefore not run.")


@pytest.fixture(scope="session")
def sample_course(tmp_path_factory):
    """A course folder that holds one exercise, the tests' own, built."""
    from notices.course.exercises.source import build_exercise

    course = tmp_path_factory.mktemp("sample") / "course"
    for folder in ("lessons", "exercises"):
        (course / folder / "source").mkdir(parents=True)
    source = shutil.copy(REPOSITORY / "tests" / "exercises" / "source" / "98-sample.py", course / "exercises" / "source")
    build_exercise(Path(source), course)
    return course


@pytest.fixture
def sample(sample_course):
    """The sample exercise's answer key."""
    from notices.course.exercises.key import load_exercise

    return load_exercise("98", sample_course / "exercises" / "solutions")


@pytest.fixture(scope="session")
def lab(tmp_path_factory, sample_course):
    """A JupyterLab that serves a copy of lessons/ and the sample exercise: `lab.url`, `lab.token`, `lab.root`, `lab.open(page, path)`,
    `lab.run_all(page)`."""
    root = tmp_path_factory.mktemp("lab") / "course"
    shutil.copytree(REPOSITORY / "lessons", root / "lessons", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(sample_course / "exercises", root / "exercises")
    served = Lab(root)
    try:
        served.wait_until_ready()
        yield served
    finally:
        served.stop()


@pytest.fixture(scope="module")
def chromium():
    """A Chromium. It ends with the test file: its event loop would be in the way of asynchronous code in later files."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def watched(page):
    """The page, with the errors of it and its console in `page.problems`."""
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    return page


@pytest.fixture(scope="module")
def module_page(chromium, lab):
    """One page for the tests of a file: a JupyterLab that stands need not be loaded anew for each notebook."""
    page = watched(chromium.new_page(viewport=WINDOW))
    yield page
    page.close()
    lab.forget()


@pytest.fixture
def chromium_page(module_page):
    """A page, 1280 x 800, on which `lab.open` shows a notebook. `page.problems` lists errors of the page and its console."""
    module_page.set_viewport_size(WINDOW)
    module_page.problems.clear()
    return module_page


@pytest.fixture
def new_page(chromium, lab):
    """The same, and JupyterLab has not been loaded on it."""
    page = watched(chromium.new_page(viewport=WINDOW))
    yield page
    page.close()
    lab.forget()
