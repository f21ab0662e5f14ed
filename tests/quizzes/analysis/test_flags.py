"""What the trainer is told to look at."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes.analysis import Response, analyse, flags_of


def flags(marks, guess=None):
    """The flags of a question with these marks, beside two questions on which the first half of the people are right."""
    rows = []
    for attempt, right in enumerate(marks):
        known = attempt < len(marks) // 2
        rows += [Response(attempt, item, item, Decimal(points), 1) for item, points in ((1, right), (2, known), (3, known))]
    found = analyse(rows, guesses={1: guess} if guess is not None else {})
    return [flag.name for flag in flags_of(found.items[1])]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([1] * 10 + [0] * 10, []),
        ([1] * 20, ["too_easy"]),
        ([1] * 19 + [0], ["too_easy"]),
        ([1] * 3 + [0] * 17, ["too_hard"]),
        ([0] * 10 + [1] * 10, ["negative"]),
        ([1, 0] * 10, ["weak"]),
        ([1] * 5 + [0] * 4, ["few"]),
    ],
    ids=["sound", "all right", "one wrong", "three right", "the weak know better", "like a coin", "nine people"],
)
def test_flags(marks, expected):
    assert flags(marks) == expected


def test_a_question_answered_no_better_than_by_guessing_is_not_merely_hard():
    assert flags([1] * 4 + [0] * 16, guess=Fraction(1, 4)) == ["guessed"]
