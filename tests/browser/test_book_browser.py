"""The printed edition in a real browser: the PDF has pages, outline, tags and links; the pages are open to everyone; slides move."""

import json
import re

import pytest

from notices.course.book import printing
from notices.course.book.answers import answer_book, read_exercises
from notices.course.book.edition import book
from notices.course.book.lessons import read_lessons
from notices.course.book.routes import read_arguments, read_routes
from notices.course.book.slides import slides
from notices.course.folder import course_folder

pytestmark = pytest.mark.browser
COURSE = course_folder()


@pytest.fixture(scope="module")
def lessons():
    return read_lessons(COURSE)


@pytest.fixture(scope="module")
def pdf(lessons):
    """The PDF of the book; made before the browser of the other tests starts, since two cannot share a thread."""
    return printing.printed(lambda pages: book(lessons, pages))


@pytest.fixture(scope="module")
def folder(pdf, lessons, tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    # axe takes ten seconds for all chapters; every third has the same parts.
    pages = {"book": book(lessons), "every-third-chapter": book(lessons[::3]),
             "slides": slides(lessons, read_routes(COURSE, lessons), read_arguments(COURSE)),
             "answers": answer_book(lessons[::3], read_exercises(COURSE))}
    for name, content in pages.items():
        (folder / f"{name}.html").write_bytes(content)
    return folder


@pytest.fixture
def page(folder, chromium):
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    page.problems, page.asked = [], []
    page.on("console", lambda message: page.problems.append(message.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    assert page.problems == []
    assert [url for url in page.asked if not url.startswith(("data:image/", "file:"))] == []
    page.close()


def opened(page, folder, name, query=""):
    page.goto((folder / f"{name}.html").as_uri() + query)


def test_the_pdf_has_pages_tags_an_outline_and_no_date(pdf, lessons):
    counts = [int(count) for count in re.findall(rb"/Type /Pages\n/Count (\d+)", pdf)]
    assert max(counts) > 50
    assert b"/StructTreeRoot" in pdf and b"/Marked true" in pdf and b"/Lang (en)" in pdf
    outline = re.findall(rb"<</Title \(((?:[^()\\]|\\.)*)\)", pdf)
    assert b"Contents" in outline and b"Words" in outline and b"Take-away" in outline
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == max(counts)
    assert b"CreationDate" not in pdf and b"ModDate" not in pdf


def test_chapters_begin_pages_of_their_own_in_order(pdf, lessons):
    pages = printing.pages_of(pdf)
    starts = [pages[lesson.anchor] for lesson in lessons] + [pages[name] for name in ("glossary", "sources", "pictures")]
    assert starts == sorted(set(starts)) and starts[0] > 2
    assert pages["lesson-3"] < pages["picture-3-1"] < pages["lesson-4"]
    tops = dict(re.findall(rb"/(lesson-\d+) \[\d+ 0 R /XYZ 0 ([\d.]+)", pdf))
    assert all(float(top) > 780 for top in tops.values()) and len(tops) == len(lessons)


def test_the_contents_name_the_pages_on_which_chapters_begin(pdf, lessons):
    pages = printing.pages_of(pdf)
    printed = book(lessons, pages).decode()
    for lesson in lessons:
        assert re.search(rf'href="#{lesson.anchor}">[^<]*</a><span class="on-page">{pages[lesson.anchor]}</span>', printed)


@pytest.mark.parametrize("name", ["every-third-chapter", "slides", "answers"])
def test_axe_finds_nothing_serious(folder, page, name):
    from axe_playwright_python.sync_playwright import Axe

    opened(page, folder, name)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found if each["impact"] in ("serious", "critical")]
    assert not serious, json.dumps(serious, indent=1)


@pytest.mark.parametrize("name", ["book", "slides", "answers"])
def test_nothing_sticks_out_of_a_narrow_screen(folder, page, name):
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 720})
        opened(page, folder, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_each_slide_fits_a_projector(folder, page):
    opened(page, folder, "slides")
    tall = "[...document.querySelectorAll('.slide')].filter(slide => slide.scrollHeight > innerHeight + 1).map(slide => slide.id)"
    assert page.evaluate(tall) == []


def on_top(page):
    """The number of the slide that is seen."""
    return page.evaluate("[...document.querySelectorAll('.slide')].findIndex(slide => Math.abs(slide.getBoundingClientRect().top) < 2)")


def test_slides_move_by_keyboard_and_a_route_leaves_some_out(folder, page):
    opened(page, folder, "slides")
    every = page.locator(".slide").count()
    page.get_by_role("link", name="45 minutes").click()
    page.wait_for_url("**?route=45")
    count = page.locator(".slide").count()
    assert 20 < count < every
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(on_top(page))
    assert seen == [1, 2, 1, count - 1, count - 1, 0, 0]


def test_slides_print_one_to_a_page(folder, page):
    opened(page, folder, "slides")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == page.locator(".slide").count()
