"""A reader switches off what may be switched off, by the link in the letter or in their account."""

from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.utils import timezone

from notifications.choosing import is_wanted, link_to_switch_off
from notifications.delivering import deliver
from notifications.models import SwitchedOff, Topic
from notifications.telling import tell
from tests.notifications.test_letters import FACTS

pytestmark = pytest.mark.django_db
CHOICES = "/en/me/letters/"


@pytest.fixture
def link(aigerim, settings):
    return link_to_switch_off(aigerim, Topic.REMINDERS).removeprefix(settings.SITE_URL)


def sent(person, topic=""):
    letter = tell(person, f"event-{topic}", "trainings/mail/notice", at=timezone.now(), context=FACTS, topic=topic)
    deliver(letter.pk, at=timezone.now())
    return mail.outbox[-1]


def test_a_letter_that_may_be_switched_off_says_how_to_people_and_to_mail_programs(aigerim, link, settings):
    letter = sent(aigerim, Topic.REMINDERS)
    read = message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    assert read["List-Unsubscribe"].strip() == f"<{settings.SITE_URL}{link}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in letter.body
    assert link in letter.alternatives[0][0]
    assert link.startswith("/kk/")


def test_a_letter_that_has_to_be_sent_says_so(daniyar):
    letter = sent(daniyar)
    assert "List-Unsubscribe" not in letter.extra_headers
    for text in (letter.body, letter.alternatives[0][0]):
        assert "letters/" not in text
    english = sent(daniyar_in_english(daniyar))
    assert "cannot be switched off" in english.body


def daniyar_in_english(daniyar):
    daniyar.language = "en"
    daniyar.email = "d@police.kz"
    daniyar.pk = None
    daniyar.save()
    return daniyar


def test_opening_the_link_changes_nothing_and_the_button_switches_off_signed_out(client, aigerim, link):
    assert client.get(link).status_code == 200
    assert is_wanted(aigerim, Topic.REMINDERS)
    assert client.post(link).status_code == 200
    assert not is_wanted(aigerim, Topic.REMINDERS)
    assert is_wanted(aigerim, Topic.DIGESTS)
    client.post(link)
    assert SwitchedOff.objects.count() == 1


def test_a_mail_program_switches_off_by_itself_without_a_cookie(link, aigerim):
    from django.test import Client

    program = Client(enforce_csrf_checks=True)
    assert program.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not is_wanted(aigerim, Topic.REMINDERS)


def test_a_link_that_was_changed_is_refused_clearly(client, aigerim, link):
    for broken in (link.replace("/off/", "x/off/"), "/en/me/letters/nonsense/off/"):
        for answer in (client.get(broken), client.post(broken)):
            assert answer.status_code == 404
            assert "/me/letters/" in answer.content.decode()
    assert is_wanted(aigerim, Topic.REMINDERS)


def test_a_link_of_somebody_who_is_gone_is_refused(client, aigerim, link):
    aigerim.is_active = False
    aigerim.save()
    assert client.post(link).status_code == 404


def test_in_the_account_everything_is_switched_and_only_one_s_own(client, saule, outsider):
    assert client.get(CHOICES).status_code == 302
    saule.is_staff = True
    saule.save()
    client.force_login(saule)
    assert client.get(CHOICES).content.decode().count("checked") == len(Topic)
    client.post(CHOICES, {"topics": [Topic.DIGESTS]})
    assert not is_wanted(saule, Topic.REMINDERS)
    assert is_wanted(outsider, Topic.REMINDERS)
    shown = client.get(CHOICES).content.decode()
    assert shown.count("checked") == 1
    client.post(CHOICES, {"topics": Topic.values})
    assert not SwitchedOff.objects.exists()
    assert client.post(CHOICES, {"topics": ["receipts"]}).status_code == 200


def test_a_learner_is_not_asked_about_the_desk_s_letters(client, aigerim):
    client.force_login(aigerim)
    assert client.get(CHOICES).content.decode().count("checked") == 1
    client.post(CHOICES, {})
    assert not is_wanted(aigerim, Topic.REMINDERS)
    assert is_wanted(aigerim, Topic.DIGESTS)
