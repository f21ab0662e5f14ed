"""When people meet."""

import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from courses.models import Course
from trainings.models.stations import Station
from trainings.models.venues import Venue, said


class Kind(models.TextChoices):
    TRAINING = "training", _("Training")
    PRACTICUM = "practicum", _("Practicum")


class Session(models.Model):
    """One meeting: who leads it, where, when, for how many.

    Place, time and cancellation change through `trainings.scheduling` alone, which tells people.
    """

    kind = models.CharField(pgettext_lazy("session", "kind"), max_length=10, choices=Kind, default=Kind.TRAINING)
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("course"), help_text=_("Empty: no course.")
    )
    title_kk = models.CharField(_("title in Kazakh"), max_length=200)
    title_ru = models.CharField(_("title in Russian"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="sessions", verbose_name=_("venue"))
    room = models.CharField(_("room"), max_length=60, blank=True)
    trainer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sessions_led", verbose_name=_("trainer"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    capacity = models.PositiveSmallIntegerField(_("places"), validators=[MinValueValidator(1)])
    stations = models.ManyToManyField(
        Station, blank=True, related_name="sessions", verbose_name=_("stations"), help_text=_("Of a practicum: everybody goes through all.")
    )
    assessors = models.PositiveSmallIntegerField(
        _("assessors at each station"),
        choices=[(1, pgettext_lazy("assessors", "one")), (2, pgettext_lazy("assessors", "two, who do not see each other's marks"))],
        default=1,
        help_text=_("Where two disagree, the trainer of the session decides."),
    )
    changes = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How often it was moved or cancelled.")
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_reason = models.CharField(max_length=500, blank=True, editable=False)
    secret = models.CharField(max_length=64, default=secrets.token_hex, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = pgettext_lazy("meeting", "session")
        verbose_name_plural = pgettext_lazy("meeting", "sessions")
        default_permissions = ("view", "add", "change")  # what people came to is never deleted
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_a_place"),
            models.CheckConstraint(condition=Q(assessors__in=[1, 2]), name="session_one_or_two_assessors"),
            models.CheckConstraint(condition=Q(cancelled_at=None) | ~Q(cancelled_reason=""), name="session_cancelled_for_a_reason"),
        ]
        indexes = [models.Index(fields=["starts_at"], condition=Q(cancelled_at=None), name="session_coming")]

    def __str__(self):
        return f"{self.title()}, {self.when()}"

    def title(self, language: str | None = None) -> str:
        return said(self, "title", language)

    def when(self, language: str | None = None) -> str:
        """Day and hours in Almaty, in words of that language, the current one by default."""
        return span(self.starts_at, self.ends_at, language)

    def where(self, language: str | None = None) -> str:
        """Venue, room and address in one line."""
        return ", ".join(part for part in (self.venue.name(language), self.room, self.venue.address(language)) if part)


def span(starts_at, ends_at, language: str | None = None) -> str:
    """From when to when, in words; the day once where both are on the same."""
    starts, ends = localtime(starts_at), localtime(ends_at)
    if language is None:
        until = date_format(ends, "TIME_FORMAT" if ends.date() == starts.date() else "DATETIME_FORMAT")
        return f"{date_format(starts, 'DATETIME_FORMAT')} – {until}"
    with override(language):
        return span(starts_at, ends_at)
