"""Letters of the exam hall: written into the outbox, each once. They have to be sent."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import override

from courses.outline import outline_of
from notifications.posting import absolute
from notifications.telling import tell
from quizzes.models import Attempt, CaseState, LetterDue, RegradeChange


def letters_due() -> QuerySet[Attempt]:
    """Attempts of which the learner has still to be told something, the longest waiting first."""
    return Attempt.objects.exclude(letter_due="").order_by("finished_at")


def post_due(attempt_id: int) -> None:
    """The letter that is due about an attempt; nothing where none is. A letter is written once, so whoever died before noting it repeats it
    without harm.
    """
    attempt = _attempt(attempt_id)
    due = attempt.letter_due
    if due:
        LETTERS[due](attempt)
        Attempt.objects.filter(pk=attempt_id, letter_due=due).update(letter_due="")


def _post_receipt(attempt: Attempt) -> None:
    """Tells the learner what was recorded when their attempt ended."""
    answers = list(attempt.questions.values_list("answer", flat=True))
    _post(
        attempt,
        f"attempt-{attempt.pk}:receipt",
        "quizzes/mail/receipt",
        page="attempt-receipt",
        code=attempt.receipt,
        answered=sum(answer is not None for answer in answers),
        total=len(answers),
    )


def _post_marked(attempt: Attempt) -> None:
    """Tells the learner that people have marked the answers and that the result is there."""
    _post(attempt, f"attempt-{attempt.pk}:marked", "quizzes/mail/marked", page="attempt-result", passed=attempt.passed)


def post_corrected(change: RegradeChange) -> None:
    """Tells the learner that a regrading changed their result, or that this was taken back, and why."""
    attempt, case = _attempt(change.attempt_id), change.case
    _post(
        attempt,
        f"correction-{change.pk}:{case.state}",
        "quizzes/mail/corrected",
        page="attempt-result",
        passed=attempt.passed,
        undone=case.state == CaseState.UNDONE,
        reason=case.reason,
    )


def _attempt(pk: int) -> Attempt:
    return Attempt.objects.select_related("enrolment__learner", "enrolment__course", "enrolment__edition").get(pk=pk)


def _post(attempt: Attempt, event: str, template: str, *, page: str, **context: Any) -> None:
    """A letter about an attempt, with its title, its end, its percent and the address of a page, all in the learner's language."""
    enrolment, learner = attempt.enrolment, attempt.enrolment.learner
    outline = outline_of(enrolment.edition)
    item = outline.by_key(attempt.item_key)
    with override(learner.language):
        facts = {
            "title": outline.title(item, learner.language),
            "when": date_format(localtime(attempt.finished_at), "DATETIME_FORMAT"),
            "percent": number_format(attempt.percent.normalize()) if attempt.percent is not None else "",
            "url": absolute(reverse(f"quizzes:{page}", args=[enrolment.course.slug, item.slug, attempt.key])),
        }
    tell(learner, event, template, at=timezone.now(), context={**facts, **context})


LETTERS = {LetterDue.RECEIPT: _post_receipt, LetterDue.MARKED: _post_marked}
