"""Chores of the post."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from notifications.delivering import deliver, unsent

PATIENCE = timedelta(minutes=10)  # younger letters are on their way


@shared_task(autoretry_for=(OSError,), retry_backoff=30, retry_backoff_max=1800, max_retries=8)
def send(letter_id: int) -> None:
    """Sends one letter, once. A mail server that does not answer is asked again."""
    deliver(letter_id, at=timezone.now())


@shared_task(ignore_result=True)
def sweep() -> None:
    """Asks again for letters that never left."""
    for letter_id in unsent(before=timezone.now() - PATIENCE):
        send.delay(letter_id)
