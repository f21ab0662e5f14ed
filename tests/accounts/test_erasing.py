"""Daniyar asks to be forgotten: nothing in the database tells any more who he was, and what others rest on stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.consenting import agree
from accounts.erasing import HasAccess, erase
from accounts.models import ConsentText, Organisation, User
from certificates import tasks
from certificates.certifying import go_on_leave, grant
from certificates.issuing import issue
from certificates.models import Certificate
from courses.models import BlockState, Enrolment
from lms.roles import ADMINISTRATORS
from notifications.models import Letter
from notifications.telling import tell
from quizzes.attaching import attach
from quizzes.attempting import start
from quizzes.bodies import body_of
from quizzes.finishing import finish
from quizzes.marking import mark
from quizzes.models import Accommodation, AnswerFile, Attempt, AttemptQuestion
from quizzes.models.attempts import private
from tests import people
from tests.certificates import rows
from tests.certificates.programmes import certified
from tests.quizzes import make as quizzes
from tests.trainings import make as trainings
from trainings.models import Attendance, Booking

pytestmark = pytest.mark.django_db
WORDS = "Он живёт на улице Абая"
NAMES = ("Қасымов", "Данияр", "daniyar@police.kz", "Kassymov", WORDS)


@pytest.fixture
def lived(daniyar, saule, aigerim):
    """Daniyar after some years: something of him in every room."""
    now = timezone.now()
    daniyar.latin_name = "Daniyar Kassymov"
    daniyar.organisation = Organisation.objects.create(name_kk="Бөлім", name_ru="Отдел")
    daniyar.save()
    Authenticator.objects.create(user=daniyar, type="totp", data={"secret": WORDS})
    text = ConsentText.objects.create(version="1", title={"ru": "Согласие"}, body={"ru": "…"}, published_at=now)
    agree(daniyar, text, language="ru", address="10.0.0.1", at=now)
    tell(daniyar, "test:1", "quizzes/mail/marked", at=now, context={"title": WORDS})
    certification = certified(daniyar)
    go_on_leave(certification, start=now.date(), until=None, reason=WORDS, by=saule, at=now)
    grant(certification, start=now.date(), until=now.date() + timedelta(days=9), reason=WORDS, by=saule)
    issue(rows.completed(daniyar), at=now)
    Accommodation.objects.create(learner=daniyar, extra_time=50, reason=WORDS, granted_by=saule)
    _exam(daniyar, saule, now)
    _training(daniyar, saule, aigerim, now)
    log(daniyar, "wagtail.edit", user=saule)
    return daniyar


def _exam(daniyar, saule, now):
    seat = quizzes.seat(daniyar, quizzes.quiz([quizzes.question("Q-essay", "essay"), quizzes.question("Q-single")]))
    BlockState.objects.create(enrolment=seat.enrolment, item_key=uuid4(), block_id=uuid4(), data={"text": WORDS}, updated_at=now)
    attempt = start(seat, holder=uuid4(), at=now)
    essay = attempt.questions.get(question_version__kind="essay")
    kept = attach(essay, SimpleUploadedFile(f"{WORDS}.pdf", b"%PDF-1.7"), holder=attempt.holder, at=now)
    AttemptQuestion.objects.filter(pk=essay.pk).update(answer={"text": WORDS, "file": kept.pk}, seq=1)
    AttemptQuestion.objects.filter(attempt=attempt, question_version__kind="single").update(answer={"choice": "the-key"}, seq=1)
    finish(attempt, at=now)
    scores = {criterion.id: 0 for criterion in body_of(essay.question_version).rubric}
    mark(essay, marker=saule, scores=scores, comment=WORDS, at=now)
    start(quizzes.seat(daniyar, quizzes.quiz(slug="second")), holder=uuid4(), at=now)


def _training(daniyar, saule, aigerim, now):
    held = trainings.session(starts_at=now - timedelta(minutes=20))
    booking = trainings.taking_part(held, daniyar)
    Attendance.objects.create(booking=booking, key=uuid4(), how="list", by=saule, marked_at=now, arrived_at=now, late=True, reason=WORDS)
    soon = trainings.session(starts_at=now + timedelta(days=3), capacity=1)
    trainings.booked(soon, daniyar)
    trainings.booked(soon, aigerim)


def found() -> list[str]:
    """Every place in the database where something of Daniyar stands: table, column, value."""
    told = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in model._base_manager.values():
            told += [
                f"{model._meta.label}.{column}: {value}"
                for column, value in row.items()
                for name in NAMES
                if name.lower() in str(value).lower()
            ]
    return told


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
