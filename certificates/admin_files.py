"""The files of a certificate in the CMS: which are there, and drawing again what was lost."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from certificates.admin_frame import CertificatePage
from certificates.losing import missing, note_lost


class Files(CertificatePage, TemplateView):
    """Every file with its fingerprint. POST has those drawn again that the storage has lost."""

    template_name = "certificates/admin/files.html"
    page_title = gettext_lazy("Files")
    permissions = ("certificates.view_certificate",)

    def get_context_data(self, **kwargs):
        gone = {file.pk for file in missing(self.certificate)} if not self.certificate.erased_at else set()
        files = self.certificate.files.select_related("signed_by").order_by("-sheet", "-drawn_at")
        return {
            **super().get_context_data(**kwargs),
            "certificate": self.certificate,
            "files": [(file, file.pk in gone) for file in files],
            "gone": gone,
        }

    def post(self, request, *args, **kwargs):
        if note_lost(self.certificate, at=timezone.now(), by=request.user):
            messages.success(request, _("The missing file is being drawn again. This page says how it came out."))
        else:
            messages.info(request, _("No file is missing."))
        return redirect("certificate-files", self.certificate.pk)
