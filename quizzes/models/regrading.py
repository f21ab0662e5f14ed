"""A wrong key or a question that should not have been asked, put right as a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Attempt
from quizzes.models.bank import Question, QuestionVersion


class CaseState(models.TextChoices):
    OPEN = "open", _("open: nothing changed yet")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


class CaseRemedy(models.TextChoices):
    NEW_KEY = "new_key", _("grade again by the newest version")
    LEFT_OUT = "left_out", _("leave the question out of the result")
    FULL = "full", _("full points for everybody")


class RegradeCase(models.Model):
    """What is done with every attempt that a question stood in, why, and how far it is. One at a time for a question."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="regrade_cases")
    remedy = models.CharField(_("remedy"), max_length=8, choices=CaseRemedy)
    version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+", help_text="The version whose key counts.")
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=8, choices=CaseState, default=CaseState.OPEN)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(state__in=["open", "applying", "undoing"]), name="regrade_case_one_running_per_question"
            )
        ]

    def __str__(self):
        return f"{self.question}: {self.get_remedy_display()}"


class RegradeChange(models.Model):
    """What a case did to one attempt: enough to undo it and to tell the learner."""

    case = models.ForeignKey(RegradeCase, models.PROTECT, related_name="changes")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="regrade_changes")
    before = models.JSONField()
    after = models.JSONField()
    letter_due = models.BooleanField(default=False, help_text="The learner's result changed and they were not told yet.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "attempt"], name="regrade_change_once_per_attempt")]
        indexes = [models.Index(fields=["case"], condition=Q(letter_due=True), name="regrade_letter_due")]
