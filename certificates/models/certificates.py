"""A certificate is a record: the snapshot of what was true on its day. The file is drawn from the snapshot only."""

import secrets
from functools import cached_property

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.bitstring import PLACES
from certificates.models.designs import DesignVersion
from certificates.models.keys import SigningCertificate
from certificates.snapshot import Snapshot, read
from courses.models import Enrolment


def new_code() -> str:
    """A check code that cannot be guessed: 128 bits, written in 22 characters."""
    return secrets.token_urlsafe(16)


def new_place() -> int:
    """A random place in a status list: its number tells neither when nor to whom."""
    return secrets.randbelow(PLACES)


def this_year() -> int:
    """The year of Almaty: it names the status list."""
    return timezone.localdate().year


def private_storage():
    """Where files live that only the view of their owner hands out."""
    return storages["private"]


class Certificate(models.Model):
    """What was earned, by whom, when. `snapshot` holds every printed fact (see certificates.snapshot); nothing else is printed."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        SUPERSEDED = "superseded", _("superseded")
        REVOKED = "revoked", _("revoked")

    serial = models.CharField(_("number"), max_length=24)
    code = models.CharField(_("check code"), max_length=22, default=new_code)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="certificates", verbose_name=_("learner")
    )
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="certificates")
    snapshot = models.JSONField()
    snapshot_version = models.PositiveSmallIntegerField()
    design = models.ForeignKey(
        DesignVersion, models.PROTECT, null=True, related_name="certificates", verbose_name=_("certificate design")
    )  # none: the first layout, with the issuer's settings
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.VALID)
    status_list = models.PositiveSmallIntegerField(default=this_year)
    status_index = models.PositiveIntegerField(default=new_place)
    issued_at = models.DateTimeField(_("issued at"))
    drawn_at = models.DateTimeField(_("drawn at"), null=True)  # every sheet has its file
    erased_at = models.DateTimeField(null=True)  # the person asked for it: the snapshot bears no name, nothing is drawn any more
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by", verbose_name=_("takes the place of"))
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("corrected by")
    )
    correction_reason = models.TextField(_("reason of the correction"), blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("revoked by")
    )
    revoked_reason = models.TextField(_("reason of the revocation"), blank=True)

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        default_permissions = ("view",)  # nobody adds, changes or deletes one by hand
        permissions = [
            ("revoke_certificate", _("Can revoke certificates")),
            ("correct_certificate", _("Can correct certificates")),
            ("bulk_certificate", _("Can issue and download many certificates at once")),
            ("attach_signature", _("Can attach signatures to certificates")),
        ]
        indexes = [
            models.Index(fields=["-issued_at"], name="certificate_newest"),  # the register's first page
            models.Index(fields=["issued_at"], condition=Q(drawn_at=None), name="certificate_undrawn"),
            models.Index(fields=["status_list"], condition=~Q(status="valid"), name="certificate_fallen"),
            models.Index(fields=["corrected_by"], condition=Q(corrected_by__isnull=False), name="certificate_corrected_by"),
            models.Index(fields=["revoked_by"], condition=Q(revoked_by__isnull=False), name="certificate_revoked_by"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["serial"], name="certificate_serial_once"),
            models.UniqueConstraint(fields=["code"], name="certificate_code_once"),
            models.UniqueConstraint(fields=["status_list", "status_index"], name="certificate_own_place_in_list"),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(status="valid"), name="certificate_one_valid_per_enrolment"),
            # Whatever became of the first one, issuing again gives no second: only superseding does.
            models.UniqueConstraint(fields=["enrolment"], condition=Q(supersedes=None), name="certificate_first_once_per_enrolment"),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False) & ~Q(revoked_reason="") | ~Q(status="revoked") & Q(revoked_at=None),
                name="certificate_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=False) | Q(corrected_by=None, correction_reason=""),
                name="certificate_corrected_supersedes",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(learner=None, drawn_at__isnull=False), name="certificate_erased_is_nobodys"
            ),
        ]

    def __str__(self):
        return self.serial

    @cached_property
    def facts(self) -> Snapshot:
        """The printed facts."""
        return read(self.snapshot)


class CertificateFile(models.Model):
    """A drawn sheet: the bilingual one (kk-ru) or the English edition. `sha256` is what the check page compares.

    A file that went lost and came out otherwise when it was drawn again (a signature says when) is a row of its own; the lost one's stays,
    so that whoever kept a copy can still have it compared.

    `signed_by` is empty for a file that was drawn where no key was; `is_stamped` says that a time-stamp authority attested the hour.
    """

    class Sheet(models.TextChoices):
        BILINGUAL = "kk-ru", pgettext_lazy("certificate", "Kazakh and Russian")
        ENGLISH = "en", pgettext_lazy("certificate", "English")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="files")
    sheet = models.CharField(max_length=5, choices=Sheet)
    file = models.FileField(max_length=200, storage=private_storage)
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    signed_by = models.ForeignKey(SigningCertificate, models.PROTECT, null=True, related_name="+")
    is_stamped = models.BooleanField(default=False)
    lost_at = models.DateTimeField(null=True)  # when somebody noticed that the storage no longer has it

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["certificate", "sheet"], condition=Q(lost_at=None), name="certificate_file_once_per_sheet"),
            models.CheckConstraint(condition=Q(is_stamped=False) | Q(signed_by__isnull=False), name="certificate_file_stamped_is_signed"),
        ]
