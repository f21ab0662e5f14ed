"""What operators are told of the quizzes."""

from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min

from quizzes import regrading, stocking
from quizzes.mailing import letters_due
from quizzes.models import Attempt


def undone(at: datetime) -> dict[str, tuple[int, datetime | None]]:
    """Of cases and files it is not known when they were asked for: only how many wait."""
    due = at - settings.ANSWER_GRACE
    overdue = Attempt.objects.filter(finished_at=None, deadline_at__lt=due).aggregate(number=Count("pk"), since=Min("deadline_at"))
    since = overdue["since"] and overdue["since"] + settings.ANSWER_GRACE
    letters = letters_due().aggregate(number=Count("pk"), since=Min("finished_at"))
    return {
        "exams to finish": (overdue["number"], since),
        "letters about exams to write": (letters["number"], letters["since"]),
        "regradings to bring to their end": (len(regrading.waiting()), None),
        "question files to save": (len(stocking.waiting()), None),
    }
