"""Marks of every question type, by the formulas that their modules name."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quizzes.registry import TYPES
from quizzes.types.numeric.rules import read_number
from tests.quizzes.bodies import RIGHT, body


def mark(kind, answer, **changes):
    rules = TYPES[kind]
    return rules.grade(rules.read_body(body(kind, **changes)), rules.read_answer(answer))


@pytest.mark.parametrize("kind", TYPES)
def test_the_right_answer_earns_everything(kind):
    earned = mark(kind, RIGHT[kind])
    assert earned.points == (0 if TYPES[kind].by_hand else earned.maximum)


@pytest.mark.parametrize("kind", TYPES)
def test_no_answer_earns_nothing(kind):
    assert (mark(kind, None).points, mark(kind, None).reason) == (0, "unanswered")


@pytest.mark.parametrize(
    ("kind", "answer", "points"),
    [
        pytest.param("single", {"choice": "wrong-1"}, 0, id="single: a wrong choice"),
        pytest.param("single", {"choice": "gone"}, 0, id="single: a choice that is not there"),
        pytest.param("multiple", {"choices": ["key-1"]}, Fraction(1, 2), id="multiple: half of the right ones"),
        pytest.param("multiple", {"choices": ["key-1", "key-2", "bad-1"]}, Fraction(2, 3), id="multiple: all right and one of three wrong"),
        pytest.param("multiple", {"choices": ["key-1", "bad-1"]}, Fraction(1, 6), id="multiple: one right, one wrong"),
        pytest.param("multiple", {"choices": ["bad-1", "bad-2"]}, 0, id="multiple: never below nothing"),
        pytest.param("multiple", {"choices": ["key-1", "key-2", "bad-1", "bad-2", "bad-3"]}, 0, id="multiple: choosing everything"),
        pytest.param("truefalse", {"value": True}, 0, id="truefalse: the other one"),
        pytest.param("numeric", {"text": "1 235"}, 1, id="numeric: at the edge of the tolerance"),
        pytest.param("numeric", {"text": "1235.01"}, 0, id="numeric: just outside"),
        pytest.param("numeric", {"text": "many"}, 0, id="numeric: not a number"),
        pytest.param("matching", {"rights": {"pair-a": "pair-a"}}, Fraction(1, 3), id="matching: one of three"),
        pytest.param("matching", {"rights": {"pair-a": "pair-b", "pair-b": "pair-a", "pair-c": "extra-x"}}, 0, id="matching: none"),
        pytest.param("ordering", {"numbers": {f"step-{n}": 6 - n for n in range(1, 6)}}, 0, id="ordering: backwards"),
        pytest.param(
            "ordering",
            {"numbers": {"step-1": 5, "step-2": 1, "step-3": 2, "step-4": 3, "step-5": 4}},
            Fraction(3, 4),
            id="ordering: first put last",
        ),
        pytest.param(
            "ordering",
            {"numbers": {"step-1": 2, "step-2": 1, "step-3": 3, "step-4": 4, "step-5": 5}},
            Fraction(1, 2),
            id="ordering: two swapped",
        ),
        pytest.param("ordering", {"numbers": {"step-1": 1, "step-2": 2}}, Fraction(1, 4), id="ordering: two placed, three left"),
        pytest.param("ordering", {"numbers": dict.fromkeys([f"step-{n}" for n in range(1, 6)], 1)}, 0, id="ordering: one number for all"),
    ],
)
def test_marks(kind, answer, points):
    assert mark(kind, answer).points == points


def test_right_sides_with_the_same_words_are_the_same():
    pairs = body("matching")["pairs"]
    pairs[1]["right"] = pairs[0]["right"]
    assert mark("matching", {"rights": {"pair-a": "pair-b", "pair-b": "pair-a", "pair-c": "pair-c"}}, pairs=pairs).points == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", "3"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (",5", "0.5"),
        ("1 000,5", "1000.5"),
        ("1\u00a0000", "1000"),
        ("1,000.5", "1000.5"),
        ("1.000,5", "1000.5"),
        ("1.000.000", "1000000"),
        ("−2", "-2"),
        ("+2", "2"),
        ("", None),
        ("two", None),
        ("1e3", None),
        ("NaN", None),
        ("1-2", None),
        ("Infinity", None),
        ("٣", None),
    ],
)
def test_numbers_as_people_write_them(text, number):
    assert read_number(text) == (None if number is None else Decimal(number))
