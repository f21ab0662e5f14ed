"""Chores run in this process here, also where Redis is there: what a worker does is the races' story."""

import pytest

from lms.celery import app


@pytest.fixture(autouse=True)
def _in_process():
    before = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = before
