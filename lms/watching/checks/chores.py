"""Redis, workers, beat, and whether chores get done."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.checks import CheckMessage, Error, Info, Warning
from django.utils import timezone

from lms import heartbeats
from lms.celery import app
from lms.watching import rooms

HERE = Info("Without Redis, chores run in the web process.")
NO_REDIS = Error("Cannot be asked: Redis does not answer.")
SILENT = timedelta(minutes=3)  # beat gives a sign every minute
LATE, TOO_LATE = 15 * 60, 2 * 60 * 60  # seconds that a chore waits


def redis() -> CheckMessage:
    """Whether Redis answers."""
    if not settings.REDIS_URL:
        return HERE
    if answers():
        return Info("Redis answers.")
    hint = "Is it started? Does REDIS_URL name it? Nothing is lost: chores are found again by the sweeps when it is back."
    return Error("Redis does not answer.", hint=hint)


def workers() -> CheckMessage:
    """Whether a worker takes each queue. Asks all of them and waits for a second."""
    if not settings.REDIS_URL:
        return HERE
    if not answers():
        return NO_REDIS
    found = app.control.inspect(timeout=1).active_queues() or {}
    taken = {queue["name"] for queues in found.values() for queue in queues}
    if missing := [queue for queue in heartbeats.QUEUES if queue not in taken]:
        hint = f"celery --app lms worker --queues {','.join(heartbeats.QUEUES)}; its log says why one ended."
        return Error(f"No worker takes the queue {' and '.join(missing)}.", hint=hint)
    return Info(f"Workers: {len(found)}.")


def beat() -> CheckMessage:
    """Whether beat asks for what is due by the clock."""
    if not settings.REDIS_URL:
        return Info("Without Redis there is no beat: cron calls manage.py chores.")
    if not answers():
        return NO_REDIS
    seen = heartbeats.last(heartbeats.BEAT)
    if seen is None or timezone.now() - seen > SILENT:
        when = f"since {timezone.localtime(seen):%Y-%m-%d %H:%M}" if seen else "for a day"
        hint = "celery --app lms beat: one, and never two. Just started, it needs a minute."
        return Error(f"Beat gave no sign {when}.", hint=hint)
    return Info("Beat is alive.")


def chores() -> CheckMessage:
    """Whether chores get done: how long the oldest waits."""
    waiting = max(rooms.undone(timezone.now()), key=lambda each: each.seconds, default=None)
    if waiting is None or waiting.seconds < LATE:
        return Info("No chore waits for long.")
    words = f"{waiting.number} {waiting.chore}; the oldest waits for {waiting.seconds / 60:.0f} minutes."
    hint = "See that workers and beat are alive; a chore that fails has its error in the worker's log. Sweeps ask again every minute."
    return Error(words, hint=hint) if waiting.seconds > TOO_LATE else Warning(words, hint=hint)


def answers() -> bool:
    """Whether the cache takes and gives; whatever its client raises is a no."""
    try:
        cache.set("doctor", "well", 60)
        return cache.get("doctor") == "well"
    except Exception:
        return False


CHECKS = (redis, workers, beat, chores)
