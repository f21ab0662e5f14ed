"""Signatures made elsewhere, in the CMS: what is attached to a certificate, and a form for one more."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from certificates.access import may_attach
from certificates.admin_frame import CertificatePage
from certificates.attaching import attach
from certificates.detached import MOST, NotASignature
from certificates.models import CertificateFile, DetachedSignature

PROBLEMS = {
    "too-large": gettext_lazy("The file is too large for a signature."),
    "no-cms": gettext_lazy("The file is no CMS signature (.cms, .p7s)."),
    "not-signed": gettext_lazy("The file is CMS, but no signature."),
    "not-detached": gettext_lazy("The signature encloses the document. Sign the PDF without enclosing it."),
    "no-signer": gettext_lazy("Nobody has signed this file."),
}


class SignatureForm(forms.Form):
    """The file and the sheet that it signs."""

    sheet = forms.ChoiceField(label=gettext_lazy("Which sheet was signed"), choices=CertificateFile.Sheet)
    file = forms.FileField(
        label=gettext_lazy("Signature file (.cms, .p7s)"),
        help_text=gettext_lazy(
            "A detached CMS signature over the PDF as it was issued. It is kept and shown as attached; it is not verified here."
        ),
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST:
            raise forms.ValidationError(PROBLEMS["too-large"])
        return self.cleaned_data["file"].read()


class Signatures(CertificatePage, FormView):
    """One certificate's attached signatures. POST attaches one more."""

    form_class = SignatureForm
    template_name = "certificates/admin/signatures.html"
    page_title = gettext_lazy("Attached signatures")

    def may(self, person):
        return may_attach(person)

    def get_context_data(self, **kwargs):
        attached = self.certificate.detached_signatures.select_related("attached_by")
        return {**super().get_context_data(**kwargs), "certificate": self.certificate, "attached": attached}

    def form_valid(self, form):
        data, sheet = form.cleaned_data["file"], form.cleaned_data["sheet"]
        try:
            is_new = attach(self.certificate, data, sheet=sheet, by=self.request.user, at=timezone.now())
        except NotASignature as problem:
            form.add_error("file", PROBLEMS[str(problem)])
            return self.form_invalid(form)
        if is_new:
            messages.success(self.request, _("Attached: %(number)s") % {"number": self.certificate.serial})
        else:
            messages.warning(self.request, _("This file is attached already: %(number)s") % {"number": self.certificate.serial})
        return redirect("certificate-signatures", self.certificate.pk)


class SignatureFile(View):
    """The stored file, for those who may attach signatures."""

    def get(self, request, pk):
        if not may_attach(request.user):
            raise PermissionDenied
        signature = get_object_or_404(DetachedSignature, pk=pk)
        return FileResponse(signature.file.open("rb"), as_attachment=True, content_type="application/pkcs7-signature")
