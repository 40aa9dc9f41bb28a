"""Lesson 5 as a student meets it, by keyboard alone: post, let days pass, be refused at the border, a wrong record, its correction."""

import pytest
from jupyterlab_driver import bring_into_view

pytestmark = pytest.mark.browser

LESSON = "lessons/05-one-record-many-desks.ipynb"
BOARD = ".notices-board"
SETTLED = f"() => document.querySelector('{BOARD} .notices-picture').getAttribute('aria-busy') === 'false'"


def shown(page):
    """(alt text, sentence, the table's cells, width of the image)."""
    return page.evaluate(f"""() => {{
        const board = document.querySelector('{BOARD}');
        const rows = [...board.querySelectorAll('tbody tr')].map(row => [...row.children].map(cell => cell.textContent));
        const image = board.querySelector('img');
        return [image.alt, board.querySelector('[role=status]').textContent, Object.fromEntries(rows.map(([who, ...rest]) => [who, rest])),
                image.naturalWidth];
    }}""")


def press(page, *keys):
    """Press keys one after another, as a reader who waits for each picture."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_function(SETTLED)


def reach(page, label):
    """Go on with the Tab key until the control with this label has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        name = page.evaluate("() => [...(document.activeElement.labels ?? [])].map(label => label.textContent).join(' ')")
        if label in name:
            return
    raise AssertionError(f'the Tab key never came to "{label}"')


def predict_by_keyboard(page):
    bring_into_view(page, "lesson_5.predict()")
    page.locator(".notices-prediction input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Locked in:").wait_for()


def test_post_let_days_pass_be_refused_and_correct_by_keyboard(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []
    bring_into_view(page, "lesson_5.desks()")
    page.locator(f"{BOARD} .notices-gate").wait_for()
    assert page.locator(f"{BOARD} select").first.is_disabled()
    predict_by_keyboard(page)

    bring_into_view(page, "lesson_5.desks()")
    page.locator(f"{BOARD} img").wait_for()
    page.wait_for_function(SETTLED)
    page.get_by_label("Whose lanes").focus()
    alt, words, rows, width = shown(page)
    assert "Day 12: one desk refuses A-01, who has not been told" in alt and width == 900

    reach(page, "The clerk posts the notices on")  # post two days later
    press(page, "ArrowRight", "ArrowRight")
    assert "the border refuses since day 5" in shown(page)[1]
    reach(page, "Today is")  # let days pass
    press(page, *["ArrowRight"] * 3)
    alt, words, rows, _ = shown(page)
    assert "Day 15: one desk refuses A-01" in alt and rows["the border"][2] == "11"
    assert rows["the person"][0] == "message unopened" and rows["the bank"][0] == "allows"

    reach(page, "Today this person")  # at the border
    press(page, "ArrowDown")
    alt, words, rows, _ = shown(page)
    assert "A-01 tries to leave the country: refused. The exit ban holds since day 5. [exit_ban_from; C10]" in words
    assert "who knows since day 15" in alt and rows["the person"][0] == "knows since day 15"

    page.get_by_label("Whose lanes").focus()  # a wrong record
    press(page, "ArrowDown")
    reach(page, "Today is")
    press(page, "End")
    mistakes = "the border 41 days, the land office 20 days, the bank 20 days, the traffic police 19 days."
    assert f"Refused by mistake so far: {mistakes}" in shown(page)[1]
    reach(page, "From posting to A-02's correction")  # its correction, a day after posting and then thirty days after
    press(page, "Home")
    assert "Refused by mistake so far: the border 1 day. On paper" in shown(page)[1]
    press(page, *["ArrowRight"] * 29)
    alt, words, rows, _ = shown(page)
    assert "the record is corrected, and every desk allows" in alt
    assert "the border 30 days, the land office 9 days, the bank 9 days, the traffic police 9 days." in words
    assert rows["the traffic police"][2] == "9" and rows["the office"][0] == "corrected on day 35"

    bring_into_view(page, "lesson_5.returned()")
    page.get_by_text("You predicted:").wait_for()
    assert page.problems == []
