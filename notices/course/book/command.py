"""`python -m notices book`: the printed edition as HTML, PDF and slides; with `--answers` the answer book, in a folder of its own."""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

from notices.course.folder import course_folder
from notices.errors import NoticesError, listed

NAME = "when-is-a-notice-served"
BOOK, ANSWERS = "book", "answer-book"
# module -> the package that brings it
TOOLS = {"bs4": "beautifulsoup4", "mistune": "mistune", "nbformat": "nbformat"}


def main(arguments: list[str]) -> int:
    """Make the book or the answer book; 0 when every file is there, 1 when the PDF could not be made."""
    options = _parser().parse_args(arguments)
    _need_tools()
    course = course_folder()
    folder = options.to or course / (ANSWERS if options.answers else BOOK)
    return _answers(course, folder) if options.answers else _book(course, folder, options.pdf)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="notices book", description="Make the printed edition of the lessons from the stored notebooks: HTML, PDF and slides.")
    parser.add_argument("--to", type=Path, metavar="FOLDER",
                        help=f"where to put it; {BOOK}/ in the course, or {ANSWERS}/ for the answers, if none is named")
    parser.add_argument("--answers", action="store_true", help="make the answer book instead, for the teacher")
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="leave the PDF out, which needs Chromium")
    return parser


def _need_tools() -> None:
    absent = [package for module, package in TOOLS.items() if find_spec(module) is None]
    if absent:
        raise NoticesError(f"{listed(absent)} is not installed here; JupyterLab brings it. Run: make book")


def _book(course: Path, folder: Path, pdf: bool) -> int:
    from notices.course.book import printing
    from notices.course.book.edition import book
    from notices.course.book.lessons import read_lessons
    from notices.course.book.routes import read_arguments, read_routes
    from notices.course.book.slides import slides

    lessons = read_lessons(course)
    html, shown = book(lessons), slides(lessons, read_routes(course, lessons), read_arguments(course))
    _write(folder, {f"{NAME}.html": html, "slides.html": shown})
    printout = folder / f"{NAME}.pdf"
    try:
        if pdf:
            _write(folder, {printout.name: printing.printed(lambda pages: book(lessons, pages))})
            return 0
    except NoticesError as error:
        print(f"notices book: the HTML and the slides are made, the PDF is not. {error}", file=sys.stderr)
    if printout.exists():
        print(f"{'kept':<10} {printout}, from an earlier run")
    return 1 if pdf else 0


def _answers(course: Path, folder: Path) -> int:
    from notices.course.book.answers import answer_book, read_exercises
    from notices.course.book.lessons import read_lessons

    _write(folder, {"answer-book.html": answer_book(read_lessons(course), read_exercises(course))})
    return 0


def _write(folder: Path, files: dict[str, bytes]) -> None:
    """Put the files into the folder, each whole; say which were made and which were there already."""
    from notices.course.build import write_if_changed

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            print(f"{'written' if write_if_changed(folder / name, content) else 'unchanged':<10} {folder / name}", flush=True)
    except OSError as error:
        raise NoticesError(f'"{folder}" cannot be written to ({error.strerror}). Name another folder: --to FOLDER') from None
