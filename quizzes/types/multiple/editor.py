"""Editing a question with several correct choices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import LanguagesField, RowForm


class ChoiceForm(RowForm):
    text = LanguagesField(label=_("Choice"))
    feedback = LanguagesField(long=True, required=False, label=_("Explanation of this choice"))
    correct = forms.BooleanField(required=False, label=_("Correct"))


class Editor(editing.Editor):
    label = _("Several correct choices")
    rows = {"choices": ChoiceForm}
    row_labels = {"choices": _("Choices")}
    new_rows = 5
