"""Aigerim answers all kinds of questions over HTTP: what is right earns everything, an empty page is no answer."""

import pytest

from lms.demo_answers import right_fields
from tests.quizzes import make
from tests.quizzes.bodies import EVERY
from tests.quizzes.hall import address, begin, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(phone, aigerim):
    """Every kind that needs no people to mark it."""
    kinds = [kind for kind in EVERY if kind != "essay"]
    return begin(phone, aigerim, make.quiz([make.question(f"Q-{kind}", kind) for kind in kinds], pass_mark=100, feedback="after_attempt"))


def test_everything_right_earns_everything_and_is_explained(phone, attempt):
    for question in attempt.questions.select_related("question_version"):
        version = question.question_version
        fields = right_fields(version.kind, version.body, question.order)
        told = save(phone, question, [[part, value] for part, values in fields.items() for value in values])
        assert told.status_code == 200
    phone.post(address("attempt-finish", attempt))
    attempt.refresh_from_db()
    assert attempt.passed
    assert attempt.points == attempt.maximum
    page = phone.get(address("attempt-result", attempt)).content.decode()
    assert page.count("SECRET why eng") == 11 + 3  # every question, and the three parts of the case


def test_an_empty_page_sent_without_a_script_is_no_answer(phone, attempt):
    sequence = {f"seq{question.position}": question.seq for question in attempt.questions.all()}
    assert phone.post(address("exam", attempt), {**sequence, "save": "1"}).status_code == 302
    assert not attempt.questions.exclude(answer=None).exists()
