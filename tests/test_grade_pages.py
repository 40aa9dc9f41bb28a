"""The pages about a class: they stand alone, read in order, and show whatever strangers wrote as what it is, text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from graded_class import MISCHIEF, TITLES, a_class

from notices.course.exercises import grade
from notices.course.exercises.class_page import class_page
from notices.course.exercises.feedback import by_learner, feedback_page, page_names
from notices.course.exercises.marks import COLUMNS, IN_SHORT, Submission, as_csv, harmless, in_order
from notices.course.exercises.page import our_words
from notices.course.exercises.result import Result, Verdict
from notices.course.exercises.task_picture import counted, headline, task_picture
from notices.figures import style

CLASS = a_class()
PLACES = page_names(one.learner for one in CLASS)
PAGES = {"class": class_page(CLASS, PLACES, f"7b {MISCHIEF}"),
         **{learner: feedback_page(learner, theirs) for learner, theirs in by_learner(CLASS).items()}}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=map(ascii, PAGES))
VOID = {"meta", "img", "br"}


class Tree(HTMLParser):
    """The elements of a page, each as (tag, attributes, tags above it), and whether they close in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements, self.open, self.text = [], [], []
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def of(self, *tags):
        return [element for element in self.elements if element[0] in tags]


@every_page
def test_a_page_is_whole_and_says_its_language_and_its_title(page):
    tree = Tree(page)
    assert page.startswith(b"<!DOCTYPE html>") and tree.open == []
    assert tree.of("html")[0][1] == {"lang": "en"} and len(tree.of("title")) == len(tree.of("main")) == 1


@every_page
def test_a_page_runs_nothing_and_loads_nothing(page):
    tree = Tree(page)
    known = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "ul", "li", "nav", "section", "article", "div", "span",
             "details", "summary", "pre", "code", "em", "strong", "a", "img", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _, _ in tree.elements} <= known  # no script, no link, no frame, no form
    for tag, attributes, _ in tree.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert attributes.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
        assert re.fullmatch(r"#part-\d+|feedback/[\w%().-]+\.html", attributes.get("href", "#part-1")), attributes
    assert not re.search(rb"url\(|@import", page)
    assert "default-src 'none'" in next(attributes["content"] for _, attributes, _ in tree.of("meta") if "http-equiv" in attributes)


