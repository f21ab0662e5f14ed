"""Giving and taking the address of a person's calendar."""

from datetime import datetime
from typing import Any

from trainings.models import CalendarFeed
from trainings.models.calendars import new_secret


def open_feed(person: Any, *, at: datetime) -> CalendarFeed:
    """A new address; one there was before ends with it."""
    feed, _made = CalendarFeed.objects.update_or_create(person=person, defaults={"secret": new_secret(), "made_at": at})
    return feed


def close_feed(person: Any) -> None:
    """Ends the address, if there is one."""
    CalendarFeed.objects.filter(person=person).delete()
