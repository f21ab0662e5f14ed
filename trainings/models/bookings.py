"""Who comes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models.sessions import Session


class BookingState(models.TextChoices):
    BOOKED = "booked", _("booked")
    WAITING = "waiting", _("waiting for a place")
    CANCELLED = "cancelled", _("given up")


OPEN = [BookingState.BOOKED, BookingState.WAITING]


class Booking(models.Model):
    """One person and one session. Whoever waits stands in the order of their rows. Given up ones stay; coming back makes a new row."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=10, choices=BookingState)
    made_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, help_text="When a place became free for somebody who waited.")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=~Q(state="cancelled"), name="booking_one_open_per_person_and_session"
            )
        ]
        indexes = [models.Index(fields=["session", "state", "id"], name="booking_queue")]

    def __str__(self):
        return f"{self.person}: {self.get_state_display()}"
