"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.erasing import GONE
from accounts.signals import person_erased
from trainings.booking import fill, locked, vacate
from trainings.models import OPEN, Attendance, Booking, CalendarFeed, Resolution, StationMark


@receiver(person_erased)
def forget_trainings(person, at, **_kwargs):
    """Places of sessions to come go to the next; what was attended stays, without the words about it."""
    mine = Booking.objects.filter(person=person)
    for booking in mine.filter(state__in=OPEN, session__starts_at__gt=at).select_related("session").order_by("session"):
        session = locked(booking.session)
        vacate(booking, at=at)
        fill(session, at=at)
    Attendance.objects.filter(booking__in=mine).exclude(reason="").update(reason=GONE)
    StationMark.objects.filter(booking__in=mine).update(comment="")
    Resolution.objects.filter(booking__in=mine).update(reason=GONE)
    CalendarFeed.objects.filter(person=person).delete()
