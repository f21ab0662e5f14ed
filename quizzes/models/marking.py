"""Marks that people give."""

from django.conf import settings
from django.db import models

from quizzes.models.attempts import AttemptQuestion


class Marking(models.Model):
    """One marker's marks for one answer by its rubric. What two or three of them make together is a rule: `quizzes.moderation`."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    question = models.ForeignKey(AttemptQuestion, models.PROTECT, related_name="markings")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scores = models.JSONField(help_text="Criterion id to points.")
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        ordering = ["marked_at"]
        constraints = [models.UniqueConstraint(fields=["question", "marker"], name="marking_once_per_marker")]
