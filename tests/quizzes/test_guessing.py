"""What blind guessing earns, for every type of question."""

from fractions import Fraction

import pytest

from quizzes.guessing import guess_of
from quizzes.registry import TYPES
from tests.quizzes.bodies import GAPS, SINGLE, body, rich

ODDS = {
    "single": Fraction(1, 3),
    "truefalse": Fraction(1, 2),
    "matching": Fraction(1, 4),
    "categorise": Fraction(1, 2),
    "hotspot": Fraction(1, 2),
    "multiple": None,
    "numeric": None,
    "shorttext": None,
    "ordering": None,
    "essay": None,
    "gaps": None,  # one of the gaps is typed
    "case": None,  # one of the parts is typed
}


@pytest.mark.parametrize(("kind", "odds"), ODDS.items())
def test_the_odds_of_a_guess(kind, odds):
    assert guess_of(kind, TYPES[kind].read_body(body(kind))) == odds


def test_gaps_that_are_all_chosen_have_the_mean_of_theirs():
    two = {"id": "gap-b", "choices": GAPS["gaps"][0]["choices"][:2]}
    assert guess_of("gaps", TYPES["gaps"].read_body(body("gaps", gaps=[GAPS["gaps"][0], two]))) == Fraction(5, 12)


def test_a_case_weighs_its_parts():
    parts = [{"id": name, "kind": "single", "body": {**SINGLE, "prompt": rich(name)}} for name in ("first", "second")]
    assert guess_of("case", TYPES["case"].read_body(body("case", parts=parts))) == Fraction(1, 3)


def test_of_several_places_no_guess_is_known():
    assert guess_of("hotspot", TYPES["hotspot"].read_body(body("hotspot", several=True))) is None
