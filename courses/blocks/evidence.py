"""What a lesson rests on: facts and laws with their age, tables, quotations."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.text import RICH


class FactBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=[("fact", _("Fact")), ("law", _("Law"))], default="fact")
    statement = blocks.RichTextBlock(label=_("Statement"), features=RICH)
    source_title = blocks.CharBlock(label=_("Source"), max_length=255)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    checked_on = blocks.DateBlock(label=_("Checked on"))
    review_by = blocks.DateBlock(label=_("Review by"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Law or fact card")
        group = _("Evidence")
        description = _("A statement with its source, the day it was checked and the day to look again.")
        template = "blocks/fact.html"
        preview_value = {
            "kind": "fact",
            "statement": "<p>111 байланыс орталығы тәулік бойы, тегін жұмыс істейді.</p>",
            "source_title": "111",
            "source_url": "",
            "checked_on": date(2026, 11, 23),
            "review_by": date(2027, 5, 23),
        }


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    columns = blocks.ListBlock(blocks.CharBlock(max_length=100), label=_("Columns"), min_num=2)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, max_length=500), label=_("Cells")),
        label=_("Rows"),
        min_num=1,
        help_text=_("The first cell of a row is its heading."),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Evidence")
        description = _("A table with a caption; scrolls inside on a phone.")
        template = "blocks/table.html"
        preview_value = {"caption": "Салыстыру", "columns": ["Тәсіл", "Нәтиже"], "rows": [["Дағды", "Тұрақты"], ["Қорқыту", "Әлсіз"]]}


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"))
    attribution = blocks.CharBlock(label=_("Who said it"), max_length=200, required=False)
    source = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Evidence")
        description = _("Somebody's words with their name.")
        template = "blocks/quotation.html"
        preview_value = {"text": "Баланы алдымен тыңда.", "attribution": "Тәлімгер", "source": ""}
