"""Whether a person may start another attempt. Pure: numbers and instants in, a decision with its reason out."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Rules:
    """What a quiz says about when and how often it may be tried."""

    attempts_allowed: int | None
    pause: timedelta
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True)
class Admission:
    """Whether another attempt may start now; if not, why: `closed`, `no_attempts`, `not_open` or `pause`, the last two with when it may."""

    allowed: bool
    reason: str = ""
    opens_at: datetime | None = None


def admit(rules: Rules, *, finished: int, last_end: datetime | None, now: datetime) -> Admission:
    """Decides on a further attempt after `finished` earlier ones, the last of which ended at `last_end`."""
    if rules.closes_at is not None and now >= rules.closes_at:
        return Admission(False, "closed")
    if rules.attempts_allowed is not None and finished >= rules.attempts_allowed:
        return Admission(False, "no_attempts")
    if rules.opens_at is not None and now < rules.opens_at:
        return Admission(False, "not_open", rules.opens_at)
    if last_end is not None and now < last_end + rules.pause:
        return Admission(False, "pause", last_end + rules.pause)
    return Admission(True)
