"""The statements of the exam hall, written out: composing them anew at each save cost more than all the rest of the request."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from courses.models import Course, Enrolment
from courses.statements import give_edition, instant, locking
from quizzes.frozen import quiz_of
from quizzes.models import Attempt, AttemptQuestion, QuestionVersion

ATTEMPT = """
    SELECT a.*, q.frozen_at AS quiz_frozen_at, e.course_id AS course_key, e.edition_id AS edition,
        e.completed_at AS course_completed_at,
        d.titles AS edition_titles, d.opened_at AS edition_opened_at, d.corrected_at AS edition_corrected_at
    FROM quizzes_attempt a
    JOIN quizzes_quizversion q ON q.id = a.quiz_id
    JOIN courses_enrolment e ON e.id = a.enrolment_id
    JOIN courses_edition d ON d.id = e.edition_id
    JOIN courses_course c ON c.key = e.course_id
    WHERE a.key = %s AND e.learner_id = %s AND c.slug = %s
"""
WAITING = """
    SELECT q.id, q.position, q."order", q.attempt_id, q.question_version_id, a.deadline_at AS deadline, v.kind AS kind, v.created_at AS made
    FROM quizzes_attemptquestion q
    JOIN quizzes_attempt a ON a.id = q.attempt_id
    JOIN courses_enrolment e ON e.id = a.enrolment_id
    JOIN quizzes_questionversion v ON v.id = q.question_version_id
    WHERE a.key = %s AND e.learner_id = %s AND q.position = %s
"""
LOCKED = "SELECT * FROM quizzes_attempt WHERE id = %s"
QUESTIONS = """
    SELECT q.id, q.position, q.section, q.answer, q.seq, q.points, q.remedy, q.question_version_id, q.graded_as_id,
        v.kind AS kind, v.created_at AS made, g.kind AS graded_kind, g.created_at AS graded_made
    FROM quizzes_attemptquestion q
    JOIN quizzes_questionversion v ON v.id = q.question_version_id
    LEFT JOIN quizzes_questionversion g ON g.id = q.graded_as_id
    WHERE q.attempt_id = %s
    ORDER BY q.position
"""
KEEP = """
    UPDATE quizzes_attemptquestion SET answer = %s, seq = %s, answered_at = %s, given_at = %s, language = %s, seconds = %s
    WHERE id = %s AND holder = %s AND seq < %s
"""
GIVE = "UPDATE quizzes_attemptquestion SET points = %s, maximum = %s, holder = NULL WHERE id IN ({})"
END_FIELDS = [
    Attempt._meta.get_field(name)
    for name in ("finished_at", "ended_by", "receipt", "letter_due", "marks_due", "points", "maximum", "percent", "passed")
]
END = f"UPDATE quizzes_attempt SET {', '.join(f'{field.column} = %s' for field in END_FIELDS)} WHERE id = %s"  # noqa: S608 — names of columns
KEEP_FIELDS = [AttemptQuestion._meta.get_field(name) for name in ("answer", "seq", "answered_at", "given_at", "language", "seconds")]
GUARD_FIELDS = [AttemptQuestion._meta.get_field(name) for name in ("id", "holder", "seq")]
POINTS = AttemptQuestion._meta.get_field("points")
KEY = Attempt._meta.get_field("key")
COURSE = Course._meta.get_field("key")


def attempt_of(person_id: int, slug: str, key: UUID) -> Attempt | None:
    """That person's own attempt in that course, with its quiz and as much of its enrolment and edition as the hall needs; else None."""
    attempt = next(iter(Attempt.objects.raw(ATTEMPT, [KEY.get_db_prep_value(key, connection), person_id, slug])), None)
    if attempt is not None:
        course = COURSE.to_python(attempt.course_key)
        enrolment = {"id": attempt.enrolment_id, "learner_id": person_id, "course_id": course, "edition_id": attempt.edition}
        enrolment["completed_at"] = instant(attempt.course_completed_at)
        attempt.enrolment = Enrolment.from_db(attempt._state.db, enrolment.keys(), enrolment.values())
        give_edition(attempt.enrolment, attempt, slug)
        attempt.quiz = quiz_of(attempt.quiz_id, instant(attempt.quiz_frozen_at))
    return attempt


def question_of(person_id: int, key: UUID, position: int) -> AttemptQuestion | None:
    """The question at that place of that person's own attempt, with as much of its attempt and version as a save needs; else None."""
    question = next(iter(AttemptQuestion.objects.raw(WAITING, [KEY.get_db_prep_value(key, connection), person_id, position])), None)
    if question is not None:
        question.attempt = Attempt.from_db(question._state.db, ["id", "deadline_at"], [question.attempt_id, instant(question.deadline)])
        question.question_version = _version(question, question.question_version_id, question.kind, question.made)
    return question


def locked(attempt: Attempt) -> Attempt:
    """The attempt, locked and read again, with its quiz and enrolment as known: an attempt never changes those."""
    fresh = next(iter(Attempt.objects.raw(LOCKED + locking(), [attempt.pk])))
    for name in ("started_at", "deadline_at", "finished_at"):
        setattr(fresh, name, instant(getattr(fresh, name)))
    fresh.quiz, fresh.enrolment = attempt.quiz, attempt.enrolment
    return fresh


def questions_of(attempt: Attempt) -> list[AttemptQuestion]:
    """The attempt's questions in order, locked, each with as much of the versions that grade it as grading needs."""
    found = list(AttemptQuestion.objects.raw(QUESTIONS + locking(" OF q"), [attempt.pk]))
    for each in found:
        each.attempt = attempt
        each.question_version = _version(each, each.question_version_id, each.kind, each.made)
        if each.graded_as_id:
            each.graded_as = _version(each, each.graded_as_id, each.graded_kind, each.graded_made)
    return found


def _version(question: AttemptQuestion, pk: int, kind: str, made: datetime) -> QuestionVersion:
    return QuestionVersion.from_db(question._state.db, ["id", "kind", "created_at"], [pk, kind, instant(made)])


def keep(pk: int, *, holder: UUID | None, **facts: Any) -> bool:
    """Writes `answer`, `seq`, `answered_at`, `given_at`, `language` and `seconds` where that device holds the row and `seq` grows."""
    values = [field.get_db_prep_save(facts[field.name], connection) for field in KEEP_FIELDS]
    guard = [field.get_db_prep_value(value, connection) for field, value in zip(GUARD_FIELDS, (pk, holder, facts["seq"]), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*values, *guard])
        return cursor.rowcount == 1


def write_end(attempt: Attempt) -> None:
    """Writes how the attempt ended, and its result as far as it has one."""
    with connection.cursor() as cursor:
        cursor.execute(END, [*(field.get_db_prep_save(getattr(attempt, field.attname), connection) for field in END_FIELDS), attempt.pk])


def give_points(pks: Sequence[int], *, points: Decimal, maximum: int) -> None:
    """Writes so many points of so many to these questions, and closes them."""
    with connection.cursor() as cursor:
        cursor.execute(GIVE.format(", ".join(["%s"] * len(pks))), [POINTS.get_db_prep_save(points, connection), maximum, *pks])
