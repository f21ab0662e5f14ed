"""Certification as it happens: begun, advanced by what a person did, stopped by leave, granted for a time, revoked.

Every verb locks the person's certification first, so that of two at once the second sees what the first one did.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from certificates.chronicle import facts_of, place, version_on, whole, write_period
from certificates.days import day_of
from certificates.gathering import gather
from certificates.issuing import issue_for_period
from certificates.models import Certification, Evidence, Grant, Leave, Period, Programme
from certificates.revoking import revoke
from certificates.rules.awarding import next_period
from certificates.rules.facts import Period as Earned
from certificates.statements import certifications_of
from quizzes.models import Attempt


@transaction.atomic
def begin(person: Any, programme: Programme, *, at: datetime) -> Certification:
    """Puts a person into a programme, with what they already did. Constraint `certification_one_per_person_and_programme`."""
    certification, _new = Certification.objects.get_or_create(person=person, programme=programme, defaults={"begun_on": day_of(at)})
    return advance(certification, at=at)


@transaction.atomic
def advance(certification: Certification, *, at: datetime) -> Certification:
    """Gathers evidence and appends every period that it has earned by now, each with its certificate.

    Locks the certification. A second call finds the evidence spent and appends nothing.
    """
    certification = locked(certification)
    gather(certification)
    today = day_of(at)
    while _append(certification, today):
        place(certification, today)
    for period in certification.periods.without_paper():
        issue_for_period(period, at=at)
    return certification


def _append(certification: Certification, today: date) -> Period | None:
    """The next period that is earned by today, written."""
    read = whole(Certification.objects.filter(pk=certification.pk)).get()
    known = facts_of(read)
    version = version_on(read, known, today)
    earned = next_period(version.rules, known, today)
    return write_period(certification, earned, version, len(known.periods) + 1) if earned else None


def advance_all(person_id: int, *, at: datetime) -> None:
    """Advances everything that a person is in, in the caller's transaction. One query for somebody who is in no programme."""
    for certification in certifications_of(person_id):
        advance(certification, at=at)


def withdraw_evidence(*, at: datetime, **ground: Any) -> None:
    """What evidence rested on (`attempt=`, `attendance=`) was taken back: it counts for nothing more. What it carried already stays until
    somebody decides.
    """
    Evidence.objects.filter(**ground, withdrawn_at=None).update(withdrawn_at=at)


def return_exam(attempt: Attempt) -> None:
    """The pass is there again."""
    Evidence.objects.filter(attempt=attempt).update(withdrawn_at=None)


@transaction.atomic
def go_on_leave(certification: Certification, *, start: date, until: date | None, reason: str, by: Any, at: datetime) -> Leave:
    """Stops the clock. Constraint `leave_one_open_per_certification`."""
    certification = locked(certification)
    leave = Leave.objects.create(certification=certification, start=start, until=until, reason=reason, by=by)
    place(certification, day_of(at))
    log(certification, "certificates.leave", user=by, data={"start": str(start), "until": str(until or ""), "reason": reason})
    return leave


@transaction.atomic
def return_from_leave(leave: Leave, *, until: date, by: Any, at: datetime) -> bool:
    """Starts the clock again on the day of return. A guarded UPDATE: a second call changes nothing and returns False."""
    certification = locked(leave.certification)
    if not Leave.objects.filter(pk=leave.pk, until=None).update(until=until):
        return False
    place(certification, day_of(at))
    log(certification, "certificates.return", user=by, data={"until": str(until)})
    return True


@transaction.atomic
def grant(certification: Certification, *, start: date, until: date, reason: str, by: Any) -> Grant:
    """Certifies for a time, up to and not including `until`."""
    certification = locked(certification)
    made = Grant.objects.create(certification=certification, start=start, until=until, reason=reason, by=by)
    log(certification, "certificates.grant", user=by, data={"start": str(start), "until": str(until), "reason": reason})
    return made


@transaction.atomic
def revoke_certification(certification: Certification, *, stands: Collection[int], reason: str, by: Any, at: datetime) -> bool:
    """Ends the running period, and one that waits behind it, at once; revokes their certificates. `stands`: ids of evidence left standing.

    Returns False where there is nothing to revoke. The reason is shown to everybody who checks the certificate.
    """
    certification = locked(certification)
    today = day_of(at)
    rows = [each for each in certification.periods.filter(revoked_on=None) if each.valid_until is None or each.valid_until > today]
    for row in rows:
        Period.objects.filter(pk=row.pk, revoked_on=None).update(revoked_on=today, revoked_by=by, revoked_reason=reason)
        row.spent.filter(evidence__in=stands).update(stands=True)
        if row.certificate:
            revoke(row.certificate, by=by, at=at, reason=reason)
    if rows:
        place(certification, today)
        log(certification, "certificates.revoke_certification", user=by, data={"reason": reason})
    return bool(rows)


@transaction.atomic
def recognise_period(certification: Certification, *, first: date, last: date, number: str, by: Any, at: datetime) -> Period | None:
    """Takes an earlier certificate as the first period of the chain; None where the chain has one already.

    Its last valid day is the anniversary that renewals count from.
    """
    certification = locked(certification)
    if certification.periods.exists():
        return None
    version = certification.programme.versions.first()
    rules = version.rules
    earned = Earned(first, first, last, 0, rules.window_days, rules.grace_days, starts_on=first, last_day=last)
    row = write_period(certification, earned, version, 1)
    Period.objects.filter(pk=row.pk).update(recognised_by=by, recognised_as=number)
    place(certification, day_of(at))
    log(certification, "certificates.recognise", user=by, data={"first": str(first), "last": str(last), "number": number})
    return row


@transaction.atomic
def recognise_evidence(
    certification: Certification, *, kind: str, ref: str, on: date, hours: int, reason: str, by: Any, at: datetime
) -> Evidence | None:
    """Counts something that was met elsewhere, by somebody's decision; then whatever it earns. None where it is counted already.

    `ref` is the key of the course, or of the test. Constraint `evidence_recognised_once`.
    """
    certification = locked(certification)
    same = {"kind": kind, "ref": ref, "on": on}
    if certification.evidence.filter(**same, recognised_by__isnull=False, withdrawn_at=None).exists():
        return None
    piece = Evidence.objects.create(certification=certification, **same, hours=hours, reason=reason, recognised_by=by)
    log(certification, "certificates.recognise", user=by, data={"first": str(on), "last": "", "number": reason})
    advance(certification, at=at)
    return piece


@transaction.atomic
def withdraw_recognised(piece: Evidence, *, reason: str, by: Any, at: datetime) -> bool:
    """Takes a recognition back; False where that was done. A period that it carried already stays until somebody revokes it."""
    certification = locked(piece.certification)
    if not certification.evidence.filter(pk=piece.pk, recognised_by__isnull=False, withdrawn_at=None).update(withdrawn_at=at):
        return False
    log(certification, "certificates.recognise_withdraw", user=by, data={"on": str(piece.on), "number": piece.reason, "reason": reason})
    return True


def locked(certification: Certification) -> Certification:
    """The certification, locked."""
    return Certification.objects.select_for_update(of=("self",)).select_related("programme").get(pk=certification.pk)
