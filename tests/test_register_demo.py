"""`python -m notices register demo`: one person's story at the desks, in plain text."""

import re
import subprocess
import sys

import pytest

from notices import explain, load_system
from notices.course import register_demo
from notices.sources import known


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the command prints, run from a folder that knows nothing of the course."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run([sys.executable, "-m", "notices", "register", "demo"], cwd=elsewhere, capture_output=True,
                          encoding="utf-8", check=True)
    assert done.stderr == "" and list(elsewhere.iterdir()) == []
    return done.stdout


def parts(shown):
    _, paper, electronic = shown.split("\n\n")
    return paper, electronic


def test_both_systems_are_played_and_every_source_is_a_row(shown):
    assert all(part.startswith(load_system(name).title) for part, name in zip(parts(shown), register_demo.SYSTEMS, strict=True))
    ids = re.findall(r"[CXG]\d\d", shown)
    assert ids and all(known(id_) for id_ in ids)
    assert "illustrative, not a forecast" in shown.lower()


def test_every_reason_of_the_timeline_is_told(shown):
    for part, name in zip(parts(shown), register_demo.SYSTEMS, strict=True):
        for reason in explain(load_system(name), register_demo.PERSON).reasons:
            assert str(reason) in part


def test_on_paper_no_desk_refuses_and_electronically_the_bank_does_before_the_person_knows(shown):
    paper, electronic = parts(shown)
    answers = {name: re.findall(r"may.*\?\n +(yes|no)\n", part) for name, part in (("paper", paper), ("electronic", electronic))}
    assert answers == {"paper": ["yes"] * 4, "electronic": ["no", "no", "yes", "yes"]}  # the traffic police a day late (X22)
    assert "served on day 4, aware on day 4, 0 days apart" in paper
    assert "served on day 0, aware on day 22, 22 days apart" in electronic


def test_the_account_shows_who_asked_with_the_answer_that_was_given(shown):
    assert "day 22: bank asked may_lend: yes" in parts(shown)[0]
    assert "day 22: bank asked may_lend: no" in parts(shown)[1]


@pytest.mark.parametrize("arguments", [[], ["dmeo"]])
def test_another_word_is_not_understood(arguments):
    done = subprocess.run([sys.executable, "-m", "notices", "register", *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "demo" in done.stderr
