"""Telling people something: the letter is written with the fact, in one transaction, and leaves after it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from notifications import tasks
from notifications.models import Letter

File = tuple[str, str, str]


def tell(person: Any, event: str, template: str, *, at: datetime, context: Mapping[str, str], files: Sequence[File] = ()) -> Letter:
    """Writes a letter about `event` in the caller's transaction; it is sent after commit.

    `letter_once_per_event_and_channel` lets one in: a second call for the same event returns the letter that is there and sends nothing.
    `context` is kept as it is: facts in the person's language. `files` are (name, text, content type).
    """
    letter, written = Letter.objects.get_or_create(
        person=person,
        event=event,
        channel="mail",
        defaults={"template": template, "context": dict(context), "files": [list(file) for file in files], "written_at": at},
    )
    if written:
        transaction.on_commit(lambda: tasks.send.delay(letter.pk), robust=True)
    return letter
