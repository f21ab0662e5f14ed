"""Certificates as records, the files drawn from them, and the issuer that stands on them."""

from certificates.models.certificates import Certificate, CertificateFile
from certificates.models.credentials import Credential, StatusList
from certificates.models.detached import DetachedSignature
from certificates.models.issuers import Issuer, Signatory
from certificates.models.keys import SigningCertificate
from certificates.models.reviews import CertificateReview

__all__ = [
    "Certificate",
    "CertificateFile",
    "CertificateReview",
    "Credential",
    "DetachedSignature",
    "Issuer",
    "Signatory",
    "SigningCertificate",
    "StatusList",
]
