"""The end of an attempt: closed once, graded at once or when the last mark is given, told to the course if it passed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction

from courses.progressing import pass_item
from quizzes import clock
from quizzes.bodies import bodies_of, body_of
from quizzes.frozen import pass_marks
from quizzes.grading import Result, decimal, total
from quizzes.models import Attempt, AttemptQuestion, EndedBy, LetterDue, Remedy
from quizzes.questions import Mark
from quizzes.receipts import code_of
from quizzes.registry import TYPES
from quizzes.signals import attempt_finished
from quizzes.statements import give_points, locked, questions_of, write_end

logger = logging.getLogger(__name__)


@transaction.atomic
def finish(attempt: Attempt, *, at: datetime) -> Attempt:
    """Closes the attempt, gives its receipt and, where no answer waits for a person's marks, its result; returns it as finished.

    Locks the attempt, then its questions: a save on its way is either graded or refused. Whoever comes second finds it finished and returns
    the same result. An attempt whose time has gone by ended at its deadline. Sends `attempt_finished`.
    """
    attempt = locked(attempt)
    if attempt.finished_at is not None:
        return attempt
    questions = questions_of(attempt)
    attempt.finished_at = clock.ended_at(attempt.deadline_at, at)
    attempt.ended_by = EndedBy.CLOCK if clock.is_over(attempt.deadline_at, at) else EndedBy.LEARNER
    attempt.receipt, attempt.letter_due = code_of(attempt, attempt.finished_at, questions), LetterDue.RECEIPT
    attempt.marks_due = any(waits(question) for question in questions)
    if attempt.marks_due:
        write_end(attempt)
        attempt.questions.update(holder=None)
    else:
        _settle(attempt, questions)
    attempt_finished.send(Attempt, attempt=attempt)
    return attempt


@transaction.atomic
def settle(attempt: Attempt) -> Attempt:
    """The result of a finished attempt from what is stored now: after the last mark was given, or after a regrading.

    Locks like `finish`. Nothing changes while an answer still waits for marks. A pass is told to the course; that a pass was lost is for
    the caller to say.
    """
    attempt = locked(attempt)
    questions = questions_of(attempt)
    if attempt.finished_at is not None and not any(waits(question) for question in questions):
        _settle(attempt, questions)
    return attempt


def waits(question: AttemptQuestion) -> bool:
    """Whether a person still has to mark this answer."""
    by_hand = TYPES[question.question_version.kind].by_hand
    return by_hand and question.answer is not None and question.points is None and not question.remedy


def _settle(attempt: Attempt, questions: Sequence[AttemptQuestion]) -> None:
    versions = [version for each in questions for version in (each.question_version, each.graded_as) if version]
    bodies_of((version.pk, version.created_at) for version in versions)  # one query, for those that this process has not read yet
    graded = [Graded(question, grade(question)) for question in questions]
    _write_points(graded)
    result = result_of(attempt, graded)
    attempt.points, attempt.maximum, attempt.percent, attempt.passed = result.points, result.maximum, result.percent, result.passed
    attempt.marks_due = False
    write_end(attempt)
    if attempt.passed:
        pass_item(attempt.enrolment, attempt.item_key, at=attempt.finished_at)


@dataclass(frozen=True)
class Graded:
    """A question with its mark."""

    question: AttemptQuestion
    mark: Mark


def grade(question: AttemptQuestion) -> Mark:
    """The mark of a stored answer, from what is stored alone: the same today and in years.

    Where a regrading put the key right, the version it named decides; what people marked keeps their marks.
    """
    version = question.graded_as or question.question_version
    kind = TYPES[version.kind]
    body = body_of(version)
    if question.remedy == Remedy.LEFT_OUT:
        return Mark(Fraction(0), "left_out", 0)
    if question.remedy == Remedy.FULL:
        return Mark(Fraction(kind.maximum(body)), "full", kind.maximum(body))
    if kind.by_hand and question.points is not None:
        return Mark(Fraction(question.points), "marked", kind.maximum(body))
    return kind.grade(body, kind.read_answer(question.answer))


def result_of(attempt: Attempt, graded: Sequence[Graded]) -> Result:
    """The result against the quiz's pass marks. One query more for a quiz of several sections that was not read in the hall."""
    sections = [each.question.section for each in graded]
    marks = pass_marks(attempt.quiz) if len(set(sections)) > 1 else {}
    return total([each.mark for each in graded], pass_mark=attempt.quiz.pass_mark, sections=sections, section_marks=marks)


def _write_points(graded: Sequence[Graded]) -> None:
    """One UPDATE for each different number of points: there are few."""
    by_points: dict[Any, list[int]] = {}
    for each in graded:
        by_points.setdefault((decimal(each.mark.points), each.mark.maximum), []).append(each.question.pk)
    for (points, maximum), pks in by_points.items():
        give_points(pks, points=points, maximum=maximum)


def end_if_over(attempt: Attempt, *, at: datetime) -> Attempt:
    """The attempt, finished if its time and grace have gone by: what the sweep does, done at the next touch where none runs."""
    if attempt.finished_at is None and clock.is_over(attempt.deadline_at, at - settings.ANSWER_GRACE):
        return finish(attempt, at=at)
    return attempt


def finish_overdue(*, at: datetime) -> int:
    """Finishes every attempt whose time and grace have gone by, each in a transaction of its own; returns how many.

    One that fails stops no other.
    """
    overdue = Attempt.objects.filter(finished_at=None, deadline_at__lt=at - settings.ANSWER_GRACE)
    done = 0
    for attempt in overdue:
        try:
            finish(attempt, at=at)
        except Exception:
            logger.exception("Attempt %s could not be finished", attempt.key)
        else:
            done += 1
    return done
