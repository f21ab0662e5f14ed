"""Answers on their way into the database: kept by one conditional UPDATE each, refused with a reason, or taken over by another device."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from quizzes import clock
from quizzes.bodies import body_of
from quizzes.finishing import end_if_over
from quizzes.models import AnswerFile, Attempt, AttemptQuestion
from quizzes.questions import Fields
from quizzes.registry import TYPES
from quizzes.statements import keep


class NotSaved(Exception):  # noqa: N818 — it reads as the refusal it is
    """An answer was refused.

    `reason`: `finished` (the attempt), `over` (its time), `held` (by another device), `left` (its page is closed), `stale` (a newer answer
    is there), `file` (it names one that was not handed in here).
    """

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


@dataclass(frozen=True)
class Given:
    """What a page says beside an answer: how long it waited on the device, how long its question was looked at, the page's language."""

    age: timedelta | None = None
    seconds: int | None = None
    language: str = ""


def save_answer(
    question: AttemptQuestion, fields: Fields, *, seq: int, holder: UUID | None, at: datetime, given: Given | None = None
) -> Saved:
    """Keeps what a form sent for one question; `question` comes with its attempt and version. Raises NotSaved.

    One UPDATE of one row decides, guarded by that row alone: `holder` is empty once the attempt is finished or the page was left, `seq`
    must grow. The deadline was fixed at the start, so reading it before is enough. The same save sent again is acknowledged again; an
    older one changes nothing. One that comes after the grace finishes the attempt.
    """
    given = given or Given()
    deadline_at = question.attempt.deadline_at
    counted_at = clock.given_at(deadline_at, at, age=given.age, grace=settings.ANSWER_GRACE)
    if counted_at is None:
        end_if_over(question.attempt, at=at)
        raise NotSaved("over")
    data = answer_in(question, fields)
    if data and data.get("file") and not AnswerFile.objects.filter(pk=data["file"], question=question.pk).exists():
        raise NotSaved("file")
    late = counted_at if counted_at != at else None
    facts = {"answer": data, "seq": seq, "answered_at": at, "given_at": late, "language": given.language, "seconds": given.seconds}
    if not keep(question.pk, holder=holder, **facts):
        _explain(AttemptQuestion.objects.select_related("attempt").get(pk=question.pk), data, seq=seq, holder=holder)
    return Saved(question.position, seq, at, data is not None)


def answer_in(question: AttemptQuestion, fields: Fields) -> dict[str, Any] | None:
    """What a form says to a question, as it is stored."""
    kind = TYPES[question.question_version.kind]
    answer = kind.parse_answer(body_of(question.question_version), question.order, fields)
    return None if answer is None else answer.model_dump(mode="json")


def _explain(row: AttemptQuestion, data: Any, *, seq: int, holder: UUID | None) -> None:
    """Raises the reason why a save did not pass, or returns because the very same one had passed before."""
    if row.holder is None:
        raise NotSaved("left" if row.attempt.finished_at is None else "finished")
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
        attempt.questions.filter(holder__isnull=False).update(holder=holder)
    return attempt


@transaction.atomic
def reach(attempt: Attempt, page: int, *, per_page: int) -> Attempt:
    """Goes on to a page of an attempt without return: what stands before it is closed for good. Going back changes nothing.

    Locks the attempt. Closed questions lose their `holder`, so a save on its way is refused by the row that it would write.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if attempt.finished_at is None and page > attempt.reached:
        attempt.reached = page
        attempt.save(update_fields=["reached"])
        attempt.questions.filter(position__lte=(page - 1) * per_page).update(holder=None)
    return attempt
