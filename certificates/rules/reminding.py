"""What somebody is to be told about the end of a certification: before it, when grace begins, when it has lapsed. Each once. [rule 15]"""

from dataclasses import dataclass
from datetime import date, timedelta

from certificates.rules.chain import Stretch, resolve
from certificates.rules.facts import Facts

MARKS = (7, 30, 90)  # days before the last valid day
GRACE, LAPSED = "grace", "lapsed"
TEMPORARY = "temporary-"  # and the mark
TEMPORARY_ENDED = "temporary-ended"
LATE = timedelta(days=30)  # what lapsed longer ago is no news any more


@dataclass(frozen=True)
class Reminder:
    """One thing to tell. `about` is how many days before the end at most, or grace, or lapsed, or the like of a temporary certification;
    `until` the day after the last valid one.

    The end belongs to it: where a leave moved the end, it is another thing to tell.
    """

    about: str
    until: date

    @property
    def key(self) -> str:
        return f"{self.about}:{self.until}"


def reminder_due(facts: Facts, today: date) -> Reminder | None:
    """What should have been told by that day; of the marks that have gone by, only the nearest to the end.

    Nothing for what never ends, was renewed or revoked, or stands still on leave. While a temporary certification carries somebody, its end
    is what counts.
    """
    known = facts.known(today)
    chain = resolve(known.periods, known.leaves, today)
    last = chain[-1] if chain else None
    return _of_period(known, last, today) or _of_grant(known, last, today)


def _of_period(known: Facts, last: Stretch | None, today: date) -> Reminder | None:
    if last is None or last.until is None or last.grace_until is None or today < last.start:
        return None
    if _stands_still(known, last, today):
        return None
    if today >= last.until and any(grant.holds(today) for grant in known.grants):
        return None
    about = _about(last, last.until, last.grace_until, today)
    return Reminder(about, last.until) if about else None


def _of_grant(known: Facts, last: Stretch | None, today: date) -> Reminder | None:
    """Of the temporary certification that ends last, where no period carries the person."""
    grant = max((each for each in known.grants if each.start <= today), key=lambda each: each.until, default=None)
    if grant is None or (last and not _is_over(known, last, today)):
        return None
    if today >= grant.until:
        return Reminder(TEMPORARY_ENDED, grant.until) if today < grant.until + LATE else None
    mark = _mark(grant.start, grant.until, today)
    return Reminder(TEMPORARY + mark, grant.until) if mark else None


def _is_over(known: Facts, last: Stretch, today: date) -> bool:
    """Whether the chain of periods came to its end by time alone."""
    if last.period.revoked_on or last.until is None or today < last.until:
        return False
    return not _stands_still(known, last, today)


def _stands_still(known: Facts, last: Stretch, today: date) -> bool:
    """Whether a leave stops the clock: one that begins after the lapse stops nothing."""
    return bool(last.grace_until and today < last.grace_until and any(leave.holds(today) for leave in known.leaves))


def _about(stretch: Stretch, until: date, grace_until: date, today: date) -> str:
    if today >= grace_until:
        return LAPSED if today < grace_until + LATE else ""
    if today >= until:
        return GRACE
    return _mark(stretch.start, until, today)


def _mark(start: date, until: date, today: date) -> str:
    """The nearest mark that has gone by; empty where there is none."""
    left, whole = (until - today).days - 1, (until - start).days
    # A period of a month is not announced to end when it has hardly begun.
    return next((str(mark) for mark in MARKS if left <= mark < whole / 2), "")
