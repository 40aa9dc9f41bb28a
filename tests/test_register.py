"""The register: what is refused, what each desk is told, and that its answers are those of the timeline.

The random parts are reproducible: the same cases on every machine. To look further, set NOTICES_EXAMPLES to a number of
random histories (new ones each time), and NOTICES_KILLS to the number of times that a writing process is killed.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from notices import NoticesError, Operations, People, System, explain, load_system, run, system_names
from notices import register as module
from notices.desks import QUESTIONS
from notices.register import Event, Register, State

EXAMPLES = int(os.environ.get("NOTICES_EXAMPLES", "150"))
KILLS = int(os.environ.get("NOTICES_KILLS", "10"))
NO_DELAYS = dict.fromkeys(QUESTIONS, 0)
ARTICLE = load_system("article")
MEASURED = {"driving": ("traffic", "may_drive"), "real_estate": ("land", "may_register"), "credit": ("bank", "may_lend")}


def new(system: System = ARTICLE, delays: dict = NO_DELAYS, **person) -> Register:
    """A register in memory in which A-01 was entered on day 1."""
    register = Register.create(":memory:", system, delays)
    register.enter("A-01", 1, "clerk", **person)
    return register


@pytest.fixture
def file(tmp_path):
    """A register in a file: A-01 entered on day 1, with a notice of day 3."""
    path = tmp_path / "people.register"
    with Register.create(path, ARTICLE) as register:
        register.enter("A-01", 1, "clerk")
        register.issue("A-01", 3, "clerk")
    return path


def kinds(register: Register, label: str = "A-01") -> list[tuple[str, int]]:
    return [(event.kind, event.day) for event in register.history(label)]


# What happened is recorded

def test_an_electronic_notice_is_posted_at_once():
    register = new()
    assert register.issue("A-01", 3, "clerk", written=5) == (1, 2)
    assert register.history("A-01") == (Event(1, "A-01", "issued", 3, 5, "clerk"), Event(2, "A-01", "posted", 3, 5, "clerk"))


def test_paper_is_not_posted_but_handed_over():
    register = new(load_system("paper-2022"))
    register.issue("A-01", 3, "clerk")
    register.visit("A-01", 4, "courier", found=False)
    register.visit("A-01", 6, "courier", found=True)
    assert kinds(register) == [("issued", 3), ("visited", 4), ("visited", 6), ("handed_over", 6)]
    assert register.state_on("A-01", 6) == State("A-01", 6, issued=3, served=6, visits=2)


@pytest.mark.parametrize("way, expected", [("register", ["issued", "posted"]), ("paper", ["issued"])])
def test_people_without_account_go_the_way_that_the_system_says(way, expected):
    register = new(System(without_account=way), account=False)
    register.issue("A-01", 3, "clerk")
    assert [kind for kind, _ in kinds(register)] == expected


def test_a_wrong_record_found_at_the_door_is_corrected_and_not_served():
    register = new(System(channel="in_person"), wrong=True)
    register.issue("A-01", 3, "clerk")
    register.visit("A-01", 5, "courier", found=True)
    assert kinds(register) == [("issued", 3), ("visited", 5), ("corrected", 5)]
    assert register.state_on("A-01", 5).served == inf


def test_a_courier_who_does_not_know_hands_over_to_one_who_appeared():
    register = new(System(channel="in_person"))
    register.issue("A-01", 3, "clerk")
    register.appear("A-01", 4, "clerk")
    register.visit("A-01", 5, "courier", found=True)
    state = register.state_on("A-01", 9)
    assert (state.served, state.ban_from, state.measures_from) == (5, inf, inf)


def test_a_wrong_record_corrected_at_the_office_is_not_served_at_the_door_later():
    register = new(System(channel="in_person"), wrong=True)
    register.issue("A-01", 3, "clerk")
    register.correct("A-01", 4, "clerk")
    register.visit("A-01", 5, "courier", found=True)
    assert kinds(register)[2:] == [("visited", 5)]


def test_after_settling_a_second_notice_starts_anew():
    register = new()
    register.issue("A-01", 3, "clerk")
    register.appear("A-01", 8, "clerk")
    register.issue("A-01", 50, "clerk")
    assert [register.border.may_leave("A-01", day).allowed for day in (2, 3, 7, 8, 49, 50)] == [
        True, False, False, True, True, False]
    assert register.state_on("A-01", 70).measures_from == inf and register.state_on("A-01", 71).measures_from == 71


def test_what_was_written_late_is_known_late():
    register = new()
    register.issue("A-01", 3, "clerk", written=10)
    assert register.border.may_leave("A-01", 9).allowed
    assert not register.border.may_leave("A-01", 10).allowed
    assert register.state_on("A-01", 5).ban is False
    assert register.state_on("A-01", 5, seen=10).ban is True


ODD = ["'; DROP TABLE events; --", "<script>alert(1)</script>", "Ж\u202e\n\t\x00 \"quoted\" 😀", "%s {0} \\", "A-01 OR 1=1"]


@pytest.mark.parametrize("text", ODD)
def test_texts_are_stored_as_they_are(tmp_path, text):
    with Register.create(tmp_path / "r", ARTICLE) as register:
        register.enter(text, 0, text, name=text, birthday=text)
        register.issue(text, 1, text)
        register.border.may_leave(text, 1, lookup="name")
    with Register.open(tmp_path / "r") as register:
        person = register.person(text)
        assert (person.label, person.name, person.birthday, person.by) == (text,) * 4
        assert {event.by for event in register.history(text)} == {text}
        assert register.labels() == [text]


# What cannot be is refused, and then nothing is written

def served_by_courier(register):
    register.issue("A-01", 3, "clerk")
    register.visit("A-01", 5, "courier", found=True)


def issued(register):
    register.issue("A-01", 3, "clerk")


def settled(register):
    register.issue("A-01", 3, "clerk")
    register.appear("A-01", 5, "clerk")


def opened(register):
    register.issue("A-01", 3, "clerk")
    register.open_message("A-01", 4, "person")


PAPER = System(channel="in_person")
LAPSING = System(served_on="opening", lapses_if_unopened=5)
REFUSED = {
    "before entry": ({}, None, lambda r: r.issue("A-01", 0, "clerk"), "entered on day 1: nothing can happen on day 0"),
    "out of order": ({}, issued, lambda r: r.appear("A-01", 2, "clerk"), r"day 2 is before the last event \(posted, day 3\)"),
    "written out of order": ({}, lambda r: r.issue("A-01", 3, "clerk", written=9), lambda r: r.appear("A-01", 5, "clerk"),
                             "written on day 5, but the line before was written on day 9"),
    "written before it happens": ({}, None, lambda r: r.issue("A-01", 3, "clerk", written=2), "day 2 is before day 3"),
    "entered twice": ({}, None, lambda r: r.enter("A-01", 2, "clerk"), "entered already"),
    "two notices": ({}, issued, lambda r: r.issue("A-01", 4, "clerk"), "notice of day 3 that is not settled"),
    "two appearances": ({}, settled, lambda r: r.appear("A-01", 6, "clerk"), "appeared on day 5"),
    "corrected after appearing": ({"wrong": True}, settled, lambda r: r.correct("A-01", 6, "clerk"), "appeared on day 5"),
    "correcting what is right": ({}, issued, lambda r: r.correct("A-01", 6, "clerk"), "the record is right"),
    "appearing without a notice": ({}, None, lambda r: r.appear("A-01", 6, "clerk"), "has no notice"),
    "opening without a notice": ({}, None, lambda r: r.open_message("A-01", 6, "person"), "has no notice"),
    "opening paper": ({"system": PAPER}, issued, lambda r: r.open_message("A-01", 6, "person"), "no message was posted"),
    "opening without account": ({"system": System(), "account": False}, issued, lambda r: r.open_message("A-01", 6, "person"),
                                "no message was posted in an account"),
    "opening twice": ({}, opened, lambda r: r.open_message("A-01", 6, "person"), "opened already, on day 4"),
    "opening too late": ({"system": LAPSING}, issued, lambda r: r.open_message("A-01", 9, "person"), "day 8 was the last"),
    "visiting without a notice": ({"system": PAPER}, None, lambda r: r.visit("A-01", 6, "courier", True), "has no notice"),
    "visiting with what was posted": ({}, issued, lambda r: r.visit("A-01", 6, "courier", True), "no courier carries it"),
    "visiting again": ({"system": PAPER}, served_by_courier, lambda r: r.visit("A-01", 6, "courier", True), "handed over on day 5"),
    "found neither yes nor no": ({"system": PAPER}, issued, lambda r: r.visit("A-01", 6, "courier", 1), "neither yes nor no"),
    "a kind not covered": ({"system": System(covers=["draftee"]), "kind": "reservist"}, None,
                           lambda r: r.issue("A-01", 3, "clerk"), "does not call a reservist"),
    "exempt": ({"system": System(without_account="exempt"), "account": False}, None,
               lambda r: r.issue("A-01", 3, "clerk"), "calls nobody without an account"),
    "unknown person": ({}, None, lambda r: r.issue("A-1", 3, "clerk"), 'Did you mean "A-01"'),
    "unknown person at a desk": ({}, None, lambda r: r.bank.may_lend("A01", 3), 'Did you mean "A-01"'),
    "unknown kind": ({}, None, lambda r: r.enter("A-02", 3, "clerk", kind="draftees"), 'Did you mean "draftee"'),
    "no label": ({}, None, lambda r: r.enter("", 3, "clerk"), "label: '' is not a text"),
    "no writer": ({}, None, lambda r: r.issue("A-01", 3, ""), "by: '' is not a text"),
    "a name that is no text": ({}, None, lambda r: r.enter("A-02", 3, "clerk", name=7), "name: 7 is not a text"),
    "half a character": ({}, None, lambda r: r.enter("A-\ud800", 3, "clerk"), "half a character"),
    **{f"day {day!r}": ({}, None, lambda r, day=day: r.issue("A-01", day, "clerk"), "^day: ")
       for day in (-1, 2.5, inf, float("nan"), "3", None, True, 10**30)},
    **{f"asked on day {day!r}": ({}, None, lambda r, day=day: r.border.may_leave("A-01", day), "^day: ") for day in (-1, 0.5, "3")},
    "a foreign question": ({}, None, lambda r: r.ask("bank", "state_of", "A-01", 3), "It may ask may_lend"),
    "an unknown desk": ({}, None, lambda r: r.ask("banc", "may_lend", "A-01", 3), 'Did you mean "bank"'),
    "a lookup by name at the bank": ({}, None, lambda r: r.ask("bank", "may_lend", "A-01", 3, "name"), "Expected label"),
    "who asked, without account": ({"account": False}, None, lambda r: r.account.who_asked("A-01", 3), "no account"),
}


@pytest.mark.parametrize("person, before, refused, message", REFUSED.values(), ids=REFUSED)
def test_refused_in_plain_words_with_nothing_written(person, before, refused, message):
    register = new(**person)
    if before:
        before(register)
    written = list(register._db.iterdump())
    with pytest.raises(NoticesError, match=message):
        refused(register)
    assert list(register._db.iterdump()) == written


@pytest.mark.parametrize("delays, message", [({"bnak": 1}, 'Did you mean "bank"'), ({"bank": -1}, "is negative")])
def test_delays_are_whole_days_of_desks(delays, message):
    with pytest.raises(NoticesError, match=message):
        Register.create(":memory:", ARTICLE, delays)


def test_half_of_a_step_is_never_kept():
    """The second event of a step fails: the first is not there either."""
    register = new()
    register._db.execute("CREATE TRIGGER no_posting BEFORE INSERT ON events WHEN NEW.kind = 'posted' "
                         "BEGIN SELECT RAISE(ABORT, 'broken'); END")
    with pytest.raises(NoticesError, match="could not do this"):
        register.issue("A-01", 3, "clerk")
    assert register.history("A-01") == ()


@pytest.mark.parametrize("statement", [
    "UPDATE {} SET rowid = rowid + 1", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {}"])
@pytest.mark.parametrize("table", ["settings", "people", "events", "questions"])
def test_nothing_is_changed_or_removed(table, statement):
    register = new()
    register.issue("A-01", 3, "clerk")
    register.border.may_leave("A-01", 3)
    before = list(register._db.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        register._db.execute(statement.format(table, table))
    assert list(register._db.iterdump()) == before


@pytest.mark.parametrize("values", [
    "'A-01', 'vanished', 3, 3, 'x'", "'A-01', 'issued', -1, 3, 'x'", "'A-01', 'issued', 3, 2, 'x'",
    "'A-01', 'issued', 'three', 3, 'x'", "'B-99', 'issued', 3, 3, 'x'"])
def test_the_schema_refuses_what_is_no_event(values):
    with pytest.raises(sqlite3.IntegrityError):
        new()._db.execute(f'INSERT INTO events (person, kind, day, written, "by") VALUES ({values})')


# The file

@pytest.mark.parametrize("name", system_names())
def test_a_reopened_register_has_the_same_system(tmp_path, name):
    system = load_system(name)
    with Register.create(tmp_path / "r", system, {"bank": 3}):
        pass
    with Register.open(tmp_path / "r") as register:
        assert register.system == system and dict(register.system.sources) == dict(system.sources)
        assert (register.system.title, register.system.starts) == (system.title, system.starts)
        assert register.delays == {"border": 0, "traffic": 1, "land": 0, "bank": 3, "office": 0, "account": 0}


def test_a_reading_and_a_system_built_in_code_are_kept(tmp_path):
    for n, system in enumerate([load_system("article", clock="A"), System(grace_days=3, reminder_after=5, measures=[])]):
        with Register.create(tmp_path / str(n), system):
            pass
        with Register.open(tmp_path / str(n)) as register:
            assert register.system == system


def test_the_file_is_safe_by_its_settings(file):
    with Register.open(file) as register:
        values = [register._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert values == ["wal", 2, 1]


def test_an_existing_file_is_not_overwritten(file):
    before = file.read_bytes()
    with pytest.raises(NoticesError, match="exists already"):
        Register.create(file, ARTICLE)
    assert file.read_bytes() == before


def test_a_register_that_cannot_be_made_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SCHEMA", ("CREATE NONSENSE",))
    with pytest.raises(NoticesError, match="could not do this"):
        Register.create(tmp_path / "r", ARTICLE)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(NoticesError, match="Choose another folder"):
        Register.create(tmp_path / "nowhere" / "r", ARTICLE)


def another_database(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE events (id)")
    database.close()


NOT_REGISTERS = {"text": lambda path: path.write_text("label,day\n" * 500, encoding="utf-8"), "empty": lambda path: path.touch(),
                 "another database": another_database}


@pytest.mark.parametrize("make", NOT_REGISTERS.values(), ids=NOT_REGISTERS)
def test_what_is_not_a_register_is_refused_and_left_alone(tmp_path, make):
    make(tmp_path / "r")
    before = (tmp_path / "r").read_bytes()
    with pytest.raises(NoticesError, match="not a register"):
        Register.open(tmp_path / "r")
    assert (tmp_path / "r").read_bytes() == before


@pytest.mark.parametrize("name", ["missing", "."])
def test_a_file_that_is_not_there(tmp_path, name):
    with pytest.raises(NoticesError, match="there is no such file"):
        Register.open(tmp_path / name)


def test_a_closed_register_says_so(file):
    with Register.open(file) as register:
        pass
    for call in (lambda: register.issue("A-01", 9, "clerk"), lambda: register.state_on("A-01", 9)):
        with pytest.raises(NoticesError, match="closed"):
            call()


def test_a_file_that_can_only_be_read(file, monkeypatch):
    monkeypatch.setattr(module, "_connect", lambda path: sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None))
    with Register.open(file) as register:
        assert register.state_on("A-01", 3).ban
        for call in (lambda: register.appear("A-01", 9, "clerk"), lambda: register.border.may_leave("A-01", 9)):
            with pytest.raises(NoticesError, match="can only be read, so nothing was written"):
                call()
        assert len(register.history("A-01")) == 2


def test_a_full_disk_loses_nothing_that_was_confirmed(file):
    with Register.open(file) as register:
        pages = register._db.execute("PRAGMA page_count").fetchone()[0]
        register._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        confirmed = []
        with pytest.raises(NoticesError, match="the disk is full, so nothing was written"):
            for n in range(10_000):
                register.enter(f"B-{n}", 1, "clerk")
                confirmed.append(f"B-{n}")
                register.issue(f"B-{n}", 2, "clerk")
        assert confirmed
        register._db.execute("PRAGMA max_page_count = 100000")
        register.enter("C-01", 1, "clerk")
    assert_whole(file, {*confirmed, "A-01", "C-01"})


def test_a_newer_version_is_refused(file, monkeypatch):
    monkeypatch.setattr(module, "VERSION", 0)
    with pytest.raises(NoticesError, match="newer version of notices.*Install"):
        Register.open(file)


def version(path) -> int:
    with sqlite3.connect(path) as database:
        answer = database.execute("PRAGMA user_version").fetchone()[0]
    database.close()
    return answer


def test_an_older_version_is_copied_and_then_migrated(file, monkeypatch):
    copy = file.with_name("people.register.version-1")
    copy.write_text("somebody's own", encoding="utf-8")
    monkeypatch.setattr(module, "VERSION", 3)
    monkeypatch.setattr(module, "MIGRATIONS", {1: ["ALTER TABLE events ADD COLUMN place TEXT NOT NULL DEFAULT 'here'"],
                                               2: ["CREATE TABLE places (name TEXT)"]})
    with Register.open(file) as register:
        assert register._db.execute("SELECT place FROM events").fetchall() == [("here",)] * 2
        assert not register.border.may_leave("A-01", 3).allowed
    assert version(file) == 3 and copy.read_text(encoding="utf-8") == "somebody's own"
    monkeypatch.setattr(module, "VERSION", 1)
    with Register.open(f"{copy}-2") as register:
        assert kinds(register) == [("issued", 3), ("posted", 3)]


def test_a_migration_that_fails_changes_nothing(file, monkeypatch):
    monkeypatch.setattr(module, "VERSION", 2)
    monkeypatch.setattr(module, "MIGRATIONS", {1: ["CREATE TABLE places (name TEXT)", "CREATE NONSENSE"]})
    with pytest.raises(NoticesError, match="could not do this"):
        Register.open(file)
    monkeypatch.setattr(module, "MIGRATIONS", {})
    with pytest.raises(NoticesError, match="no way is known from format 1 to format 2"):
        Register.open(file)
    assert version(file) == 1
    monkeypatch.setattr(module, "VERSION", 1)
    with Register.open(file) as register:
        assert "places" not in {name for name, in register._db.execute("SELECT name FROM sqlite_master")}


# What each desk is told

def test_reasons_name_rule_source_and_the_day_since_when():
    register = new()
    register.issue("A-01", 3, "clerk")
    answer = register.border.may_leave("A-01", 9)
    assert str(answer) == "no\n  day 3: The exit ban holds since day 3. [exit_ban_from; C10]"
    assert "since day 24" in str(register.land.may_register("A-01", 30))


@pytest.mark.parametrize("desk, question", [("bank", "may_lend"), ("traffic", "may_drive")])
def test_bank_and_traffic_learn_the_rule_and_not_the_notice(desk, question):
    """The answer is the same whatever the notice's days, and whether there is one, until the measure is in force."""
    early, late, none = new(), new(), new()
    early.issue("A-01", 2, "clerk")
    late.issue("A-01", 9, "clerk")
    ask = [lambda day, register=register: getattr(getattr(register, desk), question)("A-01", day) for register in (early, late, none)]
    assert ask[0](22) == ask[1](22) == ask[2](22) and ask[0](22).allowed
    assert ask[0](40) == ask[1](40) and not ask[0](40).allowed
    assert [(r.rule, r.source) for r in ask[0](40).reasons] == [("measures", "C13 C14 C15")]


