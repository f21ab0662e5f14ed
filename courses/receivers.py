"""What this room does about news from the rooms above it."""

from django.dispatch import receiver

from accounts.exporting import Known, rows
from accounts.signals import data_asked, person_erased
from courses.models import BlockState, Enrolment, ItemProgress


@receiver(person_erased)
def forget_notes(person, at, **_kwargs):
    """What somebody wrote for themselves goes; what they did stays and is nobody's. Courses that they follow are left."""
    BlockState.objects.filter(enrolment__learner=person).delete()
    Enrolment.objects.filter(learner=person, completed_at=None, left_at=None).update(left_at=at)


@receiver(data_asked)
def tell_what_was_learnt(person, **_kwargs):
    """Courses, how far in each item, and what was left in lessons: reflections, ticks, paths, seconds."""
    mine = Enrolment.objects.filter(learner=person)
    at = {"course": "enrolment__course__slug", "item": "item_key"}
    instants = {name: name for name in ("opened_at", "read_at", "passed_at", "completed_at")}
    return Known(
        "courses",
        {
            "enrolments": rows(
                mine,
                course="course__slug",
                edition="edition__number",
                enrolled_at="enrolled_at",
                completed_at="completed_at",
                left_at="left_at",
            ),
            "progress": rows(ItemProgress.objects.filter(enrolment__in=mine), **at, **instants),
            "notes": rows(BlockState.objects.filter(enrolment__in=mine), **at, block="block_id", left="data", updated_at="updated_at"),
        },
    )
