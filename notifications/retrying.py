"""What staff do about letters that did not leave: send them again, or set them aside."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from notifications import tasks
from notifications.delivering import CLAIM
from notifications.models import Letter


@transaction.atomic
def try_again(letter: Letter, *, by: Any, at: datetime) -> bool:
    """Sends a failing letter now, with all its tries before it. A guarded UPDATE: False where it left or a worker is about to try."""
    if not _resting(at).filter(pk=letter.pk).update(due_at=at, tries=1):
        return False
    transaction.on_commit(lambda: tasks.send.delay(letter.pk), robust=True)
    log(letter, "notifications.try_again", user=by)
    return True


def try_all_again(*, by: Any, at: datetime) -> int:
    """The same for all that nobody tries any more: the mail server was down for long. Returns how many."""
    found = list(Letter.objects.failing().filter(due_at=None))
    return sum(try_again(letter, by=by, at=at) for letter in found)


@transaction.atomic
def set_aside(letter: Letter, *, by: Any, at: datetime) -> bool:
    """Sends a failing letter never. A guarded UPDATE: False where it left or a worker is about to try."""
    if not _resting(at).filter(pk=letter.pk).update(set_aside_at=at, due_at=None):
        return False
    log(letter, "notifications.set_aside", user=by)
    return True


def _resting(at: datetime) -> QuerySet[Letter]:
    """Failing letters that no worker may be sending at this moment."""
    return Letter.objects.failing().filter(Q(due_at=None) | Q(due_at__gt=at + CLAIM))
