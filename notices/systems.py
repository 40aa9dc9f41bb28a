"""Notice systems: small sets of dated, sourced rules, read from ``data/systems.toml``.

A system is data. It says how a notice travels, which event makes it *served*, and what
follows. Every value that a shipped system holds names its source: a row of ``claims.csv``
(C..), ``context.csv`` (X.., B..) or ``analogues.csv`` (G..), or ``assumption`` with a reason.
Where the sources disagree, the alternatives are *readings* that one can choose::

    load_system("law-2026-01", clock="A")
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Callable, Mapping

from notices.errors import CombinationError, DataError, NoticesError, listed, nearest
from notices.people import KINDS, NEVER, days
from notices.sources import data_file, known, read_toml

MEASURES = ("driving", "vehicle_registration", "real_estate", "credit", "sole_trader", "self_employed")
FILE = "systems.toml"


# --- the table of rules ---------------------------------------------------------------

@dataclass(frozen=True)
class Rule:
    """One rule of a system: what it may hold, its default, and when it has an effect."""

    name: str
    meaning: str
    default: object
    check: Callable[[str, object], object]
    has_effect: Callable[["System"], bool] = lambda system: True


def one_of(*options: str) -> Callable[[str, object], str]:
    def check(place: str, value: object) -> str:
        if value in options:
            return value
        raise NoticesError(f"{place}: {value!r} is not possible.{nearest(value, options)} "
                           f"Expected {listed(options)}.")
    return check


def some_of(*options: str) -> Callable[[str, object], tuple[str, ...]]:
    def check(place: str, value: object) -> tuple[str, ...]:
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            raise NoticesError(f"{place}: {value!r} is not a list. Expected a list of names out of "
                               f"{listed(options)}; an empty list for none.")
        chosen = [one_of(*options)(place, name) for name in value]
        return tuple(option for option in options if option in chosen)
    return check


def whole_days(place: str, value: object) -> int:
    return int(days(place, value, or_never=False))


def days_or_never(place: str, value: object) -> float:
    value = days(place, value)
    return value if value == NEVER else int(value)


def _electronic(system: "System") -> bool:
    return system.channel == "electronic"


def _opening(system: "System") -> bool:
    return system.served_on == "opening"


def _measures(system: "System") -> bool:
    return bool(system.measures)


RULES = {
    rule.name: rule
    for rule in (
        Rule("channel", "how the notice travels", "electronic", one_of("in_person", "electronic")),
        Rule("served_on", "the event that makes it served", None,
             one_of("handing_over", "posting", "opening")),
        Rule("served_after", "days from posting to service", 0, whole_days,
             lambda system: system.served_on == "posting"),
        Rule("without_account", "what happens to people with no account", "register",
             one_of("register", "paper", "exempt"), _electronic),
        Rule("register_days", "days from posting to service for people with no account", 7, whole_days,
             lambda system: _electronic(system) and system.without_account == "register"),
        Rule("deemed_if_unopened", "days after which an unopened notice counts as served", NEVER,
             days_or_never, _opening),
        Rule("lapses_if_unopened", "last day on which an unopened notice is still valid", NEVER,
             days_or_never, _opening),
        Rule("exit_ban_from", "the event that starts the exit ban", "service",
             one_of("none", "issue", "service")),
        Rule("measures", "the later restrictions", ("driving", "real_estate", "credit"), some_of(*MEASURES)),
        Rule("clock_from", "the event from which the days of grace count", "service",
             one_of("service", "appearance_date", "issue"), _measures),
        Rule("grace_days", "days allowed", 20, whole_days, _measures),
        Rule("appearance_in", "days from issue to the date named in the notice", 0, whole_days,
             lambda system: _measures(system) and system.clock_from == "appearance_date"),
        Rule("reminder_after", "days from posting to the one reminder", NEVER, days_or_never, _electronic),
        Rule("covers", "who can be called by such a notice", KINDS, some_of(*KINDS)),
        Rule("ban_covers", "whom the exit ban touches", KINDS, some_of(*KINDS),
             lambda system: system.exit_ban_from != "none"),
        Rule("measures_cover", "whom the measures touch", KINDS, some_of(*KINDS), _measures),
    )
}


# --- a system -------------------------------------------------------------------------

@dataclass(frozen=True)
class Origin:
    """Who says so: ids of rows in the data files, or ('assumption',) with a reason."""

    ids: tuple[str, ...]
    reason: str = ""

    @property
    def assumed(self) -> bool:
        return self.ids == ("assumption",)

    def __str__(self) -> str:
        return " ".join(self.ids)


UNSOURCED = Origin(("unsourced",), "this system was built in code and carries no sources")


@dataclass(frozen=True)
class Reading:
    """One way to read a disputed point: what it says, and the rules it sets, with sources."""

    name: str
    says: str
    rules: Mapping[str, object]
    sources: Mapping[str, Origin]


@dataclass(frozen=True)
class Dispute:
    """A point on which the sources differ, with the readings one can choose from."""

    question: str
    chosen: str
    readings: Mapping[str, Reading]


@dataclass(frozen=True, init=False)
class System:
    """A notice system: the rules of :data:`RULES`, as attributes.

    ``System(**rules)`` builds one in code, with the defaults of :data:`RULES`; ``served_on``
    defaults to ``posting``, or to ``handing_over`` when the channel is ``in_person``. Days are
    whole numbers, ``math.inf`` means never. Such a system has no sources (``sourced`` is False).
    Raises :class:`~notices.errors.NoticesError` for an unknown rule and a value that is not possible, and
    :class:`~notices.errors.CombinationError`, which is one, for a combination that makes no sense.
    """

    channel: str
    served_on: str
    served_after: int
    without_account: str
    register_days: int
    deemed_if_unopened: float
    lapses_if_unopened: float
    exit_ban_from: str
    measures: tuple[str, ...]
    clock_from: str
    grace_days: int
    appearance_in: int
    reminder_after: float
    covers: tuple[str, ...]
    ban_covers: tuple[str, ...]
    measures_cover: tuple[str, ...]
    name: str = field(compare=False)
    title: str = field(compare=False)
    note: str = field(compare=False)
    starts: dt.date | None = field(compare=False)
    transposed: bool = field(compare=False)
    sources: Mapping[str, Origin] = field(compare=False, repr=False)
    disputes: Mapping[str, Dispute] = field(compare=False, repr=False)

    def __init__(self, *, name: str = "built in code", title: str = "", note: str = "",
                 starts: dt.date | None = None, transposed: bool = False,
                 sources: Mapping[str, Origin] | None = None,
                 disputes: Mapping[str, Dispute] | None = None, **rules: object) -> None:
        about = dict(name=name, title=title or name, note=note, starts=starts, transposed=transposed,
                     sources=MappingProxyType(dict(sources or {})),
                     disputes=MappingProxyType(dict(disputes or {})))
        for key, value in (about | _checked(f'system "{name}"', rules)).items():
            object.__setattr__(self, key, value)

    @property
    def rules(self) -> dict[str, object]:
        """The rules as a mapping, in the order of :data:`RULES`."""
        return {rule: getattr(self, rule) for rule in RULES}

    @property
    def sourced(self) -> bool:
        """Does every rule that has an effect name its source?"""
        return all(rule in self.sources for rule in self.rules_in_effect())

    def rules_in_effect(self) -> list[str]:
        """Names of the rules that make a difference in this system, in the order of :data:`RULES`."""
        return [name for name, rule in RULES.items() if rule.has_effect(self)]

    def source(self, rule: str) -> Origin:
        """Who says so, for one rule; :data:`UNSOURCED` for a system built in code."""
        return self.sources.get(rule, UNSOURCED)

    def read(self, **readings: str) -> "System":
        """The same system under other readings, e.g. ``system.read(clock="A")``."""
        rules, sources, disputes = self.rules, dict(self.sources), dict(self.disputes)
        for topic, choice in readings.items():
            dispute = _dispute(self, topic)
            reading = _reading(self, topic, dispute, choice)
            rules |= reading.rules
            sources |= reading.sources
            disputes[topic] = Dispute(dispute.question, choice, dispute.readings)
        return System(**rules, name=self.name, title=self.title, note=self.note, starts=self.starts,
                      transposed=self.transposed, sources=sources, disputes=disputes)

    def __reduce__(self):
        about = {key: getattr(self, key) for key in ("name", "title", "note", "starts", "transposed")}
        return _rebuild, (self.rules | about, dict(self.sources), dict(self.disputes))

    def __hash__(self) -> int:
        return hash(tuple(self.rules.values()))

    def __str__(self) -> str:
        lines = [self.title if self.sourced else f"{self.title} (no sources: built in code)"]
        lines += [f"  {rule}: {in_words(getattr(self, rule))}  [{self.source(rule)}]"
                  for rule in self.rules_in_effect()]
        return "\n".join(lines)


def _rebuild(rules: dict, sources: dict, disputes: dict) -> System:
    return System(**rules, sources=sources, disputes=disputes)


def in_words(value: object) -> str:
    """A rule's value as a reader would say it: 'never', 'none', 'driving, credit', '20'."""
    if value == NEVER:
        return "never"
    if isinstance(value, tuple):
        return ", ".join(value).replace("_", " ") or "none"
    return str(value).replace("_", " ")


