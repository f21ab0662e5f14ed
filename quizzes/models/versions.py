"""What an edition pins of a quiz: its rules and the question versions it draws from."""

from django.db import models
from django.db.models import F, Q

from quizzes.models.bank import QuestionVersion


class QuizVersion(models.Model):
    """The rules of a quiz as frozen for an edition. Never edited. `key` is the item key: the quiz page's translation key."""

    key = models.UUIDField()
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=8)
    pass_mark = models.PositiveSmallIntegerField(help_text="Percent of the points that passes.")
    time_limit = models.DurationField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    attempts_allowed = models.PositiveSmallIntegerField(null=True)
    pause = models.DurationField(help_text="Between the end of one attempt and the start of the next.")
    shuffle_questions = models.BooleanField()
    shuffle_choices = models.BooleanField()
    per_page = models.PositiveSmallIntegerField(null=True, help_text="Questions a page; empty: all on one.")
    no_return = models.BooleanField(help_text="A page that was left is closed.")
    feedback = models.CharField(max_length=16)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="quiz_version_number_once"),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="quiz_version_pass_mark_is_percent"),
            models.CheckConstraint(condition=Q(no_return=False) | Q(per_page__isnull=False), name="quiz_version_no_return_has_pages"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")), name="quiz_version_opens_before_it_closes"
            ),
        ]


class VersionSection(models.Model):
    """A part of a quiz: all of its pool in order, or `draw` of it at random."""

    quiz = models.ForeignKey(QuizVersion, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    draw = models.PositiveSmallIntegerField(null=True, help_text="How many are drawn; empty: all, in order.")
    pass_mark = models.PositiveSmallIntegerField(null=True, help_text="Percent of this section's points, needed beside the whole's.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["quiz", "position"], name="quiz_section_position_once")]


class PoolEntry(models.Model):
    """One question version in a section's pool."""

    section = models.ForeignKey(VersionSection, models.CASCADE, related_name="pool")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["section", "question_version"], name="pool_question_once_per_section")]
