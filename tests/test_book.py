"""The printed edition: what is in it, what is left out of it, where its links lead, and what is said when it cannot be made."""

import json
import re
import shutil
import subprocess

import pytest
from bs4 import BeautifulSoup

from notices.__main__ import main as notices
from notices.course.book import command, printing
from notices.course.book.answers import answer_book, read_exercises
from notices.course.book.edition import book
from notices.course.book.lessons import Fold, parts, read_lesson, read_lessons, without_marks
from notices.course.book.outputs import Answer, Question, Still, place, shown
from notices.course.book.routes import read_arguments, read_routes
from notices.course.book.slides import slides
from notices.course.book.text import glossary_word, in_book, rendered
from notices.course.folder import course_folder
from notices.course.words import glossary
from notices.errors import NoticesError
from notices.widgets.prediction import NO_PREDICTION

COURSE = course_folder()
LESSON_3 = "03-when-is-an-electronic-notice-served"


@pytest.fixture(scope="module")
def lessons():
    return read_lessons(COURSE)


@pytest.fixture(scope="module")
def made(lessons):
    """name -> the page as bytes."""
    return {"book": book(lessons), "slides": slides(lessons, read_routes(COURSE, lessons), read_arguments(COURSE)),
            "answers": answer_book(lessons, read_exercises(COURSE))}


@pytest.fixture(scope="module")
def pages(made):
    """name -> the page, parsed."""
    return {name: BeautifulSoup(content, "html.parser") for name, content in made.items()}


@pytest.fixture(scope="module")
def stored(lessons):
    """(lesson, cell, what it shows) for all cells of all lessons."""
    return [(lesson, cell, part) for lesson in lessons for cell in lesson.cells for part in shown(cell, place(lesson, cell))]


def words(part):
    return " ".join(part.get_text().split())


def folds(lesson):
    return [part for cell in lesson.cells if cell.markdown for part in parts(cell.source) if isinstance(part, Fold)]


# ---- what is in it --------------------------------------------------------------------------------------------------


def test_every_lesson_is_a_chapter_with_its_headings_in_order(lessons, pages):
    assert [lesson.number for lesson in lessons] == list(range(11))
    for lesson in lessons:
        chapter = pages["book"].find(id=lesson.anchor).find_parent("section")
        assert words(chapter.h2) == f"{lesson.number} · {lesson.title}"
        titles = [words(heading) for heading in chapter.find_all("h3")]
        assert [title for title in titles if title in lesson.headings] == list(lesson.headings)


def test_the_contents_lead_to_every_chapter_and_to_the_back(lessons, pages):
    entries = {link["href"]: words(link) for link in pages["book"].find("nav").find_all("a")}
    for lesson in lessons:
        assert entries[f"#{lesson.anchor}"] == f"{lesson.number} · {lesson.title}"
    assert {"#glossary", "#sources", "#pictures"} <= set(entries)


def test_every_stored_picture_has_number_alt_text_words_and_a_line_in_the_index(pages, stored):
    stills = [part for _, _, part in stored if isinstance(part, Still)]
    figures = pages["book"].find_all("figure")
    rows = pages["book"].find(id="pictures").find_parent("section").tbody.find_all("tr")
    index = {words(row.th): (row.a["href"], words(row.find_all("td")[-1])) for row in rows}
    assert len(stills) > 10 and len(figures) == len(stills)
    for still, figure in zip(stills, figures):
        assert figure.img["alt"] == still.alt and figure.img["src"].startswith("data:image/")
        number = words(figure.figcaption.strong).removeprefix("Picture ").rstrip(".")
        assert words(figure.figcaption) == f"Picture {number}. {still.words}"
        assert index[number] == (f"#{figure['id']}", still.words)
    assert len(pages["book"].select("figure + .numbers table")) == len([still for still in stills if still.table])


def test_every_prediction_can_be_ticked_on_paper(pages, stored):
    questions = [part for _, _, part in stored if isinstance(part, Question)]
    boxes = pages["book"].select("div.prediction")
    assert len(questions) == len(boxes) == 10
    for question, box in zip(questions, boxes):
        assert words(box.p) == " ".join(question.text.split())
        assert [words(item) for item in box.find_all("li") if item.select(".box")] == list(question.options)


