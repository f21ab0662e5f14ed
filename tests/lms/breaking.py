"""Makes a request and a chore fail in a process of its own, as production runs; what it tells a Sentry is for the test to see."""

import logging

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from lms.celery import app  # noqa: E402
from tests.lms.named import EMAIL, IIN, QUERY, WORDS  # noqa: E402


@app.task
def break_down(words):
    raise ValueError(words)


settings.ROOT_URLCONF = "tests.lms.broken_urls"
settings.ALLOWED_HOSTS = ["testserver"]
client = Client(raise_request_exception=False)
client.post(f"/broken/x7Gk2_aPq-LmN3vTzR81wQ/{QUERY}", {"iin": IIN})
break_down.delay(WORDS)
logging.getLogger("room").error("No letter to %s", EMAIL)
