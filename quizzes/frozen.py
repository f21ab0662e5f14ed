"""Quizzes as frozen for an edition, read once in each process: a version never changes, so what was read stays true."""

from datetime import datetime

from quizzes.models import QuizVersion

KEPT = 1000
_read: dict[tuple[int, datetime], QuizVersion] = {}
_marks: dict[tuple[int, datetime], dict[int, int | None]] = {}


def quiz_of(pk: int, frozen_at: datetime) -> QuizVersion:
    """The version, by its id and the instant it was frozen at."""
    key = (pk, frozen_at)
    if key not in _read:
        if len(_read) >= KEPT:
            _read.clear()
        _read[key] = QuizVersion.objects.get(pk=pk)
    return _read[key]


def pass_marks(quiz: QuizVersion) -> dict[int, int | None]:
    """The pass marks of its sections, by position."""
    key = (quiz.pk, quiz.frozen_at)
    if key not in _marks:
        if len(_marks) >= KEPT:
            _marks.clear()
        _marks[key] = dict(quiz.sections.values_list("position", "pass_mark"))
    return _marks[key]
