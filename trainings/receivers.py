"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.erasing import GONE
from accounts.exporting import Known, rows
from accounts.signals import data_asked, person_erased
from trainings.booking import fill, locked, vacate
from trainings.models import OPEN, Attendance, Booking, CalendarFeed, PracticumResult, Resolution, StationMark


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


@receiver(data_asked)
def tell_where_they_were(person, **_kwargs):
    """Bookings, presence and signed practicums. Marks that are not signed off yet are nobody's but the assessors'."""
    mine = Booking.objects.filter(person=person)
    results = PracticumResult.objects.filter(booking__in=mine)
    return Known(
        "trainings",
        {
            "bookings": rows(
                mine,
                booking="key",
                title_kk="session__title_kk",
                title_ru="session__title_ru",
                starts_at="session__starts_at",
                venue_ru="session__venue__name_ru",
                state="state",
                made_at="made_at",
                promoted_at="promoted_at",
                cancelled_at="cancelled_at",
            ),
            "attendance": rows(
                Attendance.objects.filter(booking__in=mine),
                booking="booking__key",
                how="how",
                arrived_at="arrived_at",
                late="late",
                reason="reason",
                withdrawn_at="withdrawn_at",
            ),
            "practicum_results": rows(
                results, booking="booking__key", held_on="held_on", passed="passed", stations="stations", signed_at="signed_at"
            ),
            "practicum_words": rows(
                StationMark.objects.filter(booking__result__in=results).exclude(comment=""),
                booking="booking__key",
                station_ru="station__title_ru",
                comment="comment",
            ),
        },
    )
