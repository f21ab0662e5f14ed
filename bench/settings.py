"""Production settings with two addresses more: the floor that everything is compared with."""

import os
import time
from datetime import timedelta

from django.utils import timezone

from lms.settings import *  # noqa: F403
from lms.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
MIDDLEWARE = ["bench.counting.count_queries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
ACCOUNT_RATE_LIMITS = False  # all load comes from one address
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SERVE_MEDIA = False

if _wrong := float(os.environ.get("BENCH_CLOCK", "0")):  # a machine whose clock was moved: see bench/faults
    _time, _now = time.time, timezone.now
    time.time = lambda: _time() + _wrong
    timezone.now = lambda: _now() + timedelta(seconds=_wrong)