def test_a_desk_has_its_questions_and_nothing_else():
    register = new()
    register.issue("A-01", 3, "clerk")
    for desk, questions in QUESTIONS.items():
        assert tuple(name for name in dir(getattr(register, desk)) if not name.startswith("_")) == questions


@pytest.mark.parametrize("desk", QUESTIONS)
@pytest.mark.parametrize("question", [question for own in QUESTIONS.values() for question in own])
def test_a_desk_gets_no_other_desks_answer(desk, question):
    register = new()
    if question in QUESTIONS[desk]:
        register.ask(desk, question, "A-01", 3)
        return
    with pytest.raises(NoticesError, match="may not ask"):
        register.ask(desk, question, "A-01", 3)
    assert not hasattr(getattr(register, desk), question)


def test_only_the_office_is_given_the_record():
    """No day of the notice, no label and no writer in what the others are given."""
    register = new()
    register.issue("A-01", 5, "a clerk called Z-77")
    for desk, questions in QUESTIONS.items():
        given_out = repr([register.ask(desk, question, "A-01", 40) for question in questions])
        assert ("issued=5" in given_out) is (desk == "office")
        assert "Z-77" not in given_out and (desk == "office" or "A-01" not in given_out)


def test_on_paper_no_desk_but_the_office_is_connected():
    register = new(System(channel="in_person", measures=["driving", "real_estate", "credit"]))
    served_by_courier(register)
    assert register.office.state_of("A-01", 40).ban and register.office.state_of("A-01", 40).measures
    answers = [register.ask(desk, question, "A-01", 40) for desk, question in [("border", "may_leave"), *MEASURED.values()]]
    assert all(answer.allowed and answer.reasons[0].rule == "channel" for answer in answers)
    assert not register.account.inbox("A-01", 40).allowed


