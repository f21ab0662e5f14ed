"""The check page for machines: the same facts as JSON, nothing that the page does not show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import credentials, limiting
from certificates.days import day_of
from certificates.models import CertificateFile
from certificates.statements import Found, found_by_code
from certificates.validity import validity_of
from certificates.views.checking import unlisted

# What stands beside the facts in the answer already, and what is looks, not facts.
LOOKS = {"layout": True, "logos": True}
NOT_FACTS = {
    "version": True,
    "serial": True,
    "code": True,
    "check_base": True,
    "design": LOOKS,
    "issuer": {"signatories": {"__all__": {"signature"}}},
}


@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """What is true of the certificate with this code. Two queries. Codes that nobody has are counted, and refused after too many."""
    found = found_by_code(code, day_of(timezone.now()))
    if found is None and not limiting.may_look_up(request):
        return _said({"status": "refused", "reason": "too many unknown codes"}, status=429)
    if found is None:
        return _said({"status": "unknown"}, status=404)
    return _said(described(found))


def described(found: Found) -> dict[str, Any]:
    """A certificate as the check page has it. `superseded_by` and `revoked` are null where they do not apply."""
    certificate, facts = found.certificate, found.certificate.facts
    validity = validity_of(certificate, day_of(timezone.now()))
    successor = getattr(certificate, "superseded_by", None)
    return {
        "serial": certificate.serial,
        "status": validity.state,
        "last_valid_day": validity.last_day.isoformat() if validity.last_day else None,
        "renewed_by": validity.renewed_by or None,
        "superseded_by": {"serial": successor.serial, "check": f"{facts.check_base}/c/{successor.code}"} if successor else None,
        "revoked": {"at": certificate.revoked_at.isoformat(), "reason": certificate.revoked_reason} if certificate.revoked_at else None,
        "name_erased": certificate.erased_at is not None,
        "facts": facts.model_dump(mode="json", exclude=NOT_FACTS),
        "files": [_file(file) for file in found.files],
        "detached_signature": {"attached_at": certificate.attached_at.isoformat(), "verified": False} if certificate.attached_at else None,
        "check": facts.check_url,
        "keys": f"{_base()}{reverse('trust:jwks')}",
        "status_list": {"address": credentials.list_address(_base(), certificate.status_list), "index": certificate.status_index},
    }


def _file(file: CertificateFile) -> dict[str, Any]:
    signed_by = None
    if key := file.signed_by:
        address = _base() + reverse("trust:key-certificate", args=[key.fingerprint])
        signed_by = {"subject": key.subject, "sha256": key.fingerprint, "certificate": address}
    return {
        "sheet": file.sheet,
        "sha256": file.sha256,
        "signed_by": signed_by,
        "time_stamped": file.is_stamped,
        "lost": file.lost_at is not None,
    }


def _base() -> str:
    return settings.SITE_URL.rstrip("/")


def _said(answered: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = unlisted(JsonResponse(answered, status=status, json_dumps_params={"ensure_ascii": False}))
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response
