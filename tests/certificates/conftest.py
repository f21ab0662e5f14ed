"""Chores run in this process here, also where Redis is there: what a worker does is the races' story."""

import pytest

from lms.celery import app
from notifications import tasks as post
from tests.certificates.programmes import certified


@pytest.fixture(autouse=True)
def _in_process():
    before = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = before


@pytest.fixture
def letters_wait(monkeypatch):
    """Letters are written, and leave only when the test sends them."""
    monkeypatch.setattr(post.send, "delay", lambda letter_id: None)


@pytest.fixture
def certification(daniyar):
    """Daniyar, certified until 20 January 2027, that day included; renewal opens on 22 October; a month of grace."""
    return certified(daniyar)
