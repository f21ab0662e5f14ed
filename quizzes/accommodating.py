"""Extra time: which accommodation holds for a person in a course."""

from decimal import Decimal

from django.db.models import Max, Q

from quizzes.models import Accommodation


def extra_time_of(learner: int, course: int) -> int:
    """Percent added to time limits: the greatest of what holds for this course and for all. 0 where nothing does."""
    holding = Accommodation.objects.filter(Q(course=course) | Q(course=None), learner=learner, ended_at=None)
    return holding.aggregate(most=Max("extra_time"))["most"] or 0


def factor(extra_time: int) -> Decimal:
    """What a time limit is multiplied by."""
    return 1 + Decimal(extra_time) / 100
