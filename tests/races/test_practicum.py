"""Many assessors, many signatures, one result."""

import pytest
from django.utils import timezone

from notifications import tasks
from notifications.models import Letter
from tests.races.test_attempts import at_once
from tests.trainings import make
from trainings.assessing import NotAssessed, mark, sign_off
from trainings.models import PracticumResult, StationMark

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
GOOD = {"1": 5, "2": 5}


@pytest.fixture
def booking(monkeypatch, daniyar, saule):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)
    return make.taking_part(make.practicum(assessors=2), daniyar)


def test_of_twenty_assessors_two_are_taken(booking):
    station, people = booking.session.stations.get(), [make.somebody(number) for number in range(20)]
    outcomes = at_once(lambda number: mark(booking, station, assessor=people[number], scores=GOOD, comment="", at=timezone.now()), 20)
    assert [each.reason for each in outcomes if isinstance(each, NotAssessed)] == ["settled"] * 18
    assert StationMark.objects.count() == 2


def test_twenty_signatures_are_one_result_and_one_letter(booking, saule):
    station = booking.session.stations.get()
    for number in range(2):
        mark(booking, station, assessor=make.somebody(number), scores=GOOD, comment="", at=timezone.now())
    outcomes = at_once(lambda _number: sign_off(booking, by=saule, at=timezone.now()).pk, 20)
    assert set(outcomes) == {PracticumResult.objects.get().pk}
    assert Letter.objects.filter(event__endswith="practicum-passed").count() == 1
