"""Notice systems: every value sourced, every reading choosable, every mistake named."""

import datetime as dt
import math
import pickle

import pytest

from notices import DataError, NoticesError, System, load_system, system_names, system_on
from notices.sources import data_file, known
from notices.systems import RULES, law_dates, read_systems

LAWS = ["paper-2022", "law-2023-04", "law-2023-08", "law-2026-01"]


def test_the_named_systems_are_there():
    names = system_names()
    assert {"article", *LAWS} <= set(names)
    assert sum(load_system(name).transposed for name in names) >= 6


@pytest.mark.parametrize("name", system_names())
def test_every_rule_in_effect_has_a_source_that_exists(name):
    system = load_system(name)
    assert system.sourced
    for rule in system.rules_in_effect():
        origin = system.source(rule)
        assert origin.ids
        assert all(id_ == "assumption" or known(id_) for id_ in origin.ids)
        assert origin.reason or not origin.assumed


@pytest.mark.parametrize("name", system_names())
def test_every_reading_gives_a_sourced_system(name):
    for topic, dispute in load_system(name).disputes.items():
        assert len(dispute.readings) >= 2
        for reading in dispute.readings:
            read = load_system(name, **{topic: reading})
            assert read.sourced and read.disputes[topic].chosen == reading


@pytest.mark.parametrize("name", [name for name in system_names() if load_system(name).transposed])
def test_a_transposed_system_differs_from_the_article_in_the_service_rule_only(name):
    service_rules = {"served_on", "served_after", "without_account", "register_days", "deemed_if_unopened",
                     "lapses_if_unopened", "reminder_after"}
    article = load_system("article").rules
    differing = {rule for rule, value in load_system(name).rules.items() if value != article[rule]}
    assert differing <= service_rules


def test_the_article_says_what_the_article_says():
    article = load_system("article")
    assert (article.channel, article.served_on, article.served_after) == ("electronic", "posting", 0)
    assert article.measures == ("driving", "real_estate", "credit")
    assert (article.clock_from, article.grace_days, article.exit_ban_from) == ("service", 20, "service")
    assert str(article.source("served_on")) == "C19"


def test_the_readings_of_the_twenty_days():
    assert load_system("law-2026-01", clock="A").clock_from == "appearance_date"
    assert load_system("law-2026-01", clock="A").appearance_in == 30
    assert load_system("law-2026-01", clock="B").clock_from == "service"
    assert load_system("law-2026-01", clock="C").grace_days == 27


@pytest.mark.parametrize("day, name", [
    ("1999-01-01", "paper-2022"), ("2023-04-13", "paper-2022"), ("2023-04-14", "law-2023-04"),
    ("2023-08-03", "law-2023-04"), ("2023-08-04", "law-2023-08"), ("2025-12-31", "law-2023-08"),
    ("2026-01-01", "law-2026-01"), ("2031-01-01", "law-2026-01"),
])
def test_the_law_on_a_date(day, name):
    assert system_on(day).name == name
    assert system_on(dt.date.fromisoformat(day)).name == name


def test_the_ban_moved_in_august_2023():
    assert system_on("2023-08-03").exit_ban_from == "service"
    assert system_on("2023-08-04").exit_ban_from == "issue"


def test_law_dates_are_in_order():
    assert [name for _, name in law_dates()] == LAWS[1:]


def test_defaults_of_a_system_built_in_code():
    system = System()
    assert system.rules == {
        "channel": "electronic", "served_on": "posting", "served_after": 0, "without_account": "register",
        "register_days": 7, "deemed_if_unopened": math.inf, "lapses_if_unopened": math.inf,
        "exit_ban_from": "service", "measures": ("driving", "real_estate", "credit"), "clock_from": "service",
        "grace_days": 20, "appearance_in": 0, "reminder_after": math.inf, "covers": ("draftee", "reservist"),
        "ban_covers": ("draftee", "reservist"), "measures_cover": ("draftee", "reservist")}


def test_a_system_built_in_code_says_that_it_has_no_sources():
    assert not System().sourced
    assert "no sources" in str(System())


def test_in_person_means_handing_over():
    assert System(channel="in_person").served_on == "handing_over"


def test_a_system_travels_to_a_worker_and_back():
    system = load_system("law-2026-01", clock="B")
    copy = pickle.loads(pickle.dumps(system))
    assert copy == system and copy.name == system.name and copy.sources == system.sources


