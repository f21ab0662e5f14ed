"""A place for signatures by keys that are not the platform's: kept beside the file, not verified."""

from django.conf import settings
from django.db import models

from certificates.models.certificates import Certificate, CertificateFile, private_storage


class DetachedSignature(models.Model):
    """A CMS signature over one sheet, made elsewhere (by a key of the national authority). Private: such files bear the signer's IIN."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="detached_signatures")
    sheet = models.CharField(max_length=5, choices=CertificateFile.Sheet)
    file = models.FileField(max_length=200, storage=private_storage)
    sha256 = models.CharField(max_length=64)
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attached_at"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["certificate", "sha256"], name="detached_signature_once")]
