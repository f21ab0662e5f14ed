"""Aigerim scans the code in the room; Saule has the list."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import people
from tests.people import at_the_desk
from tests.trainings import make
from tests.trainings.test_desk import is_gone
from trainings.attending import NotMarkedPresent, mark_present, withdraw
from trainings.codes import code_at
from trainings.models import Attendance, How
from trainings.presence import SCAN_HOLDS
from trainings.scheduling import cancel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def meeting(saule):
    return make.session(starts_at=timezone.now() - timedelta(minutes=5))


@pytest.fixture
def booking(meeting, aigerim):
    return make.taking_part(meeting, aigerim)


@pytest.fixture
def phone(client, aigerim):
    client.force_login(aigerim)
    return client


@pytest.fixture
def desk(saule):
    client = Client()
    client.force_login(at_the_desk(saule, "Trainers"))
    return client


def scan(client, meeting, *, age=0):
    code = code_at(meeting.secret, timezone.now() - timedelta(seconds=age))
    return client.get(reverse("trainings-scan", args=[meeting.pk, code]))


def check_in(meeting):
    return f"/en/trainings/{meeting.pk}/check-in/"


def listed(booking, **changes):
    now = timezone.now()
    facts = {"how": How.LIST, "key": uuid4(), "by": make.trainer(), "marked_at": now, "at": now, **changes}
    return mark_present(booking, **facts)


def refused(work):
    with pytest.raises(NotMarkedPresent) as refusal:
        work()
    return refusal.value.reason


def test_aigerim_scans_and_checks_in(phone, meeting, booking, aigerim):
    assert scan(phone, meeting).url.endswith(f"/trainings/{meeting.pk}/check-in/")
    assert "I am here" in phone.get(check_in(meeting)).content.decode()
    assert phone.post(check_in(meeting)).url == check_in(meeting)
    mark = Attendance.objects.get()
    assert (mark.booking, mark.how, mark.by, mark.late) == (booking, How.QR, aigerim, False)
    assert "You are checked in" in phone.get(check_in(meeting)).content.decode()
    phone.post(check_in(meeting))
    assert Attendance.objects.count() == 1


def test_opening_the_address_checks_nobody_in(phone, meeting, booking):
    scan(phone, meeting)
    phone.get(check_in(meeting))
    assert not Attendance.objects.exists()


def test_she_may_sign_in_after_scanning(client, meeting, booking, aigerim):
    where = scan(client, meeting).url
    assert "/accounts/login/" in client.get(where).url
    client.post("/en/accounts/login/", {"login": aigerim.email, "password": people.PASSWORD})
    client.post(check_in(meeting))
    assert Attendance.objects.get().booking == booking


def test_a_code_that_was_sent_to_a_friend_is_old(phone, meeting, booking):
    answer = scan(phone, meeting, age=61)
    assert answer.status_code == 410
    phone.post(check_in(meeting))
    assert not Attendance.objects.exists()


def test_a_scan_holds_for_ten_minutes(phone, meeting, booking, monkeypatch):
    scan(phone, meeting)
    later = timezone.now() + SCAN_HOLDS + timedelta(seconds=1)
    monkeypatch.setattr("trainings.views.presence.timezone.now", lambda: later)
    phone.post(check_in(meeting))
    assert not Attendance.objects.exists()


def test_the_address_alone_is_not_enough(phone, meeting, booking):
    assert "Scan the code" in phone.get(check_in(meeting)).content.decode()
    phone.post(check_in(meeting))
    assert not Attendance.objects.exists()


def test_without_a_place_nobody_checks_in(client, meeting, booking, daniyar):
    client.force_login(daniyar)
    scan(client, meeting)
    answer = client.post(check_in(meeting))
    assert answer.status_code == 403
    assert "You have no place in this session" in answer.content.decode()


def test_whoever_is_late_says_why(phone, saule, aigerim):
    meeting = make.session(starts_at=timezone.now() - timedelta(minutes=20))
    make.taking_part(meeting, aigerim)
    scan(phone, meeting)
    assert "Why are you late?" in phone.get(check_in(meeting)).content.decode()
    assert phone.post(check_in(meeting), {"reason": " "}).status_code == 422
    phone.post(check_in(meeting), {"reason": "The road was closed"})
    mark = Attendance.objects.get()
    assert (mark.late, mark.reason) == (True, "The road was closed")


def test_what_the_list_refuses(saule, aigerim, daniyar):
    ahead = make.session(starts_at=timezone.now() + timedelta(hours=2), capacity=1)
    booked, waiting = make.booked(ahead, aigerim), make.booked(ahead, daniyar)
    assert refused(lambda: listed(booked)) == "early"
    assert refused(lambda: listed(waiting)) == "no-place"
    assert refused(lambda: listed(booked, marked_at=ahead.starts_at + timedelta(minutes=20))) == "reason"
    cancel(ahead, reason="Snow", by=saule, at=timezone.now())
    assert refused(lambda: listed(booked)) == "cancelled"


def test_a_mark_that_is_sent_again_is_one_mark_also_after_it_was_taken_back(booking, saule):
    key = uuid4()
    first, made = listed(booking, key=key)
    assert made
    assert listed(booking, key=key) == (first, False)
    assert listed(booking) == (first, False)
    assert withdraw(booking, by=saule, at=timezone.now())
    assert not withdraw(booking, by=saule, at=timezone.now())
    again, made = listed(booking, key=key)
    assert (again.pk, made) == (first.pk, False)
    assert again.withdrawn_at
    assert listed(booking)[1]


def test_the_database_keeps_a_second_mark_out(booking):
    mark, _made = listed(booking)
    mark.pk, mark.key = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        mark.save()


def test_saule_marks_from_her_list_and_takes_it_back(desk, meeting, booking):
    page = reverse("trainings_desk", args=[meeting.pk])
    mark, back = (reverse(f"trainings_{name}", args=[meeting.pk, booking.pk]) for name in ("present", "withdraw"))
    assert mark in desk.get(page).content.decode()
    assert desk.post(mark).url.startswith(page)
    assert back in desk.get(page).content.decode()
    assert desk.post(back).url.startswith(page)
    assert Attendance.objects.get().withdrawn_at


def test_a_mark_that_waited_on_her_device_tells_when_it_was_made(desk, meeting, booking):
    mark = reverse("trainings_present", args=[meeting.pk, booking.pk])
    data = {"key": str(uuid4()), "age": "240", "reason": ""}
    answers = [desk.post(mark, data, headers={"accept": "application/json"}).json() for _twice in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["holds"]
    kept = Attendance.objects.get()
    assert timedelta(seconds=239) < kept.arrived_at - kept.marked_at < timedelta(seconds=241)


def test_a_late_mark_on_the_list_needs_a_reason(desk, saule, aigerim):
    meeting = make.session(starts_at=timezone.now() - timedelta(hours=1))
    booking = make.taking_part(meeting, aigerim)
    mark = reverse("trainings_present", args=[meeting.pk, booking.pk])
    answer = desk.post(mark, {"key": str(uuid4())}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["refused"]
    desk.post(mark, {"reason": "Her bus broke down"})
    assert Attendance.objects.get().late


def test_another_trainer_neither_shows_the_code_nor_marks(desk, aigerim):
    meeting = make.session(trainer=people.person("other@narkostop.kz"), starts_at=timezone.now())
    booking = make.taking_part(meeting, aigerim)
    assert is_gone(desk, reverse("trainings_screen", args=[meeting.pk]))
    assert is_gone(desk, reverse("trainings_present", args=[meeting.pk, booking.pk]), {"reason": "x"})
    assert not Attendance.objects.exists()


def test_the_screen_shows_a_code_that_leads_to_checking_in(desk, meeting, booking):
    screen = reverse("trainings_screen", args=[meeting.pk])
    page = desk.get(screen)
    assert "no-store" in page["Cache-Control"]
    assert "<svg" in page.content.decode()
    assert 'http-equiv="refresh"' in page.content.decode()
    part = desk.get(screen, {"part": "code"}).content.decode()
    assert "<html" not in part
    assert "data-seconds" in part
    assert meeting.secret not in page.content.decode()
