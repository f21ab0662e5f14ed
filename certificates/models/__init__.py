"""Certificates as records and the files drawn from them; programmes, and the people who are certified by them."""

from certificates.models.certificates import Certificate, CertificateFile
from certificates.models.certifications import Certification, Evidence, Grant, Leave, Period, PeriodEvidence
from certificates.models.issuers import Issuer, Signatory
from certificates.models.programmes import Programme, ProgrammeVersion
from certificates.models.reviews import CertificateReview

__all__ = [
    "Certificate",
    "CertificateFile",
    "CertificateReview",
    "Certification",
    "Evidence",
    "Grant",
    "Issuer",
    "Leave",
    "Period",
    "PeriodEvidence",
    "Programme",
    "ProgrammeVersion",
    "Signatory",
]
