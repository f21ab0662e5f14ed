"""The demo academy's officer: certified long ago by the verbs that everybody uses, so that his renewal comes soon."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from certificates.chronicle import standing_of, whole
from certificates.days import day_of
from certificates.models import Certificate, Certification
from certificates.programme_content import put_programme
from courses.content import read
from lms.demo_officer import certify_officer
from notifications import tasks as post
from tests import make
from tests.people import person
from tests.quizzes import make as quizzes
from trainings.content import put_demo_sessions, put_stations, put_venues
from trainings.models import Attendance, PracticumResult, StationMark

pytestmark = pytest.mark.django_db
CONTENT = settings.BASE_DIR / "content"
TODAY = timezone.now()


@pytest.fixture
def assessors(saule, monkeypatch):
    """Small courses by the names of the real ones; the real stations, programme and sessions; two who mark."""
    monkeypatch.setattr(post.send, "delay", lambda letter_id: None)
    asked = quizzes.one_of_each()
    for slug, test in (("juvenile-police", "certification-exam"), ("juvenile-police-renewal", "renewal-test")):
        exam = quizzes.quiz(asked, slug=slug, quiz_slug=test)
        make.edition(exam.get_parent().get_parent().specific)
    put_venues(read(CONTENT / "trainings" / "venues.yaml"))
    put_stations(read(CONTENT / "trainings" / "stations.yaml"))
    put_programme(CONTENT / "programmes" / "juvenile-police.yaml")
    put_demo_sessions(read(CONTENT / "trainings" / "demo_sessions.yaml"), trainer=saule, today=TODAY)
    return [saule, person("arman@narkostop.kz")]


def test_he_is_certified_his_renewal_opens_soon_and_everything_behind_it_is_there(daniyar, assessors):
    certify_officer(daniyar, assessors=assessors)
    certification = whole(Certification.objects.all()).get()
    period = certification.periods.get()
    today = day_of(TODAY)
    assert timedelta(days=7) < period.opens_on - today < timedelta(days=15)
    assert standing_of(certification, today).state == "certified"
    held = day_of(PracticumResult.objects.get().signed_at)
    assert period.valid_from == held == period.certificate.facts.issued_on
    assert sorted(each.kind for each in certification.evidence.all()) == ["course", "exam", "practicum"]
    assert Attendance.objects.count() == 1
    assert {each.assessor for each in StationMark.objects.all()} == set(assessors)
    assert Certificate.objects.count() == 2  # the course's own, too


def test_a_second_call_changes_nothing(daniyar, assessors):
    first = certify_officer(daniyar, assessors=assessors)
    assert certify_officer(daniyar, assessors=assessors) == first
    assert Certificate.objects.count() == 2
