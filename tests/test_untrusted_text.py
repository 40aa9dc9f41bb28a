"""Whatever a learner or a stranger can write is shown as text, wherever it is shown: no markup of theirs, no script, no address."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from graded_class import result

from notices.course import learner
from notices.course.doctor import Finding, report
from notices.course.exercises.button import Work
from notices.course.exercises.class_page import class_page
from notices.course.exercises.feedback import feedback_page, page_names
from notices.course.exercises.marks import Submission
from notices.course.exercises.result import Verdict
from notices.figures.picture import Picture, Table
from notices.widgets import plain
from notices.widgets.kit import Board, Range
from notices.widgets.lesson_0 import SelfTest
from notices.widgets.prediction import Prediction

NASTY = "<img src=x onerror=alert(1)>\"'&"
TABLE = Table(f"caption {NASTY}", ["name", f"column {NASTY}"], [[f"row {NASTY}", f"cell {NASTY}"]])
PICTURE = Picture(b"", 10, 10, f"alt {NASTY}", f"words {NASTY}", TABLE)
FINDING = Finding(NASTY, False, NASTY, NASTY, NASTY)
HANDED_IN = [
    Submission(NASTY, f"{NASTY}.ipynb", "98-sample",
               result(Verdict(1, NASTY, "error", f"Ends with {NASTY}", "", (NASTY,), f"Traceback {NASTY}"), notes=(NASTY,)),
               remarks=(NASTY,), answers={1: f"gap = {NASTY}"}),
    Submission("A-01", f"{NASTY}.ipynb", problem=f"is not a notebook ({NASTY}).")]


def widget_html(widget) -> str:
    """All HTML that an ipywidget, and what is in it, puts on the page."""
    own = widget.value if type(widget).__name__ in ("HTML", "ReturnedWidget") else ""
    return own + "".join(map(widget_html, getattr(widget, "children", ())))


def checked() -> Work:
    work = Work("98", status=NASTY)
    work.result = result(Verdict(1, NASTY, "error", NASTY, "", (NASTY,), NASTY), notes=(NASTY,))
    return work


def locked(key: str) -> Prediction:
    prediction = Prediction(f"Which {NASTY}?", [f"one {NASTY}", "other"], key=key)
    prediction.lock(f"one {NASTY}")
    return prediction


def failing() -> Board:
    def draw(values):
        if values["day"] > 3:
            raise ValueError(NASTY)
        return PICTURE

    board = Board([Range("day", f"Day {NASTY}", 0, 9, 3)], draw, title=f"Title {NASTY}")
    board.receive({"day": 5})
    return board


def own_progress(monkeypatch, tmp_path) -> Table:
    """The table of a learner's progress, with a lesson's file and entries of a strange name."""
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    (tmp_path / "lessons" / f"03-{NASTY.replace('/', '')}.ipynb").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(tmp_path / "mine.json"))
    learner.remember("prediction", "lesson-3", NASTY)
    learner.remember("task", f"03 {NASTY}", NASTY)
    return learner.progress_table()


# where it is shown -> (its HTML, how often at least the nasty text stands there to be read)
SHOWN = {
    "feedback page": lambda: (feedback_page(NASTY, HANDED_IN).decode("utf-8"), 8),
    "class page": lambda: (class_page(HANDED_IN, page_names([NASTY, "A-01"]), NASTY).decode("utf-8"), 5),
    "self-test": lambda: (report([FINDING])._repr_html_(), 4),
    "self-test of lesson 0": lambda: (SelfTest(report([FINDING]))._repr_mimebundle_()["text/html"], 4),
    "table": lambda: (TABLE.to_html(), 4),
    "picture": lambda: (PICTURE.to_html(), 5),
    "prediction, stored": lambda: (locked("untrusted-1")._repr_mimebundle_()["text/html"], 3),
    "prediction, met again": lambda: (locked("untrusted-2").returned("other", NASTY, NASTY)._repr_mimebundle_()["text/html"], 3),
    "prediction, plain": lambda: (widget_html(plain.PredictionWidget(locked("untrusted-3"))), 2),
    "check, plain": lambda: (widget_html(plain.CheckWidget(checked())), 6),
    "board, plain": lambda: (widget_html(plain.BoardWidget(failing())), 6),
    "board, stored": lambda: (failing()._repr_mimebundle_()["text/html"], 5),
}


class Read(HTMLParser):
    """What a page has of elements, and what there is to be read on it, alternative texts among that."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.text += dict(attributes).get("alt") or ""

    def handle_data(self, data):
        self.text += data


def assert_only_text(page, times):
    read = Read(page)
    assert [tag for tag, _ in read.elements if tag in ("script", "iframe", "object", "embed", "form", "link", "base")] == []
    assert [names for _, names in read.elements if any(name.startswith("on") for name in names)] == []
    assert [names["src"] for _, names in read.elements if not (names.get("src") or "data:image/png").startswith("data:image/png")] == []
    assert read.text.count(NASTY) >= times


@pytest.mark.parametrize("where", SHOWN)
def test_a_strangers_markup_is_shown_as_text(where):
    assert_only_text(*SHOWN[where]())


def test_a_learners_progress_shows_a_lessons_name_as_text(monkeypatch, tmp_path):
    assert_only_text(own_progress(monkeypatch, tmp_path).to_html(), 1)


def test_the_script_of_the_live_widgets_sets_text_and_never_markup():
    from notices.widgets import answer, live

    for script in (live.Live._esm, answer.AnswerWidget._esm):
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc"):
            assert word not in str(script)


def test_this_test_can_fail():
    with pytest.raises(AssertionError):
        assert_only_text(f"<p>{NASTY}</p>", 0)
    with pytest.raises(AssertionError):
        assert_only_text("<p></p>", 1)
