"""Delivering letters: each once, by whichever worker claims it first; what fails is tried again with longer and longer pauses."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.db import Error as DatabaseError
from django.db.models import Q

from notifications.choosing import is_wanted, link_to_switch_off
from notifications.models import Failure, Letter
from notifications.posting import Sender, post

CLAIM = timedelta(minutes=5)  # a worker that has not sent a letter by then is taken for dead
AT_ONCE = 500
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_TRIES = 13  # for about a day and a half
FOR_GOOD = (Failure.NO_SUCH_ADDRESS, Failure.BROKEN)  # another try would end like this one

logger = logging.getLogger(__name__)


def deliver(letter_id: int, *, at: datetime) -> bool:
    """Sends a letter that is due, and returns whether it did. Whatever stops it is written on it.

    Claims it by a guarded UPDATE first, so that of two workers one sends; a claim lapses after `CLAIM`. A worker that dies after the mail
    server took the letter and before it is written down sends it again: both have the same Message-ID, by which mailboxes keep one.
    """
    if not Letter.objects.due(at).filter(pk=letter_id).update(due_at=at + CLAIM):
        return False
    letter = Letter.objects.select_related("person").filter(pk=letter_id).first()
    if letter is None:  # taken back just now
        return False
    if not is_wanted(letter.person, letter.topic):
        Letter.objects.filter(pk=letter_id, sent_at=None).update(due_at=None, set_aside_at=at)
        return False
    try:
        _post(letter)
    except DatabaseError:
        raise  # it is not the letter's fault: the claim lapses
    except Exception as error:
        _put_off(letter, error, at=at)
        return False
    Letter.objects.filter(pk=letter_id, set_aside_at=None).update(sent_at=at, due_at=None)
    return True


def unsent(*, at: datetime, patience: timedelta) -> list[int]:
    """Letters that are due and that nobody sends (a lost message, a dead worker, a pause that is over), the longest due first.

    Those younger than `patience` are on their way.
    """
    due = Letter.objects.due(at).filter(Q(tries__gt=0) | Q(written_at__lt=at - patience))
    return list(due.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after that many tries in vain; None where it is not tried any more. Pure."""
    return min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE) if tries < MOST_TRIES else None


def failure_of(error: Exception) -> tuple[Failure, str]:
    """Why a letter did not leave, and the kind of error with the server's number. Its words may name people and are left out."""
    kind, codes = type(error).__name__, _codes(error)
    told = " ".join([kind, *(str(code) for code in codes)])[:80]
    if isinstance(error, SMTPRecipientsRefused) and codes and all(code >= 500 for code in codes):
        return Failure.NO_SUCH_ADDRESS, told
    if not isinstance(error, OSError):
        return Failure.BROKEN, told
    return Failure.REFUSED if isinstance(error, SMTPException) and codes else Failure.UNREACHABLE, told


def _codes(error: Exception) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return sorted({code for code, _words in error.recipients.values()})
    code = getattr(error, "smtp_code", None)
    return [code] if isinstance(code, int) and code > 0 else []


def _post(letter: Letter) -> None:
    post(
        letter.person,
        letter.template,
        files=[tuple(file) for file in letter.files],
        headers={"Message-ID": f"<letter-{letter.pk}@{Sender.domain.partition(':')[0]}>"},
        switch_off_url=link_to_switch_off(letter.person, letter.topic) if letter.topic else "",
        **letter.context,
    )


def _put_off(letter: Letter, error: Exception, *, at: datetime) -> None:
    failure, told = failure_of(error)
    tries = letter.tries + 1
    pause = None if failure in FOR_GOOD else pause_after(tries)
    if failure == Failure.BROKEN:
        logger.error("Letter %s could not be written", letter.pk, exc_info=error)
    else:
        logger.warning("Letter %s did not leave: %s", letter.pk, told)
    Letter.objects.filter(pk=letter.pk, sent_at=None, set_aside_at=None).update(
        tries=tries, failed_at=at, failure=failure, error=told, due_at=at + pause if pause else None
    )
