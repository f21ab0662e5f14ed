"""Telling people something: the letter is written with the fact, in one transaction, and leaves after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from notifications import tasks
from notifications.models import Channel, Letter

File = tuple[str, str, str]


@dataclass(frozen=True)
class News:
    """What one of many is told: see `tell`."""

    person: Any
    event: str
    template: str
    context: Mapping[str, Any]


def tell(
    person: Any, event: str, template: str, *, at: datetime, context: Mapping[str, Any], files: Sequence[File] = (), topic: str = ""
) -> Letter:
    """Writes a letter about `event` in the caller's transaction; it is sent after commit.

    `letter_once_per_event_and_channel` lets one in: a second call for the same event returns the letter that is there and sends nothing.
    `context` is kept as it is: facts in the person's language. `files` are (name, text, content type). With a `topic` its reader may have
    switched it off: then it is kept and not sent.
    """
    letter, written = Letter.objects.get_or_create(
        person=person,
        event=event,
        channel=Channel.MAIL,
        defaults={
            "template": template,
            "context": dict(context),
            "files": [list(file) for file in files],
            "topic": topic,
            "written_at": at,
            "due_at": at,
        },
    )
    if written:
        _send_after_commit([letter.pk])
    return letter


def tell_many(news: Sequence[News], *, at: datetime, topic: str = "") -> int:
    """The same for many at once, in two queries; returns how many of these letters wait to be sent now.

    A letter that is there already stays as it is. What two callers write at the same moment, both ask to be sent: the claim lets one send.
    """
    letters = [
        Letter(
            person=each.person,
            event=each.event,
            template=each.template,
            context=dict(each.context),
            topic=topic,
            written_at=at,
            due_at=at,
        )
        for each in news
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    written = Letter.objects.filter(event__in={each.event for each in news}, person__in={each.person.pk for each in news}, written_at=at)
    ids = list(written.values_list("pk", flat=True))
    _send_after_commit(ids)
    return len(ids)


def take_back(person_id: int, event_prefix: str) -> int:
    """Unwrites letters that nobody has set about sending: what they tell of is no longer so. They may be told again."""
    waiting = Letter.objects.filter(person=person_id, event__startswith=event_prefix, sent_at=None, set_aside_at=None)
    return waiting.delete()[0]


def _send_after_commit(letter_ids: Sequence[int]) -> None:
    for letter_id in letter_ids:
        transaction.on_commit(lambda letter_id=letter_id: tasks.send.delay(letter_id), robust=True)