def test_traffic_hears_of_it_a_day_later():
    register = new(delays={})
    register.issue("A-01", 3, "clerk")
    assert [register.traffic.may_drive("A-01", day).allowed for day in (24, 25)] == [True, False]
    assert [register.bank.may_lend("A-01", day).allowed for day in (23, 24)] == [True, False]


def test_a_measure_that_the_system_does_not_have_blocks_nothing():
    register = new(System(measures=["credit"]))
    register.issue("A-01", 3, "clerk")
    assert (register.bank.may_lend("A-01", 30).allowed, register.land.may_register("A-01", 30).allowed) == (False, True)


def test_the_inbox_shows_each_message_as_it_stands():
    register = new(LAPSING)
    assert "no message" in str(register.account.inbox("A-01", 2))
    register.issue("A-01", 3, "clerk")
    assert "not opened" in str(register.account.inbox("A-01", 8)) and "void" in str(register.account.inbox("A-01", 9))
    register.appear("A-01", 10, "clerk")
    register.issue("A-01", 20, "clerk")
    register.open_message("A-01", 22, "person")
    assert [reason.sentence for reason in register.account.inbox("A-01", 30).reasons] == [
        "A notice was posted on day 3: void, because it was not opened in time.",
        "A notice was posted on day 20: opened on day 22."]
    assert "not opened" in str(register.account.inbox("A-01", 21))


