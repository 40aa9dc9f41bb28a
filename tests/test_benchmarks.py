"""The peers of the benchmark give the same days as the package, so a comparison of their times compares the same thing."""

import re
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given

from benchmarks import __main__ as command
from benchmarks import lookups, page
from benchmarks.peers import ARRAYS, PEERS, Disagreement, check
from benchmarks.scale import Scaled
from benchmarks.timing import Paired, paired
from notices import Operations, People, System, load_system, run, system_names
from notices.drawing import draw
from test_timeline_oracle import CROWDS, examples

NEVER = float("inf")


@pytest.fixture(params=PEERS, ids=lambda peer: peer.name)
def peer(request):
    pytest.importorskip(request.param.package, reason=f"not run: {request.param.package} is not installed (make test installs it)")
    return request.param


@pytest.mark.parametrize("name", system_names())
def test_peers_give_the_same_days_for_drawn_people_under_every_shipped_system(peer, name):
    people, operations, system = draw(400, seed=7), Operations(), load_system(name)
    assert check(peer.name, peer.run(system, people, operations), run(system, people, operations)) == 400 * len(ARRAYS)


@pytest.mark.parametrize("seed", range(16))
def test_peers_give_the_same_days_for_a_crowd_in_which_much_falls_on_one_day(peer, seed):
    chance = Random(seed)
    system, people, operations = some_system(chance), some_people(chance, 300), some_operations(chance)
    check(f"{peer.name}, {system}", peer.run(system, people, operations), run(system, people, operations))


def test_peers_give_the_same_days_for_random_systems_and_a_few_people(peer):
    @examples(120)
    @given(crowd=CROWDS)
    def same(crowd):
        rules, rows, limits = crowd
        system, people, operations = System(**rules), People.from_rows(rows), Operations(**limits)
        check(peer.name, peer.run(system, people, operations), run(system, people, operations))

    same()


# Random crowds: few different days, a shuffled list, couriers with too little or plenty of time.

DAYS = (0, 0, 1, 2, 3, 5, 7, 8, 13, 21, 30, NEVER)
WAITS = (1, 1, 2, 3, 5, 8, 14, NEVER)
BOTH = ("draftee", "reservist")


def some_system(chance: Random) -> System:
    rules = {"exit_ban_from": chance.choice(("service", "issue", "none")),
             "measures": chance.choice((("credit",), ("driving", "credit"), ())),
             "clock_from": chance.choice(("service", "appearance_date", "issue")), "grace_days": chance.choice((0, 1, 4, 20)),
             "appearance_in": chance.choice((0, 3, 7)), "covers": chance.choice((BOTH, BOTH, BOTH[:1])),
             "ban_covers": chance.choice((BOTH, BOTH, BOTH[1:])), "measures_cover": chance.choice((BOTH, BOTH, BOTH[:1]))}
    if chance.random() < 0.35:
        return System(**rules, channel="in_person")
    rules |= {"without_account": chance.choice(("register", "paper", "paper", "exempt")), "register_days": chance.choice((0, 2, 7)),
              "reminder_after": chance.choice((NEVER, 0, 5))}
    if chance.random() < 0.5:
        return System(**rules, served_on="posting", served_after=chance.choice((0, 1, 7)))
    ending = chance.choice(("deemed_if_unopened", "lapses_if_unopened"))
    return System(**rules, served_on="opening", **{ending: chance.choice((2, 5, 10, NEVER))})


def some_people(chance: Random, n: int) -> People:
    days, waits, yes_or_no = (lambda: chance.choice(DAYS)), (lambda: chance.choice(WAITS)), (lambda: chance.random() < 0.5)
    places = chance.sample(range(n), n)
    return People.from_rows([{
        "kind": chance.choice(BOTH), "account": yes_or_no(), "opens_after": days(), "reachable": yes_or_no(),
        "visits_needed": chance.choice((1, 2, 3, 4, NEVER)), "queue": place / n, "border_day": days(), "appears_after": waits(),
        "needs_day": days(), "needs_every": waits(), "wrong_record": chance.random() < 0.3, "corrected_after": waits(),
    } for place in places])


def some_operations(chance: Random) -> Operations:
    return Operations(visits_per_day=chance.choice((0, 3, 20, 60, 250, 1000, 7000)), max_visits=chance.choice((0, 1, 2, 4, 6)),
                      horizon=chance.choice((0, 5, 30, 60)))


# What the benchmark says of them.

@pytest.mark.parametrize("array", ARRAYS)
def test_the_check_names_the_person_and_the_day_that_differ(array):
    ours = run(load_system("article"), draw(50))
    changed = getattr(ours, array).copy()
    changed[31] = 99
    with pytest.raises(Disagreement, match=rf'Somebody: "{array}" differs for 1 of 50 people. The first is person 31: 99'):
        check("Somebody", replace(ours, **{array: changed}), ours)


