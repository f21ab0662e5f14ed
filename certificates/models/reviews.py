"""A certificate that a person has to decide on, because what it rests on is no longer so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.models.certificates import Certificate


class CertificateReview(models.Model):
    """Raised when the pass behind a certificate is withdrawn; nothing happens to the certificate until somebody decides."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("keep it")
        REVOKE = "revoke", _("revoke it")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="reviews", verbose_name=_("certificate"))
    raised_at = models.DateTimeField(_("raised at"))
    reason = models.TextField(_("reason"))
    attempts = models.JSONField(default=list, help_text="Keys of the attempts whose pass was withdrawn.")
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decision = models.CharField(_("decision"), max_length=6, choices=Decision, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))

    class Meta:
        ordering = ["raised_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["certificate"], condition=Q(decided_at=None), name="certificate_review_one_open"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="", decided_by=None) | Q(decided_at__isnull=False) & ~Q(decision=""),
                name="certificate_review_decided_means_how",
            ),
        ]

    def __str__(self):
        return str(self.certificate)
