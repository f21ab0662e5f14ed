"""Somebody with years behind them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.log_actions import log

from accounts.consenting import agree
from accounts.models import ConsentText, Organisation
from certificates.certifying import go_on_leave, grant
from certificates.issuing import issue
from courses.models import BlockState
from notifications.telling import tell
from quizzes.attaching import attach
from quizzes.attempting import start
from quizzes.bodies import body_of
from quizzes.finishing import finish
from quizzes.marking import mark
from quizzes.models import Accommodation, AttemptQuestion
from tests.accounts.traces import WORDS
from tests.certificates import rows
from tests.certificates.programmes import certified
from tests.quizzes import make as quizzes
from tests.trainings import make as trainings
from trainings.models import Attendance


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
