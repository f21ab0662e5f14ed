"""Gathering evidence: what a person did elsewhere, written down where it counts for a programme. Asking again adds nothing."""

from collections.abc import Iterator

from certificates.days import day_of
from certificates.models import Certification, Evidence
from certificates.rules.programme import Requirements
from courses.models import Enrolment
from quizzes.models import Attempt
from trainings.models import Attendance, Kind, PracticumResult
from trainings.presence import academic_hours


def gather(certification: Certification) -> None:
    """Writes evidence for every completed course, passed exam and signed practicum that any version of the programme names, and for every
    training of its courses that was attended, where it asks for hours.

    Constraints `evidence_…_once` let each in once. At most four queries, one more where something is new.
    """
    Evidence.objects.bulk_create(found(certification), ignore_conflicts=True)


def found(certification: Certification) -> list[Evidence]:
    """The evidence that there is, as rows not yet written; of a certification that need not be written either. Four queries."""
    asked = [part for version in certification.programme.versions.all() for part in _parts(version.rules)]
    hours = _trainings(certification, asked) if any(part.hours for part in asked) else ()
    return [*_courses(certification, asked), *_exams(certification, asked), *_practicums(certification, asked), *hours]


def _parts(rules) -> list[Requirements]:
    return [rules.first, rules.to_renew]


def _course_keys(asked: list[Requirements]) -> set[str]:
    return {key for part in asked for group in part.courses for key in group.keys}


def _courses(certification: Certification, asked: list[Requirements]) -> Iterator[Evidence]:
    keys = _course_keys(asked)
    done = Enrolment.objects.filter(learner=certification.person_id, course__in=keys, completed_at__isnull=False)
    for enrolment in done.select_related("edition"):
        yield Evidence(
            certification=certification,
            kind=Evidence.Kind.COURSE,
            ref=str(enrolment.course_id),
            on=day_of(enrolment.completed_at),
            hours=enrolment.edition.hours,
            enrolment=enrolment,
        )


def _exams(certification: Certification, asked: list[Requirements]) -> Iterator[Evidence]:
    keys = {part.exam for part in asked if part.exam}
    passed = Attempt.objects.filter(enrolment__learner=certification.person_id, item_key__in=keys, passed=True)
    for attempt in passed.only("item_key", "finished_at"):
        yield Evidence(
            certification=certification,
            kind=Evidence.Kind.EXAM,
            ref=str(attempt.item_key),
            on=day_of(attempt.finished_at),
            attempt=attempt,
        )


def _practicums(certification: Certification, asked: list[Requirements]) -> Iterator[Evidence]:
    keys = {part.practicum for part in asked if part.practicum}
    results = PracticumResult.objects.filter(booking__person=certification.person_id, booking__session__course__in=keys, passed=True)
    for result in results.select_related("booking__session"):
        yield Evidence(
            certification=certification,
            kind=Evidence.Kind.PRACTICUM,
            ref=str(result.booking.session.course_id),
            on=result.held_on,
            signed_on=day_of(result.signed_at),
            result=result,
        )


def _trainings(certification: Certification, asked: list[Requirements]) -> Iterator[Evidence]:
    present = Attendance.objects.filter(
        booking__person=certification.person_id,
        booking__session__kind=Kind.TRAINING,
        booking__session__course__in=_course_keys(asked),
        withdrawn_at=None,
    )
    for attendance in present.select_related("booking__session"):
        session = attendance.booking.session
        yield Evidence(
            certification=certification,
            kind=Evidence.Kind.TRAINING,
            ref=str(session.course_id),
            on=day_of(session.starts_at),
            hours=academic_hours(session.starts_at, session.ends_at),
            attendance=attendance,
        )
