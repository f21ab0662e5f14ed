from allauth.account.models import EmailAddress
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.forms.profile import LatinNameField, NameField
from accounts.languages import LANGUAGES
from accounts.models import ConsentText, User

PERSON_FIELDS = ["email", "surname", "given_name", "patronymic", "latin_name", "audience", "organisation", "language"]
NAME_FIELDS = {"surname": NameField, "given_name": NameField, "patronymic": NameField, "latin_name": LatinNameField}


class PersonForm:
    """What both forms share: our names instead of Wagtail's two, and only a superuser makes superusers."""

    first_name = None
    last_name = None

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if not by.is_superuser:
            self.fields.pop("is_superuser", None)

    def clean_email(self):
        """Stored in lower case; taken in any case means taken."""
        email = self.cleaned_data["email"].lower()
        if User.objects.exclude(pk=self.instance.pk).filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Somebody has an account with this address already."))
        return email

    def save(self, commit=True):
        """Whoever has a role is shown the way to the CMS."""
        self.instance.is_staff = bool(self.cleaned_data["groups"]) or self.instance.is_superuser
        return super().save(commit)


class PersonCreationForm(PersonForm, UserCreationForm):
    """Without a password the person signs in by a mailed code, which also confirms the address."""

    password_required = False

    class Meta(UserCreationForm.Meta):
        fields = [*PERSON_FIELDS, "is_superuser", "groups"]
        field_classes = NAME_FIELDS

    def save(self, commit=True):
        if not self.cleaned_data["password1"]:
            self.instance.set_unusable_password()
        person = super().save(commit)
        expect_confirmation(person)
        return person


class PersonEditForm(PersonForm, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = [*PERSON_FIELDS, "is_active", "is_superuser", "groups"]
        field_classes = NAME_FIELDS

    def save(self, commit=True):
        person = super().save(commit)
        if "email" in self.changed_data:
            expect_confirmation(person)
        return person


def expect_confirmation(person: User):
    """An address that staff typed in is confirmed by its owner at the next sign-in, like any new one."""
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)


BODY = DraftailRichTextArea(features=["h3", "bold", "italic", "ul", "ol", "link"])


class ConsentTextForm(WagtailAdminModelForm):
    """A title and a text in each language, kept by language."""

    title_kk = forms.CharField(label=_("Title"), max_length=200)
    body_kk = forms.CharField(label=_("Text"), widget=BODY)
    title_ru = forms.CharField(label=_("Title"), max_length=200)
    body_ru = forms.CharField(label=_("Text"), widget=BODY)
    title_en = forms.CharField(label=_("Title"), max_length=200)
    body_en = forms.CharField(label=_("Text"), widget=BODY)

    class Meta:
        model = ConsentText
        fields = ["version", "published_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["published_at"] = timezone.now()
        for part in ("title", "body"):
            for code, words in (getattr(self.instance, part) or {}).items():
                self.fields[f"{part}_{code}"].initial = words

    def save(self, commit=True):
        for part in ("title", "body"):
            setattr(self.instance, part, {code: self.cleaned_data[f"{part}_{code}"] for code in LANGUAGES})
        return super().save(commit)
