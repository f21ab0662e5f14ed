"""The server's clock of an attempt. Pure: instants in, instants and answers out."""

from datetime import datetime, timedelta
from decimal import Decimal


def deadline(start: datetime, limit: timedelta | None, *, factor: Decimal = Decimal(1)) -> datetime | None:
    """When an attempt ends; None where there is no limit. `factor` is the person's accommodation: 1.5 is half as much time again."""
    if limit is None:
        return None
    seconds = Decimal(limit.days * 86400 + limit.seconds) * factor
    return start + timedelta(seconds=int(seconds))


def is_over(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether an answer that arrives now is late. The last instant still counts."""
    return deadline_at is not None and now > deadline_at


def seconds_left(deadline_at: datetime | None, now: datetime) -> int | None:
    """Whole seconds, never below zero."""
    if deadline_at is None:
        return None
    return max(0, int((deadline_at - now).total_seconds()))


def ended_at(deadline_at: datetime | None, now: datetime) -> datetime:
    """The instant at which an attempt that is finished now has ended: its deadline where that has gone by."""
    return deadline_at if deadline_at is not None and now > deadline_at else now
