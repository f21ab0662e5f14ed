"""Certificates in the CMS: to be looked at and, with a reason, revoked. Nobody edits a record."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.forms.reason import ReasonField
from certificates.access import may_attach, may_correct, may_revoke, may_work_in_bulk
from certificates.models import Certificate, CertificateReview
from certificates.revoking import revoke


class LookOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes by hand: not even a superuser."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class CertificatesIndex(IndexView):
    """The register; what waits for a decision is one button away."""

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        waiting = CertificateReview.objects.filter(decided_at=None).count() if may_revoke(self.request.user) else 0
        if waiting:
            label = _("To decide: %(number)s") % {"number": waiting}
            buttons.append(Button(label, url=reverse("certificate-reviews"), icon_name="warning", priority=10))
        if may_work_in_bulk(self.request.user):
            buttons.append(Button(_("Many at once"), url=reverse("certificate-batches"), icon_name="list-ul", priority=20))
        return buttons

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("learner")


class CertificateInspection(InspectView):
    """One certificate; the button that leads to revoking stands in its head."""

    @cached_property
    def header_more_buttons(self):
        return [*self._correcting(), *self._files(), *self._signatures(), *self._revoking()]

    def _correcting(self):
        if self.object.status != Certificate.Status.VALID or self.object.erased_at or not may_correct(self.request.user):
            return []
        return [Button(_("Correct the name"), url=reverse("certificate-correct", args=[self.object.pk]), icon_name="edit", priority=5)]

    def _files(self):
        return [Button(_("Files"), url=reverse("certificate-files", args=[self.object.pk]), icon_name="download", priority=15)]

    def _signatures(self):
        if not may_attach(self.request.user):
            return []
        address = reverse("certificate-signatures", args=[self.object.pk])
        return [Button(_("Attached signatures"), url=address, icon_name="doc-full", priority=20)]

    def _revoking(self):
        if self.object.status != Certificate.Status.VALID or not may_revoke(self.request.user):
            return []
        if review := self.object.reviews.filter(decided_at=None).first():
            return [Button(_("Decide"), url=reverse("certificate-review", args=[review.pk]), icon_name="warning", priority=10)]
        return [Button(_("Revoke"), url=reverse("certificate-revoke", args=[self.object.pk]), icon_name="circle-xmark", priority=10)]


class CertificateViewSet(ModelViewSet):
    """The register of certificates."""

    model = Certificate
    icon = "clipboard-list"
    add_to_admin_menu = True
    menu_order = 320
    index_view_class = CertificatesIndex
    inspect_view_class = CertificateInspection
    inspect_view_enabled = True
    inspect_view_fields = [
        *("serial", "code", "learner", "status", "issued_at", "drawn_at", "design"),
        *("supersedes", "corrected_by", "correction_reason"),
        *("revoked_at", "revoked_by", "revoked_reason"),
    ]
    copy_view_enabled = False
    form_fields = []
    search_fields = ["serial", "learner__surname", "learner__email"]
    list_filter = ["status", "issued_at"]
    list_display = [
        TitleColumn("serial", label=gettext_lazy("Number"), url_name="certificates_register:inspect", sort_key="serial"),
        Column("facts.full_name", label=pgettext_lazy("person", "Name")),
        Column("title", label=gettext_lazy("Course"), accessor=lambda certificate: certificate.facts.title.get("ru", "")),
        Column("get_status_display", label=gettext_lazy("Status"), sort_key="status"),
        Column("issued_at", label=gettext_lazy("Issued"), sort_key="issued_at"),
    ]

    @cached_property
    def permission_policy(self):
        return LookOnly(Certificate)


class RevokingForm(forms.Form):
    """Why a certificate is revoked, in words for everybody who checks it."""

    reason = ReasonField(help_text=gettext_lazy("Shown on the public check page. It cannot be undone."))


class RevokeView(FormView):
    """Asks for the reason; POST revokes."""

    form_class = RevokingForm
    template_name = "certificates/admin/revoke.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not may_revoke(request.user):
            raise PermissionDenied
        self.certificate = get_object_or_404(Certificate, pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificate=self.certificate, **kwargs)

    def form_valid(self, form):
        if revoke(self.certificate, by=self.request.user, at=timezone.now(), reason=form.cleaned_data["reason"]):
            messages.success(self.request, _("Certificate %(number)s is revoked.") % {"number": self.certificate.serial})
        else:
            messages.error(self.request, _("Certificate %(number)s is no longer valid already.") % {"number": self.certificate.serial})
        return redirect("certificates_register:inspect", self.certificate.pk)
