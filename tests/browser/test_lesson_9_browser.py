"""Lesson 9 as a student meets it: predict, change two rules with the keyboard alone, read what changed, and mend what does not fit."""

import pytest
from jupyterlab_driver import bring_into_view

pytestmark = pytest.mark.browser

LESSON = "lessons/09-who-bears-the-errors.ipynb"
BOARD = ".notices-board"
CALM = f"() => document.querySelector('{BOARD} .notices-picture').getAttribute('aria-busy') === 'false'"


def shown(page):
    """(the words under the picture, its alt text, its address)."""
    return page.evaluate(f"""() => {{
        const board = document.querySelector('{BOARD}');
        const image = board.querySelector('img');
        return [board.querySelector('[role=status]').textContent, image.alt, image.src];
    }}""")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_function(CALM)


def tab_to(page, label):
    """Reach a control as somebody without a mouse does."""
    control = page.locator(BOARD).get_by_label(label, exact=True)
    for _ in range(30):
        page.keyboard.press("Tab")
        if control.evaluate("element => element === document.activeElement"):
            return control
    raise AssertionError(f"Tab does not reach {label}")


def test_predict_then_change_two_rules_by_keyboard(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []

    bring_into_view(page, "lesson_9.designer()")
    page.locator(f"{BOARD} .notices-gate").wait_for()
    bring_into_view(page, "lesson_9.predict()")
    page.locator(".notices-prediction input[type=radio]").first.focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    page.get_by_text("Locked in:").wait_for()

    bring_into_view(page, "lesson_9.designer()")
    page.locator(f"{BOARD} img").wait_for()
    page.wait_for_function(CALM)
    before = shown(page)
    assert "served 10 days after posting" in before[0] and "Beaten by Estonia" in before[0] and before[1].startswith("4 of 17 rules")

    heights = page.evaluate(f"""() => {{
        const board = document.querySelector('{BOARD}');
        const [controls, picture] = ['.notices-controls', '.notices-picture'].map(part => board.querySelector(part).getBoundingClientRect());
        return [picture.bottom - controls.top, board.closest('.jp-WindowedPanel-outer').clientHeight];
    }}""")
    assert heights[0] <= heights[1]  # the whole picture is seen while a control is moved

    page.locator(BOARD).get_by_label("Channel", exact=True).focus()
    tab_to(page, "From posting to service")
    press(page, "ArrowRight")
    after = shown(page)
    assert "served 11 days after posting" in after[0] and after[1] != before[1] and after[2] != before[2]
    press(page, "ArrowLeft")

    tab_to(page, "Exit ban from")
    press(page, "Home")
    assert "there is no exit ban" in shown(page)[0] and "No rule beats it." in shown(page)[0]

    bring_into_view(page, "lesson_9.returned()")
    page.get_by_text("That is what you predicted.").wait_for()
    assert page.problems == []


def test_rules_that_do_not_fit_are_named_and_can_be_mended_by_keyboard(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []
    bring_into_view(page, "lesson_9.designer()")
    page.get_by_role("button", name="Open without a prediction").click()
    page.locator(f"{BOARD} img").wait_for()
    page.locator(BOARD).get_by_label("Channel", exact=True).focus()
    press(page, "End")
    words, alt, _ = shown(page)
    assert "do not fit together" in words and "which posts nothing" in words and alt.startswith("These rules do not fit together")
    tab_to(page, "Served on")
    press(page, "End")
    assert "when a courier hands it over at the door" in shown(page)[0]
    assert page.problems == []
