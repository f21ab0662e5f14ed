from django.conf import settings
from django.db import models
from django.db.models import F, Q

WAITING = Q(withdrawn_at=None, done_at=None)


class ErasureRequestQuerySet(models.QuerySet):
    def waiting(self):
        """Neither taken back nor done."""
        return self.filter(WAITING)


class ErasureRequest(models.Model):
    """That a person asked to be forgotten. Done when its day has come, unless they changed their mind."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=WAITING, name="erasure_one_waiting_per_person"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(done_at=None), name="erasure_withdrawn_or_done"),
            models.CheckConstraint(condition=Q(due_at__gte=F("asked_at")), name="erasure_due_after_asked"),
        ]

    def __str__(self):
        return f"{self.person}: {self.due_at}"
