"""Aigerim's browser runs no scripts: she takes a test of all types of questions, hands a file in, and keeps her receipt."""

import pytest
from playwright.sync_api import expect

from quizzes.finishing import grade
from quizzes.models import AnswerFile, Attempt
from tests.answering import answer_on
from tests.quizzes import make
from tests.quizzes.bodies import EVERY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PDF = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 twelve sessions"}


@pytest.fixture
def begin(open_page, aigerim):
    """Starts a test of every type with these rules, without scripts, in Kazakh; returns its page."""

    def begin_with(**rules):
        make.seat(aigerim, make.quiz([make.question(f"Q-{kind}", kind) for kind in EVERY], **rules))
        page = open_page(javascript=False, signed_in=aigerim)
        page.goto("/kk/learn/prevention/final-test/")
        page.click("article.quiz form button")
        return page

    return begin_with


def questions():
    return Attempt.objects.get().questions.order_by("position").select_related("question_version")


def answer(page, question):
    """Gives the right answer; a file with the essay."""
    answer_on(page, question)
    if question.question_version.kind == "essay":
        page.set_input_files(f"[name='q{question.position}.upload']", PDF)


def hand_in(page):
    """From the page that asks whether to finish to the receipt."""
    page.click("main form button")
    page.click("article.result a[href$='/receipt/']")
    expect(page.locator(".receipt-code")).to_have_text(Attempt.objects.get().receipt)
    expect(page.locator(".receipt-table tbody tr")).to_have_count(len(EVERY))


def check_that_all_was_kept():
    for question in questions().exclude(question_version__kind="essay"):
        assert grade(question).points == question.maximum, question.question_version.kind
    essay, kept = questions().get(question_version__kind="essay"), AnswerFile.objects.get()
    assert essay.answer == {"text": "A plan of twelve sessions, one a week.", "file": kept.pk}
    with kept.file.open() as file:
        assert (kept.question, kept.name, file.read()) == (essay, PDF["name"], PDF["buffer"])


def test_all_on_one_page(begin):
    page = begin()
    for question in questions():
        answer(page, question)
    page.click("button[name=save]")
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(len(EVERY))
    expect(page.locator(".essay-file-state")).not_to_be_empty()
    page.click("button[name=finish]")
    hand_in(page)
    check_that_all_was_kept()
    expect(page.locator(".receipt textarea")).to_have_value("A plan of twelve sessions, one a week.")


def test_one_by_one_and_back_to_the_one_left_out(begin):
    page = begin(per_page=1)
    left_out = questions()[2]
    for question in questions():
        if question.position > 1:
            page.click("button[name=goto] >> nth=-1")
        if question != left_out:
            answer(page, question)
    page.click("button[name=finish]")
    page.click(".question-map a")
    answer(page, left_out)
    page.click("button[name=finish]")
    expect(page.locator(".question-map a")).to_have_count(0)
    hand_in(page)
    check_that_all_was_kept()


def test_a_question_whose_page_is_closed_is_told_but_not_linked(begin):
    page = begin(per_page=6, no_return=True)
    page.click("button[name=goto]")
    page.click("button[name=finish]")
    expect(page.locator(".question-map li")).to_have_count(len(EVERY))
    expect(page.locator(".question-map a")).to_have_count(6)
    page.click(".question-map a >> nth=-1")
    expect(page.locator("#q12")).to_be_visible()
