"""When somebody may be marked present, and when a mark is late. Pure."""

from datetime import datetime, timedelta

DOORS = timedelta(minutes=30)  # before the beginning
PUNCTUAL = timedelta(minutes=15)  # after the beginning: later marks need a reason
LIST_STAYS = timedelta(days=7)  # after the end, for the trainer's list alone
ACADEMIC_HOUR = timedelta(minutes=45)
SCAN_HOLDS = timedelta(minutes=10)  # from scanning to confirming: signing in on a phone takes a while


def refusal(starts_at: datetime, ends_at: datetime, *, marked_at: datetime, by_list: bool) -> str:
    """Why a mark made then is not taken: `early`, `over`; "" where it is."""
    if marked_at < starts_at - DOORS:
        return "early"
    if marked_at > ends_at + (LIST_STAYS if by_list else timedelta(0)):
        return "over"
    return ""


def academic_hours(starts_at: datetime, ends_at: datetime) -> int:
    """Whole academic hours, of 45 minutes, between two instants."""
    return (ends_at - starts_at) // ACADEMIC_HOUR


def is_late(starts_at: datetime, *, marked_at: datetime) -> bool:
    return marked_at > starts_at + PUNCTUAL


def seconds_to_late(starts_at: datetime, *, now: datetime) -> int:
    """How long a mark made now needs no reason; 0 where it does."""
    return max(0, int((starts_at + PUNCTUAL - now).total_seconds()))
