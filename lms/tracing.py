"""Every request and every chore has an id, by which the lines of all processes that had to do with it are found again.

A chore bears the id of the request that asked for it. What is remembered is the id, the view, and the person's number: nothing else.
"""

import logging
import re
import time
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from celery.signals import before_task_publish, task_postrun, task_prerun
from django.conf import settings
from django.http import HttpRequest

from lms.watching import metrics

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")

logger = logging.getLogger("lms.requests")


@dataclass(frozen=True)
class Trace:
    """What a process is at: a request, or a chore by its name."""

    request_id: str
    request: HttpRequest | None = None
    chore: str = ""

    @property
    def view(self) -> str:
        return view_of(self.request) if self.request else ""

    @property
    def person(self) -> int | None:
        """The number of whoever is signed in, where that is known by now: nothing is read for it."""
        return getattr(getattr(self.request, "_cached_user", None), "pk", None)


current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def trace_middleware(get_response):
    """Gives the request its id, answers with it, counts the answer and writes a line about it."""

    def middleware(request):
        given = request.headers.get(HEADER, "")
        trace = Trace(given if WELL_FORMED.fullmatch(given) else uuid4().hex, request)
        token = current.set(trace)
        begun = time.perf_counter()
        try:
            response = get_response(request)
            seconds = time.perf_counter() - begun
            response[HEADER] = trace.request_id
            metrics.count(view=trace.view, method=request.method, status=response.status_code, seconds=seconds)
            logger.info("answered", extra={"method": request.method, "status": response.status_code, "ms": round(seconds * 1000)})
            return response
        finally:
            current.reset(token)

    return middleware


def view_of(request: HttpRequest) -> str:
    """The name of the view that an address leads to: addresses themselves may hold codes, numbers and names."""
    if request.resolver_match:
        return request.resolver_match.view_name
    return "static" if request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) else "none"


@before_task_publish.connect
def send_along(headers=None, **_said) -> None:
    """A chore takes the id of whatever asked for it along."""
    if (trace := current.get()) and headers is not None:
        headers["request_id"] = trace.request_id


@task_prerun.connect
def begin_chore(task=None, task_id="", **_said) -> None:
    """A chore run in the process that asked for it goes on under the same id."""
    before = current.get()
    task.request.trace_token = current.set(Trace(before.request_id if before else _id_of(task, task_id), chore=task.name))


@task_postrun.connect
def end_chore(task=None, **_said) -> None:
    if token := getattr(task.request, "trace_token", None):
        current.reset(token)


def _id_of(task, task_id: str) -> str:
    given = str(task.request.get("request_id") or "")
    return given if WELL_FORMED.fullmatch(given) else task_id.replace("-", "")
