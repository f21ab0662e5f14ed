"""Bookings as entries of a calendar."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from notifications.posting import absolute
from trainings.calendars import Entry, calendar_of
from trainings.models import Booking, BookingState


def entry_of(booking: Booking, language: str) -> Entry:
    """One booking in the words of that language."""
    session = booking.session
    with override(language):
        if session.cancelled_at or booking.state == BookingState.CANCELLED:
            status, text = "CANCELLED", session.cancelled_reason
        elif booking.state == BookingState.WAITING:
            status, text = "TENTATIVE", _("You are on the waiting list.")
        else:
            status, text = "CONFIRMED", _("You have a place.")
        return Entry(
            uid=f"{booking.key}@{urlsplit(settings.SITE_URL).hostname}",
            sequence=session.changes + (booking.promoted_at is not None) + (booking.cancelled_at is not None),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=session.title(),
            place=session.where(),
            text=text,
            url=address_of(session),
            status=status,
        )


def address_of(session) -> str:
    """The session's page, as an address that works in a letter."""
    return absolute(reverse("trainings:session", args=[session.pk]))


def file_of(booking: Booking, language: str, *, at: datetime) -> str:
    """The calendar file of one booking."""
    return calendar_of([entry_of(booking, language)], at=at)
