"""Attaching a signature that somebody made elsewhere over a certificate's file."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from certificates.detached import examine
from certificates.models import Certificate, DetachedSignature
from certificates.models.certificates import private_storage


@transaction.atomic
def attach(certificate: Certificate, data: bytes, *, sheet: str, by: User, at: datetime) -> bool:
    """Keeps the signature beside the file; nobody verifies it. Raises NotASignature.

    Locks the certificate; `detached_signature_once` holds that the same file is there once. A second call keeps nothing and returns False.
    """
    examine(data)
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    digest = sha256(data).hexdigest()
    if DetachedSignature.objects.filter(certificate=certificate, sha256=digest).exists():
        return False
    name = f"certificates/{certificate.issued_at:%Y/%m}/{certificate.serial}-{sheet}-{digest[:12]}.p7s"
    stored = private_storage().save(name, ContentFile(data))
    DetachedSignature.objects.create(certificate=certificate, sheet=sheet, file=stored, sha256=digest, attached_at=at, attached_by=by)
    log(certificate, "certificates.attach_signature", user=by, data={"sha256": digest, "sheet": sheet})
    return True
