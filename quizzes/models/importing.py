"""A file of questions between the look at it and the decision."""

from django.conf import settings
from django.db import models

from quizzes.models.bank import Category


class ImportDraftQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Nobody sees what somebody else has uploaded."""
        return self.filter(made_by=person)

    def old(self, *, at, age):
        return self.filter(made_at__lt=at - age)


class ImportDraft(models.Model):
    """An uploaded file and how it is to be read. Deleted after some days, applied or not (`quizzes.importing`)."""

    content = models.BinaryField()
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=20, help_text="Name of a format, as in quizzes.formats.registry.")
    language = models.CharField(max_length=2)
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    shelves = models.BooleanField(default=False, help_text="Whether the file's own categories become shelves inside the category.")
    prefix = models.CharField(max_length=20, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ImportDraftQuerySet.as_manager()

    def __str__(self):
        return self.file_name
