"""Aigerim finds a session on her phone, books it, has it in her calendar and gives it up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from tests import make as courses
from tests.accounts.test_every_page import check
from tests.trainings import make
from trainings.models import BookingState, CalendarFeed
from trainings.scheduling import cancel

pytestmark = pytest.mark.django_db


def address(name, *args, language="en"):
    with override(language):
        return reverse(f"trainings:{name}", args=args)


@pytest.fixture
def phone(client, aigerim):
    client.force_login(aigerim)
    return client


def page_of(client, *args, **query):
    answer = client.get(address(*args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def events(answer):
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_what_is_coming_is_listed_and_what_was_or_is_off_is_not(phone, saule):
    make.session(title_en="Tomorrow")
    make.session(title_en="Yesterday", starts_at=timezone.now() - timedelta(days=1))
    cancel(make.session(title_en="Off"), reason="The hall is flooded", by=saule, at=timezone.now())
    page = page_of(phone, "sessions")
    assert "Tomorrow" in page
    assert "Yesterday" not in page
    assert ">Off<" not in page
    assert "free places: 2 of 2" in page


def test_it_can_be_narrowed_by_language_and_venue(phone):
    make.session(title_en="Kazakh here")
    make.session(title_en="Russian here", language="ru")
    make.session(title_en="Kazakh elsewhere", venue=make.venue(2))
    page = page_of(phone, "sessions", language="kk", venue=make.venue(2).pk)
    assert [title for title in ("Kazakh here", "Russian here", "Kazakh elsewhere") if title in page] == ["Kazakh elsewhere"]
    assert "No session is planned" in page_of(phone, "sessions", language="en", venue="x")


def test_aigerim_books_and_gives_up(phone, aigerim):
    meeting = make.session()
    assert "Book a place" in page_of(phone, "session", meeting.pk)
    assert phone.post(address("book", meeting.pk)).url == address("session", meeting.pk)
    page = page_of(phone, "session", meeting.pk)
    assert "You have a place." in page
    assert "Give up my place" in page
    assert "My bookings" in page_of(phone, "sessions")
    phone.post(address("give-up", meeting.pk))
    assert aigerim.bookings.get().state == BookingState.CANCELLED
    assert "My bookings" not in page_of(phone, "sessions")


def test_she_waits_and_sees_her_number(phone):
    meeting = make.session(capacity=1)
    make.booked(meeting, make.somebody(1))
    make.booked(meeting, make.somebody(2))
    assert "Join the waiting list" in page_of(phone, "session", meeting.pk)
    phone.post(address("book", meeting.pk))
    assert "your number: 2" in page_of(phone, "session", meeting.pk)


def test_a_session_names_its_course(phone):
    page = courses.course("prevention", lessons=1)
    courses.edition(page)
    edition = courses.edition(page)
    edition.titles["en"] = "The newer title"
    edition.save()
    meeting = make.session(course=edition.course)
    assert edition.title("en") in page_of(phone, "session", meeting.pk)


def test_a_cancelled_session_says_why(phone, aigerim, saule):
    meeting = make.session()
    make.booked(meeting, aigerim)
    cancel(meeting, reason="The hall is flooded", by=saule, at=timezone.now())
    assert "The hall is flooded" in page_of(phone, "session", meeting.pk)
    assert "cancelled" in page_of(phone, "sessions")
    assert "This session was cancelled." in phone.post(address("book", meeting.pk), follow=True).content.decode()


def test_the_file_of_a_booking_is_for_its_owner(phone, aigerim, client, daniyar):
    booking = make.booked(make.session(), aigerim)
    (event,) = events(phone.get(address("calendar-file", booking.key)))
    assert event["summary"] == "Әңгімелесу дағдысы"
    assert event["status"] == "CONFIRMED"
    assert event["dtstart"].dt == booking.session.starts_at.replace(microsecond=0)
    client.force_login(daniyar)
    assert client.get(address("calendar-file", booking.key)).status_code == 404
    assert client.post(address("give-up", booking.session_id)).status_code == 404


def test_the_calendar_of_bookings_is_read_by_its_secret_address_until_that_ends(phone, aigerim, client):
    make.booked(make.session(), aigerim)
    full = make.session(capacity=1)
    make.booked(full, make.somebody(1))
    make.booked(full, aigerim)
    phone.post(address("feed-open"))
    first = reverse("trainings-feed", args=[CalendarFeed.objects.get().secret])
    assert first in page_of(phone, "sessions")
    client.logout()
    assert [event["status"] for event in events(client.get(first))] == ["CONFIRMED", "TENTATIVE"]
    client.force_login(aigerim)
    client.post(address("feed-open"))
    second = reverse("trainings-feed", args=[CalendarFeed.objects.get().secret])
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    client.post(address("feed-close"))
    assert client.get(second).status_code == 404


def test_a_calendar_keeps_what_was_cancelled_so_that_phones_notice(phone, aigerim, saule):
    meeting = make.session()
    make.booked(meeting, aigerim)
    cancel(meeting, reason="The hall is flooded", by=saule, at=timezone.now())
    phone.post(address("feed-open"))
    (event,) = events(phone.get(reverse("trainings-feed", args=[CalendarFeed.objects.get().secret])))
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


@pytest.mark.parametrize("name", ["sessions", "session"])
def test_a_stranger_signs_in_first(client, db, name):
    args = [make.session().pk] if name == "session" else []
    assert client.get(address(name, *args)).status_code == 302


def test_a_session_that_is_not_there(phone):
    assert phone.get(address("session", 999)).status_code == 404


def test_pages_stay_within_their_budgets_however_many_come(phone, aigerim, django_assert_max_num_queries):
    for number in range(12):
        meeting = make.session(title_en=f"Meeting {number}", venue=make.venue(number % 4))
        make.booked(meeting, make.somebody(number))
        make.booked(meeting, aigerim)
    make.booked(meeting, make.somebody(99))
    phone.post(address("feed-open"))
    feed = reverse("trainings-feed", args=[CalendarFeed.objects.get().secret])
    for most, path in ((8, address("sessions")), (7, address("session", meeting.pk)), (2, feed)):
        phone.get(path)
        with django_assert_max_num_queries(most, info=path):
            assert phone.get(path).status_code == 200


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_pages_open_in_each_language_and_obey_the_content_security_policy(phone, aigerim, language):
    meeting = make.session()
    make.booked(meeting, aigerim)
    for page in ("sessions", "session", "check-in"):
        args = [] if page == "sessions" else [meeting.pk]
        check(phone.get(address(page, *args, language=language)), language)
