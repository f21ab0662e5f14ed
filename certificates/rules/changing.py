"""A programme that changes: which version somebody is under, and what a change does to a period that already runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from certificates.rules.awarding import begun_on
from certificates.rules.chain import DAY, Stretch
from certificates.rules.facts import Facts, Period
from certificates.rules.months import add_months
from certificates.rules.programme import Rules

Version = TypeVar("Version")


def version_under(versions: Sequence[tuple[date, Version]], begun_on: date) -> Version:
    """Of (in force from, version) pairs in order, the one under which somebody stands who began on that day. [rule 12]

    Somebody half-way keeps what they began under; who began before there was any version is under the first.
    """
    return next((version for since, version in reversed(versions) if since <= begun_on), versions[0][1])


def version_on(versions: Sequence[tuple[date, Version]], began: date, facts: Facts, today: date) -> Version:
    """The version under which the next period is earned by somebody who came into the programme on the day `began`. [rule 12]"""
    since = (begun_on(facts, today) or today) if facts.known(today).periods else began
    return version_under(versions, since)


def change(stretch: Stretch, rules: Rules, months_before: int | None, today: date) -> Period:
    """An open period under changed rules, applied on purpose. It never ends in the past: today is the earliest last day. [rule 12]

    `months_before` is the validity it was earned under. An end that had to be put off becomes the anniversary that follows count from.
    """
    period = replace(stretch.period, window_days=rules.window_days, grace_days=rules.grace_days)
    if rules.months is None:
        return replace(period, term=None, last_day=None)
    term = rules.months if period.term is None else period.term - (months_before or period.term) + rules.months
    last_day = add_months(period.anniversary, term) + stretch.moved * DAY
    if last_day >= today:
        return replace(period, term=term, last_day=None)
    return replace(period, anniversary=today, term=0, last_day=today)
