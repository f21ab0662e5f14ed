"""What the evidence has earned: the next period of a chain, and the pieces that carry it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from certificates.rules.chain import Stretch, resolve
from certificates.rules.facts import Evidence, Facts, Period
from certificates.rules.meeting import Met, meet
from certificates.rules.programme import Requirements, Rules


@dataclass(frozen=True)
class Way:
    """What leads to the next period on a day: the requirements, which evidence counts for them, whether it continues the one before."""

    requirements: Requirements
    counts: Callable[[Evidence], bool]
    continues: bool


def next_period(rules: Rules, facts: Facts, today: date) -> Period | None:
    """The period that is earned by what is known today, beginning with the first day on which everything required was met.

    None where nothing is earned: requirements open, or renewal not open yet. Once its period is appended, the same evidence earns
    nothing more.
    """
    known = facts.known(today)
    latest = _latest(known, today)
    evidence = known.unspent()
    for day in sorted({each.on for each in evidence}):
        way = way_on(rules, latest, day)
        if way is None:
            continue
        met = met_by(way, evidence, day)
        if not met.missing:
            return _period(rules, latest, way, met, day)
    return None


def begun_on(facts: Facts, today: date) -> date | None:
    """The day on which the next period was begun: that of the first evidence that counts for it. None where nothing does yet. [rule 12]"""
    known = facts.known(today)
    latest = _latest(known, today)
    if latest is None:
        return None
    counting = [each.on for each in known.unspent() if latest.period.revoked_on or latest.counts_from(each.on)]
    return min(counting, default=None)


def way_on(rules: Rules, latest: Stretch | None, day: date) -> Way | None:
    """The way to the next period for somebody who meets its last requirement on that day; None where nothing can be earned."""
    if latest is None or latest.period.revoked_on:
        return Way(rules.first, _any, continues=False)  # a new chain [rule 13]
    if latest.until is None or latest.grace_until is None or not latest.counts_from(day):
        return None
    if day < latest.grace_until:
        return Way(rules.to_renew, _since_window(latest), continues=rules.keeps_anniversary)  # [rule 4]
    if rules.renewal_after_lapse:
        return Way(rules.to_renew, _since_window(latest), continues=False)
    return Way(rules.first, _any, continues=False)  # [rule 5]


def met_by(way: Way, evidence: list[Evidence], day: date) -> Met:
    """How far that way is gone by a day."""
    return meet(way.requirements, filter(way.counts, evidence), day)


def _latest(known: Facts, today: date) -> Stretch | None:
    chain = resolve(known.periods, known.leaves, today)
    return chain[-1] if chain else None


def _any(_piece: Evidence) -> bool:
    return True


def _since_window(latest: Stretch) -> Callable[[Evidence], bool]:
    return lambda piece: latest.counts_from(piece.on)


def _period(rules: Rules, latest: Stretch | None, way: Way, met: Met, day: date) -> Period:
    """Continuing counts from the same anniversary; otherwise a new one begins on the day the last requirement was met. [rules 2, 4]"""
    before = latest.period if latest else None
    revoked_on = (before.revoked_on if before else None) or day
    starts_on = max(day, revoked_on)
    anniversary, months = (before.anniversary, before.term or 0) if way.continues and before else (starts_on, 0)
    return Period(
        met_on=day,
        known_on=max(starts_on, *(piece.known_on for piece in met.used)),
        anniversary=anniversary,
        term=months + rules.months if rules.months else None,
        window_days=rules.window_days,
        grace_days=rules.grace_days,
        continues=way.continues,
        starts_on=None if way.continues else starts_on,
        evidence=frozenset(piece.key for piece in met.used),
    )
