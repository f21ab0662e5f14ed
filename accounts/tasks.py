"""Chores about people."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Exists, OuterRef
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
    UserSession.objects.filter(~Exists(Session.objects.filter(session_key=OuterRef("session_key")))).delete()
