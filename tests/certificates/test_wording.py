"""Words and days of certificates in three languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from certificates.days import day_of, in_words, span_in_words
from certificates.snapshot import read, words
from certificates.wording import LABELS, facts, hours
from tests.certificates.rows import DONE, printed


@pytest.mark.parametrize(
    ("language", "text"),
    [("kk", "2026 ж. 5 наурыз"), ("ru", "5 марта 2026 г."), ("en", "5 March 2026")],
)
def test_a_day_in_words_whatever_the_language_of_the_page(language, text):
    with override("en" if language == "kk" else "kk"):
        assert in_words(date(2026, 3, 5), language).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_single_day_is_not_a_span():
    assert span_in_words(date(2026, 3, 5), date(2026, 3, 5), "kk") == in_words(date(2026, 3, 5), "kk")


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        pytest.param(datetime(2026, 3, 20, 18, 59, tzinfo=UTC), date(2026, 3, 20), id="a minute to midnight"),
        pytest.param(datetime(2026, 3, 20, 19, 0, tzinfo=UTC), date(2026, 3, 21), id="midnight in Almaty"),
        pytest.param(datetime(2024, 2, 28, 18, 0, tzinfo=UTC), date(2024, 2, 29), id="still UTC+6"),
        pytest.param(datetime(2024, 2, 29, 18, 30, tzinfo=UTC), date(2024, 2, 29), id="the hour that came twice: UTC+5 from here on"),
        pytest.param(datetime(2024, 3, 1, 18, 30, tzinfo=UTC), date(2024, 3, 1), id="UTC+5"),
    ],
)
def test_days_are_days_of_almaty(instant, day):
    assert day_of(instant) == day


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1 академический час"),
        (2, "2 академических часа"),
        (11, "11 академических часов"),
        (12, "12 академических часов"),
        (21, "21 академический час"),
        (36, "36 академических часов"),
        (72, "72 академических часа"),
    ],
)
def test_russian_hours(number, text):
    assert hours(number, "ru") == text


def test_kazakh_nouns_stay_singular_after_a_number():
    assert hours(36, "kk") == "36 академиялық сағат"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_fact_has_a_label_in_every_language(language):
    certified = printed(valid_from=DONE.date(), last_day=DONE.date(), replaces="QLQ-26-48317-72035-40")
    labels = [line.label for line in facts(read(certified), language)]
    assert labels == [label[language] for label in LABELS.values()]


def test_a_missing_language_falls_back():
    assert words({"ru": "Курс"}, "en") == "Курс"


def test_a_name_that_comes_in_pieces_is_put_together():
    assert printed(full_name="Сеи\u0306ітқали \N{NO-BREAK SPACE} Айгерім")["full_name"] == "Сейітқали Айгерім"
