"""The result of an attempt from the marks of its questions. Exact fractions inside, decimals only where a number is written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from quizzes.questions import Mark

POINT = Decimal("0.0001")
PERCENT = Decimal("0.01")


@dataclass(frozen=True)
class SectionResult:
    """What one section earned, and whether that is enough where the section has a pass mark of its own."""

    number: int
    percent: Decimal
    pass_mark: int | None
    passed: bool


@dataclass(frozen=True)
class Result:
    """What an attempt earned. `percent` is rounded down, so that the number shown never claims a pass that was not reached."""

    points: Decimal
    maximum: Decimal
    percent: Decimal
    passed: bool
    sections: tuple[SectionResult, ...] = ()


def total(
    marks: Sequence[Mark], *, pass_mark: int, sections: Sequence[int] = (), section_marks: Mapping[int, int | None] | None = None
) -> Result:
    """Sum of the marks against a pass mark in percent of the whole, and of each section that has one (`section_marks`, by number).

    `sections` tells of each mark which section its question stands in; without it there is one. A question with nothing to earn (left
    out by a regrading) counts nowhere.
    """
    points, maximum = _sum(marks)
    results = []
    for number in sorted(set(sections)):
        own_points, own_maximum = _sum([mark for mark, section in zip(marks, sections, strict=True) if section == number])
        needed = (section_marks or {}).get(number)
        reached = needed is None or not own_maximum or own_points * 100 >= needed * own_maximum
        results.append(SectionResult(number, _percent(own_points, own_maximum), needed, reached))
    return Result(
        points=decimal(points, POINT),
        maximum=decimal(Fraction(maximum), POINT),
        percent=_percent(points, maximum),
        passed=bool(maximum) and points * 100 >= pass_mark * maximum and all(each.passed for each in results),
        sections=tuple(results),
    )


def gain(before: Decimal, after: Decimal) -> Decimal | None:
    """The normalised gain between an entry test and a final test, both in percent: what was learnt of what could be.

    g = (after − before) / (100 − before), Hake 1998, American Journal of Physics 66(1), p. 64. In percent, rounded down; None where
    nothing was left to gain.
    """
    if before >= 100:
        return None
    return decimal(Fraction(after - before) * 100 / Fraction(100 - before), PERCENT, rounding=ROUND_FLOOR)


def _sum(marks: Sequence[Mark]) -> tuple[Fraction, int]:
    return sum((mark.points for mark in marks), Fraction(0)), sum(mark.maximum for mark in marks)


def _percent(points: Fraction, maximum: int) -> Decimal:
    return decimal(points * 100 / maximum if maximum else Fraction(0), PERCENT, rounding=ROUND_FLOOR)


def decimal(value: Fraction, step: Decimal = POINT, *, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """A fraction written with as many places as `step` has."""
    scaled = value / Fraction(step)
    whole = scaled.numerator // scaled.denominator if rounding == ROUND_FLOOR else round(scaled)
    return Decimal(whole) * step
