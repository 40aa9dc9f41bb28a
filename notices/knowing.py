"""Who knew what about one person, and from when to when: read off a register by asking its desks.

:func:`who_knew` asks each desk on every day on which its answer could change and keeps the answers; from them
follows what each desk would have said on any day, since when, and on how many days it refused::

    knew = who_knew(register, "A-01", last=45)
    print(knew.answer("border", 12), knew.days_refused("border", 12))
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Iterator, Mapping

from notices.desks import Answer
from notices.people import NEVER, whole
from notices.register import Person, Register, State

# The desks that allow or refuse something, and what each asks.
REFUSING = {"border": "may_leave", "land": "may_register", "bank": "may_lend", "traffic": "may_drive"}


@dataclass(frozen=True)
class Knew:
    """What was recorded about ``label``, and what each desk said on days 0 to ``last`` of the register.

    Days are ``inf`` for what was not recorded by then, and belong to the latest notice. ``read``: the day on which the
    person opened the message or was handed the sheet. ``answers``: for each of :data:`REFUSING`, the days on which its
    answer begins to hold, each with the answer.
    """

    label: str
    last: int
    connected: bool
    issued: float
    posted: float
    served: float
    read: float
    corrected: float
    answers: Mapping[str, tuple[tuple[int, Answer], ...]]

    def answer(self, desk: str, day: int) -> Answer:
        """What the desk says on ``day``."""
        return self.answers[desk][self._place(desk, day)][1]

    def since(self, desk: str, day: int) -> int:
        """The first day of the stretch of refusing, or of allowing, that ``day`` lies in."""
        place = self._place(desk, day)
        said = self.answers[desk]
        while place and said[place - 1][1].allowed == said[place][1].allowed:
            place -= 1
        return said[place][0]

    def refused(self, desk: str, day: int) -> list[tuple[int, int]]:
        """Stretches of days, up to and including ``day``, on which the desk refuses: (first day, day after the last)."""
        said = self.answers[desk]
        ends = [*(start for start, _ in said[1:]), self.last + 1]
        found = [(start, min(end, day + 1)) for (start, answer), end in zip(said, ends) if not answer.allowed and start <= day]
        return list(_joined(found))

    def days_refused(self, desk: str, day: int) -> int:
        """On how many days, up to and including ``day``, the desk refuses."""
        return sum(end - start for start, end in self.refused(desk, day))

    def aware(self, day: int, tries: str | None = None) -> float:
        """First day up to ``day`` on which the person knows of a notice: has read it, or is refused at the desk that
        the person ``tries`` on ``day``; inf if neither, and for who has no notice."""
        refused = tries is not None and self.issued <= day and not self.answer(tries, day).allowed
        first = min(self.read, day if refused else NEVER)
        return first if first <= day else NEVER

    def _place(self, desk: str, day: int) -> int:
        return bisect_right(self.answers[desk], day, key=lambda said: said[0]) - 1


def _joined(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same days in as few stretches as they take."""
    here: tuple[int, int] | None = None
    for start, end in stretches:
        if here and here[1] == start:
            here = here[0], end
            continue
        if here:
            yield here
        here = start, end
    if here:
        yield here


def who_knew(register: Register, label: str, last: int, lookup: str = "label") -> Knew:
    """What each desk knew about one person on days 0 to ``last``: a :class:`Knew`.

    ``lookup="name"``: the border looks for name and birthday. The questions that this takes are logged like all
    others. Raises NoticesError for an unknown person and a day that is no whole number of 0 or more.
    """
    last = whole("last", last, 0)
    state = register.state_on(label, last)
    read = min((event.day for event in register.history(label)
                if event.kind in ("opened", "handed_over") and state.issued <= event.day <= last), default=NEVER)
    connected = register.system.channel == "electronic"
    turns = _turns(register, label, last) if connected else set()  # who is not connected never changes the answer
    answers = {desk: tuple(_said(register, desk, label, last, turns, lookup)) for desk in REFUSING}
    return Knew(label, last, connected, state.issued, state.posted, state.served, read,
                state.corrected, answers)


def _turns(register: Register, label: str, last: int) -> set[int]:
    """Days on which what is known may change, for the person and for those who share name and birthday."""
    person = register.person(label)
    found = set()
    for other in register.labels():
        if other == label or (person.name and _same_name(person, register.person(other))):
            for written in {event.written for event in register.history(other)}:
                found |= {written} | _days_of(register.state_on(other, last, seen=written))
    return found


def _same_name(one: Person, other: Person) -> bool:
    return (one.name, one.birthday) == (other.name, other.birthday)


def _days_of(state: State) -> set[int]:
    return {int(day) for day in (state.ban_from, state.ban_until, state.measures_from, state.measures_until) if day < NEVER}


def _said(register: Register, desk: str, label: str, last: int, turns: set[int], lookup: str) -> Iterator[tuple[int, Answer]]:
    days = sorted({0} | {day + register.delays[desk] for day in turns if day + register.delays[desk] <= last})
    for day in days:
        asked = {"lookup": lookup} if desk == "border" else {}
        yield day, register.ask(desk, REFUSING[desk], label, day, **asked)
