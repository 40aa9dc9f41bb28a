"""How a notice travels to one person: what the Mesa and the SimPy model both ask of a system, once per person."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from notices.people import KINDS
from notices.systems import System


class Notice(NamedTuple):
    """What is known of a person's notice when it is issued. Days are counted from issue, ``inf`` is never."""

    by_courier: bool = False
    served_by_rule: float = inf
    opened: float = inf
    reminded: float = inf
    banned: bool = False
    banned_from_issue: bool = False
    measured: bool = False


def notice_to(system: System, kind: int, account: bool, opens_after: float, reachable: bool) -> Notice:
    """The notice of one person, from the four fields of the row that decide how it travels."""
    way = _way(system, KINDS[kind], account)
    if way == "none":
        return Notice()
    opened = opens_after if way == "account" and not _lapsed(system, opens_after) else inf
    banned = system.exit_ban_from != "none" and KINDS[kind] in system.ban_covers
    return Notice(
        by_courier=way == "courier",
        served_by_rule=_served_by_rule(system, way, opened),
        opened=opened,
        reminded=system.reminder_after if reachable and way != "courier" else inf,
        banned=banned,
        banned_from_issue=banned and system.exit_ban_from == "issue",
        measured=bool(system.measures) and KINDS[kind] in system.measures_cover)


def _way(system: System, kind: str, account: bool) -> str:
    if kind not in system.covers:
        return "none"
    if system.channel == "in_person":
        return "courier"
    return "account" if account else {"register": "register", "paper": "courier", "exempt": "none"}[system.without_account]


def _lapsed(system: System, day: float) -> bool:
    return system.served_on == "opening" and day > system.lapses_if_unopened


def _served_by_rule(system: System, way: str, opened: float) -> float:
    if way == "courier":
        return inf
    if way == "register":
        return inf if _lapsed(system, system.register_days) else system.register_days
    return system.served_after if system.served_on == "posting" else min(opened, system.deemed_if_unopened)


def measures_due(system: System, served: float) -> float:
    """First day on which measures hold for someone served on this day who does not settle: the last day of grace is in time."""
    clock_start = {"service": served, "appearance_date": system.appearance_in, "issue": 0}[system.clock_from]
    return max(served, clock_start + system.grace_days + 1)
