"""Quizzes as frozen for an edition, remembered by each process: a version never changes, so what was read stays true."""

from datetime import datetime
from functools import lru_cache

from quizzes.models import QuizVersion

KEPT = 1000


@lru_cache(maxsize=KEPT)
def quiz_of(pk: int, frozen_at: datetime) -> QuizVersion:
    """The version with its sections, by its id and the instant it was frozen at (an id alone may come again in another database)."""
    return QuizVersion.objects.prefetch_related("sections").get(pk=pk, frozen_at=frozen_at)


def pass_marks(quiz: QuizVersion) -> dict[int, int | None]:
    """The pass marks of its sections, by position. No query for a version that came from `quiz_of`."""
    return {section.position: section.pass_mark for section in quiz.sections.all()}
