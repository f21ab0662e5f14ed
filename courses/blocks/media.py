"""Pictures, videos, files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks.text import RICH


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("What it shows"), max_length=255, required=False, help_text=_("Read aloud instead of the picture; empty for decoration.")
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=255, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Media")
        description = _("A picture with its description.")
        template = "blocks/image.html"


class VideoBlock(blocks.StructBlock):
    video = SnippetChooserBlock("courses.Video", label=_("Video"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=RICH, help_text=_("All that is said and shown, for those who read instead of watching.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = _("Media")
        description = _("A video of our own with captions and a transcript.")
        template = "blocks/video.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    description = blocks.CharBlock(label=_("What it is for"), max_length=300, required=False)

    class Meta:
        icon = "download"
        label = _("Download")
        group = _("Media")
        description = _("A file to keep: a template, a handout.")
        template = "blocks/download.html"
