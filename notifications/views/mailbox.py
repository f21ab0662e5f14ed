from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from notifications.mailbox import find_mail, read_mailbox


def mailbox(request):
    """Every mail that this academy wrote, newest first. Routed in the demo academy only: whoever opens it may read all codes."""
    _demo_only()
    return render(request, "notifications/mailbox.html", {"mails": read_mailbox(settings.MAILBOX_DIR)})


@csp({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["'self'", "data:"], "frame-ancestors": ["'self'"]})
def mail_html(request, key):
    """The HTML part of one mail, for the sandboxed frame that shows it. A mail styles itself inline and runs nothing."""
    _demo_only()
    mail = find_mail(settings.MAILBOX_DIR, key)
    if mail is None or not mail.html:
        raise Http404
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


def _demo_only():
    if not settings.DEMO:
        raise Http404
