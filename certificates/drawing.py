"""Drawing the files of a certificate from its snapshot, signing and keeping them."""

import logging
from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from certificates import credentials, keys, rendering, signing
from certificates.designing import pictures_in
from certificates.listing import publish
from certificates.models import Certificate, CertificateFile, Credential, SigningCertificate, StatusList
from certificates.models.certificates import private_storage

Sheet = CertificateFile.Sheet
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Drawn:
    """A file as it goes out. `is_stamped`: with the hour attested by a time-stamp authority."""

    pdf: bytes
    signed_by: keys.Key | None = None
    is_stamped: bool = False


def draw_files(certificate_id: int) -> None:
    """Draws what is missing; when every sheet has its file, says so in `drawn_at`. A second call draws nothing.

    Drawing takes no lock: of two workers at once, one keeps nothing. Raises UnusableKey where the key's file cannot be read: the sweep
    tries again. A key that has ended signs nothing, and nobody waits for the next one: the file then goes out unsigned and says so.
    """
    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.erased_at:
        return
    key = _good_key()
    token = _token(certificate, key)
    kept = set(certificate.files.filter(lost_at=None).values_list("sheet", flat=True))
    pictures = pictures_in(certificate.facts.pictures)
    for sheet in Sheet.values:
        if sheet not in kept:
            _keep(certificate, sheet, _signed(rendering.draw(certificate.snapshot, sheet, token, pictures=pictures), key))
    Certificate.objects.filter(pk=certificate_id, drawn_at=None).update(drawn_at=timezone.now())


def _good_key() -> keys.Key | None:
    key = keys.current()
    if key is None or key.is_good_at(timezone.now()):
        return key
    logger.error("The key that signs certificates has ended: certificates are unsigned until SIGNING_KEY names another.")
    return None


def _token(certificate: Certificate, key: keys.Key | None) -> str:
    """The certificate's credential, signed once; empty where nothing signs. Its status list is published before it goes out."""
    known = Credential.objects.filter(certificate=certificate).first()
    if known or key is None:
        return known.token if known else ""
    facts, place = certificate.facts, {"status_list": certificate.status_list, "status_index": certificate.status_index}
    claims = credentials.credential(facts, issued_at=certificate.issued_at, **place)
    kid = credentials.key_address(facts.check_base, key.fingerprint)
    token = signing.sign_token(claims, key, kid=kid, kind=credentials.MEDIA_TYPE)
    if not StatusList.objects.filter(year=certificate.status_list).exists():
        publish(certificate.status_list, key=key, at=timezone.now())
    made = {"token": token, "signed_by": SigningCertificate.of(key), "made_at": timezone.now()}
    return Credential.objects.get_or_create(certificate=certificate, defaults=made)[0].token


def _signed(pdf: bytes, key: keys.Key | None) -> Drawn:
    if key is None:
        return Drawn(pdf)
    signed, is_stamped = signing.sign_pdf(pdf, key)
    return Drawn(signed, key, is_stamped)


@transaction.atomic
def _keep(certificate: Certificate, sheet: str, drawn: Drawn) -> None:
    """Stores one file and its row, unless the name was erased meanwhile. Locks the certificate's row.

    `certificate_file_once_per_sheet` holds it. A file without a row was left by a worker that died between the two: it gives way.
    Where a lost file came out as it was, byte for byte, its row is the one again.
    """
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if locked.erased_at or certificate.files.filter(sheet=sheet, lost_at=None).exists():
        return
    storage, name = private_storage(), f"certificates/{certificate.issued_at:%Y/%m}/{certificate.serial}-{sheet}.pdf"
    if storage.exists(name):
        storage.delete(name)
    stored, digest = storage.save(name, ContentFile(drawn.pdf)), sha256(drawn.pdf).hexdigest()
    if certificate.files.filter(sheet=sheet, sha256=digest).update(file=stored, lost_at=None):
        return
    CertificateFile.objects.create(
        certificate=certificate,
        sheet=sheet,
        file=stored,
        sha256=digest,
        drawn_at=timezone.now(),
        signed_by=SigningCertificate.of(drawn.signed_by) if drawn.signed_by else None,
        is_stamped=drawn.is_stamped,
    )
