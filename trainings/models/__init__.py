"""Where people meet, when, who comes, and how a practicum went."""

from trainings.models.attendance import Attendance, How
from trainings.models.bookings import OPEN, Booking, BookingState
from trainings.models.calendars import CalendarFeed
from trainings.models.practicum import PracticumResult, Resolution, StationMark
from trainings.models.sessions import Kind, Session
from trainings.models.stations import Station
from trainings.models.venues import Venue

__all__ = [
    "OPEN",
    "Attendance",
    "Booking",
    "BookingState",
    "CalendarFeed",
    "How",
    "Kind",
    "PracticumResult",
    "Resolution",
    "Session",
    "Station",
    "StationMark",
    "Venue",
]
