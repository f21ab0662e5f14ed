"""Somebody invented: a list of events becomes the facts that they would have led to by a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from certificates.rules.awarding import replay
from certificates.rules.chain import resolve
from certificates.rules.changing import change
from certificates.rules.facts import Evidence, Facts, Grant, Kind, Leave, Period
from certificates.rules.programme import Rules

What = Literal["course", "exam", "practicum", "training", "leave", "grant", "recognised", "revoked", "revoked_but_courses", "changed"]
KINDS: tuple[Kind, ...] = ("course", "exam", "practicum", "training")


@dataclass(frozen=True)
class Event:
    """Something on a day. `ref` names a course or, of a change, the new version; `until` is the second day of whatever has two.

    That is the day of signing off of a practicum, the day of return of a leave, the day after a temporary certification, the last valid day
    of a recognised certificate.
    """

    day: date
    what: What
    ref: str = ""
    until: date | None = None
    hours: int = 0


def imagine(rules: Rules, events: Sequence[Event], today: date, versions: Mapping[str, Rules] | None = None) -> tuple[Rules, Facts]:
    """The facts by that day, and the rules that somebody is under then."""
    facts = _given(rules, events)
    decisions = [each for each in events if each.what in ("revoked", "revoked_but_courses", "changed") and each.day <= today]
    for event in sorted(decisions, key=lambda each: each.day):
        facts = replay(rules, facts, event.day)
        if not facts.periods:
            continue
        last = facts.periods[-1]
        if event.what == "changed":
            new = (versions or {})[event.ref]
            stretch = resolve(facts.periods, facts.known(event.day).leaves, event.day)[-1]
            last, rules = change(stretch, new, rules.months, event.day), new
        else:
            courses = {each.key for each in facts.evidence if each.kind == "course" and event.what == "revoked_but_courses"}
            last = replace(last, revoked_on=event.day, still_stands=frozenset(courses) & last.evidence)
        facts = replace(facts, periods=(*facts.periods[:-1], last))
    return rules, replay(rules, facts, today)


def _given(rules: Rules, events: Iterable[Event]) -> Facts:
    evidence, periods, leaves, grants = [], [], [], []
    for number, event in enumerate(events):
        if event.what == "leave":
            leaves.append(Leave(event.day, event.until))
        elif event.what == "grant" and event.until:
            grants.append(Grant(event.day, event.until))
        elif event.what == "recognised" and event.until:
            span = (event.day, event.day, event.until, 0, rules.window_days, rules.grace_days)
            periods.append(Period(*span, starts_on=event.day, last_day=event.until))
        elif event.what in KINDS:
            evidence.append(Evidence(str(number), event.what, event.ref, event.day, event.hours, event.until))
    return Facts(tuple(evidence), tuple(periods), tuple(leaves), tuple(grants))
