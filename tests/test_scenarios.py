"""Stories that a lawyer can read and check: rules, a person, and the days on which things happen.

Each file in scenarios/ holds a story, the rules it is told under, and people. The keys:

    system     a named system; what stands under [rules] must then be all in which it differs from the defaults
    [rules]    the rules (absent ones: the defaults of a system built in code)
    together   the people share one couriers' list (otherwise each stands alone among strangers)
    habits     a row of luck and habits (absent ones: the defaults); "never" is a word here
    expected   the days; **a day that is not mentioned must be never**; `visits` only where it is mentioned
    cites      sources that the reasons given for these days must name
    sources    ids of the data files that the story rests on
"""

from __future__ import annotations

import re
import tomllib
from math import inf
from pathlib import Path

import pytest
from oracle import DAYS, DEFAULT_RULES, simulate, simulate_lone

import notices
from notices import Operations, People, System, explain, load_system, run

FOLDER = Path(__file__).parent / "scenarios"
KNOWN_KEYS = {"title", "story", "sources", "system", "rules", "operations", "together", "person"}
PERSON_KEYS = {"name", "because", "habits", "expected", "cites"}


def never_as_inf(table: dict) -> dict:
    return {name: inf if value == "never" else value for name, value in table.items()}


def read(path: Path) -> dict:
    with path.open("rb") as file:
        return tomllib.load(file)


SCENARIOS = {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
ALONE = [pytest.param(scenario, person, id=f"{name}, {person['name']}")
         for name, scenario in SCENARIOS.items() if not scenario.get("together") for person in scenario["person"]]
every_lone_person = pytest.mark.parametrize(("scenario", "person"), ALONE)
every_group = pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=name) for name, scenario in SCENARIOS.items() if scenario.get("together")])


def rules_of(scenario: dict) -> dict:
    return never_as_inf(scenario["rules"])


def system_of(scenario: dict) -> System:
    return load_system(scenario["system"]) if "system" in scenario else System(**rules_of(scenario))


def expected_of(person: dict) -> dict:
    """All ten days, those not mentioned as never; and the visits if mentioned."""
    return {name: inf for name in DAYS} | person["expected"]


def mentioned(days: dict, person: dict) -> dict:
    return {name: days[name] for name in expected_of(person)}


@every_lone_person
def test_explain_tells_the_story(scenario, person):
    found = explain(system_of(scenario), never_as_inf(person["habits"]), Operations(**scenario.get("operations", {})))
    assert mentioned(found.days, person) == expected_of(person)
    cited = set(re.findall(r"[A-Z]\d+", " ".join(reason.source for reason in found.reasons)))
    assert set(person.get("cites", ())) <= cited


@every_lone_person
def test_the_oracle_tells_the_story(scenario, person):
    found = simulate_lone(rules_of(scenario), never_as_inf(person["habits"]), **scenario.get("operations", {}))
    assert mentioned(found, person) == expected_of(person)


@every_group
def test_run_and_the_oracle_tell_the_story_of_people_together(scenario):
    operations, people = scenario.get("operations", {}), scenario["person"]
    rows = [never_as_inf(person["habits"]) for person in people]
    timelines = run(system_of(scenario), People.from_rows(rows), Operations(**operations))
    for place, (person, days) in enumerate(zip(people, simulate(rules_of(scenario), rows, **operations), strict=True)):
        assert mentioned(days, person) == expected_of(person), person["name"]
        assert {name: getattr(timelines, name)[place] for name in expected_of(person)} == expected_of(person), person["name"]


def plain(rule):
    """Lists without order, so that a list and a tuple of the same kinds are the same rule."""
    return rule if isinstance(rule, (str, int, float)) else sorted(rule)


@pytest.mark.parametrize("name", [name for name, scenario in SCENARIOS.items() if "system" in scenario])
def test_the_named_system_has_the_rules_of_the_story(name):
    scenario = SCENARIOS[name]
    system = system_of(scenario)
    stated = DEFAULT_RULES | rules_of(scenario)
    assert {rule: plain(getattr(system, rule)) for rule in stated} == {rule: plain(value) for rule, value in stated.items()}


@every_scenario
def test_the_file_is_complete_and_its_sources_exist(scenario):
    assert {"title", "story", "sources", "rules", "person"} <= set(scenario) <= KNOWN_KEYS
    assert set(scenario["rules"]) <= set(DEFAULT_RULES)
    for person in scenario["person"]:
        assert {"name", "because", "habits", "expected"} <= set(person) <= PERSON_KEYS
        assert set(person["expected"]) <= {*DAYS, "visits"}
        assert set(person.get("cites", ())) <= set(scenario["sources"])
    in_the_story = set(re.findall(r"\b[A-Z]\d{2}\b", scenario["story"]))
    assert in_the_story <= set(scenario["sources"])
    for id_ in scenario["sources"]:
        assert notices.source(id_)


def test_there_are_stories():
    """An empty folder would let everything above pass."""
    assert len(SCENARIOS) >= 8 and len(ALONE) >= 30
