"""The public pages: home, catalogue, course; in each language, for strangers and for learners."""

import pytest
from django.utils import timezone

from accounts.models import Audience
from courses.models import LessonPage, ModulePage
from courses.progressing import open_item
from tests import make

pytestmark = pytest.mark.django_db


def words(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_shows_courses_to_a_stranger(client):
    make.course(lessons=1)
    shown = words(client, "/en/")
    assert 'href="/en/courses/prevention/"' in shown
    assert "Sign up" in shown
    assert "continue-card" not in shown


def test_the_home_page_leads_a_learner_to_where_she_stopped(client, aigerim):
    enrolment = make.enrolment(aigerim, lessons=2)
    open_item(enrolment, enrolment.edition.items.get(slug="lesson-1-2").key, at=timezone.now())
    client.force_login(aigerim)
    assert 'href="/en/learn/prevention/lesson-1-2/"' in words(client, "/en/")


def test_the_catalogue_is_sorted_by_audience_and_filtered_by_a_plain_link(client):
    make.course("for-teachers", lessons=1)
    make.course("for-police", lessons=1, audience=Audience.POLICE)
    both = words(client, "/ru/courses/")
    assert both.index("/ru/courses/for-teachers/") < both.index("/ru/courses/for-police/")
    one = words(client, f"/ru/courses/?audience={Audience.POLICE}")
    assert "/ru/courses/for-police/" in one
    assert "/ru/courses/for-teachers/" not in one


def test_an_audience_without_courses_says_so(client):
    make.course(lessons=1)
    assert "No course here yet" in words(client, f"/en/courses/?audience={Audience.POLICE}")


def test_an_unpublished_course_is_not_offered(client):
    make.course(lessons=1).unpublish()
    assert "/kk/courses/prevention/" not in words(client, "/kk/courses/")
    assert client.get("/kk/courses/prevention/").status_code == 404


def test_a_course_without_an_edition_opens_soon(client):
    make.course(lessons=1)
    shown = words(client, "/en/courses/prevention/")
    assert "Opens soon" in shown
    assert "Lesson 1.1" not in shown


def test_a_stranger_signs_up_and_comes_back_to_the_course(client):
    make.edition(lessons=1)
    shown = words(client, "/en/courses/prevention/")
    assert "/en/accounts/signup/?next=/en/courses/prevention/" in shown
    assert "Lesson 1.1 in English" in shown


def test_the_one_button_follows_the_learner(client, aigerim):
    edition = make.edition(lessons=1)
    client.force_login(aigerim)
    assert 'action="/en/learn/prevention/enrolment/"' in words(client, "/en/courses/prevention/")
    make.enrolment(aigerim, edition)
    shown = words(client, "/en/courses/prevention/")
    assert "enrolment/" not in shown
    assert "Continue" in shown


def test_the_outline_is_that_of_the_edition_and_not_of_the_draft(client):
    page = make.course(lessons=1)
    make.edition(page)
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="en")
    lesson.title = "Renamed"
    lesson.save_revision().publish()
    shown = words(client, "/en/courses/prevention/")
    assert "Renamed" not in shown
    assert "Lesson 1.1 in English" in shown


@pytest.mark.parametrize("model", [ModulePage, LessonPage])
def test_modules_and_lessons_have_no_public_page_of_their_own(client, model):
    make.course(lessons=1)
    for inner in model.objects.select_related("locale"):
        response = client.get(inner.get_url())
        assert (response.status_code, response["Location"]) == (302, f"/{inner.locale.language_code}/courses/prevention/")


@pytest.mark.parametrize("path", ["", "courses/", "courses/prevention/"])
def test_each_page_leads_to_itself_in_the_other_languages(client, path):
    make.edition(lessons=1)
    for language in make.LANGUAGES:
        shown = words(client, f"/{language}/{path}")
        for other in make.LANGUAGES:
            assert f'href="/{other}/{path}"' in shown


@pytest.mark.parametrize("path", ["", "courses/", "courses/prevention/"])
def test_public_pages_cost_the_same_with_many_courses(client, path, django_assert_max_num_queries):
    make.edition(lessons=1)
    for number in range(3):
        make.course(f"more-{number}", lessons=1)
    words(client, f"/kk/{path}")
    with django_assert_max_num_queries(10):
        words(client, f"/kk/{path}")
