"""Eight people, five questions of one point: every figure worked out by hand beside it."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt

import pytest

from quizzes.analysis import Response, analyse

#              1  2  3  4  5   total T
MARKS = {
    "Aigerim": (1, 1, 1, 1, 1),  # 5
    "Daniyar": (1, 1, 1, 1, 1),  # 5
    "Saule": (1, 1, 1, 0, 0),  # 3
    "Timur": (1, 1, 0, 0, 1),  # 3
    "Dana": (1, 0, 1, 1, 0),  # 3
    "Marat": (1, 1, 0, 0, 0),  # 2
    "Olga": (1, 0, 0, 0, 1),  # 2
    "Ivan": (1, 0, 0, 0, 0),  # 1
}  # k right:    8  5  4  3  4   24
SECOND = {  # what they chose at question 2, and the seconds it took
    "Aigerim": ("a", 10),
    "Daniyar": ("a", 20),
    "Saule": ("a", 30),
    "Timur": ("a", 40),
    "Dana": ("b", 50),
    "Marat": ("a", 60),
    "Olga": ("b", None),
    "Ivan": ("", None),
}


def responses():
    for attempt, (name, marks) in enumerate(MARKS.items(), 1):
        for item, points in enumerate(marks, 1):
            choice, seconds = SECOND[name] if item == 2 else ("", None)
            yield Response(attempt, item, item, Decimal(points), 1, "kk", (choice,) if choice else (), seconds)


@pytest.fixture(scope="module")
def found():
    return analyse(responses(), guesses={2: Fraction(1, 4)})


def near(value):
    return pytest.approx(value, rel=1e-12, abs=1e-9)


# T̄ = 24/8 = 3. Differences d from it: 2, 2, 0, 0, 0, −1, −1, −2.
# Σd² = 4+4+1+1+4 = 14, Σd³ = 8+8−1−1−8 = 6, Σd⁴ = 16+16+1+1+16 = 50. V(T) = 14/7 = 2.


def test_mean_median_and_deviation_are_in_percent_of_the_five_points(found):
    assert found.whole.attempts == 8
    assert found.whole.mean.value == near(60)  # 3 of 5
    assert found.whole.median.value == near(60)  # 1 2 2 3 | 3 3 5 5: (3 + 3)/2 of 5
    assert found.whole.deviation.value == near(100 * sqrt(2) / 5)  # 28.284


def test_skewness_has_a_tail_to_the_right(found):
    # m₃ = 6/8, k₂ = 2, k₃ = 64 · 0.75 / (7 · 6) = 8/7: (8/7) / 2^1.5 = 0.404061
    assert found.whole.skewness.value == near(8 / 7 / 2**1.5)


def test_kurtosis_is_that_of_a_flat_distribution(found):
    # m₂ = 1.75, m₄ = 6.25, k₄ = 64 · (9 · 6.25 − 3 · 7 · 1.75²) / (7 · 6 · 5) = 64 · (56.25 − 64.3125) / 210 = −2.457143; / 2² = −43/70
    assert found.whole.kurtosis.value == near(-43 / 70)


def test_consistency_is_cronbachs_alpha_in_percent(found):
    # V(x) = k(8 − k)/56: 0, 15/56, 16/56, 15/56, 16/56; together 62/56 = 31/28.
    # 100 · 5/4 · (1 − 31/28 / 2) = 125 · 25/56 = 3125/56 = 55.804
    assert found.whole.consistency.value == near(3125 / 56)


def test_error_ratio_and_standard_error_follow_from_it(found):
    # 100 · √(1 − 31.25/56) = 100 · √(99/224) = 66.480; of the deviation 28.284: 18.803
    assert found.whole.error_ratio.value == near(100 * sqrt(99 / 224))
    assert found.whole.standard_error.value == near(sqrt(99 / 224) * 100 * sqrt(2) / 5)


def test_facility_is_the_share_of_points_earned(found):
    assert [found.items[item].facility.value for item in range(1, 6)] == near([100, 62.5, 50, 37.5, 50])


def test_a_questions_deviation_is_in_percent_of_its_maximum(found):
    assert [found.items[item].deviation.value for item in (1, 2, 3)] == near([0, 100 * sqrt(15 / 56), 100 * sqrt(16 / 56)])


def test_each_question_is_meant_to_weigh_a_fifth(found):
    assert [item.intended_weight.value for item in found.items.values()] == near([20] * 5)


def test_effective_weights_are_shares_of_the_roots_of_covariances(found):
    # C(x, T) = (8·Σ(T of those right) − k·24)/56.
    # 1: 0 · 2: 18 → (144 − 120)/56 = 24/56 · 3: 5+5+3+3 = 16 → 32/56 · 4: 13 → 32/56 · 5: 15 → 24/56; in all V(T) = 112/56.
    # 2: √24 / (2√24 + 2√32) = √3/(2√3 + 4), 3: √4/(2√3 + 4)
    whole = 2 * sqrt(3) + 4
    weights = [found.items[item].effective_weight.value for item in range(1, 6)]
    assert weights == near([0, 100 * sqrt(3) / whole, 200 / whole, 200 / whole, 100 * sqrt(3) / whole])
    assert sum(weights) == near(100)


def test_discrimination_is_the_correlation_with_the_rest(found):
    # Question 2: X = T − x = 4 4 2 2 3 1 2 1, ΣX = 19, ΣX² = 55, ΣxX = 4+4+2+2+1 = 13.
    # C = (8·13 − 5·19)/56 = 9/56, V(X) = (8·55 − 19²)/56 = 79/56: 100 · 9/√(15·79) = 26.145
    assert found.items[2].discrimination.value == near(900 / sqrt(15 * 79))


def test_efficiency_compares_with_the_greatest_possible_covariance(found):
    # Sorted: x = 0 0 0 1 1 1 1 1, X = 1 1 2 2 2 3 4 4: ΣxX = 2+2+3+4+4 = 15, C_max = (8·15 − 95)/56 = 25/56: 100 · 9/25
    assert found.items[2].efficiency.value == near(36)


def test_a_question_that_everybody_got_right_separates_nobody(found):
    assert found.items[1].discrimination.value is None
    assert found.items[1].discrimination.why == found.items[1].efficiency.why == "no_spread"


def test_thirds_hold_everybody_with_the_total_that_bounds_them(found):
    # A third of eight is two. The two best have 5; the second lowest has 2, and so have two people.
    assert found.thirds.top == {1, 2}
    assert found.thirds.bottom == {6, 7, 8}
    assert (found.thirds.top_from, found.thirds.bottom_to) == near((100, 40))


def test_the_strong_and_the_weak_choose_differently(found):
    rows = [(row.choice, row.count, row.share, row.top, row.top_share, row.bottom, row.bottom_share) for row in found.items[2].choices]
    assert rows == [
        ("a", 5, near(62.5), 2, near(100), 1, near(100 / 3)),  # Marat in the bottom third
        ("b", 2, near(25), 0, near(0), 1, near(100 / 3)),  # Olga
        ("", 1, near(12.5), 0, near(0), 1, near(100 / 3)),  # Ivan chose nothing
    ]


def test_guess_and_time_are_told_where_they_are_known(found):
    assert found.items[2].guess.value == near(25)
    assert found.items[2].seconds.value == near(35)  # 10 20 30 | 40 50 60
    assert (found.items[3].guess.why, found.items[3].seconds.why) == ("unknown", "not_timed")
