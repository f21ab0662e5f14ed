"""Editions: the frozen outline that learners follow."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_language(texts: dict, language: str | None = None) -> str:
    """The text of a by-language mapping in that language (the current one by default), else the first there is in kk, ru, en."""
    for code in (language or get_language(), *(code for code, _name in settings.LANGUAGES)):
        if texts.get(code):
            return texts[code]
    return ""


class Course(models.Model):
    """The identity of a course in every language: its key is the translation key of its pages, its slug is part of every address."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self):
        return self.slug


class Completion(models.TextChoices):
    """What makes an item done."""

    OPENED = "opened", _("opened")
    READ = "read", _("read to the end")
    VIDEO = "video", _("video seen")
    PASSED = "passed", _("test passed")


class Edition(models.Model):
    """What learners of a course follow. Opened once; its outline and rules never change, only its pins may move, and that is logged."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    titles = models.JSONField(_("title by language"))
    certificate_notes = models.JSONField(_("certificate text by language"), default=dict)
    hours = models.PositiveSmallIntegerField(_("academic hours"))
    note = models.TextField(_("what is new"), blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Moves with every correction: whatever is cached of an edition is cached under it.
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["course", "-number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="edition_number_once_per_course")]

    def __str__(self):
        return f"{self.course} {self.number}"

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language)


class EditionModule(models.Model):
    """A module of the outline."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="modules")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    titles = models.JSONField()
    after_previous = models.BooleanField(help_text=_("Opens when all required items of the modules before it are done."))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_module_key_once"),
            models.UniqueConstraint(fields=["edition", "position"], name="edition_module_position_once"),
        ]

    def title(self, language: str | None = None) -> str:
        return in_language(self.titles, language)


class EditionItem(models.Model):
    """One thing to do: a lesson, a quiz, later a practicum. `version` is for kinds that freeze more than a page: a quiz's questions."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="items")
    module = models.ForeignKey(EditionModule, models.CASCADE, related_name="items")
    key = models.UUIDField()
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    required = models.BooleanField()
    minutes = models.PositiveSmallIntegerField()
    completion = models.CharField(max_length=10, choices=Completion)
    threshold = models.PositiveSmallIntegerField(null=True, help_text=_("Percent, where the rule has one."))
    version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_item_key_once"),
            models.UniqueConstraint(fields=["edition", "slug"], name="edition_item_slug_once"),
            models.UniqueConstraint(fields=["edition", "position"], name="edition_item_position_once"),
        ]


class Pin(models.Model):
    """Which revision of a page an edition shows in one language."""

    item = models.ForeignKey(EditionItem, models.CASCADE, related_name="pins")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "language"], name="pin_one_per_item_and_language")]


class Correction(models.Model):
    """That a pin (or the version of an item) moved inside an opened edition: who did it, when, from what to what, why."""

    item = models.ForeignKey(EditionItem, models.PROTECT, related_name="corrections")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, blank=True)
    from_revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")
    to_revision = models.ForeignKey("wagtailcore.Revision", models.PROTECT, null=True, related_name="+")
    from_version = models.PositiveIntegerField(null=True)
    to_version = models.PositiveIntegerField(null=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at"]
