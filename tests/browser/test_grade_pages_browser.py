"""The pages about a class in a real browser: nothing a stranger wrote runs, nothing is asked of a network, and no barrier for anyone."""

import json

import pytest
from graded_class import MISCHIEF, a_class

from notices.course.exercises.class_page import class_page
from notices.course.exercises.feedback import by_learner, feedback_page, page_names

pytestmark = pytest.mark.browser
LEARNERS = ["A-01", "A-02", "A-10", f"B {MISCHIEF}"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The results of a class, as files; learner -> page below the folder."""
    results, submissions = tmp_path_factory.mktemp("results"), a_class()
    places = page_names(one.learner for one in submissions)
    (results / "feedback").mkdir()
    (results / "class.html").write_bytes(class_page(submissions, places, f"7b {MISCHIEF}"))
    for learner, theirs in by_learner(submissions).items():
        (results / places[learner]).write_bytes(feedback_page(learner, theirs))
    return results, places


@pytest.fixture
def page(chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.problems, page.asked = [], []
    page.on("dialog", lambda dialog: page.problems.append(dialog.message) or dialog.dismiss())
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    page.close()


def opened(page, folder, which):
    results, places = folder
    path = results / ("class.html" if which == "class" else places[which])
    page.goto(path.as_uri())
    assert page.problems == []
    assert [url for url in page.asked if not url.startswith("data:image/png")] == [path.as_uri()]


@pytest.mark.parametrize("width", [1280, 640, 320])
@pytest.mark.parametrize("which", ["class", *LEARNERS], ids=ascii)
def test_nothing_runs_nothing_is_loaded_nothing_sticks_out(folder, page, which, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, folder, which)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.problems == []


@pytest.mark.parametrize("which", ["class", *LEARNERS], ids=ascii)
def test_axe_finds_nothing_serious(folder, page, which):
    from axe_playwright_python.sync_playwright import Axe

    opened(page, folder, which)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = Axe().run(page).response["violations"]
    serious = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found if each["impact"] in ("serious", "critical")]
    assert not serious, json.dumps(serious, indent=1)


def test_hints_are_opened_one_at_a_time_by_keyboard(folder, page):
    opened(page, folder, "A-02")
    hints = [page.locator("summary", has_text=f"Hint {number}").first for number in (1, 2, 3)]
    assert [hint.is_visible() for hint in hints] == [True, False, False]
    for at, hint in enumerate(hints):
        hint.focus()
        page.keyboard.press("Enter")
        assert [each.is_visible() for each in hints] == [True, at >= 0, at >= 1]


def test_a_name_on_the_class_page_leads_to_its_feedback(folder, page):
    opened(page, folder, "class")
    page.get_by_role("link", name=f"B {MISCHIEF}").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"Feedback for B {MISCHIEF}"
    assert page.problems == []
