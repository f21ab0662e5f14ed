"""Who was there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models.bookings import Booking


class How(models.TextChoices):
    QR = "qr", _("scanned the code in the room")
    LIST = "list", _("marked by the trainer")


class Attendance(models.Model):
    """A mark that somebody was there; at most one holds for a booking. A withdrawn one stays, so that its key is never taken again."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="attendances")
    key = models.UUIDField(help_text="Given by the device that made the mark: sent twice, it is one mark.")
    how = models.CharField(max_length=4, choices=How)
    marked_at = models.DateTimeField(help_text="When it was made, by the server's clock, also where it arrived later.")
    arrived_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    late = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["booking", "key"], name="attendance_key_taken_once"),
            models.UniqueConstraint(fields=["booking"], condition=Q(withdrawn_at=None), name="attendance_one_holds_per_booking"),
            models.CheckConstraint(condition=Q(late=False) | ~Q(reason=""), name="attendance_late_for_a_reason"),
        ]
