"""Lesson 3 as a student meets it: run it, predict, move a slider with the keyboard, see picture and sentence change."""

import pytest
from jupyterlab_driver import bring_into_view

pytestmark = pytest.mark.browser

LESSON = "lessons/03-when-is-an-electronic-notice-served.ipynb"
BOARD = ".notices-board"
SETTLED = f"() => document.querySelector('{BOARD} .notices-picture').getAttribute('aria-busy') === 'false'"


def shown(page):
    """(where the slider stands, the address of the picture, its alt text, the sentence)."""
    return page.evaluate(f"""() => {{
        const board = document.querySelector('{BOARD}');
        const image = board.querySelector('img');
        return [board.querySelector('input[type=range]').value, image.src, image.alt,
                board.querySelector('[role=status]').textContent, image.naturalWidth];
    }}""")


def press_until_settled(page, key):
    page.keyboard.press(key)
    page.wait_for_function(SETTLED)


def test_predict_then_move_the_slider_by_keyboard(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []

    bring_into_view(page, "lesson_3.two_clocks()")
    page.locator(f"{BOARD} .notices-gate").wait_for()
    assert page.locator(f"{BOARD} input[type=range]").first.is_disabled()

    bring_into_view(page, "lesson_3.predict()")
    page.locator(".notices-prediction input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Locked in:").wait_for()

    bring_into_view(page, "lesson_3.two_clocks()")
    slider = page.get_by_label("A-17 opens the account on day")
    page.locator(f"{BOARD} img").wait_for()
    page.wait_for_function(SETTLED)
    slider.focus()
    before = shown(page)
    assert before[0] == "9" and "aware on day 9" in before[3]
    for day in ("10", "11", "12"):
        press_until_settled(page, "ArrowRight")
        after = shown(page)
        assert after[0] == day and f"aware on day {day}" in after[3]
        assert after[1] != before[1] and after[2] != before[2] and after[4] == 900
        before = after
    press_until_settled(page, "End")
    assert "never aware" in shown(page)[3]

    bring_into_view(page, "lesson_3.returned()")
    page.get_by_text("You predicted:").wait_for()
    assert page.problems == []
