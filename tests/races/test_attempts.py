"""Many clicks, many devices, one attempt."""

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from courses.models import ItemProgress
from courses.seating import sit
from quizzes.answering import NotSaved, save_answer, take_over
from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import Attempt, AttemptQuestion
from tests.quizzes import make
from tests.quizzes.bodies import RIGHT

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 50
PHONE, LAPTOP = uuid4(), uuid4()


def at_once(work, count=MANY):
    """Runs `work(number)` in that many threads that all begin together; returns what each returned or raised."""
    ready = threading.Barrier(count)

    def run(number):
        try:
            ready.wait(timeout=30)
            return work(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


@pytest.fixture
def seat(aigerim):
    return make.seat(aigerim)


def test_fifty_starts_make_one_attempt(seat, aigerim):
    def begin(_number):
        return start(sit(aigerim, "prevention", "final-test"), holder=uuid4(), at=timezone.now()).pk

    assert set(at_once(begin)) == {Attempt.objects.get().pk}
    assert AttemptQuestion.objects.count() == 6


def test_fifty_finishes_make_one_result_and_one_pass(seat):
    attempt = start(seat, holder=PHONE, at=timezone.now())
    for kind, answer in RIGHT.items():
        AttemptQuestion.objects.filter(question_version__kind=kind).update(answer=answer)

    def end(_number):
        done = finish(Attempt.objects.get(pk=attempt.pk), at=timezone.now())
        return done.finished_at, done.points, done.percent, done.passed

    results = set(at_once(end))
    attempt.refresh_from_db()
    assert results == {(attempt.finished_at, attempt.points, attempt.percent, True)}
    progress = ItemProgress.objects.get(enrolment=seat.enrolment, item_key=seat.item.key)
    assert progress.passed_at == progress.completed_at == attempt.finished_at


def question_of(attempt):
    return AttemptQuestion.objects.select_related("attempt", "question_version").get(attempt=attempt, question_version__kind="truefalse")


def test_an_answer_beside_a_finish_is_graded_or_refused(seat):
    """Whatever the order, an acknowledged answer counts."""
    attempt = start(seat, holder=PHONE, at=timezone.now())
    question = question_of(attempt)

    def work(number):
        if number == 25:
            return finish(attempt, at=timezone.now())
        return save_answer(question, {"": ["false"]}, seq=number + 1, holder=PHONE, at=timezone.now())

    outcomes = at_once(work)
    question.refresh_from_db()
    attempt.refresh_from_db()
    unexpected = [each for each in outcomes if isinstance(each, Exception) and not isinstance(each, NotSaved)]
    assert not unexpected
    acknowledged = [each for number, each in enumerate(outcomes) if number != 25 and not isinstance(each, Exception)]
    assert (question.answer is not None) == bool(acknowledged)
    assert attempt.points == (1 if acknowledged else 0)
    assert question.seq == max((each.seq for each in acknowledged), default=0)


def test_two_devices_never_mix(seat):
    """The phone keeps saving "true"; the laptop takes over and saves "false": from the takeover on, nothing of the phone's arrives."""
    attempt = start(seat, holder=PHONE, at=timezone.now())
    question = question_of(attempt)
    arrived = threading.Event()

    def phone(number):
        until = time.monotonic() + 30
        for seq in itertools.count(number, 6):
            if time.monotonic() > until:
                break
            try:
                save_answer(question, {"": ["true"]}, seq=seq, holder=PHONE, at=timezone.now())
                arrived.set()
            except NotSaved as refusal:
                if refusal.reason == "held":
                    return "told"
        return "never told"

    def laptop():
        arrived.wait(timeout=30)
        take_over(attempt, holder=LAPTOP)
        before = AttemptQuestion.objects.get(pk=question.pk)
        return save_answer(question, {"": ["false"]}, seq=before.seq + 1, holder=LAPTOP, at=timezone.now()).seq

    seq, *told = at_once(lambda number: phone(number) if number else laptop(), 6)  # the pool has eight connections
    assert told == ["told"] * 5
    question.refresh_from_db()
    assert (question.answer, question.seq, question.holder) == ({"value": False}, seq, LAPTOP)


def test_saves_of_one_device_arriving_in_any_order_leave_the_newest(seat):
    question = question_of(start(seat, holder=PHONE, at=timezone.now()))

    def work(number):
        value = "true" if number == MANY - 1 else "false"
        return save_answer(question, {"": [value]}, seq=number + 1, holder=PHONE, at=timezone.now())

    outcomes = at_once(work)
    assert {type(each) for each in outcomes} <= {NotSaved, type(outcomes[-1])}
    question.refresh_from_db()
    assert (question.answer, question.seq) == ({"value": True}, MANY)
