"""Aigerim takes a test: started once, answered in order, finished once."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from courses.models import ItemProgress
from quizzes import receipts
from quizzes.answering import Given, NotSaved, reach, save_answer, take_over
from quizzes.attempting import NotAdmitted, start
from quizzes.finishing import Graded, finish, finish_overdue, grade, result_of
from quizzes.models import Accommodation, Attempt, AttemptQuestion
from quizzes.tasks import sweep
from tests.quizzes import make
from tests.quizzes.bodies import RIGHT

pytestmark = pytest.mark.django_db

PHONE, LAPTOP = uuid4(), uuid4()
NOW = timezone.now()
HOUR = timedelta(hours=1)


def begin(person, *, at=NOW, **rules):
    seat = make.seat(person, **rules)
    return seat, start(seat, holder=PHONE, at=at)


def question_of(attempt, kind):
    return AttemptQuestion.objects.select_related("attempt", "question_version").get(attempt=attempt, question_version__kind=kind)


def fields_for(question, answer):
    """What the form would send for a stored answer to a single or true/false question."""
    if "choice" in answer:
        return {"": [str(question.order.index(answer["choice"]))]}
    return {"": [str(answer["value"]).lower()]}


def answer_rightly(attempt, kinds):
    for kind in kinds:
        AttemptQuestion.objects.filter(attempt=attempt, question_version__kind=kind).update(answer=RIGHT[kind], seq=1)


def test_starting_draws_all_questions_once_and_sets_the_deadline(aigerim):
    _seat, attempt = begin(aigerim, time_limit_minutes=30)
    assert (attempt.number, attempt.deadline_at, attempt.maximum) == (1, NOW + HOUR / 2, 6)
    assert attempt.questions.count() == 6
    assert {question.holder for question in attempt.questions.all()} == {PHONE}


def test_starting_again_leads_to_the_open_attempt(aigerim):
    seat, attempt = begin(aigerim)
    assert start(seat, holder=LAPTOP, at=NOW) == attempt
    assert Attempt.objects.get().holder == PHONE


def test_a_second_attempt_prefers_questions_not_seen_yet(aigerim):
    questions = [make.question(f"Q-{number}", tags=["law"]) for number in range(4)]
    page = make.quiz(sections=[{"tag": questions[0].question.tags.get(), "draw": 2}])
    seat = make.seat(aigerim, page)
    first = start(seat, holder=PHONE, at=NOW)
    finish(first, at=NOW)
    second = start(seat, holder=PHONE, at=NOW)
    asked = [set(attempt.questions.values_list("question_version", flat=True)) for attempt in (first, second)]
    assert not asked[0] & asked[1]


def test_no_attempt_beyond_those_allowed(aigerim):
    seat, attempt = begin(aigerim, attempts_allowed=1)
    finish(attempt, at=NOW)
    with pytest.raises(NotAdmitted, match="no_attempts"):
        start(seat, holder=PHONE, at=NOW)


def test_a_pause_between_attempts(aigerim):
    seat, attempt = begin(aigerim, pause_hours=2)
    finish(attempt, at=NOW + HOUR)
    with pytest.raises(NotAdmitted) as refused:
        start(seat, holder=PHONE, at=NOW + 2 * HOUR)
    assert refused.value.admission.opens_at == NOW + 3 * HOUR
    assert start(seat, holder=PHONE, at=NOW + 3 * HOUR).number == 2


def test_an_answer_is_acknowledged_and_kept_by_the_ids_of_the_body(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "single")
    saved = save_answer(question, fields_for(question, RIGHT["single"]), seq=1, holder=PHONE, at=NOW)
    question.refresh_from_db()
    assert (saved.seq, saved.answered, question.answer, question.seq) == (1, True, RIGHT["single"], 1)


def test_the_same_save_again_is_acknowledged_again(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "truefalse")
    for _again in range(2):
        assert save_answer(question, {"": ["true"]}, seq=5, holder=PHONE, at=NOW).seq == 5


def test_a_replayed_old_save_changes_nothing(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "truefalse")
    save_answer(question, {"": ["true"]}, seq=1, holder=PHONE, at=NOW)
    save_answer(question, {"": ["false"]}, seq=2, holder=PHONE, at=NOW)
    with pytest.raises(NotSaved, match="stale"):
        save_answer(question, {"": ["true"]}, seq=1, holder=PHONE, at=NOW)
    question.refresh_from_db()
    assert question.answer == {"value": False}


def test_an_answer_can_be_taken_back(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "multiple")
    save_answer(question, {"": ["0"]}, seq=1, holder=PHONE, at=NOW)
    assert not save_answer(question, {}, seq=2, holder=PHONE, at=NOW).answered
    assert AttemptQuestion.objects.get(pk=question.pk, answer__isnull=True)


def test_a_device_that_was_taken_over_from_is_refused(aigerim):
    _seat, attempt = begin(aigerim)
    take_over(attempt, holder=LAPTOP)
    question = question_of(attempt, "truefalse")
    with pytest.raises(NotSaved, match="held"):
        save_answer(question, {"": ["true"]}, seq=9, holder=PHONE, at=NOW)
    assert save_answer(question, {"": ["false"]}, seq=1, holder=LAPTOP, at=NOW).answered


def test_an_answer_after_the_deadline_is_refused_and_ends_the_attempt(aigerim):
    _seat, attempt = begin(aigerim, time_limit_minutes=60)
    question = question_of(attempt, "truefalse")
    save_answer(question, {"": ["false"]}, seq=1, holder=PHONE, at=NOW + HOUR)
    with pytest.raises(NotSaved, match="over"):
        save_answer(question, {"": ["true"]}, seq=2, holder=PHONE, at=NOW + HOUR + settings.ANSWER_GRACE + timedelta(seconds=1))
    attempt.refresh_from_db()
    assert (attempt.finished_at, attempt.points) == (NOW + HOUR, 1)


def test_an_answer_given_in_time_that_arrives_late_counts_while_the_grace_lasts(aigerim):
    _seat, attempt = begin(aigerim, time_limit_minutes=60)
    question = question_of(attempt, "truefalse")
    late = NOW + HOUR + timedelta(seconds=20)
    waited = Given(age=timedelta(seconds=21))
    assert save_answer(question, {"": ["false"]}, seq=1, holder=PHONE, at=late, given=waited).answered
    question.refresh_from_db()
    assert (question.given_at, question.answered_at) == (NOW + HOUR - timedelta(seconds=1), late)
    for age in (None, timedelta(seconds=19), timedelta(seconds=-5)):
        with pytest.raises(NotSaved, match="over"):
            save_answer(question, {"": ["true"]}, seq=2, holder=PHONE, at=late, given=Given(age=age))
    attempt.refresh_from_db()
    assert attempt.finished_at is None  # others may still be on their way
    with pytest.raises(NotSaved, match="over"):
        save_answer(question, {"": ["true"]}, seq=3, holder=PHONE, at=NOW + 2 * HOUR, given=Given(age=2 * HOUR))
    attempt.refresh_from_db()
    assert (attempt.finished_at, attempt.ended_by, attempt.points) == (NOW + HOUR, "clock", 1)


def test_extra_time_is_recorded_on_the_attempt(aigerim, saule):
    seat = make.seat(aigerim, time_limit_minutes=60)
    Accommodation.objects.create(learner=aigerim, extra_time=25, reason="Order 12", granted_by=saule)
    Accommodation.objects.create(learner=aigerim, course=seat.enrolment.course, extra_time=50, reason="Order 13", granted_by=saule)
    attempt = start(seat, holder=PHONE, at=NOW)
    assert (attempt.extra_time, attempt.deadline_at) == (50, NOW + 1.5 * HOUR)


def test_a_quiz_that_closes_ends_a_running_attempt(aigerim):
    closes_at = NOW + HOUR / 2
    seat, attempt = begin(aigerim, time_limit_minutes=60, opens_at=NOW - HOUR, closes_at=closes_at)
    assert attempt.deadline_at == closes_at
    finish(attempt, at=NOW)
    with pytest.raises(NotAdmitted, match="closed"):
        start(seat, holder=PHONE, at=closes_at)


def test_a_quiz_that_is_not_open_yet_says_when(aigerim):
    seat = make.seat(aigerim, opens_at=NOW + HOUR)
    with pytest.raises(NotAdmitted) as refused:
        start(seat, holder=PHONE, at=NOW)
    assert (refused.value.admission.reason, refused.value.admission.opens_at) == ("not_open", NOW + HOUR)


def test_a_page_that_was_left_takes_no_answer(aigerim):
    _seat, attempt = begin(aigerim, per_page=2, no_return=True)
    first = AttemptQuestion.objects.select_related("attempt", "question_version").get(attempt=attempt, position=1)
    reach(attempt, 2, per_page=2)
    with pytest.raises(NotSaved, match="left"):
        save_answer(first, {"": ["0"]}, seq=1, holder=PHONE, at=NOW)
    assert reach(attempt, 1, per_page=2).reached == 2
    take_over(attempt, holder=LAPTOP)
    first.refresh_from_db()
    assert first.holder is None


def test_a_section_below_its_own_pass_mark_fails_the_whole(aigerim):
    easy, law = make.question("Q-easy", "truefalse"), make.question("Q-law", "single")
    page = make.quiz(
        sections=[{"questions": [easy.question], "pass_mark": None}, {"questions": [law.question], "pass_mark": 60}], pass_mark=50
    )
    attempt = start(make.seat(aigerim, page), holder=PHONE, at=NOW)
    answer_rightly(attempt, ["truefalse"])
    done = finish(attempt, at=NOW)
    assert (done.percent, done.passed) == (50, False)


def test_a_receipt_is_the_fingerprint_of_what_was_recorded(aigerim):
    _seat, attempt = begin(aigerim)
    answer_rightly(attempt, ["single"])
    done = finish(attempt, at=NOW)
    typed = receipts.parse(done.receipt.lower().replace("-", " "))
    assert receipts.check(typed) == receipts.Checked(done, unchanged=True)
    done.questions.filter(question_version__kind="single").update(answer=None)
    assert receipts.check(done.receipt) == receipts.Checked(done, unchanged=False)
    assert receipts.parse("no receipt") is None


def test_no_answer_after_finishing(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "truefalse")
    finish(attempt, at=NOW)
    with pytest.raises(NotSaved, match="finished"):
        save_answer(question, {"": ["false"]}, seq=1, holder=PHONE, at=NOW)


def test_a_device_without_a_name_writes_into_no_closed_question(aigerim):
    _seat, attempt = begin(aigerim)
    question = question_of(attempt, "truefalse")
    finish(attempt, at=NOW)
    with pytest.raises(NotSaved, match="finished"):
        save_answer(question, {"": ["false"]}, seq=1, holder=None, at=NOW)
    question.refresh_from_db()
    assert question.answer is None


def test_finishing_grades_every_question(aigerim):
    _seat, attempt = begin(aigerim)
    answer_rightly(attempt, ["single", "numeric", "ordering"])
    AttemptQuestion.objects.filter(attempt=attempt, question_version__kind="multiple").update(answer={"choices": ["key-1"]})
    done = finish(attempt, at=NOW + HOUR)
    assert (done.points, done.percent, done.passed, done.finished_at) == (Decimal("3.5"), Decimal("58.33"), False, NOW + HOUR)
    assert sorted(attempt.questions.values_list("points", flat=True)) == [0, 0, Decimal("0.5"), 1, 1, 1]


def test_finishing_twice_gives_the_same_result(aigerim):
    _seat, attempt = begin(aigerim)
    first = finish(attempt, at=NOW)
    answer_rightly(attempt, RIGHT)
    second = finish(attempt, at=NOW + HOUR)
    assert (second.finished_at, second.points, second.passed) == (first.finished_at, first.points, first.passed) == (NOW, 0, False)


def test_passing_tells_the_course(aigerim):
    seat, attempt = begin(aigerim, pass_mark=50)
    answer_rightly(attempt, ["single", "numeric", "ordering"])
    assert finish(attempt, at=NOW).passed
    progress = ItemProgress.objects.get(enrolment=seat.enrolment, item_key=seat.item.key)
    assert (progress.passed_at, progress.completed_at) == (NOW, NOW)


def test_failing_does_not(aigerim):
    seat, attempt = begin(aigerim)
    finish(attempt, at=NOW)
    assert not ItemProgress.objects.filter(enrolment=seat.enrolment, passed_at__isnull=False).exists()


def test_a_stored_attempt_graded_again_gives_the_same(aigerim):
    _seat, attempt = begin(aigerim)
    answer_rightly(attempt, ["single", "matching"])
    AttemptQuestion.objects.filter(attempt=attempt, question_version__kind="multiple").update(answer={"choices": ["key-1", "bad-1"]})
    done = finish(attempt, at=NOW)
    make.question("Q-single", changes={"feedback": {}})  # a newer version is no matter of this attempt
    again = result_of(done, [Graded(question, grade(question)) for question in done.questions.select_related("question_version")])
    assert (again.points, again.maximum, again.percent, again.passed) == (done.points, done.maximum, done.percent, done.passed)


def test_the_sweep_finishes_what_nobody_looked_at(aigerim, daniyar):
    _seat, attempt = begin(aigerim, time_limit_minutes=60, at=timezone.now() - 2 * HOUR)
    sweep()
    attempt.refresh_from_db()
    assert attempt.finished_at == attempt.deadline_at
    assert finish_overdue(at=timezone.now()) == 0


def test_starting_after_the_deadline_finishes_the_old_attempt_and_starts_a_new_one(aigerim):
    seat, attempt = begin(aigerim, time_limit_minutes=60)
    second = start(seat, holder=PHONE, at=NOW + 2 * HOUR)
    attempt.refresh_from_db()
    assert (attempt.finished_at, second.number) == (NOW + HOUR, 2)


def test_taking_over_a_finished_attempt_changes_nothing(aigerim):
    _seat, attempt = begin(aigerim)
    finish(attempt, at=NOW)
    assert take_over(attempt, holder=LAPTOP).holder == PHONE
