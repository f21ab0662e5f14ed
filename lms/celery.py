"""Chores: everything that can be done again. Facts are written in the request's transaction instead."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")

app = Celery("qalqan")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
