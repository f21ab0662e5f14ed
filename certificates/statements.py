"""The statements of the check page and of whoever finishes a course, written out: composing them cost twice the rest of the page, and on a
deadline's last evening everybody finishes at once.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from certificates.models import Certificate, CertificateFile, Certification, CourseDesign, DesignVersion, Leave, Period, SigningCertificate
from courses.statements import instant

CERTIFICATE = """
    SELECT c.*, s.serial AS successor_serial, s.code AS successor_code, d.attached_at AS attached_at,
        p.id AS period_key, p.valid_from AS first_day, p.valid_until AS until, p.grace_until AS grace,
        EXISTS (
            SELECT 1 FROM certificates_leave l
            WHERE l.certification_id = p.certification_id AND l.start <= %s AND (l.until IS NULL OR l.until > %s)
        ) AS on_leave,
        (
            SELECT r.serial FROM certificates_period n LEFT JOIN certificates_certificate r ON r.id = n.certificate_id
            WHERE n.certification_id = p.certification_id AND n.number > p.number ORDER BY n.number LIMIT 1
        ) AS renewed_by
    FROM certificates_certificate c
    LEFT JOIN certificates_certificate s ON s.supersedes_id = c.id
    LEFT JOIN certificates_period p ON p.certificate_id = c.id
    LEFT JOIN certificates_detachedsignature d ON d.certificate_id = c.id AND NOT EXISTS (
        SELECT 1 FROM certificates_detachedsignature e WHERE e.certificate_id = c.id AND e.attached_at > d.attached_at
    )
    WHERE c.code = %s
"""
FILES = """
    SELECT f.*, k.fingerprint AS fingerprint, k.subject AS subject
    FROM certificates_certificatefile f
    LEFT JOIN certificates_signingcertificate k ON k.id = f.signed_by_id
    WHERE f.certificate_id = %s
    ORDER BY f.sheet DESC, f.drawn_at DESC
"""
RECORDED = [field for field in Certificate._meta.concrete_fields if not field.primary_key]
RECORD = f"""
    INSERT INTO certificates_certificate ({", ".join(field.column for field in RECORDED)})
    VALUES ({", ".join(["%s"] * len(RECORDED))})
    ON CONFLICT DO NOTHING
    RETURNING id
"""  # noqa: S608 — names of columns
CERTIFICATIONS = "SELECT * FROM certificates_certification WHERE person_id = %s ORDER BY id"
DESIGN = """
    SELECT v.* FROM certificates_designversion v
    JOIN certificates_design d ON d.id = v.design_id
    WHERE d.is_default OR d.id = COALESCE(%s, (SELECT design_id FROM certificates_coursedesign WHERE course_id = %s))
    ORDER BY d.is_default, v.number DESC
    LIMIT 1
"""
START = Leave._meta.get_field("start")

COURSE = CourseDesign._meta.get_field("course")


@dataclass(frozen=True)
class Found:
    """A certificate with its successor, its period, `on_leave`, `renewed_by` and `attached_at` (of its latest detached signature); and its
    files with their keys, the latest of each sheet first.
    """

    certificate: Certificate
    files: list[CertificateFile]


def found_by_code(code: str, today: date) -> Found | None:
    """The certificate with that code, as `certificates.validity.validity_of` reads it too. Two queries."""
    day = START.get_db_prep_value(today, connection)
    certificate = next(iter(Certificate.objects.raw(CERTIFICATE, [day, day, code])), None)
    if certificate is None:
        return None
    successor = [certificate.successor_serial, certificate.successor_code]
    period = [certificate.period_key, certificate.first_day, certificate.until, certificate.grace]
    _give(certificate, "superseded_by", Certificate, ["serial", "code"], successor)
    _give(certificate, "period", Period, ["id", "valid_from", "valid_until", "grace_until"], period)
    certificate.attached_at = instant(certificate.attached_at)
    return Found(certificate, _files(certificate))


def _give(certificate: Certificate, name: str, model: type[Model], names: list[str], values: list[Any]) -> None:
    """What points to the certificate, made of these columns; that there is none, where the first is empty."""
    row = model.from_db(certificate._state.db, names, values) if values[0] else None
    Certificate._meta.get_field(name).set_cached_value(certificate, row)


def _files(certificate: Certificate) -> list[CertificateFile]:
    files = list(CertificateFile.objects.raw(FILES, [certificate.pk]))
    for file in files:
        if file.signed_by_id:
            key = [file.signed_by_id, file.fingerprint, file.subject]
            file.signed_by = SigningCertificate.from_db(file._state.db, ["id", "fingerprint", "subject"], key)
    return files


def certifications_of(person_id: int) -> list[Certification]:
    """Everything that a person is in, in the order in which it is locked."""
    return list(Certification.objects.raw(CERTIFICATIONS, [person_id]))


def design_of(*, chosen: int | None = None, course_id: UUID | None = None) -> DesignVersion | None:
    """The latest version of the chosen design (by its id), or of the one that the course chose; else of the default one.

    Its own comes first where that is not the default one.
    """
    parameters = [chosen, COURSE.get_db_prep_value(course_id, connection)]
    return next(iter(DesignVersion.objects.raw(DESIGN, parameters)), None)


def record(certificate: Certificate) -> bool:
    """Writes a new certificate; False where a constraint lets nothing in. The transaction goes on in either case."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD, [field.get_db_prep_save(getattr(certificate, field.attname), connection) for field in RECORDED])
        written = cursor.fetchone()
    if written:
        (certificate.pk,), certificate._state.adding, certificate._state.db = written, False, connection.alias
    return bool(written)
