"""Chores of the quizzes."""

from celery import shared_task
from django.utils import timezone

from quizzes.finishing import finish_overdue


@shared_task
def sweep() -> None:
    """Finishes the attempts whose time has gone by while nobody looked."""
    finish_overdue(at=timezone.now())
