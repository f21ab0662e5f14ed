"""Gathering evidence: what a person did elsewhere, written down where it counts for a programme. Asking again adds nothing."""

from collections.abc import Iterator

from certificates.days import day_of
from certificates.models import Certification, Evidence
from certificates.rules.programme import Requirements
from courses.models import Enrolment
from quizzes.models import Attempt
from trainings.models import PracticumResult


def gather(certification: Certification) -> None:
    """Writes evidence for every completed course, passed exam and signed practicum that any version of the programme names.

    Constraints `evidence_…_once` let each in once. Three queries, one more where something is new.
    """
    Evidence.objects.bulk_create(found(certification), ignore_conflicts=True)


def found(certification: Certification) -> list[Evidence]:
    """The evidence that there is, as rows not yet written; of a certification that need not be written either. Three queries."""
    asked = [part for version in certification.programme.versions.all() for part in _parts(version.rules)]
    return [*_courses(certification, asked), *_exams(certification, asked), *_practicums(certification, asked)]


def _parts(rules) -> list[Requirements]:
    return [rules.first, rules.to_renew]


def _courses(certification: Certification, asked: list[Requirements]) -> Iterator[Evidence]:
    keys = {key for part in asked for group in part.courses for key in group.keys}
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
