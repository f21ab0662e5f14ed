"""Editing a question that is answered in a few words."""

from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import BodyForm, FoldsField, VariantsField


class ShortTextForm(BodyForm):
    accepted = VariantsField(label=_("Accepted answers"), help_text=_("One a line. The first of each language is shown as the right one."))
    folds = FoldsField()
    field_order = ["prompt", "accepted", "folds", "feedback"]


class Editor(editing.Editor):
    label = _("Short answer")
    form_class = ShortTextForm
