"""What is public about the keys that signed: kept at a key's first use and never removed: what it signed is to be checked for ever."""

from django.db import models

from certificates.keys import Key, pem


class SigningCertificate(models.Model):
    """The X.509 certificate of a key. `fingerprint` is its SHA-256 and its name in addresses."""

    fingerprint = models.CharField(max_length=64, unique=True)
    subject = models.CharField(max_length=255)
    pem = models.TextField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    first_used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-first_used_at"]
        default_permissions = ()

    def __str__(self):
        return self.subject

    @classmethod
    def of(cls, key: Key) -> "SigningCertificate":
        """The row of that key, made at its first use. Two at once make one: `fingerprint` is unique."""
        facts = {
            "subject": key.certificate.subject.rfc4514_string()[:255],
            "pem": pem(key.certificate),
            "valid_from": key.certificate.not_valid_before_utc,
            "valid_until": key.certificate.not_valid_after_utc,
        }
        row, _made = cls.objects.get_or_create(fingerprint=key.fingerprint, defaults=facts)
        return row
