"""Letters that did not leave, at the desk."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lms.roles import ADMINISTRATORS, TRAINERS
from notifications import delivering
from notifications.delivering import deliver
from notifications.models import Letter
from notifications.telling import tell
from tests.notifications.test_letters import FACTS
from tests.people import at_the_desk, person

pytestmark = pytest.mark.django_db
PAGE = reverse("letters_failing")


@pytest.fixture
def failed(aigerim, monkeypatch):
    """A letter to an address that does not exist."""
    letter = tell(aigerim, "booking-1:booked", "trainings/mail/notice", at=timezone.now(), context=FACTS)

    def refuse(*_args, **_words):
        raise SMTPRecipientsRefused({aigerim.email: (550, b"secret words of the server")})

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "post", refuse)
        deliver(letter.pk, at=timezone.now())
    return letter


@pytest.fixture
def desk(client, no_second_factor):
    client.force_login(at_the_desk(person("arman@narkostop.kz"), ADMINISTRATORS.name))
    return client


def test_staff_see_to_whom_what_why_and_how_often(desk, failed):
    shown = desk.get(PAGE).content.decode()
    for part in ("aigerim@mektep.kz", "You have a place", "SMTPRecipientsRefused 550", "The address does not exist"):
        assert part in shown
    assert "secret words" not in shown
    assert PAGE in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_nothing_is_said_where_everything_leaves(desk):
    assert "Every letter has left" in desk.get(PAGE).content.decode()
    assert "did not leave: " not in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_try_again_sends_it_and_is_logged(desk, failed, chores_here, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("letters_try", args=[failed.pk]))
    assert [each.to for each in mail.outbox] == [["aigerim@mektep.kz"]]
    assert not Letter.objects.failing().exists()
    assert ModelLogEntry.objects.filter(action="notifications.try_again").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("letters_try", args=[failed.pk]))
    assert len(mail.outbox) == 1


def test_all_are_tried_again_after_a_long_outage(desk, failed, chores_here, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("letters_try_all"))
    assert len(mail.outbox) == 1


def test_set_aside_is_never_sent(desk, failed):
    desk.post(reverse("letters_set_aside", args=[failed.pk]))
    assert not Letter.objects.failing().exists()
    assert not deliver(failed.pk, at=timezone.now() + timedelta(days=9))
    desk.post(reverse("letters_try", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.due_at is None


def test_what_a_worker_may_be_sending_right_now_is_left_to_it(desk, failed):
    Letter.objects.update(due_at=timezone.now() + timedelta(minutes=2))
    desk.post(reverse("letters_set_aside", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.set_aside_at is None


def test_a_letter_that_cannot_be_written_goes_by_its_event(desk, aigerim):
    letter = tell(aigerim, "event-9", "notifications/mail/no-such-letter", at=timezone.now(), context={})
    deliver(letter.pk, at=timezone.now())
    assert "event-9" in desk.get(PAGE).content.decode()


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(desk, failed, django_assert_max_num_queries):
    Letter.objects.bulk_create(
        Letter(
            person=failed.person,
            event=f"e-{number}",
            template="trainings/mail/notice",
            context=FACTS,
            written_at=failed.written_at,
            failed_at=failed.written_at,
            tries=1,
        )
        for number in range(60)
    )
    desk.get(PAGE)
    with django_assert_max_num_queries(15):
        assert "?p=2" in desk.get(PAGE).content.decode()


def test_a_trainer_and_a_learner_see_nothing_of_it(client, no_second_factor, saule, aigerim, failed):
    client.force_login(at_the_desk(saule, TRAINERS.name))
    assert client.get(PAGE).status_code in (302, 403)
    assert client.post(reverse("letters_try", args=[failed.pk])).status_code in (302, 404)
    client.force_login(aigerim)
    assert client.get(PAGE).status_code in (302, 403)
    assert client.post(reverse("letters_set_aside", args=[failed.pk])).status_code == 403
    failed.refresh_from_db()
    assert failed.set_aside_at is None


def test_only_posting_changes_something(desk, failed):
    for name in ("letters_try", "letters_set_aside"):
        assert desk.get(reverse(name, args=[failed.pk])).status_code == 405
