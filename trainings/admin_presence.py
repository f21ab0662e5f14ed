"""Attendance at the desk: the room's screen with its changing code, and the trainer's list."""

from datetime import timedelta
from uuid import UUID, uuid4

import segno
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from notifications.posting import absolute
from trainings.admin_desk import OfOneSession
from trainings.attending import NotMarkedPresent, mark_present, withdraw
from trainings.codes import code_at, seconds_left
from trainings.models import Attendance, BookingState, How

LONGEST_WAIT = timedelta(days=7)  # that a mark may have waited on the trainer's device
REFUSALS = {
    "no-place": gettext_lazy("This person has no place in this session."),
    "cancelled": gettext_lazy("This session was cancelled."),
    "early": gettext_lazy("It is too early: people are marked from half an hour before the beginning."),
    "over": gettext_lazy("It is too late: the list closes a week after the end."),
    "reason": gettext_lazy("A late mark needs a reason."),
}


class Screen(OfOneSession, View):
    """The page for the room's screen. With `?part=code` only what changes: the code, how many are there, seconds to the next code."""

    def get(self, request, pk):
        now = timezone.now()
        address = absolute(reverse("trainings-scan", args=[self.session.pk, code_at(self.session.secret, now)]))
        picture = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=3, dark="#000", light="#fff")
        context = {
            "session": self.session,
            "picture": mark_safe(picture),  # noqa: S308 — drawn here from our own address
            "seconds": round(seconds_left(now), 1),
            "present": Attendance.objects.filter(booking__session=self.session, withdrawn_at=None).count(),
            "booked": self.session.bookings.filter(state=BookingState.BOOKED).count(),
        }
        part = request.GET.get("part") == "code"
        response = render(request, "trainings/admin/code.html" if part else "trainings/admin/screen.html", context)
        response["Cache-Control"] = "no-store"
        return response


class OfOneBooking(OfOneSession):
    """About one person in that session."""

    def booking(self):
        return get_object_or_404(self.session.bookings.select_related("session", "person"), pk=self.kwargs["booking"])

    def back(self):
        return redirect(reverse("trainings_desk", args=[self.session.pk]) + f"#booking-{self.kwargs['booking']}")


class MarkPresent(OfOneBooking, View):
    """The trainer's mark. Answers in JSON to the list that keeps marks until they arrive, else leads back to it."""

    def post(self, request, pk, booking):
        now = timezone.now()
        facts = {"key": _key(request.POST.get("key", "")), "reason": request.POST.get("reason", "").strip()[:500]}
        made_at = now - _age(request.POST.get("age", ""))
        try:
            mark, _made = mark_present(self.booking(), how=How.LIST, by=request.user, marked_at=made_at, at=now, **facts)
        except NotMarkedPresent as refusal:
            return self.answer({"refused": str(REFUSALS[refusal.reason])}, status=422)
        return self.answer({"marked": time_format(timezone.localtime(mark.marked_at)), "holds": mark.withdrawn_at is None})

    def answer(self, words, status=200):
        if self.request.accepts("text/html"):
            if "refused" in words:
                messages.error(self.request, words["refused"])
            return self.back()
        return JsonResponse(words, status=status)


class Withdraw(OfOneBooking, View):
    """Takes a mark back."""

    def post(self, request, pk, booking):
        if withdraw(self.booking(), by=request.user, at=timezone.now()):
            messages.success(request, _("The mark was taken back."))
        return self.back()


def _key(text: str) -> UUID:
    """The device's key for this mark; a new one where there is none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _age(text: str) -> timedelta:
    """How long ago the mark was made, by the device's stopwatch: seconds, at most a week."""
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return min(timedelta(seconds=seconds), LONGEST_WAIT)
