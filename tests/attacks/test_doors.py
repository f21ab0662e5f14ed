"""Doors that stood open beside the one: each was found by walking every address."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import Organisation
from courses.models import LessonPage
from courses.teams import make_team
from lms.roles import TRAINERS
from tests import make, people
from tests.quizzes import make as bank

pytestmark = pytest.mark.django_db


def test_wagtails_sign_in_of_the_site_takes_no_password(client, saule):
    """It would ask for no second factor, for no confirmed address, and never tire of guesses."""
    people.at_the_desk(saule, TRAINERS.name)
    TOTP.activate(saule, generate_totp_secret())
    answer = client.post("/en/_util/login/", {"username": saule.email, "password": people.PASSWORD})
    assert answer.url.startswith("/en/accounts/login/")
    assert "_auth_user_id" not in client.session
    assert client.get("/cms/").status_code == 302


@pytest.fixture
def lesson(db):
    make.course()
    return LessonPage.objects.get(slug="lesson-1-1", locale__language_code="kk")


@pytest.fixture
def translation(lesson):
    source, _made = TranslationSource.get_or_create_from_instance(lesson)
    return Translation.objects.create(source=source, target_locale=make.Locale.objects.get(language_code="ru"))


@pytest.fixture
def trainer(client, saule, no_second_factor):
    client.force_login(people.at_the_desk(saule, TRAINERS.name))
    return saule


class TestTranslations:
    def test_of_a_course_that_somebody_else_writes_are_not_touched(self, client, trainer, lesson, translation):
        for name, number in (("submit_page_translation", lesson.pk), ("update_translations", translation.source_id)):
            assert client.get(reverse(f"wagtail_localize:{name}", args=[number])).url == "/cms/"
            assert client.post(reverse(f"wagtail_localize:{name}", args=[number]), {"publish_translations": "on"}).url == "/cms/"

    def test_of_ones_own_course_are_brought_up_to_date_but_not_published(self, client, trainer, lesson, translation):
        trainer.groups.add(make_team(lesson.get_parent().get_parent().specific))
        russian = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="ru")
        lesson.title = "Words that nobody approved"
        lesson.save()
        address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        assert "publish_translations" not in client.get(address).content.decode()
        client.post(address, {"publish_translations": "on"})
        russian.refresh_from_db()
        assert russian.title == "Lesson 1.1 по-русски"


class TestStumbling:
    def test_what_others_rest_on_stays_and_says_so(self, client, saule, no_second_factor):
        saule.is_superuser = True
        client.force_login(people.at_the_desk(saule, TRAINERS.name))
        school = Organisation.objects.create(name_kk="Мектеп", name_ru="Школа")
        people.aigerim(organisation=school)
        address = reverse("wagtailsnippets_accounts_organisation:delete", args=[school.pk])
        answer = client.post(address, follow=True)
        assert [str(each) for each in answer.context["messages"]] == ["Nothing was deleted: other things rest on this."]
        school.refresh_from_db()

    def test_a_form_without_its_fields_is_unreadable(self, client, trainer, lesson):
        trainer.groups.add(make_team(lesson.get_parent().get_parent().specific))
        assert client.post(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).status_code == 400

    def test_wagtails_page_that_fails_on_purpose_is_not_here(self, client, trainer):
        client.raise_request_exception = False
        assert client.get("/cms/failwhale/", follow=True).status_code == 404


def test_what_has_no_page_of_its_own_is_previewed_as_its_course(client, trainer):
    quiz = bank.quiz([bank.question("Q-single")])
    course = quiz.get_parent().get_parent().specific
    trainer.groups.add(make_team(course))
    for page in (quiz, quiz.get_parent()):
        assert course.title in client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
