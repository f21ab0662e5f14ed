"""Naming somebody in a form of the CMS."""

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User


class PersonField(forms.EmailField):
    """Somebody by the e-mail address of their account: the list of all people is nobody's to browse. Cleans to the person."""

    def clean(self, value):
        person = User.objects.filter(email__iexact=super().clean(value), is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return person
