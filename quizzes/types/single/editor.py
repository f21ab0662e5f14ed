"""Editing a question with one correct choice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import LanguagesField, RowForm


class ChoiceForm(RowForm):
    text = LanguagesField(label=_("Choice"))
    feedback = LanguagesField(long=True, required=False, label=_("Said to those who choose it"))
    correct = forms.BooleanField(required=False, label=_("Correct"))


class Editor(editing.Editor):
    label = _("One correct choice")
    rows = {"choices": ChoiceForm}
    row_labels = {"choices": _("Choices")}
