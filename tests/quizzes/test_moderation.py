"""Two markers, and a third where they are too far apart."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.moderation import TOLERANCE, moderate

CASES = {
    "nobody has marked": ([], 10, None, 2),
    "one has": ([7], 10, None, 1),
    "two agree": ([7, 7], 10, Fraction(7), 0),
    "two are close: their mean": ([7, 9], 10, Fraction(8), 0),
    "two are far apart: a third is asked": ([3, 9], 10, None, 1),
    "the third sides with one": ([3, 9, 8], 10, Fraction(17, 2), 0),
    "the third stands in the middle": ([2, 8, 5], 10, Fraction(5), 0),
}


@pytest.mark.parametrize(("points", "maximum", "stands", "needed"), CASES.values(), ids=CASES.keys())
def test_what_the_marks_come_to(points, maximum, stands, needed):
    moderated = moderate(points, maximum)
    assert (moderated.points, moderated.still_needed) == (stands, needed)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=3))
def test_points_lie_between_the_markers(points):
    moderated = moderate(points, 20)
    if moderated.points is None:
        assert len(points) == 2 and abs(points[0] - points[1]) > 20 * TOLERANCE
    else:
        assert min(points) <= moderated.points <= max(points)


@given(st.permutations([3, 9, 8]))
def test_three_who_are_all_apart_give_the_same_in_any_order_of_the_first_two(points):
    swapped = [points[1], points[0], points[2]]
    assert moderate(points, 10) == moderate(swapped, 10)