def test_every_word_and_every_fact_that_is_named_has_its_entry(pages):
    page = pages["book"]
    assert [words(word).casefold() for word in page.find_all("dt")] == sorted(word.casefold() for word in glossary())
    listed = {item["id"].removeprefix("source-") for item in page.select(".sources li")}
    named = set(re.findall(r"\b[CX]\d\d\b", " ".join(words(section) for section in page.select("section.chapter"))))
    assert len(named) > 80 and named <= listed


def test_code_stands_in_a_box_unless_a_tag_hides_it(tmp_path, pages):
    code = [box.get_text() for box in pages["book"].find(id="lesson-3").find_parent("section").select("pre.code")]
    assert any("article = load_system" in each for each in code)
    lesson = changed(tmp_path, lambda cells: cells["rule-as-data"]["metadata"].update(tags=["hide-input"]))
    html = book([lesson]).decode()
    assert "served on: posting" in html and "article.served_on" not in html


def test_a_long_table_is_printed_once(pages):
    captions = [words(caption) for caption in pages["book"].find_all("caption")]
    people = next(caption for caption in captions if caption.startswith("How the people are drawn"))
    assert words(pages["book"]).count(f"{people}: the same table as in") >= 1


# ---- what is left out -----------------------------------------------------------------------------------------------


def test_learners_get_no_answer_and_are_told_where_it_is(lessons, pages, stored):
    answers = [fold for lesson in lessons for fold in folds(lesson)] + [part for _, _, part in stored if isinstance(part, Answer)]
    assert len(answers) > 20
    pointers = [words(pointer) for pointer in pages["book"].select("p.pointer") if "answer book" in words(pointer)]
    assert len(pointers) == len(answers)
    assert not pages["book"].find_all(["details", "summary"])
    text = words(pages["book"])
    assert "Yes, one: day 0. Only a person who looks" not in text
    assert NO_PREDICTION not in text


def test_an_answer_that_is_folded_deeper_in_an_output_is_left_out_too(tmp_path):
    def fold_deeper(cells):
        cells["return"]["outputs"][0]["data"]["text/html"] = (
            "<div><p>Open text.</p><details><summary>What it gives</summary><p>The answer.</p></details></div>")

    text = words(BeautifulSoup(book([changed(tmp_path, fold_deeper)]), "html.parser"))
    assert "Open text." in text and "What it gives: in the notebook" in text and "The answer." not in text


def test_nothing_runs_and_nothing_is_loaded(pages):
    for name, page in pages.items():
        assert len(page.find_all("script")) == (1 if name == "slides" else 0), name
        assert not page.find_all(["iframe", "object", "embed", "link", "form", "button", "input", "select", "video", "audio"]), name
        assert all(each["src"].startswith("data:image/") for each in page.find_all(src=True)), name
        assert not re.search(r"url\(|@import", page.style.string), name
        assert not any(attribute.startswith("on") for each in page.find_all(True) for attribute in each.attrs), name
        assert "default-src 'none'" in page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]


# ---- links ----------------------------------------------------------------------------------------------------------


def test_every_link_inside_leads_to_something_and_every_id_is_there_once(pages):
    for name, page in pages.items():
        ids = [each["id"] for each in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), name
        links = [link["href"] for link in page.find_all("a")]
        outside = [link for link in links if not link.startswith(("#", "?route="))]
        assert {link[1:] for link in links if link.startswith("#")} <= set(ids), name
        assert all(link.startswith(("http://", "https://")) for link in outside), name
        assert not page.select("a a"), name


@pytest.mark.parametrize("text, link", [
    ("[served](#Words)", "#word-served"),
    ("[**Exit bans**](#Words)", "#word-exit-ban"),
    ("[days of grace of the law](#Words)", "#word-days-of-grace"),
    ("[a thing of no entry](#Words)", "#lesson-3-words"),
    ("[below](#Two-clocks)", "#lesson-3-two-clocks"),
    ("[lesson 2](02-when-is-a-paper-notice-served.ipynb)", "#lesson-2"),
    ("[the door](02-when-is-a-paper-notice-served.ipynb#One-door)", "#lesson-2-one-door"),
    ("[from elsewhere](../lessons/02-when-is-a-paper-notice-served.ipynb)", "#lesson-2"),
    ("[the exercise](../exercises/03-when-is-an-electronic-notice-served.ipynb)", ""),
    ("[no such heading](#Nowhere)", ""),
    ("[a page](https://example.org/a)", "https://example.org/a"),
])
def test_a_lessons_link_leads_to_word_chapter_or_heading_and_a_file_stays_text(lessons, text, link):
    html = BeautifulSoup(rendered(text, in_book(lessons)(lessons[3])), "html.parser")
    assert [each["href"] for each in html.find_all("a")] == ([link] if link else [])
    assert words(html) == re.sub(r"\[\**(.*?)\**\]\(.*\)", r"\1", text)


