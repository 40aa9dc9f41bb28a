"""Lesson 3 as a student meets it: run it, predict, move a slider with the keyboard, see picture and sentence change."""

import pytest

pytestmark = pytest.mark.browser

LESSON = "lessons/03-when-is-an-electronic-notice-served.ipynb"
BOARD = ".notices-board"
SETTLED = f"() => document.querySelector('{BOARD} .notices-picture').getAttribute('aria-busy') === 'false'"
OUTPUTS = ".jp-OutputArea-output"


def shown(page):
    """(where the slider stands, the address of the picture, its alt text, the sentence)."""
    return page.evaluate(f"""() => {{
        const board = document.querySelector('{BOARD}');
        const image = board.querySelector('img');
        return [board.querySelector('input[type=range]').value, image.src, image.alt,
                board.querySelector('[role=status]').textContent, image.naturalWidth];
    }}""")


def bring_into_view(page, cell_text):
    """Scroll to what JupyterLab may not have drawn yet, as a reader does."""
    page.evaluate("""async text => {
        const notebook = window.jupyterapp.shell.currentWidget.content;
        const cell = notebook.widgets.find(one => one.model.sharedModel.source.includes(text));
        await notebook.scrollToCell(cell, 'start');
    }""", cell_text)


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


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_outputs_have_no_serious_accessibility_finding(lab, chromium_page, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium_page
    lab.open(page, LESSON)
    lab.run_all(page)
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    for cell in ("lesson_3.predict()", "lesson_3.two_clocks()", "lesson_3.returned()", "lesson_3.assumed()", "lesson_3.sources()"):
        bring_into_view(page, cell)
        if cell == "lesson_3.two_clocks()":
            page.get_by_role("button", name="Open without a prediction").click()
            page.locator(f"{BOARD} img").wait_for()
        found = Axe().run(page, context=OUTPUTS).response["violations"]
        bad = [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found if rule["impact"] in ("serious", "critical")]
        assert bad == [], f"{cell}, {theme}"
