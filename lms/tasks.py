"""Chores of the project itself."""

from celery import shared_task

from lms import heartbeats


@shared_task(name=heartbeats.CHORE, ignore_result=True)
def heartbeat(queue: str) -> None:
    """Leaves a sign that a worker takes that queue."""
    heartbeats.leave(queue)
