"""What a learner sees of sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from trainings.models import OPEN, Booking, BookingState, Session

AT_ONCE = 100  # on one page
REMEMBERED = timedelta(days=90)  # what was is in a subscribed calendar for that long


@dataclass(frozen=True)
class Shown:
    """A session with what one person has to know of it."""

    session: Session
    booking: Booking | None
    free: int
    waiting: int

    @property
    def booked(self) -> bool:
        return self.booking is not None and self.booking.state == BookingState.BOOKED


def coming(person: Any, *, at: datetime, language: str = "", venue: int | None = None) -> list[Shown]:
    """Sessions that have not begun, the next first, with this person's bookings. Two queries."""
    sessions = _counted().filter(starts_at__gt=at, cancelled_at=None)
    if language:
        sessions = sessions.filter(language=language)
    if venue:
        sessions = sessions.filter(venue=venue)
    found = list(sessions[:AT_ONCE])
    mine = {booking.session_id: booking for booking in Booking.objects.filter(person=person, session__in=found, state__in=OPEN)}
    return [_shown(session, mine) for session in found]


def mine(person: Any, *, at: datetime) -> list[Booking]:
    """This person's open bookings of sessions that are not over, the next first. One query."""
    bookings = Booking.objects.filter(person=person, state__in=OPEN, session__ends_at__gt=at)
    return list(bookings.select_related("session__venue").order_by("session__starts_at", "pk"))


def calendar(person: Any, *, at: datetime) -> list[Booking]:
    """What belongs into this person's calendar: open bookings, also of what was cancelled, from `REMEMBERED` ago on. One query."""
    bookings = Booking.objects.filter(person=person, state__in=OPEN, session__ends_at__gt=at - REMEMBERED)
    return list(bookings.select_related("session__venue").order_by("session__starts_at", "pk"))


def look_at(session: int, person: Any) -> Shown | None:
    """One session as this person sees it; None if there is none. Two queries."""
    found = _counted().filter(pk=session).first()
    if found is None:
        return None
    bookings: Mapping[int, Booking] = {each.session_id: each for each in found.bookings.filter(person=person, state__in=OPEN)}
    return _shown(found, bookings)


def _counted():
    return Session.objects.select_related("venue", "trainer", "course").annotate(
        booked=Count("bookings", filter=Q(bookings__state=BookingState.BOOKED)),
        waiting=Count("bookings", filter=Q(bookings__state=BookingState.WAITING)),
    )


def _shown(session, bookings: Mapping[int, Booking]) -> Shown:
    return Shown(session, bookings.get(session.pk), max(session.capacity - session.booked, 0), session.waiting)