def test_a_link_in_an_output_is_treated_alike_and_ids_in_it_are_dropped(tmp_path):
    def link_words(cells):
        cells["words"]["outputs"][0]["data"]["text/html"] = (
            '<ul id="w"><li id="x"><a href="#Words">served</a>, <a href="#Two-clocks">two</a>, <a href="../data/a.csv">file</a></li></ul>')

    shows = BeautifulSoup(book([changed(tmp_path, link_words)]), "html.parser").select_one("div.words")
    assert [(each["href"], words(each)) for each in shows.find_all("a")] == [("#word-served", "served"), ("#lesson-3-two-clocks", "two")]
    assert words(shows) == "served, two, file" and not shows.find_all(id=True)


def test_an_id_leads_to_its_source_also_inside_emphasis_and_never_inside_a_link(lessons):
    html = BeautifulSoup(rendered("*as C19 says*, [see C19](#Two-clocks), not C98 or A-17", in_book(lessons)(lessons[3])), "html.parser")
    assert [(each["href"], words(each)) for each in html.find_all("a")] == [("#source-C19", "C19"), ("#lesson-3-two-clocks", "see C19")]


def test_a_word_is_found_by_itself_its_plural_or_the_longest_inside():
    known = {"notice": 1, "exit ban": 2, "ban": 3}
    said = ["Notice", "notices", "the exit ban's end", "bans", "banned", "noticeboard"]
    assert [glossary_word(label, known) for label in said] == ["notice", "notice", "exit ban", "ban", "", ""]


# ---- slides ---------------------------------------------------------------------------------------------------------


def test_slides_show_question_prediction_pictures_and_take_away_of_each_lesson(lessons, pages, stored):
    page = pages["slides"]
    for lesson in lessons[1:]:
        mine = [slide for slide in page.select(".slide") if slide["id"] == lesson.anchor or slide["id"].startswith(f"{lesson.anchor}-")]
        assert words(mine[0].h2) == f"{lesson.number} · {lesson.title}"
        assert sum(len(slide.select(".prediction .tick")) for slide in mine) == 1
        assert len(page.find(id=f"{lesson.anchor}-take-away").find_all("li")) >= 3
        pictures = [part.alt for one, _, part in stored if one is lesson and isinstance(part, Still)]
        assert [image["alt"] for slide in mine for image in slide.find_all("img")] == pictures
        assert sum(len(slide.select(".questions")) for slide in mine) == len(folds(lesson)) + 1
    assert "Yes, one: day 0. Only a person who looks" not in words(page)


def test_a_route_has_the_slides_that_its_plan_names(pages, lessons):
    routes = {route.key: route for route in read_routes(COURSE, lessons)}
    assert set(routes) == {"45", "90", "alone"}
    numbers = {"45": {1, 3, 6}, "90": {1, 2, 3, 6}, "alone": set(range(11))}
    for key, route in routes.items():
        mine = [slide for slide in pages["slides"].select(".slide") if key in slide["data-routes"].split()]
        opened = {int(slide["id"].removeprefix("lesson-")) for slide in mine if re.fullmatch(r"lesson-\d+", slide["id"])}
        assert opened == numbers[key] and len(mine) > 20
        assert [slide["id"] for slide in mine if slide["id"].startswith("argue-")] == [
            each.anchor for each in read_arguments(COURSE) if route.argues(each.number)]
    [clocks] = [slide for slide in pages["slides"].select(".slide") if slide.img and slide["id"].startswith("lesson-3-")]
    assert clocks["data-routes"].split() == ["45", "90", "alone"]
    assert routes["45"].argues(1) and not routes["45"].argues(6) and routes["90"].argues(6)


# ---- the answer book ------------------------------------------------------------------------------------------------


def test_the_answer_book_has_each_answer_under_its_question(pages):
    chapter = pages["answers"].find(id="lesson-3").find_parent("section")
    text = words(chapter)
    assert text.index("Is there a day of opening on which") < text.index("Yes, one: day 0. Only a person who looks")
    assert text.index("Where do things stand on day 30?") < text.index("What the rule gives: “Served, under the exit ban")


