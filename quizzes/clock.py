"""The server's clock of an attempt. Pure: instants in, instants and answers out."""

from datetime import datetime, timedelta
from decimal import Decimal


def deadline(
    start: datetime, limit: timedelta | None, *, factor: Decimal = Decimal(1), closes_at: datetime | None = None
) -> datetime | None:
    """When an attempt ends; None where nothing ends it.

    `factor` is the person's accommodation: 1.5 is half as much time again. A quiz that closes ends every attempt then.
    """
    ends = []
    if limit is not None:
        seconds = Decimal(limit.days * 86400 + limit.seconds) * factor
        ends.append(start + timedelta(seconds=int(seconds)))
    if closes_at is not None:
        ends.append(closes_at)
    return min(ends, default=None)


def is_over(deadline_at: datetime | None, now: datetime) -> bool:
    """Whether the time has gone by. The last instant still counts."""
    return deadline_at is not None and now > deadline_at


def given_at(deadline_at: datetime | None, now: datetime, *, age: timedelta | None, grace: timedelta) -> datetime | None:
    """When an answer that arrives now was given, if it counts; None if it comes too late.

    Until the deadline the server's clock alone speaks. Then, for as long as the grace lasts, an answer still counts if it was given in time
    and only travelled late: `age` is how long it waited on the device, the difference of two readings of one clock, so that a wrong clock
    does no harm. What a device may claim is bounded by the grace.
    """
    if not is_over(deadline_at, now):
        return now
    if deadline_at is None or age is None or now > deadline_at + grace:
        return None
    given = now - max(age, timedelta(0))
    return given if given <= deadline_at else None


def seconds_left(deadline_at: datetime | None, now: datetime) -> int | None:
    """Whole seconds, never below zero."""
    if deadline_at is None:
        return None
    return max(0, int((deadline_at - now).total_seconds()))


def ended_at(deadline_at: datetime | None, now: datetime) -> datetime:
    """The instant at which an attempt that is finished now has ended: its deadline where that has gone by."""
    return deadline_at if deadline_at is not None and now > deadline_at else now
