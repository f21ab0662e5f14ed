"""Chores about people."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts import forgetting


@shared_task(name="accounts.tasks.erase_due", ignore_result=True)
def erase_due() -> None:
    """Erases those who asked for it and did not change their mind."""
    forgetting.erase_due(at=timezone.now())


@shared_task(name="accounts.tasks.forget_sessions", ignore_result=True)
def forget_sessions() -> None:
    """Deletes sessions that have ended by themselves, and what is remembered of them: network address and browser."""
    call_command("clearsessions")
    UserSession.objects.filter(last_seen_at__lt=timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
