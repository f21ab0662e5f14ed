"""A letter leaves once."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from notifications import delivering, tasks
from notifications.delivering import CLAIM, deliver, unsent
from notifications.models import Letter
from notifications.telling import tell

pytestmark = pytest.mark.django_db
FACTS = {
    "subject": "You have a place",
    "sentence": "You have a place.",
    "title": "Talking",
    "when": "Monday",
    "where": "Centre",
    "url": "/",
}


def write(person, event="booking-1:booked"):
    file = ("session.ics", "BEGIN:VCALENDAR", "text/calendar")
    return tell(person, event, "trainings/mail/notice", at=timezone.now(), context=FACTS, files=[file])


def test_the_same_event_makes_one_letter(aigerim):
    assert write(aigerim) == write(aigerim)
    assert write(aigerim, "booking-1:promoted") != write(aigerim)
    assert Letter.objects.count() == 2


def test_it_leaves_after_the_commit_with_its_file(aigerim, chores_here, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(aigerim)
    assert not deliver(letter.pk, at=timezone.now())
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([aigerim.email], "You have a place")
    assert sent.attachments[0][:2] == ("session.ics", "BEGIN:VCALENDAR")


def test_what_another_worker_is_sending_is_left_to_it_until_its_claim_lapses(aigerim):
    letter, now = write(aigerim), timezone.now()
    Letter.objects.update(claimed_at=now)
    assert not deliver(letter.pk, at=now)
    assert deliver(letter.pk, at=now + CLAIM + timedelta(seconds=1))


def test_a_mail_server_that_hangs_up_is_asked_again(aigerim, monkeypatch):
    letter = write(aigerim)

    def hang_up(*_args, **_words):
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch, pytest.raises(SMTPServerDisconnected):
        patch.setattr(delivering, "post", hang_up)
        deliver(letter.pk, at=timezone.now())
    assert deliver(letter.pk, at=timezone.now())


def test_the_sweep_sends_what_was_forgotten_and_leaves_young_letters_alone(aigerim, chores_here):
    young, old = write(aigerim), write(aigerim, "old")
    Letter.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(hours=1))
    assert unsent(before=timezone.now() - tasks.PATIENCE) == [old.pk]
    tasks.sweep()
    young.refresh_from_db()
    assert (len(mail.outbox), young.sent_at) == (1, None)
