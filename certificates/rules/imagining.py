"""Somebody invented, or somebody real with what they might do: a list of events becomes the facts that they would have led to by a day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from certificates.rules.awarding import next_period
from certificates.rules.chain import resolve
from certificates.rules.changing import change, version_on, version_under
from certificates.rules.facts import Evidence, Facts, Grant, Kind, Leave, Period
from certificates.rules.programme import Rules
from certificates.rules.standing import Standing, stand

What = Literal["course", "exam", "practicum", "training", "leave", "grant", "recognised", "revoked", "revoked_but_courses", "changed"]
KINDS: tuple[Kind, ...] = ("course", "exam", "practicum", "training")
DECISIONS = ("revoked", "revoked_but_courses", "changed")
Versions = Sequence[tuple[date, Rules]]


@dataclass(frozen=True)
class Event:
    """Something on a day. `ref` names a course or an exam; `until` is the second day of whatever has two.

    That is the day of signing off of a practicum, the day of return of a leave, the day after a temporary certification, the last valid day
    of a recognised certificate. «Changed» applies the version in force that day to the period that runs.
    """

    day: date
    what: What
    ref: str = ""
    until: date | None = None
    hours: int = 0


@dataclass(frozen=True)
class Somebody:
    """Where the imagining begins: in the programme since the day `began`, with what is known of them."""

    began: date
    facts: Facts = Facts()


def anybody(events: Iterable[Event], today: date) -> Somebody:
    """Somebody of whom nothing is known but the events: in the programme since the first thing they did."""
    return Somebody(min((each.day for each in events if each.what in KINDS), default=today))


def imagine(versions: Versions, somebody: Somebody, events: Sequence[Event], today: date) -> tuple[Rules, Facts]:
    """The facts by that day, and the rules that somebody is under then. `versions` are (in force from, rules) in order."""
    began, facts = somebody.began, _given(versions, somebody.facts, events)
    decisions = [each for each in events if each.what in DECISIONS and each.day <= today]
    for event in sorted(decisions, key=lambda each: each.day):
        facts = replay(versions, began, facts, event.day)
        if facts.periods:
            facts = replace(facts, periods=(*facts.periods[:-1], _decided(versions, facts, event)))
    facts = replay(versions, began, facts, today)
    return version_on(versions, began, facts, today), facts


def replay(versions: Versions, began: date, facts: Facts, today: date) -> Facts:
    """The facts with every period appended that they earned until that day, each on the day it could be known."""
    for day in sorted({each.known_on for each in facts.evidence if each.known_on <= today}):
        while period := next_period(version_on(versions, began, facts, day), facts, day):
            facts = replace(facts, periods=(*facts.periods, period))
    return facts


def turns(versions: Versions, somebody: Somebody, events: Sequence[Event]) -> list[tuple[date, Standing]]:
    """Every day on which the state, or the last valid day, becomes another, with where somebody stands from then on."""
    found: list[tuple[date, Standing]] = []
    for day in sorted(set(_days(versions, somebody, events))):
        standing = stand(*imagine(versions, somebody, events, day), day)
        if not found or _shape(found[-1][1]) != _shape(standing):
            found.append((day, standing))
    return found


def _shape(standing: Standing) -> tuple[object, ...]:
    return standing.state, standing.stretch and standing.stretch.last_day


def _days(versions: Versions, somebody: Somebody, events: Sequence[Event]) -> Iterator[date]:
    """Days on which something may begin: what happens, and the bounds of the chain as it stands after each of them."""
    given = _given(versions, somebody.facts, events)
    happening = {somebody.began, *(each.day for each in events)}
    happening |= {piece.known_on for piece in given.evidence} | {period.known_on for period in given.periods}
    happening |= {day for leave in given.leaves for day in (leave.start, leave.until) if day}
    happening |= {day for grant in given.grants for day in (grant.start, grant.until)}
    for day in happening:
        yield day
        facts = imagine(versions, somebody, events, day)[1]
        for stretch in resolve(facts.known(day).periods, facts.known(day).leaves, day):
            yield from filter(None, (stretch.start, stretch.until, stretch.opens_on, stretch.grace_until))


def _decided(versions: Versions, facts: Facts, event: Event) -> Period:
    """The last period after a decision about it."""
    last = facts.periods[-1]
    if event.what == "changed":
        stretch = resolve(facts.periods, facts.known(event.day).leaves, event.day)[-1]
        carried = [each.on for each in facts.evidence if each.key in last.evidence]
        earned_under = version_under(versions, min(carried, default=last.met_on))
        return change(stretch, version_under(versions, event.day), earned_under.months, event.day)
    courses = {each.key for each in facts.evidence if each.kind == "course" and event.what == "revoked_but_courses"}
    return replace(last, revoked_on=event.day, still_stands=frozenset(courses) & last.evidence)


def _given(versions: Versions, known: Facts, events: Iterable[Event]) -> Facts:
    """What is known, and what the events add to it."""
    rules = versions[0][1]
    evidence, periods, leaves, grants = list(known.evidence), list(known.periods), list(known.leaves), list(known.grants)
    for number, event in enumerate(events):
        if event.what == "leave":
            leaves.append(Leave(event.day, event.until))
        elif event.what == "grant" and event.until:
            grants.append(Grant(event.day, event.until))
        elif event.what == "recognised" and event.until and not periods:
            span = (event.day, event.day, event.until, 0, rules.window_days, rules.grace_days)
            periods.append(Period(*span, starts_on=event.day, last_day=event.until))
        elif event.what in KINDS:
            evidence.append(Evidence(f"imagined-{number}", event.what, event.ref, event.day, event.hours, event.until))
    return Facts(tuple(evidence), tuple(periods), tuple(leaves), tuple(grants))
