"""Old letters: that they were sent stays, so that nothing is told twice; what they said goes."""

from datetime import datetime

from django.conf import settings

from notifications.models import Letter

AT_ONCE = 5000  # rows in one statement: no table is locked for long


def empty_old_letters(*, at: datetime) -> int:
    """Empties letters that were sent longer ago than `LETTERS_KEPT`; returns how many."""
    old = Letter.objects.filter(sent_at__lt=at - settings.LETTERS_KEPT).exclude(context={}, files=[])
    emptied = 0
    while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        emptied += Letter.objects.filter(pk__in=some).update(context={}, files=[])
    return emptied
