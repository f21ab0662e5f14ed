"""Aigerim's test in a real browser: the line drops, another device comes, the clock runs out, and a keyboard is enough."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quizzes.models import Attempt
from tests.browser import chromium
from tests.quizzes import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEST = "/en/learn/prevention/final-test/"
SAVED = "answer-state[data-state=saved]"


@pytest.fixture
def begin(open_page, aigerim):
    """Starts the test on a phone and returns its page."""
    make.seat(aigerim, time_limit_minutes=30)
    page = open_page(language="en", signed_in=aigerim)
    page.goto(TEST)
    page.click("text=Start the test")
    page.wait_for_selector("exam-form:defined")
    return page


def question_of(kind):
    return Attempt.objects.get().questions.get(question_version__kind=kind)


def test_answers_wait_for_the_network_survive_a_reload_and_arrive_once(begin):
    page = begin
    statement, several = question_of("truefalse"), question_of("multiple")
    page.context.set_offline(True)
    page.click(f"#q{statement.position} label >> nth=1")
    page.click(f"#q{several.position} label >> nth=0")
    page.click(f"#q{several.position} label >> nth=1")
    page.wait_for_selector("answer-state[data-state=waiting]")
    assert page.inner_text("answer-state") == "Answers waiting for the network: 2"
    assert page.get_attribute(f'.question-map a[href="#q{several.position}"]', "data-state") == "waiting"
    page.context.set_offline(False)
    page.goto(page.url.replace("/en/", "/kk/"))  # the language changes before anything was sent
    page.wait_for_selector(SAVED)
    expect(page.locator(".question-map a[data-state=answered]")).to_have_count(2)
    statement.refresh_from_db()
    several.refresh_from_db()
    assert statement.answer == {"value": False}
    assert len(several.answer["choices"]) == 2
    assert (statement.seq, several.seq) == (1, 2)


def test_a_second_device_takes_over_and_the_first_is_told(begin, open_page, aigerim):
    page = begin
    statement = question_of("truefalse")
    laptop = open_page(language="en", size=chromium.DESK, signed_in=aigerim)
    laptop.goto(page.url)
    laptop.click("text=Continue on this device")
    laptop.wait_for_selector(".question")
    page.click(f"#q{statement.position} label >> nth=0")
    page.wait_for_selector("answer-state[data-state=refused]")
    assert "another device" in page.inner_text("answer-state")
    assert page.is_visible("[data-held] a")
    assert page.is_disabled(f"#q{statement.position} input >> nth=0")
    statement.refresh_from_db()
    assert statement.answer is None


def test_when_the_time_is_over_the_test_ends_by_itself(begin):
    page = begin
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(seconds=4))
    page.reload()
    page.wait_for_url("**/result/", timeout=20000)
    assert Attempt.objects.get().finished_at is not None


def test_steps_are_ordered_with_the_keyboard_alone(begin):
    page = begin
    ordering = question_of("ordering")
    second = page.locator(f"#q{ordering.position} li >> nth=1")
    words = second.locator("label").inner_text()
    second.locator("button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert page.locator(f"#q{ordering.position} li >> nth=0").locator("label").inner_text() == words
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Move up: {words}"
    ordering.refresh_from_db()
    assert ordering.answer["numbers"][ordering.order[1]] == 1
    assert len(ordering.answer["numbers"]) == 5
