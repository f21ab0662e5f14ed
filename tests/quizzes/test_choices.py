"""Choices of stored answers: one name in every language and order, right or not, in words."""

import pytest
from django.utils import translation

from quizzes.choices import LONGEST, chosen, is_right, label, offered, shortened
from quizzes.registry import TYPES
from tests.quizzes.bodies import EVERY, RIGHT, body

CHOSEN = {
    "single": ["the-key"],
    "multiple": ["key-1", "key-2"],
    "truefalse": ["false"],
    "numeric": ["1234,5"],
    "matching": ["pair-a|pair-a", "pair-b|pair-b", "pair-c|pair-c"],
    "ordering": [f"step-{number}|{number}" for number in range(1, 6)],
    "shorttext": ["Опрос."],
    "gaps": ["gap-a|good-word", "gap-b|Калкан"],
    "categorise": ["thing-1|cat-x", "thing-2|cat-y", "thing-3|cat-x"],
    "hotspot": ["spot-good"],
    "case": ["part-one|the-key", "part-two|pair-a|pair-a", "part-two|pair-b|pair-b", "part-two|pair-c|pair-c", "part-three|опрос"],
}
LABELS = {
    "single": "Two eng",
    "multiple": "Right one eng",
    "truefalse": "False",
    "numeric": "1234,5",
    "matching": "Left A eng → Right A eng",
    "ordering": "1. Do 1 eng",
    "shorttext": "Опрос.",
    "gaps": "[1] Good word eng",
    "categorise": "Apple eng → Here eng",
    "hotspot": "Middle eng",
    "case": "What first? eng — Two eng",
}
WRONG = {
    "single": {"choice": "wrong-1"},
    "multiple": {"choices": ["bad-1"]},
    "truefalse": {"value": True},
    "numeric": {"text": "7"},
    "matching": {"rights": {"pair-a": "extra-x"}},
    "ordering": {"numbers": {"step-1": 2}},
    "shorttext": {"text": "no idea"},
    "gaps": {"gaps": {"gap-b": "no idea"}},
    "categorise": {"places": {"thing-1": "cat-y"}},
    "hotspot": {"spots": ["spot-bad"]},
    "case": {"parts": {"part-two": {"rights": {"pair-a": "pair-b"}}}},
}


def read(kind):
    return TYPES[kind].read_body(body(kind))


@pytest.mark.parametrize("kind", CHOSEN)
def test_every_choice_of_an_answer_has_a_name(kind):
    assert [choice.replace("\x1f", "|") for choice in chosen(RIGHT[kind])] == CHOSEN[kind]


@pytest.mark.parametrize("kind", CHOSEN)
def test_what_the_key_names_is_right_and_something_else_is_not(kind):
    right, wrong = chosen(RIGHT[kind]), chosen(WRONG[kind])
    assert {is_right(kind, read(kind), choice, alone) for choice, alone in right.items()} == {True}
    assert {is_right(kind, read(kind), choice, alone) for choice, alone in wrong.items()} == {False}


@pytest.mark.parametrize("kind", CHOSEN)
def test_a_choice_is_told_in_words(kind):
    with translation.override("en"):
        assert label(kind, read(kind), next(iter(chosen(RIGHT[kind]))), "en") == LABELS[kind]


def test_nothing_was_chosen():
    assert chosen(None) == {}
    assert chosen({"choice": None}) == {}


@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse", "hotspot"])
def test_what_nobody_took_is_known_with_its_verdict(kind):
    verdicts = {choice: is_right(kind, read(kind), choice, None) for choice in offered(kind, read(kind))}
    assert {choice for choice, right in verdicts.items() if right} == set(chosen(RIGHT[kind]))
    assert False in verdicts.values()


@pytest.mark.parametrize("kind", sorted(set(EVERY) - {"single", "multiple", "truefalse", "hotspot"}))
def test_elsewhere_there_is_no_plain_list(kind):
    assert offered(kind, read(kind)) == []


def test_a_long_text_is_cut():
    assert shortened("<p>Short &amp; clear</p>") == "Short & clear"
    assert shortened("a" * 500) == "a" * LONGEST + "…"
