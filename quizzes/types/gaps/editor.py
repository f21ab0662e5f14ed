"""Editing a text with gaps."""

from string import ascii_lowercase

from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import BodyForm, FoldsField, LanguagesField, OptionsField, RowForm, VariantsField


class GapsForm(BodyForm):
    text = LanguagesField(long=True, label=_("Text with gaps"), help_text=_("The first gap is written [[a]], the second [[b]], and so on."))
    field_order = ["prompt", "text", "feedback"]


class GapForm(RowForm):
    choices = OptionsField(
        required=False, label=_("Choices"), help_text=_("One a line, in the same order in each language; the right one begins with =.")
    )
    accepted = VariantsField(required=False, label=_("or accepted answers, typed"), help_text=_("One a line."))
    folds = FoldsField()

    def clean_choices(self):
        """A choice that stood in the same line before keeps its id: answers name it."""
        choices = self.cleaned_data["choices"] or []
        known = [choice["id"] for choice in self.initial.get("choices", [])][: len(choices)]
        free = (letter for letter in ascii_lowercase if letter not in known)
        ids = [*known, *(next(free) for _new in choices[len(known) :])]
        return [{**choice, "id": each} for choice, each in zip(choices, ids, strict=True)]


class Editor(editing.Editor):
    label = _("Text with gaps")
    form_class = GapsForm
    rows = {"gaps": GapForm}
    row_labels = {"gaps": _("Gaps")}
    new_rows = 3
