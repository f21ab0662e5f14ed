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


def answer_offline(page):
    """Five answers without a network, one of them changed: what the learner clicked, by kind, in order."""
    page.context.set_offline(True)
    statement, several, one = question_of("truefalse"), question_of("multiple"), question_of("single")
    number, match = question_of("numeric"), question_of("matching")
    page.click(f"#q{statement.position} label >> nth=0")
    page.click(f"#q{several.position} label >> nth=0")
    page.click(f"#q{several.position} label >> nth=1")
    page.click(f"#q{one.position} label >> nth=2")
    page.fill(f"#q{number.position} input[type=text]", "1234,5")
    page.locator(f"#q{number.position} input[type=text]").blur()
    page.select_option(f"#q{match.position} select >> nth=0", index=1)
    page.click(f"#q{statement.position} label >> nth=1")
    expect(page.locator("answer-state")).to_have_text("Answers waiting for the network: 5")
    expect(page.locator(".question-map [data-state=waiting]")).to_have_count(5)


def check_that_all_arrived(page):
    expect(page.locator("answer-state")).to_have_attribute("data-state", "saved")
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(5)
    expect(page.locator(".question-map [data-state=waiting]")).to_have_count(0)
    given = {each.question_version.kind: each for each in Attempt.objects.get().questions.select_related("question_version")}
    assert given["truefalse"].answer == {"value": False}
    assert len(given["multiple"].answer["choices"]) == 2
    assert given["single"].answer["choice"] == given["single"].order[2]
    assert given["numeric"].answer == {"text": "1234,5"}
    assert len(given["matching"].answer["rights"]) == 1
    assert given["ordering"].answer is None
    assert (given["truefalse"].seq, given["multiple"].seq, given["single"].seq) == (2, 2, 1)
    arrived = sorted((each for each in given.values() if each.answered_at), key=lambda each: each.answered_at)
    assert [each.question_version.kind for each in arrived] == ["multiple", "single", "numeric", "matching", "truefalse"]


def test_five_answers_wait_for_the_network_and_arrive_in_order_once(begin):
    answer_offline(begin)
    begin.context.set_offline(False)
    check_that_all_arrived(begin)


def test_answers_survive_a_killed_tab_and_a_change_of_language(begin):
    answer_offline(begin)
    address, context = begin.url, begin.context
    begin.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(address.replace("/en/", "/kk/"))
    check_that_all_arrived(page)
    number = question_of("numeric")
    expect(page.locator(f"#q{number.position} input[type=text]")).to_have_value("1234,5")


def test_what_waits_on_the_device_is_sealed_and_cleared(begin):
    answer_offline(begin)
    kept = begin.evaluate("JSON.stringify(localStorage)")
    assert "answers:" in kept
    assert "1234" not in kept
    begin.context.set_offline(False)
    check_that_all_arrived(begin)
    begin.click("button[name=finish]")
    begin.wait_for_url("**/finish/")
    begin.click("main form button")
    begin.wait_for_url("**/result/")
    assert begin.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('answers:')).length") == 0


def test_a_page_without_return_is_closed_behind_the_learner(open_page, aigerim):
    make.seat(aigerim, per_page=2, no_return=True)
    page = open_page(language="en", signed_in=aigerim)
    page.goto(TEST)
    page.click("text=Start the test")
    page.wait_for_selector("exam-form:defined")
    expect(page.locator(".exam-page")).to_have_text("Page 1 of 3")
    page.click("text=Next page")
    expect(page.locator(".exam-page")).to_have_text("Page 2 of 3")
    expect(page.locator(".question-map a")).to_have_count(2)
    page.goto(page.url.partition("?")[0] + "?page=1")
    expect(page.locator(".exam-page")).to_have_text("Page 2 of 3")
    assert list(Attempt.objects.get().questions.filter(holder=None).values_list("position", flat=True)) == [1, 2]


def test_what_a_screen_reader_is_told(begin):
    page = begin
    statement = question_of("truefalse")
    heard = page.locator("exam-form").aria_snapshot()
    assert f'- group "Question {statement.position} Statement eng"' in heard
    for words in ('radio "True"', 'radio "False"', 'button "Finish the test…"', 'navigation "Questions"', "timer", "status: No answer yet"):
        assert words in heard, heard
    assert f'link "Question {statement.position}, not answered yet"' in heard
    page.click(f"#q{statement.position} label >> nth=1")
    expect(page.locator("answer-state")).to_have_attribute("data-state", "saved")
    heard = page.locator("exam-form").aria_snapshot()
    assert 'radio "False" [checked]' in heard
    assert f'link "Question {statement.position}, answered"' in heard
    assert "status: Saved" in heard


def test_a_second_device_takes_over_and_the_first_is_told(begin, open_page, aigerim):
    page = begin
    statement = question_of("truefalse")
    laptop = open_page(language="en", size=chromium.DESK, signed_in=aigerim)
    laptop.goto(page.url)
    laptop.click("text=Continue on this device")
    laptop.wait_for_selector(".question")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # she looks at her phone again: it asks how things stand
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
