"""A learner's way with the keyboard alone: nothing here clicks, and the focus is on something visible after every step."""

import pytest
from playwright.sync_api import expect

from courses.models import BlockState, Enrolment
from quizzes.models import Attempt
from tests import people
from tests.browser import academy, chromium
from tests.journeys.answering import ANSWERS
from tests.journeys.keyboard import Keyboard
from tests.quizzes.bodies import BODIES, RIGHT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

both_sizes = pytest.mark.parametrize("size", [chromium.PHONE, chromium.DESK], ids=["phone", "desk"])


def kept(block: str) -> dict:
    """What the server has of that person's state in a block of that kind."""
    number = next(each["id"] for each in academy.every_block() if each["type"] == block)
    return BlockState.objects.get(enrolment__learner__email="gulnar@mektep.kz", block_id=number).data


@pytest.fixture
def place():
    return academy.build()


@pytest.fixture
def gulnar(place):
    """A teacher who does not use a mouse."""
    return people.person("gulnar@mektep.kz", surname="Әбдіқадырқызы", given_name="Гүлңәр")


@both_sizes
def test_the_skip_link_and_the_languages(place, open_page, size):
    page = open_page(size=size, signed_in=place.aigerim)
    keys = Keyboard(page)
    page.goto("/kk/learn/prevention/all-blocks/")
    page.keyboard.press("Tab")
    keys.look()
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    keys.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    keys.tab_to(".languages a[hreflang=ru]", key="Shift+Tab")
    keys.follow("/ru/learn/prevention/all-blocks/")
    assert page.locator("html").get_attribute("lang") == "ru"


@both_sizes
def test_from_the_course_page_to_the_result(gulnar, place, open_page, size):
    page = open_page(size=size, signed_in=gulnar)
    keys = Keyboard(page)
    page.goto("/kk/courses/prevention/")
    keys.tab_to(".enrol-box button")
    keys.follow("/learn/prevention/lesson-1-1/")
    keys.tab_to(".player-bar button")
    keys.follow("/learn/prevention/all-blocks/")
    sort(keys)
    take_the_case(keys)
    tick(keys)
    reflect(keys)
    keys.tab_to(".player-bar button")
    keys.follow("/learn/prevention/final-test/")
    keys.tab_to("article.quiz form button")
    keys.follow("/attempts/")
    attempt = Attempt.objects.get(enrolment__learner=gulnar)
    for question in attempt.questions.select_related("question_version"):
        ANSWERS[question.question_version.kind](keys, f"#q{question.position}")
    expect(page.locator(".question-map [data-state=answered]")).to_have_count(6)
    keys.tab_to("button[name=finish]")
    keys.follow("/finish/")
    keys.tab_to("main form button")
    keys.follow("/result/")
    expect(page.locator("article.result")).to_have_attribute("data-state", "passed")
    given = {each.question_version.kind: each.answer for each in attempt.questions.select_related("question_version")}
    assert given == {kind: RIGHT[kind] for kind in BODIES}
    assert Enrolment.objects.get(learner=gulnar).completed_at


def sort(keys: Keyboard) -> None:
    """Says of a statement that it is a myth: one key chooses, the explanation opens."""
    keys.tab_to(".sorter input[type=radio]")
    keys.press("Space")
    expect(keys.page.locator(".sorter__statement details")).to_have_attribute("open", "")
    expect(keys.page.locator(".sorter .lesson-saved__line")).to_have_attribute("data-state", "saved")
    keys.press("ArrowDown")
    expect(keys.page.locator(".sorter input[value=fact]")).to_be_checked()
    keys.press("ArrowUp")
    expect(keys.page.locator(".sorter input[value=myth]")).to_be_checked()


def take_the_case(keys: Keyboard) -> None:
    """Chooses a reply, hears what comes of it, starts over, chooses the other one."""
    keys.tab_to(".case__reply summary")
    keys.press("Enter")
    expect(keys.page.locator(".case__feedback").first).to_be_focused()
    keys.tab_to(".case__restart")
    keys.press("Enter")
    expect(keys.page.locator(".case__step").first).to_be_focused()
    expect(keys.page.locator(".case__reply[open]")).to_have_count(0)
    keys.tab_to(".case__reply summary")
    keys.press("Space")
    expect(keys.page.locator(".case .lesson-saved__line")).to_have_attribute("data-state", "saved")


def tick(keys: Keyboard) -> None:
    keys.tab_to(".checklist input[type=checkbox]")
    keys.press("Space")
    expect(keys.page.locator(".checklist .lesson-saved__line")).to_have_attribute("data-state", "saved")
    assert len(kept("checklist")["items"]) == 1


def reflect(keys: Keyboard) -> None:
    """Writes, and goes on: leaving the field keeps the words."""
    keys.tab_to(".reflection textarea")
    keys.type("Әлияны тыңдадым")
    keys.press("Tab")
    expect(keys.page.locator(".reflection .lesson-saved__line")).to_have_attribute("data-state", "saved")
    assert kept("reflection") == {"text": "Әлияны тыңдадым"}