def test_every_question_is_logged_and_shown_to_the_person():
    register = new(delays={})
    register.enter("A-02", 1, "clerk")
    register.issue("A-01", 3, "clerk")
    register.border.may_leave("A-01", 3)
    register.traffic.may_drive("A-01", 3)
    register.office.state_of("A-01", 4)
    register.bank.may_lend("A-02", 4)
    assert [str(line) for line in register.account.who_asked("A-01", 4)] == [
        "day 3: border asked may_leave: no", "day 3: traffic asked may_drive: yes", "day 4: office asked state_of: yes"]
    assert len(register.account.who_asked("A-01", 3)) == 2
    assert [line.question for line in register.account.who_asked("A-01", 4)][-1] == "who_asked"


def test_two_people_who_share_name_and_birthday_are_confused_by_a_look_up_by_name():
    register = new(name="Alex Example", birthday="2004-05-06")
    register.enter("A-02", 1, "clerk", name="Alex Example", birthday="2004-05-06")
    register.enter("A-03", 1, "clerk", name="Alex Example", birthday="2004-05-07")
    register.enter("A-04", 1, "clerk")
    register.enter("A-05", 1, "clerk")
    for label in ("A-01", "A-04"):
        register.issue(label, 3, "clerk")
    by_name = {label: register.border.may_leave(label, 3, lookup="name").allowed for label in register.labels()}
    by_label = {label: register.border.may_leave(label, 3).allowed for label in register.labels()}
    assert by_label == {"A-01": False, "A-02": True, "A-03": True, "A-04": False, "A-05": True}
    assert by_name == by_label | {"A-02": False}
    assert "2 people share this name" in str(register.border.may_leave("A-02", 3, lookup="name"))


