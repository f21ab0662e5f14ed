"""Taking a place, waiting for one, giving it up. The queue moves by itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from trainings.announcing import announce
from trainings.models import OPEN, Booking, BookingState, Session


class NotBooked(Exception):  # noqa: N818 — it reads as the refusal it is
    """A booking was refused or cannot be given up any more. `reason`: `cancelled` (the session), `begun`."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def locked(session: Session) -> Session:
    """The session as it is now, with its row locked until the transaction ends: everything about its places goes through here."""
    return Session.objects.select_for_update(of=("self",)).select_related("venue").get(pk=session.pk)


@transaction.atomic
def book(session: Session, person: Any, *, at: datetime) -> Booking:
    """A place for that person, or the end of the queue where all are taken.

    Locks the session, so that of two people who want the last place one waits; `booking_one_open_per_person_and_session` stands behind it.
    A second call returns the booking that is there. Raises NotBooked.
    """
    session = locked(session)
    _require_open(session, at)
    if known := session.bookings.filter(person=person, state__in=OPEN).first():
        return known
    full = session.bookings.filter(state=BookingState.BOOKED).count() >= session.capacity
    state = BookingState.WAITING if full else BookingState.BOOKED
    booking = Booking.objects.create(session=session, person=person, state=state, made_at=at)
    announce(booking, state.value, at=at)
    return booking


@transaction.atomic
def give_up(booking: Booking, *, at: datetime) -> bool:
    """Gives the place, or the place in the queue, to the next; returns whether there was one to give.

    Locks the session; the row is changed by an UPDATE guarded by its state, so a second call does nothing. Raises NotBooked once the
    session has begun.
    """
    session = locked(booking.session)
    _require_open(session, at)
    if not vacate(booking, at=at):
        return False
    booking = Booking.objects.select_related("person").get(pk=booking.pk)
    booking.session = session
    announce(booking, "given-up", at=at)
    fill(session, at=at)
    return True


def vacate(booking: Booking, *, at: datetime) -> bool:
    """Frees the place, or the place in the queue; returns whether there was one. The caller holds the session's lock and fills it."""
    return bool(Booking.objects.filter(pk=booking.pk, state__in=OPEN).update(state=BookingState.CANCELLED, cancelled_at=at))


def fill(session: Session, *, at: datetime) -> int:
    """Gives free places to those who wait, in their order, and tells them; returns how many. The caller holds the session's lock."""
    free = session.capacity - session.bookings.filter(state=BookingState.BOOKED).count()
    waiting = session.bookings.filter(state=BookingState.WAITING).select_related("person").order_by("pk")
    promoted = list(waiting[: max(free, 0)])
    for booking in promoted:
        booking.session, booking.state, booking.promoted_at = session, BookingState.BOOKED, at
        booking.save(update_fields=["state", "promoted_at"])
        announce(booking, "promoted", at=at)
    return len(promoted)


def place_in_queue(booking: Booking) -> int:
    """How many wait up to and including this one; 1 is next."""
    return Booking.objects.filter(session=booking.session_id, state=BookingState.WAITING, pk__lte=booking.pk).count()


def _require_open(session: Session, at: datetime) -> None:
    if session.cancelled_at:
        raise NotBooked("cancelled")
    if at >= session.starts_at:
        raise NotBooked("begun")
