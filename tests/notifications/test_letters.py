"""A letter leaves once, and one that does not leave says why."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from notifications import delivering, tasks
from notifications.choosing import switch_off
from notifications.delivering import CLAIM, LONGEST_PAUSE, MOST_TRIES, deliver, failure_of, pause_after, unsent
from notifications.models import Failure, Letter, Topic
from notifications.telling import News, take_back, tell, tell_many

pytestmark = pytest.mark.django_db
FACTS = {
    "subject": "You have a place",
    "sentence": "You have a place.",
    "title": "Talking",
    "when": "Monday",
    "where": "Centre",
    "url": "/",
}


def write(person, event="booking-1:booked", **more):
    file = ("session.ics", "BEGIN:VCALENDAR", "text/calendar")
    return tell(person, event, "trainings/mail/notice", at=timezone.now(), context=FACTS, files=[file], **more)


@pytest.fixture
def server(monkeypatch):
    """A mail server that answers as it is told."""

    def answers(error):
        def refuse(*_args, **_words):
            raise error

        monkeypatch.setattr(delivering, "post", refuse)

    return answers


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
    assert sent.extra_headers["Message-ID"] == f"<letter-{letter.pk}@127.0.0.1>"


def test_many_are_written_at_once_and_what_is_there_already_is_left_alone(
    aigerim, daniyar, chores_here, django_capture_on_commit_callbacks
):
    Letter.objects.filter(pk=write(aigerim).pk).update(written_at=timezone.now() - timedelta(days=1))
    news = [News(each, "booking-1:booked", "trainings/mail/notice", FACTS) for each in (aigerim, daniyar)]
    with django_capture_on_commit_callbacks(execute=True):
        assert tell_many(news, at=timezone.now()) == 1
    assert [each.to for each in mail.outbox] == [[daniyar.email]]


def test_what_another_worker_is_sending_is_left_to_it_until_its_claim_lapses(aigerim):
    letter, now = write(aigerim), timezone.now()
    Letter.objects.update(due_at=now + CLAIM)
    assert not deliver(letter.pk, at=now)
    assert deliver(letter.pk, at=now + CLAIM + timedelta(seconds=1))


def test_a_mail_server_that_hangs_up_is_asked_again_after_a_pause(aigerim, monkeypatch, server):
    letter, now = write(aigerim), timezone.now()
    with monkeypatch.context():
        server(SMTPServerDisconnected("bye"))
        assert not deliver(letter.pk, at=now)
    monkeypatch.undo()
    letter.refresh_from_db()
    assert (letter.tries, letter.failure, letter.error) == (1, Failure.UNREACHABLE, "SMTPServerDisconnected")
    assert letter.due_at == now + timedelta(minutes=1)
    assert not deliver(letter.pk, at=now + timedelta(seconds=59))
    assert unsent(at=now + timedelta(seconds=61), patience=tasks.PATIENCE) == [letter.pk]
    assert deliver(letter.pk, at=now + timedelta(seconds=61))


def test_after_a_day_and_a_half_nobody_tries_any_more(aigerim, server):
    letter, at = write(aigerim), timezone.now()
    began = at
    server(ConnectionRefusedError())
    for _try in range(MOST_TRIES):
        assert not deliver(letter.pk, at=at)
        letter.refresh_from_db()
        at = letter.due_at or at
    assert (letter.tries, letter.due_at) == (MOST_TRIES, None)
    assert timedelta(hours=24) < at - began < timedelta(hours=36)
    assert not unsent(at=at + timedelta(days=9), patience=tasks.PATIENCE)


def test_an_address_that_does_not_exist_is_tried_once(aigerim, server):
    letter = write(aigerim)
    server(SMTPRecipientsRefused({aigerim.email: (550, b"no such user aigerim")}))
    deliver(letter.pk, at=timezone.now())
    letter.refresh_from_db()
    assert (letter.failure, letter.due_at, letter.error) == (Failure.NO_SUCH_ADDRESS, None, "SMTPRecipientsRefused 550")


def test_a_letter_that_cannot_be_written_waits_for_staff(aigerim, caplog):
    letter = tell(aigerim, "nothing", "notifications/mail/no-such-letter", at=timezone.now(), context={})
    assert not deliver(letter.pk, at=timezone.now())
    letter.refresh_from_db()
    assert (letter.failure, letter.error, letter.due_at) == (Failure.BROKEN, "TemplateDoesNotExist", None)
    assert "could not be written" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SMTPRecipientsRefused({"a@b.kz": (451, b"greylisted")}), (Failure.REFUSED, "SMTPRecipientsRefused 451")),
        (SMTPSenderRefused(530, b"sign in first", "q@q.kz"), (Failure.REFUSED, "SMTPSenderRefused 530")),
        (TimeoutError("a@b.kz"), (Failure.UNREACHABLE, "TimeoutError")),
        (UnicodeEncodeError("ascii", "аты@b.kz", 0, 1, "…"), (Failure.BROKEN, "UnicodeEncodeError")),
    ],
)
def test_an_error_is_named_without_anybody_s_words(error, said):
    assert failure_of(error) == said


def test_pauses_grow_and_end():
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1], pause_after(MOST_TRIES)) == (timedelta(minutes=1), LONGEST_PAUSE, None)


def test_the_sweep_sends_what_was_forgotten_and_leaves_young_letters_alone(aigerim, chores_here):
    young, old = write(aigerim), write(aigerim, "old")
    Letter.objects.filter(pk=old.pk).update(written_at=timezone.now() - timedelta(hours=1))
    assert unsent(at=timezone.now(), patience=tasks.PATIENCE) == [old.pk]
    tasks.sweep()
    young.refresh_from_db()
    assert (len(mail.outbox), young.sent_at) == (1, None)


def test_a_letter_switched_off_before_it_left_is_set_aside_and_one_that_has_to_be_sent_leaves(aigerim):
    reminder, booking = write(aigerim, "period-1", topic=Topic.REMINDERS), write(aigerim)
    switch_off(aigerim, Topic.REMINDERS, at=timezone.now())
    assert not deliver(reminder.pk, at=timezone.now())
    assert deliver(booking.pk, at=timezone.now())
    reminder.refresh_from_db()
    assert reminder.set_aside_at
    assert not Letter.objects.failing().exists()


def test_what_is_no_longer_so_is_taken_back_and_what_left_stays(aigerim):
    sent, waiting = write(aigerim, "period-7:a"), write(aigerim, "period-7:b")
    deliver(sent.pk, at=timezone.now())
    assert take_back(aigerim.pk, "period-7:") == 1
    assert not deliver(waiting.pk, at=timezone.now())
    assert Letter.objects.get() == sent
