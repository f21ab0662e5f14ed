"""Editing pairs to be matched."""

from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import LanguagesField, RowForm


class PairForm(RowForm):
    left = LanguagesField(label=_("Left side"))
    right = LanguagesField(label=_("Its right side"))


class ExtraForm(RowForm):
    text = LanguagesField(label=_("Right side"))


class Editor(editing.Editor):
    label = _("Matching")
    rows = {"pairs": PairForm, "extra": ExtraForm}
    row_labels = {"pairs": _("Pairs"), "extra": _("Right sides that match nothing")}
    new_rows = 3
