from django.db import models


class Touch(models.Model):
    """A row written by the `floor-insert` page."""

    person = models.BigIntegerField()  # no foreign key: the bench has no migrations, its table is made before the others
    said = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bench"
