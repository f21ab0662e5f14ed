"""A Celery worker that writes a certificate's file, says so by touching a file, and never gets to its row. Made to be killed."""

import sys
import time
from pathlib import Path

import django

django.setup()

from certificates import drawing  # noqa: E402
from lms.celery import app  # noqa: E402


def hang(_pdf):
    Path(sys.argv[1]).touch()
    time.sleep(600)


drawing.sha256 = hang  # what is called between the file and its row
app.worker_main(["worker", "--queues", "documents", "--concurrency", "1"])
