"""Videos of the project's own: file, poster, captions in each language."""

import codecs
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.search import index

# How a file of that kind begins, after so many bytes: what it is called proves nothing.
BEGINNINGS = {"mp4": (4, b"ftyp"), "webm": (0, b"\x1a\x45\xdf\xa3"), "vtt": (0, b"WEBVTT")}


def check_beginning(file) -> None:
    """Refuses a newly uploaded file whose content is of another kind than its name says."""
    kind = PurePath(file.name or "").suffix.lstrip(".").lower()
    if not file or file._committed or kind not in BEGINNINGS:
        return  # nothing new, or the field's own validators refuse it
    offset, expected = BEGINNINGS[kind]
    file.seek(0)
    content = file.read(64).removeprefix(codecs.BOM_UTF8)
    file.seek(0)  # whoever saves it reads it again; closing it would throw the upload away
    if not content.startswith(expected, offset):
        raise ValidationError({"file": _("This file is not what its name says.")})


class Video(index.Indexed, ClusterableModel):
    """A video file with its poster. Lessons choose it; the transcript stands in the lesson, in the lesson's language."""

    class Orientation(models.TextChoices):
        WIDE = "wide", _("16:9")
        VERTICAL = "vertical", _("vertical, 9:16")

    title = models.CharField(_("title"), max_length=255)
    file = models.FileField(_("file"), upload_to="videos/", validators=[FileExtensionValidator(["mp4", "webm"])])
    poster = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+", verbose_name=_("poster"))
    orientation = models.CharField(_("orientation"), max_length=8, choices=Orientation, default=Orientation.WIDE)

    panels = [
        FieldPanel("title"),
        FieldPanel("file"),
        FieldPanel("poster"),
        FieldPanel("orientation"),
        InlinePanel("captions", label=_("Captions")),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        check_beginning(self.file)


class Captions(models.Model):
    """WebVTT captions of a video in one language."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    file = models.FileField(_("WebVTT file"), upload_to="captions/", validators=[FileExtensionValidator(["vtt"])])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="captions_one_per_language")]

    def clean(self):
        super().clean()
        check_beginning(self.file)
