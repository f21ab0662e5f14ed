"""Changed rules for a period that already runs: looked at, applied once, told; a period that began later needs it not."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates import tasks
from certificates.applying import apply, ask, effects
from certificates.chronicle import standing_of, whole
from certificates.models import Application, Certification, Period
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import people
from tests.certificates.programmes import certified, full, noon, programme, version

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def two_years(saule, daniyar):
    """Daniyar is certified until 20 January 2027; since June the programme holds for two years."""
    certified(daniyar)
    return version(Certification.objects.get().programme, full(months=24, window_days=30), since="2026-06-01")


def last_day() -> date | None:
    return Period.objects.get().last_valid_day


def test_a_longer_validity_is_shown_then_applied_and_told(two_years, saule, daniyar):
    [effect] = effects(two_years, DAY)
    assert (effect.before_last, effect.after_last, effect.longer) == (date(2027, 1, 20), date(2028, 1, 20), True)
    assert last_day() == date(2027, 1, 20)
    application = Application.objects.create(version=two_years, reason="The ministry's order", by=saule, asked_at=noon("2026-06-01"))
    assert apply(application.pk, at=noon("2026-06-01")) == 1
    assert last_day() == date(2028, 1, 20)
    standing = standing_of(whole(Certification.objects.all()).get(), DAY)
    assert standing.stretch.last_day == date(2028, 1, 20)
    assert standing.stretch.opens_on == date(2027, 12, 21)
    assert effects(two_years, DAY) == []


def test_a_second_application_changes_nothing(two_years, saule):
    assert ask(two_years, reason="The order", by=saule, at=noon("2026-06-01"))
    assert not ask(two_years, reason="Again", by=saule, at=noon("2026-06-02"))
    tasks.apply_rules(Application.objects.get().pk)
    assert apply(Application.objects.get().pk, at=noon("2026-06-03")) is None
    assert Application.objects.get().changed == 1


def test_a_shorter_validity_ends_today_at_the_earliest(saule, daniyar):
    certified(daniyar)
    short = version(Certification.objects.get().programme, full(months=3, window_days=30), since="2026-06-01")
    ask(short, reason="The order", by=saule, at=noon("2026-06-01"))
    apply(Application.objects.get().pk, at=noon("2026-06-01"))
    assert last_day() == DAY


def test_what_is_over_or_revoked_is_left_alone(two_years):
    assert effects(two_years, date(2027, 1, 21)) == []
    Period.objects.update(revoked_on=date(2026, 5, 1), revoked_reason="Forged")
    assert effects(two_years, DAY) == []


def test_a_lost_message_is_found_by_the_sweep(two_years, saule, django_capture_on_commit_callbacks):
    Application.objects.create(version=two_years, reason="The order", by=saule, asked_at=noon("2026-06-01"))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()
    assert Application.objects.get().changed == 1


@pytest.mark.usefixtures("no_second_factor")
class TestDesk:
    def test_the_desk_shows_who_is_moved_asks_for_a_reason_and_applies(
        self, client, daniyar, saule, chores_here, django_capture_on_commit_callbacks
    ):
        certified(daniyar)
        made = version(Certification.objects.get().programme, full(months=24), since="2026-01-01")
        client.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        page = reverse("programme-apply", args=[made.programme_id])
        shown = client.get(page).content.decode()
        assert str(daniyar) in shown
        assert page in client.get(reverse("programmes:edit", args=[made.programme_id])).content.decode()
        assert client.post(page, {"reason": ""}).status_code == 200
        assert not Application.objects.exists()
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page, {"reason": "The ministry's order"})
        assert last_day() == date(2028, 1, 20)
        [letter] = [each for each in mail.outbox if daniyar.email in each.to]
        assert "The ministry's order" in letter.body
        assert "2028" in letter.body
        assert "Applied: " in client.get(page).content.decode()
        assert ModelLogEntry.objects.filter(action="certificates.apply").count() == 1

    def test_a_trainer_may_not(self, client, daniyar, saule):
        certified(daniyar)
        client.force_login(people.at_the_desk(saule, TRAINERS.name))
        page = reverse("programme-apply", args=[programme(slug="other").pk])
        assert str(daniyar) not in client.get(page, follow=True).content.decode()
        client.post(page, {"reason": "Because"})
        assert not Application.objects.exists()
