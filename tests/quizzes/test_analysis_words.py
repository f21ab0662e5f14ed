"""Figures and flags in words."""

import dataclasses
from decimal import Decimal

import pytest
from django.utils import translation

from quizzes.analysis import Differing, Figure, Flag, Response, analyse
from quizzes.analysis_words import FLAGS, WHAT_TO_DO, of_item, of_whole, remark, written


@pytest.fixture
def found():
    return analyse(Response(attempt, 1, 1, Decimal(attempt % 2), 1, "kk", (), 61) for attempt in range(12))


def test_every_figure_of_the_analysis_has_a_name_and_an_explanation(found):
    shown = of_whole(found.whole) + of_item(found.items[1])
    named = {
        field.name
        for each in (found.whole, found.items[1])
        for field in dataclasses.fields(each)
        if isinstance(getattr(each, field.name), Figure)
    }
    assert {each.name for each in shown} == named
    assert all(each.label and each.about.endswith(".") for each in shown)
    assert all(bool(each.why) == (each.value is None) for each in shown)


def test_numbers_are_written_as_the_reader_writes_them():
    assert written(Figure(66.44), "%") == "66.4 %"
    assert written(Figure(-0.487), "") == "-0.49"
    assert written(Figure(None, "few"), "%") == "–"
    assert written(Figure(61.5), "s") == "62 s"
    with translation.override("ru"):
        assert written(Figure(66.44), "%") == "66,4 %"


@pytest.mark.parametrize("name", sorted(WHAT_TO_DO))
def test_every_flag_has_words_and_advice(found, name):
    told = remark(Flag(name, grave=True), found.items[1])
    assert told.words
    assert told.advice
    assert told.grave


def test_no_flag_is_without_advice():
    assert set(WHAT_TO_DO) == {*FLAGS, "differs"}


@pytest.mark.parametrize(("delta", "language"), [(-2.0, "Kazakh"), (2.0, "Russian")])
def test_a_difference_says_in_which_language_the_question_is_harder(found, delta, language):
    item = dataclasses.replace(found.items[1], differing=Differing(300, 300, delta, 0.2, 40.0, "C"))
    assert remark(Flag("differs"), item).words.endswith(f"class C): harder in {language}")
