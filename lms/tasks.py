"""Chores of the project itself."""

from celery import shared_task
from django.core.management import call_command

from lms import heartbeats


@shared_task(name=heartbeats.CHORE, ignore_result=True)
def heartbeat(queue: str) -> None:
    """Leaves a sign that a worker takes that queue."""
    heartbeats.leave(queue)


@shared_task(name="lms.tasks.publish_scheduled", ignore_result=True)
def publish_scheduled() -> None:
    """Publishes and withdraws pages whose hour has come, as their editors set it."""
    call_command("publish_scheduled")
