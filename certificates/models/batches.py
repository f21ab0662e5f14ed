"""Work on many certificates at once: what was asked for, by whom, and how far each piece is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.models.certificates import Certificate, CertificateFile, private_storage
from certificates.models.certifications import Period
from courses.models import Enrolment


class BatchQuerySet(models.QuerySet):
    def visible_to(self, person):
        """A person's own. What others gathered does not exist for them: it is full of names."""
        return self.filter(made_by=person)

    def unfinished(self):
        return self.filter(finished_at=None)


class Batch(models.Model):
    """Certificates to be issued, or to be put into one ZIP. Done piece by piece in the background."""

    class Work(models.TextChoices):
        ISSUE = "issue", _("issue")
        GATHER = "gather", _("gather into a ZIP")

    work = models.CharField(max_length=6, choices=Work)
    title = models.CharField(max_length=300)
    sheet = models.CharField(max_length=5, choices=CertificateFile.Sheet, default=CertificateFile.Sheet.BILINGUAL)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    file = models.FileField(max_length=200, storage=private_storage, blank=True)
    removed_at = models.DateTimeField(null=True)  # the ZIP is gone: it may be gathered again

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()

    def __str__(self):
        return self.title


class BatchItem(models.Model):
    """One piece: a completed course or an earned period that lacks its certificate, or a certificate whose file is wanted."""

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        NAMELESS = "nameless", _("the person has given no name")
        FAILED = "failed", pgettext_lazy("certificates", "could not be done")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, related_name="+")
    period = models.ForeignKey(Period, models.CASCADE, null=True, related_name="+")
    certificate = models.ForeignKey(Certificate, models.CASCADE, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["batch"], condition=Q(outcome=""), name="batch_item_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "enrolment"], name="batch_enrolment_once"),
            models.UniqueConstraint(fields=["batch", "period"], name="batch_period_once"),
            models.UniqueConstraint(fields=["batch", "certificate"], name="batch_certificate_once"),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False, period=None)
                | Q(enrolment=None, period__isnull=False)
                | Q(enrolment=None, period=None, certificate__isnull=False),
                name="batch_item_is_about_something",
            ),
        ]
