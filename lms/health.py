"""What machines ask a web process: does it live, can it serve, what did it count.

Answered before anything else looks at the request: by any host name, without https, session or language, and not counted.
"""

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from lms.watching import metrics
from lms.watching.checks.chores import answers as redis_answers


def health_middleware(get_response):
    """Answers the addresses of machines itself."""
    addresses = {"/healthy": healthy, "/ready": ready, "/metrics": measured}

    def middleware(request):
        answer = addresses.get(request.path)
        return answer(request) if answer else get_response(request)

    return middleware


def healthy(_request: HttpRequest) -> HttpResponse:
    """Whether this process lives. Asks nobody: a process is not restarted because the database is away."""
    return HttpResponse("healthy\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Whether this process can serve pages: 503 without the database. Without Redis it is slower and chores wait, but it serves."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("not ready: no database\n", content_type="text/plain", status=503)
    degraded = settings.REDIS_URL and not redis_answers()
    return HttpResponse("ready, without Redis\n" if degraded else "ready\n", content_type="text/plain")


def measured(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever has METRICS_TOKEN. For everybody else, and where none is set, this address does not exist."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponseNotFound(content_type="text/plain")
    return HttpResponse(metrics.exposed(), content_type=CONTENT_TYPE_LATEST)
