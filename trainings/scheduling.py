"""Moving, cancelling and widening a session. Whoever has a booking or waits for one is told."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.log_actions import log

from trainings.announcing import announce
from trainings.booking import fill, locked
from trainings.models import OPEN, Booking, BookingState, Session, Venue


class NotScheduled(Exception):  # noqa: N818 — it reads as the refusal it is
    """A change was refused. `reason`: `cancelled` already, `over` (it has begun), `taken` (more places are taken than would be left)."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def audience(session: Session) -> QuerySet[Booking]:
    """The bookings whose people are told of a change: those with a place, then those who wait."""
    return session.bookings.filter(state__in=OPEN).select_related("person").order_by("state", "pk")


@transaction.atomic
def move(
    session: Session, *, venue: Venue, room: str, starts_at: datetime, ends_at: datetime, note: str = "", by: Any, at: datetime
) -> bool:
    """Gives the session another place or time and tells everybody with an open booking; returns whether anything changed.

    Locks the session. A second call with the same place and time changes and tells nothing. Raises NotScheduled.
    """
    session = _changeable(session, at)
    before = {"venue": session.venue_id, "room": session.room, "starts_at": session.starts_at, "ends_at": session.ends_at}
    if before == {"venue": venue.pk, "room": room, "starts_at": starts_at, "ends_at": ends_at}:
        return False
    session.venue, session.room, session.starts_at, session.ends_at = venue, room, starts_at, ends_at
    session.changes += 1
    session.save(update_fields=["venue", "room", "starts_at", "ends_at", "changes"])
    told = _announce(session, "moved", occasion=f"-{session.changes}", note=note, at=at)
    log(session, "trainings.move", user=by, data={"from": {key: str(value) for key, value in before.items()}, "told": told})
    return True


@transaction.atomic
def cancel(session: Session, *, reason: str, by: Any, at: datetime) -> bool:
    """Calls the session off and tells everybody with an open booking why; returns whether this call did it.

    Locks the session and updates it guarded by `cancelled_at=None`: a second call does nothing. Raises NotScheduled once it has begun.
    """
    session = locked(session)
    if session.cancelled_at:
        return False
    _changeable(session, at)
    Session.objects.filter(pk=session.pk, cancelled_at=None).update(cancelled_at=at, cancelled_reason=reason, changes=F("changes") + 1)
    session = locked(session)
    told = _announce(session, "cancelled", note=reason, at=at)
    log(session, "trainings.cancel", user=by, data={"reason": reason, "told": told})
    return True


@transaction.atomic
def resize(session: Session, *, capacity: int, at: datetime) -> int:
    """Sets the number of places; new ones go to those who wait. Returns how many got one.

    Locks the session. Raises NotScheduled(`taken`) where more people have a place than would be left.
    """
    session = locked(session)
    if capacity < session.bookings.filter(state=BookingState.BOOKED).count():
        raise NotScheduled("taken")
    session.capacity = capacity
    session.save(update_fields=["capacity"])
    return 0 if session.cancelled_at or at >= session.starts_at else fill(session, at=at)


def _changeable(session: Session, at: datetime) -> Session:
    session = locked(session)
    if session.cancelled_at:
        raise NotScheduled("cancelled")
    if at >= session.starts_at:
        raise NotScheduled("over")
    return session


def _announce(session: Session, event: str, *, at: datetime, **words: str) -> int:
    bookings = list(audience(session))
    for booking in bookings:
        booking.session = session
        announce(booking, event, at=at, **words)
    return len(bookings)
