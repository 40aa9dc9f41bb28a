"""What a learner is told, as values: one verdict for each task, the message first, then hints; the traceback last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

KINDS = ("passed", "missing", "start", "known", "written down", "wrong", "error", "stopped")


@dataclass(frozen=True)
class Verdict:
    """One task: ``kind`` is one of :data:`KINDS`; ``misconception``: the name of the known wrong answer, empty if none;
    ``details``: the traceback, empty if there was no error."""

    task: int
    title: str
    kind: str
    message: str
    misconception: str = ""
    hints: Sequence[str] = ()
    details: str = ""

    @property
    def passed(self) -> bool:
        """Is the task done?"""
        return self.kind == "passed"


@dataclass(frozen=True)
class Result:
    """All that is said of one piece of work. ``notes``: what was noticed besides."""

    exercise: str
    title: str
    verdicts: Sequence[Verdict]
    notes: Sequence[str] = ()

    @property
    def passed(self) -> int:
        """How many tasks are done."""
        return sum(verdict.passed for verdict in self.verdicts)

    @property
    def summary(self) -> str:
        """The outcome in one sentence."""
        return f"{self.passed} of {len(self.verdicts)} tasks {'is' if self.passed == 1 else 'are'} right."

    def as_json(self) -> dict:
        """The same as plain values, from which :meth:`from_json` makes it again."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping) -> "Result":
        """The result that :meth:`as_json` gave."""
        return cls(data["exercise"], data["title"], tuple(Verdict(**each) for each in data["verdicts"]), tuple(data["notes"]))