@pytest.mark.parametrize("desk, question", [(desk, question) for desk, own in QUESTIONS.items() for question in own])
def test_a_question_is_looked_up_and_not_replayed(desk, question):
    """Every statement of a question finds its rows through an index: none goes through a whole table."""
    register = new()
    register.issue("A-01", 3, "clerk")
    statements = []
    register._db.set_trace_callback(statements.append)
    register.ask(desk, question, "A-01", 40, *(["name"] if desk == "border" else []))
    register._db.set_trace_callback(None)
    looked = [row[3] for statement in statements if statement.startswith("SELECT")
              for row in register._db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any(line.startswith("SEARCH") for line in looked)
    assert not [line for line in looked if line.startswith("SCAN")]


# The answers are those of the timeline

ASKED = [("border", "may_leave"), *MEASURED.values(), ("account", "inbox"), ("office", "state_of")]
HORIZON = 40
BOTH = ["draftee", "reservist"]
FEW = st.integers(0, 8)
NEVER_OR_FEW = st.one_of(st.just(inf), FEW)


@st.composite
def systems(draw, reminders: bool = True) -> System:
    """Systems whose days are few, so that histories meet them."""
    rules = {
        "exit_ban_from": draw(st.sampled_from(["none", "issue", "service"])),
        "measures": draw(st.sampled_from([["driving", "real_estate", "credit"], [], ["credit", "sole_trader"]])),
        "clock_from": draw(st.sampled_from(["service", "appearance_date", "issue"])), "grace_days": draw(FEW),
        "appearance_in": draw(FEW), "ban_covers": draw(st.sampled_from([BOTH, ["draftee"]])),
        "measures_cover": draw(st.sampled_from([BOTH, ["draftee"]]))}
    if draw(st.integers(0, 2)) == 0:
        return System(channel="in_person", **rules)
    if draw(st.booleans()):
        rules |= {"served_on": "opening", draw(st.sampled_from(["deemed_if_unopened", "lapses_if_unopened"])): draw(NEVER_OR_FEW)}
    return System(without_account=draw(st.sampled_from(["register", "paper"])), register_days=draw(FEW), served_after=draw(FEW),
                  reminder_after=draw(NEVER_OR_FEW) if reminders else inf, **rules)


def first(register: Register, day: int, person: dict) -> None:
    register.enter("A-01", day, "clerk", **person)
    register.issue("A-01", day, "clerk")


def assert_as_timeline(register: Register, system: System, issued: int, timeline: dict, last: int) -> dict:
    """Office, border, traffic, land and bank on each day up to ``last`` of the register; returns the answers, by desk."""
    connected = system.channel == "electronic"
    answers = {desk: [register.ask(desk, question, "A-01", day) for day in range(last + 1)] for desk, question in ASKED}
    for day in range(last + 1):
        since = day - issued
        banned = timeline["ban_from"] <= since < timeline["ban_until"]
        measured = timeline["measures_from"] <= since < timeline["measures_until"]
        state = answers["office"][day]
        for name in ("served", "appeared", "corrected", "ban_from", "ban_until", "measures_from", "measures_until"):
            expected = issued + timeline[name] if timeline[name] <= since else inf
            assert getattr(state, name) == expected, (day, name)
        assert (state.ban, state.measures) == (banned, measured), day
        assert answers["border"][day].allowed is not (banned and connected), day
        for measure, (desk, _) in MEASURED.items():
            blocked = measured and connected and measure in system.measures
            assert answers[desk][day].allowed is not blocked, (day, desk)
    return answers


def assert_delayed(register: Register, prompt: dict) -> None:
    """A desk with delay d says on day t what one without a delay (``prompt``) said on day t - d."""
    for desk, question in ASKED:
        for day in range(len(prompt[desk])):
            answer, then = register.ask(desk, question, "A-01", day), day - register.delays[desk]
            if desk == "office":
                assert answer == (prompt[desk][then] if then >= 0 else State("A-01", then)), (day, desk)
            elif then < 0:
                assert answer.allowed is (desk != "account"), (day, desk)
            else:
                assert told(answer) == told(prompt[desk][then]), (day, desk)


def told(answer) -> tuple:
    """An answer without the day on which it was asked for."""
    return answer.allowed, [(reason.rule, reason.sentence) for reason in answer.reasons]


DELAYS = st.fixed_dictionaries({desk: st.integers(0, 12) for desk in QUESTIONS})
QUIET = settings(max_examples=EXAMPLES, deadline=None, derandomize="NOTICES_EXAMPLES" not in os.environ, database=None,
                 suppress_health_check=list(HealthCheck))
HABITS = {"opens_after": NEVER_OR_FEW, "reachable": st.booleans(), "visits_needed": st.sampled_from([1, 2, 3, inf]),
          "border_day": NEVER_OR_FEW, "appears_after": st.sampled_from([1, 2, 5, inf]), "needs_day": NEVER_OR_FEW,
          "needs_every": st.sampled_from([1, 3, inf]), "corrected_after": st.sampled_from([1, 3, inf])}
PERSONS = {"kind": st.sampled_from(BOTH), "account": st.booleans()}
EVERY_THIRD_DAY = Operations(visits_per_day=333, max_visits=4, horizon=HORIZON)


def what_to_record(row: dict, timeline: dict, posted: bool) -> list[tuple[int, str, dict]]:
    """(day, method, arguments) of what the register hears of one person's timeline."""
    happened = [(timeline["appeared"], "appear", {}), (timeline["corrected"], "correct", {})]
    if posted:
        happened.append((row["opens_after"] if row["account"] else inf, "open_message", {}))
    else:
        for nth in range(timeline["visits"]):
            day = 1000 * nth // EVERY_THIRD_DAY.visits_per_day
            at_door = nth + 1 == row["visits_needed"] and day in (timeline["served"], timeline["corrected"])
            happened.append((day, "visit", {"found": at_door}))
            if at_door and timeline["corrected"] == day and row["wrong_record"]:
                happened[1] = (inf, "correct", {})
    order = ("visit", "open_message", "appear", "correct")
    return sorted((step for step in happened if step[0] < inf), key=lambda step: (step[0], order.index(step[1])))


@QUIET
@given(systems(), st.fixed_dictionaries(PERSONS), st.fixed_dictionaries(HABITS), st.booleans(), st.integers(0, 3), DELAYS)
def test_random_timelines_recorded_are_answered_alike(system, person, habits, wrong, issued, delays):
    row = habits | person | {"wrong_record": wrong}
    timeline = run(system, People.from_rows([row]), EVERY_THIRD_DAY).days()
    with Register.create(":memory:", system, NO_DELAYS) as prompt, Register.create(":memory:", system, delays) as late:
        for register in (prompt, late):
            first(register, issued, person | {"wrong": wrong})
            posted = ("posted", issued) in kinds(register)
            for day, method, arguments in what_to_record(row, timeline, posted):
                if method == "open_message" and day > system.lapses_if_unopened and system.served_on == "opening":
                    with pytest.raises(NoticesError, match="lapsed"):
                        register.open_message("A-01", issued + day, "person")
                else:
                    getattr(register, method)("A-01", issued + day, "somebody", **arguments)
        assert_delayed(late, assert_as_timeline(prompt, system, issued, timeline, 20))


class History(RuleBasedStateMachine):
    """A history that unfolds in registers, step by step, and becomes the row of a synthetic person.

    Within a day the steps keep the order of the model: reached, settled, border, need.
    """

    @initialize(system=systems(reminders=False), person=st.fixed_dictionaries(PERSONS), wrong=st.booleans(),
                issued=st.integers(0, 3), delays=DELAYS)
    def begin(self, system, person, wrong, issued, delays):
        self.system, self.issued, self.day, self.step, self.visits = system, issued, 0, 0, 0
        self.registers = [Register.create(":memory:", system, delays) for delays in (NO_DELAYS, delays)]
        for register in self.registers:
            first(register, issued, person | {"wrong": wrong})
        self.posted = ("posted", issued) in kinds(self.registers[0])
        self.row = person | {"wrong_record": wrong, "visits_needed": inf}
        self.aware, self.settled, self.left = inf, False, False

    def record(self, step: int, method: str, **arguments) -> None:
        self.step = step
        for register in self.registers:
            getattr(register, method)("A-01", self.issued + self.day, "somebody", **arguments)

    @property
    def state(self) -> State:
        return self.registers[0].office.state_of("A-01", self.issued + self.day)

    @rule(pause=st.integers(1, 3))
    def days_pass(self, pause):
        self.day, self.step = self.day + pause, 0

    @precondition(lambda self: self.step == 0 and self.posted and self.row["account"] and "opens_after" not in self.row)
    @rule()
    def open(self):
        if self.system.served_on == "opening" and self.day > self.system.lapses_if_unopened:
            with pytest.raises(NoticesError, match="lapsed"):
                self.record(0, "open_message")
            return
        self.record(0, "open_message")
        self.row["opens_after"], self.aware = self.day, min(self.aware, self.day)

    @precondition(lambda self: self.step == 0 and not self.posted and self.row["visits_needed"] == inf)
    @rule(found=st.booleans())
    def visit(self, found):
        found = found and not self.left
        self.record(1, "visit", found=found)
        if found:  # visited every day in the model's list of one, so that this is visit number day + 1
            self.row["visits_needed"] = self.day + 1
            self.settled |= self.row["wrong_record"]
            if not self.row["wrong_record"]:
                self.aware = min(self.aware, self.day)

    @precondition(lambda self: self.step < 2 and self.aware < self.day and not self.settled and not self.left)
    @rule()
    def appear(self):
        self.record(2, "appear")
        self.row["appears_after"], self.settled = self.day - self.aware, True

    @precondition(lambda self: self.step < 2 and self.aware < self.day and not self.settled and not self.left
                  and self.row["wrong_record"])
    @rule()
    def correct(self):
        self.record(2, "correct")
        self.row["corrected_after"], self.settled = self.day - self.aware, True

    @precondition(lambda self: self.step < 3 and "border_day" not in self.row)
    @rule()
    def go_to_the_border(self):
        self.row["border_day"], self.step = self.day, 3
        if self.state.ban:
            self.aware = min(self.aware, self.day)
        else:
            self.left = not self.settled

    @precondition(lambda self: "needs_day" not in self.row)
    @rule()
    def need_something(self):
        self.row["needs_day"], self.step = self.day, 4
        if self.state.measures and not self.left:
            self.aware = min(self.aware, self.day)

    def teardown(self):
        if not hasattr(self, "row"):
            return
        couriers = Operations(visits_per_day=1000, max_visits=self.day + 1, list_size=1, horizon=self.day + 100)
        timeline = dict(explain(self.system, self.row | {"queue": 0.0}, couriers).days)
        # Nothing more is recorded after the last day, and habits are only those that were met: so the days agree beyond it.
        last = self.issued + self.day + 10
        assert_delayed(self.registers[1], assert_as_timeline(self.registers[0], self.system, self.issued, timeline, last))
        for register in self.registers:
            register.close()


def test_random_histories_are_answered_as_the_timeline_says():
    run_state_machine_as_test(History, settings=settings(QUIET, stateful_step_count=20))


# Killed while writing, and two at once

WRITER = """
import sys
from notices.register import Register
path, prefix, many = sys.argv[1:]
with Register.open(path) as register:
    for n in range(int(many)):
        label = f"{prefix}-{n:04}"
        register.enter(label, n, "writer")
        print(label, *register.issue(label, n, "writer"), flush=True)
        print(label, *register.open_message(label, n + 2, "writer"), flush=True)
        register.border.may_leave(label, n)
"""


def assert_whole(path, labels: set[str]) -> None:
    """The file opens, is sound, holds these people, no step is half there, and a replay gives the same answers."""
    with Register.open(path) as register, Register.create(":memory:", register.system) as again:
        assert register._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert register._db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert labels <= set(register.labels())
        for label in register.labels():
            replay(register, again, label)


def replay(register: Register, again: Register, label: str) -> None:
    person, events = register.person(label), register.history(label)
    again.enter(**vars(person))
    for event in events:
        if event.kind in ("issued", "opened"):
            {"issued": again.issue, "opened": again.open_message}[event.kind](label, event.day, event.by, event.written)
    assert [replace(event, id=0) for event in again.history(label)] == [replace(event, id=0) for event in events]
    last = events[-1].day + 30 if events else person.day
    assert again.state_on(label, last) == register.state_on(label, last)


def start_writer(path, prefix: str, many: int) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), prefix, str(many)], stdout=subprocess.PIPE, text=True,
                            encoding="utf-8", cwd=path.parent)


