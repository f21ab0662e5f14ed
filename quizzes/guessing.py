"""What blind guessing earns at a question: its random guess score, as a share of the maximum."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from quizzes.registry import TYPES


def guess_of(kind: str, body: Any) -> Fraction | None:
    """The points that somebody expects who picks one of what is offered, as in Moodle.

    None where answers are typed or put in order, where several may be picked, and where people mark.
    """
    found = GUESSES.get(kind)
    return found(body) if found else None


def _mean(shares: list[Fraction | None]) -> Fraction | None:
    known = [share for share in shares if share is not None]
    return sum(known, Fraction(0)) / len(known) if len(known) == len(shares) else None


def _case(body: Any) -> Fraction | None:
    points = [TYPES[part.kind].maximum(part.body) for part in body.parts]
    shares = [guess_of(part.kind, part.body) for part in body.parts]
    earned = [share * most for share, most in zip(shares, points, strict=True) if share is not None]
    return sum(earned, Fraction(0)) / sum(points) if len(earned) == len(points) else None


def _hotspot(body: Any) -> Fraction | None:
    return None if body.several else Fraction(sum(spot.correct for spot in body.spots), len(body.spots))


GUESSES: dict[str, Callable[[Any], Fraction | None]] = {
    "single": lambda body: Fraction(1, len(body.choices)),
    "truefalse": lambda body: Fraction(1, 2),
    "matching": lambda body: Fraction(1, len(body.rights())),
    "categorise": lambda body: Fraction(1, len(body.categories)),
    "gaps": lambda body: _mean([Fraction(1, len(gap.choices)) if gap.choices else None for gap in body.gaps]),
    "hotspot": _hotspot,
    "case": _case,
}
