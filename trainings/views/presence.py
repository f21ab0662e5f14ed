"""Checking in with one's own phone: the code in the room, then one button."""

from datetime import datetime
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from trainings.access import visible_to
from trainings.attending import NotMarkedPresent, mark_present
from trainings.codes import is_current
from trainings.models import BookingState, How, Session
from trainings.presence import SCAN_HOLDS, is_late

SCANS = "trainings_scans"
REFUSALS = {
    "no-place": gettext_lazy("You have no place in this session. Speak to the trainer."),
    "cancelled": gettext_lazy("This session was cancelled."),
    "early": gettext_lazy("It is too early: the doors open half an hour before the beginning."),
    "over": gettext_lazy("The session is over. Speak to the trainer."),
    "reason": gettext_lazy("Say why you are late."),
}


@never_cache
@require_GET
def scan(request, pk, code):
    """Where the code in the room leads; an old one is refused.

    That it was scanned in time is remembered in the browser's session, so that there is time to sign in.
    """
    found = get_object_or_404(Session, pk=pk)
    now = timezone.now()
    if not is_current(found.secret, code, now):
        return render(request, "trainings/stale.html", status=410)
    request.session[SCANS] = {**request.session.get(SCANS, {}), str(pk): now.isoformat()}
    return redirect("trainings:check-in", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check_in(request, pk):
    """GET says what stands in the way or shows one button; POST checks in."""
    found = get_object_or_404(Session.objects.select_related("venue"), pk=pk)
    context = {"session": found, "late": False, "error": ""}
    booking = visible_to(request.user).filter(session=found, state=BookingState.BOOKED).first()
    if booking is None:
        return render(request, "trainings/check_in.html", {**context, "error": REFUSALS["no-place"]}, status=403)
    context["present"] = booking.attendances.filter(withdrawn_at=None).first()
    scanned_at = _scanned_at(request, pk)
    context["scanned"] = scanned_at is not None
    context["late"] = scanned_at is not None and is_late(found.starts_at, marked_at=scanned_at)
    if request.method == "POST" and scanned_at and not context["present"]:
        reason = request.POST.get("reason", "").strip()[:500]
        facts = {"key": uuid4(), "by": request.user, "marked_at": scanned_at, "at": timezone.now(), "reason": reason}
        try:
            mark_present(booking, how=How.QR, **facts)
        except NotMarkedPresent as refusal:
            return render(request, "trainings/check_in.html", {**context, "error": REFUSALS[refusal.reason]}, status=422)
        return redirect("trainings:check-in", pk)
    return render(request, "trainings/check_in.html", context)


def _scanned_at(request, pk) -> datetime | None:
    """When the code was scanned in this browser, as long as that holds."""
    kept = request.session.get(SCANS, {}).get(str(pk))
    at = datetime.fromisoformat(kept) if kept else None
    return at if at and timezone.now() - at <= SCAN_HOLDS else None
