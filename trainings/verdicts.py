"""What one or two assessors' points for a station come to. Pure.

One assessor decides alone. Two see nothing of each other until both have marked. They disagree when their points are more than a fifth of
the maximum apart, or when by one the person passes and by the other not: then the trainer in charge decides, with a reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

TOLERANCE = Fraction(1, 5)  # of the maximum


@dataclass(frozen=True)
class Verdict:
    """Where a station stands. `reasons` says why two disagreed: `far-apart`, `one-passed`; they stay when somebody has decided."""

    still_needed: int
    points: Fraction | None = None
    passed: bool | None = None
    reasons: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return self.points is not None

    @property
    def disagreed(self) -> bool:
        return bool(self.reasons) and not self.settled


@dataclass(frozen=True)
class Outcome:
    """Where the whole practicum stands: `ready` to be signed off, and whether every station was passed."""

    ready: bool
    passed: bool


def verdict(points: Sequence[int], *, needed: int, maximum: int, pass_mark: int, decided: int | None = None) -> Verdict:
    """Decides by the points of each assessor, in the order they were given, and by what the trainer in charge `decided`."""
    if len(points) < needed:
        return Verdict(still_needed=needed - len(points))
    reasons = _disagreements(points[:needed], maximum, pass_mark)
    if reasons and decided is None:
        return Verdict(still_needed=0, reasons=reasons)
    final = Fraction(decided) if reasons and decided is not None else Fraction(sum(points[:needed]), needed)
    return Verdict(still_needed=0, points=final, passed=final >= pass_mark, reasons=reasons)


def outcome(verdicts: Iterable[Verdict]) -> Outcome:
    """All stations together; a practicum without stations is never ready."""
    stations = list(verdicts)
    return Outcome(
        ready=bool(stations) and all(each.settled for each in stations),
        passed=bool(stations) and all(bool(each.passed) for each in stations),
    )


def _disagreements(points: Sequence[int], maximum: int, pass_mark: int) -> tuple[str, ...]:
    found = []
    if max(points) - min(points) > TOLERANCE * maximum:
        found.append("far-apart")
    if (max(points) >= pass_mark) != (min(points) >= pass_mark):
        found.append("one-passed")
    return tuple(found)
