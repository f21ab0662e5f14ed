"""Delivering letters: each once, by whichever worker claims it first."""

from datetime import datetime, timedelta

from django.db.models import Q

from notifications.models import Letter
from notifications.posting import post

CLAIM = timedelta(minutes=5)  # a worker that has not sent a letter by then is taken for dead
AT_ONCE = 500


def deliver(letter_id: int, *, at: datetime) -> bool:
    """Sends a letter that was not sent, and returns whether it did.

    Claims it by a guarded UPDATE first, so that of two workers one sends; a claim lapses after `CLAIM`. Where the mail server refuses,
    the claim is given back and its error goes on to the caller.
    """
    free = Letter.objects.filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM), pk=letter_id, sent_at=None)
    if not free.update(claimed_at=at):
        return False
    letter = Letter.objects.select_related("person").get(pk=letter_id)
    try:
        post(letter.person, letter.template, files=[tuple(file) for file in letter.files], **letter.context)
    except OSError:
        Letter.objects.filter(pk=letter_id, sent_at=None).update(claimed_at=None)
        raise
    Letter.objects.filter(pk=letter_id).update(sent_at=at)
    return True


def unsent(*, before: datetime) -> list[int]:
    """Letters written before then that nobody sent (a lost message, a dead worker), the oldest first."""
    return list(Letter.objects.filter(sent_at=None, written_at__lt=before).order_by("written_at").values_list("pk", flat=True)[:AT_ONCE])
