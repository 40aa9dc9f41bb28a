"""The widget kit on a page: keyboard, one picture at a time, nothing that blinks or jumps, and no barrier for anyone."""

import json
import shutil
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyterlab_driver import WINDOW

pytestmark = pytest.mark.browser

NOTEBOOK = "lessons/kit.ipynb"
SHARED = "lessons/kit-shared.ipynb"
SETUP = """from demo_board import *
from notices.widgets.kit import Action
def draw(values):
    if values["opens"] > 20:
        raise ValueError("no such day")
    return board.scene.show(values["opens"], 12, True, "account")"""
CELLS = {
    "setup": SETUP,
    "prediction": "prediction = demo_prediction()\nprediction",
    "gated": "demo_board(prediction)",
    "returned": "prediction.returned('Served, and not aware', 'Posting is service (C19).')",
    "board": "board = demo_board()\nboard",
    "failing": "Board([Range('opens', 'Opened <b>on</b>', 0, 40, 9), Action('again', 'Again')], draw, title='Fails after day 20')",
}
ORDER = list(CELLS)
CURRENT = "window.jupyterapp.shell.currentWidget"


def opened(lab, page, path):
    """The page, with a notebook of boards and a prediction on it, run. Nothing of other pages is touched."""
    shutil.copy(Path(__file__).parents[1] / "demo_board.py", lab.root / "lessons")
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in CELLS.items()]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.root / path)
    lab.open(page, path)
    assert lab.run_all(page) == []
    return page


@pytest.fixture
def page(lab, chromium_page):
    """A page with a kernel of its own."""
    yield opened(lab, chromium_page, NOTEBOOK)
    assert chromium_page.problems == []


@pytest.fixture(scope="module")
def shared_page(lab, chromium):
    """One page with one kernel, for all tests that leave both as they are."""
    page = chromium.new_page(viewport=WINDOW)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield opened(lab, page, SHARED)
    page.close()


@pytest.fixture
def board(shared_page):
    """A board with its settings of the start, on a page whose other parts are left alone."""
    in_kernel(shared_page, "board.set(opens=9, visit=12, reading='account', appears=True)")
    board = open_board(shared_page)
    board.locator("details").evaluate("details => { details.open = false; }")
    yield board
    assert shared_page.problems == []


def in_kernel(page, code):
    page.evaluate(f"code => {CURRENT}.sessionContext.session.kernel.requestExecute({{code}}).done", code)


def serious_findings(page):
    """What axe-core finds serious or critical in boards and predictions."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=".notices").response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found if rule["impact"] in ("serious", "critical")]


def bring(page, name):
    """Scroll to the cell's output, as a reader does, and return it."""
    page.evaluate(f"""async at => {{
        const notebook = {CURRENT}.content;
        notebook.activeCellIndex = at;
        await notebook.scrollToItem(at, 'start');
    }}""", ORDER.index(name))
    output = page.locator(".jp-Cell").filter(has=page.locator(".jp-mod-active")).or_(page.locator(".jp-Cell.jp-mod-active"))
    output = output.last.locator(".notices")
    output.wait_for()
    return output


def open_board(page, name="board"):
    """The board of a cell, its picture shown."""
    board = bring(page, name)
    board.locator(".notices-picture[aria-busy=false] img").wait_for()
    return board


def settle(board):
    board.locator(".notices-picture[aria-busy=false]").wait_for()


def words(board):
    return board.locator("[role=status]").inner_text()


