"""Saying which course or test of a programme is meant: one field and one rule for what is supposed and for what is recognised."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.naming import Asked


class RefField(forms.ChoiceField):
    """A course or test that a programme asks for; nothing, where there is only one."""

    def __init__(self, **kwargs: Any):
        label, help_text = gettext_lazy("Course or test"), gettext_lazy("Empty: the only one that the programme asks for.")
        super().__init__(**{"label": label, "help_text": help_text, "required": False, **kwargs})

    def offer(self, asked: Asked) -> None:
        self.choices = [("", "–"), *asked.choices]


def clean_ref(form: forms.Form, kind: str, asked: Asked) -> None:
    """Puts the key that is meant for that kind of evidence into the form's `ref`, or says at the field that it is unclear."""
    if "ref" in form.errors:
        return
    form.cleaned_data["ref"] = asked.which(kind, form.cleaned_data["ref"])
    if form.cleaned_data.get("ref") is None:
        form.add_error("ref", _("Choose which one of those that the programme asks for."))
