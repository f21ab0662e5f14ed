"""Where `certificates` meets Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from certificates.admin_attaching import SignatureFile, Signatures
from certificates.admin_certifications import Begin, CertificationViewSet, OneCertification
from certificates.admin_certifications import Decide as DecideCertification
from certificates.admin_programmes import ProgrammeViewSet
from certificates.admin_reviewing import Decide, Reviews
from certificates.admin_views import CertificateViewSet, RevokeView

CERTIFYING = (
    ("certificates.leave", pgettext_lazy("absence", "Leave"), _("Went on leave: the clock stands still")),
    ("certificates.return", _("Return from leave"), _("Returned from leave: the clock goes on")),
    ("certificates.grant", _("Certify for a time"), _("Certified for a time")),
    ("certificates.revoke_certification", _("Revoke certification"), _("Revoked the certification")),
    ("certificates.recognise", _("Recognise"), _("Recognised what was met elsewhere")),
)


@hooks.register("register_admin_viewset")
def register():
    # The name must not be that of the public pages: both are URL namespaces.
    return [
        CertificateViewSet("certificates_register", url_prefix="certificates"),
        ProgrammeViewSet("programmes", url_prefix="programmes"),
        CertificationViewSet("certifications", url_prefix="certifications"),
    ]


@hooks.register("register_admin_urls")
def revoke_url():
    return [
        path("certifications/beginning/", Begin.as_view(), name="certification-begin"),
        path("certifications/<int:pk>/", OneCertification.as_view(), name="certification"),
        path("certifications/<int:pk>/<slug:decision>/deciding/", DecideCertification.as_view(), name="certification-decide"),
        path("certificates/<int:pk>/revoke/", RevokeView.as_view(), name="certificate-revoke"),
        path("certificates/<int:pk>/signatures/", Signatures.as_view(), name="certificate-signatures"),
        path("certificates/signatures/<int:pk>/", SignatureFile.as_view(), name="certificate-signature-file"),
        path("certificates/to-decide/", Reviews.as_view(), name="certificate-reviews"),
        path("certificates/to-decide/<int:pk>/", Decide.as_view(), name="certificate-review"),
    ]


@hooks.register("register_permissions")
def permissions():
    names = ["view_certificate", "revoke_certificate", "attach_signature", "view_programme", "add_programme", "change_programme"]
    names += ["view_certification", "add_certification", "change_certification"]
    return Permission.objects.filter(content_type__app_label="certificates", codename__in=names)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("certificates.review_raise", _("List for a decision"), _("Listed for a decision: a pass was withdrawn"))
    actions.register_action("certificates.review_lift", _("Strike from the list"), _("Needs no decision any more: the pass is there again"))
    actions.register_action("certificates.review_keep", _("Keep certificate"), _("Kept after a pass was withdrawn"))

    actions.register_action("certificates.attach_signature", _("Attach signature"), _("Attached a signature made elsewhere"))
    actions.register_action("certificates.erase", _("Erase the name"), _("Name erased at the person's request"))

    for action, label, message in CERTIFYING:
        actions.register_action(action, label, message)

    @actions.register_action("certificates.revoke")
    class Revoked(LogFormatter):
        label = _("Revoke certificate")

        def format_message(self, entry):
            return _("Revoked certificate: %(reason)s") % entry.data
