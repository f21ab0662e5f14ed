"""What this room does about news from the rooms above it."""

from django.dispatch import receiver
from django.utils import timezone

from accounts.erasing import GONE
from accounts.exporting import Known, rows
from accounts.signals import data_asked, names_given, person_erased
from certificates.certifying import advance_all, return_exam, withdraw_evidence
from certificates.erasing import erase
from certificates.issuing import issue, issue_awaited
from certificates.models import Certificate, Evidence, Grant, Leave, Period
from certificates.reviewing import lift_reviews, raise_reviews
from courses.signals import course_completed
from quizzes.signals import attempt_finished, attempt_marked, pass_returned, pass_withdrawn
from trainings.signals import practicum_signed_off, presence_marked, presence_withdrawn


@receiver(course_completed)
def issue_when_completed(enrolment, at, **_kwargs):
    """Earned and issued in one transaction: there is no completed course whose certificate was forgotten."""
    issue(enrolment, at=at)


@receiver(course_completed)
def advance_in_programmes(enrolment, at, **_kwargs):
    """A completed course may be what a programme asked for."""
    advance_all(enrolment.learner_id, at=at)


@receiver(attempt_finished)
@receiver(attempt_marked)
def count_exam(attempt, **_kwargs):
    """So may a passed exam, unless it completed its course just now: that was news of its own, and counted both."""
    if attempt.passed and attempt.enrolment.completed_at != attempt.finished_at:
        advance_all(attempt.enrolment.learner_id, at=timezone.now())


@receiver(practicum_signed_off)
def count_practicum(person, passed, result, **_kwargs):
    """And a practicum that was signed off."""
    if passed:
        advance_all(person.pk, at=result.signed_at)


@receiver(presence_marked)
def count_training(attendance, at, **_kwargs):
    """And the hours of a training."""
    advance_all(attendance.booking.person_id, at=at)


@receiver(presence_withdrawn)
def discount_training(attendance, at, **_kwargs):
    """Until the mark was taken back."""
    withdraw_evidence(at=at, attendance=attendance)


@receiver(names_given)
def issue_when_named(person, **_kwargs):
    """Certificates that waited for a name."""
    issue_awaited(person, at=timezone.now())


@receiver(pass_withdrawn)
def list_for_decision(attempt, by, at, reason, **_kwargs):
    """A certificate is never taken away because a number changed: a person decides."""
    raise_reviews(attempt, by=by, at=at, reason=reason)
    withdraw_evidence(at=at, attempt=attempt)


@receiver(pass_returned)
def strike_from_list(attempt, by, at, **_kwargs):
    """What was listed for this attempt alone needs no decision any more, and the pass counts again."""
    lift_reviews(attempt, by=by)
    return_exam(attempt)
    advance_all(attempt.enrolment.learner_id, at=at)


@receiver(person_erased)
def forget_names(person, by, at, **_kwargs):
    """Numbers stay answerable without the name; why somebody was on leave or recognised is nobody's business any more."""
    erase(person, by=by, at=at)
    Evidence.objects.filter(certification__person=person).exclude(reason="").update(reason=GONE)
    Period.objects.filter(certification__person=person).exclude(recognised_as="").update(recognised_as=GONE)
    Leave.objects.filter(certification__person=person).update(reason=GONE)
    Grant.objects.filter(certification__person=person).update(reason=GONE)


@receiver(data_asked)
def tell_what_was_earned(person, **_kwargs):
    """Certificates with every printed fact; certifications with what they rest on, with leave and with what was granted for a time."""
    of = {"certification__person": person}
    programme = {"programme": "certification__programme__slug"}
    return Known(
        "certificates",
        {
            "certificates": rows(
                Certificate.objects.filter(learner=person),
                number="serial",
                status="status",
                issued_at="issued_at",
                printed="snapshot",
                revoked_at="revoked_at",
                revoked_reason="revoked_reason",
                correction_reason="correction_reason",
            ),
            "certifications": rows(person.certifications.all(), programme="programme__slug", begun_on="begun_on"),
            "periods": rows(
                Period.objects.filter(**of),
                **programme,
                valid_from="valid_from",
                valid_until="valid_until",
                recognised_as="recognised_as",
                revoked_on="revoked_on",
                revoked_reason="revoked_reason",
            ),
            "evidence": rows(Evidence.objects.filter(**of), **programme, kind="kind", on="on", hours="hours", reason="reason"),
            "leaves": rows(Leave.objects.filter(**of), **programme, start="start", until="until", reason="reason"),
            "temporary": rows(Grant.objects.filter(**of), **programme, start="start", until="until", reason="reason"),
        },
    )
