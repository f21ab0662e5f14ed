"""The result of an attempt from the marks of its questions. Exact fractions inside, decimals only where a number is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from quizzes.questions import Mark

POINT = Decimal("0.0001")
PERCENT = Decimal("0.01")


@dataclass(frozen=True)
class Result:
    """What an attempt earned. `percent` is rounded down, so that the number shown never claims a pass that was not reached."""

    points: Decimal
    maximum: Decimal
    percent: Decimal
    passed: bool


def total(marks: Sequence[Mark], *, pass_mark: int) -> Result:
    """Sum of the marks against a pass mark in percent."""
    points = sum((mark.points for mark in marks), Fraction(0))
    maximum = sum(mark.maximum for mark in marks)
    percent = points * 100 / maximum if maximum else Fraction(0)
    return Result(
        points=decimal(points, POINT),
        maximum=decimal(Fraction(maximum), POINT),
        percent=decimal(percent, PERCENT, rounding=ROUND_FLOOR),
        passed=bool(maximum) and percent >= pass_mark,
    )


def decimal(value: Fraction, step: Decimal = POINT, *, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A fraction written with as many places as `step` has."""
    scaled = value / Fraction(step)
    whole = scaled.numerator // scaled.denominator if rounding == ROUND_FLOOR else round(scaled)
    return Decimal(whole) * step
