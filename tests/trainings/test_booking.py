"""Two places, four people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from notifications.models import Letter
from tests.trainings import make
from trainings.booking import NotBooked, book, give_up, place_in_queue
from trainings.models import Booking, BookingState
from trainings.scheduling import NotScheduled, cancel, move, resize

pytestmark = pytest.mark.django_db
BOOKED, WAITING, CANCELLED = BookingState


def states(meeting):
    return list(meeting.bookings.values_list("state", flat=True))


def told(person):
    return [letter.event.split(":")[1] for letter in Letter.objects.filter(person=person).order_by("pk")]


@pytest.fixture
def full(saule):
    """Four people asked for two places."""
    meeting = make.session()
    return meeting, [make.booked(meeting, make.somebody(number)) for number in range(4)]


def test_two_get_a_place_and_two_wait_in_their_order(full):
    meeting, bookings = full
    assert states(meeting) == [BOOKED, BOOKED, WAITING, WAITING]
    assert [place_in_queue(booking) for booking in bookings[2:]] == [1, 2]


def test_booking_again_gives_the_same_booking_and_one_letter(aigerim):
    meeting = make.session()
    assert make.booked(meeting, aigerim) == make.booked(meeting, aigerim)
    assert told(aigerim) == ["booked"]


def test_whoever_waits_first_gets_the_place_that_is_given_up(full):
    meeting, (first, _second, third, fourth) = full
    assert give_up(first, at=timezone.now())
    assert states(meeting) == [CANCELLED, BOOKED, BOOKED, WAITING]
    assert told(third.person) == ["waiting", "promoted"]
    assert told(fourth.person) == ["waiting"]
    assert told(first.person) == ["booked", "given-up"]


def test_giving_up_twice_frees_one_place(full):
    meeting, (first, *_rest) = full
    assert give_up(first, at=timezone.now())
    assert not give_up(first, at=timezone.now())
    assert states(meeting).count(BOOKED) == 2


def test_leaving_the_queue_promotes_nobody(full):
    meeting, (_first, _second, third, fourth) = full
    give_up(third, at=timezone.now())
    assert states(meeting) == [BOOKED, BOOKED, CANCELLED, WAITING]
    assert place_in_queue(fourth) == 1


def test_coming_back_means_the_end_of_the_queue(full):
    meeting, (first, *_rest) = full
    give_up(first, at=timezone.now())
    again = make.booked(meeting, first.person)
    assert again.state == WAITING
    assert place_in_queue(again) == 2


def test_the_database_keeps_a_second_open_booking_out(aigerim):
    meeting = make.session()
    make.booked(meeting, aigerim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(session=meeting, person=aigerim, state=WAITING, made_at=timezone.now())


@pytest.mark.parametrize("reason", ["begun", "cancelled"])
def test_what_has_begun_or_was_cancelled_is_closed(aigerim, saule, daniyar, reason):
    meeting = make.session()
    booking = make.booked(meeting, daniyar)
    at = timezone.now()
    if reason == "cancelled":
        cancel(meeting, reason="The hall is flooded", by=saule, at=at)
    else:
        at = meeting.starts_at
    for refused in (lambda: book(meeting, aigerim, at=at), lambda: give_up(booking, at=at)):
        with pytest.raises(NotBooked) as refusal:
            refused()
        assert refusal.value.reason == reason


def test_more_places_go_to_those_who_wait(full):
    meeting, _bookings = full
    assert resize(meeting, capacity=3, at=timezone.now()) == 1
    assert states(meeting) == [BOOKED, BOOKED, BOOKED, WAITING]


def test_places_that_are_taken_cannot_be_taken_away(full):
    meeting, _bookings = full
    with pytest.raises(NotScheduled):
        resize(meeting, capacity=1, at=timezone.now())


def test_moving_tells_everybody_once_and_keeps_the_bookings(full, saule):
    meeting, bookings = full
    later = meeting.starts_at + timedelta(days=1)
    facts = {"venue": make.venue(2), "room": "204", "starts_at": later, "ends_at": later + timedelta(hours=3), "note": "The trainer is ill"}
    assert move(meeting, **facts, by=saule, at=timezone.now())
    assert not move(meeting, **facts, by=saule, at=timezone.now())
    assert [told(booking.person)[-1] for booking in bookings] == ["moved-1"] * 4
    assert states(meeting) == [BOOKED, BOOKED, WAITING, WAITING]
    letter = Letter.objects.filter(event__endswith="moved-1").first()
    assert "№ 2 орталық, 204" in letter.context["where"]
    assert letter.context["note"] == "The trainer is ill"
    assert "SEQUENCE:1" in letter.files[0][1]
    assert ModelLogEntry.objects.get(action="trainings.move").user == saule


def test_cancelling_tells_everybody_why_and_happens_once(full, saule):
    meeting, bookings = full
    assert cancel(meeting, reason="The hall is flooded", by=saule, at=timezone.now())
    assert not cancel(meeting, reason="Again", by=saule, at=timezone.now())
    assert [told(booking.person)[-1] for booking in bookings] == ["cancelled"] * 4
    letter = Letter.objects.filter(event__endswith="cancelled").first()
    assert letter.context["note"] == "The hall is flooded"
    assert "STATUS:CANCELLED" in letter.files[0][1]


def test_a_letter_speaks_the_language_of_the_person(daniyar, aigerim):
    meeting = make.session()
    for person, title in ((daniyar, "Навык беседы"), (aigerim, "Әңгімелесу дағдысы")):
        make.booked(meeting, person)
        letter = Letter.objects.get(person=person)
        assert letter.context["title"] == title
        assert f"/{person.language}/trainings/{meeting.pk}/" in letter.context["url"]
