"""What several markers' points for one answer come to. Pure.

Every answer is marked by two people who do not see each other's marks. Where they agree closely, their mean stands; where they do not, a
third person marks, and the two marks that are closest to each other decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

MARKERS = 2
TOLERANCE = Fraction(1, 5)  # of the maximum: more than that apart is a disagreement


@dataclass(frozen=True)
class Moderated:
    """The points that stand, or how many more markers it takes. `disagreed` says that two markers were too far apart."""

    points: Fraction | None
    still_needed: int
    disagreed: bool = False


def moderate(points: Sequence[int], maximum: int) -> Moderated:
    """Decides by the marks there are, in the order they were given."""
    if len(points) < MARKERS:
        return Moderated(None, MARKERS - len(points))
    first, second = points[:2]
    if abs(first - second) <= TOLERANCE * maximum:
        return Moderated(Fraction(first + second, 2), 0)
    if len(points) == MARKERS:
        return Moderated(None, 1, disagreed=True)
    return Moderated(_closest(points[:3]), 0, disagreed=True)


def _closest(points: Sequence[int]) -> Fraction:
    """The mean of the two that are nearest to each other; of all that belong to such a pair where several pairs are."""
    pairs = list(combinations(points, 2))
    least = min(abs(one - other) for one, other in pairs)
    nearest = [Fraction(one + other, 2) for one, other in pairs if abs(one - other) == least]
    return sum(nearest, Fraction(0)) / len(nearest)
