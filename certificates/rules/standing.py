"""Where a person stands in a programme on a day: one state, since when and until when, why, and what is missing."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from certificates.rules.awarding import Way, met_by, way_on
from certificates.rules.chain import DAY, Stretch, resolve
from certificates.rules.facts import Facts
from certificates.rules.meeting import Missing
from certificates.rules.programme import Rules


class State(StrEnum):
    """The states of a certification. [rule 14]"""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    CERTIFIED = "certified"
    RENEWABLE = "renewable"
    IN_GRACE = "in_grace"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


# Why a state is what it is, each with the day that it speaks of.
Why = Literal[
    "nothing_yet",  # no evidence
    "begun",  # some evidence, not all
    "valid_until",  # the last valid day
    "never_expires",  # since that day
    "window_opens",  # the first day of renewal
    "window_open",  # since that day
    "renewed_until",  # the last valid day of the period that is already earned
    "ended",  # the last valid day that was
    "grace_until",  # the last day of grace
    "grace_ended",  # the last day of grace that was
    "on_leave",  # since that day
    "temporary_until",  # the last valid day of a temporary certification
    "temporary_ended",  # the last valid day of a temporary certification that was
    "revoked",  # on that day
]


@dataclass(frozen=True)
class Reason:
    """One thing to say, and the day that it speaks of."""

    why: Why
    day: date | None = None


@dataclass(frozen=True)
class Standing:
    """The answer. `missing` is what the next certification, or its renewal, still takes; `stretch` the period that it rests on."""

    state: State
    reasons: tuple[Reason, ...]
    missing: tuple[Missing, ...] = ()
    stretch: Stretch | None = field(default=None, compare=False)
    renews: bool = False


def stand(rules: Rules, facts: Facts, today: date) -> Standing:
    """Where somebody stands on that day, by what was known on it. Total: there is an answer for every day."""
    known = facts.known(today)
    chain = resolve(known.periods, known.leaves, today)
    grant = next((each for each in known.grants if each.holds(today)), None)
    current = next((each for each in reversed(chain) if each.start <= today), None)
    standing = _by_period(rules, known, chain, current, today) if current else _before_any(rules, known, today)
    if grant and standing.state not in (State.CERTIFIED, State.RENEWABLE, State.SUSPENDED, State.REVOKED):
        return Standing(State.CERTIFIED, (Reason("temporary_until", grant.until - DAY),), standing.missing)
    return standing


def _before_any(rules: Rules, known: Facts, today: date) -> Standing:
    """Nothing earned yet; a temporary certification that ended unmet leaves what was done. [rule 11]"""
    missing = _missing(Way(rules.first, lambda _piece: True, continues=False), known, today)
    ended = max((each.until for each in known.grants if each.until <= today), default=None)
    gone = (Reason("temporary_ended", ended - DAY),) if ended else ()
    if known.evidence or known.grants:
        return Standing(State.IN_PROGRESS, (Reason("begun"), *gone), missing)
    return Standing(State.NOT_STARTED, (Reason("nothing_yet"),), missing)


def _by_period(rules: Rules, known: Facts, chain: list[Stretch], current: Stretch, today: date) -> Standing:
    follows = current is not chain[-1]
    way = way_on(rules, chain[-1], today)
    missing = _missing(way, known, today) if way and not follows else ()
    if current.period.revoked_on and not follows:
        return Standing(State.REVOKED, (Reason("revoked", current.period.revoked_on),), missing, current)
    until, opens_on, grace_until = current.until, current.opens_on, current.grace_until
    if until is None:
        return Standing(State.CERTIFIED, (Reason("never_expires", current.start),), (), current)
    leave = next((each for each in known.leaves if each.holds(today)), None)
    if leave and today < (grace_until or until):
        end = Reason("valid_until" if leave.start < until else "ended", until - DAY)
        return Standing(State.SUSPENDED, (Reason("on_leave", leave.start), end), (), current)
    if follows:
        return Standing(State.CERTIFIED, (Reason("valid_until", until - DAY), *_renewed(chain[-1])), (), current)
    if today < until:
        last = Reason("valid_until", until - DAY)
        if opens_on is None or today < opens_on:
            opening = (Reason("window_opens", opens_on),) if opens_on and opens_on < until else ()
            return Standing(State.CERTIFIED, (last, *opening), (), current)
        return Standing(State.RENEWABLE, (last, Reason("window_open", opens_on)), missing, current, renews=True)
    ended = Reason("ended", until - DAY)
    if grace_until and today < grace_until:
        return Standing(State.IN_GRACE, (ended, Reason("grace_until", grace_until - DAY)), missing, current, renews=True)
    over = (Reason("grace_ended", grace_until - DAY),) if grace_until and grace_until > until else ()
    return Standing(State.LAPSED, (ended, *over), missing, current, renews=rules.renewal_after_lapse)


def _renewed(later: Stretch) -> tuple[Reason, ...]:
    return (Reason("renewed_until", later.last_day),) if later.last_day else (Reason("never_expires", later.start),)


def _missing(way: Way, known: Facts, today: date) -> tuple[Missing, ...]:
    return met_by(way, known.unspent(), today).missing