def test_the_answer_book_has_each_task_with_solution_wrong_answers_and_hints(pages):
    for exercise in read_exercises(COURSE):
        chapter = pages["answers"].find(id=f"lesson-{int(exercise.number)}").find_parent("section")
        code = [pre.get_text() for pre in chapter.find_all("pre")]
        names = [name.get_text() for name in chapter.select("p.before > code:first-child")]
        assert len(chapter.find_all("h4")) >= len(exercise.tasks)
        for task in exercise.tasks:
            assert task.solution.strip() in code and task.prints[exercise.seeds[0]].rstrip() in code
            assert {wrong.name for wrong in task.wrong} <= set(names)
            assert all(wrong.source.strip() in code for wrong in task.wrong)
        given = ["".join(cell["source"]).strip() for cell in exercise.cells if "-given-" in cell["id"]]
        assert given and set(given) <= set(code)
        assert len(chapter.select("ol li")) >= sum(len(task.hints) for task in exercise.tasks)


# ---- files ----------------------------------------------------------------------------------------------------------


def test_the_same_notebooks_give_the_same_bytes(made, lessons):
    assert book(read_lessons(COURSE)) == made["book"]
    assert not re.search(rb"20\d\d-\d\d-\d\dT|\b\d\d:\d\d:\d\d\b", made["book"] + made["slides"])


def test_the_book_and_the_answers_go_into_folders_of_their_own(tmp_path, capsys):
    assert notices(["book", "--no-pdf", "--to", str(tmp_path / "b")]) == 0
    assert notices(["book", "--answers", "--to", str(tmp_path / "a")]) == 0
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["slides.html", "when-is-a-notice-served.html"]
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["answer-book.html"]
    assert notices(["book", "--no-pdf", "--to", str(tmp_path / "b")]) == 0
    assert capsys.readouterr().out.count("unchanged") == 2
    ignored = (COURSE / ".gitignore").read_text(encoding="utf-8").split()
    assert {f"/{command.BOOK}/", f"/{command.ANSWERS}/"} <= set(ignored)


