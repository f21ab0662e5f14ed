"""Editing steps to be put in order."""

from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import LanguagesField, RowForm


class StepForm(RowForm):
    text = LanguagesField(label=_("Step"))


class Editor(editing.Editor):
    label = _("Ordering")
    rows = {"steps": StepForm}
    row_labels = {"steps": _("Steps, in the correct order")}
    new_rows = 5
