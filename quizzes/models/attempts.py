"""Attempts: drawn once, answered by conditional updates, finished once."""

import uuid

from django.db import models
from django.db.models import F, Q

from courses.models import Enrolment
from quizzes.models.bank import QuestionVersion
from quizzes.models.versions import QuizVersion


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A learner sees their own attempts; nobody else's exist for them."""
        return self.filter(enrolment__learner=person)


class Attempt(models.Model):
    """One try at a quiz. Its questions, their order and its deadline are fixed when it starts.

    `holder` names the device that may answer; another device takes the attempt over by changing it, and the first one is refused from
    then on.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    item_key = models.UUIDField()
    quiz = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField()
    holder = models.UUIDField()
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    maximum = models.DecimalField(max_digits=8, decimal_places=4)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["enrolment", "item_key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "item_key"], condition=Q(finished_at=None), name="attempt_one_open_per_person"),
            models.UniqueConstraint(fields=["enrolment", "item_key", "number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, passed=None, points=None, percent=None)
                | Q(finished_at__isnull=False, passed__isnull=False, points__isnull=False, percent__isnull=False),
                name="attempt_finished_means_graded",
            ),
        ]
        indexes = [models.Index(F("deadline_at"), name="attempt_overdue", condition=Q(finished_at=None, deadline_at__isnull=False))]


class AttemptQuestion(models.Model):
    """A question in an attempt with the learner's answer. `seq` grows with every save: an older save never overwrites a newer one.

    `holder` repeats the attempt's and is empty once that is finished: whether a save is allowed is decided on the very row it writes, so
    that a save on its way cannot slip in behind a takeover or a finish (PostgreSQL checks a row's own columns again after waiting for it).
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    section = models.PositiveSmallIntegerField()
    order = models.JSONField(help_text="Ids of choices in the order shown, fixed at the start.")
    answer = models.JSONField(null=True)
    holder = models.UUIDField(null=True)
    seq = models.PositiveBigIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    points = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_position_once"),
            models.UniqueConstraint(fields=["attempt", "question_version"], name="attempt_question_once"),
        ]
