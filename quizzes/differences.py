"""What a regrading would change or changed in one attempt, and in all of them together. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """The result that an attempt carries. While marks are due it has none: points, percent and `passed` are empty then."""

    points: Decimal | None
    maximum: Decimal
    percent: Decimal | None
    passed: bool | None
    marks_due: bool = False

    def stored(self) -> dict[str, Any]:
        """As JSON that reads back to the very same outcome."""
        return {
            "points": _text(self.points),
            "maximum": _text(self.maximum),
            "percent": _text(self.percent),
            "passed": self.passed,
            "marks_due": self.marks_due,
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> "Outcome | None":
        if stored is None:
            return None
        points, percent = stored["points"], stored["percent"]
        return cls(
            points=None if points is None else Decimal(points),
            maximum=Decimal(stored["maximum"]),
            percent=None if percent is None else Decimal(percent),
            passed=stored["passed"],
            marks_due=stored["marks_due"],
        )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class Difference:
    """An attempt's outcome before and after; None while the attempt is open."""

    before: Outcome | None
    after: Outcome | None

    @property
    def finished(self) -> bool:
        return self.before is not None

    @property
    def changed(self) -> bool:
        """Whether its learner has another result than before."""
        return self.before != self.after

    @property
    def gained(self) -> bool:
        return not _passed(self.before) and _passed(self.after)

    @property
    def lost(self) -> bool:
        return _passed(self.before) and not _passed(self.after)

    @property
    def rank(self) -> int:
        """What people want to see first: lost passes, gained ones, other changes, the rest."""
        return 0 if self.lost else 1 if self.gained else 2 if self.changed else 3


def _passed(outcome: Outcome | None) -> bool:
    return outcome is not None and bool(outcome.passed)


@dataclass(frozen=True)
class Tally:
    """How many attempts met the question, and what becomes of them. `unfinished` ones have no result that could change."""

    met: int
    unfinished: int
    changed: int
    gained: int
    lost: int


def tally(differences: Iterable[Difference]) -> Tally:
    every = list(differences)
    return Tally(
        met=len(every),
        unfinished=sum(not each.finished for each in every),
        changed=sum(each.changed for each in every),
        gained=sum(each.gained for each in every),
        lost=sum(each.lost for each in every),
    )
