"""Sessions in a real browser: pages without barriers, a code that a camera reads, a list that waits out a bad line."""

import io
from datetime import timedelta

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image

from accounts.granting import ensure_groups
from lms.roles import ROLES
from notifications import tasks
from tests.browser import chromium
from tests.browser.test_axe import violations
from tests.trainings import make
from tests.waiting import until
from trainings.attending import withdraw
from trainings.feeding import open_feed
from trainings.models import Attendance

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _ground(settings, monkeypatch):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)
    settings.DEMO = True  # does without the second factor
    settings.ROOT_URLCONF = "tests.notifications.academy_urls"


@pytest.fixture
def meeting(saule):
    saule.groups.add(ensure_groups(ROLES)["Trainers"])
    return make.session(starts_at=timezone.now() - timedelta(minutes=5))


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark")])
def test_the_pages_of_a_learner_have_no_violation(open_page, aigerim, meeting, language, scheme):
    ahead = make.session(capacity=1)
    make.booked(ahead, make.somebody(1))
    make.booked(ahead, aigerim)
    make.taking_part(meeting, aigerim)
    open_feed(aigerim, at=timezone.now())
    page = open_page(language=language, scheme=scheme, signed_in=aigerim)
    for path in ("", f"{ahead.pk}/", f"{meeting.pk}/", f"{meeting.pk}/check-in/", "?language=en"):
        assert page.goto(f"/{language}/trainings/{path}").status == 200
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path


def test_the_code_in_the_room_leads_a_phone_to_checking_in(open_page, live_server, settings, saule, aigerim, meeting):
    settings.SITE_URL = live_server.url
    make.taking_part(meeting, aigerim)
    screen = open_page(signed_in=saule, size=chromium.DESK)
    screen.goto(f"/cms/in-person/{meeting.pk}/screen/")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(screen.screenshot())))
    phone = open_page(signed_in=aigerim)
    phone.goto(read.text)
    assert phone.url.endswith(f"/trainings/{meeting.pk}/check-in/")
    phone.click("main form button")
    until(lambda: Attendance.objects.filter(booking__person=aigerim).exists())


def test_the_screen_takes_the_code_away_when_the_line_is_down_and_brings_a_new_one(open_page, saule, meeting):
    screen = open_page(signed_in=saule, size=chromium.DESK)
    screen.clock.install()
    screen.goto(f"/cms/in-person/{meeting.pk}/screen/")
    screen.wait_for_selector("room-code:defined")
    screen.context.set_offline(True)
    screen.clock.run_for(32_000)
    screen.wait_for_selector("[data-lost]:not([hidden])")
    assert not screen.is_visible(".picture")
    screen.context.set_offline(False)
    screen.clock.run_for(4_000)
    screen.wait_for_selector(".picture", state="visible")


def test_marks_wait_out_a_bad_line_and_arrive_once(open_page, saule, aigerim, daniyar, meeting):
    first, second = make.taking_part(meeting, aigerim), make.taking_part(meeting, daniyar)
    desk = open_page(signed_in=saule)
    desk.goto(f"/cms/in-person/{meeting.pk}/")
    desk.wait_for_selector("attendance-list:defined")
    desk.context.set_offline(True)
    for booking in (first, second):
        desk.click(f"#booking-{booking.pk} button")
    until(lambda: desk.evaluate("Object.keys(localStorage).filter(key => key.startsWith('attendance-')).length") == 1)
    assert not Attendance.objects.exists()
    desk.context.set_offline(False)
    until(lambda: Attendance.objects.count() == 2)
    until(lambda: desk.evaluate("Object.keys(localStorage).filter(key => key.startsWith('attendance-')).length") == 0)
    assert withdraw(first, by=saule, at=timezone.now())
    desk.reload()
    desk.wait_for_selector("attendance-list:defined")
    assert Attendance.objects.count() == 2


def test_without_scripts_the_list_still_marks(open_page, saule, aigerim, meeting):
    booking = make.taking_part(meeting, aigerim)
    desk = open_page(signed_in=saule, javascript=False)
    desk.goto(f"/cms/in-person/{meeting.pk}/")
    desk.click(f"#booking-{booking.pk} button")
    until(lambda: Attendance.objects.count() == 1)


def test_the_list_asks_for_a_reason_as_soon_as_marks_are_late(open_page, saule, aigerim, daniyar):
    saule.groups.add(ensure_groups(ROLES)["Trainers"])
    meeting = make.session(starts_at=timezone.now() - timedelta(minutes=14))
    first, second = make.taking_part(meeting, aigerim), make.taking_part(meeting, daniyar)
    desk = open_page(signed_in=saule)
    desk.clock.install()
    desk.goto(f"/cms/in-person/{meeting.pk}/")
    desk.wait_for_selector("attendance-list:defined")
    assert not desk.is_visible(f"#booking-{first.pk} [name=reason]")
    desk.click(f"#booking-{first.pk} button")
    until(lambda: Attendance.objects.count() == 1)
    desk.clock.run_for(61_000)
    assert not desk.is_visible(f"#booking-{first.pk} [name=reason]")
    assert desk.is_visible(f"#booking-{second.pk} [name=reason]")
