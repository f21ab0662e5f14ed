from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.consenting import agree, text_in_force
from accounts.forms.entrance import Labelled
from accounts.languages import page_language
from accounts.models import Audience


class SignupForm(Labelled, AllauthSignupForm):
    """A new account: address, password, audience and consent. Names are asked when a certificate needs them.

    While no consent text is published there is nothing to agree to, and the form has no such field.
    """

    audience = forms.ChoiceField(label=gettext_lazy("I am"), choices=Audience, initial=Audience.TEACHER)
    consent = forms.BooleanField(
        label=gettext_lazy("I agree to the processing of my personal data"),
        error_messages={"required": gettext_lazy("An account needs your consent: please tick the box.")},
    )
    consent_version = forms.CharField(widget=forms.HiddenInput)
    field_order = ["email", "password1", "audience", "consent", "consent_version"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = text_in_force(timezone.now())
        if self.text is None:
            del self.fields["consent"], self.fields["consent_version"]
            return
        self.fields["consent_version"].initial = self.text.version
        self.fields["consent"].help_text = format_html(
            '<a href="{}" target="_blank">{}</a>', reverse("accounts:consent-text"), _("Read the text")
        )

    def clean(self):
        """Nobody agrees to a text they were not shown: one that was published while the form stood open."""
        data = super().clean()
        if self.text and "consent" in data and data.get("consent_version") != self.text.version:
            self.data = self.data.copy()
            self.data[self.add_prefix("consent_version")] = self.text.version
            self.add_error("consent", _("The text has changed meanwhile. Please read the new one and agree again."))
        return data

    @transaction.atomic
    def save(self, request):
        """The account and its consent, or neither."""
        person = super().save(request)
        if self.text:
            address = get_adapter().get_client_ip(request)
            agree(person, self.text, language=page_language(), address=address, at=timezone.now())
        return person
