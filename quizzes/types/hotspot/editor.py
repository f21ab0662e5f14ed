"""Editing places on a picture."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes import editing
from quizzes.editing import BodyForm, LanguagesField, RowForm


class HotspotForm(BodyForm):
    several = forms.BooleanField(required=False, label=_("Several places may be chosen"))
    field_order = ["prompt", "image", "alt", "several", "feedback"]


def _percent(label):
    return forms.DecimalField(label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2)


class SpotForm(RowForm):
    label = LanguagesField(label=_("What is there"), help_text=_("Neutral words: they are read aloud to those who do not see the picture."))
    x = _percent(_("From the left, %"))
    y = _percent(_("From the top, %"))
    width = _percent(_("Width, %"))
    height = _percent(_("Height, %"))
    correct = forms.BooleanField(required=False, label=_("Correct"))


class Editor(editing.Editor):
    label = _("Places on a picture")
    form_class = HotspotForm
    rows = {"spots": SpotForm}
    row_labels = {"spots": _("Places")}
