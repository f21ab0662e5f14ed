"""Reminds and sends; in the middle of it, while writing or while sending, says so by touching a file and stops. Made to be killed."""

import os
import sys
import time
from datetime import date
from pathlib import Path

import django

os.environ.pop("REDIS_URL", None)  # chores in this process: letters leave from it
django.setup()

from django.core.mail import EmailMultiAlternatives  # noqa: E402
from django.utils import timezone  # noqa: E402

from certificates import reminding  # noqa: E402

place, touched, after, today = sys.argv[1:]
reminding.AT_ONCE = 5
times = 0


def hang_in(work):
    """Does that work so many times; then does it once more and never returns."""

    def hanging(*args, **kwargs):
        global times
        times += 1
        if place == "sending" and times > int(after):  # the mail server has not taken it yet
            hang()
        done = work(*args, **kwargs)
        if times > int(after):  # it is written and not committed
            hang()
        return done

    return hanging


def hang():
    Path(touched).touch()
    time.sleep(600)


if place == "writing":
    reminding.tell_many = hang_in(reminding.tell_many)
else:
    EmailMultiAlternatives.send = hang_in(EmailMultiAlternatives.send)
reminding.remind(today=date.fromisoformat(today), at=timezone.now())
