"""Daniyar asks to be forgotten: nothing in the database tells any more who he was, and what others rest on stays."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.erasing import HasAccess, erase
from accounts.models import User
from certificates import tasks
from certificates.models import Certificate
from courses.models import Enrolment
from lms.roles import ADMINISTRATORS
from notifications.models import Letter
from quizzes.models import AnswerFile, Attempt, AttemptQuestion
from quizzes.models.attempts import private
from tests import people
from tests.accounts.traces import found
from trainings.models import Booking

pytestmark = pytest.mark.django_db


def test_something_of_him_is_everywhere_before(lived):
    rooms = {line.partition(".")[0] for line in found()}
    assert rooms >= {"accounts", "account", "mfa", "notifications", "courses", "quizzes", "trainings", "certificates", "wagtailcore"}


def test_nothing_of_him_is_anywhere_after(lived, saule, django_capture_on_commit_callbacks):
    files = [each.file.name for each in AnswerFile.objects.all()]
    assert files
    with django_capture_on_commit_callbacks(execute=True):
        erase(lived, by=saule, at=timezone.now())
    assert found() == []
    assert not any(private().exists(name) for name in files)
    assert not Letter.objects.filter(person=lived).exists()


def test_what_others_rest_on_stays(lived, saule, aigerim, client, django_capture_on_commit_callbacks):
    certificates = Certificate.objects.count()
    single = AttemptQuestion.objects.get(question_version__kind="single", attempt__finished_at__isnull=False)
    with django_capture_on_commit_callbacks(execute=True):
        erase(lived, by=saule, at=timezone.now())
    assert Certificate.objects.count() == certificates
    assert client.get(reverse("certificates:check", args=[Certificate.objects.first().code])).status_code == 200
    single.refresh_from_db()
    assert single.answer == {"choice": "the-key"}
    assert not Attempt.objects.filter(finished_at=None).exists()
    assert not Enrolment.objects.filter(completed_at=None, left_at=None).exists()
    assert Booking.objects.get(person=aigerim).state == "booked"
    entry = ModelLogEntry.objects.get(action="accounts.erase")
    assert (entry.user, entry.object_id) == (saule, str(lived.pk))


def test_a_second_time_changes_nothing(lived, saule):
    first = erase(lived, by=saule, at=timezone.now())
    assert erase(lived, by=saule, at=timezone.now()).erased_at == first.erased_at
    assert ModelLogEntry.objects.filter(action="accounts.erase").count() == 1


def test_nobody_gets_a_name_again(lived, saule):
    erase(lived, by=saule, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=lived.pk).update(surname="Қасымов")


def test_whoever_has_access_to_the_desk_is_not_erased(saule):
    people.at_the_desk(saule, ADMINISTRATORS.name)
    with pytest.raises(HasAccess):
        erase(saule, by=None, at=timezone.now())


def test_a_certificate_issued_at_that_instant_is_found_by_the_sweep(lived, saule):
    erase(lived, by=saule, at=timezone.now())
    slipped = Certificate.objects.filter(erased_at__isnull=False).first()
    Certificate.objects.filter(pk=slipped.pk).update(learner=lived, erased_at=None)
    tasks.sweep()
    slipped.refresh_from_db()
    assert slipped.learner is None


class TestAtTheDesk:
    @pytest.fixture
    def desk(self, client, saule, no_second_factor):
        saule.is_superuser = True
        client.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        return client

    def test_saule_erases_him_after_reading_what_that_means(self, desk, daniyar):
        address = reverse("wagtailusers_users:delete", args=[daniyar.pk])
        page = desk.get(address).content.decode()
        assert "This cannot be undone" in page
        assert "Қасымов Данияр" in page
        answer = desk.post(address, follow=True)
        assert "Erased" in answer.content.decode()
        daniyar.refresh_from_db()
        assert daniyar.erased_at
        assert "Қасымов" not in desk.get(reverse("wagtailusers_users:index")).content.decode()

    def test_somebody_with_a_role_is_not_erased_and_it_is_said_why(self, desk):
        marat = people.at_the_desk(people.person("marat@narkostop.kz", surname="Ахметов", given_name="Марат"), "Trainers")
        answer = desk.post(reverse("wagtailusers_users:delete", args=[marat.pk]), follow=True)
        assert "Take the roles away first" in answer.content.decode()
        marat.refresh_from_db()
        assert marat.erased_at is None


def test_no_exam_of_his_waits_for_marks(lived, saule):
    """Nothing is left to be marked: the answer went with its words."""
    assert Attempt.objects.filter(marks_due=True).exists()
    erase(lived, by=saule, at=timezone.now())
    assert not Attempt.objects.filter(marks_due=True).exists()
    assert not Attempt.objects.filter(finished_at__isnull=False, passed=None).exists()
