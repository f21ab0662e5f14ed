"""What is signed besides the files: a certificate's credential and the published list of states."""

from django.db import models

from certificates.models.certificates import Certificate
from certificates.models.keys import SigningCertificate


class Credential(models.Model):
    """The signed credential (JWT) that stands in both files. Made once: files drawn again hold the same."""

    certificate = models.OneToOneField(Certificate, models.PROTECT)
    token = models.TextField()
    signed_by = models.ForeignKey(SigningCertificate, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()


class StatusList(models.Model):
    """The list of one year's certificates as it is published: signed, so that it may be handed on. It says nothing of persons."""

    year = models.PositiveSmallIntegerField(unique=True)
    token = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
