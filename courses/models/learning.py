"""What each learner did: facts, appended and never reset."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.models.editions import Course, Edition


class Enrolment(models.Model):
    """One person in one course, following one edition. At most one is open at a time; finished ones stay."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    current_item = models.UUIDField(null=True, blank=True, help_text="Key of the item last opened: where “continue” leads.")

    class Meta:
        ordering = ["-enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"], condition=Q(completed_at=None, left_at=None), name="enrolment_one_open_per_person_and_course"
            )
        ]

    def __str__(self):
        return f"{self.learner} in {self.edition}"


class ItemProgress(models.Model):
    """How far one learner is in one item. Keyed by the item's key, so that it is the same in every language and edition."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress", db_index=False)  # a constraint serves
    item_key = models.UUIDField()
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=36, blank=True, help_text="Id of the block last in sight.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "item_key"], name="progress_one_per_item")]


class BlockState(models.Model):
    """What a learner left in a block: a reflection, ticks, the path through a case, the seconds of a video. Private to the learner."""

    wagtail_reference_index_ignore = True  # written at every step of every learner; nobody asks where it is used

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="block_states", db_index=False)  # a constraint serves
    item_key = models.UUIDField()
    block_id = models.UUIDField()
    data = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "item_key", "block_id"], name="block_state_one_per_block")]
