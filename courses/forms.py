"""Forms of the trainer's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.reason import ReasonField


class OpeningForm(forms.Form):
    """Opens the next edition."""

    note = forms.CharField(
        label=_("What is new"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For your team's records."),
    )


class CorrectionForm(forms.Form):
    """Moves chosen texts inside an edition. Each choice is “item key:language”."""

    texts = forms.MultipleChoiceField(label=_("Texts"), widget=forms.CheckboxSelectMultiple)
    reason = ReasonField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["texts"].choices = choices
