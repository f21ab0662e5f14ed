"""Marking by people: who marks what next, one marker's marks, and what becomes of the attempt when the last is given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from wagtail.log_actions import log

from quizzes.bodies import body_of
from quizzes.finishing import settle
from quizzes.grading import decimal
from quizzes.models import Attempt, AttemptQuestion, LetterDue, Marking
from quizzes.moderation import MARKERS, Moderated, moderate
from quizzes.registry import TYPES
from quizzes.signals import attempt_marked
from quizzes.statements import locked

BY_HAND = [name for name, kind in TYPES.items() if kind.by_hand]


class NotMarked(Exception):  # noqa: N818 — it reads as the refusal it is
    """Marks were refused.

    `reason`: `settled` (nothing waits any more), `twice` (by this marker), `own` (answer), `scores` (not the rubric's).
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def waiting_for(marker: Any) -> QuerySet[AttemptQuestion]:
    """Answers that this person may mark, the longest waiting first; never their own, never a second time.

    An answer with two markings and no points is one that two markers disagreed on: settled ones have points.
    """
    waiting = AttemptQuestion.objects.filter(question_version__kind__in=BY_HAND, answer__isnull=False, points=None, remedy="")
    return (
        waiting.filter(attempt__marks_due=True)
        .exclude(attempt__enrolment__learner=marker)
        .exclude(markings__marker=marker)
        .annotate(marked=Count("markings"))
        .filter(marked__lte=MARKERS)
        .select_related("attempt__enrolment__course", "question_version__question")
        .order_by("attempt__finished_at", "pk")
    )


@transaction.atomic
def mark(question: AttemptQuestion, *, marker: Any, scores: Mapping[str, int], comment: str, at: datetime) -> Moderated:
    """Keeps one marker's points by criterion; when they decide, the answer has its points and the attempt, if it was the last, its result.

    Locks the attempt, so that two markers at once are one after the other; `marking_once_per_marker` stops a second marking by the same
    person. Raises NotMarked. Sends `attempt_marked` when the attempt has its result.
    """
    attempt = locked(question.attempt)
    question = AttemptQuestion.objects.select_related("question_version").get(pk=question.pk)
    if question.points is not None or question.remedy or not attempt.marks_due:
        raise NotMarked("settled")
    if attempt.enrolment.learner_id == marker.pk:
        raise NotMarked("own")
    points = _points(question, scores)
    try:
        with transaction.atomic():
            marking = Marking.objects.create(
                question=question, marker=marker, scores=dict(scores), points=points, comment=comment, marked_at=at
            )
    except IntegrityError as twice:
        raise NotMarked("twice") from twice
    log(question.question_version.question, "quizzes.mark", user=marker, data={"attempt": str(attempt.key), "points": marking.points})
    decided = moderate([each.points for each in question.markings.all()], question.maximum)
    if decided.points is not None:
        AttemptQuestion.objects.filter(pk=question.pk).update(points=decimal(decided.points))
        if not settle(attempt).marks_due:
            Attempt.objects.filter(pk=attempt.pk).update(letter_due=LetterDue.MARKED)
            attempt_marked.send(type(attempt), attempt=attempt)
    return decided


def _points(question: AttemptQuestion, scores: Mapping[str, int]) -> int:
    """The sum, if each criterion of the rubric has points that one of its levels gives."""
    rubric = body_of(question.question_version).rubric  # type: ignore[attr-defined]
    allowed = {criterion.id: {level.points for level in criterion.levels} for criterion in rubric}
    if set(scores) != set(allowed) or any(scores[each] not in allowed[each] for each in allowed):
        raise NotMarked("scores")
    return sum(scores.values())
