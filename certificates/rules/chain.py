"""When the periods of a chain run: counted from their anniversary, moved by leaves, cut by what follows and by revocation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from certificates.rules.facts import Leave, Period
from certificates.rules.months import add_months

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """A period on the calendar. `until` and `grace_until` are exclusive; None where it never ends.

    `opens_on` is the day renewal opens; `opened_before` holds, for each leave that moved it, where it stood when that leave began.
    `moved` are the days by which leaves moved the chain since its anniversary.
    """

    period: Period
    start: date
    until: date | None
    opens_on: date | None
    grace_until: date | None
    moved: int = 0
    opened_before: tuple[tuple[Leave, date], ...] = ()

    @property
    def last_day(self) -> date | None:
        """The last valid day, as on paper. [rule 1]"""
        return self.until - DAY if self.until else None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def counts_from(self, day: date) -> bool:
        """Whether evidence of that day counts for renewing this period. [rule 6]

        A leave that moves the window away does not make worthless what is done during it: that is judged by the window as it stood
        when the leave began. [rule 10]
        """
        if self.opens_on is None:
            return False
        return day >= self.opens_on or any(leave.holds(day) and day >= opened for leave, opened in self.opened_before)


def resolve(periods: Sequence[Period], leaves: Sequence[Leave], today: date) -> list[Stretch]:
    """Each period of the chain, in order. A leave that has not ended yet has lasted until today, this day included."""
    found: list[Stretch] = []
    for period in periods:
        before = found[-1] if found else None
        stretch = _stretch(period, before, sorted(leaves, key=lambda each: each.start), today)
        if before is not None and (before.until is None or before.until > stretch.start):
            found[-1] = replace(before, until=stretch.start)
        found.append(_revoked(stretch))
    return found


def _stretch(period: Period, before: Stretch | None, leaves: Sequence[Leave], today: date) -> Stretch:
    start = before.until if period.continues and before and before.until else period.starts_on or period.met_on
    moved = before.moved if period.continues and before else 0
    if period.term is None and period.last_day is None:
        return Stretch(period, start, None, None, None, moved)
    last_day = period.last_day or add_months(period.anniversary, period.term or 0) + moved * DAY
    until = last_day + DAY
    # No window means: not before the end. [rule 3]
    opens_on = last_day - period.window_days * DAY if period.window_days else until
    stretch = Stretch(period, start, until, opens_on, until + period.grace_days * DAY, moved)
    for leave in leaves:
        stretch = _moved_by(stretch, leave, today)
    return stretch


def _moved_by(stretch: Stretch, leave: Leave, today: date) -> Stretch:
    """Window, end and grace moved by the days of a leave; begun in grace, it stops the grace alone. [rule 10]

    A window that was open when the leave began stays open.
    """
    assert stretch.until and stretch.opens_on and stretch.grace_until  # noqa: S101 — only periods that end are moved
    begin, end = max(leave.start, stretch.start), leave.until or max(today, leave.start) + DAY
    days = end - begin
    if days <= timedelta(0) or begin >= stretch.grace_until:
        return stretch
    if begin >= stretch.until:
        return replace(stretch, grace_until=stretch.grace_until + days)
    moves_window = begin < stretch.opens_on
    return replace(
        stretch,
        until=stretch.until + days,
        grace_until=stretch.grace_until + days,
        opens_on=stretch.opens_on + days if moves_window else stretch.opens_on,
        opened_before=(*stretch.opened_before, (leave, stretch.opens_on)) if moves_window else stretch.opened_before,
        moved=stretch.moved + days.days,
    )


def _revoked(stretch: Stretch) -> Stretch:
    """Revocation ends a period at once; there is nothing left to renew. [rule 13]"""
    revoked_on = stretch.period.revoked_on
    if revoked_on is None:
        return stretch
    until = revoked_on if stretch.until is None else min(stretch.until, revoked_on)
    return replace(stretch, until=max(until, stretch.start), opens_on=None, grace_until=None)
