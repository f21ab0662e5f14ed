"""A lesson in a real browser: the place is kept, the end is noticed, the language changes under the reader's eyes."""

import json
import uuid

import pytest
from django.utils import timezone

from courses.models import ItemProgress, LessonPage
from courses.progressing import open_item
from tests import make
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCKS = [str(uuid.uuid5(uuid.NAMESPACE_URL, f"long-{number}")) for number in range(20)]
LESSON = "/kk/learn/prevention/lesson-1-1/"


@pytest.fixture
def reader(aigerim):
    """Aigerim, in a course whose first lesson is long."""
    course = make.course(lessons=2)
    for page in LessonPage.objects.filter(slug="lesson-1-1"):
        page.body = json.dumps([{"type": "text", "id": block, "value": "<p>" + "Тыңдаймыз. " * 60 + "</p>"} for block in BLOCKS])
        page.save_revision().publish()
    enrolment = make.enrolment(aigerim, make.edition(course))
    open_item(enrolment, enrolment.edition.items.first().key, at=timezone.now())
    return aigerim


def progress() -> ItemProgress:
    return ItemProgress.objects.get()


def top_of(page, block) -> float:
    return page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", block)


def test_the_place_is_kept_and_found_again(reader, open_page):
    page = open_page(signed_in=reader)
    page.goto(LESSON)
    page.evaluate("id => document.getElementById(id).scrollIntoView()", BLOCKS[8])
    until(lambda: progress().place == BLOCKS[8])
    again = open_page(signed_in=reader)
    again.goto(LESSON)
    until(lambda: abs(top_of(again, BLOCKS[8])) < 200)


def test_the_other_language_opens_at_the_same_block(reader, open_page):
    page = open_page(signed_in=reader)
    page.goto(LESSON)
    page.evaluate("id => document.getElementById(id).scrollIntoView()", BLOCKS[8])
    link = page.locator("a[hreflang=ru]")
    until(lambda: (link.first.get_attribute("href") or "").endswith(f"#{BLOCKS[8]}"))
    page.goto(link.first.get_attribute("href"))
    assert page.url.endswith(f"/ru/learn/prevention/lesson-1-1/#{BLOCKS[8]}")
    until(lambda: abs(top_of(page, BLOCKS[8])) < 200)


def test_staying_at_the_end_completes_the_lesson_and_says_so(reader, open_page):
    page = open_page(signed_in=reader)
    page.goto(LESSON)
    assert progress().completed_at is None
    page.evaluate("document.querySelector('.lesson__end').scrollIntoView()")
    page.locator(".lesson-news .lesson-done").wait_for(timeout=10_000)
    assert progress().completed_at


def test_without_scripts_a_link_leads_to_the_place_and_a_button_on(reader, open_page):
    ItemProgress.objects.update(place=BLOCKS[8])
    page = open_page(signed_in=reader, javascript=False)
    page.goto(LESSON)
    page.locator(".resume-note a").click()
    assert page.url.endswith(f"#{BLOCKS[8]}")
    page.locator(".player-bar button").click()
    assert page.url.endswith("/lesson-1-2/")
