"""Figures that may be undefined, and the sums they come from: exact in integers until the last division."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, sqrt


@dataclass(frozen=True)
class Figure:
    """A number, or None and the reason as a word:

    `few` too few answers · `no_spread` everybody has the same · `negative` a root of a negative number · `uneven` attempts have different
    numbers of questions · `one_part` a single question · `drawn` not everybody met the question · `not_timed` · `unknown`.
    """

    value: float | None
    why: str = ""


class Sample:
    """Integers with their exact sums. Variances and covariances are Moodle's: divided by n − 1."""

    def __init__(self, values: Sequence[int]):
        self.values = values
        self.n = len(values)
        self.sum = sum(values)

    def mean(self) -> Fraction:
        return Fraction(self.sum, self.n)

    def variance(self) -> Fraction | None:
        """V(x) = Σ(x − x̄)² / (n − 1); None below two values."""
        return self.covariance(self)

    def covariance(self, other: "Sample") -> Fraction | None:
        """C(x, y) = Σ(x − x̄)(y − ȳ) / (n − 1), of values that stand in the same order; None below two."""
        return self._covariance(self.values, other.values, other.sum)

    def greatest_covariance(self, other: "Sample") -> Fraction | None:
        """The covariance that the same values would have, were they in the same order of size."""
        return self._covariance(sorted(self.values), sorted(other.values), other.sum)

    def _covariance(self, own: Sequence[int], others: Sequence[int], others_sum: int) -> Fraction | None:
        if self.n < 2:
            return None
        products = sum(x * y for x, y in zip(own, others, strict=True))
        return Fraction(self.n * products - self.sum * others_sum, self.n * (self.n - 1))

    def median(self) -> Fraction:
        """The middle value; of an even number, the mean of the middle two."""
        ordered = sorted(self.values)
        return Fraction(ordered[(self.n - 1) // 2] + ordered[self.n // 2], 2)

    def power_sum(self, power: int) -> Fraction:
        """Σ(x − x̄)^power."""
        total = sum((self.n * value - self.sum) ** power for value in self.values)
        return Fraction(total, self.n**power)


def root(value: Fraction) -> float:
    """The square root, exact where there is an exact one."""
    numerator, denominator = isqrt(value.numerator), isqrt(value.denominator)
    if numerator**2 == value.numerator and denominator**2 == value.denominator:
        return numerator / denominator
    return sqrt(value)
