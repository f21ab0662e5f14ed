"""What machines need to check a signature without asking us about anybody. For anyone, without an account; nothing here is personal."""

from typing import Any

from cryptography import x509
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from certificates import credentials
from certificates.keys import public_jwk
from certificates.models import Issuer, SigningCertificate, StatusList

AN_HOUR = "public, max-age=3600"


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """Every key that ever signed a certificate (RFC 7517): retired ones too, since what they signed is still to be checked."""
    return published(
        JsonResponse({"keys": [_jwk(row) for row in SigningCertificate.objects.all()]}, content_type="application/jwk-set+json")
    )


@require_safe
def key(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """One key as a JSON Web Key: what `kid` in a credential leads to."""
    row = get_object_or_404(SigningCertificate, fingerprint=fingerprint)
    return published(JsonResponse(_jwk(row), content_type="application/jwk+json"))


@require_safe
def key_certificate(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The certificate of one key, for whoever checks a PDF."""
    row = get_object_or_404(SigningCertificate, fingerprint=fingerprint)
    return published(HttpResponse(row.pem, content_type="application/x-pem-file"))


@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    """Who issues: what `issuer` in a credential leads to."""
    described = credentials.profile(_base(), Issuer.current().facts().name)
    return published(JsonResponse({"@context": credentials.CONTEXT, **described}))


@require_safe
def status_list(request: HttpRequest, year: int) -> HttpResponse:
    """The signed list of that year's certificates: a bit is set where one was revoked or replaced."""
    token = get_object_or_404(StatusList, year=year).token
    return published(HttpResponse(token, content_type=f"application/{credentials.MEDIA_TYPE}"))


def published(response: HttpResponse) -> HttpResponse:
    """May be kept for an hour, and read by scripts of other sites."""
    response["Cache-Control"] = AN_HOUR
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _jwk(row: SigningCertificate) -> dict[str, Any]:
    certificate = x509.load_pem_x509_certificate(row.pem.encode())
    return public_jwk(certificate, kid=credentials.key_address(_base(), row.fingerprint))


def _base() -> str:
    return settings.SITE_URL.rstrip("/")
