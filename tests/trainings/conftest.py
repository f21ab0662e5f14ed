"""Chores are not what these tests are about: letters are looked at where they wait."""

import pytest

from notifications import tasks


@pytest.fixture(autouse=True)
def _letters_wait(monkeypatch):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)
