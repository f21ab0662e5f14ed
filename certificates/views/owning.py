"""A learner's own certificates: the page with both sheets, and the files."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import tasks
from certificates.access import visible_to
from certificates.credentials import MEDIA_TYPE
from certificates.days import day_of
from certificates.losing import note_lost
from certificates.models import Certificate, CertificateFile
from certificates.validity import validity_of, with_validity

SECONDS_TO_WAIT = 3


@require_safe
@login_required
def show(request: HttpRequest, serial: str) -> HttpResponse:
    """Both sheets, the state, and the address to share."""
    today = day_of(timezone.now())
    mine = with_validity(visible_to(request.user).select_related("credential", "superseded_by"), today)
    certificate = get_object_or_404(mine.prefetch_related("files", "detached_signatures"), serial=serial)
    context = {"certificate": certificate, "validity": validity_of(certificate, today), "sheets": CertificateFile.Sheet.choices}
    return render(request, "certificates/show.html", context)


@require_safe
@login_required
def file(request: HttpRequest, serial: str, sheet: str) -> HttpResponse:
    """The stored bytes of a sheet. Draws nothing, except where there is no worker to do it and it was never done.

    A file that the storage has lost is noticed here and drawn again.
    """
    certificate = get_object_or_404(visible_to(request.user), serial=serial)
    stored = _opened(certificate, sheet)
    if stored is None:
        waiting = render(request, "certificates/waiting.html", {"certificate": certificate}, status=202)
        waiting["Refresh"] = str(SECONDS_TO_WAIT)
        return waiting
    response = FileResponse(stored, as_attachment=True, filename=f"{serial}-{sheet}.pdf", content_type="application/pdf")
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _opened(certificate: Certificate, sheet: str) -> File | None:
    kept = certificate.files.filter(sheet=sheet, lost_at=None).first()
    try:
        return kept.file.open("rb") if kept else _drawn_here(certificate, sheet)
    except FileNotFoundError:
        note_lost(certificate, at=timezone.now())
        return _drawn_here(certificate, sheet)


def _drawn_here(certificate: Certificate, sheet: str) -> File | None:
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        return None
    tasks.draw.delay(certificate.pk)
    kept = certificate.files.filter(sheet=sheet, lost_at=None).first()
    return kept.file.open("rb") if kept else None


@require_safe
@login_required
def credential(request: HttpRequest, serial: str) -> HttpResponse:
    """The signed credential (Open Badges 3.0), for a wallet or an employer. There is none where nothing signs."""
    certificate = get_object_or_404(visible_to(request.user).exclude(credential=None).select_related("credential"), serial=serial)
    response = HttpResponse(certificate.credential.token, content_type=f"application/{MEDIA_TYPE}")
    response["Content-Disposition"] = f'attachment; filename="{serial}.jwt"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_required
def signature(request: HttpRequest, serial: str, pk: int) -> HttpResponse:
    """A detached signature over one of the sheets, as it was attached."""
    certificate = get_object_or_404(visible_to(request.user), serial=serial)
    kept = get_object_or_404(certificate.detached_signatures, pk=pk)
    name = f"{serial}-{kept.sheet}.pdf.p7s"
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=name, content_type="application/pkcs7-signature")
    response["Cache-Control"] = "private, no-store"
    return response
