"""Chores of the quizzes."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from quizzes.finishing import finish_overdue
from quizzes.mailing import letters_due, post_corrected, post_due
from quizzes.models import RegradeChange
from quizzes.regrading import apply, cases_with_letters_due, undo, waiting
from quizzes.stocking import forget_old_drafts, stock
from quizzes.stocking import waiting as waiting_drafts

SOME = 100
AT_ONCE = 100 * SOME
PATIENCE = timedelta(minutes=30)  # younger letters are on their way


@shared_task
def sweep() -> None:
    """Finishes the attempts whose time has gone by while nobody looked; forgets the files of questions that nobody needs any more.

    Asks for the letters about attempts that are due. Asks again for cases and files that nobody brought to their end and for letters that
    never left (a lost message, a dead worker).
    """
    finish_overdue(at=timezone.now())
    forget_old_drafts(at=timezone.now())
    for case in waiting():
        regrade.delay(case.pk)
    for draft_id in waiting_drafts():
        take_over.delay(draft_id)
    due = list(letters_due().values_list("pk", flat=True)[:AT_ONCE])
    for start in range(0, len(due), SOME):
        send_letters.delay(due[start : start + SOME])
    for case_id in cases_with_letters_due(before=timezone.now() - PATIENCE):
        send_corrections.delay(case_id)


@shared_task
def regrade(case_id: int) -> None:
    """Applies or undoes a case, whichever was confirmed; nothing if that is done or another worker is at it."""
    apply(case_id, at=timezone.now())
    undo(case_id, at=timezone.now())


@shared_task
def take_over(draft_id: int) -> None:
    """Saves the questions of a file that was asked for; nothing if that is done or another worker is at it."""
    stock(draft_id, at=timezone.now())


@shared_task
def send_corrections(case_id: int) -> None:
    """Asks for a letter to every learner whose result the case changed and who was not told yet."""
    for change_id in RegradeChange.objects.filter(case=case_id, letter_due=True).values_list("pk", flat=True):
        send_corrected.delay(change_id)


@shared_task
def send_corrected(change_id: int) -> None:
    """The letter that says that a result was corrected, once."""
    change = RegradeChange.objects.filter(pk=change_id, letter_due=True).first()
    if change is not None:
        post_corrected(change)
        RegradeChange.objects.filter(pk=change_id).update(letter_due=False)


@shared_task
def send_letters(attempt_ids: list[int]) -> None:
    """The letters that are due about these attempts, each once."""
    for attempt_id in attempt_ids:
        post_due(attempt_id)
