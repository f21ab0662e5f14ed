"""What the analysis is read from: whose attempts count, in which language, by which key."""

import datetime

import pytest
from django.utils import timezone

from quizzes.models import Attempt, AttemptQuestion, QuizVersion
from quizzes.reporting import ALL, BEST, FIRST, Scope, quizzes_with_attempts, read, versions_of
from tests.quizzes.regrades import RIGHT, applied, copies, corrected_key, finished, joined, running, seat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chores_here")]


def scope(**fields):
    return Scope(Attempt.objects.first().item_key, **fields)


def answered_in(attempt, language):
    AttemptQuestion.objects.filter(attempt=attempt, answer__isnull=False).update(language=language)


def item(report, code):
    return next(item for asked, item in report.items() if asked.code == code)


def test_a_report_has_the_figures_of_every_question(aigerim, daniyar):
    seat(aigerim)
    finished(aigerim)
    joined(daniyar)
    finished(daniyar, answers={**RIGHT, "single": {"choice": "wrong-1"}})
    report = read(scope())
    assert [asked.code for asked, _item in report.items()] == sorted(f"Q-{kind}" for kind in RIGHT)
    assert report.analysis.whole.attempts == 2
    assert item(report, "Q-single").facility.value == 50
    assert {row.choice for row in item(report, "Q-single").choices} == {"the-key", "wrong-1"}
    assert item(report, "Q-single").guess.value == pytest.approx(100 / 3)


def test_of_two_attempts_the_first_the_best_or_both_count(aigerim):
    seat(aigerim)
    now = timezone.now()
    first = finished(aigerim, answers={}, at=now - datetime.timedelta(hours=1))
    second = finished(aigerim, at=now)
    assert set(read(scope(which=FIRST)).sittings) == {first.pk}
    assert set(read(scope(which=BEST)).sittings) == {second.pk}
    assert set(read(scope(which=ALL)).sittings) == {first.pk, second.pk}


def test_of_equal_attempts_the_first_is_the_best(aigerim):
    seat(aigerim)
    now = timezone.now()
    first = finished(aigerim, at=now - datetime.timedelta(hours=1))
    finished(aigerim, at=now)
    assert set(read(scope(which=BEST)).sittings) == {first.pk}


def test_an_attempt_under_way_or_without_marks_counts_nowhere(aigerim, daniyar):
    seat(aigerim)
    done = finished(aigerim)
    joined(daniyar)
    running(daniyar)
    assert set(read(scope()).sittings) == {done.pk}


def test_an_attempt_belongs_to_the_language_of_most_of_its_answers(aigerim, daniyar):
    seat(aigerim)
    kazakh = finished(aigerim)
    answered_in(kazakh, "kk")
    AttemptQuestion.objects.filter(attempt=kazakh, question_version__kind="single").update(language="ru")
    joined(daniyar)
    russian = finished(daniyar)
    answered_in(russian, "ru")
    assert {pk: each.language for pk, each in read(scope()).sittings.items()} == {kazakh.pk: "kk", russian.pk: "ru"}
    assert set(read(scope(language="ru")).sittings) == {russian.pk}
    assert {row.attempt for row in read(scope(language="kk")).responses} == {kazakh.pk}


def test_what_was_left_unanswered_is_in_the_language_of_the_rest(aigerim):
    seat(aigerim)
    answered_in(finished(aigerim, answers={"single": RIGHT["single"]}), "ru")
    assert {row.language for row in read(scope()).responses} == {"ru"}


def test_only_attempts_of_the_version_asked_for(aigerim):
    seat(aigerim)
    attempt = finished(aigerim)
    (version,) = versions_of(attempt.item_key)
    other = QuizVersion.objects.get()
    other.pk, other.number = None, 2
    other.save()
    assert version[:2] == (attempt.quiz_id, 1)
    assert versions_of(attempt.item_key) == [version]
    assert set(read(scope(version=attempt.quiz_id)).sittings) == {attempt.pk}
    assert not read(scope(version=other.pk)).sittings


def test_after_a_regrading_the_right_key_counts(aigerim):
    seat(aigerim)
    finished(aigerim)
    wrong = next(asked for asked, _item in read(scope()).items() if asked.code == "Q-single")
    assert wrong.key == wrong.body
    corrected_key()
    applied()
    asked = next(asked for asked, _item in read(scope()).items() if asked.code == "Q-single")
    assert asked.body == wrong.body
    assert [choice.id for choice in asked.key.choices if choice.correct] == ["wrong-1"]


def test_a_question_left_out_by_a_regrading_is_not_in_the_report(aigerim):
    seat(aigerim)
    finished(aigerim)
    applied("left_out")
    assert "Q-single" not in [asked.code for asked, _item in read(scope()).items()]


def test_quizzes_with_results_are_listed_with_their_title(aigerim, daniyar):
    seat(aigerim)
    finished(aigerim)
    joined(daniyar)
    running(daniyar)
    (found,) = quizzes_with_attempts("ru")
    assert (found.title, found.course, found.attempts) == ("Test по-русски", "prevention", 1)


def test_the_queries_are_few_however_many_answers(aigerim, django_assert_max_num_queries):
    seat(aigerim)
    attempt = finished(aigerim)
    copies(attempt, 20)
    wanted = scope()
    with django_assert_max_num_queries(4):
        assert len(read(wanted).responses) == 21 * len(RIGHT)
