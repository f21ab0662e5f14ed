"""Whose certificate was revoked is told, with the reason, whether they switched letters off or not."""

import pytest
from django.core import mail
from django.utils import timezone

from certificates.models import Certificate
from certificates.revoking import revoke
from notifications.choosing import switch_off
from notifications.delivering import deliver
from notifications.models import Letter, Topic
from tests.certificates import rows

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "part"), [("kk", "/kk/certificates/"), ("ru", "/ru/certificates/"), ("en", "cannot be switched off")])
def test_she_is_told_once_in_her_language_and_why(aigerim, saule, language, part):
    aigerim.language = language
    aigerim.save()
    for topic in Topic.values:
        switch_off(aigerim, topic, at=timezone.now())
    certificate = rows.certificate(aigerim)
    for _again in range(2):
        revoke(certificate, by=saule, at=timezone.now(), reason="Басқа адам тапсырған")
    deliver(Letter.objects.get().pk, at=timezone.now())
    (letter,) = mail.outbox
    for text in (letter.body, letter.alternatives[0][0]):
        assert certificate.serial in text
        assert "Басқа адам тапсырған" in text
        assert part in text
    assert "List-Unsubscribe" not in letter.extra_headers


def test_nobody_is_told_about_a_certificate_without_a_person(aigerim, saule):
    certificate = rows.certificate(aigerim)
    Certificate.objects.update(learner=None)
    certificate.refresh_from_db()
    revoke(certificate, by=saule, at=timezone.now(), reason="Қате")
    assert not Letter.objects.exists()
