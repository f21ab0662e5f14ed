"""Correcting a name in the CMS: the form that issues a certificate in place of another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from accounts.forms.reason import ReasonField
from accounts.names import is_latin, is_name, tidy
from certificates.access import may_correct
from certificates.admin_frame import CertificatePage
from certificates.models import Certificate
from certificates.superseding import correct


class CorrectingForm(forms.Form):
    """The name as it should have been, and why it was not."""

    full_name = forms.CharField(label=gettext_lazy("Name as it is to be printed"), max_length=300)
    latin_name = forms.CharField(
        label=gettext_lazy("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Printed on the English edition. Empty: the name above."),
    )
    reason = ReasonField(help_text=gettext_lazy("Kept in the log and seen by staff only. It needs no names."))

    def __init__(self, *args: Any, printed: tuple[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.printed = printed

    def clean_full_name(self) -> str:
        name = tidy(self.cleaned_data["full_name"])
        if not is_name(name):
            raise forms.ValidationError(_("A name has only letters, apostrophes, hyphens and spaces."))
        return name

    def clean_latin_name(self) -> str:
        name = tidy(self.cleaned_data["latin_name"])
        if name and not is_latin(name):
            raise forms.ValidationError(_("Write it in Latin letters."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and (cleaned["full_name"], cleaned["latin_name"]) == self.printed:
            self.add_error("full_name", _("This is what the certificate says already."))
        return cleaned


class Correct(CertificatePage, FormView):
    """POST issues the certificate anew in the right name; the old number then answers that it was superseded."""

    form_class = CorrectingForm
    template_name = "certificates/admin/correct.html"
    page_title = gettext_lazy("Correct the name")

    def may(self, person):
        return may_correct(person)

    def certificates(self):
        return Certificate.objects.filter(erased_at=None).select_related("learner")

    def get_form_kwargs(self):
        facts = self.certificate.facts
        return {**super().get_form_kwargs(), "printed": (facts.full_name, facts.latin_name)}

    def get_initial(self):
        """What the person's profile says today: usually it was put right there first."""
        facts, learner = self.certificate.facts, self.certificate.learner
        if learner and learner.can_be_certified:
            return {"full_name": learner.full_name, "latin_name": learner.latin_name}
        return {"full_name": facts.full_name, "latin_name": facts.latin_name}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "certificate": self.certificate}

    def form_valid(self, form):
        new = correct(self.certificate, **form.cleaned_data, by=self.request.user, at=timezone.now())
        if new is None:
            messages.error(self.request, _("Certificate %(number)s is no longer valid already.") % {"number": self.certificate.serial})
            return redirect("certificates_register:inspect", self.certificate.pk)
        messages.success(self.request, _("Corrected. The new number: %(number)s") % {"number": new.serial})
        return redirect("certificates_register:inspect", new.pk)
