"""The teacher's pages: what they say of lessons, exercises and facts is there, and says the same."""

import re

import nbformat
import pytest

from notices.course.exercises import source as exercises
from notices.course.folder import LESSONS, course_folder
from notices.errors import nearest
from notices.sources import known

FOLDER = course_folder()
PLANS = {"plan-45.md": 45, "plan-90.md": 90}
PAGES = ["teaching.md", *PLANS, "plan-alone.md", "jose-checklist.md", "memo-marking.md"]
IDS = re.compile(r"\b[CXGRBT]\d\d?\b")
SOURCES = {int(path.name[:2]): path for path in exercises.sources(FOLDER)}  # by lesson


def page(name):
    return (FOLDER / "docs" / name).read_text(encoding="utf-8")


def lesson(number):
    [path] = (FOLDER / LESSONS).glob(f"{number:02}-*.ipynb")
    return nbformat.read(path, as_version=4)


def prose(number):
    """What a lesson says, without the asterisks of emphasis."""
    return "\n".join(cell.source for cell in lesson(number).cells if cell.cell_type == "markdown").replace("*", "")


def headings(number):
    return re.findall(r"^## (.+)$", prose(number), re.MULTILINE)


def shown(number):
    """All that a lesson prints or shows as text, page by page."""
    outputs = [output for cell in lesson(number).cells if cell.cell_type == "code" for output in cell.outputs]
    return "\n".join(output.get("text", "") + "".join(output.get("data", {}).get(kind, "") for kind in ("text/plain", "text/html"))
                     for output in outputs)


def minutes(number):
    """Reading and doing, as the lesson states them."""
    return [int(found) for found in re.search(r"Minutes: reading (\d+) .*?doing (\d+)", prose(number), re.DOTALL).groups()]


def exercise_minutes(number):
    """As the exercise states them; a dash where there is no exercise."""
    if number not in SOURCES:
        return "–"
    return re.search(r"\*\*Minutes:\*\* (\d+)", SOURCES[number].read_text(encoding="utf-8"))[1]


def schedule(name):
    """(first minute, last minute, what is on the screen) of each row."""
    rows = re.findall(r"^\| (\d+)–(\d+) \| (.+?) \|", page(name), re.MULTILINE)
    return [(int(first), int(last), screen) for first, last, screen in rows]


# ---- minutes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, length", PLANS.items())
def test_a_plan_fills_its_time_without_a_gap(name, length):
    rows = schedule(name)
    assert [first for first, _, _ in rows] == [0, *(last for _, last, _ in rows[:-1])]
    assert rows[-1][1] == length


@pytest.mark.parametrize("name", ["teaching.md", *PLANS])
def test_a_lesson_takes_as_long_as_it_says_itself(name):
    text = " ".join(page(name).split())
    said = re.findall(r"[Ll]esson (\d+) takes (\d+)|[Ll]esson (\d+)(?: on its own)? \((\d+) minutes", text)
    said += [("", "", *pair) for pair in re.findall(r"(?:Lessons|and) (\d+) \((\d+) minutes", text)]
    assert said
    for number, long, other, other_long in said:
        assert sum(minutes(int(number or other))) == int(long or other_long), f"{name} on lesson {number or other}"


def test_the_table_for_self_study_has_the_minutes_of_every_lesson_and_exercise():
    rows = re.findall(r"^\| (\d+) \| (\S+) \| (\S+) \| (\S+) \|", page("plan-alone.md"), re.MULTILINE)
    assert [row[0] for row in rows] == [str(number) for number in range(11)]
    for number, reading, doing, exercise in [(int(row[0]), *row[1:]) for row in rows[1:]]:
        assert [reading, doing] == [str(part) for part in minutes(number)], f"lesson {number}"
        assert exercise == exercise_minutes(number), f"write {exercise_minutes(number)} for exercise {number} in docs/plan-alone.md"


@pytest.mark.parametrize("name", ["plan-alone.md", "jose-checklist.md"])
def test_the_lessons_add_up(name):
    whole = sum(sum(minutes(number)) for number in range(1, 11))
    assert f"{whole} minutes" in page(name)


# ---- what is named is there -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*PLANS, "plan-alone.md"])
def test_each_part_of_a_lesson_in_a_plan_is_a_heading_of_that_lesson(name):
    named = re.findall(r"L(\d+) · \*(.+?)\*", page(name))
    assert named
    for number, heading in named:
        assert heading in headings(int(number)), f"{name}: lesson {number}: {heading}. {nearest(heading, headings(int(number)))}"


@pytest.mark.parametrize("name", PLANS)
def test_what_a_plan_says_is_printed_is_printed_by_a_lesson_of_its_row(name):
    for first, _, screen in schedule(name):
        on_screen = "\n".join(shown(int(number)) for number in set(re.findall(r"L(\d+) · ", screen)))
        missing = [printed for printed in re.findall(r"`(.+?)`", screen) if printed not in on_screen]
        assert not missing, f"{name}, minute {first}"


def test_each_part_of_a_lesson_in_the_guide_is_a_heading_of_that_lesson():
    text = " ".join(page("teaching.md").split())
    named = re.findall(r"[Ll]esson (\d+), \*(.+?)\*", text) + re.findall(r"### Lesson (\d+), before \*(.+?)\*", page("teaching.md"))
    assert named
    for number, heading in named:
        assert heading in headings(int(number)), f"lesson {number}: {heading}. {nearest(heading, headings(int(number)))}"


def test_each_misconception_is_known_to_the_exercises_beside_it():
    named = 0
    for cell in re.findall(r"^\|.*\| ([^|]*`[^|]*\(\d[^|]*\)) \|$", page("teaching.md"), re.MULTILINE):
        for names, numbers in re.findall(r"((?:`[\w-]+`(?:, )?)+) \(([\d, ]+)\)", cell):
            for number in map(int, numbers.split(", ")):
                knows = {raw.name for raw in exercises.read(SOURCES[number])}
                missing = [name for name in re.findall(r"`([\w-]+)`", names) if name not in knows]
                assert not missing, f"exercise {number}"
                named += 1
    assert named >= 15


@pytest.mark.parametrize("name", PAGES)
def test_every_id_resolves(name):
    assert [id_ for id_ in IDS.findall(page(name)) if not known(id_)] == []


# ---- discussions ----------------------------------------------------------------------------------------------------


def test_each_question_has_two_sides_of_like_length_with_ids_on_both():
    questions = page("teaching.md").split("## Questions to argue about")[1].split("\n## ")[0].split("\n### ")[1:]
    assert len(questions) >= 6
    for question in questions:
        one, other = re.findall(r"^\*\*.+?(?=\n\n|\Z)", question.strip(), re.MULTILINE | re.DOTALL)
        lengths = sorted(len(side.split()) for side in (one, other))
        assert lengths[1] <= 1.5 * lengths[0], question.splitlines()[0]
        assert all(IDS.search(side) for side in (one, other)), question.splitlines()[0]
