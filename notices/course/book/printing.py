"""The book on paper: Chromium makes a PDF of the HTML, A4, with page numbers, outline and tags, and the same bytes every time."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from notices.errors import NoticesError

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                  "--disable-sync", "--no-first-run"]
OLDEST = 131  # the first Chromium that prints what CSS puts at the head and foot of a page
MOST_PASSES = 4
HOW = "Install what is missing and run the command again, or leave the PDF out: --no-pdf"

OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.MULTILINE | re.DOTALL)
PARENT_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
REFERENCE = re.compile(rb"(\d+) 0 R")
DESTINATION = re.compile(rb"/([\w#-]+) \[(\d+) 0 R /XYZ")
DATE = re.compile(rb"/(?:Creation|Mod)Date \([^)]*\)")

Pages = Mapping[str, int]


def missing() -> str:
    """What is not there and needed to print, and what to do; empty if all is there."""
    try:
        import playwright.sync_api  # noqa: F401  (an extra)
    except ImportError:
        return "Playwright for Python is not installed (make book installs it; by hand: pip install playwright)."
    named = os.environ.get("NOTICES_CHROMIUM")
    if named and not shutil.which(named):
        return f"NOTICES_CHROMIUM is {named}, and no program is there. Expected the path of Chromium."
    if not chromium():
        return ("Chromium was not found. On Debian: apt-get install chromium; elsewhere: playwright install chromium, "
                "and name the program in NOTICES_CHROMIUM.")
    return ""


def chromium() -> str | None:
    """Where Chromium is: NOTICES_CHROMIUM, else on the PATH."""
    return os.environ.get("NOTICES_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def printed(make: Callable[[Pages], bytes]) -> bytes:
    """The PDF of the page that ``make`` gives, a function of the page on which each id stands.

    It is printed until the pages that it names are those on which things stand: twice, as a rule. Raises NoticesError where no
    browser can do it.
    """
    if problem := missing():
        raise NoticesError(f"{problem} {HOW}")
    with _browser() as browser:
        pages: Pages = {}
        for _ in range(MOST_PASSES):
            pdf = _print(browser, make(pages))
            found = pages_of(pdf)
            if found == pages:
                return DATE.sub(lambda match: b" " * len(match[0]), pdf)
            pages = found
    raise NoticesError(f"The page numbers of the book do not settle within {MOST_PASSES} printings. {HOW}")


@contextmanager
def _browser() -> Iterator:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        except Error as error:
            raise NoticesError(f"{chromium()} did not start: {str(error).splitlines()[0]}. {HOW}") from None
        try:
            if int(browser.version.partition(".")[0]) < OLDEST:
                raise NoticesError(f"{chromium()} is version {browser.version}; {OLDEST} or newer is needed to number pages. {HOW}")
            yield browser
        except Error as error:
            raise NoticesError(f"{chromium()} did not print: {str(error).splitlines()[0]}. {HOW}") from None
        finally:
            browser.close()


def _print(browser, html: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.html"
        file.write_bytes(html)
        page = browser.new_page()
        page.goto(file.as_uri())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
        page.close()
        return pdf


# ---- reading a PDF of Chromium's -----------------------------------------------------------------------------------


def pages_of(pdf: bytes) -> dict[str, int]:
    """The page, from 1 on, of each id to which a link inside the PDF leads."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    order = {number: at for at, number in enumerate(_page_objects(objects), 1)}
    return {name.decode(): order[int(number)] for body in objects.values() for name, number in DESTINATION.findall(body)
            if int(number) in order}


def _page_objects(objects: Mapping[int, bytes]) -> Iterator[int]:
    """The numbers of the page objects, in the order of the pages."""
    [root] = [number for number, body in objects.items() if b"/Type /Pages" in body and b"/Parent" not in body]
    yield from _leaves(root, objects)


def _leaves(number: int, objects: Mapping[int, bytes]) -> Iterator[int]:
    kids = PARENT_KIDS.search(objects[number]) if b"/Type /Pages" in objects[number] else None
    if kids is None:
        yield number
    else:
        for kid in REFERENCE.findall(kids[1]):
            yield from _leaves(int(kid), objects)
