"""Chores of the post."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from notifications.delivering import deliver, unsent
from notifications.forgetting import empty_old_letters

PATIENCE = timedelta(minutes=10)  # younger letters are on their way


@shared_task(ignore_result=True)
def send(letter_id: int) -> None:
    """Sends one letter, once. What fails is put off; the sweep asks again."""
    deliver(letter_id, at=timezone.now())


@shared_task(ignore_result=True)
def sweep() -> None:
    """Asks again for letters that did not leave."""
    for letter_id in unsent(at=timezone.now(), patience=PATIENCE):
        send.delay(letter_id)


@shared_task(ignore_result=True)
def forget_old() -> None:
    """Empties letters that nobody needs as proof any more."""
    empty_old_letters(at=timezone.now())
