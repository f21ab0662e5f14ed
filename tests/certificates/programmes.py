"""Small builders: a programme with two courses, an exam and a practicum; what an officer does for it."""

import uuid
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from certificates.certifying import begin
from certificates.models import Certification, Programme, ProgrammeVersion
from certificates.rules.programme import Courses, Requirements, Rules
from courses.models import Course, Edition, Enrolment
from quizzes.models import Attempt, QuizVersion
from tests.trainings import make as meetings
from trainings.booking import book
from trainings.models import PracticumResult, Station

STARTED = datetime(2026, 1, 1, 4, tzinfo=UTC)


def noon(day: str) -> datetime:
    """Noon of that day in Almaty."""
    return datetime.fromisoformat(f"{day}T07:00:00+00:00")


def course(slug: str) -> Course:
    known = Course.objects.filter(slug=slug).first()
    if known:
        return known
    made = Course.objects.create(slug=slug)
    Edition.objects.create(course=made, number=1, titles={"kk": slug}, hours=36, opened_at=STARTED, corrected_at=STARTED)
    return made


EXAM = uuid.UUID(int=7)


def full(**changes) -> Rules:
    """Law and talk, exam, practicum; renewed by an update and the exam; a year, ninety days, a month of grace."""
    law, talk, update = (str(course(slug).pk) for slug in ("law", "talk", "update"))
    return Rules(
        **{
            "first": Requirements(courses=(Courses(keys=(law, talk)),), exam=str(EXAM), practicum=law),
            "renewal": Requirements(courses=(Courses(keys=(update,)),), exam=str(EXAM)),
            "months": 12,
            "window_days": 90,
            "grace_days": 30,
            **changes,
        }
    )


def programme(rules: Rules | None = None, *, slug: str = "police", since: str = "2020-01-01") -> Programme:
    made = Programme.objects.create(
        slug=slug, title_kk="Ювеналды полиция", title_ru="Ювенальная полиция", title_en="Juvenile police", about_ru="О программе"
    )
    version(made, rules or full(), since=since)
    return made


def version(made: Programme, rules: Rules, *, since: str) -> ProgrammeVersion:
    return ProgrammeVersion.objects.create(
        programme=made,
        number=made.versions.count() + 1,
        content=rules.model_dump(mode="json"),
        in_force_from=date.fromisoformat(since),
        made_at=timezone.now(),
    )


def complete(person, slug: str, day: str) -> Enrolment:
    """A completed course, as a fact."""
    of = course(slug)
    return Enrolment.objects.create(
        learner=person, course=of, edition=of.editions.get(), enrolled_at=noon(day) - timedelta(days=3), completed_at=noon(day)
    )


def passed(person, day: str) -> Attempt:
    """A passed exam, as a fact."""
    of = course("law")
    at = noon(day)
    quiz = QuizVersion.objects.filter(key=EXAM).first() or QuizVersion.objects.create(
        key=EXAM,
        number=1,
        purpose="final",
        pass_mark=80,
        pause=timedelta(0),
        shuffle_questions=False,
        shuffle_choices=False,
        no_return=False,
        feedback="never",
        frozen_at=STARTED,
    )
    enrolment = Enrolment.objects.create(learner=person, course=of, edition=of.editions.get(), enrolled_at=at, left_at=at)
    return Attempt.objects.create(
        enrolment=enrolment,
        item_key=EXAM,
        quiz=quiz,
        number=1,
        seed=1,
        holder=uuid.uuid4(),
        started_at=at,
        finished_at=at,
        maximum=10,
        points=9,
        percent=90,
        passed=True,
    )


def practised(person, held: str, signed: str | None = None, *, passes: bool = True) -> PracticumResult:
    """A practicum, signed off, as a fact."""
    meeting = meetings.practicum(Station.objects.first() or meetings.station(), starts_at=noon(held), course=course("law"), capacity=200)
    booking = book(meeting, person, at=noon(held) - timedelta(days=1))
    return PracticumResult.objects.create(
        booking=booking,
        passed=passes,
        held_on=date.fromisoformat(held),
        stations=[],
        signed_by=meeting.trainer,
        signed_at=noon(signed or held),
    )


def certified(person, made: Programme | None = None) -> Certification:
    """Somebody who did everything in January 2026."""
    complete(person, "law", "2026-01-05")
    complete(person, "talk", "2026-01-12")
    passed(person, "2026-01-15")
    practised(person, "2026-01-20", "2026-01-22")
    return begin(person, made or programme(), at=noon("2026-01-22"))
