"""Issuing: once, when earned, in the transaction that completes the course; later for those whose names were missing."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from certificates import tasks
from certificates.days import day_of
from certificates.models import Certificate, Issuer
from certificates.models.certificates import new_code
from certificates.serials import new_serial
from certificates.snapshot import snapshot_of
from courses.models import Enrolment

AT_ONCE = 500
TRIES = 12


class NotEarned(Exception):  # noqa: N818 it reads as the refusal it is
    """A certificate was asked for a course that is not completed."""


def issue(enrolment: Enrolment, *, at: datetime) -> Certificate | None:
    """The certificate of a completed enrolment; None as long as the person has no surname or given name.

    Runs in the caller's transaction and takes no lock. Constraint `certificate_first_once_per_enrolment` lets one row in; a second call,
    also at the same instant, returns that row, whatever became of it since. The files are drawn after commit.
    """
    if enrolment.completed_at is None:
        raise NotEarned(str(enrolment.pk))
    if not enrolment.learner.can_be_certified:
        return None
    for _another in range(TRIES):  # a number met twice is as likely as a lightning stroke; a place in a full year's list, one in seven
        try:
            with transaction.atomic():
                return _write(enrolment, at=at)
        except IntegrityError:
            if known := Certificate.objects.filter(enrolment=enrolment).first():
                return known
    raise IntegrityError("No free certificate number or place in its list.")


def issue_awaited(person: User, *, at: datetime) -> list[Certificate]:
    """Certificates for everything a person completed before giving their names. A second call finds nothing left to issue."""
    waiting = Enrolment.objects.filter(learner=person, completed_at__isnull=False, certificates=None).select_related("edition", "learner")
    return [certificate for enrolment in waiting if (certificate := issue(enrolment, at=at))]


def issue_forgotten(*, at: datetime) -> int:
    """Certificates of people whose names were saved at the very instant in which they completed: neither transaction saw the other.

    Asked by the sweep; returns how many were missing.
    """
    waiting = (
        Enrolment.objects.filter(completed_at__isnull=False, certificates=None).exclude(learner__surname="").exclude(learner__given_name="")
    )
    return sum(issue(enrolment, at=at) is not None for enrolment in waiting.select_related("edition", "learner")[:AT_ONCE])


def _write(enrolment: Enrolment, *, at: datetime) -> Certificate:
    edition, learner = enrolment.edition, enrolment.learner
    facts = snapshot_of(
        serial=new_serial(day_of(at).year),
        code=new_code(),
        check_base=settings.SITE_URL.rstrip("/"),
        full_name=learner.full_name,
        latin_name=learner.latin_name,
        title=edition.titles,
        note=edition.certificate_notes,
        hours=edition.hours,
        edition=edition.number,
        enrolled_at=enrolment.enrolled_at,
        completed_at=enrolment.completed_at,
        issued_at=at,
        issuer=Issuer.current().facts(),
    )
    certificate = Certificate.objects.create(
        serial=facts.serial,
        code=facts.code,
        learner=learner,
        enrolment=enrolment,
        snapshot=facts.model_dump(mode="json"),
        snapshot_version=facts.version,
        issued_at=at,
    )
    transaction.on_commit(lambda: tasks.draw.delay(certificate.pk), robust=True)
    return certificate