def _checked(place: str, rules: Mapping[str, object]) -> dict[str, object]:
    for name in rules:
        if name not in RULES:
            raise NoticesError(f'{place}: there is no rule "{name}".{nearest(name, RULES)} '
                               f"Rules are {listed(RULES)}.")
    values = {name: rules.get(name, rule.default) for name, rule in RULES.items()}
    if values["served_on"] is None:
        values["served_on"] = "handing_over" if values["channel"] == "in_person" else "posting"
    values = {name: RULES[name].check(f'{place}, rule "{name}"', value) for name, value in values.items()}
    _check_combination(place, values)
    return values


def _check_combination(place: str, rules: Mapping[str, object]) -> None:
    in_person = rules["channel"] == "in_person"
    by_hand = rules["served_on"] == "handing_over"
    if in_person and not by_hand:
        raise CombinationError(
            f'{place}, rule "served_on": served on {rules["served_on"]} makes no sense with '
            'channel "in_person", which posts nothing. Expected served_on "handing_over", '
            'or channel "electronic".')
    if by_hand and not in_person:
        raise CombinationError(
            f'{place}, rule "served_on": "handing_over" makes no sense with channel "electronic", in which '
            'nobody hands anything over. Expected "posting" or "opening", or channel "in_person".')
    if rules["deemed_if_unopened"] < NEVER and rules["lapses_if_unopened"] < NEVER:
        raise CombinationError(
            f'{place}, rules "deemed_if_unopened" and "lapses_if_unopened": an unopened notice cannot '
            f'both count as served (after {rules["deemed_if_unopened"]:g} days) and be void '
            f'(after {rules["lapses_if_unopened"]:g} days). Expected one of the two, and never for the other.')


