"""The desks: who may ask the register what, and how little each is told.

A desk asks one question about one person on one day and gets an :class:`Answer`: yes or no, with
reasons. The border learns of the ban and the land office of the measures, each since when; the bank and
the traffic police learn the name of the rule and nothing else, so that their answer is the same for a
person without a notice and for one whose notice has no effect yet. Only the office sees the record.

Three of the measures have a desk here (driving, real estate, credit); nobody asks about the others.
Where notices travel on paper no desk but the office is connected: everything is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Sequence

from notices.errors import NoticesError, listed, nearest
from notices.explain import Reason
from notices.people import NEVER
from notices.systems import System

if TYPE_CHECKING:
    from notices.register import Event, State

# Days until a desk sees what was written: the traffic database takes a day (X22).
DELAYS = {"border": 0, "traffic": 1, "land": 0, "bank": 0, "office": 0, "account": 0}
QUESTIONS = {"border": ("may_leave",), "traffic": ("may_drive",), "land": ("may_register",),
             "bank": ("may_lend",), "office": ("state_of",), "account": ("inbox", "who_asked")}
MEASURE = {"may_drive": "driving", "may_register": "real_estate", "may_lend": "credit"}
LOOKUPS = ("label", "name")


@dataclass(frozen=True)
class Answer:
    """What a desk is told: yes or no (``allowed``), and the ``reasons``, never none."""

    allowed: bool
    reasons: tuple[Reason, ...]

    def __str__(self) -> str:
        return "\n".join(["yes" if self.allowed else "no", *(f"  {reason}" for reason in self.reasons)])


@dataclass(frozen=True)
class Asked:
    """One line of the log of questions: the day, the desk, what it asked, and whether it got a yes."""

    day: int
    desk: str
    question: str
    allowed: bool

    def __str__(self) -> str:
        return f"day {self.day}: {self.desk} asked {self.question}: {'yes' if self.allowed else 'no'}"


# --- the desks as objects: their questions are all that they can do ----------------------

class _Desk:
    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[..., object]) -> None:
        self._ask = ask

    def __repr__(self) -> str:
        return f"<desk: {type(self).__name__.lower()}>"


class Border(_Desk):
    """The border: may this person leave the country?"""

    __slots__ = ()

    def may_leave(self, label: str, day: int, lookup: str = "label") -> Answer:
        """Is leaving allowed on ``day``, as far as this desk has heard?

        With ``lookup="name"`` the desk looks for the person's name and birthday, and refuses if anyone
        who has both is banned: two people who share them are confused. A person entered without a
        name is found by label only. Raises NoticesError for an unknown person or a day that is none.
        """
        return self._ask("border", "may_leave", label, day, lookup)


class Traffic(_Desk):
    """The traffic police: may this person drive?"""

    __slots__ = ()

    def may_drive(self, label: str, day: int) -> Answer:
        """Is driving allowed on ``day``? Names the rule only; a day late unless the register says otherwise (X22)."""
        return self._ask("traffic", "may_drive", label, day)


class Land(_Desk):
    """The land office: may this person register a sale or a purchase?"""

    __slots__ = ()

    def may_register(self, label: str, day: int) -> Answer:
        """Is registering property allowed on ``day``?"""
        return self._ask("land", "may_register", label, day)


class Bank(_Desk):
    """The bank: may it lend to this person?"""

    __slots__ = ()

    def may_lend(self, label: str, day: int) -> Answer:
        """Is a loan allowed on ``day``? Names the rule only."""
        return self._ask("bank", "may_lend", label, day)


class Office(_Desk):
    """The office that issues notices: the only desk that sees the whole record."""

    __slots__ = ()

    def state_of(self, label: str, day: int) -> "State":
        """The record of one person as it stands on ``day``."""
        return self._ask("office", "state_of", label, day)


class Account(_Desk):
    """A person's own account."""

    __slots__ = ()

    def inbox(self, label: str, day: int) -> Answer:
        """Is there a message on ``day``? The reasons are the messages, oldest first. Looking is not opening."""
        return self._ask("account", "inbox", label, day)

    def who_asked(self, label: str, day: int) -> tuple[Asked, ...]:
        """Who asked about this person up to ``day``, oldest first. Raises NoticesError for who has no account."""
        return self._ask("account", "who_asked", label, day)


