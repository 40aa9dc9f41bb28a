"""Lesson 10 as a student meets it, by keyboard alone: predict, move the day and see the verdict change, answer again and see the scores."""

import pytest
from jupyterlab_driver import bring_into_view

pytestmark = pytest.mark.browser

LESSON = "lessons/10-what-happened-next.ipynb"
TIMELINE, BELIEFS = "Evidence timeline", "What do you believe now?"


def board(page, title):
    """The board with this title."""
    return page.locator(".notices-board", has_text=title)


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
