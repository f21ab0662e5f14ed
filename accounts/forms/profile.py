from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.introducing import introduce
from accounts.languages import page_language
from accounts.models import User
from accounts.names import is_latin, is_name, tidy


class NameField(forms.CharField):
    """A name as in the identity document."""

    default_error_messages = {"name": _("A name is written with letters, apostrophes, hyphens and spaces.")}

    def to_python(self, value):
        return tidy(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if value and not is_name(value):
            raise forms.ValidationError(self.error_messages["name"], code="name")


class LatinNameField(NameField):
    """A name as in the passport."""

    default_error_messages = {"latin": _("Only Latin letters here, as in your passport.")}

    def validate(self, value):
        super().validate(value)
        if value and not is_latin(value):
            raise forms.ValidationError(self.error_messages["latin"], code="latin")


class ProfileForm(forms.ModelForm):
    """What a person says of themselves. Names may wait until a certificate asks for them."""

    class Meta:
        model = User
        fields = ["surname", "given_name", "patronymic", "latin_name", "audience", "organisation", "language"]
        labels = {"patronymic": _("Patronymic")}
        field_classes = {"surname": NameField, "given_name": NameField, "patronymic": NameField, "latin_name": LatinNameField}

    def __init__(self, *args, names_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        organisations = self.fields["organisation"]
        organisations.queryset = organisations.queryset.order_by(f"name_{page_language()}", "name_ru")
        for name, hint in {"surname": "family-name", "given_name": "given-name", "patronymic": "additional-name"}.items():
            self.fields[name].widget.attrs["autocomplete"] = hint
        for name in ("surname", "given_name"):
            self.fields[name].required = names_required

    def save(self):
        """Through the verb, which tells the rest of the house when the names have come."""
        return introduce(self.instance, **self.cleaned_data)
