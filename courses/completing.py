"""Completing a course: once, when the last required item is done."""

from django.db import transaction

from courses.completion import course_standing
from courses.models import Enrolment
from courses.outline import outline_of
from courses.signals import course_completed
from courses.statements import complete, done_keys, locked


@transaction.atomic(savepoint=False)
def complete_course_if_done(enrolment: Enrolment, *, at) -> bool:
    """Marks the enrolment completed if everything required is done, and sends `course_completed`; returns whether it did.

    Locks the enrolment row, re-reads, and updates it guarded by `completed_at=None`: of two calls at once, one completes and the other
    finds it done. The enrolment that was handed in learns when.
    """
    fresh = locked(enrolment)
    if fresh.completed_at or fresh.left_at:
        return False
    if not course_standing(outline_of(fresh.edition).item_rules, done_keys(fresh)).done:
        return False
    if not complete(fresh, at=at):
        return False
    enrolment.completed_at = fresh.completed_at = at
    course_completed.send(Enrolment, enrolment=fresh, at=at)
    return True