def check_question(desk: object, question: object) -> None:
    """Raises NoticesError for a desk that does not exist and a question that is not this desk's."""
    if desk not in QUESTIONS:
        raise NoticesError(f"there is no desk {desk!r}.{nearest(desk, QUESTIONS)} Desks are {listed(QUESTIONS)}.")
    if question not in QUESTIONS[desk]:
        raise NoticesError(f"desk {desk!r} may not ask {question!r}. It may ask {listed(QUESTIONS[desk])}.")


# --- what each is told ------------------------------------------------------------------

def may_leave(system: System, states: Sequence["State"], day: int) -> Answer:
    """The border's answer: no if anyone of ``states`` is banned (more than one: people it cannot tell apart)."""
    if system.channel == "in_person":
        return _not_connected(system, day)
    banned = [state for state in states if state.ban]
    if banned:
        since = int(min(state.ban_from for state in banned))
        reasons = [_because(system, since, "exit_ban_from", f"The exit ban holds since day {since}.")]
    else:
        reasons = [_because(system, day, "exit_ban_from", "No exit ban is in force.")]
    if len(states) > 1:
        reasons.append(Reason(day, "lookup", "assumption", f"{len(states)} people share this name and birthday."))
    return Answer(not banned, tuple(reasons))


def may_use(system: System, state: "State", day: int, measure: str, since_when: bool) -> Answer:
    """The answer about one of the measures; the day from which it holds only where ``since_when``."""
    if system.channel == "in_person":
        return _not_connected(system, day)
    what = measure.replace("_", " ")
    if not (state.measures and measure in system.measures):
        return Answer(True, (_because(system, day, "measures", f"No measure on {what} is in force."),))
    if not since_when:
        return Answer(False, (_because(system, day, "measures", f"A measure on {what} is in force."),))
    since = int(state.measures_from)
    return Answer(False, (_because(system, since, "measures", f"A measure on {what} holds since day {since}."),))


def inbox(system: System, account: bool, events: Sequence["Event"], seen: int, day: int) -> Answer:
    """The messages in the account on ``day``, from the ``events`` and as they stood on day ``seen``."""
    if system.channel == "in_person":
        return Answer(False, (_because(system, day, "channel", "Notices travel on paper: none comes to the account."),))
    if not account:
        return Answer(False, (_because(system, day, "without_account", "This person has no account."),))
    posted = [(event.day, _opened(events[nth + 1:])) for nth, event in enumerate(events) if event.kind == "posted"]
    if not posted:
        return Answer(False, (_because(system, day, "channel", "There is no message."),))
    return Answer(True, tuple(_message(system, *message, seen) for message in posted))


def _opened(later: Sequence["Event"]) -> float:
    """Day on which the message before these events was opened, inf for never."""
    for event in later:
        if event.kind in ("opened", "issued"):
            return event.day if event.kind == "opened" else NEVER
    return NEVER


def _message(system: System, posted: int, opened: float, seen: int) -> Reason:
    lapses = system.served_on == "opening" and seen > posted + system.lapses_if_unopened
    unread = "void, because it was not opened in time" if lapses else "not opened"
    state = f"opened on day {opened:g}" if opened < NEVER else unread
    return _because(system, posted, "channel", f"A notice was posted on day {posted}: {state}.")


def _not_connected(system: System, day: int) -> Answer:
    return Answer(True, (_because(system, day, "channel", "Notices travel on paper: this desk sees no record."),))


def _because(system: System, day: int, rule: str, sentence: str) -> Reason:
    return Reason(int(day), rule, str(system.source(rule)), sentence)
