"""Certificates whose ground is gone: listed for a person, decided once. Nothing is removed silently."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from accounts.models import User
from certificates.models import Certificate, CertificateReview
from certificates.revoking import revoke
from quizzes.models import Attempt


def standing_on(attempt: Attempt) -> QuerySet[Certificate]:
    """Certificates that rest on the attempt: that of its course, and those of periods that it carried."""
    carried = Certificate.objects.filter(period__spent__evidence__attempt=attempt)
    return Certificate.objects.filter(Q(enrolment=attempt.enrolment_id) | Q(pk__in=carried.values("pk")))


@transaction.atomic
def raise_reviews(attempt: Attempt, *, by: Any, at: datetime, reason: str) -> list[CertificateReview]:
    """Lists each valid certificate that rests on an attempt which lost its pass.

    Locks the certificates, then looks which are valid: one that is being corrected has given way to its successor by then.
    `certificate_review_one_open` holds that there is one open review of each: a further cause is added to that one.
    """
    list(standing_on(attempt).select_for_update().order_by("pk"))
    valid = standing_on(attempt).select_for_update().filter(status=Certificate.Status.VALID).order_by("pk")
    return [_raise(certificate, str(attempt.key), by=by, at=at, reason=reason) for certificate in valid]


def _raise(certificate: Certificate, attempt: str, *, by: Any, at: datetime, reason: str) -> CertificateReview:
    review = CertificateReview.objects.filter(certificate=certificate, decided_at=None).first()
    if review is None:
        review = CertificateReview(certificate=certificate, raised_at=at, reason=reason)
        log(certificate, "certificates.review_raise", user=by, data={"reason": reason})
    review.attempts = sorted({*review.attempts, attempt})
    review.save()
    return review


@transaction.atomic
def lift_reviews(attempt: Attempt, *, by: Any) -> None:
    """The attempt has its pass again: an undecided review that rests on nothing else goes. What was decided stays decided."""
    key = str(attempt.key)
    reviews = CertificateReview.objects.select_for_update(of=("self",)).select_related("certificate")
    for review in reviews.filter(certificate__in=standing_on(attempt), decided_at=None):
        if key not in review.attempts:
            continue
        review.attempts.remove(key)
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
