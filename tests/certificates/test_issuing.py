"""Issuing: once, when earned, in the right name, with the facts of that day."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.introducing import introduce
from certificates import tasks
from certificates.issuing import NotEarned, issue, issue_awaited
from certificates.models import Certificate, Issuer
from certificates.revoking import revoke
from courses.signals import course_completed
from tests import people
from tests.certificates import rows

pytestmark = pytest.mark.django_db


def test_a_completed_course_gives_one_certificate(aigerim):
    enrolment = rows.completed(aigerim)
    first = issue(enrolment, at=rows.DONE)
    assert issue(enrolment, at=timezone.now()) == first
    assert Certificate.objects.get().learner == aigerim


def test_an_uncompleted_course_gives_none(aigerim):
    with pytest.raises(NotEarned):
        issue(rows.completed(aigerim, at=None), at=timezone.now())
    assert not Certificate.objects.exists()


def test_the_news_of_a_completed_course_issues(aigerim):
    enrolment = rows.completed(aigerim)
    with transaction.atomic():
        course_completed.send(type(enrolment), enrolment=enrolment, at=rows.DONE)
    assert Certificate.objects.get().enrolment == enrolment


def test_the_record_holds_every_printed_fact(aigerim):
    aigerim.latin_name = "Aigerim Seiitkali"
    aigerim.save()
    facts = rows.certificate(aigerim).facts
    assert (facts.full_name, facts.latin_name) == ("Сейітқали Айгерім Нұрланқызы", "Aigerim Seiitkali")
    assert (facts.title, facts.hours, facts.edition) == (rows.TITLES, 36, 2)
    assert [day.isoformat() for day in (facts.enrolled_on, facts.completed_on, facts.issued_on)] == [
        "2026-03-05",
        "2026-03-21",
        "2026-03-21",
    ]
    assert facts.issuer == Issuer().facts()


def test_the_record_stays_when_the_world_moves_on(aigerim):
    certificate = rows.certificate(aigerim)
    before = certificate.snapshot
    introduce(aigerim, surname="Жаңа", given_name="Есім")
    Issuer.objects.create(name_ru="Другая организация")
    certificate.enrolment.edition.titles = {"kk": "Басқа"}
    certificate.enrolment.edition.save()
    assert issue(certificate.enrolment, at=timezone.now()).snapshot == before


def test_without_a_name_nothing_is_issued_and_nothing_is_lost():
    nameless = people.person("someone@mektep.kz")
    enrolment = rows.completed(nameless)
    assert issue(enrolment, at=rows.DONE) is None
    introduce(nameless, surname="Сейітқали", given_name="Айгерім")
    assert Certificate.objects.get().facts.full_name == "Сейітқали Айгерім"
    assert issue_awaited(nameless, at=timezone.now()) == []


def test_a_revoked_certificate_is_not_issued_again(aigerim, saule):
    certificate = rows.certificate(aigerim)
    revoke(certificate, by=saule, at=timezone.now(), reason="Another person sat the test")
    assert issue(certificate.enrolment, at=timezone.now()) == certificate
    assert issue_awaited(aigerim, at=timezone.now()) == []
    assert Certificate.objects.get().status == "revoked"


def test_the_database_itself_lets_no_second_one_in(aigerim):
    certificate = rows.certificate(aigerim)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            serial="QLQ-26-00000-00000-00", enrolment=certificate.enrolment, snapshot={}, snapshot_version=1, issued_at=rows.DONE
        )


def test_revoking_twice_keeps_the_first_reason(aigerim, saule):
    certificate = rows.certificate(aigerim)
    assert revoke(certificate, by=saule, at=timezone.now(), reason="First")
    assert not revoke(certificate, by=saule, at=timezone.now(), reason="Second")
    assert Certificate.objects.get().revoked_reason == "First"


def test_files_are_drawn_after_commit(aigerim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = rows.certificate(aigerim)
    certificate.refresh_from_db()
    assert certificate.drawn_at
    assert {file.sheet for file in certificate.files.all()} == {"kk-ru", "en"}


def test_a_failing_drawing_breaks_nothing(aigerim, monkeypatch, django_capture_on_commit_callbacks):
    def broken(*_args):
        raise RuntimeError("no fonts today")

    monkeypatch.setattr("certificates.rendering.draw", broken)
    with django_capture_on_commit_callbacks(execute=True):
        certificate = rows.certificate(aigerim)
    assert not certificate.files.exists()
    monkeypatch.undo()
    tasks.sweep()
    certificate.refresh_from_db()
    assert certificate.drawn_at
    assert certificate.files.count() == 2


def test_drawing_again_keeps_the_files_that_are_there(aigerim):
    certificate = rows.certificate(aigerim)
    tasks.draw(certificate.pk)
    before = list(certificate.files.values_list("pk", "file", "sha256"))
    tasks.draw(certificate.pk)
    assert list(certificate.files.values_list("pk", "file", "sha256")) == before


def test_a_half_written_file_gives_way(aigerim):
    certificate = rows.certificate(aigerim)
    tasks.draw(certificate.pk)
    file = certificate.files.get(sheet="en")
    name, whole = file.file.name, file.file.read()
    file.file.close()
    file.delete()
    Certificate.objects.update(drawn_at=None)
    with file.file.storage.open(name, "wb") as half:
        half.write(whole[:100])
    tasks.draw(certificate.pk)
    again = certificate.files.get(sheet="en")
    with again.file.open("rb") as drawn:
        assert (again.file.name, drawn.read()) == (name, whole)


def test_the_sweep_issues_what_two_blind_transactions_missed(aigerim):
    enrolment = rows.completed(aigerim)
    nameless = rows.completed(people.person("nameless@example.com"))
    tasks.sweep()
    tasks.sweep()
    assert [certificate.enrolment for certificate in Certificate.objects.all()] == [enrolment]
    assert nameless.completed_at is not None
