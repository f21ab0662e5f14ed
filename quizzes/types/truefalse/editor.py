"""Editing a statement that is true or false."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quizzes import editing
from quizzes.editing import BodyForm, LanguagesField


class StatementForm(BodyForm):
    answer = forms.TypedChoiceField(
        choices=[("True", _("The statement is true")), ("False", _("The statement is false"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        label=pgettext_lazy("answer", "Key"),
    )
    feedback_true = LanguagesField(long=True, required=False, label=_("Said to those who answer “true”"))
    feedback_false = LanguagesField(long=True, required=False, label=_("Said to those who answer “false”"))
    field_order = ["prompt", "answer", "feedback_true", "feedback_false", "feedback"]


class Editor(editing.Editor):
    label = _("True or false")
    form_class = StatementForm
