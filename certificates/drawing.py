"""Drawing the files of a certificate from its snapshot and keeping them."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from certificates import rendering
from certificates.models import Certificate, CertificateFile
from certificates.models.certificates import private_storage

Sheet = CertificateFile.Sheet


def draw_files(certificate_id: int) -> None:
    """Draws what is missing; when every sheet has its file, says so in `drawn_at`. A second call draws nothing.

    Drawing takes no lock: two workers at once draw the same bytes and one of them keeps nothing.
    """
    certificate = Certificate.objects.get(pk=certificate_id)
    kept = set(certificate.files.values_list("sheet", flat=True))
    for sheet in Sheet.values:
        if sheet not in kept:
            _keep(certificate, sheet, rendering.draw(certificate.snapshot, sheet))
    Certificate.objects.filter(pk=certificate_id, drawn_at=None).update(drawn_at=timezone.now())


@transaction.atomic
def _keep(certificate: Certificate, sheet: str, pdf: bytes) -> None:
    """Stores one file and its row. Locks the certificate's row; `certificate_file_once_per_sheet` holds it.

    A file without a row was left by a worker that died between the two: it gives way.
    """
    Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.files.filter(sheet=sheet).exists():
        return
    storage, name = private_storage(), f"certificates/{certificate.issued_at:%Y/%m}/{certificate.serial}-{sheet}.pdf"
    if storage.exists(name):
        storage.delete(name)
    stored = storage.save(name, ContentFile(pdf))
    CertificateFile.objects.create(
        certificate=certificate, sheet=sheet, file=stored, sha256=sha256(pdf).hexdigest(), drawn_at=timezone.now()
    )
