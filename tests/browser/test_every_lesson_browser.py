"""Every lesson in a real JupyterLab: it runs, asks nobody but this machine, hides nothing from anyone, and fits half a window.

Half a window, 640 px, is also what a window of 1280 px shows at a zoom of 200 %.
"""

from __future__ import annotations

import pytest
from jupyterlab_driver import WINDOW, open_boards, show_all_cells

from notices.course.folder import LESSONS, course_folder

pytestmark = pytest.mark.browser

NAMES = sorted(path.stem for path in (course_folder() / LESSONS).glob("*.ipynb"))
OUTPUTS = ".jp-OutputArea-output"
# A part is cut off where more is in it than it shows, or where it reaches beyond the window, unless it can be scrolled.
CUT_OFF = """() => [...document.querySelectorAll('.jp-OutputArea-output .notices *, .jp-OutputArea-output table')].filter(part => {
    for (let one = part; one.matches('.jp-OutputArea-output *'); one = one.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return false;
    if (part.matches('table')) return getComputedStyle(part.closest('.jp-OutputArea-output')).overflowX !== 'auto';
    const inline = getComputedStyle(part).display === 'inline', hidden = part.clientWidth <= 1;
    return !hidden && (part.getBoundingClientRect().right > innerWidth || !inline && part.scrollWidth > part.clientWidth + 1);
}).map(part => part.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module", params=NAMES)
def lesson(request, lasting_page, lab):
    """A page with a lesson that has been run, its boards open. `page.errors`, `page.asked`: what its cells ended with, who was asked."""
    page = lasting_page
    page.set_viewport_size(WINDOW)
    page.problems.clear()
    asked = page.asked = set()
    page.on("request", lambda request: asked.add(request.url))
    lab.open(page, f"lessons/{request.param}.ipynb")
    show_all_cells(page)
    page.errors = lab.run_all(page)
    open_boards(page)
    return page


def serious(page):
    """What axe-core finds serious or critical in the outputs."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=OUTPUTS).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found if rule["impact"] in ("serious", "critical")]


def test_it_runs_without_an_error_and_asks_this_machine_alone(lesson, lab):
    assert lesson.errors == [] and lesson.problems == []
    assert [url for url in lesson.asked if not url.startswith((lab.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_outputs_have_no_serious_accessibility_finding(lesson, theme):
    lesson.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", f"JupyterLab {theme}")
    lesson.wait_for_function("dark => document.body.dataset.jpThemeLight === String(!dark)", arg=theme == "Dark")
    lesson.evaluate("() => document.querySelectorAll('.notices details').forEach(details => { details.open = true; })")
    assert serious(lesson) == []


def test_half_a_window_cuts_nothing_off(lesson):
    lesson.set_viewport_size({"width": 640, "height": 800})
    lesson.evaluate("""() => { if (window.jupyterapp.shell.isSideTabBarVisible('left') && !window.jupyterapp.shell.leftCollapsed)
        return window.jupyterapp.commands.execute('application:toggle-left-area'); }""")
    lesson.wait_for_function("() => document.querySelector('.jp-Notebook').getBoundingClientRect().width > 500")
    assert lesson.evaluate(CUT_OFF) == []
