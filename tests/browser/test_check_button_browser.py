"""*Check my work* in a real JupyterLab, by keyboard alone: a wrong answer gets its message, the corrected one passes."""

import re

import pytest

pytestmark = pytest.mark.browser

NOTEBOOK = "exercises/98-sample.ipynb"


def run_all(lab, page):
    lab.open(page, NOTEBOOK)
    assert lab.run_all(page) == []


def press(page):
    """Press the button with the keyboard and wait for the verdicts."""
    button = page.get_by_role("button", name="Check my work")
    button.scroll_into_view_if_needed()
    button.focus()
    page.keyboard.press("Enter")
    status = page.locator(".notices-check [role=status]")
    status.filter(has_text="Checking").wait_for()
    status.filter(has_text=re.compile("tasks (?:is|are) right|could not be made")).wait_for(timeout=60_000)
    return status.text_content()


def answer(lab, page, task, text):
    """Write an answer into its cell and run it, by keyboard."""
    cell = page.locator(".jp-CodeCell").filter(has_text=f"task {task}: your answer").locator(".cm-content")
    cell.scroll_into_view_if_needed()
    cell.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(f"# Exercise 98, task {task}: your answer\n{text}")
    page.keyboard.press("Shift+Enter")
    assert lab.wait_until_idle(page) == []


def verdict(page, task):
    return page.locator(".notices-verdicts li").filter(has_text=f"Task {task} ·")


def serious(page):
    """What axe-core finds serious or critical in the verdicts."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=".notices-check")
    return [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]


def test_a_wrong_answer_gets_its_message_and_the_corrected_one_passes(lab, chromium_page):
    page = chromium_page
    run_all(lab, page)
    assert "0 of 4 tasks are right" in press(page)
    assert "Not answered yet" in verdict(page, 1).text_content()

    answer(lab, page, 1, "gap = 0")
    press(page)
    assert "You took served for aware" in verdict(page, 1).text_content()
    assert verdict(page, 1).locator("em").all_text_contents() == ["served", "aware"]

    answer(lab, page, 1, "gap = opens_on")
    assert "1 of 4 tasks is right. All answers were looked at" in press(page)
    assert "A number – right" in verdict(page, 1).text_content()
    assert serious(page) == [] and page.problems == []


def test_hints_are_opened_one_at_a_time(lab, chromium_page):
    page = chromium_page
    run_all(lab, page)
    press(page)
    first = verdict(page, 1)
    assert first.get_by_text("Look at the line").is_hidden()
    first.get_by_text("Hint 1").focus()
    page.keyboard.press("Enter")
    assert first.get_by_text("Look at the line").is_visible()
    assert first.get_by_text("posting is day 0").is_hidden()
    first.get_by_text("Hint 2").focus()
    page.keyboard.press("Enter")
    assert first.get_by_text("posting is day 0").is_visible()


def test_answers_that_were_not_run_are_named(lab, chromium_page):
    page = chromium_page
    lab.open(page, NOTEBOOK)
    # Only the set-up, one answer and the button are run.
    for text in ("import numpy as np", "seed = 3", "luck = np.random", "task 1: your answer"):
        page.locator(".jp-CodeCell").filter(has_text=text).first.locator(".cm-content").focus()
        page.keyboard.press("Shift+Enter")
    page.locator(".jp-CodeCell").last.locator(".cm-content").focus()
    page.keyboard.press("Shift+Enter")
    lab.wait_until_idle(page)
    assert "Looked at: the answers to task 1, as you last ran them" in press(page)
    assert "has not been run since the notebook was opened" in verdict(page, 2).text_content()
