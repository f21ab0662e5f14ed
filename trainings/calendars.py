"""Calendar files (iCalendar, RFC 5545). Pure: entries in, text out.

Times are written in UTC: a calendar shows them in its owner's zone, and no rule of a zone can be out of date in the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Qalqan//Trainings//KK"
REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One meeting in a person's calendar. `uid` stays the same for ever; `sequence` grows with every change that others must notice."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    text: str
    url: str
    status: str  # CONFIRMED, TENTATIVE (waiting for a place) or CANCELLED


def calendar_of(entries: Sequence[Entry], *, at: datetime, name: str = "") -> str:
    """The text of a file written at that instant. With a `name` it is a calendar to subscribe to, asked for again every hour."""
    from icalendar import Calendar  # a seventh of a second that only a process that writes calendars should pay

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return str(calendar.to_ical(), encoding="utf-8")


def _event(entry: Entry, at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.text)
    event.add("url", entry.url)
    event.add("status", entry.status)
    return event
