"""Chores: everything that can be done again. Facts are written in the request's transaction instead."""

import os

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("qalqan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def write_as_the_others_do(**_said):
    """Whoever hears this keeps Celery from writing lines of its own kind: workers and beat log as settings.LOGGING says."""
