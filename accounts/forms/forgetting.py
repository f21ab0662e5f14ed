from django import forms
from django.utils.translation import gettext_lazy as _


class ForgetForm(forms.Form):
    """Said in words, so that nobody does it by a slip."""

    sure = forms.BooleanField(
        label=_("I want to be forgotten. I know that my certificates will then no longer bear my name."),
        error_messages={"required": _("Tick this if you want to be forgotten.")},
    )
