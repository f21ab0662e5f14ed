"""Signing by the platform's key: a drawn sheet (PAdES) and a credential (JWT). Knows no model.

Loaded only where something is drawn: pyHanko is large.
"""

import json
import logging
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from io import BytesIO
from typing import Any

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.keys import ALGORITHM, Key

FIELD = "Qalqan"
DIGEST = "sha256"
ROOM = 2048  # octets kept for the signature besides its certificates
ROOM_FOR_STAMP = 12288
STAMP_PATIENCE = 5  # seconds
logger = logging.getLogger(__name__)


class PlatformSigner(Signer):
    """pyHanko's view of a key: it asks for raw signatures and gets them, wherever the key is."""

    def __init__(self, key: Key):
        self._key = key
        registry = SimpleCertificateStore()
        registry.register_multiple(map(_asn1, key.chain))
        super().__init__(signing_cert=_asn1(key.certificate), cert_registry=registry)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str = DIGEST, dry_run: bool = False) -> bytes:
        return self._key.sign(data)


def sign_pdf(pdf: bytes, key: Key) -> tuple[bytes, bool]:
    """The file with an invisible signature over all of it, and whether a time stamp is in it (PAdES B-T; without one B-B).

    It certifies: any later change is one too many. A time-stamp server that does not answer holds up nobody: there is none then.
    """
    stamper = _stamper(settings.TIMESTAMP_URL)
    if stamper:
        try:
            return _signed(pdf, key, stamper), True
        except (TimestampRequestError, OSError, ValueError) as problem:
            logger.warning("No time stamp from %s: %s", settings.TIMESTAMP_URL, problem)
    return _signed(pdf, key, None), False


def sign_token(claims: Mapping[str, Any], key: Key, *, kid: str, kind: str) -> str:
    """The claims as a signed JWT in compact form (RFC 7515): a few lines, since the key may be where no library can reach it.

    `kid` is where the public key is published, `kind` the media type less `application/`.
    """
    header = {"alg": ALGORITHM, "kid": kid, "typ": kind}
    signed = b".".join(_base64(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()) for part in (header, claims))
    return b".".join([signed, _base64(key.sign(signed))]).decode()


def _signed(pdf: bytes, key: Key, stamper: TimeStamper | None) -> bytes:
    described = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = PdfSigner(described, signer=_signer(key), timestamper=stamper, new_field_spec=SigFieldSpec(FIELD))
    room = ROOM + sum(len(each.public_bytes(Encoding.DER)) for each in (key.certificate, *key.chain)) + (ROOM_FOR_STAMP if stamper else 0)
    written = IncrementalPdfFileWriter(BytesIO(pdf))
    with ThreadPoolExecutor(1) as beside:  # pyHanko begins an event loop: in a thread of its own there is no other
        return beside.submit(signer.sign_pdf, written, bytes_reserved=room * 2).result().getvalue()  # two hexadecimal digits an octet


@lru_cache(maxsize=4)
def _signer(key: Key) -> PlatformSigner:
    return PlatformSigner(key)


def _stamper(url: str) -> TimeStamper | None:
    return HTTPTimeStamper(url, timeout=STAMP_PATIENCE) if url else None


def _base64(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")


def _asn1(certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
