"""Telling people what became of their certificates: letters that have to be sent."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from certificates.models import Certificate
from notifications.posting import absolute
from notifications.telling import tell


def announce_revocation(certificate: Certificate, *, at: datetime) -> None:
    """Writes the letter in the caller's transaction, with the reason that everybody reads who checks the certificate."""
    person = certificate.learner
    if person is None:  # the name was erased
        return
    with override(person.language):
        context = {
            "serial": certificate.serial,
            "title": title_in(certificate, person.language),
            "reason": certificate.revoked_reason,
            "url": absolute(reverse("certificates:show", args=[certificate.serial])),
        }
    tell(person, f"certificate-{certificate.serial}:revoked", "certificates/mail/revoked", at=at, context=context)


def title_in(certificate: Certificate, language: str) -> str:
    """What it was for, in that language or in the first that it has."""
    titles = certificate.facts.title
    return next((titles[each] for each in (language, "kk", "ru", "en") if titles.get(each)), "")
