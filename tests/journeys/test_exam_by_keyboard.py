"""Aigerim takes a test of all types of questions by keyboard, with a screen reader: every key leads on, and what is said is written down.

What she should hear lies in `heard/<language>.txt`. Where a page speaks otherwise on purpose, that file changes with it.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from quizzes.finishing import grade
from quizzes.models import Attempt
from tests.browser import chromium
from tests.journeys.answering import ANSWERS
from tests.journeys.hearing import Ear
from tests.journeys.keyboard import Keyboard
from tests.quizzes import make
from tests.quizzes.bodies import EVERY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEARD = Path(__file__).parent / "heard"


@pytest.mark.parametrize(("language", "size"), [("kk", chromium.PHONE), ("ru", chromium.DESK)], ids=["kk-phone", "ru-desk"])
def test_every_type_of_question_is_answered_and_heard(open_page, aigerim, monkeypatch, language, size):
    monkeypatch.setattr("quizzes.attempting.secrets.randbits", lambda bits: 7)  # the same order every time
    questions = [make.question(f"Q-{kind}", kind) for kind in EVERY]
    make.seat(aigerim, make.quiz(questions, shuffle_questions=False, shuffle_choices=False))
    page = open_page(language=language, size=size, signed_in=aigerim)
    page.goto(f"/{language}/learn/prevention/final-test/")
    Keyboard(page).tab_to("article.quiz form button")
    Keyboard(page).follow("/attempts/")
    page.wait_for_selector("exam-form:defined")

    keys = Keyboard(page, Ear(page))
    Keyboard(page).tab_to(".question-map li:last-child a")
    asked = Attempt.objects.get().questions.order_by("position")
    for question in asked.select_related("question_version"):
        ANSWERS[question.question_version.kind](keys, f"#q{question.position}")
    keys.tab_to("button[name=finish]")
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(len(EVERY))
    expect(page.get_by_role("status").and_(page.locator("answer-state"))).to_have_attribute("data-state", "saved")
    assert "\n".join(keys.ear.lines) + "\n" == (HEARD / f"{language}.txt").read_text(encoding="utf-8")

    keys = Keyboard(page)
    keys.follow("/finish/")
    keys.tab_to("main form button")
    keys.follow("/result/")
    keys.tab_to("article.result a[href$='/receipt/']")
    keys.follow("/receipt/")
    expect(page.locator(".receipt-code")).to_have_text(Attempt.objects.get().receipt)
    for question in asked.exclude(question_version__kind="essay"):
        assert grade(question).points == question.maximum, question.question_version.kind
