"""The outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications.models.choices import Topic


class Channel(models.TextChoices):
    MAIL = "mail"


class Failure(models.TextChoices):
    """Why a letter did not leave, in words for staff."""

    UNREACHABLE = "unreachable", _("The mail server does not answer")
    REFUSED = "refused", _("The mail server refuses")
    NO_SUCH_ADDRESS = "no_such_address", _("The address does not exist")
    BROKEN = "broken", _("The letter could not be written")


class LetterQuerySet(models.QuerySet):
    def due(self, at):
        """What may be sent now: not sent, nobody is at it, its pause after a failure is over."""
        return self.filter(sent_at=None, due_at__lte=at)

    def failing(self):
        """What was tried in vain and waits for another try or for somebody."""
        return self.filter(sent_at=None, set_aside_at=None, tries__gt=0)


class Letter(models.Model):
    """Something that a person is told, once by each channel. Written in the transaction of what it tells of, sent after it.

    The constraint is what makes it once: the same event, told again, finds the letter that is there.
    """

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    event = models.CharField(max_length=120, help_text="What happened, e.g. “booking-7:promoted”.")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.MAIL)
    topic = models.CharField(max_length=12, choices=Topic, blank=True, help_text="Under what its reader may switch it off. Empty: never.")
    template = models.CharField(max_length=100)
    context = models.JSONField(help_text="The facts that the template says, in the words of the person's language.")
    files = models.JSONField(default=list, help_text="Attached texts: name, content, type.")
    written_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="When it may be sent next; whoever sends it moves this first. Empty: by nobody.")
    sent_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True, help_text="It will not be sent: somebody said so, or its reader wants none of its kind.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="In vain.")
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=16, choices=Failure, blank=True)
    error = models.CharField(max_length=80, blank=True, help_text="The kind of error and the server's number; never its words.")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("mail", "letter")
        verbose_name_plural = pgettext_lazy("mail", "letters")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["person", "event", "channel"], name="letter_once_per_event_and_channel"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(set_aside_at=None), name="letter_sent_or_set_aside"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, due_at__isnull=False), name="letter_due"),
            models.Index(fields=["failed_at"], condition=Q(sent_at=None, set_aside_at=None, tries__gt=0), name="letter_failing"),
        ]

    def __str__(self):
        return self.event