def test_the_check_does_not_take_wider_numbers_for_the_same():
    ours = run(load_system("article"), draw(5))
    with pytest.raises(Disagreement, match='"served" is float64'):
        check("Somebody", replace(ours, served=ours.served.astype(np.float64)), ours)


def test_nothing_is_timed_or_written_while_answers_differ(monkeypatch, capsys):
    def differ():
        raise Disagreement('Mesa, article: "aware" differs for 1 of 50 people.')

    def never(*given):
        raise AssertionError("timed or written all the same")

    monkeypatch.setattr(command, "check_peers", differ)
    monkeypatch.setattr(command, "time_peers", never)
    monkeypatch.setattr(command, "time_lookups", never)
    monkeypatch.setattr(page, "write", never)
    assert command.main([]) == 2
    assert 'Nothing was timed, because the answers differ. Mesa, article: "aware"' in capsys.readouterr().err


@pytest.mark.parametrize("slower, cores, megabytes, missed", [
    (1.3, 1.9, 900, []), (1.4, 1.9, 900, ["time per person"]), (1.0, 1.9, 1100, ["peak memory"]), (1.0, 0.9, 900, ["cores"]),
])
def test_what_is_missed_at_scale_is_said(monkeypatch, slower, cores, megabytes, missed):
    monkeypatch.setattr(command.os, "cpu_count", lambda: 2)
    user_time = 40 * slower
    found = command.missed_scale(Scaled(1000, 10.0, 20.0, 90), Scaled(2000, user_time / cores, user_time, megabytes))
    assert len(found) == len(missed) and all(name in what for name, what in zip(missed, found))


def test_every_peer_that_is_slower_than_expected_is_named():
    as_expected = {peer.name: Paired([1.0], [float(peer.times)]) for peer in PEERS}
    assert command.missed_peers(as_expected, Paired([15.0], [1.0])) == []
    too_near = {peer.name: Paired([1.0], [peer.times - 1.0]) for peer in PEERS}
    found = command.missed_peers(too_near, Paired([16.0], [1.0]))
    assert [what.partition(" takes")[0] for what in found] == [peer.name for peer in PEERS] + ["compare"]


def test_a_desk_that_answers_too_slowly_among_many_events_is_named():
    found = command.missed_lookups({"border": Paired([1.0], [2.0]), "bank": Paired([1.0], [2.1])})
    assert len(found) == 1 and "bank's question takes 2.1 times" in found[0]


def test_the_registers_that_are_timed_answer_as_if_everything_had_been_recorded_properly():
    few = lookups.SAMPLE * lookups.EVENTS_EACH
    timed = lookups.time_lookups(few, 3 * few, pairs=1)  # checks them first
    assert set(timed) == {desk for desk, _ in lookups.ASKED}
    assert set(re.findall(r"^\| (\w+) \| `", page.lookups_part(timed), re.MULTILINE)) == set(timed)


def test_pairs_are_timed_in_changing_order_and_the_ratio_is_that_of_the_middle_pair():
    now, order = [0], []

    def work(name, *seconds):
        lasting = iter(seconds)
        return lambda: (order.append(name), now.__setitem__(0, now[0] + next(lasting)))

    # Ours is slowed down in the second pair, both are in the third.
    found = paired(work("ours", 1, 1, 5, 5, 10, 10), work("theirs", 8, 8, 90), pairs=3, ours_each=2, clock=lambda: now[0])
    assert order == ["ours", "ours", "theirs", "theirs", "ours", "ours", "ours", "ours", "theirs"]
    assert (found.ours, found.theirs) == ([1, 5, 10], [8, 8, 90])
    assert found.theirs_to_ours == 8 and found.ours_to_theirs == 1 / 8


def test_the_page_says_what_the_code_does_now():
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.HEAD in text and page.how() in text, "docs/benchmarks.md is out of date. Run: python -m benchmarks"


def test_the_page_keeps_its_last_part_until_that_is_measured_again(tmp_path):
    there = tmp_path / "benchmarks.md"
    page.write("first table", "lookups", page.kept_scale_part(there), there)
    assert "Not measured yet" in there.read_text(encoding="utf-8")
    page.write("second table", "lookups", page.scale_part(Scaled(10, 2.0, 3.0, 90), Scaled(300, 66.0, 120.0, 95), load=4.2), there)
    page.write("third table", "lookups", page.kept_scale_part(there), there)
    text = there.read_text(encoding="utf-8")
    assert "third table" in text and "second table" not in text and "Not measured yet" not in text
    assert "large to small: 1.33 in user time (expected: at most 1.3), 1.10 by the clock." in text
    assert "| 300 | 66.0 | 400000.00 µs | 1.82 of " in text and " | 95 MB |" in text
    assert "load average 4.2" in text
