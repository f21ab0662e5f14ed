"""Hours of trainings count where a programme asks for hours; what was met elsewhere is recognised, and taken back, at the desk."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from certificates.certifying import begin
from certificates.models import Evidence
from certificates.rules.programme import Courses, Requirements, Rules
from lms.roles import ADMINISTRATORS
from tests.certificates.programmes import EXAM, complete, course, full, noon, programme
from tests.people import at_the_desk
from tests.trainings import make
from trainings.attending import mark_present, withdraw
from trainings.models import How

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


def forty_hours() -> Rules:
    return Rules(first=Requirements(courses=(Courses(keys=(str(course("law").pk),)),), hours=40), months=12)


def present(person, day, *, minutes=180, **fields):
    """Somebody was at Saule's training on that day, by default for four academic hours."""
    until = noon(day) + timedelta(minutes=minutes)
    meeting = make.session(starts_at=noon(day), ends_at=until, **{"course": course("law"), **fields})
    booking = make.taking_part(meeting, person)
    at = noon(day) + timedelta(minutes=5)
    mark_present(booking, how=How.LIST, key=uuid4(), by=meeting.trainer, marked_at=at, at=at)
    return booking


def test_the_hours_of_an_attended_training_complete_a_certification(daniyar):
    certification = begin(daniyar, programme(forty_hours()), at=noon("2026-01-02"))
    complete(daniyar, "law", "2026-01-05")
    present(daniyar, "2026-01-10")
    period = certification.periods.get()
    assert str(period.met_on) == "2026-01-10"
    assert period.certificate.facts.hours == 40


def test_a_mark_that_was_taken_back_counts_no_more(daniyar, saule):
    certification = begin(daniyar, programme(forty_hours()), at=noon("2026-01-02"))
    booking = present(daniyar, "2026-01-04")
    withdraw(booking, by=saule, at=noon("2026-01-04"))
    complete(daniyar, "law", "2026-01-05")
    present(daniyar, "2026-01-10", minutes=179)
    assert certification.periods.count() == 0
    mark_present(booking, how=How.LIST, key=uuid4(), by=saule, marked_at=noon("2026-01-04"), at=noon("2026-01-11"))
    assert certification.periods.count() == 1


def test_trainings_of_other_courses_and_programmes_without_hours_gather_none(daniyar):
    certification = begin(daniyar, programme(forty_hours()), at=noon("2026-01-02"))
    other = begin(daniyar, programme(full(), slug="other"), at=noon("2026-01-02"))
    present(daniyar, "2026-01-04", course=None)
    present(daniyar, "2026-01-05", course=course("update"))
    present(daniyar, "2026-01-06")
    assert certification.evidence.count() == 1
    assert other.evidence.count() == 0


@pytest.fixture
def decide(client, daniyar, saule):
    """Daniyar's certification at an administrator's desk: makes a decision about it."""
    client.force_login(at_the_desk(saule, ADMINISTRATORS.name))
    certification = begin(daniyar, programme(), at=noon("2026-01-02"))

    def post(name, **said):
        return client.post(reverse("certification-decide", args=[certification.pk, name]), said)

    post.certification = certification
    return post


def test_something_met_elsewhere_is_recognised_once_and_taken_back(decide):
    law = str(course("law").pk)
    said = {"kind": "course", "ref": law, "on": "2025-05-01", "hours": "36", "reason": "ҚР ІІМ академиясы, № 17"}
    for _twice in range(2):
        assert decide("recognise-one", **said).status_code == 302
    piece = decide.certification.evidence.get()
    assert (piece.kind, piece.ref, piece.hours) == ("course", law, 36)
    assert decide("withdraw-recognised", piece=piece.pk, reason="Жалған құжат").status_code == 302
    piece.refresh_from_db()
    assert piece.withdrawn_at
    assert decide("withdraw-recognised", piece=piece.pk, reason="Тағы").status_code == 200
    assert decide("recognise-one", **said).status_code == 302
    assert decide.certification.evidence.filter(withdrawn_at=None).count() == 1


def test_the_only_exam_of_a_programme_need_not_be_named(decide):
    decide("recognise-one", kind="exam", ref="", on="2025-05-01", hours="0", reason="Хаттама № 3")
    assert decide.certification.evidence.get().ref == str(EXAM)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ref": ""}, "ref"),
        ({"ref": str(EXAM)}, "ref"),
        ({"on": "2099-01-01"}, "on"),
        ({"hours": "-1"}, "hours"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_wrong_recognition_is_told_at_its_field(decide, changed, field):
    said = {"kind": "course", "ref": str(course("law").pk), "on": "2025-05-01", "hours": "36", "reason": "№ 17", **changed}
    assert list(decide("recognise-one", **said).context["form"].errors) == [field]
    assert not Evidence.objects.exists()
