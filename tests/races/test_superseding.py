"""Two clicks on one correction, a correction beside a revocation: never two valid ones."""

import pytest
from django.utils import timezone

from certificates import tasks
from certificates.certifying import revoke_certification
from certificates.models import Certificate
from certificates.reviewing import raise_reviews
from certificates.revoking import revoke
from certificates.superseding import correct
from notifications.models import Letter
from tests.certificates import rows
from tests.certificates.programmes import certified
from tests.races.test_attempts import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch):
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)


def put_right(certificate, saule):
    return correct(certificate, full_name="Қасымов Данияр Ерланұлы", latin_name="", by=saule, at=timezone.now(), reason="A letter")


def test_of_many_clicks_one_corrects(aigerim, saule):
    wrong = rows.certificate(aigerim)
    made = at_once(lambda _number: put_right(wrong, saule), 10)
    assert sum(each is not None for each in made) == 1
    assert not [each for each in made if isinstance(each, Exception)]
    assert sorted(Certificate.objects.values_list("status", flat=True)) == ["superseded", "valid"]
    assert Letter.objects.count() == 1


def test_a_correction_beside_a_revocation_ends_in_one_of_both(aigerim, saule):
    for _again in range(5):
        wrong = rows.certificate(aigerim)

        def click(number, wrong=wrong):
            if number % 2:
                return put_right(wrong, saule)
            return revoke(wrong, by=saule, at=timezone.now(), reason="Fraud")

        made = at_once(click, 4)
        assert not [each for each in made if isinstance(each, Exception)]
        chain = Certificate.objects.filter(enrolment=wrong.enrolment).values_list("status", flat=True)
        assert sorted(chain) in (["revoked"], ["superseded", "valid"])


def test_a_revoked_certification_leaves_no_valid_successor(daniyar, saule):
    certification = certified(daniyar)
    old = certification.periods.get().certificate

    def click(number):
        if number:
            return put_right(old, saule)
        return revoke_certification(certification, stands=[], reason="Fraud", by=saule, at=timezone.now())

    made = at_once(click, 2)
    assert not [each for each in made if isinstance(each, Exception)]
    assert not Certificate.objects.filter(status="valid").exists()


def test_a_withdrawn_pass_finds_the_successor(daniyar, saule):
    period = certified(daniyar).periods.get()
    attempt, old = period.evidence.exclude(attempt=None).get().attempt, period.certificate

    def click(number):
        return put_right(old, saule) if number else raise_reviews(attempt, by=saule, at=timezone.now(), reason="Regraded")

    made = at_once(click, 2)
    assert not [each for each in made if isinstance(each, Exception)]
    valid = Certificate.objects.get(status="valid")
    assert valid.reviews.filter(decided_at=None).count() == 1
