"""Figures for Prometheus: what this machine's web processes answered, and what the database and Redis say now.

Labels name views, methods and states, never an address or a person. Where gunicorn runs several processes, they count in one folder
(PROMETHEUS_MULTIPROC_DIR, which `ops/gunicorn.py` sets before this is loaded), and whichever is asked adds them up.
"""

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils import timezone
from kombu.exceptions import ChannelError, OperationalError
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from redis.exceptions import RedisError

from lms import heartbeats
from lms.celery import app
from lms.watching import rooms

METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_here = CollectorRegistry()
_requests = Counter("qalqan_requests", "Answered requests", ["view", "method", "status"], registry=_here)
_seconds = Histogram("qalqan_request_seconds", "Time until the answer began", ["view"], registry=_here, buckets=SECONDS)


def count(*, view: str, method: str, status: int, seconds: float) -> None:
    """Counts one answered request."""
    _requests.labels(view, method if method in METHODS else "other", str(status)).inc()
    _seconds.labels(view).observe(seconds)


def exposed() -> bytes:
    """Everything, in Prometheus's text format."""
    counted = _here
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    asked = CollectorRegistry()
    asked.register(_Asked())
    return generate_latest(counted) + generate_latest(asked)


class _Asked:
    """What is looked up at the moment of asking. Whichever part is away says so by `qalqan_up`, and the others are told all the same."""

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("qalqan_up", "Whether this part answers", labels=["part"])
        for part, ask in (("database", _of_database), ("redis", _of_redis)):
            if part == "redis" and not settings.REDIS_URL:
                continue
            try:
                yield from list(ask())
            except (DatabaseError, RedisError, OperationalError):
                up.add_metric([part], 0)
            else:
                up.add_metric([part], 1)
        yield up


def _of_database() -> Iterator[Metric]:
    waiting = GaugeMetricFamily("qalqan_undone_chores", "Chores that wait", labels=["chore"])
    oldest = GaugeMetricFamily("qalqan_oldest_undone_chore_seconds", "How long the oldest of them waits", labels=["chore"])
    for each in rooms.undone(timezone.now()):
        waiting.add_metric([each.chore], each.number)
        oldest.add_metric([each.chore], each.seconds)
    yield from (waiting, oldest)
    yield from rooms.figures()


def _of_redis() -> Iterator[Metric]:
    depth = GaugeMetricFamily("qalqan_queue_depth", "Chores in the queue that no worker has taken yet", labels=["queue"])
    with app.connection_or_acquire() as connection:
        for queue in heartbeats.QUEUES:
            depth.add_metric([queue], _depth(connection.default_channel, queue))
    yield depth
    silent = GaugeMetricFamily("qalqan_silent_seconds", "Time since the last sign of life, at most a day", labels=["part"])
    for part in (heartbeats.BEAT, *heartbeats.QUEUES):
        seen = heartbeats.last(part)
        silent.add_metric([part], (timezone.now() - seen).total_seconds() if seen else heartbeats.A_DAY)
    yield silent


def _depth(channel, queue: str) -> int:
    try:
        return channel.queue_declare(queue, passive=True).message_count
    except ChannelError:  # Redis keeps no empty queue
        return 0
