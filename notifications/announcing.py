"""Letters about the account itself, for the room below, which knows no letters."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override

from accounts.models import ErasureRequest
from notifications.posting import absolute
from notifications.telling import tell


def announce_erasure(request: ErasureRequest, *, at: datetime) -> None:
    """On which day the account will be erased, and how to keep it. Has to be sent: somebody else may have asked."""
    person = request.person
    with override(person.language):
        context = {
            "asked": date_format(localtime(request.asked_at), "DATETIME_FORMAT"),
            "due": date_format(localtime(request.due_at), "DATE_FORMAT"),
            "url": absolute(reverse("accounts:data")),
        }
    tell(person, f"erasure-{request.pk}:asked", "notifications/mail/erasure", at=at, context=context)
