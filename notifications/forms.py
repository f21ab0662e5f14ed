"""The form of what a person wants to be told."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.models import Topic


class ChoicesForm(forms.Form):
    """A box for each topic that this person may be written to about."""

    topics = forms.MultipleChoiceField(label=_("Write to me about"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [(each.value, each.label) for each in topics]
