"""What is known of one person in one programme: dated facts, appended and never rewritten."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Kind = Literal["course", "exam", "practicum", "training"]


@dataclass(frozen=True)
class Evidence:
    """Something met on a day. `known_on` is the day from which it may be counted: a practicum counts from the day it was held, once it
    is signed off. [rule 9] Whether it came in the programme's order does not matter any more: it exists. [rule 8]
    """

    key: str
    kind: Kind
    ref: str
    on: date
    hours: int = 0
    signed_on: date | None = None

    @property
    def known_on(self) -> date:
        return max(self.on, self.signed_on or self.on)


@dataclass(frozen=True)
class Leave:
    """From the first day of leave up to, not including, the day of return; None while nobody has returned. [rule 10]"""

    start: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Grant:
    """A temporary certification: the days from `start` up to, not including, `until`. [rule 11]"""

    start: date
    until: date

    def holds(self, day: date) -> bool:
        return self.start <= day < self.until


@dataclass(frozen=True)
class Period:
    """One link of the chain, as it was earned.

    `met_on` is the day the last requirement was met, `known_on` the day that was known. `continues`: it begins where the one before ends,
    and its end is counted from that one's `anniversary`; `term` are all months since then. `last_day` overrides the counted end.
    """

    met_on: date
    known_on: date
    anniversary: date
    term: int | None
    window_days: int = 0
    grace_days: int = 0
    continues: bool = False
    starts_on: date | None = None
    last_day: date | None = None
    evidence: frozenset[str] = frozenset()
    revoked_on: date | None = None
    still_stands: frozenset[str] = frozenset()

    @property
    def spent(self) -> frozenset[str]:
        """What carried this period serves no other, but for what a revocation left standing. [rules 6, 13]"""
        return self.evidence - self.still_stands if self.revoked_on else self.evidence


@dataclass(frozen=True)
class Facts:
    """Everything known of one person in one programme."""

    evidence: tuple[Evidence, ...] = ()
    periods: tuple[Period, ...] = ()
    leaves: tuple[Leave, ...] = ()
    grants: tuple[Grant, ...] = ()

    def known(self, day: date) -> "Facts":
        """What was known on that day."""
        return Facts(
            tuple(each for each in self.evidence if each.known_on <= day),
            tuple(_as_of(each, day) for each in self.periods if each.known_on <= day),
            tuple(each for each in self.leaves if each.start <= day),
            tuple(each for each in self.grants if each.start <= day),
        )

    def unspent(self) -> list[Evidence]:
        """Evidence that carried no period, the earliest first."""
        spent = frozenset[str]().union(*(period.spent for period in self.periods))
        return sorted((each for each in self.evidence if each.key not in spent), key=lambda each: (each.on, each.key))


def _as_of(period: Period, day: date) -> Period:
    """The period before a revocation that came later."""
    if period.revoked_on is None or period.revoked_on <= day:
        return period
    return replace(period, revoked_on=None, still_stands=frozenset())
