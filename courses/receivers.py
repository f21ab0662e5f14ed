"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.signals import person_erased
from courses.models import BlockState, Enrolment


@receiver(person_erased)
def forget_notes(person, at, **_kwargs):
    """What somebody wrote for themselves goes; what they did stays and is nobody's. Courses that they follow are left."""
    BlockState.objects.filter(enrolment__learner=person).delete()
    Enrolment.objects.filter(learner=person, completed_at=None, left_at=None).update(left_at=at)
