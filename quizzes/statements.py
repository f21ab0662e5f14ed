"""The two statements of a saved answer, written out: composing them anew at each save cost more than all the rest of the request."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from quizzes.models import Attempt, AttemptQuestion, QuestionVersion

WAITING = """
    SELECT q.id, q.position, q."order", q.attempt_id, q.question_version_id, a.deadline_at AS deadline, v.kind AS kind, v.created_at AS made
    FROM quizzes_attemptquestion q
    JOIN quizzes_attempt a ON a.id = q.attempt_id
    JOIN courses_enrolment e ON e.id = a.enrolment_id
    JOIN quizzes_questionversion v ON v.id = q.question_version_id
    WHERE a.key = %s AND e.learner_id = %s AND q.position = %s
"""
KEEP = """
    UPDATE quizzes_attemptquestion SET answer = %s, seq = %s, answered_at = %s, given_at = %s, language = %s, seconds = %s
    WHERE id = %s AND holder = %s AND seq < %s
"""
KEEP_FIELDS = [AttemptQuestion._meta.get_field(name) for name in ("answer", "seq", "answered_at", "given_at", "language", "seconds")]
GUARD_FIELDS = [AttemptQuestion._meta.get_field(name) for name in ("id", "holder", "seq")]
KEY = Attempt._meta.get_field("key")


def question_of(person_id: int, key: UUID, position: int) -> AttemptQuestion | None:
    """The question at that place of that person's own attempt, with as much of its attempt and version as a save needs; else None."""
    question = next(iter(AttemptQuestion.objects.raw(WAITING, [KEY.get_db_prep_value(key, connection), person_id, position])), None)
    if question is not None:
        question.attempt = Attempt.from_db(question._state.db, ["id", "deadline_at"], [question.attempt_id, _instant(question.deadline)])
        version = [question.question_version_id, question.kind, _instant(question.made)]
        question.question_version = QuestionVersion.from_db(question._state.db, ["id", "kind", "created_at"], version)
    return question


def keep(pk: int, *, holder: UUID | None, **facts: Any) -> bool:
    """Writes `answer`, `seq`, `answered_at`, `given_at`, `language` and `seconds` where that device holds the row and `seq` grows."""
    values = [field.get_db_prep_save(facts[field.name], connection) for field in KEEP_FIELDS]
    guard = [field.get_db_prep_value(value, connection) for field, value in zip(GUARD_FIELDS, (pk, holder, facts["seq"]), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [*values, *guard])
        return cursor.rowcount == 1


def _instant(value: datetime | None) -> datetime | None:
    """SQLite hands out instants bare; they are kept in UTC."""
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
