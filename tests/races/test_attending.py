"""A phone that sends twice, a trainer who marks at the same instant: one mark."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications import tasks
from tests.races.test_attempts import at_once
from tests.trainings import make
from trainings.attending import mark_present
from trainings.models import Attendance, How

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_fifty_marks_at_once_are_one(monkeypatch, aigerim, saule):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)
    booking = make.taking_part(make.session(starts_at=timezone.now() - timedelta(minutes=5)), aigerim)
    key, now = uuid4(), timezone.now()

    def mark(number):
        facts = {"how": How.LIST, "key": key, "by": saule} if number % 2 else {"how": How.QR, "key": uuid4(), "by": aigerim}
        return mark_present(booking, marked_at=now, at=now, **facts)

    outcomes = at_once(mark, 50)
    assert {mark.pk for mark, _made in outcomes} == {Attendance.objects.get().pk}
    assert [made for _mark, made in outcomes].count(True) == 1
