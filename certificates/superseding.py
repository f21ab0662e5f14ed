"""Superseding: a mistake in a name is put right by another certificate; the old number answers which."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.log_actions import log

from accounts.models import User
from certificates import tasks
from certificates.days import day_of
from certificates.issuing import succeed
from certificates.models import Certificate, Certification, Period
from certificates.snapshot import words
from notifications.telling import tell


@transaction.atomic
def correct(certificate: Certificate, *, full_name: str, latin_name: str, by: User, at: datetime, reason: str) -> Certificate | None:
    """Issues the certificate anew in that name and returns it; the old one is superseded, and its period points at the new one.

    Locks the certification, if it is one's, then the certificate. Of two at once one wins, the other gets None; so does whoever comes when
    it is no longer valid. Constraints `supersedes` (one successor) and `certificate_one_valid_per_enrolment` hold it. A review that waits
    for a decision moves on to the new one.
    """
    list(Certification.objects.select_for_update().filter(periods__certificate=certificate))  # whoever revokes it waits, or is waited for
    valid = Certificate.objects.select_for_update(of=("self",)).filter(pk=certificate.pk, status=Certificate.Status.VALID, erased_at=None)
    old = valid.first()
    if old is None:
        return None
    Certificate.objects.filter(pk=old.pk).update(status=Certificate.Status.SUPERSEDED)
    names = {"full_name": full_name, "latin_name": latin_name, "issued_on": day_of(at), "replaces": old.serial}
    new = succeed(old, names, by=by, at=at, reason=reason)
    Period.objects.filter(certificate=old).update(certificate=new)
    old.reviews.filter(decided_at=None).update(certificate=new)
    transaction.on_commit(tasks.publish_lists.delay, robust=True)
    log(old, "certificates.correct", user=by, data={"reason": reason, "successor": new.serial})
    if new.learner:
        _tell(new, old, at=at)
    return new


def _tell(new: Certificate, old: Certificate, *, at: datetime) -> None:
    person, facts = new.learner, new.facts
    with override(person.language):
        context = {
            "subject": gettext("Your certificate was corrected: %(number)s") % {"number": new.serial},
            "title": words(facts.title, person.language),
            "name": facts.full_name,
            "number": new.serial,
            "old_number": old.serial,
            "url": facts.check_url,
        }
    tell(person, f"certificate-{new.serial}:corrected", "certificates/mail/corrected", at=at, context=context)
