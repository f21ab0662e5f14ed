"""Calendar files: of one booking, and a person's own calendar to subscribe to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST, require_safe

from trainings.access import visible_to
from trainings.browsing import calendar
from trainings.calendars import calendar_of
from trainings.entering import entry_of, file_of
from trainings.feeding import close_feed, open_feed
from trainings.models import CalendarFeed


@require_GET
@login_required
def file(request, key):
    """The calendar file of one booking."""
    booking = get_object_or_404(visible_to(request.user).select_related("session__venue"), key=key)
    return _calendar(file_of(booking, request.user.language, at=timezone.now()), "session.ics")


@require_safe
def feed(request, secret):
    """The calendar of whoever has this address: calendars ask for it without signing in. Two queries."""
    person = get_object_or_404(CalendarFeed.objects.select_related("person"), secret=secret, person__is_active=True).person
    now = timezone.now()
    entries = [entry_of(booking, person.language) for booking in calendar(person, at=now)]
    with override(person.language):
        name = _("Qalqan: my sessions")
    return _calendar(calendar_of(entries, at=now, name=name), "qalqan.ics")


@require_POST
@login_required
def open_here(request):
    """A new address; the old one, if there was one, leads nowhere from now on."""
    open_feed(request.user, at=timezone.now())
    messages.success(request, _("Your calendar has a new address."))
    return redirect("trainings:sessions")


@require_POST
@login_required
def close_here(request):
    """No address any more."""
    close_feed(request.user)
    messages.success(request, _("The address of your calendar leads nowhere any more."))
    return redirect("trainings:sessions")


def _calendar(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
