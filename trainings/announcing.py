"""Telling people about their bookings: each event once, in the person's language, with the calendar file of what is still to come."""

from datetime import datetime

from django.utils.translation import gettext, gettext_noop, override

from notifications.telling import tell
from trainings.entering import address_of, file_of
from trainings.models import Booking

# Event: the letter's subject and first sentence.
WORDS = {
    "booked": (gettext_noop("You have a place: %(title)s"), gettext_noop("You have a place at this session.")),
    "waiting": (
        gettext_noop("You are on the waiting list: %(title)s"),
        gettext_noop(
            "All places are taken. You are on the waiting list: as soon as a place becomes free, it is yours and we write to you."
        ),
    ),
    "promoted": (
        gettext_noop("A place became free: %(title)s"),
        gettext_noop(
            "A place became free, and it is yours. If you cannot come, give it up on the page of the session: others are waiting."
        ),
    ),
    "given-up": (
        gettext_noop("You gave up your place: %(title)s"),
        gettext_noop("You gave up your place. You may book again as long as there are any."),
    ),
    "moved": (
        gettext_noop("Moved: %(title)s"),
        gettext_noop("Place or time of this session changed. Your booking stays. This is how it is now:"),
    ),
    "practicum-passed": (
        gettext_noop("Practicum passed: %(title)s"),
        gettext_noop("Your practicum is signed off: passed. What you were marked on stands on its page."),
    ),
    "practicum-not-passed": (
        gettext_noop("Practicum not passed yet: %(title)s"),
        gettext_noop(
            "Your practicum is signed off: not passed yet. Its page says what went well and what to practise. You may come again."
        ),
    ),
    "cancelled": (gettext_noop("Cancelled: %(title)s"), gettext_noop("This session will not take place.")),
}


def announce(booking: Booking, event: str, *, occasion: str = "", note: str = "", at: datetime) -> None:
    """Writes the letter about that event of `WORDS`, in the caller's transaction.

    `occasion` tells apart events that may happen again (the third move); `note` is what a person said about it.
    The booking comes with its person and its session with the venue.
    """
    person, session = booking.person, booking.session
    with override(person.language):
        subject, sentence = WORDS[event]
        context = {
            "subject": gettext(subject) % {"title": session.title()},
            "sentence": gettext(sentence),
            "note": note,
            "title": session.title(),
            "when": session.when(),
            "where": session.where(),
            "url": address_of(session),
        }
        over = session.ends_at <= at
        files = [] if over else [("session.ics", file_of(booking, person.language, at=at), "text/calendar")]
    tell(person, f"booking-{booking.pk}:{event}{occasion}", "trainings/mail/notice", at=at, context=context, files=files)
