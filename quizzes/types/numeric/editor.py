"""Editing a question whose answer is a number."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quizzes import editing
from quizzes.editing import BodyForm, LanguagesField


class NumberForm(BodyForm):
    answer = forms.DecimalField(label=pgettext_lazy("answer", "Key"))
    tolerance = forms.DecimalField(required=False, min_value=0, label=_("Tolerance"), help_text=_("How far off still counts."))
    unit = LanguagesField(required=False, label=_("Unit"))
    field_order = ["prompt", "answer", "tolerance", "unit", "feedback"]


class Editor(editing.Editor):
    label = pgettext_lazy("question type", "Number")
    form_class = NumberForm
