"""Lesson 1 as a student meets it, by keyboard alone: predict, sort a few claims, see the key and why; the file of the learner."""

import json

import pytest
from jupyterlab_driver import bring_into_view

pytestmark = pytest.mark.browser

LESSON = "lessons/01-what-does-the-article-claim.ipynb"
BOARDS = {"lesson_1.claim_sorter()": "Claim sorter", "lesson_1.map_of_claims()": "All claims of the article",
          "lesson_1.certainty_ladder()": "The certainty ladder", "lesson_1.pairs()": "Two claims side by side",
          "lesson_1.what_do_you_believe()": "What do you believe now?"}


def board(page, cell_text):
    """The board of a cell, once its picture stands."""
    bring_into_view(page, cell_text)
    found = page.locator(".notices-board").filter(has_text=BOARDS[cell_text])
    found.locator(".notices-picture[aria-busy=false] img").wait_for()
    return found


def says(found, words):
    found.locator("[role=status]").get_by_text(words).wait_for()


def predict(page):
    bring_into_view(page, "lesson_1.predict()")
    page.locator(".notices-prediction input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Locked in:").wait_for()


def use_file(lab, page, path):
    """Have the kernel keep what the learner does in a file, as it does outside of tests."""
    page.evaluate("""async code => {
        await window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute({code}).done;
    }""", f"import os; os.environ['NOTICES_LEARNER_FILE'] = {str(path)!r}")


def test_sort_claims_by_keyboard_and_see_the_key_and_why(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []
    bring_into_view(page, "lesson_1.claim_sorter()")
    page.locator(".notices-board .notices-gate").first.wait_for()
    predict(page)

    sorter = board(page, "lesson_1.claim_sorter()")
    kind = sorter.get_by_label("What kind of claim is it?")
    kind.focus()
    page.keyboard.type("event")
    says(sorter, "C01: choose who says so")
    page.keyboard.press("Tab")
    page.keyboard.type("people")
    says(sorter, "C01 is filed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(sorter, "C01: the key differs in speaker")
    says(sorter, "stands in the reporter's own voice")

    page.keyboard.press("Tab")  # to the previous claim
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(sorter, "C07: choose its kind and who says so")
    assert kind.input_value() == "" and sorter.get_by_label("Who says so?").input_value() == ""
    kind.focus()
    page.keyboard.type("rule b")
    says(sorter, "C07: choose who says so")
    page.keyboard.press("Tab")
    page.keyboard.type("the r")
    says(sorter, "C07 is filed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(sorter, "C07: filed as in the key")
    sorter.get_by_text("The same as a table").focus()
    page.keyboard.press("Enter")
    row = sorter.get_by_role("row", name="C01").get_by_role("cell").all_inner_texts()
    assert row[1:] == ["event on a day", "event on a day", "people not named", "the reporter", "one as in the key"]

    sorter.get_by_role("button", name="Previous claim").focus()
    page.keyboard.press("Enter")
    says(sorter, "C01: the key differs in speaker")
    assert kind.input_value() == "dated_event"
    assert page.problems == []


def test_another_pair_comes_covered_and_a_filter_lights_claims(lab, chromium_page):
    page = chromium_page
    lab.open(page, LESSON)
    assert lab.run_all(page) == []
    predict(page)
    pairs = board(page, "lesson_1.pairs()")
    pairs.get_by_label("Show what we found").focus()
    page.keyboard.press("Space")
    says(pairs, "One is knowing, the other is being taken to know")
    pairs.get_by_label("Which two").focus()
    page.keyboard.press("ArrowDown")
    says(pairs, "C04: Describes")
    assert not pairs.get_by_label("Show what we found").is_checked()
    page_map = board(page, "lesson_1.map_of_claims()")
    page_map.get_by_label("Who says so").focus()
    page.keyboard.type("nobody")
    says(page_map, "They are C09, C32, C48.")
    assert page.problems == []


def test_predictions_filings_and_beliefs_outlive_the_kernel(lab, chromium_page, tmp_path):
    page, file = chromium_page, tmp_path / "mine.json"
    lab.open(page, LESSON)
    use_file(lab, page, file)
    assert lab.run_all(page) == []
    predict(page)
    chosen = page.locator(".notices-prediction [role=status]").inner_text()
    beliefs = board(page, "lesson_1.what_do_you_believe()")
    beliefs.get_by_label("Q1: how likely?").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    says(beliefs, "You say: Q1 10%")
    beliefs.get_by_role("button", name="Keep my answers").focus()
    page.keyboard.press("Enter")
    says(beliefs, "lesson 10 asks again")
    beliefs.get_by_label("Q1: how likely?").focus()
    page.keyboard.press("End")
    says(beliefs, "1 of 5 answers are kept")
    page.wait_for_function("() => document.activeElement.value === '10'")  # what is kept does not move
    says(beliefs, "Q1 was kept at 10% and stays there.")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["belief"] == {"Q1": 10} and kept["prediction"]["lesson-1"] in chosen

    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'")
    use_file(lab, page, file)
    assert lab.run_all(page) == []
    bring_into_view(page, "lesson_1.predict()")
    page.get_by_text("Locked in:").wait_for()
    assert page.locator(".notices-prediction [role=status]").inner_text() == chosen
    says(board(page, "lesson_1.what_do_you_believe()"), "1 of 5 answers are kept")
    board(page, "lesson_1.claim_sorter()")  # open, without another prediction
