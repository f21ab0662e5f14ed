"""The outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    MAIL = "mail"


class Letter(models.Model):
    """Something that a person is told, once by each channel. Written in the transaction of what it tells of, sent after it.

    The constraint is what makes it once: the same event, told again, finds the letter that is there.
    """

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    event = models.CharField(max_length=120, help_text="What happened, e.g. “booking-7:promoted”.")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.MAIL)
    template = models.CharField(max_length=100)
    context = models.JSONField(help_text="The facts that the template says, in the words of the person's language.")
    files = models.JSONField(default=list, help_text="Attached texts: name, content, type.")
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, help_text="When a worker last set about sending it.")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event", "channel"], name="letter_once_per_event_and_channel")]
        indexes = [models.Index(fields=["written_at"], condition=Q(sent_at=None), name="letter_unsent")]
