"""Small builders for regrading: a wrong key, somebody whose attempt met it, a case put through."""

from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from courses.models import Edition, Enrolment
from courses.seating import sit
from quizzes import cases, regrading
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import Attempt, AttemptQuestion, Question
from tests import make as courses
from tests.quizzes import bodies, make
from tests.quizzes.bodies import SINGLE

KINDS = ["single", "multiple", "truefalse", "numeric", "matching", "ordering"]
RIGHT = {kind: bodies.RIGHT[kind] for kind in KINDS}
REASON = "The key of this question was wrong."


def seat(person, **rules):
    """That person's seat at a test with one question of each kind, one point each."""
    return make.seat(person, make.quiz([make.question(f"Q-{kind}", kind) for kind in KINDS], **rules))


def corrected_key(code="Q-single", right="wrong-1"):
    """The question's newest version: another choice is right."""
    choices = [{**choice, "correct": choice["id"] == right} for choice in SINGLE["choices"]]
    return make.question(code, "single", changes={"choices": choices})


def finished(person, *, answers=RIGHT, at=None, **rules) -> Attempt:
    """That person's attempt with these answers by kind, handed in."""
    attempt = running(person, answers=answers, **rules)
    return finish(attempt, at=at or timezone.now())


def running(person, *, answers=RIGHT, **rules) -> Attempt:
    if not Question.objects.exists():
        seat(person, **rules)
    attempt = start(sit(person, "prevention", "final-test"), holder=uuid4(), at=timezone.now())
    for kind, answer in answers.items():
        AttemptQuestion.objects.filter(attempt=attempt, question_version__kind=kind).update(answer=answer, seq=1)
    return attempt


def joined(person):
    """Another person in the same course."""
    return courses.enrolment(person, Edition.objects.get())


def open_case(remedy="new_key", code="Q-single", by=None):
    question = Question.objects.select_related("latest").get(code=code)
    return cases.open_case(question, remedy=remedy, version=question.latest, reason=REASON, by=by, at=timezone.now())


def applied(remedy="new_key", code="Q-single", by=None):
    case = open_case(remedy, code, by)
    assert cases.confirm(case, by=by, at=timezone.now())
    return regrading.apply(case.pk, at=timezone.now())


def undone(case, by=None):
    assert cases.ask_undo(case, by=by, at=timezone.now())
    return regrading.undo(case.pk, at=timezone.now())


def stored() -> list:
    """Every column of every attempt and of its questions, as the database has it."""
    return [list(Attempt.objects.order_by("pk").values()), list(AttemptQuestion.objects.order_by("pk").values())]


def copies(attempt, count) -> None:
    """The same attempt by that many other people of the course."""
    people = User.objects.bulk_create([User(email=f"learner-{number}@example.com", password="!") for number in range(count)])
    now, followed = timezone.now(), attempt.enrolment
    seats = {"course_id": followed.course_id, "edition_id": followed.edition_id, "enrolled_at": now}
    enrolments = Enrolment.objects.bulk_create([Enrolment(learner=each, **seats) for each in people])
    made = Attempt.objects.bulk_create([_copy(attempt, enrolment_id=each.pk, key=uuid4(), receipt=None) for each in enrolments])
    rows = list(attempt.questions.all())
    AttemptQuestion.objects.bulk_create([_copy(row, attempt_id=each.pk) for each in made for row in rows])


def _copy(row, **changes):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**values, **changes})