def test_without_a_browser_the_html_is_made_and_the_rest_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("NOTICES_CHROMIUM", str(tmp_path / "no-browser"))
    assert notices(["book", "--to", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "the HTML and the slides are made, the PDF is not" in said
    assert f"NOTICES_CHROMIUM is {tmp_path / 'no-browser'}" in said and "--no-pdf" in said
    assert (tmp_path / "when-is-a-notice-served.html").exists() and not (tmp_path / "when-is-a-notice-served.pdf").exists()
    (tmp_path / "when-is-a-notice-served.pdf").write_bytes(b"older")
    assert notices(["book", "--no-pdf", "--to", str(tmp_path)]) == 0
    assert "when-is-a-notice-served.pdf, from an earlier run" in capsys.readouterr().out


def test_what_is_missing_is_named(monkeypatch):
    monkeypatch.delenv("NOTICES_CHROMIUM", raising=False)
    monkeypatch.setattr(printing.shutil, "which", lambda name: None)
    assert re.search("Chromium was not found.*apt-get install chromium|Playwright for Python is not installed", printing.missing())
    monkeypatch.setattr(command, "find_spec", lambda module: None if module == "mistune" else object())
    with pytest.raises(NoticesError, match="mistune is not installed here; JupyterLab brings it. Run: make book"):
        command.main(["--no-pdf"])


def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert notices(["book", "--answers", "--to", str(tmp_path / "file")]) == 1
    assert f'"{tmp_path / "file"}" cannot be written to' in capsys.readouterr().err


# ---- notebooks that will not do -------------------------------------------------------------------------------------


def changed(folder, change):
    """Lesson 3 after a change to its cells, given by id."""
    path = folder / f"{LESSON_3}.ipynb"
    shutil.copy(COURSE / "lessons" / path.name, path)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change({cell["id"]: cell for cell in notebook["cells"]})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return read_lesson(path)


def without_alt(cells):
    [output] = cells["two-clocks"]["outputs"]
    output["data"]["text/html"] = re.sub(r'alt="[^"]*"', 'alt=""', "".join(output["data"]["text/html"]))


def never_run(cells):
    cells["gap"]["outputs"] = []


def live(cells):
    cells["two-clocks"]["outputs"][0]["data"]["application/vnd.jupyter.widget-view+json"] = {}


def bare(cells):
    del cells["two-clocks"]["outputs"][0]["data"]["text/html"]


def without_title(cells):
    cells["question"]["source"] = "No heading"


@pytest.mark.parametrize("change, said", [
    (without_alt, 'cell "two-clocks": its picture has no alt text'),
    (bare, 'cell "two-clocks": it shows a bare image'),
    (never_run, 'cell "gap": it shows nothing, so it has not been run.* Run: make notebooks'),
    (live, 'cell "two-clocks": it holds a live view, .*Keep your copy under another name'),
    (without_title, 'it has no title. Expected a line such as "# 3 · When is'),
])
def test_a_notebook_that_will_not_do_is_named_with_its_cell(tmp_path, change, said):
    with pytest.raises(NoticesError, match=f"lessons/{LESSON_3}.ipynb.*{said}"):
        book([changed(tmp_path, change)])


@pytest.mark.skipif(shutil.which("git") is None, reason="not run: git was not found (install it)")
def test_a_lesson_that_somebody_worked_in_is_taken_as_it_was_committed(tmp_path, capsys):
    as_built = changed(tmp_path, lambda cells: None)
    for arguments in (["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "built"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    assert changed(tmp_path, live) == as_built
    assert f"lessons/{LESSON_3}.ipynb: somebody has worked in it; the book takes it as it was committed" in capsys.readouterr().err


@pytest.mark.parametrize("content, said", [("{", "no notebook that can be read .*Run: make notebooks"), (None, "cannot be read")])
def test_a_file_that_is_no_notebook_is_named(tmp_path, content, said):
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    (tmp_path / "lessons" / "source" / f"{LESSON_3}.py").touch()
    if content:
        (tmp_path / "lessons" / f"{LESSON_3}.ipynb").write_text(content, encoding="utf-8")
    with pytest.raises(NoticesError, match=f"lessons/{LESSON_3}.ipynb: .*{said}"):
        read_lessons(tmp_path)


def test_a_fold_within_a_fold_stays_inside_it():
    text = "before\n<details><summary>One</summary>\na\n<details><summary>Two</summary>b</details>\n</details>\nafter"
    [before, fold, after] = parts(text)
    assert (before.strip(), after.strip(), fold.summary) == ("before", "after", "One")
    assert "Two" in fold.text and "b" in fold.text


def test_a_heading_loses_its_marks_and_keeps_its_names():
    assert without_marks("What `served_on` and _that_ mean: *both*, **now**, in [lesson 2](02.ipynb)") == (
        "What served_on and that mean: both, now, in lesson 2")


# ---- the pages of a PDF ---------------------------------------------------------------------------------------------


def test_the_pages_of_a_pdf_are_counted_in_the_order_of_its_tree():
    pdf = (b"1 0 obj\n<</Type /Pages\n/Count 3\n/Kids [2 0 R 6 0 R]>>\nendobj\n"
           b"2 0 obj\n<</Type /Pages\n/Kids [9 0 R 4 0 R]\n/Parent 1 0 R>>\nendobj\n"
           b"4 0 obj\n<</Type /Page>>\nendobj\n6 0 obj\n<</Type /Page>>\nendobj\n9 0 obj\n<</Type /Page>>\nendobj\n"
           b"10 0 obj\n<</lesson-3 [6 0 R /XYZ 0 841.9 0]\n/contents [9 0 R /XYZ 0 1 0]\n/picture-3-1 [4 0 R /XYZ 0 1 0]>>\nendobj\n")
    assert printing.pages_of(pdf) == {"lesson-3": 3, "contents": 1, "picture-3-1": 2}


@pytest.mark.parametrize("settles", [True, False])
def test_a_book_is_printed_until_its_page_numbers_hold(monkeypatch, settles):
    from contextlib import nullcontext

    prints = []
    monkeypatch.setattr(printing, "missing", lambda: "")
    monkeypatch.setattr(printing, "_browser", lambda: nullcontext(None))
    monkeypatch.setattr(printing, "_print", lambda browser, html: prints.append(html) or b"/CreationDate (D:20260101000000+00'00')")
    monkeypatch.setattr(printing, "pages_of", lambda pdf: {"lesson-3": 30 if settles else len(prints)})
    if settles:
        assert printing.printed(lambda pages: repr(pages).encode()).strip() == b""
        assert prints == [b"{}", b"{'lesson-3': 30}"]
    else:
        with pytest.raises(NoticesError, match="do not settle"):
            printing.printed(lambda pages: b"")
