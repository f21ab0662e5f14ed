"""Revoking: the record stays and answers that it was revoked, when and why."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from certificates import tasks
from certificates.announcing import announce_revocation
from certificates.models import Certificate


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, at: datetime, reason: str) -> bool:
    """Revokes a valid certificate, writes it to the log and tells whose it was. One guarded UPDATE: of two at once, one wins.

    A second call changes nothing and returns False. The reason is shown to everybody who checks the certificate.
    """
    valid = Certificate.objects.filter(pk=certificate.pk, status=Certificate.Status.VALID)
    if not valid.update(status=Certificate.Status.REVOKED, revoked_at=at, revoked_by=by, revoked_reason=reason):
        return False
    certificate.refresh_from_db()
    transaction.on_commit(tasks.publish_lists.delay, robust=True)
    log(certificate, "certificates.revoke", user=by, data={"reason": reason})
    announce_revocation(certificate, at=at)
    return True
