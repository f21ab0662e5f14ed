"""A file of questions between the look at it and the bank."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from quizzes.models.bank import Category


class DraftState(models.TextChoices):
    """How far a file is. Only `saving` waits for a worker."""

    SHOWN = "shown"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class DraftFault(models.TextChoices):
    """Why nothing of a file was saved."""

    MEANWHILE = "meanwhile"  # something of the same code came into the bank in the same moment
    BROKEN = "broken"  # the log knows


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Nobody sees what somebody else has uploaded."""
        return self.filter(made_by=person)

    def old(self, *, at, age):
        return self.filter(made_at__lt=at - age)


class ImportDraft(models.Model):
    """An uploaded file, how it is to be read, and how far it is. Deleted after some days, saved or not (`quizzes.stocking`)."""

    content = models.BinaryField()
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=20, help_text="Name of a format, as in quizzes.formats.registry.")
    language = models.CharField(max_length=2)
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    shelves = models.BooleanField(default=False, help_text="Whether the file's own categories become shelves inside the category.")
    prefix = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=DraftState, default=DraftState.SHOWN)
    new_versions = models.BooleanField(default=False, help_text="Whether questions that the bank has get new versions.")
    saved = models.PositiveIntegerField(default=0, help_text="How many questions were saved.")
    saved_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=9, choices=DraftFault, blank=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="saved", saved_at__isnull=False) | (~Q(state="saved") & Q(saved_at=None, saved=0)),
                name="import_draft_saved_at_when_saved",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed") & ~Q(fault="")) | (~Q(state="failed") & Q(fault="")), name="import_draft_fault_when_failed"
            ),
        ]

    def __str__(self):
        return self.file_name
