"""Two people, two workers, a learner handing in, a worker that dies: a case is applied once, to everybody."""

import subprocess
import sys
import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from courses.models import ItemProgress
from courses.seating import sit
from quizzes import cases, regrading, tasks
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import Attempt, CaseState, RegradeCase, RegradeChange
from tests.quizzes.regrades import RIGHT, applied, corrected_key, finished, joined, open_case, running, seat, stored
from tests.races.environment import environment
from tests.races.test_attempts import at_once
from tests.races.test_issuing import ROOT, kill, until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ONE_WRONG = {**RIGHT, "single": {"choice": "wrong-1"}}


@pytest.fixture
def confirmed(aigerim):
    seat(aigerim, pass_mark=90)
    finished(aigerim)
    corrected_key()
    case = open_case()
    cases.confirm(case, by=None, at=timezone.now())
    return case


def test_two_people_confirm_and_one_is_first(aigerim):
    finished(aigerim)
    case = open_case("full")
    said = at_once(lambda _number: cases.confirm(RegradeCase.objects.get(pk=case.pk), by=None, at=timezone.now()), 6)
    assert sorted(said) == [False] * 5 + [True]


def test_two_people_open_and_one_case_is_there(aigerim):
    finished(aigerim)
    said = at_once(lambda _number: open_case("full"), 6)
    assert [type(each).__name__ for each in said].count("RegradeCase") == RegradeCase.objects.count() == 1
    assert {str(each) for each in said if isinstance(each, Exception)} == {"running"}


def test_six_workers_apply_once(confirmed):
    said = at_once(lambda _number: regrading.apply(confirmed.pk, at=timezone.now()), 6)
    assert [each for each in said if each is not None] == [confirmed]
    assert RegradeChange.objects.count() == 1
    assert Attempt.objects.get().passed is False


def test_six_workers_undo_once(aigerim):
    seat(aigerim, pass_mark=90)
    finished(aigerim)
    before = stored()
    corrected_key()
    case = applied()
    cases.ask_undo(case, by=None, at=timezone.now())
    at_once(lambda _number: regrading.undo(case.pk, at=timezone.now()), 6)
    assert stored() == before


@pytest.mark.parametrize("again", range(5))
def test_an_attempt_that_ends_meanwhile_is_graded_by_the_right_key(aigerim, again):
    seat(aigerim, pass_mark=90)
    attempt = running(aigerim, answers=ONE_WRONG)
    corrected_key()
    case = open_case()
    cases.confirm(case, by=None, at=timezone.now())
    work = [lambda: regrading.apply(case.pk, at=timezone.now()), lambda: finish(attempt, at=timezone.now())]
    said = at_once(lambda number: work[number](), 2)
    assert not [each for each in said if isinstance(each, Exception)]
    attempt.refresh_from_db()
    assert (attempt.passed, attempt.percent) == (True, 100)
    assert ItemProgress.objects.get(item_key=attempt.item_key).passed_at is not None


@pytest.mark.parametrize("again", range(5))
def test_an_attempt_that_begins_meanwhile_is_graded_by_the_right_key(confirmed, daniyar, again):
    joined(daniyar)

    def begin():
        return start(sit(daniyar, "prevention", "final-test"), holder=uuid4(), at=timezone.now())

    work = [lambda: regrading.apply(confirmed.pk, at=timezone.now()), begin]
    said = at_once(lambda number: work[number](), 2)
    assert not [each for each in said if isinstance(each, Exception)]
    row = said[1].questions.get(question_version__kind="single")
    assert row.graded_as_id == confirmed.version_id
    assert RegradeChange.objects.count() == 2


def test_a_start_waits_for_a_case_that_is_being_undone(aigerim, daniyar):
    """Whoever begins while a case is undone does not keep what it did."""
    seat(aigerim, pass_mark=90)
    finished(aigerim)
    corrected_key()
    case = applied()
    joined(daniyar)
    cases.ask_undo(case, by=None, at=timezone.now())
    work = [
        lambda: regrading.undo(case.pk, at=timezone.now()),
        lambda: start(sit(daniyar, "prevention", "final-test"), holder=uuid4(), at=timezone.now()),
    ]
    said = at_once(lambda number: work[number](), 2)
    assert not [each for each in said if isinstance(each, Exception)]
    assert said[1].questions.get(question_version__kind="single").graded_as is None


def test_nobody_sees_half(confirmed, daniyar):
    """While the transaction is open, another connection still reads the old results."""
    joined(daniyar)
    finished(daniyar)
    seen, written, read = [], threading.Event(), threading.Event()

    def look():
        written.wait(30)
        seen.append(sorted(Attempt.objects.values_list("passed", flat=True)))
        read.set()
        connection.close()

    def pause(*_args, **_kwargs):
        written.set()
        read.wait(30)

    looker = threading.Thread(target=look)
    looker.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regrading, "log", pause)
        regrading.apply(confirmed.pk, at=timezone.now())
    looker.join()
    assert seen == [[True, True]]
    assert set(Attempt.objects.values_list("passed", flat=True)) == {False}


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_completes(confirmed, aigerim, tmp_path):
    written, before = tmp_path / "written", stored()
    command = [sys.executable, "-m", "tests.races.hanging_regrade", str(confirmed.pk), str(written)]
    hanging = subprocess.Popen(command, cwd=ROOT, env=environment(), start_new_session=True)
    try:
        until(written.exists)
        assert regrading.apply(confirmed.pk, at=timezone.now()) is None  # the first one is still at it
    finally:
        kill(hanging)
    assert stored() == before
    until(lambda: regrading.apply(confirmed.pk, at=timezone.now()) is not None)  # its connection is given up by then
    confirmed.refresh_from_db()
    assert (confirmed.state, confirmed.done) == (CaseState.APPLIED, 1)
    assert RegradeChange.objects.count() == 1
    tasks.sweep()
    assert RegradeChange.objects.count() == 1
