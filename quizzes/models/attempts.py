"""Attempts: drawn once, answered by conditional updates, finished once."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models import Enrolment
from quizzes.models.bank import QuestionVersion
from quizzes.models.versions import QuizVersion


class AttemptQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A learner sees their own attempts; nobody else's exist for them."""
        return self.filter(enrolment__learner=person)


class EndedBy(models.TextChoices):
    LEARNER = "learner"
    CLOCK = "clock"


class LetterDue(models.TextChoices):
    RECEIPT = "receipt"
    MARKED = "marked"


class Attempt(models.Model):
    """One try at a quiz. Its questions, their order and its deadline are fixed when it starts.

    While answers wait for a person's marks (`marks_due`), a finished attempt has no result yet.

    `holder` names the device that may answer; another device takes the attempt over by changing it, and the first one is refused from
    then on.
    """

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts", db_index=False)  # a constraint serves
    item_key = models.UUIDField()
    quiz = models.ForeignKey(QuizVersion, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField()
    holder = models.UUIDField()
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    extra_time = models.PositiveSmallIntegerField(default=0, help_text="Percent added to the time limit, as accommodation.")
    reached = models.PositiveSmallIntegerField(default=1, help_text="The furthest page opened; with no return, the only one open.")
    finished_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=8, choices=EndedBy, blank=True)
    receipt = models.CharField(max_length=24, null=True)  # noqa: DJ001 — unique where there is one
    letter_due = models.CharField(max_length=8, choices=LetterDue, blank=True, help_text="What the learner was not told yet.")
    marks_due = models.BooleanField(default=False)
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
            models.UniqueConstraint(fields=["receipt"], name="attempt_receipt_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None, passed=None, points=None, percent=None, marks_due=False, receipt=None)
                | Q(finished_at__isnull=False, passed=None, points=None, percent=None, marks_due=True)
                | Q(finished_at__isnull=False, passed__isnull=False, points__isnull=False, percent__isnull=False, marks_due=False),
                name="attempt_finished_means_graded",
            ),
        ]
        indexes = [
            models.Index(F("deadline_at"), name="attempt_overdue", condition=Q(finished_at=None, deadline_at__isnull=False)),
            models.Index(fields=["finished_at"], name="attempt_letter_due", condition=~Q(letter_due="")),
        ]


class Remedy(models.TextChoices):
    """What a regrading did with a question that should not have been asked so."""

    LEFT_OUT = "left_out", _("left out of the result")
    FULL = "full", _("full points for everybody")


class AttemptQuestion(models.Model):
    """A question in an attempt with the learner's answer. `seq` grows with every save: an older save never overwrites a newer one.

    `holder` repeats the attempt's and is empty once that is finished: whether a save is allowed is decided on the very row it writes, so
    that a save on its way cannot slip in behind a takeover or a finish (PostgreSQL checks a row's own columns again after waiting for it).
    """

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="questions", db_index=False)  # a constraint serves
    position = models.PositiveSmallIntegerField()
    question_version = models.ForeignKey(QuestionVersion, models.PROTECT, related_name="+")
    section = models.PositiveSmallIntegerField()
    order = models.JSONField(help_text="Ids of choices in the order shown, fixed at the start.")
    answer = models.JSONField(null=True)
    holder = models.UUIDField(null=True)
    seq = models.PositiveBigIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True, help_text="The device's stamp, where the answer arrived after the deadline.")
    language = models.CharField(max_length=8, blank=True, help_text="Language of the page that the answer was given on.")
    seconds = models.PositiveIntegerField(null=True, help_text="Time with this question, as the page measured it.")
    maximum = models.PositiveSmallIntegerField(default=1)
    points = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    graded_as = models.ForeignKey(
        QuestionVersion,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The version whose key counts, where a regrading put it right.",
    )
    remedy = models.CharField(max_length=8, choices=Remedy, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="attempt_position_once"),
            models.UniqueConstraint(fields=["attempt", "question_version"], name="attempt_question_once"),
        ]
        indexes = [models.Index(fields=["graded_as"], name="attempt_question_regraded", condition=Q(graded_as__isnull=False))]


def private():
    """Never under a public address."""
    return storages["private"]


class AnswerFile(models.Model):
    """A file handed in with an answer. The answer names it by id; it is shown to its learner and to markers only."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(AttemptQuestion, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="answers/%Y/%m/", storage=private, max_length=255)
    name = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
