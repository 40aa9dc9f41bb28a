"""``python -m notices register demo``: one person's story at the desks, on paper and electronically, as plain text.

Nothing is written to disk. What happens on which day is :func:`notices.explain`'s; it is recorded in a register in
memory, whose desks then answer the same questions on the same days under both systems.
"""

from __future__ import annotations

import argparse
from typing import Iterator, Mapping

from notices.explain import explain
from notices.register import Register, State
from notices.systems import System, load_system

LABEL = "A-01"
PERSON = {"opens_after": 40, "needs_day": 22, "appears_after": 3, "queue": 0.08}
SYSTEMS = ("paper-2022", "article")
QUESTIONS = {  # day -> (desk, question, in words)
    10: [("office", "state_of", f"the office looks {LABEL} up"), ("account", "inbox", f"is there a message for {LABEL}, read or not?")],
    22: [("bank", "may_lend", f"the bank asks: may it lend to {LABEL}?")],
    25: [("traffic", "may_drive", f"the traffic police ask: may {LABEL} drive?"), ("border", "may_leave", f"the border asks: may {LABEL} leave?")],
    26: [("traffic", "may_drive", f"the traffic police ask again: may {LABEL} drive?")],
}
LAST = max(QUESTIONS)
STATES = ("served", "appeared", "ban_from", "ban_until", "measures_from", "measures_until")


def main(arguments: list[str]) -> int:
    """Print the story; 0."""
    parser = argparse.ArgumentParser(prog="notices register", description="One record, many desks: the register in miniature.")
    parser.add_argument("what", choices=["demo"], help="play one synthetic person's story under two systems, with the reasons")
    parser.parse_args(arguments)
    print("\n".join(demo()))
    return 0


def demo() -> Iterator[str]:
    """The lines of the story."""
    yield f"One synthetic person, {LABEL}, under two systems. Illustrative, not a forecast."
    yield f"{LABEL} would open the account on day {PERSON['opens_after']} and needs a loan on day {PERSON['needs_day']};"
    yield f"{LABEL} comes to the office {PERSON['appears_after']} days after knowing of a notice."
    yield "In [brackets]: the rule, and the id of the row that says so (data/)."
    for name in SYSTEMS:
        yield from ["", *played(load_system(name))]


def played(system: System) -> Iterator[str]:
    """The story under one system, day by day: what happens, what each desk answers and why; then the two clocks."""
    explanation = explain(system, PERSON)
    yield system.title
    with Register.create(":memory:", system) as register:
        for day in range(LAST + 1):
            record(register, explanation.days, day)
            yield from (f"  {reason}" for reason in explanation.reasons if reason.day == day)
            for desk, question, words in QUESTIONS.get(day, []):
                yield from asked(register, desk, question, day, words)
        yield from questions_logged(register)
    yield "  " + two_clocks(explanation.days)


def record(register: Register, days: Mapping[str, float], day: int) -> None:
    """Write down what happens on ``day`` of the story."""
    if day == 0:
        register.enter(LABEL, day, by="clerk")
        register.issue(LABEL, day, by="clerk")
    if day == days["served"] and register.system.channel == "in_person":
        register.visit(LABEL, day, by="courier", found=True)
    if day == days["appeared"]:
        register.appear(LABEL, day, by="clerk")


def asked(register: Register, desk: str, question: str, day: int, words: str) -> Iterator[str]:
    """One question at a desk: the question, the answer, the reasons."""
    answer = register.ask(desk, question, LABEL, day)
    yield f"  day {day}: {words}"
    lines = [in_words(answer)] if isinstance(answer, State) else str(answer).splitlines()
    yield from (f"      {line}" for line in lines)


def in_words(state: State) -> str:
    """The office's record on one line: what has happened so far, and when."""
    known = [f"{name.replace('_', ' ')} day {getattr(state, name)}" for name in STATES if getattr(state, name) <= state.day]
    return "; ".join(known) or "a notice is out; nothing more has happened"


def questions_logged(register: Register) -> Iterator[str]:
    """What the person can see of the questions."""
    yield f"  Who asked about {LABEL}, as the account shows it:"
    yield from (f"      {line}" for line in register.account.who_asked(LABEL, LAST))


def two_clocks(days: Mapping[str, float]) -> str:
    """Service and knowledge, and the days between them."""
    return f"Two clocks: served on day {days['served']}, aware on day {days['aware']}, {days['aware'] - days['served']} days apart."
