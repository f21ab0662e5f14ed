"""A stored file that is missing: noticed, and asked for again from the snapshot."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from certificates import tasks
from certificates.models import Certificate, CertificateFile
from certificates.models.certificates import private_storage


def missing(certificate: Certificate) -> list[CertificateFile]:
    """The files that the record has and the storage has not."""
    storage = private_storage()
    return [file for file in certificate.files.filter(lost_at=None) if not storage.exists(file.file.name)]


@transaction.atomic
def note_lost(certificate: Certificate, *, at: datetime, by: User | None = None) -> list[CertificateFile]:
    """Writes down which files are missing and asks for them to be drawn again, by the sweep at the latest. A second call finds none.

    Locks the certificate. Unsigned, a file comes out as it was and its row is the one again; signed, it is signed anew under another
    fingerprint, and the row of the lost one stays for whoever kept a copy.
    """
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    lost = [] if locked.erased_at else missing(locked)
    if lost:
        CertificateFile.objects.filter(pk__in=[file.pk for file in lost]).update(lost_at=at, file="")
        Certificate.objects.filter(pk=locked.pk).update(drawn_at=None)
        log(locked, "certificates.file_lost", user=by, data={"sheets": [file.sheet for file in lost]})
        transaction.on_commit(lambda: tasks.draw.delay(locked.pk), robust=True)
    return lost
