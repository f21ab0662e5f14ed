"""Which languages of a question have followed the others: the rule alone."""

import pytest

from quizzes.translating import MISSING, follow
from tests.quizzes.bodies import body, text

OLD = body("single")


def reworded(*languages):
    """The question with its prompt said anew in those languages."""
    prompt = {code: f"<p>New {code}</p>" if code in languages else words for code, words in OLD["prompt"].items()}
    return {**OLD, "prompt": prompt}


@pytest.mark.parametrize(
    ("changed", "agreed", "before", "after"),
    [
        pytest.param([], [], {}, {}, id="nothing changed, nobody is behind"),
        pytest.param(["ru"], [], {}, {"kk": 1, "en": 1}, id="one language moved on, the others are behind"),
        pytest.param(["ru", "kk"], [], {}, {"en": 1}, id="two moved on together, the third is behind"),
        pytest.param(["kk", "ru", "en"], [], {}, {}, id="all three moved on together"),
        pytest.param(["ru"], ["kk"], {}, {"en": 1}, id="an author who compared says that Kazakh still agrees"),
        pytest.param(["ru"], [], {"en": 2}, {"kk": 1, "en": 3}, id="who was behind falls further behind"),
        pytest.param(["kk"], [], {"kk": 1, "en": 1}, {"en": 1}, id="who catches up puts nobody behind"),
        pytest.param([], ["en"], {"kk": 1, "en": 4}, {"kk": 1}, id="agreeing alone is enough"),
        pytest.param([], [], {"kk": 1}, {"kk": 1}, id="saving again changes nothing"),
    ],
)
def test_who_follows_and_who_is_behind(changed, agreed, before, after):
    assert follow(OLD, reworded(*changed), before, missing=(), agreed=agreed) == after


def test_a_first_version_has_nobody_behind_and_says_what_is_missing():
    assert follow(None, OLD, {}, missing=["en"]) == {"en": MISSING}


def test_words_that_were_missing_and_come_put_nobody_behind():
    lacking = {**OLD, "prompt": {"ru": "<p>Кто?</p>"}}
    whole = {**OLD, "prompt": {"ru": "<p>Кто?</p>", "kk": "<p>Кім?</p>", "en": "<p>Who?</p>"}}
    assert follow(lacking, whole, {"kk": MISSING, "en": MISSING}, missing=()) == {}


def test_a_missing_language_is_not_counted_and_stays_missing_when_agreed():
    assert follow(OLD, reworded("ru"), {"kk": 2}, missing=["kk"], agreed=["kk"]) == {"kk": MISSING, "en": 1}


def test_bold_letters_and_moved_rows_are_no_change_of_words():
    bold = {**OLD, "prompt": {code: words.replace("Single", "<b>Single</b>") for code, words in OLD["prompt"].items()}}
    bold["choices"] = list(reversed(OLD["choices"]))
    bold["prompt"]["ru"] = OLD["prompt"]["ru"]
    assert follow(OLD, bold, {}, missing=()) == {}


def test_a_row_taken_out_is_gone_in_every_language():
    assert follow(OLD, {**OLD, "choices": OLD["choices"][1:]}, {"kk": 1}, missing=()) == {"kk": 1}


def test_words_of_a_row_count_like_those_of_the_question():
    choices = [{**OLD["choices"][0], "text": {**text("One"), "ru": "Один"}}, *OLD["choices"][1:]]
    assert follow(OLD, {**OLD, "choices": choices}, {}, missing=()) == {"kk": 1, "en": 1}


def test_accepted_answers_count_as_words():
    old = {"prompt": text("?"), "accepted": {"kk": ["жүз"], "ru": ["сто"], "en": ["hundred"]}}
    new = {**old, "accepted": {**old["accepted"], "ru": ["сто", "100"]}}
    assert follow(old, new, {}, missing=()) == {"kk": 1, "en": 1}
