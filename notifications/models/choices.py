"""What people chose not to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """Letters that their reader may switch off. Every other letter has to be sent."""

    REMINDERS = "reminders", _("Reminders: your certification ends, has ended")
    DIGESTS = "digests", _("Weekly letter about the programmes that you are responsible for")


class SwitchedOff(models.Model):
    """That a person wants no letters of a topic. Deleted when they want them again."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="switched_off")
    topic = models.CharField(max_length=12, choices=Topic)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="switched_off_once")]
