"""Certificates as records, the files drawn from them and the keys that sign; programmes, and the people who are certified by them."""

from certificates.models.batches import Batch, BatchItem
from certificates.models.certificates import Certificate, CertificateFile
from certificates.models.certifications import Certification, Evidence, Grant, Leave, Period, PeriodEvidence
from certificates.models.credentials import Credential, StatusList
from certificates.models.designs import CourseDesign, Design, DesignPicture, DesignVersion, Picture
from certificates.models.detached import DetachedSignature
from certificates.models.issuers import Issuer, Signatory
from certificates.models.keys import SigningCertificate
from certificates.models.programmes import Application, Programme, ProgrammeVersion
from certificates.models.reviews import CertificateReview

__all__ = [
    "Application",
    "Batch",
    "BatchItem",
    "Certificate",
    "CertificateFile",
    "CertificateReview",
    "Certification",
    "CourseDesign",
    "Credential",
    "Design",
    "DesignPicture",
    "DesignVersion",
    "DetachedSignature",
    "Evidence",
    "Grant",
    "Issuer",
    "Leave",
    "Period",
    "PeriodEvidence",
    "Picture",
    "Programme",
    "ProgrammeVersion",
    "Signatory",
    "SigningCertificate",
    "StatusList",
]
