"""What the check page says of a programme's certificate, as days go by."""

from datetime import date

import pytest
from django.utils import timezone

from certificates.certifying import advance, go_on_leave
from certificates.models import Certificate
from certificates.validity import validity_of, with_validity
from tests.certificates.programmes import certified, complete, noon, passed

pytestmark = pytest.mark.django_db


def validity(serial: str, day: str):
    today = date.fromisoformat(day)
    return validity_of(with_validity(Certificate.objects.filter(serial=serial), today).get(), today)


def test_valid_until_its_last_day_then_expired_and_renewed_by_the_next(daniyar):
    certification = certified(daniyar)
    complete(daniyar, "update", "2026-11-20")
    passed(daniyar, "2026-11-21")
    advance(certification, at=noon("2026-11-21"))
    old, new = (each.certificate.serial for each in certification.periods.all())
    assert [validity(old, day).state for day in ("2026-06-01", "2027-01-20", "2027-01-21")] == ["valid", "valid", "expired"]
    assert validity(old, "2027-01-21").renewed_by == new
    assert [validity(new, day).state for day in ("2026-12-01", "2027-01-21", "2028-01-21")] == ["not_yet", "valid", "expired"]


def test_suspended_during_leave_and_longer_valid_after_it(daniyar, saule):
    certification = certified(daniyar)
    serial = certification.periods.get().certificate.serial
    go_on_leave(certification, start=date(2026, 3, 1), until=date(2026, 4, 1), reason="Оқу демалысы", by=saule, at=noon("2026-03-01"))
    assert [validity(serial, day).state for day in ("2026-02-28", "2026-03-01", "2026-04-01")] == ["valid", "suspended", "valid"]
    assert validity(serial, "2026-05-01").last_day == date(2027, 2, 20)


def test_the_check_page_and_the_answer_for_programs_say_it(client, daniyar):
    certificate = certified(daniyar).periods.get().certificate
    page = client.get(f"/en/certificates/c/{certificate.code}/").content.decode()
    said = client.get(f"/c/{certificate.code}.json").json()
    state = validity(certificate.serial, timezone.localdate().isoformat()).state
    assert said["status"] == state
    assert f'data-state="{state}"' in page
    assert said["last_valid_day"] == "2027-01-20"
