"""My learning, the course's own page, enrolling and leaving over HTTP."""

import pytest
from django.utils import timezone

from courses.models import Course, Enrolment
from courses.progressing import read_item
from tests import make
from tests.courses.test_player import crowd

pytestmark = pytest.mark.django_db
MINE = "/en/learn/"


@pytest.fixture
def browser(client, aigerim):
    """Aigerim's browser."""
    client.force_login(aigerim)
    return client


def words(client, url=MINE) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_with_nothing_begun_the_page_leads_to_the_courses(browser):
    shown = words(browser)
    assert "Nothing here yet" in shown
    assert 'href="/en/courses/"' in shown


def test_a_course_in_progress_says_how_far_and_leads_on(browser, aigerim):
    enrolment = make.enrolment(aigerim, lessons=2)
    read_item(enrolment, enrolment.edition.items.first().key, at=timezone.now())
    shown = words(browser)
    assert "Course in English" in shown
    assert "Done: 1 of 2" in shown
    assert 'href="/en/learn/prevention/lesson-1-2/"' in shown


def test_a_finished_course_stands_among_the_completed(browser, aigerim):
    enrolment = make.enrolment(aigerim, lessons=1)
    read_item(enrolment, enrolment.edition.items.get().key, at=timezone.now())
    shown = words(browser)
    assert "Completed" in shown
    assert "In progress" not in shown


def test_nobody_sees_somebody_elses_courses(browser, daniyar):
    make.enrolment(daniyar, lessons=1)
    assert "Course in English" not in words(browser)


def test_enrolling_opens_the_first_lesson_and_a_second_click_changes_nothing(browser):
    make.edition(lessons=2)
    for _click in range(2):
        response = browser.post("/en/learn/prevention/enrolment/")
        assert (response.status_code, response["Location"]) == (302, "/en/learn/prevention/lesson-1-1/")
    assert Enrolment.objects.count() == 1


def test_enrolling_is_a_post_of_somebody_signed_in(client, browser):
    make.edition(lessons=1)
    assert browser.get("/en/learn/prevention/enrolment/").status_code == 405
    client.logout()
    assert client.post("/en/learn/prevention/enrolment/")["Location"].startswith("/en/accounts/login/?next=")
    assert not Enrolment.objects.exists()


def test_a_course_that_is_not_open_says_so(browser):
    Course.objects.create(slug="soon")
    assert "not open yet" in browser.post("/en/learn/soon/enrolment/", follow=True).content.decode()


def test_leaving_asks_first_and_can_be_undone(browser, aigerim):
    make.enrolment(aigerim, lessons=1)
    assert "Leave the course?" in words(browser, "/en/learn/prevention/leaving/")
    assert Enrolment.objects.get().left_at is None
    shown = browser.post("/en/learn/prevention/leaving/", follow=True).content.decode()
    assert "Undo" in shown
    assert browser.get("/en/learn/prevention/lesson-1-1/").status_code == 404
    browser.post("/en/learn/prevention/returning/")
    assert words(browser, "/en/learn/prevention/lesson-1-1/")


def test_the_course_page_of_the_player_is_for_its_learners(browser):
    make.edition(lessons=1)
    assert browser.get("/en/learn/prevention/").status_code == 404


def test_my_learning_costs_at_most_eight_queries_however_much_there_is(browser, aigerim, django_assert_max_num_queries):
    enrolments = [make.enrolment(aigerim, slug=f"course-{number}", lessons=2) for number in range(4)]
    read_item(enrolments[0], enrolments[0].edition.items.first().key, at=timezone.now())
    words(browser)
    with django_assert_max_num_queries(8):
        words(browser)
    crowd(enrolments[0])
    with django_assert_max_num_queries(8):
        words(browser)
