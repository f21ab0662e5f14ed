"""What operators are told of the post."""

from collections.abc import Iterator
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning
from django.core.mail import get_connection
from django.db.models import Count, Min
from prometheus_client.core import GaugeMetricFamily, Metric

from notifications.models import Letter

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"
REPORT = "The CMS says under Reports, “Letters that did not leave”, why, and sends them again."


def undone(at: datetime) -> dict[str, tuple[int, datetime | None]]:
    waiting = Letter.objects.due(at).aggregate(number=Count("pk"), since=Min("due_at"))
    return {"letters to send": (waiting["number"], waiting["since"])}


def figures() -> Iterator[Metric]:
    failing = GaugeMetricFamily("qalqan_letters_failing", "Letters tried in vain: to be tried again, or given up", labels=["state"])
    given_up = Letter.objects.failing().filter(due_at=None).count()
    failing.add_metric(["given_up"], given_up)
    failing.add_metric(["to_be_tried"], Letter.objects.failing().count() - given_up)
    yield failing


def mail_server() -> CheckMessage:
    """Whether the mail server answers: connects, signs in and says NOOP. Sends nothing."""
    if settings.EMAIL_BACKEND != SMTP:
        return _without_server()
    connection = get_connection()
    try:
        connection.open()
        code, _words = connection.connection.noop()
    except (SMTPException, OSError) as problem:
        hint = "Look at EMAIL_URL: host, port, tls, name and password; and whether this machine may reach that port."
        return Error(f"The mail server does not answer ({type(problem).__name__}).", hint=hint)
    finally:
        connection.close()
    if code >= 400:
        return Error(f"The mail server refuses ({code}).", hint="Ask whoever runs it; the account of EMAIL_URL may be closed.")
    return Info("The mail server answers.")


def _without_server() -> CheckMessage:
    if settings.EMAIL_BACKEND == FILES and not settings.DEMO:
        return Error("Without a mail server nobody can sign up: letters are only files here.", hint="Set EMAIL_URL.")
    return Info("There is no mail server; letters are kept on this machine.")


def outbox() -> CheckMessage:
    """Whether letters leave."""
    failing = Letter.objects.failing()
    given_up, number = failing.filter(due_at=None).count(), failing.count()
    if number:
        return Warning(f"{number} letters did not leave; {given_up} of them nobody tries any more.", hint=REPORT)
    return Info("No letter was tried in vain.")


CHECKS = (mail_server, outbox)
