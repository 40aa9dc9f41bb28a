"""What tests share: a sample exercise, and one line about what could not be run for want of a tool."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest
from chromium import chromium_path

# Tests, and what they start, leave no progress behind and see no copy of the article, unless a test asks for a file of its own.
os.environ |= {"NOTICES_LEARNER_FILE": "none", "NOTICES_ARTICLE": "none"}

REPOSITORY = Path(__file__).resolve().parents[1]


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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """The first worker takes the files in order, those with the browser first; all others begin at the other end.

    The browser tests keep a processor busy, while checks of exercises mostly wait for something; two browsers at once are slower than
    one after the other.
    """
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class FromBothEnds(LoadFileScheduling):
        def _assign_work_unit(self, node) -> None:
            if node.gateway.id != "gw0":
                self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
            super()._assign_work_unit(node)

    return FromBothEnds(config, log)


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
