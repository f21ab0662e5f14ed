"""Saule finds a wrong key: what a case of regrading does to those who met the question, and how it is undone."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.erasing import erase
from certificates.models import Certificate, CertificateReview
from certificates.reviewing import decide
from courses.models import Enrolment, ItemProgress
from courses.progressing import read_item
from notifications.models import Letter
from quizzes import cases, regrading, tasks
from quizzes.cases import NotRegraded
from quizzes.finishing import finish
from quizzes.models import Attempt, CaseState, Question, RegradeCase, RegradeChange
from tests.quizzes import make
from tests.quizzes.bodies import SINGLE
from tests.quizzes.regrades import REASON, RIGHT, applied, copies, corrected_key, finished, joined, open_case, running, seat, stored, undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chores_here")]
ONE_WRONG = {**RIGHT, "single": {"choice": "wrong-1"}}
PASSING = {"pass_mark": 90}


def progress(attempt) -> ItemProgress:
    return ItemProgress.objects.get(enrolment=attempt.enrolment_id, item_key=attempt.item_key)


def read_lessons(attempt):
    """The rest of the course, so that the test completes it."""
    for item in attempt.enrolment.edition.items.exclude(key=attempt.item_key):
        read_item(attempt.enrolment, item.key, at=timezone.now())


class TestPreview:
    def test_it_says_who_changes_and_writes_nothing(self, aigerim, daniyar, saule):
        seat(aigerim, **PASSING)
        joined(daniyar)
        joined(saule)
        loses, gains = finished(aigerim), finished(daniyar, answers=ONE_WRONG)
        running(saule)
        corrected_key()
        case = open_case()
        before = stored()
        seen = regrading.preview(case)
        assert stored() == before
        assert not RegradeChange.objects.exists()
        assert (seen.tally.met, seen.tally.unfinished, seen.tally.changed, seen.tally.gained, seen.tally.lost) == (3, 1, 2, 1, 1)
        assert [turn.attempt for turn in seen.turns][:2] == [loses, gains]
        first = seen.turns[0].difference
        assert (first.before.percent, first.after.percent) == (Decimal("100.00"), Decimal("83.33"))
        assert seen.listed == 0

    def test_it_counts_completed_courses(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim)
        read_lessons(attempt)
        corrected_key()
        assert regrading.preview(open_case()).listed == 1


class TestNewKey:
    def test_the_newest_version_grades(self, aigerim, daniyar):
        seat(aigerim, **PASSING)
        joined(daniyar)
        loses, gains = finished(aigerim), finished(daniyar, answers=ONE_WRONG)
        version = corrected_key()
        case = applied()
        loses.refresh_from_db()
        gains.refresh_from_db()
        assert (loses.points, loses.percent, loses.passed) == (Decimal("5.0000"), Decimal("83.33"), False)
        assert (gains.points, gains.percent, gains.passed) == (Decimal("6.0000"), Decimal("100.00"), True)
        row = gains.questions.get(question_version__kind="single")
        assert (row.graded_as, row.points) == (version, Decimal("1.0000"))
        assert (case.state, case.done, case.total) == (CaseState.APPLIED, 2, 2)

    def test_a_later_grading_gives_the_same(self, aigerim):
        attempt = finished(aigerim)
        corrected_key()
        applied()
        before = stored()
        from quizzes.finishing import settle

        settle(attempt)
        assert stored() == before

    def test_an_attempt_under_way_is_graded_rightly_later(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = running(aigerim, answers=ONE_WRONG)
        corrected_key()
        applied()
        assert not progress_of(attempt)
        assert finish(attempt, at=timezone.now()).passed is True

    def test_an_attempt_that_begins_later_follows_too(self, aigerim, daniyar):
        seat(aigerim, **PASSING)
        finished(aigerim)
        corrected_key()
        case = applied()
        joined(daniyar)
        attempt = finished(daniyar, answers=ONE_WRONG)
        assert attempt.passed is True
        undone(case)
        attempt.refresh_from_db()
        assert attempt.passed is False
        assert Attempt.objects.get(enrolment__learner=aigerim).passed is True

    def test_choices_that_were_shown_must_still_be_there(self, aigerim):
        finished(aigerim)
        kept = [choice for choice in SINGLE["choices"] if choice["id"] != "wrong-2"]
        make.question("Q-single", "single", changes={"choices": kept})
        with pytest.raises(NotRegraded, match="ids"):
            open_case()

    def test_another_kind_is_refused(self, aigerim):
        finished(aigerim)
        make.question("Q-single", "truefalse")
        with pytest.raises(NotRegraded, match="kind"):
            open_case()

    def test_the_same_version_is_refused(self, aigerim):
        finished(aigerim)
        with pytest.raises(NotRegraded, match="same"):
            open_case()

    def test_a_question_that_nobody_met_is_refused(self, aigerim):
        make.question("Q-unseen")
        with pytest.raises(NotRegraded, match="nobody"):
            open_case(code="Q-unseen", remedy="full")


def progress_of(attempt):
    return ItemProgress.objects.filter(enrolment=attempt.enrolment_id, item_key=attempt.item_key, passed_at__isnull=False)


@pytest.mark.parametrize(("remedy", "points", "maximum"), [("left_out", "5.0000", "5.0000"), ("full", "6.0000", "6.0000")])
def test_a_question_is_left_out_or_given_to_everybody(aigerim, remedy, points, maximum):
    seat(aigerim, **PASSING)
    attempt = finished(aigerim, answers=ONE_WRONG)
    applied(remedy)
    attempt.refresh_from_db()
    assert (attempt.points, attempt.maximum, attempt.percent) == (Decimal(points), Decimal(maximum), Decimal("100.00"))
    assert progress_of(attempt).exists()


class TestPasses:
    def test_a_gained_pass_completes_the_course_and_issues_the_certificate(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim, answers=ONE_WRONG)
        read_lessons(attempt)
        corrected_key()
        assert not Certificate.objects.exists()
        applied()
        assert Certificate.objects.get().learner == aigerim

    def test_a_lost_pass_is_taken_back_while_the_course_is_not_completed(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim)
        corrected_key()
        before = progress(attempt)
        case = applied()
        assert (progress(attempt).passed_at, progress(attempt).completed_at) == (None, None)
        undone(case)
        after = progress(attempt)
        assert (after.passed_at, after.completed_at) == (before.passed_at, before.completed_at)

    def test_another_passed_attempt_keeps_the_pass(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim)
        Attempt.objects.update(finished_at=timezone.now() - timedelta(days=3))
        version = corrected_key()
        second = finished(aigerim)
        second.questions.filter(question_version__kind="single").update(graded_as=version, answer={"choice": "wrong-1"})
        applied()
        assert progress(attempt).passed_at is not None

    def test_a_completed_course_and_its_certificate_stay_and_are_listed(self, aigerim, saule):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim)
        read_lessons(attempt)
        corrected_key()
        case = applied(by=saule)
        assert Enrolment.objects.get().completed_at is not None
        assert progress(attempt).passed_at is not None
        review = CertificateReview.objects.get()
        assert (review.certificate.status, review.reason, review.decided_at) == ("valid", REASON, None)
        undone(case)
        assert not CertificateReview.objects.exists()

    def test_what_was_decided_stays_decided(self, aigerim, saule):
        seat(aigerim, **PASSING)
        read_lessons(finished(aigerim))
        corrected_key()
        case = applied()
        review = CertificateReview.objects.get()
        assert decide(review, decision="revoke", by=saule, at=timezone.now(), reason="The test was not passed")
        assert not decide(review, decision="keep", by=saule, at=timezone.now(), reason="")
        assert Certificate.objects.get().status == "revoked"
        undone(case)
        assert CertificateReview.objects.get().decision == "revoke"

    def test_two_causes_are_one_review_that_stays_until_both_are_gone(self, aigerim):
        seat(aigerim, pass_mark=100)
        read_lessons(finished(aigerim))
        corrected_key()
        first = applied()
        review = CertificateReview.objects.get()
        review.attempts = [*review.attempts, "another attempt"]
        review.save()
        undone(first)
        assert CertificateReview.objects.get().attempts == ["another attempt"]

    def test_undoing_a_gained_pass_lists_the_certificate_that_it_brought(self, aigerim):
        seat(aigerim, **PASSING)
        read_lessons(finished(aigerim, answers=ONE_WRONG))
        corrected_key()
        undone(applied())
        assert CertificateReview.objects.get().certificate == Certificate.objects.get(status="valid")


class TestUndoing:
    @pytest.mark.parametrize("remedy", ["new_key", "left_out", "full"])
    def test_it_leaves_every_column_as_it_was(self, aigerim, daniyar, saule, remedy):
        seat(aigerim, **PASSING)
        joined(daniyar)
        joined(saule)
        finished(aigerim)
        finished(daniyar, answers={**ONE_WRONG, "multiple": {"choices": ["key-1", "bad-1"]}})
        running(saule)
        corrected_key()
        before = stored()
        case = applied(remedy)
        assert stored() != before
        undone(case)
        assert stored() == before

    def test_what_another_case_changed_meanwhile_stays(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = finished(aigerim)
        corrected_key()
        first = applied()
        applied("left_out", "Q-multiple")
        undone(first)
        attempt.refresh_from_db()
        assert (attempt.points, attempt.maximum, attempt.percent) == (Decimal("5.0000"), Decimal("5.0000"), Decimal("100.00"))

    def test_an_attempt_finished_meanwhile_is_graded_without_the_case(self, aigerim):
        seat(aigerim, **PASSING)
        attempt = running(aigerim)
        case = applied("left_out")
        assert finish(attempt, at=timezone.now()).maximum == 5
        undone(case)
        attempt.refresh_from_db()
        assert (attempt.points, attempt.maximum) == (Decimal("6.0000"), Decimal("6.0000"))
        assert attempt.questions.get(question_version__kind="single").points == 1

    def test_a_case_that_a_later_one_rests_on_stays(self, aigerim):
        finished(aigerim)
        first = applied("left_out")
        applied("full")
        with pytest.raises(NotRegraded, match="later"):
            cases.ask_undo(first, by=None, at=timezone.now())


class TestOnce:
    def test_one_case_runs_for_a_question(self, aigerim):
        finished(aigerim)
        open_case("full")
        with pytest.raises(NotRegraded, match="running"):
            open_case("left_out")

    def test_a_dropped_case_makes_room(self, aigerim):
        finished(aigerim)
        case = open_case("full")
        assert cases.drop(case, by=None, at=timezone.now())
        assert not cases.drop(case, by=None, at=timezone.now())
        open_case("left_out")

    def test_a_second_confirmation_and_a_second_application_change_nothing(self, aigerim):
        finished(aigerim)
        case = open_case("left_out")
        assert cases.confirm(case, by=None, at=timezone.now())
        assert not cases.confirm(case, by=None, at=timezone.now())
        assert regrading.apply(case.pk, at=timezone.now())
        before = stored()
        assert regrading.apply(case.pk, at=timezone.now()) is None
        assert regrading.undo(case.pk, at=timezone.now()) is None
        assert stored() == before
        assert RegradeChange.objects.count() == 1

    def test_the_sweep_brings_a_forgotten_case_to_its_end(self, aigerim):
        finished(aigerim)
        case = open_case("left_out")
        cases.confirm(case, by=None, at=timezone.now())
        tasks.sweep()
        case.refresh_from_db()
        assert case.state == CaseState.APPLIED

    def test_an_error_in_the_middle_leaves_nothing(self, aigerim, monkeypatch):
        finished(aigerim)
        case = open_case("left_out")
        cases.confirm(case, by=None, at=timezone.now())
        before = stored()
        monkeypatch.setattr(regrading, "log", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            regrading.apply(case.pk, at=timezone.now())
        assert stored() == before
        assert RegradeCase.objects.get().state == CaseState.APPLYING


def test_every_step_is_in_the_log(aigerim, saule):
    finished(aigerim)
    undone(applied("left_out", by=saule), by=saule)
    question = Question.objects.get(code="Q-single")
    written = ModelLogEntry.objects.filter(object_id=question.pk, action__startswith="quizzes.regrade").order_by("timestamp", "pk")
    assert [(entry.action, entry.user) for entry in written] == [
        ("quizzes.regrade_open", saule),
        ("quizzes.regrade_confirm", saule),
        ("quizzes.regrade_apply", None),
        ("quizzes.regrade_ask_undo", saule),
        ("quizzes.regrade_undo", None),
    ]
    assert written[0].data["reason"] == REASON
    assert written[2].data["met"] == 1


class TestLetters:
    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_those_whose_result_changed_are_told_once(self, aigerim, daniyar, language, django_capture_on_commit_callbacks):
        seat(aigerim, **PASSING)
        joined(daniyar)
        finished(aigerim)
        finished(daniyar, answers={**RIGHT, "single": {"choice": "wrong-2"}})
        type(aigerim).objects.filter(pk=aigerim.pk).update(language=language)
        corrected_key()
        with django_capture_on_commit_callbacks(execute=True):
            case = applied()
        letter = mail.outbox[-1]
        assert [each.to for each in mail.outbox] == [[aigerim.email]]
        html, _kind = letter.alternatives[0]
        for part in (letter.body, html):
            assert REASON in part
            assert f"/{language}/" in part
            assert "83" in part
        tasks.send_corrections(case.pk)
        assert len(mail.outbox) == 1
        with django_capture_on_commit_callbacks(execute=True):
            undone(case)
        assert [each.to for each in mail.outbox] == [[aigerim.email]] * 2
        assert "100" in mail.outbox[-1].body

    def test_a_letter_that_never_left_is_asked_for_again(self, aigerim, chores_here, django_capture_on_commit_callbacks):
        seat(aigerim, **PASSING)
        finished(aigerim)
        corrected_key()
        applied()
        RegradeCase.objects.update(applied_at=timezone.now() - timedelta(hours=1))
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep()
        assert [each.event.partition("-")[0] for each in Letter.objects.order_by("pk")] == ["attempt", "correction"]
        assert len(mail.outbox) == 2


def test_nothing_secret_is_kept_in_a_change(aigerim):
    """A change holds numbers, not answers."""
    finished(aigerim)
    applied("left_out")
    change = RegradeChange.objects.get()
    assert set(change.before) == {"rows", "outcome"}
    assert all(set(row) == {"graded_as", "remedy", "points", "maximum"} for row in change.before["rows"].values())
    assert UUID(str(change.attempt.key))


def test_many_attempts_take_few_queries(aigerim, django_assert_max_num_queries):
    """Nobody's pass changes: what is written is the same for all of them, so the queries do not grow with their number."""
    seat(aigerim, pass_mark=10)
    copies(finished(aigerim), 100)
    corrected_key()
    case = open_case()
    with django_assert_max_num_queries(20):
        assert regrading.preview(case).tally.changed == 101
    cases.confirm(case, by=None, at=timezone.now())
    with django_assert_max_num_queries(40):
        regrading.apply(case.pk, at=timezone.now())
    assert set(Attempt.objects.values_list("percent", flat=True)) == {Decimal("83.33")}


def test_whoever_was_erased_keeps_their_points(daniyar, aigerim, saule):
    """Their words are gone: graded anew, an emptied answer would lose what it had earned."""
    seat(daniyar, **PASSING)
    joined(aigerim)
    gone, other = finished(daniyar), finished(aigerim)
    erase(daniyar, by=saule, at=timezone.now())
    corrected_key()
    assert regrading.preview(open_case()).tally.met == 1
    case = RegradeCase.objects.get()
    assert cases.confirm(case, by=saule, at=timezone.now())
    assert regrading.apply(case.pk, at=timezone.now()).total == 1
    gone.refresh_from_db()
    other.refresh_from_db()
    assert (gone.passed, other.passed) == (True, False)
