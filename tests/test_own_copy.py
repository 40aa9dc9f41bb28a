"""The learner's own copy of the article: found, checked and shown without harm. Every text here is made up."""

import pytest

from notices import claims
from notices.course import own_copy
from notices.course.own_copy import ABSENT, beside, paragraph, read_lines

SPEAKERS = {21: "Shoigu", 28: "Peskov", 32: "Tass"}
FULL = {*range(1, 63, 2), 24, 26, 28, 30, 32, 34, 36, 38}  # lines with a paragraph; the others are empty
LINES = [f"Made-up paragraph on line {line}, as {SPEAKERS.get(line, 'somebody')} has it." if line in FULL else "" for line in range(1, 63)]


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A made-up text laid out as the article is; a function that writes another."""
    path = tmp_path / "article.txt"
    monkeypatch.setenv("NOTICES_ARTICLE", str(path))

    def write(content):
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    write("\n".join(LINES))
    return write


def test_every_claim_is_shown_beside_the_lines_it_names(copy):
    for row in claims():
        if row.id.startswith("C"):
            first = int(row.paragraph.split("/L")[1].split("-")[0])
            shown = beside(row.id)
            assert shown.trouble == "" and shown.paragraph.startswith(f"Made-up paragraph on line {first},")
            assert row.paraphrase in str(shown) and shown.paragraph in str(shown)


def test_several_lines_are_shown_without_the_empty_ones_between(copy):
    assert paragraph("A2/L23-24", LINES).count("\n") == 1
    assert paragraph("A4/L42-62", LINES).count("Made-up") == 10


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_either_line_ending_and_a_byte_order_mark_are_taken(copy, ending):
    copy(b"\xef\xbb\xbf" + ending.join(LINES).encode("utf-8"))
    assert beside("C19").paragraph == LINES[10] and beside("C01").paragraph == LINES[0]


def test_a_sign_that_some_programs_take_for_a_line_end_is_none(copy):
    lines = [line.replace(" ", "\u2028", 1) if line else "" for line in LINES]
    copy("\n".join(lines))
    assert "line 11" in beside("C19").paragraph


def test_the_text_of_a_stranger_is_shown_escaped_and_steers_nothing(copy):
    lines = list(LINES)
    lines[10] = '<script>alert("x")</script> & \u202ebackwards\x1b[31m <img src=x onerror=y>'
    copy("\n".join(lines))
    html = beside("C19")._repr_html_()
    assert "<script" not in html and "<img" not in html and "&lt;script&gt;" in html and "&amp;" in html
    assert "\u202e" not in html and "\x1b" not in html and "\x1b" not in str(beside("C19"))


def test_whoever_sees_the_paragraph_is_told_that_the_notebook_now_holds_it(copy):
    assert "Clear the output before you pass the notebook on" in beside("C19")._repr_html_()


def test_without_a_copy_the_message_says_how_to_have_one(monkeypatch, tmp_path):
    monkeypatch.setattr(own_copy, "data_folders", lambda: (tmp_path, tmp_path))
    monkeypatch.delenv("NOTICES_ARTICLE")
    assert beside("C19").trouble == ABSENT and "data/article.txt" in beside("C19")._repr_html_()
    (tmp_path / "article.txt").write_text("\n".join(LINES), encoding="utf-8")
    assert beside("C19").paragraph == LINES[10]
    monkeypatch.setenv("NOTICES_ARTICLE", "none")
    assert beside("C19").trouble == ABSENT


@pytest.mark.parametrize(("content", "parts"), [
    ("", ["line 1", "C01", "is empty or missing"]),
    ("Another text.\n" * 3, ["does not fit"]),
    ("\n".join(LINES[2:]), ["does not fit"]),
    ("\n".join(line for line in LINES if line), ["does not fit"]),
    ("\n".join(LINES).replace("Peskov", "Nobody"), ["line 28", "C37", '"Peskov"', "another text"]),
    ("\n".join(LINES[:36]), ["line 38", "C50", "is empty or missing"]),
    (b"\xff\xfe" + "\n".join(LINES).encode("utf-16-le"), ["byte 0 is not UTF-8", "save it again"]),
    ("\n".join(LINES).encode() + b"caf\xe9", ["is not UTF-8"]),
    ("\n".join(LINES) + "x" * 300_000, ["longer than 200,000 bytes"]),
])
def test_a_file_that_will_not_do_says_why_and_what_to_do(copy, content, parts):
    copy(content)
    shown = beside("C19")
    assert shown.paragraph == ""
    for part in ["article.txt", *parts]:
        assert part in shown.trouble


def test_a_file_that_cannot_be_read_is_told(copy, monkeypatch, tmp_path):
    monkeypatch.setenv("NOTICES_ARTICLE", str(tmp_path))  # a folder
    assert "cannot be read" in beside("C19").trouble
    monkeypatch.setenv("NOTICES_ARTICLE", str(tmp_path / "gone.txt"))
    assert "gone.txt cannot be read" in beside("C19").trouble


def test_lines_are_read_without_signs_that_steer_a_screen(copy):
    path = copy("\n".join(LINES).replace("Made-up", "Ma\x07de-up"))
    assert read_lines(path)[0].startswith("Made-up")
