"""What the answers cannot tell is None with a reason, never a division by zero."""

from decimal import Decimal

import pytest

from quizzes.analysis import Response, analyse


def rows(*attempts, maximum=1):
    """Attempts as {item: points}; places are counted in that order."""
    return [
        Response(attempt, item, place, Decimal(points), maximum)
        for attempt, marks in enumerate(attempts)
        for place, (item, points) in enumerate(marks.items())
    ]


def test_nobody_has_tried_yet():
    found = analyse([])
    assert found.whole.attempts == 0
    assert found.whole.mean.why == found.whole.standard_error.why == "few"
    assert found.items == {}


def test_aigerim_alone_has_a_mean_and_nothing_else():
    found = analyse(rows({1: 1, 2: 0}))
    assert found.whole.mean.value == 50
    assert {found.whole.deviation.why, found.whole.consistency.why, found.items[1].discrimination.why} == {"few"}
    assert found.items[1].facility.value == 100
    assert found.thirds is None


def test_everybody_has_the_same_total():
    whole = analyse(rows({1: 1, 2: 0}, {1: 0, 2: 1}, {1: 1, 2: 0}, {1: 0, 2: 1})).whole
    assert whole.deviation.value == 0
    assert [figure.why for figure in (whole.skewness, whole.kurtosis, whole.consistency, whole.error_ratio)] == ["no_spread"] * 4


def test_a_single_question_is_consistent_with_nothing():
    found = analyse(rows({1: 1}, {1: 0}, {1: 1}))
    assert found.whole.consistency.why == "one_part"
    assert found.items[1].discrimination.why == "no_spread"


def test_a_question_that_the_strong_miss_has_no_effective_weight():
    found = analyse(rows({1: 0, 2: 1, 3: 1, 4: 1}, {1: 0, 2: 1, 3: 1, 4: 1}, {1: 1, 2: 0, 3: 0, 4: 0}, {1: 1, 2: 0, 3: 0, 4: 0}))
    assert found.items[1].discrimination.value == pytest.approx(-100)
    assert found.items[1].effective_weight.why == "negative"
    assert found.items[2].effective_weight.value == pytest.approx(100 / 3)


def test_attempts_of_different_length_are_not_compared_part_by_part():
    assert analyse(rows({1: 1, 2: 1}, {1: 0, 3: 1, 4: 0})).whole.consistency.why == "uneven"


def test_what_was_left_out_by_a_regrading_counts_nowhere():
    kept = rows({1: 1, 2: 0}, {1: 1, 2: 1})
    left_out = [Response(attempt, 9, 9, Decimal(0), 0) for attempt in (0, 1)]
    assert analyse(kept + left_out) == analyse(kept)


def test_drawn_questions_are_met_by_some_and_fill_a_place_for_all():
    # Everybody meets 1; of 2 and 3 each meets one. Parts: question 1 with 1 1 0 0, the drawn place with 1 0 1 0. T = 2 1 1 0.
    # V = 4/12 each, V(T) = 8/12: alpha = 100 · 2/1 · (1 − 1) = 0.
    found = analyse(rows({1: 1, 2: 1}, {3: 0, 1: 1}, {1: 0, 3: 1}, {2: 0, 1: 0}))
    assert found.whole.consistency.value == 0
    assert found.items[1].effective_weight.value == 50
    assert found.items[2].effective_weight.why == "drawn"
    assert (found.items[2].answers, found.items[2].facility.value) == (2, 50)
    assert found.items[2].intended_weight.value == 50


def test_a_long_attempt_weighs_no_more_than_a_short_one_in_the_mean():
    found = analyse(rows({1: 1, 2: 1}, {1: 0, 2: 0, 3: 0}))
    assert found.whole.mean.value == 50
