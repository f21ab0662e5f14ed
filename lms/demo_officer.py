"""Daniyar's way to his certification in the demo academy: by the verbs that everybody uses, on the days of long ago."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from accounts.models import User
from certificates.certifying import begin
from certificates.models import Certification, Programme
from courses.enrolling import enrol
from courses.models import Course, Enrolment
from courses.progressing import open_item, read_item
from courses.seating import sit
from lms.demo_answers import right_fields
from quizzes.answering import save_answer
from quizzes.attempting import start
from quizzes.finishing import finish
from trainings.assessing import mark, sign_off
from trainings.attending import mark_present
from trainings.booking import book
from trainings.models import Booking, How, Session

PROGRAMME = "juvenile-police"
STUDIED = timedelta(days=45)
BETWEEN = timedelta(days=10)  # from the exam to the practicum
COMMENT = {"kk": "Сабырлы, түсінікті тілмен сөйлейді", "ru": "Спокоен, говорит понятно", "en": "Calm, speaks plainly"}


@transaction.atomic
def certify_officer(officer: User, *, assessors: list[User]) -> Certification:
    """Certifies him on the day of the first practicum that the demo academy held; its trainer is responsible for the programme.

    A second call changes nothing.
    """
    programme = Programme.objects.get(slug=PROGRAMME)
    if known := programme.certifications.filter(person=officer).first():
        return known
    takes = programme.versions.latest("number").rules.first
    practicum = Session.objects.filter(course=takes.practicum).earliest("starts_at")
    programme.responsible.add(practicum.trainer)
    begun_at = practicum.starts_at - STUDIED - BETWEEN
    certification = begin(officer, programme, at=begun_at)
    for group in takes.courses:
        for course in Course.objects.filter(pk__in=group.keys):
            study(enrol(officer, course, at=begun_at))
    practise(book(practicum, officer, at=practicum.starts_at - BETWEEN), assessors)
    return certification


def study(enrolment: Enrolment) -> None:
    """Every lesson, a few days apart, and every test with all the right answers."""
    items = list(enrolment.edition.items.all())
    for number, item in enumerate(items, start=1):
        at = enrolment.enrolled_at + STUDIED * number / len(items)
        open_item(enrolment, item.key, at=at)
        if item.kind == "lesson":
            read_item(enrolment, item.key, at=at)
        else:
            pass_test(enrolment, item.slug, at=at)


def pass_test(enrolment: Enrolment, slug: str, *, at: datetime) -> None:
    device = uuid4()
    attempt = start(sit(enrolment.learner, enrolment.course.slug, slug), holder=device, at=at)
    for question in attempt.questions.select_related("question_version", "attempt"):
        asked = question.question_version
        save_answer(question, right_fields(asked.kind, asked.body, question.order), seq=1, holder=device, at=at + timedelta(minutes=20))
    finish(attempt, at=at + timedelta(minutes=30))


def practise(booking: Booking, assessors: list[User]) -> None:
    """He comes in time, is marked at each station by each assessor and signed off by whoever leads the practicum."""
    session = booking.session
    mark_present(booking, how=How.LIST, key=uuid4(), by=session.trainer, marked_at=session.starts_at, at=session.starts_at)
    for station in session.stations.all():
        best = {criterion.id: max(level.points for level in criterion.levels) for criterion in station.read_rubric().criteria}
        for assessor in assessors:
            mark(booking, station, assessor=assessor, scores=best, comment=COMMENT[assessor.language], at=session.ends_at)
    sign_off(booking, by=session.trainer, at=session.ends_at)
