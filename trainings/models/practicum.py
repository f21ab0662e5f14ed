"""Marks of a practicum and what came of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.models.editions import in_language
from trainings.models.bookings import Booking
from trainings.models.stations import Station


class StationMark(models.Model):
    """One assessor's points for one person in one station. What several make together is a rule: `trainings.verdicts`."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="station_marks")
    station = models.ForeignKey(Station, models.PROTECT, related_name="marks")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(help_text="Criterion id to points.")
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        default_permissions = ("add",)
        constraints = [models.UniqueConstraint(fields=["booking", "station", "assessor"], name="station_mark_once_per_assessor")]


class Resolution(models.Model):
    """How the trainer in charge decided where two assessors disagreed."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="resolutions")
    station = models.ForeignKey(Station, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["booking", "station"], name="resolution_one_per_station"),
            models.CheckConstraint(condition=~Q(reason=""), name="resolution_has_a_reason"),
        ]


class PracticumResult(models.Model):
    """The outcome of a practicum, signed off: evidence. `stations` keeps what it stands on, as it was on that day."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    booking = models.OneToOneField(Booking, models.PROTECT, related_name="result")
    passed = models.BooleanField()
    held_on = models.DateField()
    stations = models.JSONField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def shown(self) -> list[dict]:
        """The stations, each with its title in the current language."""
        return [{**each, "title": in_language(each["titles"])} for each in self.stations]
