"""Marking people present: by the code in the room, by the trainer's list; and taking a mark back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from trainings.models import Attendance, Booking, BookingState, How
from trainings.presence import is_late, refusal
from trainings.signals import presence_marked, presence_withdrawn


class NotMarkedPresent(Exception):  # noqa: N818 — it reads as the refusal it is
    """A mark was refused. `reason`: `no-place`, `cancelled` (the session), `early`, `over`, `reason` (a late one needs one)."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def mark_present(
    booking: Booking, *, how: How, key: UUID, by: Any, marked_at: datetime, at: datetime, reason: str = ""
) -> tuple[Attendance, bool]:
    """Keeps that the person was there at `marked_at`; returns the mark that holds, and whether this call made it.

    Locks the booking. The same key again, or another mark while one holds, changes nothing and returns what is there, even where that was
    withdrawn: `attendance_key_taken_once` and `attendance_one_holds_per_booking` stand behind it. Raises NotMarkedPresent.
    """
    booking = Booking.objects.select_for_update(of=("self",)).select_related("session").get(pk=booking.pk)
    same = booking.attendances.filter(key=key).first() or booking.attendances.filter(withdrawn_at=None).first()
    if same:
        return same, False
    session = booking.session
    if booking.state != BookingState.BOOKED:
        raise NotMarkedPresent("no-place")
    if session.cancelled_at:
        raise NotMarkedPresent("cancelled")
    if why := refusal(session.starts_at, session.ends_at, marked_at=marked_at, by_list=how == How.LIST):
        raise NotMarkedPresent(why)
    late = is_late(session.starts_at, marked_at=marked_at)
    if late and not reason:
        raise NotMarkedPresent("reason")
    made = Attendance.objects.create(booking=booking, key=key, how=how, by=by, marked_at=marked_at, arrived_at=at, late=late, reason=reason)
    presence_marked.send(Attendance, attendance=made, at=at)
    return made, True


@transaction.atomic
def withdraw(booking: Booking, *, by: Any, at: datetime) -> bool:
    """Takes back the mark that holds, if one does; returns whether. Locks the mark; logged; a second call does nothing."""
    mark = Attendance.objects.select_for_update().filter(booking=booking, withdrawn_at=None).first()
    if mark is None:
        return False
    mark.withdrawn_at, mark.withdrawn_by = at, by
    mark.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log(booking.session, "trainings.withdraw_presence", user=by, data={"booking": booking.pk})
    presence_withdrawn.send(Attendance, attendance=mark, at=at)
    return True
