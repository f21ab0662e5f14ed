"""Where `certificates` meets Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from certificates.access import may_choose_design
from certificates.admin_applying import Apply
from certificates.admin_attaching import SignatureFile, Signatures
from certificates.admin_batches import Batches, BatchFile, OneBatch
from certificates.admin_certifications import Begin, CertificationViewSet, OneCertification
from certificates.admin_certifications import Decide as DecideCertification
from certificates.admin_correcting import Correct
from certificates.admin_designs import CourseChoice, DesignViewSet, Preview, Versions, VersionSheet
from certificates.admin_files import Files
from certificates.admin_programmes import ProgrammeViewSet
from certificates.admin_recognising import Recognise
from certificates.admin_reviewing import Decide, Reviews
from certificates.admin_supposing import WhatIf
from certificates.admin_views import CertificateViewSet, RevokeView
from courses.models import CoursePage

CERTIFYING = (
    ("certificates.leave", pgettext_lazy("absence", "Leave"), _("Went on leave: the clock stands still")),
    ("certificates.return", _("Return from leave"), _("Returned from leave: the clock goes on")),
    ("certificates.grant", _("Certify for a time"), _("Certified for a time")),
    ("certificates.revoke_certification", _("Revoke certification"), _("Revoked the certification")),
    ("certificates.apply", _("Apply to running periods"), _("Applied changed rules to running periods")),
    ("certificates.recognise", _("Recognise"), _("Recognised what was met elsewhere")),
    ("certificates.recognise_withdraw", _("Take a recognition back"), _("Took a recognition back")),
)


@hooks.register("register_admin_viewset")
def register():
    # The name must not be that of the public pages: both are URL namespaces.
    return [
        CertificateViewSet("certificates_register", url_prefix="certificates"),
        DesignViewSet("designs", url_prefix="certificate-designs"),
        ProgrammeViewSet("programmes", url_prefix="programmes"),
        CertificationViewSet("certifications", url_prefix="certifications"),
    ]


@hooks.register("register_admin_urls")
def revoke_url():
    return [
        path("certifications/beginning/", Begin.as_view(), name="certification-begin"),
        path("programmes/<int:pk>/applying/", Apply.as_view(), name="programme-apply"),
        path("certifications/recognising/", Recognise.as_view(), name="certification-recognise"),
        path("certifications/what-if/", WhatIf.as_view(), name="certification-what-if"),
        path("certifications/<int:pk>/", OneCertification.as_view(), name="certification"),
        path("certifications/<int:pk>/<slug:decision>/deciding/", DecideCertification.as_view(), name="certification-decide"),
        path("certificates/<int:pk>/files/", Files.as_view(), name="certificate-files"),
        path("certificates/<int:pk>/correct/", Correct.as_view(), name="certificate-correct"),
        path("certificates/<int:pk>/revoke/", RevokeView.as_view(), name="certificate-revoke"),
        path("certificates/<int:pk>/signatures/", Signatures.as_view(), name="certificate-signatures"),
        path("certificates/signatures/<int:pk>/", SignatureFile.as_view(), name="certificate-signature-file"),
        path("certificates/many/", Batches.as_view(), name="certificate-batches"),
        path("certificates/many/<int:pk>/", OneBatch.as_view(), name="certificate-batch"),
        path("certificates/many/<int:pk>/file/", BatchFile.as_view(), name="certificate-batch-file"),
        path("certificates/to-decide/", Reviews.as_view(), name="certificate-reviews"),
        path("certificates/to-decide/<int:pk>/", Decide.as_view(), name="certificate-review"),
    ]


@hooks.register("register_admin_urls")
def design_urls():
    return [
        path("certificate-designs/preview/", Preview.as_view(), name="design-preview-new"),
        path("certificate-designs/<int:pk>/preview/", Preview.as_view(), name="design-preview"),
        path("certificate-designs/<int:pk>/versions/", Versions.as_view(), name="design-versions"),
        path("certificate-designs/versions/<int:pk>.pdf", VersionSheet.as_view(), name="design-version"),
        path("courses/<int:page_id>/certificate-design/", CourseChoice.as_view(), name="course-design"),
    ]


@hooks.register("register_page_header_buttons")
def design_button(page, user, next_url=None, view_name=None):
    """Beside every course: what its certificates look like."""
    if isinstance(page.specific_deferred, CoursePage) and may_choose_design(user, page):
        yield Button(_("Certificate design"), reverse("course-design", args=[page.pk]), icon_name="doc-full-inverse", priority=6)


@hooks.register("register_permissions")
def permissions():
    names = ["view_certificate", "revoke_certificate", "correct_certificate", "bulk_certificate", "attach_signature"]
    names += ["view_programme", "add_programme", "change_programme"]
    names += ["view_design", "add_design", "change_design"]
    names += ["view_certification", "add_certification", "change_certification"]
    return Permission.objects.filter(content_type__app_label="certificates", codename__in=names)


@hooks.register("register_log_actions")
def log_actions(actions):
    """Words for the audit log."""
    actions.register_action("certificates.review_raise", _("List for a decision"), _("Listed for a decision: a pass was withdrawn"))
    actions.register_action("certificates.review_lift", _("Strike from the list"), _("Needs no decision any more: the pass is there again"))
    actions.register_action("certificates.review_keep", _("Keep certificate"), _("Kept after a pass was withdrawn"))

    actions.register_action("certificates.file_lost", _("Draw a lost file again"), _("A stored file was missing: drawn again"))
    actions.register_action("certificates.attach_signature", _("Attach signature"), _("Attached a signature made elsewhere"))
    actions.register_action("certificates.erase", _("Erase the name"), _("Name erased at the person's request"))

    actions.register_action("certificates.design_choose", _("Choose design"), _("Chosen by a course"))

    @actions.register_action("certificates.design_version")
    class Redesigned(LogFormatter):
        label = _("New version of a design")

        def format_message(self, entry):
            return _("Version %(number)s") % entry.data

    for action, label, message in CERTIFYING:
        actions.register_action(action, label, message)

    actions.register_action("certificates.batch", _("Many at once"), _("Asked for many certificates at once"))
    actions.register_action("certificates.batch_download", _("Download the ZIP"), _("Downloaded the ZIP"))

    @actions.register_action("certificates.correct")
    class NameCorrected(LogFormatter):
        label = _("Correct the name")

        def format_message(self, entry):
            return _("Superseded by %(successor)s: %(reason)s") % entry.data

    @actions.register_action("certificates.revoke")
    class Revoked(LogFormatter):
        label = _("Revoke certificate")

        def format_message(self, entry):
            return _("Revoked certificate: %(reason)s") % entry.data
