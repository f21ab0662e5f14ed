"""Issuing: once, when earned, in the transaction that completes the course; later for those whose names were missing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from certificates import tasks
from certificates.days import day_of
from certificates.designing import Chosen, chosen_by_course, chosen_by_programme
from certificates.models import Certificate, DesignVersion, Evidence, Period
from certificates.models.certificates import new_code
from certificates.serials import new_serial
from certificates.snapshot import VERSION, Snapshot
from certificates.statements import record
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
    return _tried(lambda: _write(enrolment, at=at), lambda: Certificate.objects.filter(enrolment=enrolment).first())


def issue_awaited(person: User, *, at: datetime) -> list[Certificate]:
    """Certificates for everything a person completed or earned before giving their names. A second call finds nothing left to issue."""
    waiting = Enrolment.objects.filter(learner=person, completed_at__isnull=False, certificates=None).select_related("edition", "learner")
    earned = Period.objects.without_paper().filter(certification__person=person)
    issued = [issue(enrolment, at=at) for enrolment in waiting] + [issue_for_period(period, at=at) for period in earned]
    return [certificate for certificate in issued if certificate]


def issue_forgotten(*, at: datetime) -> int:
    """Certificates of people whose names were saved at the very instant in which they earned them: neither transaction saw the other.

    Asked by the sweep; returns how many were missing.
    """
    waiting = (
        Enrolment.objects.filter(completed_at__isnull=False, certificates=None).exclude(learner__surname="").exclude(learner__given_name="")
    )
    earned = Period.objects.without_paper().exclude(certification__person__surname="").exclude(certification__person__given_name="")
    issued = [issue(enrolment, at=at) for enrolment in waiting.select_related("edition", "learner")[:AT_ONCE]]
    issued += [issue_for_period(period, at=at) for period in earned[:AT_ONCE]]
    return sum(certificate is not None for certificate in issued)


@transaction.atomic(savepoint=False)
def issue_for_period(period: Period, *, at: datetime) -> Certificate | None:
    """The certificate of an earned period; None as long as the person has no surname or given name, or where there is one already.

    Locks the period and looks again: of two at once, the second finds that it has its paper.
    """
    locking = Period.objects.without_paper().select_for_update(of=("self",)).select_related("certification__programme")
    period = locking.select_related("certification__person").filter(pk=period.pk).first()
    if period is None or not period.certification.person.can_be_certified:
        return None
    period.certificate = _tried(lambda: _write_for_period(period, at=at), lambda: None)
    period.save(update_fields=["certificate"])
    return period.certificate


def succeed(old: Certificate, changed: dict[str, Any], *, by: User, at: datetime, reason: str) -> Certificate:
    """The certificate that takes the place of `old`: the same facts but for what changed, by the same design, under a number of its own.

    Runs in the transaction of certificates.superseding, which locked `old` and knows that it has no successor.
    """

    def write() -> Certificate | None:
        number = {"version": VERSION, "serial": new_serial(day_of(at).year), "code": new_code(), "check_base": _base()}
        facts = Snapshot(**{**old.facts.model_dump(), **changed, **number})
        successor = {"supersedes": old, "corrected_by": by, "correction_reason": reason}
        return _record(facts, old.learner, old.enrolment, old.design, at=at, **successor)

    return _tried(write, lambda: None)


def _tried(write: Callable[[], Certificate | None], known: Callable[[], Certificate | None]) -> Certificate:
    """What `write` wrote, or what turns out to be known already where a constraint let nothing in."""
    for _another in range(TRIES):  # a number met twice is as likely as a lightning stroke; a place in a full year's list, one in seven
        if found := write() or known():
            return found
    raise IntegrityError("No free certificate number or place in its list.")


def _write_for_period(period: Period, *, at: datetime) -> Certificate | None:
    learner = period.certification.person
    pieces = [each.evidence for each in period.spent.select_related("evidence__enrolment")]
    chosen = chosen_by_programme(period.certification.programme)
    facts = _facts(learner, chosen, at=at) | {
        "kind": "programme",
        "title": period.certification.programme.titles,
        "hours": sum(each.hours for each in pieces),
        "form": "mixed" if any(each.kind == Evidence.Kind.PRACTICUM for each in pieces) else "distance",
        "enrolled_on": min([_begun_on(each) for each in pieces] + [period.met_on]),
        "completed_on": period.met_on,
        "valid_from": period.valid_from,
        "last_day": period.last_valid_day,
    }
    return _record(Snapshot(**facts), learner, None, chosen.version, at=at)


def _begun_on(piece: Evidence) -> date:
    """When somebody began what they then met: a course, with the enrolment."""
    return day_of(piece.enrolment.enrolled_at) if piece.enrolment else piece.on


def _facts(learner: User, chosen: Chosen, *, at: datetime) -> dict[str, Any]:
    """What every certificate of a day says."""
    return {
        "serial": new_serial(day_of(at).year),
        "code": new_code(),
        "check_base": _base(),
        "full_name": learner.full_name,
        "latin_name": learner.latin_name,
        "issued_on": day_of(at),
        "issuer": chosen.content.issuer,
        "design": chosen.content.design,
    }


def _write(enrolment: Enrolment, *, at: datetime) -> Certificate | None:
    edition, learner = enrolment.edition, enrolment.learner
    chosen = chosen_by_course(enrolment.course_id)
    facts = _facts(learner, chosen, at=at) | {
        "title": edition.titles,
        "note": edition.certificate_notes,
        "hours": edition.hours,
        "edition": edition.number,
        "enrolled_on": day_of(enrolment.enrolled_at),
        "completed_on": day_of(enrolment.completed_at),
    }
    return _record(Snapshot(**facts), learner, enrolment, chosen.version, at=at)


def _base() -> str:
    return settings.SITE_URL.rstrip("/")


def _record(
    facts: Snapshot, learner: User | None, enrolment: Enrolment | None, design: DesignVersion | None, *, at: datetime, **successor: Any
) -> Certificate | None:
    certificate = Certificate(
        serial=facts.serial,
        code=facts.code,
        learner=learner,
        enrolment=enrolment,
        snapshot=facts.model_dump(mode="json"),
        snapshot_version=facts.version,
        design=design,
        issued_at=at,
        **successor,
    )
    if not record(certificate):
        return None
    transaction.on_commit(lambda: tasks.draw.delay(certificate.pk), robust=True)
    return certificate
