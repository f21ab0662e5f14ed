"""Enrolling: one person begins a course."""

from django.db import IntegrityError, transaction

from courses.models import Course, Enrolment


class NothingOpen(Exception):  # noqa: N818 — it reads as the refusal it is
    """The course has no edition yet."""


def enrol(person, course: Course, *, at) -> Enrolment:
    """Puts the person into the newest edition of the course and returns the enrolment.

    `enrolment_one_open_per_person_and_course` is the only "already": a second call returns the open enrolment, whatever its edition.
    Raises NothingOpen.
    """
    edition = course.editions.order_by("-number").first()
    if edition is None:
        raise NothingOpen
    try:
        with transaction.atomic():
            return Enrolment.objects.create(learner=person, course=course, edition=edition, enrolled_at=at)
    except IntegrityError:
        return Enrolment.objects.get(learner=person, course=course, completed_at=None, left_at=None)


def leave(enrolment: Enrolment, *, at) -> bool:
    """Takes an unfinished course off the person's desk; what was done stays. A guarded UPDATE: the second call changes nothing."""
    return Enrolment.objects.filter(pk=enrolment.pk, completed_at=None, left_at=None).update(left_at=at) == 1


def come_back(person, course: Course) -> bool:
    """Undoes the latest leaving, unless the person has enrolled again meanwhile (the partial unique index decides)."""
    latest = Enrolment.objects.filter(learner=person, course=course, completed_at=None).exclude(left_at=None).order_by("-left_at").first()
    if latest is None:
        return False
    try:
        with transaction.atomic():
            return Enrolment.objects.filter(pk=latest.pk).update(left_at=None) == 1
    except IntegrityError:
        return False
