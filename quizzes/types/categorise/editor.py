"""Editing things and their categories."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import LanguagesField, RowForm


class CategoryForm(RowForm):
    text = LanguagesField(label=_("Category"))


class ThingForm(RowForm):
    text = LanguagesField(label=_("Thing"))
    category = forms.CharField(max_length=8, label=_("Its category"), help_text=_("a for the first category, b for the second, and so on."))


class Editor(editing.Editor):
    label = _("Categories")
    rows = {"categories": CategoryForm, "things": ThingForm}
    row_labels = {"categories": _("Categories"), "things": _("Things")}
    new_rows = 3
