"""The address under which a person's own calendar can be subscribed to."""

import secrets

from django.conf import settings
from django.db import models


def new_secret() -> str:
    """192 bits: whoever has the address may read the calendar, so it cannot be guessed."""
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """At most one per person. A new secret ends the old address; without a row there is none."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret = models.CharField(max_length=32, unique=True, default=new_secret)
    made_at = models.DateTimeField()
