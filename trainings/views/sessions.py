"""Coming sessions, one of them, a place in it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.limiting import limited
from notifications.posting import absolute
from trainings.access import visible_to
from trainings.booking import NotBooked, book, give_up, place_in_queue
from trainings.browsing import coming, look_at, mine
from trainings.models import OPEN, BookingState, CalendarFeed, PracticumResult, Session, Venue

REFUSALS = {
    "cancelled": gettext_lazy("This session was cancelled."),
    "begun": gettext_lazy("This session has begun: places can no longer be booked or given up."),
}


@require_GET
@login_required
def sessions(request):
    """What is coming, by language and venue, and above it what this person has booked. Six queries, however many there are."""
    now = timezone.now()
    language = request.GET.get("language", "")
    venue = request.GET.get("venue", "")
    feed = CalendarFeed.objects.filter(person=request.user).first()
    context = {
        "sessions": coming(request.user, at=now, language=language, venue=_number(venue)),
        "mine": mine(request.user, at=now),
        "venues": Venue.objects.filter(is_open=True),
        "languages": settings.LANGUAGES,
        "language": language,
        "venue": venue,
        "feed_url": absolute(reverse("trainings-feed", args=[feed.secret])) if feed else "",
    }
    return render(request, "trainings/sessions.html", context)


def _number(text: str) -> int | None:
    """The number that was chosen; None for what is none of ours."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_GET
@login_required
def session(request, pk):
    """One session: facts, places, and one button. A cancelled one says so to whoever still has its address."""
    shown = look_at(pk, request.user)
    if shown is None:
        raise Http404
    queue = place_in_queue(shown.booking) if shown.booking and shown.booking.state == BookingState.WAITING else 0
    context = {
        "shown": shown,
        "session": shown.session,
        "queue": queue,
        "open": shown.session.starts_at > timezone.now(),
        "course": shown.session.course.editions.first() if shown.session.course else None,
        "present": shown.booking.attendances.filter(withdrawn_at=None).first() if shown.booked else None,
        "result": PracticumResult.objects.filter(booking=shown.booking).first() if shown.booked else None,
    }
    return render(request, "trainings/session.html", context)


@require_POST
@login_required
@limited("trainings.book", most=30)
def book_here(request, pk):
    """Books, or joins the queue."""
    found = get_object_or_404(Session, pk=pk)
    try:
        booking = book(found, request.user, at=timezone.now())
    except NotBooked as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    else:
        booked = booking.state == BookingState.BOOKED
        messages.success(request, _("You have a place.") if booked else _("You are on the waiting list."))
    return redirect("trainings:session", pk)


@require_POST
@login_required
def give_up_here(request, pk):
    """Gives the place, or the place in the queue, back."""
    booking = get_object_or_404(visible_to(request.user).select_related("session"), session=pk, state__in=OPEN)
    try:
        give_up(booking, at=timezone.now())
    except NotBooked as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    else:
        messages.success(request, _("You gave up your place."))
    return redirect("trainings:session", pk)
