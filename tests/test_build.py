"""The notebook builder: one small source per thing that can go wrong, and the same bytes every time."""

import json
import os

import nbformat
import pytest

from notices.__main__ import COMMANDS
from notices.__main__ import main as notices
from notices.course import build
from notices.errors import NoticesError, listed

SOUND = """\
# %% [markdown] id="question"
# # When is a notice served?
#
# On day 0, the article says (C19).

# %% id="imports" tags=["no-output"]
import matplotlib.pyplot as plt
from ipywidgets import HTML

# %% id="days"
print("day", 0)
print("day", 9)

# %% id="picture" tags=["hide-input"]
plt.plot([0, 9])
plt.show()

# %% id="widget"
class Still(HTML):
    def _repr_mimebundle_(self, **kwargs):
        return {**super()._repr_mimebundle_(**kwargs), "text/html": "<p>day 9</p>", "text/plain": "day 9"}


Still("<b>live</b>")
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course, with a function that puts a source into it."""
    (tmp_path / "lessons" / "source").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def write(text, name="01-try"):
        source = tmp_path / "lessons" / "source" / f"{name}.py"
        source.write_text(text, encoding="utf-8")
        return source, tmp_path / "lessons" / f"{name}.ipynb"

    return write


def cells(path):
    return {cell["id"]: cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]}


# ---- what stays out -------------------------------------------------------------------------------------------------


def test_nothing_of_whoever_builds_gets_into_a_notebook(course, monkeypatch, tmp_path):
    mine = tmp_path / "mine.json"
    mine.write_text('{"format": 1, "belief": {"Q1": 35}}', encoding="utf-8")
    monkeypatch.setenv("NOTICES_LEARNER_FILE", str(mine))
    monkeypatch.setenv("NOTICES_ARTICLE", str(mine))
    code = """from notices.course import learner, own_copy
learner.remember("belief", "Q2", 50)
print(learner.load(), own_copy.place())
"""
    source, target = course('# %% id="mine"\n' + code)
    build.build(source, target)
    assert cells(target)["mine"]["outputs"][0]["text"] == ["{} None\n"]
    assert mine.read_text(encoding="utf-8") == '{"format": 1, "belief": {"Q1": 35}}'


# ---- what comes out -------------------------------------------------------------------------------------------------


