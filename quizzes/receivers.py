"""What this room does about its own news."""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.dispatch import receiver

from accounts.erasing import GONE
from accounts.signals import data_asked, person_erased
from quizzes import telling
from quizzes.finishing import finish, settle
from quizzes.models import Accommodation, AnswerFile, Attempt, AttemptQuestion, Marking
from quizzes.models.attempts import private
from quizzes.registry import TYPES
from quizzes.signals import attempt_finished, attempt_marked, results_corrected
from quizzes.tasks import send_corrections, send_letters


@receiver(attempt_finished)
@receiver(attempt_marked)
def mail_letter(attempt, **_kwargs):
    """Right after the commit where chores run in this process. Workers find by their sweep, within a minute, whose letters are due: on the
    evening on which everybody finishes, a message for each would hold everybody up.
    """
    if send_letters.app.conf.task_always_eager:
        transaction.on_commit(lambda: send_letters.delay([attempt.pk]), robust=True)


@receiver(results_corrected)
def mail_corrections(case, **_kwargs):
    """After the commit: until then nobody's result has changed."""
    transaction.on_commit(lambda: send_corrections.delay(case.pk), robust=True)


@receiver(person_erased)
def forget_words(person, at, **_kwargs):
    """Exams that run are ended. Choices and points stay and are nobody's; words and files of one's own go, and words about them.

    An exam that waited for marks gets its result without them: there is nothing left to mark.
    """
    mine = Attempt.objects.filter(enrolment__learner=person)
    for attempt in mine.filter(finished_at=None).select_related("quiz", "enrolment__edition"):
        finish(attempt, at=at)
    mine.update(letter_due="")
    questions = AttemptQuestion.objects.filter(attempt__in=mine)
    files = AnswerFile.objects.filter(question__in=questions)
    names = [each.file.name for each in files]
    files.delete()
    for name in names:  # each on its own: one that cannot be deleted leaves none of the others
        transaction.on_commit(partial(private().delete, name), robust=True)
    questions.filter(question_version__kind__in=[kind.name for kind in TYPES.values() if kind.own_words]).update(answer=None)
    Marking.objects.filter(question__in=questions).update(comment="")
    for attempt in mine.filter(marks_due=True).select_related("quiz", "enrolment__edition"):
        settle(attempt)
    Accommodation.objects.filter(learner=person).update(reason=GONE, ended_at=Coalesce(F("ended_at"), at))


@receiver(data_asked)
def tell_what_was_answered(person, **_kwargs):
    """See quizzes.telling."""
    return telling.known_of(person)
