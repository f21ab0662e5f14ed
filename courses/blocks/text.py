"""Text: headings, paragraphs, sections that open."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH = ["bold", "italic", "ol", "ul", "link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("h2", _("Section")), ("h3", _("Subsection"))], default="h2")

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Starts a section of the lesson.")
        template = "blocks/heading.html"
        preview_value = {"text": "Жасөспірімді тыңдау", "level": "h2"}


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=["h3", *RICH], **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Paragraphs and lists.")
        template = "blocks/text.html"
        preview_value = "<p>Алдымен тыңдаймыз, содан кейін сұраймыз.</p><ul><li>Асықпаймыз</li><li>Айыптамаймыз</li></ul>"


class AccordionSection(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH)


class AccordionBlock(blocks.StructBlock):
    sections = blocks.ListBlock(AccordionSection(), label=_("Sections"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        group = _("Text")
        description = _("Sections that open one by one: for details not everybody needs.")
        template = "blocks/accordion.html"
        preview_value = {"sections": [{"title": "Бұл не береді?", "text": "<p>Оқушы өз сөзімен айтып береді.</p>"}]}
