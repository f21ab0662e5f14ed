"""Many requests that advance one certification at once."""

import pytest

from accounts.models import User
from certificates import tasks
from certificates.applying import apply, ask
from certificates.certifying import advance
from certificates.issuing import issue_awaited
from certificates.models import Application, Certificate, Period
from notifications.models import Letter
from tests.certificates.programmes import begin, certified, complete, full, noon, passed, practised, programme, version
from tests.races.test_attempts import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_period_and_one_paper(daniyar, monkeypatch):
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)
    certification = begin(daniyar, programme(), at=noon("2026-01-02"))
    complete(daniyar, "law", "2026-01-05")
    complete(daniyar, "talk", "2026-01-12")
    passed(daniyar, "2026-01-15")
    practised(daniyar, "2026-01-20")
    at_once(lambda _number: advance(certification, at=noon("2026-01-22")).pk)
    assert (Period.objects.count(), Certificate.objects.count()) == (1, 1)


def test_names_given_while_it_is_advanced_make_one_paper(daniyar, monkeypatch):
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)
    User.objects.filter(pk=daniyar.pk).update(surname="", given_name="")
    daniyar.refresh_from_db()
    certified(daniyar)
    User.objects.filter(pk=daniyar.pk).update(surname="Қасымов", given_name="Данияр")
    daniyar.refresh_from_db()
    outcomes = at_once(lambda _number: issue_awaited(daniyar, at=noon("2026-01-23")))
    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert Certificate.objects.filter(period__isnull=True, enrolment=None).count() == 0
    assert Certificate.objects.filter(period__isnull=False).count() == 1


def test_workers_apply_changed_rules_once(daniyar, saule, monkeypatch):
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)
    monkeypatch.setattr(tasks.apply_rules, "delay", lambda application_id: None)
    certification = certified(daniyar)
    longer = version(certification.programme, full(months=24), since="2026-06-01")
    asked = at_once(lambda _number: ask(longer, reason="The order", by=saule, at=noon("2026-06-01")))
    assert sorted(asked)[-2:] == [False, True]
    applied = at_once(lambda _number: apply(Application.objects.get().pk, at=noon("2026-06-01")))
    assert [each for each in applied if each is not None] == [1]
    assert Period.objects.get().last_valid_day.year == 2028
    assert Letter.objects.filter(event__contains="version-2").count() == 1
