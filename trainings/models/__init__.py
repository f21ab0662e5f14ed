"""Where people meet, when, and who comes."""

from trainings.models.bookings import OPEN, Booking, BookingState
from trainings.models.calendars import CalendarFeed
from trainings.models.sessions import Kind, Session
from trainings.models.venues import Venue

__all__ = ["OPEN", "Booking", "BookingState", "CalendarFeed", "Kind", "Session", "Venue"]
