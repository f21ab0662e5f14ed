"""Certificates as records, the files drawn from them and the keys that sign; programmes, and the people who are certified by them."""

from certificates.models.certificates import Certificate, CertificateFile
from certificates.models.certifications import Certification, Evidence, Grant, Leave, Period, PeriodEvidence
from certificates.models.credentials import Credential, StatusList
from certificates.models.detached import DetachedSignature
from certificates.models.issuers import Issuer, Signatory
from certificates.models.keys import SigningCertificate
from certificates.models.programmes import Programme, ProgrammeVersion
from certificates.models.reviews import CertificateReview

__all__ = [
    "Certificate",
    "CertificateFile",
    "CertificateReview",
    "Certification",
    "Credential",
    "DetachedSignature",
    "Evidence",
    "Grant",
    "Issuer",
    "Leave",
    "Period",
    "PeriodEvidence",
    "Programme",
    "ProgrammeVersion",
    "Signatory",
    "SigningCertificate",
    "StatusList",
]