def _dispute(system: System, topic: str) -> Dispute:
    if topic in system.disputes:
        return system.disputes[topic]
    raise NoticesError(
        f'system "{system.name}" has no readings on "{topic}".{nearest(topic, system.disputes)} '
        + (f"It has readings on {listed(system.disputes)}." if system.disputes else "Its sources do not differ."))


def _reading(system: System, topic: str, dispute: Dispute, choice: str) -> Reading:
    if choice in dispute.readings:
        return dispute.readings[choice]
    raise NoticesError(
        f'system "{system.name}", readings on "{topic}": there is no reading {choice!r}.'
        f"{nearest(choice, dispute.readings)} Expected {listed(dispute.readings)}.")


# --- the shipped systems --------------------------------------------------------------

def system_names() -> list[str]:
    """Names of the shipped systems, in the order of ``systems.toml``."""
    return list(_shipped())


def load_system(name: str, **readings: str) -> System:
    """A shipped system by name, under the readings given (e.g. ``clock="A"``).

    Raises :class:`~notices.errors.NoticesError` for a name, topic or reading that does not exist.
    """
    if name not in _shipped():
        raise NoticesError(f'there is no system "{name}".{nearest(name, system_names())} '
                           f"Systems are {listed(system_names())}.")
    return _shipped()[name].read(**readings)


