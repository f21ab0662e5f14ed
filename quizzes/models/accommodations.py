"""Extra time for a person who needs it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Course


class Accommodation(models.Model):
    """Percent added to every time limit of one course, or of all. Recorded on each attempt that starts while it holds."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="accommodations", verbose_name=_("learner"))
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("course"), help_text=_("Empty: every course.")
    )
    extra_time = models.PositiveSmallIntegerField(_("extra time, %"), validators=[MinValueValidator(1), MaxValueValidator(300)])
    reason = models.CharField(_("reason"), max_length=255, help_text=_("What was decided and by which paper. No diagnosis."))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["-granted_at"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course"], condition=Q(ended_at=None), name="accommodation_one_open_per_course"),
            models.UniqueConstraint(fields=["learner"], condition=Q(ended_at=None, course=None), name="accommodation_one_open_for_all"),
            models.CheckConstraint(condition=Q(extra_time__gte=1, extra_time__lte=300), name="accommodation_extra_time_in_bounds"),
        ]
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")

    def __str__(self):
        return f"{self.learner}: +{self.extra_time} %"