def test_a_lesson_is_built_once_and_then_unchanged_to_the_byte(course, capsys):
    _, target = course(SOUND)
    assert notices(["build"]) == 0
    first, moment = target.read_bytes(), target.stat().st_mtime_ns
    assert notices(["build"]) == 0
    assert (target.read_bytes(), target.stat().st_mtime_ns) == (first, moment)
    assert capsys.readouterr().out.split() == ["written", target.name, "unchanged", target.name]
    assert [path.name for path in target.parent.iterdir() if path.is_file()] == [target.name]

    notebook = json.loads(first)
    nbformat.validate(notebook)
    assert notebook["metadata"] == {"kernelspec": build.KERNEL, "language_info": build.LANGUAGE}
    made = cells(target)
    assert list(made) == ["question", "imports", "days", "picture", "widget"]
    assert [cell["execution_count"] for cell in made.values() if cell["cell_type"] == "code"] == [1, 2, 3, 4]
    assert made["days"]["outputs"] == [{"name": "stdout", "output_type": "stream", "text": ["day 0\n", "day 9\n"]}]
    assert made["picture"]["metadata"] == {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
    assert "image/png" in made["picture"]["outputs"][0]["data"]
    assert made["widget"]["outputs"][0]["data"] == {"text/html": ["<p>day 9</p>"], "text/plain": ["day 9"]}
    assert notices(["build", "--check"]) == 0


# ---- sources that cannot be used ------------------------------------------------------------------------------------

UNREADABLE = {
    "no id": ("# %%\nprint(1)\n", ["cell 1", 'print(1)', 'no id', '# %% id="two-clocks"']),
    "text before the first cell": ('days = 9\n\n# %% id="a"\nprint(1)\n', ["cell 1", "days = 9", "no id"]),
    "a header of jupytext": ('# ---\n# jupyter: {}\n# ---\n\n# %% id="a"\nprint(1)\n', ["cell 1", "no id"]),
    "an id twice": ('# %% id="a"\nprint(1)\n\n# %% [markdown] id="a"\n# text\n', ["cells 1 and 2", '"a"', "Rename"]),
    "an id with a space": ('# %% id="two clocks"\nprint(1)\n', ['"two clocks"', "letters, digits"]),
    "an id that is too long": (f'# %% id="{"a" * 65}"\nprint(1)\n', ["1 to 64"]),
    "an id that is a number": ("# %% id=7\nprint(1)\n", ['"7"', "letters, digits"]),
    "an unknown tag": ('# %% id="a" tags=["no-outptu"]\nx = 1\n', ['cell "a"', "no-outptu", 'Did you mean "no-output"?']),
    "tags that are no list": ('# %% id="a" tags="no-output"\nx = 1\n', ["first line of a cell", 'tags=["no-output"]']),
    "another word in the header": ('# %% id="a" tag=["no-output"]\nx = 1\n', ['cell "a"', "tag", "expected only id"]),
    "an nbval comment": ('# %% id="a"\n# NBVAL_SKIP\nprint(1)\n', ['cell "a"', "use a tag"]),
}


@pytest.mark.parametrize("text, said", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_source_that_cannot_be_used_is_named_with_its_cell(course, text, said):
    source, target = course(text)
    with pytest.raises(NoticesError) as error:
        build.build(source, target)
    assert all(words in str(error.value) for words in ["01-try.py", *said]), error.value
    assert not target.exists()


def test_a_source_in_another_encoding_is_named(course):
    source, target = course("")
    source.write_bytes('# %% [markdown] id="a"\n# caf\u00e9\n'.encode("latin-1"))
    with pytest.raises(NoticesError, match="01-try.py: byte 28 is not UTF-8"):
        build.build(source, target)


# ---- lessons that run and must not be stored ------------------------------------------------------------------------

UNFIT = {
    "an error": ("1 / 0", ["fails with ZeroDivisionError: division by zero", "1 / 0"]),
    "a warning": ("import warnings\nwarnings.warn('think again')\nprint(1)", ["warns", "think again"]),
    "words on stderr": ("import sys\nprint('careful', file=sys.stderr)", ["warns", "careful"]),
    "the end of the kernel": ("import os\nos._exit(1)", ["ends the kernel"]),
    "nothing to compare": ("x = 1", ["nothing to compare in b", "no-output"]),
    "only a picture": (
        "from IPython.display import display\ndisplay({'image/png': 'AAAA'}, raw=True)",
        ["nothing to compare in b"],
    ),
    "a path of this machine": ("import os\nprint(os.getcwd())", ["on one machine only"]),
    "a folder of a person": ("print('saved in /home/anna/course')", ["/home/anna/course", "on one machine only"]),
    "an address in memory": ("object()", ["at 0x", "on one machine only"]),
    "a path in a table": ("from IPython.display import HTML\nHTML('<td>/root/x</td>')", ["/root/x"]),
    "a widget without a still": ("from ipywidgets import IntSlider\nIntSlider()", ["no still picture"]),
}


@pytest.mark.parametrize("code, said", UNFIT.values(), ids=UNFIT.keys())
def test_a_lesson_that_must_not_be_stored_leaves_the_old_notebook_alone(course, code, said):
    source, target = course(f'# %% id="a"\nprint(0)\n\n# %% id="b"\n{code}\n')
    target.write_bytes(b"as it was")
    with pytest.raises(NoticesError) as error:
        build.build(source, target)
    assert all(words in str(error.value) for words in ["01-try.py", *said]), error.value
    assert '"b"' in str(error.value) or " b." in str(error.value)
    assert target.read_bytes() == b"as it was"


def test_output_where_none_was_promised_is_refused(course):
    source, target = course('# %% id="a" tags=["no-output"]\nprint(1)\n')
    with pytest.raises(NoticesError, match='cell "a" shows something although'):
        build.build(source, target)


def test_addresses_of_pages_and_embedded_pictures_are_no_paths(course):
    page = "https://example.org/home/notice"
    picture = "data:image/png;base64,AAAA/root/x/tmp/home/AAAA"
    source, target = course(f'# %% id="a"\nprint("{page}", "{picture}")\n')
    assert build.build(source, target)


def test_a_cell_that_takes_too_long_is_named(course, monkeypatch):
    monkeypatch.setattr(build, "SECONDS_PER_CELL", 1)
    source, target = course('# %% id="endless"\nwhile True:\n    pass\n')
    with pytest.raises(NoticesError, match='"endless" runs for more than 1 seconds'):
        build.build(source, target)


# ---- the guard that nbval needs -------------------------------------------------------------------------------------


def code_cell(cell_id, outputs=(), count=1, tags=()):
    made = nbformat.v4.new_code_cell("x", id=cell_id, execution_count=count, outputs=list(outputs))
    if tags:
        made.metadata["tags"] = list(tags)
    return made


def test_cells_that_nbval_would_pass_unseen_are_found():
    text = nbformat.v4.new_output("stream", text="day 9\n")
    picture = nbformat.v4.new_output("display_data", data={"image/png": "AAAA"})
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("words", id="words"),
            code_cell("compared", [text]),
            code_cell("cleared"),
            code_cell("never-run", [text], count=None),
            code_cell("only-a-picture", [picture]),
            code_cell("only-a-view", [nbformat.v4.new_output("display_data", data={build.WIDGET: {}})]),
            code_cell("picture-and-words", [picture, text]),
            code_cell("assignment", tags=["no-output"]),
            code_cell("ignored", tags=["nbval-ignore-output"]),
        ]
    )
    assert build.compared_cells_without_output(notebook) == ["cleared", "never-run", "only-a-picture", "only-a-view"]


