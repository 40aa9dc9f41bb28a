"""Lesson 10 as a student meets it, by keyboard alone: predict, move the day and see the verdict change, answer again and see the scores."""

import pytest

pytestmark = pytest.mark.browser

LESSON = "lessons/10-what-happened-next.ipynb"
OUTPUTS = ".jp-OutputArea-output"
TIMELINE, BELIEFS = "Evidence timeline", "What do you believe now?"
SHOWN_CELLS = ("lesson_10.predict()", "lesson_10.launch_dates()", "lesson_10.evidence_timeline()", "lesson_10.returned()", "lesson_10.verdicts(",
               "lesson_10.beliefs_again()", "lesson_10.assumed()", "lesson_10.sources()")


def board(page, title):
    """The board with this title."""
    return page.locator(".notices-board", has_text=title)


def bring_into_view(page, cell_text):
    """Scroll to what JupyterLab may not have drawn yet, as a reader does."""
    page.evaluate("""async text => {
        const notebook = window.jupyterapp.shell.currentWidget.content;
        const cell = notebook.widgets.find(one => one.model.sharedModel.source.includes(text));
        await notebook.scrollToCell(cell, 'start');
    }""", cell_text)


def said(page, title, text):
    """The words under a board's picture, once they hold some text."""
    status = board(page, title).locator("[role=status]")
    status.filter(has_text=text).wait_for()
    return status.text_content()


def test_move_the_day_by_keyboard_and_the_verdict_changes(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []

    bring_into_view(page, "lesson_10.evidence_timeline()")
    board(page, TIMELINE).locator(".notices-gate").wait_for()

    bring_into_view(page, "lesson_10.predict()")
    page.locator(".notices-prediction input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Locked in:").wait_for()

    bring_into_view(page, "lesson_10.evidence_timeline()")
    day = board(page, TIMELINE).get_by_label("What was known by")
    board(page, TIMELINE).locator("img").wait_for()
    board(page, TIMELINE).get_by_label("Which claims").focus()
    page.keyboard.type("C17")
    said(page, TIMELINE, "C17 open: ")
    day.focus()
    page.keyboard.press("ArrowRight")
    assert "1 of 13 facts known" in said(page, TIMELINE, "By 14 April 2023: C17 open")
    page.keyboard.press("ArrowRight")
    said(page, TIMELINE, "By 15 April 2023: C17 open")
    page.keyboard.press("ArrowRight")
    assert "Right about the law" in said(page, TIMELINE, "By 19 April 2023: C17 held in part")
    assert day.get_attribute("aria-valuetext") == "19 Apr 2023"
    page.keyboard.press("End")
    said(page, TIMELINE, "By 30 November 2026: C17 held in part")

    bring_into_view(page, "lesson_10.returned()")
    page.get_by_text("That is what you predicted.").wait_for()
    assert page.problems == []


def test_answer_again_by_keyboard_and_see_the_score(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []
    bring_into_view(page, "lesson_10.beliefs_again()")
    board(page, BELIEFS).locator("img").wait_for()
    board(page, BELIEFS).get_by_label("Q4: how likely?").focus()
    page.keyboard.press("End")
    said(page, BELIEFS, "Now: Q4 100%.")
    board(page, BELIEFS).get_by_role("button", name="Keep my answers").focus()
    page.keyboard.press("Enter")
    said(page, BELIEFS, "these answers do not change now")
    board(page, BELIEFS).get_by_label("Show what happened").focus()
    page.keyboard.press("Space")
    assert "There is no answer from lesson 1" in said(page, BELIEFS, "Mean Brier score now, over 1: 0.00.")
    assert page.problems == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_outputs_have_no_serious_accessibility_finding(lab, chromium_page, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium_page
    lab.open(page, LESSON)
    lab.run_all(page)
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    for cell in SHOWN_CELLS:
        bring_into_view(page, cell)
        if "timeline" in cell:
            page.get_by_role("button", name="Open without a prediction").click()
            board(page, TIMELINE).locator("img").wait_for()
        found = Axe().run(page, context=OUTPUTS).response["violations"]
        bad = [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found if rule["impact"] in ("serious", "critical")]
        assert bad == [], f"{cell}, {theme}"
