"""What if: where somebody, real or invented, would stand on a day, and why. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from certificates.chronicle import facts_of, piece_of, whole
from certificates.explaining import missing_in_words, reasons_in_words, state_in_words
from certificates.gathering import found
from certificates.models import Certification, Programme
from certificates.naming import names_of, refs_of
from certificates.rules.facts import Facts
from certificates.rules.imagining import Event, Somebody, Versions, anybody, imagine, turns
from certificates.rules.standing import Standing, stand


@dataclass(frozen=True)
class Answer:
    """Where somebody stands on a day, in the words of their own page."""

    day: date
    standing: Standing
    state: str
    reasons: list[str]
    missing: list[str]


@dataclass(frozen=True)
class Supposed:
    """The answer for the day that was asked for, and each day on which it becomes another."""

    answer: Answer
    turns: list[Answer]


def suppose(programme: Programme, events: Sequence[Event], day: date, person: Any = None) -> Supposed:
    """What comes of the events by that day: added to what is known of `person`, or to nothing."""
    versions = versions_of(programme)
    somebody = _known(programme, person, day) if person else anybody(events, day)
    titles = names_of(refs_of(part for _since, rules in versions for part in (rules.first, rules.to_renew))).titles
    standing = stand(*imagine(versions, somebody, events, day), day)
    return Supposed(_answer(day, standing, titles), [_answer(since, each, titles) for since, each in turns(versions, somebody, events)])


def versions_of(programme: Programme) -> Versions:
    """The programme's rules, each since the day it came into force."""
    return [(each.in_force_from, each.rules) for each in programme.versions.all()]


def _known(programme: Programme, person: Any, day: date) -> Somebody:
    """What is known of a person in the programme. Of somebody who is not in it: what would count if they began on that day."""
    certification = whole(Certification.objects.filter(person=person, programme=programme)).first()
    if certification:
        return Somebody(certification.begun_on, facts_of(certification))
    rows = found(Certification(person=person, programme=programme))
    return Somebody(day, Facts(tuple(piece_of(row, f"found-{number}") for number, row in enumerate(rows))))


def _answer(day: date, standing: Standing, titles: dict[str, str]) -> Answer:
    return Answer(
        day,
        standing,
        state_in_words(standing),
        reasons_in_words(standing),
        [missing_in_words(each, titles) for each in standing.missing],
    )