def test_a_key_changes_picture_words_and_table_and_nothing_else(board):
    page = board.page
    slider = board.get_by_label("The account is opened")
    slider.focus()
    cell = page.evaluate(f"() => {CURRENT}.content.activeCellIndex")
    before = board.locator("img").get_attribute("src")
    for key in ("ArrowRight", "ArrowUp", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        settle(board)
    assert slider.get_attribute("aria-valuetext") == "on day 11"
    assert board.get_by_text("on day 11", exact=True).is_visible()
    assert "aware on day 11" in words(board) and board.locator("img").get_attribute("src") != before
    board.get_by_text("The same as a table").click()
    assert board.get_by_role("row", name="electronic").get_by_role("cell").all_inner_texts() == ["0", "0", "11", "14"]
    assert page.evaluate(f"() => {CURRENT}.content.activeCellIndex") == cell


def test_letters_on_a_control_are_no_shortcuts_but_saving_still_is_one(board):
    page = board.page
    board.get_by_label("The account is opened").focus()
    for key in ("d", "d", "b", "x"):
        page.keyboard.press(key)
    assert page.evaluate(f"() => {CURRENT}.content.widgets.length") == len(CELLS)
    assert page.evaluate(f"() => {CURRENT}.context.model.dirty")
    page.keyboard.press("Control+s")
    page.wait_for_function(f"() => !{CURRENT}.context.model.dirty")


def test_ten_quick_presses_settle_on_the_last_value(board):
    page = board.page
    board.get_by_label("The account is opened").focus()
    page.keyboard.press("Home")
    settle(board)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    settle(board)
    assert "aware on day 10:" in words(board)


def test_every_new_picture_is_ready_when_it_appears_and_nothing_jumps(board):
    page = board.page
    board.evaluate("""board => {
        window.seen = [];
        new MutationObserver(changes => {
            for (const change of changes) for (const node of change.addedNodes)
                window.seen.push([node.complete && node.naturalWidth, board.querySelectorAll('img').length,
                                  board.querySelector('.notices-picture').getBoundingClientRect().height]);
        }).observe(board.querySelector('.notices-picture'), {childList: true});
    }""")
    height = board.locator(".notices-picture").bounding_box()["height"]
    board.get_by_label("The account is opened").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        settle(board)
    seen = page.evaluate("() => window.seen")
    assert 1 <= len(seen) <= 5 and all(one == [900, 1, pytest.approx(height, abs=0.1)] for one in seen)


def test_one_more_press_of_a_key_is_answered_before_the_kernel_comes_to_it_and_a_silent_kernel_is_still_told(board, tmp_path):
    page = board.page
    board.get_by_label("The account is opened").focus()
    page.keyboard.press("ArrowRight")
    board.locator(".notices-picture[data-foreseen]").wait_for()
    in_kernel(page, f"import os, pathlib; pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))")
    kernel = psutil.Process(int((tmp_path / "pid").read_text()))
    kernel.suspend()  # a loop in a cell would not do: what a widget sends has a thread of its own in newer kernels
    try:
        page.keyboard.press("ArrowRight")
        settle(board)
        assert "aware on day 11:" in words(board)
        before = board.locator("img").get_attribute("src")
        board.get_by_role("alert").get_by_text("No answer yet").wait_for()
    finally:
        kernel.resume()
    board.get_by_role("alert").filter(has_not_text="No answer yet").wait_for(state="attached")
    assert "aware on day 11:" in words(board) and board.locator("img").get_attribute("src") == before  # not drawn twice
    in_kernel(page, "assert board.values['opens'] == 11")


def test_every_kind_of_control_works_by_keyboard(board):
    page = board.page
    board.get_by_label("the account", exact=True).focus()
    page.keyboard.press("ArrowDown")
    settle(board)
    assert board.get_by_label("the register").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    settle(board)
    board.get_by_text("The same as a table").focus()
    page.keyboard.press("Enter")
    assert board.get_by_role("row", name="electronic").get_by_role("cell").all_inner_texts() == ["0", "0", "9", "never"]


def test_a_change_from_a_cell_moves_the_controls(board):
    page = board.page
    in_kernel(page, "board.set(opens=31)")
    board.get_by_text("aware on day 31").wait_for()
    assert board.get_by_label("The account is opened").input_value() == "31"


def test_an_error_is_said_in_words_and_goes_away(shared_page):
    page = shared_page
    board = open_board(page, "failing")
    board.get_by_role("slider").focus()
    page.keyboard.press("End")
    board.get_by_role("alert").get_by_text("no such day").wait_for()
    assert board.locator("img").is_visible()
    page.keyboard.press("Home")
    settle(board)
    assert board.get_by_role("alert").inner_text() == ""
    assert board.locator("b").count() == 0 and board.get_by_text("Opened <b>on</b>").is_visible()


def test_a_board_that_lost_its_kernel_says_what_to_do(page):
    board = open_board(page)
    page.evaluate(f"() => {CURRENT}.sessionContext.session.kernel.restart()")
    board.get_by_label("The account is opened").focus()
    page.keyboard.press("ArrowRight")
    board.get_by_role("alert").get_by_text("run this cell again").wait_for()


def test_the_prediction_opens_the_board_by_itself(page):
    gated = bring(page, "gated")
    assert gated.get_by_text("Lock in your prediction above; the picture opens then.").is_visible()
    assert gated.locator("img").count() == 0 or not gated.locator("img").is_visible()
    assert all(control.is_disabled() for control in gated.locator("input").all())
    height = gated.locator(".notices-picture").bounding_box()["height"]

    asked = bring(page, "prediction")
    lock = asked.get_by_role("button", name="Lock in my prediction")
    lock.click()
    asked.get_by_text("Choose an answer first.").wait_for()
    asked.get_by_label("Served, and aware").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    asked.get_by_text("Locked in: “Served, and not aware”.").wait_for()
    assert not lock.is_visible() and all(option.is_disabled() for option in asked.locator("input").all())

    assert serious_findings(page) == []
    gated = open_board(page, "gated")
    assert not gated.get_by_text("Lock in your prediction").is_visible()
    assert gated.locator(".notices-picture").bounding_box()["height"] == pytest.approx(height, abs=1)
    gated.get_by_label("The account is opened").focus()
    page.keyboard.press("ArrowRight")
    gated.get_by_text("aware on day 10").wait_for()
    returned = bring(page, "returned")
    assert "That is what you predicted." in returned.inner_text()


def test_a_board_opens_without_a_prediction_and_keeps_the_focus(page):
    gated = bring(page, "gated")
    gated.get_by_role("button", name="Open without a prediction").focus()
    page.keyboard.press("Enter")
    open_board(page, "gated")
    assert page.evaluate("() => document.activeElement.type") == "range"
    assert "You opened the picture without a prediction." in bring(page, "returned").inner_text()


def test_a_narrow_window_cuts_nothing_off(page):
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    for name in ("prediction", "gated", "board", "failing"):
        output = bring(page, name)
        assert output.evaluate("one => [one, ...one.querySelectorAll('*')].filter(part => part.scrollWidth > part.clientWidth + 1"
                               " && getComputedStyle(part).display !== 'inline').map(part => part.outerHTML)") == []
        box = output.bounding_box()
        assert box["x"] + box["width"] <= 640


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_no_serious_accessibility_finding(shared_page, theme):
    page = shared_page
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    page.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg="Dark" in theme)
    for name in ("prediction", "gated", "board", "failing", "returned"):
        output = bring(page, name)
        if name == "board":
            output.locator("details").evaluate("details => { details.open = true; }")
        if name == "failing":
            output.get_by_role("slider").focus()
            page.keyboard.press("End")
            output.get_by_role("alert").get_by_text("no such day").wait_for()
        assert serious_findings(page) == [], f"{name}, {theme}"


def test_a_notebook_saved_without_live_views_shows_stills(lab, page):
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    stored = json.loads((lab.root / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in stored["cells"]:
        for output in cell["outputs"]:
            output["data"].pop("application/vnd.jupyter.widget-view+json", None)
    (lab.root / "lessons/stills.ipynb").write_text(json.dumps(stored), encoding="utf-8")
    lab.open(page, "lessons/stills.ipynb")
    still = page.get_by_role("img", name="Two lanes of days, paper above electronic, with a marker for each moment.")
    still.first.wait_for()
    for folded in ("Made your prediction? Open the picture.", "What the rule gives"):
        assert page.locator("summary").get_by_text(folded).is_visible()
    assert not page.locator("details p").get_by_text("Posting is service (C19).").is_visible()
    assert page.get_by_text("Error displaying widget").count() == 0