@pytest.mark.parametrize("nth", range(KILLS))
def test_killed_while_writing_nothing_confirmed_is_missing(file, nth):
    writer = start_writer(file, "K", 9999)
    lines = [writer.stdout.readline() for _ in range(1 + nth * 7 % 40)]
    writer.kill()
    lines += [line for line in writer.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
    confirmed = [line.split() for line in lines]
    assert writer.returncode != 0 and confirmed  # it was stopped while it wrote
    assert_whole(file, {label for label, *_ in confirmed})
    with Register.open(file) as register:
        for label, *ids in confirmed:
            assert {int(id_) for id_ in ids} <= {event.id for event in register.history(label)}


def test_two_processes_that_write_at_once_lose_nothing(file):
    writers = [start_writer(file, prefix, 25) for prefix in ("K", "L")]
    confirmed = [line.split() for writer in writers for line in writer.communicate(timeout=120)[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len({id_ for _, *ids in confirmed for id_ in ids}) == 2 * 25 * 3
    assert_whole(file, {f"{prefix}-{n:04}" for prefix in "KL" for n in range(25)})


def test_two_connections_that_issue_to_the_same_person_send_one_notice(file):
    with Register.open(file) as one, Register.open(file) as other:
        one.enter("A-02", 1, "clerk")
        one.issue("A-02", 3, "clerk")
        with pytest.raises(NoticesError, match="not settled"):
            other.issue("A-02", 3, "clerk")
