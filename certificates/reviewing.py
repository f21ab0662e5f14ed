"""Certificates whose ground is gone: listed for a person, decided once. Nothing is removed silently."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from certificates.models import Certificate, CertificateReview
from certificates.revoking import revoke
from courses.models import Enrolment


@transaction.atomic
def raise_review(enrolment: Enrolment, attempt: str, *, by: Any, at: datetime, reason: str) -> CertificateReview | None:
    """Lists the enrolment's valid certificate for a decision; None if it has none. `attempt` is the key of the one that lost its pass.

    Locks the certificate; `certificate_review_one_open` holds that there is one open review of it: a further cause is added to that one.
    """
    certificate = Certificate.objects.select_for_update().filter(enrolment=enrolment, status=Certificate.Status.VALID).first()
    if certificate is None:
        return None
    review = CertificateReview.objects.filter(certificate=certificate, decided_at=None).first()
    if review is None:
        review = CertificateReview(certificate=certificate, raised_at=at, reason=reason)
        log(certificate, "certificates.review_raise", user=by, data={"reason": reason})
    review.attempts = sorted({*review.attempts, attempt})
    review.save()
    return review


@transaction.atomic
def lift_review(enrolment: Enrolment, attempt: str, *, by: Any) -> None:
    """The attempt has its pass again: an undecided review that rests on nothing else goes. What was decided stays decided."""
    reviews = CertificateReview.objects.select_for_update(of=("self",)).select_related("certificate")
    for review in reviews.filter(certificate__enrolment=enrolment, decided_at=None):
        if attempt not in review.attempts:
            continue
        review.attempts.remove(attempt)
        if review.attempts:
            review.save(update_fields=["attempts"])
        else:
            log(review.certificate, "certificates.review_lift", user=by, data={"reason": review.reason})
            review.delete()


@transaction.atomic
def decide(review: CertificateReview, *, decision: str, by: User, at: datetime, reason: str) -> bool:
    """Keeps the certificate or revokes it. One guarded UPDATE: of two at once, one decides, the other changes nothing and gets False.

    `reason` is shown to everybody who checks a revoked certificate; of one that is kept it stands in the log.
    """
    undecided = CertificateReview.objects.filter(pk=review.pk, decided_at=None)
    if not undecided.update(decided_at=at, decision=decision, decided_by=by):
        return False
    review.refresh_from_db()
    if decision == CertificateReview.Decision.REVOKE:
        revoke(review.certificate, by=by, at=at, reason=reason)
    else:
        log(review.certificate, "certificates.review_keep", user=by, data={"reason": reason})
    return True