@every_page
def test_headings_go_down_one_step_at_a_time_from_one_title(page):
    levels = [int(tag[1]) for tag, _, _ in Tree(page).of("h1", "h2", "h3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:]))


def test_what_strangers_wrote_is_shown_as_they_wrote_it():
    pages = "\n".join("".join(Tree(page).text) for page in PAGES.values())
    assert pages.count(MISCHIEF) >= 8  # in the class's name, a learner's, a file's, an answer, a message, a traceback
    assert "*not ours*" in pages  # only the exercise's own texts may set words off
    assert b"\x1b" not in b"".join(PAGES.values()) and b"\0" not in b"".join(PAGES.values())


def test_a_task_has_its_message_first_then_the_mistake_the_hints_and_the_traceback_last():
    text = "".join(Tree(PAGES["A-02"]).text)
    order = ["Not yet", "Task 1", "You took served for aware", "A known mistake: served is aware", "Hint 1", "Hint 2", "Hint 3", "The answer that was checked",
             "Task 2", "ends with an error", "The error in full", "Traceback"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_each_hint_is_folded_inside_the_one_before():
    tree = Tree(PAGES["A-02"])
    depths = [above.count("details") for tag, _, above in tree.of("summary")][:4]
    assert depths == [1, 2, 3, 1]  # three hints, then the answer
    assert not any("open" in attributes for _, attributes, _ in tree.of("details"))


def test_a_right_task_needs_no_message_and_no_hint():
    text = "".join(Tree(PAGES["A-01"]).text)
    assert "4 of 4 tasks are right." in text and "Hint" not in text and "Not yet" not in text


def test_a_notebook_that_was_not_checked_says_why():
    assert "Not checked: is not a notebook" in "".join(Tree(PAGES["A-10"]).text)
    assert "Not checked: is not a notebook" in "".join(Tree(PAGES["class"]).text)


def test_our_own_texts_set_words_off_and_stay_text():
    assert our_words("`gap = a * b` is *not* **this** & <b>") == "<code>gap = a * b</code> is <em>not</em> <strong>this</strong> &amp; &lt;b&gt;"
    assert our_words("2 * 3 * 4") == "2 * 3 * 4"


def test_pages_are_named_so_that_any_file_system_takes_them_and_none_takes_anothers_place():
    names = page_names(["A-01", "a-01", "../../etc", "con", "=1+1", "Ж-01", "x" * 300, "x" * 299, "<b>", "&b&", " "])
    assert len({name.casefold() for name in names.values()}) == 11
    assert names["A-01"] == "feedback/A-01.html" and names["Ж-01"] == "feedback/Ж-01.html"
    assert all(re.fullmatch(r"feedback/[\w ()-]{1,69}\.html", name) for name in names.values())
    assert not re.search(r"/con\.", names["con"])


# ---- the picture -----------------------------------------------------------------------------------------------------


def test_the_picture_says_what_to_see_and_its_table_has_the_same_numbers():
    counts = counted([one for one in CLASS if one.result])
    picture = task_picture(counts, "Exercise 98")
    assert headline(counts) == "Tasks 1 and 2 went wrong most often: each in 2 of 4 notebooks"
    assert picture.words.startswith(headline(counts)) and "Task 2: not right in 2 of 4 (another answer 1, ends with an error 1)." in picture.alt
    assert picture.table.cells()[0][1:] == ["2", "2", "served-is-aware 1, number written down 1"]
    assert f'alt="{picture.alt}"'.encode() in PAGES["class"]


@pytest.mark.parametrize("wrong, says", [
    ([0, 0], "Every task is right in every notebook"), ([0, 3], "Task 2 went wrong most often: in 3 of 3 notebooks"),
    ([1, 1], "Tasks 1 and 2 went wrong most often: each in 1 of 3 notebooks")])
def test_the_headline_names_the_task_that_went_wrong_most_often(wrong, says):
    assert headline(counted(some_results(wrong, 3))) == says


def some_results(wrong, notebooks):
    """Notebooks in which each task is wrong so many times."""
    def verdict(task, nth):
        if nth >= wrong[task - 1]:
            return Verdict(task, TITLES[task % 4], "passed", "Right.")
        kind = ["known", "wrong", "error", "missing"][nth % 4]
        return Verdict(task, TITLES[task % 4], kind, "Said.", "judgement-as-fact" if kind == "known" else "")
    return [Submission(f"A-{nth}", "x.ipynb", "98-sample", Result("98-sample", "Exercise 98", [verdict(task, nth) for task in range(1, len(wrong) + 1)]))
            for nth in range(notebooks)]


@pytest.mark.parametrize("wrong, notebooks", [([0, 0, 0, 0], 1), ([30, 1, 0, 12, 30, 7], 30), ([100, 250, 3, 0], 250)])
def test_nothing_in_the_picture_is_cut_off_small_or_on_top_of_something_else(wrong, notebooks, monkeypatch):
    kept = []
    monkeypatch.setattr(style, "new_figure", lambda *size, make=style.new_figure: kept.append(make(*size)) or kept[0])
    task_picture(counted(some_results(wrong, notebooks)), "Exercise 98")
    boxes = [(text.get_text(), text.get_window_extent(), text.get_size()) for text in style.texts_of(kept[0])]
    whole = kept[0].bbox
    for at, (words, box, size) in enumerate(boxes):
        assert size >= style.SMALLEST_TEXT and whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1, words
        assert not [other for other, there, _ in boxes[at + 1:] if box.overlaps(there)], words


# ---- the table -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠"])
def test_no_cell_runs_in_a_spreadsheet(begins):
    cell = harmless(f"{begins}HYPERLINK(1)")
    assert cell.startswith("'") and "\t" not in cell and "\r" not in cell and "\n" not in cell


def test_what_is_no_formula_stays_as_it_is():
    assert [harmless(cell) for cell in ("A-01", "3", "", "1=1", "Ж")] == ["A-01", "3", "", "1=1", "Ж"]


def test_the_table_has_one_line_for_each_submission_whatever_is_in_it():
    lines = as_csv([*CLASS, Submission("A\ud800", "x\ny.ipynb", problem="broken\r\nin two")]).decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(COLUMNS) and len(lines) == len(CLASS) + 3 and lines[-1] == ""


def test_learners_stand_in_the_order_in_which_people_count():
    mixed = [Submission(learner, "x.ipynb") for learner in ("A-10", "a-2", "A-1", "B", "A-02")]
    assert [one.learner for one in in_order(mixed)] == ["A-1", "A-02", "a-2", "A-10", "B"]


# ---- the words about it ----------------------------------------------------------------------------------------------


def test_the_teachers_text_names_every_column_way_of_going_wrong_option_and_exit_code():
    text = (Path(__file__).resolve().parents[1] / "docs" / "checking.md").read_text(encoding="utf-8")
    columns = [column for column in COLUMNS if not re.fullmatch("task [2-5]", column)]
    assert [column for column in columns if f"`{column}`" not in text] == []
    assert [words for kind, words in IN_SHORT.items() if kind != "passed" and f"`{words}`" not in text] == []
    options = set(re.findall(r"--[a-z]+", grade._parser().format_help())) - {"--help"}
    assert [option for option in options if option not in text] == []
    assert re.findall(r"^\| (\d+) \|", text, re.MULTILINE) == re.findall(r"\b(\d+) (?=every|one|the|interrupted)", grade.EXIT_CODES)


@pytest.mark.parametrize("remark", [
    "is not a notebook", "it has no answer cell of any exercise", "larger than 20 MB", "it is a link or no plain file", "was changed while the class was checked",
    "the check itself failed", "its exercise could not be prepared", "for this exercise", "answer cells", "Cells that belong to the exercise were changed"])
def test_every_remark_that_the_teachers_text_explains_is_one_that_is_made(remark):
    root = Path(__file__).resolve().parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "notices" / "course" / "exercises").glob("*.py"))
    assert remark in (root / "docs" / "checking.md").read_text(encoding="utf-8")
    assert remark in code or remark == "larger than 20 MB" and "larger than {LARGEST_FILE // 1_000_000} MB" in code