@pytest.mark.parametrize("rules, parts", [
    ({"gracedays": 3}, ['no rule "gracedays"', 'Did you mean "grace_days"']),
    ({"channel": "electronik"}, ['rule "channel"', 'Did you mean "electronic"', "in_person or electronic"]),
    ({"grace_days": -1}, ['rule "grace_days"', "-1 is negative"]),
    ({"grace_days": 1.5}, ['rule "grace_days"', "not a whole number"]),
    ({"grace_days": "20"}, ['rule "grace_days"', "'20' is not a number"]),
    ({"grace_days": math.inf}, ['rule "grace_days"', "never", "not possible"]),
    ({"served_after": math.nan}, ['rule "served_after"', "NaN"]),
    ({"measures": "driving"}, ['rule "measures"', "not a list"]),
    ({"measures": ["drivin"]}, ['rule "measures"', 'Did you mean "driving"']),
    ({"covers": ["everyone"]}, ['rule "covers"', "draftee or reservist"]),
    ({"channel": "in_person", "served_on": "opening"}, ["makes no sense", "posts nothing", "handing_over"]),
    ({"served_on": "handing_over"}, ["makes no sense", "electronic"]),
    ({"served_on": "opening", "deemed_if_unopened": 10, "lapses_if_unopened": 10},
     ["deemed_if_unopened", "lapses_if_unopened", "one of the two"]),
])
def test_rules_that_cannot_be_used_are_refused_in_words(rules, parts):
    with pytest.raises(NoticesError) as refused:
        System(**rules)
    for part in parts:
        assert part in str(refused.value)


def test_an_unknown_system_gets_the_nearest_name():
    with pytest.raises(NoticesError, match='Did you mean "article"'):
        load_system("artical")


def test_unknown_readings_get_the_possible_ones():
    with pytest.raises(NoticesError, match='Did you mean "clock"'):
        load_system("article", clocks="A")
    with pytest.raises(NoticesError, match="Expected A, B or C"):
        load_system("article", clock="D")


def test_a_date_that_is_none_is_refused():
    with pytest.raises(NoticesError, match="'2023-02-30' is not a date"):
        system_on("2023-02-30")


GOOD = """
[here]
title = "Here"
rules.channel = { value = "in_person", source = "C06" }
rules.served_on = { value = "handing_over", source = "C07" }
rules.exit_ban_from = { value = "none", source = "assumption", reason = "No source reports one." }
rules.measures = { value = [], source = "C12" }
rules.covers = { value = ["draftee"], source = "C18" }
"""


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "systems.toml"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_file_of_ones_own_can_be_read(tmp_path):
    assert read_systems(written(tmp_path, GOOD))["here"].covers == ("draftee",)


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path):
    assert "here" in read_systems(written(tmp_path, GOOD.replace("\n", "\r\n"), "utf-8-sig"))


@pytest.mark.parametrize("old, new, parts", [
    ('{ value = "in_person", source = "C06" }', '"in_person"', ['rule "channel"', "has no source"]),
    ('{ value = "in_person", source = "C06" }', '{ value = "in_person" }', ['rule "channel"', "has no source"]),
    ('source = "C06"', 'source = "C99"', ['rule "channel"', '"C99" is in no data file']),
    (', reason = "No source reports one."', "", ['rule "exit_ban_from"', "needs a reason"]),
    ("rules.channel", "rules.chanel", ['rule "chanel"', 'Did you mean "channel"']),
    ('title = "Here"', 'titel = "Here"', ['entry "titel"', 'Did you mean "title"']),
    ('rules.covers = { value = ["draftee"], source = "C18" }', "", ['rule "covers"', "missing"]),
    ('value = "handing_over"', 'value = "opening"', ['rule "served_on"', "makes no sense"]),
    ('value = []', "value = [", ["not readable as TOML", "line"]),
    ("[here]", 'here.based_on = "there"\n[here]', ["systems.toml"]),
    ('title = "Here"', 'based_on = "there"', ['entry "based_on"', "'there'"]),
    ('title = "Here"', 'rules.grace_days = { value = 20, source = "C12" }', ['rule "grace_days"', "no effect"]),
])
def test_a_broken_file_is_refused_with_file_system_rule_and_remedy(tmp_path, old, new, parts):
    assert old in GOOD
    with pytest.raises(DataError) as refused:
        read_systems(written(tmp_path, GOOD.replace(old, new)))
    for part in ["systems.toml", *parts]:
        assert part in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(DataError, match="not UTF-8"):
        read_systems(written(tmp_path, GOOD.replace("Here", "Hé"), "latin-1"))


def test_the_rules_table_and_the_data_dictionary_speak_of_the_same_rules():
    assert set(RULES) <= set(data_file("README.md").read_text(encoding="utf-8").replace("`", " ").split())
