"""Asking to be forgotten: it waits some days, so that nobody loses their certificates by a slip or by somebody else's hand."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from accounts.erasing import HasAccess, erase
from accounts.models import ErasureRequest, User
from accounts.signals import erasure_asked

logger = logging.getLogger(__name__)


def waiting(person: User) -> ErasureRequest | None:
    """What that person asked for and what has not been done yet."""
    return person.erasure_requests.waiting().first()


def ask(person: User, *, at: datetime) -> ErasureRequest:
    """Asks for that person to be erased after `ERASURE_WAIT`. Sends `erasure_asked`.

    Constraint `erasure_one_waiting_per_person`: a second call returns what waits already. Raises HasAccess where roles have to be taken
    away first.
    """
    if person.has_access:
        raise HasAccess
    try:
        with transaction.atomic():
            asked = ErasureRequest.objects.create(person=person, asked_at=at, due_at=at + settings.ERASURE_WAIT)
            erasure_asked.send(User, request=asked, at=at)
            log(person, "accounts.erasure_asked", user=person)
    except IntegrityError:
        return ErasureRequest.objects.waiting().get(person=person)
    return asked


@transaction.atomic
def withdraw(person: User, *, at: datetime) -> bool:
    """Takes it back; False where nothing waits."""
    if not ErasureRequest.objects.waiting().filter(person=person).update(withdrawn_at=at):
        return False
    log(person, "accounts.erasure_withdrawn", user=person)
    return True


def erase_due(*, at: datetime) -> int:
    """Erases everybody whose days of waiting are over, each in a transaction of its own; returns how many.

    Whoever was given a role in the meantime stays, and staff see that the request waits. One that fails stops no other.
    """
    done = 0
    for request in ErasureRequest.objects.waiting().filter(due_at__lte=at).select_related("person"):
        try:
            done += _erase(request, at=at)
        except HasAccess:
            logger.warning("Account %s waits to be erased and has roles", request.person_id)
        except Exception:
            logger.exception("Account %s could not be erased", request.person_id)
    return done


@transaction.atomic
def _erase(request: ErasureRequest, *, at: datetime) -> bool:
    """Locks the account, as `erase` does, and looks again: whoever withdrew in this moment stays."""
    User.objects.select_for_update(no_key=True).get(pk=request.person_id)
    if not ErasureRequest.objects.waiting().filter(pk=request.pk).exists():
        return False
    erase(request.person, by=None, at=at)
    return True