def system_on(date: dt.date | str, **readings: str) -> System:
    """The law in force on a date (``datetime.date`` or ``"2023-04-14"``), under the readings given."""
    day = _date(date)
    laws = [system for system in _shipped().values()
            if system.name == "paper-2022" or (system.starts and system.starts <= day)]
    latest = max(laws, key=lambda system: system.starts or dt.date.min)
    return latest.read(**{topic: choice for topic, choice in readings.items() if topic in latest.disputes})


def law_dates() -> list[tuple[dt.date, str]]:
    """(first day in force, system name) for each law that has a starting date, oldest first."""
    return sorted((system.starts, name) for name, system in _shipped().items() if system.starts)


def _date(date: dt.date | str) -> dt.date:
    if isinstance(date, dt.datetime):
        return date.date()
    if isinstance(date, dt.date):
        return date
    try:
        return dt.date.fromisoformat(date)
    except (TypeError, ValueError):
        raise NoticesError(f"system_on: {date!r} is not a date. Expected year-month-day, "
                           'for example "2023-04-14".') from None


@cache
def _shipped() -> Mapping[str, System]:
    return MappingProxyType(read_systems(data_file(FILE)))


def read_systems(path: Path | str) -> dict[str, System]:
    """All systems of a file in the format of ``data/systems.toml``, by name.

    Raises :class:`~notices.errors.DataError` that names the file, the system, the rule and the value:
    for text that is not TOML or not UTF-8, an unknown rule, a missing or unknown source, a value that
    is not possible and a combination that makes no sense.
    """
    path = Path(path)
    tables = read_toml(path)
    systems: dict[str, System] = {}
    for name, table in tables.items():
        place = f'{path.name}, system "{name}"'
        try:
            systems[name] = _system(place, name, table, tables)
        except DataError:
            raise
        except NoticesError as error:
            raise DataError(f"{path.name}: {error}") from error
    return systems


ABOUT = {"title", "note", "starts", "based_on", "transposed", "rules", "readings"}


def _system(place: str, name: str, table: dict, tables: dict) -> System:
    for key in table:
        if key not in ABOUT:
            raise DataError(f'{place}: there is no entry "{key}".{nearest(key, ABOUT)} '
                            f"Expected {listed(sorted(ABOUT))}.")
    rules, sources, disputes = _inherited(place, table, tables)
    disputes = _left_open(disputes, table.get("rules", {}))
    for topic, entry in table.get("readings", {}).items():
        disputes[topic] = _read_dispute(f'{place}, readings on "{topic}"', entry)
        rules, sources = _apply(rules, sources, disputes[topic])
    own_rules, own_sources = _sourced_rules(place, table.get("rules", {}))
    system = System(**(rules | own_rules), name=name, title=table.get("title", ""), note=table.get("note", ""),
                    starts=table.get("starts"), transposed=table.get("transposed", False),
                    sources=sources | own_sources, disputes=disputes)
    _check_complete(place, system)
    _check_not_idle(place, system, own_rules)
    for topic, dispute in system.disputes.items():
        for reading in dispute.readings:
            _check_complete(f'{place}, readings on "{topic}", reading "{reading}"',
                            system.read(**{topic: reading}))
    return system


