"""What this room does about its own news."""

from django.db import transaction
from django.dispatch import receiver

from quizzes.signals import attempt_finished, attempt_marked, results_corrected
from quizzes.tasks import send_corrections, send_marked, send_receipt


@receiver(attempt_finished)
def mail_receipt(attempt, **_kwargs):
    """After the commit: a letter for an attempt that was rolled back would be a lie."""
    transaction.on_commit(lambda: send_receipt.delay(attempt.pk), robust=True)


@receiver(attempt_marked)
def mail_result(attempt, **_kwargs):
    """After the commit, like the receipt."""
    transaction.on_commit(lambda: send_marked.delay(attempt.pk), robust=True)


@receiver(results_corrected)
def mail_corrections(case, **_kwargs):
    """After the commit: until then nobody's result has changed."""
    transaction.on_commit(lambda: send_corrections.delay(case.pk), robust=True)
