"""Programmes lived through: evidence is gathered, periods are earned, papers follow."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from certificates.certifying import (
    advance,
    begin,
    go_on_leave,
    grant,
    recognise_evidence,
    recognise_period,
    return_from_leave,
    revoke_certification,
)
from certificates.chronicle import standing_of, whole
from certificates.models import Certificate, CertificateReview, Certification, Evidence, PeriodEvidence
from certificates.rules.standing import State
from courses.models import Enrolment
from courses.signals import course_completed
from quizzes.models import Attempt
from quizzes.signals import pass_returned, pass_withdrawn
from tests.certificates.programmes import certified, complete, course, full, noon, passed, practised, programme, version
from trainings.signals import practicum_signed_off

pytestmark = pytest.mark.django_db


def standing(certification, day: str):
    return standing_of(whole(Certification.objects.filter(pk=certification.pk)).get(), date.fromisoformat(day))


def test_what_was_done_before_counts_and_earns_the_certificate(daniyar):
    certification = certified(daniyar)
    period = certification.periods.get()
    assert (period.valid_from, period.valid_until) == (date(2026, 1, 20), date(2027, 1, 21))
    paper = period.certificate.facts
    assert (paper.kind, paper.hours, paper.form, paper.last_day) == ("programme", 72, "mixed", date(2027, 1, 20))
    assert paper.title["ru"] == "Ювенальная полиция"
    assert standing(certification, "2026-02-01").state == State.CERTIFIED


def test_the_period_of_study_begins_with_the_first_enrolment_not_with_the_first_course_completed(daniyar):
    paper = certified(daniyar).periods.get().certificate.facts
    assert (paper.enrolled_on, paper.completed_on) == (date(2026, 1, 2), date(2026, 1, 20))


def test_asking_again_changes_nothing(daniyar):
    certification = certified(daniyar)
    before = (Evidence.objects.count(), Certificate.objects.count())
    advance(certification, at=noon("2026-02-01"))
    begin(daniyar, certification.programme, at=noon("2026-02-01"))
    assert (Evidence.objects.count(), Certificate.objects.count()) == before
    assert certification.periods.count() == 1


def test_without_the_practicum_it_is_in_progress_and_says_what_is_missing(daniyar):
    complete(daniyar, "law", "2026-01-05")
    complete(daniyar, "talk", "2026-01-12")
    passed(daniyar, "2026-01-15")
    practised(daniyar, "2026-01-20", passes=False)
    certification = begin(daniyar, programme(), at=noon("2026-01-21"))
    found = standing(certification, "2026-01-21")
    assert found.state == State.IN_PROGRESS
    assert [each.what for each in found.missing] == ["practicum"]


def test_signing_off_a_practicum_certifies(daniyar):
    complete(daniyar, "law", "2026-01-05")
    complete(daniyar, "talk", "2026-01-12")
    passed(daniyar, "2026-01-15")
    certification = begin(daniyar, programme(), at=noon("2026-01-16"))
    result = practised(daniyar, "2026-01-20", "2026-01-22")
    practicum_signed_off.send(
        type(result), result=result, person=daniyar, session=result.booking.session, held_on=result.held_on, passed=True
    )
    assert certification.periods.get().certificate is not None


def test_completing_the_last_course_certifies_in_the_same_transaction(daniyar):
    complete(daniyar, "law", "2026-01-05")
    passed(daniyar, "2026-01-15")
    practised(daniyar, "2026-01-20")
    certification = begin(daniyar, programme(), at=noon("2026-01-21"))
    talk = course("talk")
    enrolment = Enrolment.objects.create(learner=daniyar, course=talk, edition=talk.editions.get(), enrolled_at=noon("2026-01-22"))
    enrolment.completed_at = noon("2026-01-23")
    enrolment.save()
    course_completed.send(Enrolment, enrolment=enrolment, at=noon("2026-01-23"))
    assert certification.periods.get().met_on == date(2026, 1, 23)


def test_an_early_renewal_keeps_the_anniversary_and_has_a_paper_of_its_own(daniyar):
    certification = certified(daniyar)
    complete(daniyar, "update", "2026-11-20")
    passed(daniyar, "2026-11-21")
    advance(certification, at=noon("2026-11-21"))
    first, second = certification.periods.all()
    assert (second.valid_from, second.valid_until) == (date(2027, 1, 21), date(2028, 1, 21))
    assert first.certificate != second.certificate
    assert first.certificate.status == "valid"
    assert standing(certification, "2026-12-01").state == State.CERTIFIED
    assert standing(certification, "2027-06-01").state == State.CERTIFIED


def test_who_has_no_name_yet_is_certified_and_gets_the_paper_later(daniyar):
    daniyar.surname = daniyar.given_name = ""
    daniyar.save()
    certification = certified(daniyar)
    assert certification.periods.get().certificate is None
    daniyar.surname, daniyar.given_name = "Қасымов", "Данияр"
    daniyar.save()
    advance(certification, at=timezone.now())
    assert certification.periods.get().certificate.facts.full_name.startswith("Қасымов")


def test_leave_stops_the_clock_and_the_return_starts_it(daniyar, saule):
    certification = certified(daniyar)
    leave = go_on_leave(certification, start=date(2026, 3, 1), until=None, reason="Оқу демалысы", by=saule, at=noon("2026-03-01"))
    assert standing(certification, "2026-03-20").state == State.SUSPENDED
    assert return_from_leave(leave, until=date(2026, 4, 1), by=saule, at=noon("2026-04-01"))
    assert not return_from_leave(leave, until=date(2026, 5, 1), by=saule, at=noon("2026-05-01"))
    assert certification.periods.get().valid_until == date(2027, 2, 21)


def test_a_temporary_certification(daniyar, saule):
    certification = begin(daniyar, programme(), at=noon("2026-01-05"))
    grant(certification, start=date(2026, 1, 5), until=date(2026, 2, 1), reason="Мереке", by=saule)
    assert standing(certification, "2026-01-31").state == State.CERTIFIED
    assert standing(certification, "2026-02-01").state == State.IN_PROGRESS


def test_a_revocation_revokes_the_paper_and_leaves_standing_what_it_names(daniyar, saule):
    certification = certified(daniyar)
    courses = certification.evidence.filter(kind="course").values_list("pk", flat=True)
    assert revoke_certification(certification, stands=courses, reason="Емтихан бұзылған", by=saule, at=noon("2026-06-01"))
    assert not revoke_certification(certification, stands=[], reason="Тағы", by=saule, at=noon("2026-06-02"))
    assert Certificate.objects.get(period__certification=certification).status == "revoked"
    found = standing(certification, "2026-06-02")
    assert found.state == State.REVOKED
    assert {each.what for each in found.missing} == {"exam", "practicum"}
    passed(daniyar, "2026-07-01")
    practised(daniyar, "2026-07-10")
    advance(certification, at=noon("2026-07-10"))
    assert [each.number for each in certification.periods.all()] == [1, 2]
    assert standing(certification, "2026-07-11").state == State.CERTIFIED


def test_an_earlier_certificate_is_recognised_once(daniyar, saule):
    certification = begin(daniyar, programme(), at=noon("2026-01-05"))
    facts = {"first": date(2023, 2, 1), "last": date(2026, 1, 31), "number": "ПК-17", "by": saule, "at": noon("2026-01-05")}
    assert recognise_period(certification, **facts)
    assert recognise_period(certification, **facts) is None
    found = standing(certification, "2026-01-10")
    assert (found.state, found.stretch.last_day) == (State.RENEWABLE, date(2026, 1, 31))
    advance(certification, at=noon("2026-01-11"))
    assert not Certificate.objects.exists()


def test_evidence_by_decision_needs_a_name_and_a_reason(daniyar, saule):
    certification = begin(daniyar, programme(), at=noon("2026-01-05"))
    ref = str(course("law").pk)
    recognise_evidence(
        certification, kind="course", ref=ref, on=date(2025, 5, 1), hours=36, reason="Академия", by=saule, at=noon("2026-01-05")
    )
    assert {each.what for each in standing(certification, "2026-01-06").missing} == {"courses", "exam", "practicum"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(certification=certification, kind="course", ref=ref, on=date(2025, 5, 1))


def test_a_piece_serves_one_period_in_the_database_too(daniyar):
    certification = certified(daniyar)
    spent = PeriodEvidence.objects.first()
    complete(daniyar, "update", "2026-11-20")
    passed(daniyar, "2026-11-21")
    advance(certification, at=noon("2026-11-21"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PeriodEvidence.objects.create(period=certification.periods.get(number=2), evidence=spent.evidence)


def test_a_changed_programme_is_for_those_who_begin_later(daniyar, aigerim):
    made = programme()
    begin(daniyar, made, at=noon("2026-01-02"))
    version(made, full(months=24), since="2026-01-10")
    old, new = certified(daniyar, made), None
    new = begin(aigerim, made, at=noon("2026-01-11"))
    complete(aigerim, "law", "2026-01-12")
    complete(aigerim, "talk", "2026-01-12")
    passed(aigerim, "2026-01-15")
    practised(aigerim, "2026-01-20")
    advance(new, at=noon("2026-01-20"))
    assert [each.periods.get().valid_until.year for each in (old, new)] == [2027, 2028]


def test_many_certifications_cost_as_many_queries_as_one(daniyar, aigerim, django_assert_num_queries):
    made = programme()
    for person in (daniyar, aigerim):
        certified(person, made)
    with django_assert_num_queries(7):
        assert [standing_of(each, date(2026, 2, 1)).state for each in whole(Certification.objects.all())] == [State.CERTIFIED] * 2


def test_a_pass_that_is_returned_counts_at_once(daniyar, saule):
    complete(daniyar, "law", "2026-01-05")
    complete(daniyar, "talk", "2026-01-12")
    attempt = passed(daniyar, "2026-01-15")
    certification = begin(daniyar, programme(), at=noon("2026-01-16"))
    pass_withdrawn.send(Attempt, attempt=attempt, by=saule, at=noon("2026-01-17"), reason="Кілт қате")
    practised(daniyar, "2026-01-20")
    advance(certification, at=noon("2026-01-20"))
    assert not certification.periods.exists()
    pass_returned.send(Attempt, attempt=attempt, by=saule, at=noon("2026-01-21"), reason="Кілт дұрыс")
    assert certification.periods.get().certificate is not None


def test_a_withdrawn_pass_lists_the_certificate_of_the_programme_for_a_decision(daniyar, saule):
    certification = certified(daniyar)
    attempt = certification.evidence.get(kind="exam").attempt
    paper = certification.periods.get().certificate
    pass_withdrawn.send(Attempt, attempt=attempt, by=saule, at=noon("2026-02-01"), reason="Кілт қате")
    assert [each.certificate for each in CertificateReview.objects.all()] == [paper]
    assert Certificate.objects.get(pk=paper.pk).status == "valid"
    pass_returned.send(Attempt, attempt=attempt, by=saule, at=noon("2026-02-02"), reason="Кілт дұрыс")
    assert not CertificateReview.objects.exists()
