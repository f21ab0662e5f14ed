"""Taking a quiz: start, answer, take over, finish. Everything that changes an attempt stands here."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from courses.progressing import pass_item
from courses.seating import Seat
from quizzes import clock
from quizzes.admission import Admission, Rules, admit
from quizzes.bodies import body_of
from quizzes.drawing import Drawn, Section, draw
from quizzes.freezing import candidate
from quizzes.grading import Result, decimal, total
from quizzes.models import Attempt, AttemptQuestion, QuizVersion
from quizzes.questions import Fields, Mark
from quizzes.registry import TYPES

logger = logging.getLogger(__name__)


class NotAdmitted(Exception):  # noqa: N818 — it reads as the refusal it is
    """No attempt may start now; `admission` says why."""

    def __init__(self, admission: Admission):
        super().__init__(admission.reason)
        self.admission = admission


class NotSaved(Exception):  # noqa: N818 — it reads as the refusal it is
    """An answer was refused. `reason`: `finished`, `over` (its time), `held` (by another device), `stale` (a newer answer is there)."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Saved:
    """The server's word that an answer is kept."""

    position: int
    seq: int
    at: datetime
    answered: bool


def quiz_of(seat: Seat) -> QuizVersion:
    """The quiz version that the learner's edition pins."""
    return QuizVersion.objects.get(key=seat.item.key, number=seat.item.version)


def admission(quiz: QuizVersion, earlier: list[Attempt], *, now: datetime) -> Admission:
    """Whether a further attempt may start, given all earlier attempts of the enrolment at this item."""
    ends = [attempt.finished_at for attempt in earlier if attempt.finished_at]
    return admit(Rules(quiz.attempts_allowed, quiz.pause), finished=len(ends), last_end=max(ends, default=None), now=now)


def start(seat: Seat, *, holder: UUID, at: datetime) -> Attempt:
    """The learner's open attempt at this quiz; drawn now if there is none.

    `attempt_one_open_per_person` decides between two starts at once: the second gets the first one's row, whoever holds it. An open attempt
    whose time is over is finished first. Raises NotAdmitted.
    """
    quiz = quiz_of(seat)
    for _again in range(3):
        earlier = attempts_of(seat, at=at)
        running = [attempt for attempt in earlier if attempt.finished_at is None]
        if running:
            return running[0]
        admitted = admission(quiz, earlier, now=at)
        if not admitted.allowed:
            raise NotAdmitted(admitted)
        try:
            return _begin(seat, quiz, number=len(earlier) + 1, holder=holder, at=at)
        except IntegrityError:  # another click was faster: look again
            continue
    raise RuntimeError("An attempt could neither be started nor found.")


def attempts_of(seat: Seat, *, at: datetime) -> list[Attempt]:
    """All attempts of the enrolment at this item, oldest first; one whose time has gone by is finished on the way."""
    found = Attempt.objects.filter(enrolment=seat.enrolment, item_key=seat.item.key).order_by("number")
    return [end_if_over(attempt, at=at) for attempt in found]


def end_if_over(attempt: Attempt, *, at: datetime) -> Attempt:
    """The attempt, finished if its time has gone by: what the periodic sweep does, done at the next touch where no sweep runs."""
    if attempt.finished_at is None and clock.is_over(attempt.deadline_at, at):
        return finish(attempt, at=at)
    return attempt


@transaction.atomic
def _begin(seat: Seat, quiz: QuizVersion, *, number: int, holder: UUID, at: datetime) -> Attempt:
    seed = secrets.randbits(63)
    drawn = _draw(seat, quiz, seed=seed)
    attempt = Attempt.objects.create(
        enrolment=seat.enrolment,
        item_key=seat.item.key,
        quiz=quiz,
        number=number,
        seed=seed,
        holder=holder,
        started_at=at,
        deadline_at=clock.deadline(at, quiz.time_limit),
        maximum=len(drawn),
    )
    AttemptQuestion.objects.bulk_create(
        AttemptQuestion(
            attempt=attempt,
            position=position,
            section=each.section,
            question_version_id=each.version,
            order=list(each.order),
            holder=holder,
        )
        for position, each in enumerate(drawn, 1)
    )
    return attempt


def _draw(seat: Seat, quiz: QuizVersion, *, seed: int) -> list[Drawn]:
    asked = AttemptQuestion.objects.filter(attempt__enrolment__learner=seat.enrolment.learner_id, attempt__item_key=seat.item.key)
    seen = frozenset(asked.values_list("question_version__question_id", flat=True))
    sections = [
        Section(tuple(candidate(entry.question_version) for entry in section.pool.all()), section.draw)
        for section in quiz.sections.prefetch_related("pool__question_version")
    ]
    return draw(sections, seed=seed, seen=seen, shuffle_questions=quiz.shuffle_questions, shuffle_choices=quiz.shuffle_choices)


