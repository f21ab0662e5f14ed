"""The trainers' desk with something on every page, and those pages by name."""

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from quizzes.attempting import start
from quizzes.finishing import finish
from quizzes.models import Accommodation, Attempt, AttemptQuestion, CaseState, DraftFault, DraftState, ImportDraft, Question, RegradeCase
from tests.quizzes import make, regrades

FILE = """// [id:N-1] [tag:law]\n::First::Кто?{=Я#да ~Ты}\n\n::Second::Что?{=Это ~%50%То ~Ничто}\n\n::Third::Нет ответа{~a ~b}\n
// [id:Q-single]\n::Single::Что?{=Это ~То}"""


def at_the_desk(person, language="kk"):
    """That person with every permission, and the desk in that language."""
    person.is_staff = person.is_superuser = True
    person.save()
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    return person


def build(saule, aigerim) -> dict[str, str]:
    """Pages of the desk by name: Aigerim handed a test in, one key was wrong, Saule looks after all of it."""
    attempt = _handed_in(aigerim)
    regrades.corrected_key()
    question = Question.objects.get(code="Q-single")
    essay = attempt.questions.get(question_version__kind="essay")
    return {
        **_bank(question),
        **_files(saule),
        **_cases(question),
        "marking": reverse("quizzes_marking"),
        "mark": reverse("quizzes_mark", args=[essay.pk]),
        "receipts": reverse("quizzes_receipts"),
        "receipt": reverse("quizzes_receipts") + f"?code={attempt.receipt}",
        "receipt-wrong": reverse("quizzes_receipts") + "?code=ABCD",
        **_extra_time(saule, aigerim),
        "what-if": reverse("certification-what-if"),
        "earlier-certificates": reverse("certification-recognise"),
        "designs": reverse("designs:index"),
        "design-new": reverse("designs:add"),
        "many-certificates": reverse("certificate-batches"),
    }


def _handed_in(person) -> Attempt:
    kinds = [*regrades.KINDS, "essay"]
    seat = make.seat(person, make.quiz([make.question(f"Q-{kind}", kind, tags=["law"]) for kind in kinds]))
    attempt = start(seat, holder=uuid4(), at=timezone.now())
    for kind, answer in {**regrades.RIGHT, "essay": {"text": "A plan."}}.items():
        AttemptQuestion.objects.filter(attempt=attempt, question_version__kind=kind).update(answer=answer, seq=1)
    return finish(attempt, at=timezone.now())


def _bank(question) -> dict[str, str]:
    return {
        "bank": reverse("questions:index"),
        "bank-nothing": reverse("questions:index") + "?q=nothing",
        "bulk-change": reverse("wagtail_bulk_action", args=["quizzes", "question", "change"]) + f"?id={question.pk}",
        "bulk-retire": reverse("wagtail_bulk_action", args=["quizzes", "question", "retire"]) + "?id=all",
        "question-types": reverse("questions:add"),
        "question-new": reverse("questions:add_of_type", args=["multiple"]),
        "question": reverse("questions:edit", args=[question.pk]),
        "versions": reverse("questions:compare", args=[question.pk]),
        "shelves": reverse("question_categories:index"),
        "shelf": reverse("question_categories:edit", args=[question.category_id]),
        "shelf-new": reverse("question_categories:add"),
    }


def _files(saule) -> dict[str, str]:
    shelf, now = make.shelf(), timezone.now()

    def draft(**fields):
        facts = {"format": "gift", "language": "ru", "category": shelf, "made_by": saule, "made_at": now, "file_name": "questions.txt"}
        made = ImportDraft.objects.create(content=FILE.encode(), **facts, **fields)
        return reverse("question_import:report", args=[made.pk])

    return {
        "import": reverse("question_import:index"),
        "import-report": draft(),
        "import-running": draft(state=DraftState.SAVING),
        "import-failed": draft(state=DraftState.FAILED, fault=DraftFault.BROKEN),
        "import-saved": draft(state=DraftState.SAVED, saved=2, saved_at=now),
        "export": reverse("question_export:index"),
        "export-report": reverse("question_export:index") + "?format=aiken&language=kk",
    }


def _cases(question) -> dict[str, str]:
    applied, running, opened = regrades.applied("full", "Q-multiple"), regrades.open_case("left_out", "Q-truefalse"), regrades.open_case()
    RegradeCase.objects.filter(pk=running.pk).update(state=CaseState.APPLYING)
    return {
        "regrading": reverse("quizzes_regrading", args=[Question.objects.get(code="Q-numeric").pk]),
        "regrading-running": reverse("quizzes_regrading", args=[question.pk]),
        "case": reverse("quizzes_regrade", args=[opened.pk]),
        "case-running": reverse("quizzes_regrade", args=[running.pk]),
        "case-applied": reverse("quizzes_regrade", args=[applied.pk]) + "?show=all",
    }


def _extra_time(saule, aigerim) -> dict[str, str]:
    granted = Accommodation.objects.create(learner=aigerim, extra_time=25, reason="Order 14", granted_by=saule)
    return {
        "extra-time": reverse("accommodations:index"),
        "extra-time-new": reverse("accommodations:add"),
        "extra-time-end": reverse("accommodations:edit", args=[granted.pk]),
    }
