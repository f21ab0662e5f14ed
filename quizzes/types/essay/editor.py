"""Editing an essay: the question, how long, whether with a file, and the rubric it is marked by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import BodyForm, LanguagesField, LevelsField, RowForm


class EssayForm(BodyForm):
    words_min = forms.IntegerField(required=False, min_value=0, label=_("Words at least"))
    words_max = forms.IntegerField(required=False, min_value=1, label=_("Words at most"))
    file = forms.BooleanField(required=False, label=_("A file may be handed in"))
    field_order = ["prompt", "words_min", "words_max", "file", "feedback"]


class CriterionForm(RowForm):
    criterion = LanguagesField(label=_("Criterion"))
    levels = LevelsField(
        label=_("Levels"), help_text=_("One a line: points, a colon, what earns them. The same points in the same order in each language.")
    )


class Editor(editing.Editor):
    label = _("Essay, marked by people")
    form_class = EssayForm
    rows = {"rubric": CriterionForm}
    row_labels = {"rubric": _("Rubric")}
    new_rows = 3