# ---- the command ----------------------------------------------------------------------------------------------------

QUICK = '# %% [markdown] id="question"\n# Who knows?\n'


def test_check_names_what_is_missing_stale_or_unreadable_and_writes_nothing(course, capsys):
    course(QUICK, "01-fresh")
    stale_source, _ = course(QUICK, "02-stale")
    _, broken = course(QUICK, "03-broken")
    reordered_source, _ = course(QUICK, "04-other-cells")
    assert notices(["build"]) == 0
    stale_source.write_text(QUICK.replace("knows", "knew"), encoding="utf-8")
    reordered_source.write_text(QUICK.replace("question", "answer"), encoding="utf-8")
    broken.write_text("{", encoding="utf-8")
    course(QUICK, "05-new")
    capsys.readouterr()
    assert notices(["build", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["fresh", "stale", "stale", "stale", "stale"]
    for line, said in zip(lines[1:], ["changed in: question", "not a notebook", "other cells", "no such notebook"]):
        assert said in line and "make notebooks" in line
    assert broken.read_text(encoding="utf-8") == "{"


def test_one_broken_lesson_does_not_keep_the_others_from_being_built(course, capsys):
    course("# %%\nprint(1)\n", "01-broken")
    _, sound = course(QUICK, "02-sound")
    assert notices(["build"]) == 1
    assert sound.exists()
    said = capsys.readouterr()
    assert "01-broken.py" in said.err and "written    02-sound.ipynb" in said.out


def test_a_lesson_is_named_by_how_it_begins(course):
    _, first = course(QUICK, "01-one")
    _, second = course(QUICK, "02-two")
    assert notices(["build", "02"]) == 0
    assert second.exists() and not first.exists()


@pytest.mark.parametrize("name, said", [("02-tow", 'Did you mean "02-two"?'), ("0", "begins more than one"), ("x", "01-one or 02-two")])
def test_a_lesson_that_is_not_there_is_answered_with_those_that_are(course, capsys, name, said):
    course(QUICK, "01-one")
    course(QUICK, "02-two")
    assert notices(["build", name]) == 1
    assert said in capsys.readouterr().err


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(course, monkeypatch):
    _, target = course(QUICK)
    target.write_bytes(b"as it was")

    def refuse(*names):
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        build.write_if_changed(target, b"new")
    assert target.read_bytes() == b"as it was"
    assert [path.name for path in target.parent.iterdir() if path.is_file()] == [target.name]


@pytest.mark.parametrize("arguments, said", [(["biuld"], 'Did you mean "build"?'), (["x"], f"The commands are {listed(COMMANDS)}"), ([], "exit codes")])
def test_a_command_that_is_not_there_is_answered_with_those_that_are(capsys, arguments, said):
    assert notices(arguments) == 2
    assert said in capsys.readouterr().err


def test_outside_a_clone_the_command_says_where_it_looked(tmp_path, monkeypatch, capsys):
    from notices.course import folder

    monkeypatch.setattr(folder, "__file__", str(tmp_path / "site-packages/notices/course/folder.py"))
    monkeypatch.chdir(tmp_path)
    assert notices(["build"]) == 1
    assert "Go to your clone" in capsys.readouterr().err
