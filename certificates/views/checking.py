"""Checking a certificate: from its QR, or by typing its number or code. For anyone, without an account."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates import limiting, wording
from certificates.days import day_of
from certificates.models import Certificate, CertificateFile
from certificates.serials import parse
from certificates.snapshot import LANGUAGES, Snapshot, words
from certificates.statements import found_by_code
from certificates.validity import validity_of

NAMES = dict(settings.LANGUAGES)


@require_safe
def open_code(request: HttpRequest, code: str) -> HttpResponse:
    """The address in the QR: on to the check page in the visitor's language (cookie, then browser, then Kazakh).

    A program that asks for JSON is led to the answer for machines.
    """
    wanted = request.get_preferred_type(["text/html", "application/json"])
    response = redirect("certificate-answer" if wanted == "application/json" else "certificates:check", code)
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """What is true of the certificate with this code: its state in words and every fact that the paper shows. Two queries."""
    today = day_of(timezone.now())
    found = found_by_code(code, today)
    if found is None and not limiting.may_look_up(request):
        return _refused(request)
    if found is None:
        return _unknown(request, status=404)
    context = {
        "certificate": found.certificate,
        "validity": validity_of(found.certificate, today),
        "successor": getattr(found.certificate, "superseded_by", None),
        "sections": sections(found.certificate.facts, get_language() or LANGUAGES[0]),
        "files": found.files,
        "signatures": _signatures(file for file in found.files if not file.lost_at),
        "hashes": " ".join(file.sha256 for file in found.files),
    }
    return unlisted(render(request, "certificates/check.html", context))


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The form for a number or a code, and the way from what was typed to the check page."""
    typed = request.GET.get("number", "").strip()
    if not typed:
        return unlisted(render(request, "certificates/find.html"))
    if not limiting.may_look_up(request):
        return _refused(request, typed=typed)
    serial = parse(typed)
    code = typed.rstrip("/").rsplit("/", 1)[-1]
    known = Certificate.objects.filter(**({"serial": serial} if serial else {"code": code})).values_list("code", flat=True).first()
    if known is None:
        return _unknown(request, status=404, typed=typed)
    return redirect("certificates:check", known)


def sections(facts: Snapshot, language: str) -> list[dict]:
    """The printed facts, language by language, the page's own first: texts as the papers have them, in their words."""
    return [_section(facts, code) for code in sorted(LANGUAGES, key=lambda code: code != language)]


def _signatures(files: Iterable[CertificateFile]) -> list[dict]:
    """Files that were signed alike stand together: nearly always both."""
    alike = groupby(files, key=lambda file: (file.signed_by, file.is_stamped))
    return [
        {"key": key, "is_stamped": is_stamped, "sheets": ", ".join(file.get_sheet_display() for file in same)}
        for (key, is_stamped), same in alike
    ]


def _section(facts: Snapshot, language: str) -> dict:
    design = facts.design
    named = [
        (wording.DOCUMENT[language], design.heading.get(language, "")),
        (wording.HOLDER[language], facts.full_name if language != "en" else facts.latin_name or facts.full_name),
        (wording.CONFIRMS[language], design.sentence.get(language, "")),
        (wording.TITLE[facts.kind][language], words(facts.title, language)),
        *((line.label, line.value) for line in wording.facts(facts, language)),
        (wording.ISSUER[language], words(facts.issuer.name, language)),
        *((words(who.role, language), words(who.name, language)) for who in facts.issuer.signatories),
        (wording.NOTE[language], wording.note(facts, language)),
        (wording.BASIS[language], words(facts.issuer.basis, language)),
    ]
    return {"language": language, "name": NAMES[language], "lines": [wording.Line(label, value) for label, value in named if value]}


def _refused(request: HttpRequest, *, typed: str = "") -> HttpResponse:
    return unlisted(render(request, "certificates/find.html", {"typed": typed, "too_often": True}, status=429))


def _unknown(request: HttpRequest, *, status: int, typed: str = "") -> HttpResponse:
    return unlisted(render(request, "certificates/unknown.html", {"typed": typed}, status=status))


def unlisted(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and a code in the address is nobody else's business."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
