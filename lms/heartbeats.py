"""Signs of life: beat leaves one whenever it asks for the heartbeat chore, and a worker of each queue when it has done it.

They stand in the cache that all processes share. Without Redis there is neither beat nor worker, and nobody asks.
"""

from datetime import datetime

from celery.signals import after_task_publish
from django.core.cache import cache
from django.utils import timezone

CHORE = "lms.tasks.heartbeat"
QUEUES = ("default", "documents")
BEAT = "beat"
A_DAY = 24 * 60 * 60


def leave(part: str) -> None:
    """Writes that this part lives now."""
    cache.set(_key(part), timezone.now(), A_DAY)


def last(part: str) -> datetime | None:
    """When that part last gave a sign of life; None if not for a day."""
    return cache.get(_key(part))


@after_task_publish.connect(sender=CHORE)
def beat_lives(**_said) -> None:
    """Only beat asks for this chore."""
    leave(BEAT)


def _key(part: str) -> str:
    return f"heartbeat-{part}"