def _left_open(disputes: dict, fixed: Mapping[str, object]) -> dict:
    """The inherited disputes, less those about a rule that this system fixes itself."""
    return {topic: dispute for topic, dispute in disputes.items()
            if not any(rule in fixed for reading in dispute.readings.values() for rule in reading.rules)}


def _apply(rules: dict, sources: dict, dispute: Dispute) -> tuple[dict, dict]:
    chosen = dispute.readings[dispute.chosen]
    return rules | chosen.rules, sources | chosen.sources


def _inherited(place: str, table: dict, tables: dict) -> tuple[dict, dict, dict]:
    """What an amending law keeps of the one it is based on."""
    base = table.get("based_on")
    if base is None:
        return {}, {}, {}
    if base not in tables or list(tables).index(base) >= [t is table for t in tables.values()].index(True):
        raise DataError(f'{place}, entry "based_on": {base!r} is not a system further up in the file. '
                        "Name one that stands before this one.")
    parent = _system(place, base, tables[base], tables)
    return parent.rules, dict(parent.sources), dict(parent.disputes)


def _sourced_rules(place: str, entries: Mapping[str, object]) -> tuple[dict, dict]:
    rules, sources = {}, {}
    for name, entry in entries.items():
        where = f'{place}, rule "{name}"'
        if name not in RULES:
            raise DataError(f"{where}: there is no such rule.{nearest(name, RULES)} Rules are {listed(RULES)}.")
        if not isinstance(entry, dict) or "value" not in entry:
            raise DataError(f'{where}: {entry!r} has no source. Write {{ value = ..., source = "C19" }}.')
        rules[name] = entry["value"]
        sources[name] = _origin(where, entry)
    return rules, sources


def _origin(where: str, entry: Mapping[str, object]) -> Origin:
    given = entry.get("source")
    ids = (given,) if isinstance(given, str) else tuple(given or ())
    if not ids:
        raise DataError(f"{where}: the value {entry['value']!r} has no source. Add source = \"C19\" (an id of "
                        'claims, context or analogues), or source = "assumption" with a reason.')
    for id_ in ids:
        if id_ != "assumption" and not known(id_):
            raise DataError(f'{where}: source "{id_}" is in no data file. Expected an id of claims.csv (C..), '
                            "context.csv (X.., B..) or analogues.csv (G..), or \"assumption\".")
    if "assumption" in ids and not entry.get("reason"):
        raise DataError(f'{where}: an assumption needs a reason. Add reason = "..." in one sentence.')
    return Origin(ids, entry.get("reason", ""))


def _read_dispute(place: str, entry: Mapping[str, object]) -> Dispute:
    readings = {}
    for name, choice in entry.items():
        if isinstance(choice, dict):
            rules, sources = _sourced_rules(f'{place}, reading "{name}"', choice["rules"])
            readings[name] = Reading(name, choice["says"], rules, sources)
    if entry.get("chosen") not in readings:
        raise DataError(f'{place}: chosen is {entry.get("chosen")!r}. Expected one of its readings: '
                        f"{listed(readings)}.")
    return Dispute(entry["question"], entry["chosen"], readings)


def _check_complete(place: str, system: System) -> None:
    for rule in system.rules_in_effect():
        if rule not in system.sources:
            raise DataError(f'{place}, rule "{rule}": missing. It has an effect in this system, so it needs a '
                            'value and a source: write { value = ..., source = "C19" }.')


def _check_not_idle(place: str, system: System, own_rules: Mapping[str, object]) -> None:
    for rule in own_rules:
        if rule not in system.rules_in_effect():
            raise DataError(f'{place}, rule "{rule}": has no effect together with the other rules. '
                            "Take the line out, or mend the rule that makes it idle.")
