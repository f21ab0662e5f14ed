"""Naming somebody in a form of the CMS."""

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User


class PersonField(forms.EmailField):
    """Somebody by the e-mail address of their account: the list of all people is nobody's to browse. Cleans to the person,
    to None where nobody need be named and nobody is.
    """

    def clean(self, value):
        address = super().clean(value)
        if not address:
            return None
        person = User.objects.filter(email__iexact=address, is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return person