def save_answer(question: AttemptQuestion, fields: Fields, *, seq: int, holder: UUID, at: datetime) -> Saved:
    """Keeps what a form sent for one question; `question` comes with its attempt and version. Raises NotSaved.

    One UPDATE of one row decides, guarded by that row alone: `holder` is empty once the attempt is finished, `seq` must grow. The deadline
    was fixed at the start, so reading it before is enough. The same save sent again is acknowledged again; an older one changes nothing.
    """
    if clock.is_over(question.attempt.deadline_at, at):
        finish(question.attempt, at=at)
        raise NotSaved("over")
    data = answer_in(question, fields)
    row = AttemptQuestion.objects.filter(pk=question.pk)
    if not row.filter(holder=holder, seq__lt=seq).update(answer=data, seq=seq, answered_at=at):
        _explain(row.get(), data, seq=seq, holder=holder)
    return Saved(question.position, seq, at, data is not None)


def answer_in(question: AttemptQuestion, fields: Fields) -> dict[str, Any] | None:
    """What a form says to a question, as it is stored."""
    kind = TYPES[question.question_version.kind]
    answer = kind.parse_answer(body_of(question.question_version), question.order, fields)
    return None if answer is None else answer.model_dump(mode="json")


def _explain(row: AttemptQuestion, data: Any, *, seq: int, holder: UUID) -> None:
    """Raises the reason why a save did not pass, or returns because the very same one had passed before."""
    if row.holder is None:
        raise NotSaved("finished")
    if row.holder != holder:
        raise NotSaved("held")
    if (row.seq, row.answer) != (seq, data):
        raise NotSaved("stale")


@transaction.atomic
def take_over(attempt: Attempt, *, holder: UUID) -> Attempt:
    """Lets another device answer; the one before is refused from now on. Locks the attempt; of a finished one nothing changes."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.finished_at is None and attempt.holder != holder:
        attempt.holder = holder
        attempt.save(update_fields=["holder"])
        attempt.questions.update(holder=holder)
    return attempt


@transaction.atomic
def finish(attempt: Attempt, *, at: datetime) -> Attempt:
    """Grades the attempt and, if it passed, says so to the course; returns the attempt as finished.

    Locks the attempt, then its questions: a save on its way is either graded or refused. Whoever comes second finds it finished and returns
    the same result. An attempt whose time has gone by ended at its deadline.
    """
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "enrolment").get(pk=attempt.pk)
    if attempt.finished_at is not None:
        return attempt
    questions = list(attempt.questions.select_for_update(of=("self",)).select_related("question_version").order_by("position"))
    marks = [grade(question) for question in questions]
    _write_points(questions, marks)
    result = result_of(attempt, marks)
    attempt.finished_at = clock.ended_at(attempt.deadline_at, at)
    attempt.points, attempt.maximum, attempt.percent, attempt.passed = result.points, result.maximum, result.percent, result.passed
    attempt.save(update_fields=["finished_at", "points", "maximum", "percent", "passed"])
    if attempt.passed:
        pass_item(attempt.enrolment, attempt.item_key, at=attempt.finished_at)
    return attempt


def grade(question: AttemptQuestion) -> Mark:
    """The mark of a stored answer, from what is stored alone: the same today and in years."""
    kind = TYPES[question.question_version.kind]
    return kind.grade(body_of(question.question_version), kind.read_answer(question.answer))


def result_of(attempt: Attempt, marks: list[Mark]) -> Result:
    return total(marks, pass_mark=attempt.quiz.pass_mark)


def _write_points(questions: list[AttemptQuestion], marks: list[Mark]) -> None:
    """One UPDATE for each different number of points: there are few."""
    by_points: dict[Any, list[int]] = {}
    for question, mark in zip(questions, marks, strict=True):
        by_points.setdefault(decimal(mark.points), []).append(question.pk)
    for points, pks in by_points.items():
        AttemptQuestion.objects.filter(pk__in=pks).update(points=points, holder=None)


def finish_overdue(*, at: datetime) -> int:
    """Finishes every attempt whose time has gone by, each in a transaction of its own; returns how many. One that fails stops no other."""
    overdue = Attempt.objects.filter(finished_at=None, deadline_at__lt=at)
    done = 0
    for attempt in overdue:
        try:
            finish(attempt, at=at)
        except Exception:
            logger.exception("Attempt %s could not be finished", attempt.key)
        else:
            done += 1
    return done
