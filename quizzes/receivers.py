"""What this room does about its own news."""

from django.db import transaction
from django.dispatch import receiver

from quizzes.signals import attempt_finished, attempt_marked, results_corrected
from quizzes.tasks import send_corrections, send_letters


@receiver(attempt_finished)
@receiver(attempt_marked)
def mail_letter(attempt, **_kwargs):
    """Right after the commit where chores run in this process. Workers find by their sweep, within a minute, whose letters are due: on the
    evening on which everybody finishes, a message for each would hold everybody up.
    """
    if send_letters.app.conf.task_always_eager:
        transaction.on_commit(lambda: send_letters.delay([attempt.pk]), robust=True)


@receiver(results_corrected)
def mail_corrections(case, **_kwargs):
    """After the commit: until then nobody's result has changed."""
    transaction.on_commit(lambda: send_corrections.delay(case.pk), robust=True)
