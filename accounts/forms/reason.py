"""Saying why, in a form of the CMS."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonField(forms.CharField):
    """Why somebody decides, in their own words; `help_text` says who reads it."""

    def __init__(self, *, max_length: int = 500, **kwargs: Any):
        super().__init__(**{"label": _("Reason"), "max_length": max_length, "widget": forms.Textarea(attrs={"rows": 3}), **kwargs})
