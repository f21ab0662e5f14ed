"""Chores of the quizzes."""

from celery import shared_task
from django.utils import timezone

from quizzes.finishing import finish_overdue
from quizzes.importing import forget_old_drafts
from quizzes.mailing import post_marked, post_receipt


@shared_task
def sweep() -> None:
    """Finishes the attempts whose time has gone by while nobody looked; forgets the files of questions that nobody needs any more."""
    finish_overdue(at=timezone.now())
    forget_old_drafts(at=timezone.now())


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=1800, max_retries=8)
def send_receipt(attempt_id: int) -> None:
    """The letter with what was recorded. A mail server that does not answer is asked again."""
    post_receipt(attempt_id)


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=1800, max_retries=8)
def send_marked(attempt_id: int) -> None:
    """The letter that says the result is there."""
    post_marked(attempt_id)
