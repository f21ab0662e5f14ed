"""A hundred people, one place."""

import pytest
from django.utils import timezone

from notifications import tasks
from notifications.models import Letter
from tests.races.test_attempts import at_once
from tests.trainings import make
from trainings.booking import book, give_up
from trainings.models import BookingState

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BOOKED, WAITING, CANCELLED = BookingState
MANY = 100


@pytest.fixture
def crowd(monkeypatch):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)
    return [make.somebody(number) for number in range(MANY)]


def counted(meeting):
    return [meeting.bookings.filter(state=state).count() for state in (BOOKED, WAITING, CANCELLED)]


def test_a_hundred_people_at_the_last_place(crowd):
    meeting = make.session(capacity=1)
    outcomes = at_once(lambda number: book(meeting, crowd[number], at=timezone.now()).state, MANY)
    assert sorted(outcomes) == [BOOKED] + [WAITING] * 99
    assert counted(meeting) == [1, 99, 0]
    assert Letter.objects.count() == MANY


def test_a_hundred_clicks_of_one_person_are_one_booking(crowd):
    meeting = make.session()
    assert len(set(at_once(lambda _number: book(meeting, crowd[0], at=timezone.now()).pk, MANY))) == 1
    assert counted(meeting) == [1, 0, 0]


def test_everybody_leaves_while_others_come(crowd):
    """Fifty have the places and give them up while fifty others ask: nobody is lost, no place stays empty, none is given twice."""
    meeting = make.session(capacity=50)
    first = [make.booked(meeting, person) for person in crowd[:50]]

    def work(number):
        return give_up(first[number], at=timezone.now()) if number < 50 else book(meeting, crowd[number], at=timezone.now()).pk

    outcomes = at_once(work, MANY)
    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert counted(meeting) == [50, 0, 50]
