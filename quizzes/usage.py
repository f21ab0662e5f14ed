"""Where a question is asked: in the quizzes on the trainers' desk, and in the editions that learners follow."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Locale

from courses.models import CoursePage, Edition, EditionItem
from quizzes.models import PoolEntry, Question, QuizPage, QuizSection
from quizzes.shelving import path_of


@dataclass(frozen=True)
class EditionUse:
    """An edition that asks a version of the question."""

    edition: Edition
    version: int
    page: int | None  # of the course in the language that its structure is edited in


def pages_asking(question: Question) -> list[QuizPage]:
    """Quizzes that name the question, or draw from a category, tag or difficulty that it has; each once, in this language if it can be."""
    drawing = QuizSection.objects.filter(pk__in=_naming(question))
    if not question.retired_at:
        drawing |= QuizSection.objects.filter(pk__in=_matching(question))
    pages = QuizPage.objects.filter(sections__in=drawing).distinct().select_related("locale").order_by("title")
    return _one_of_each(pages)


def _naming(question: Question) -> QuerySet:
    return QuizSection.objects.filter(questions=question).values("pk")


def _matching(question: Question) -> QuerySet:
    by_rule = QuizSection.objects.filter(questions=None).exclude(category=None, tag=None, difficulty="")
    return by_rule.filter(
        Q(category=None) | Q(category__in=path_of(question.category)),
        Q(tag=None) | Q(tag__in=question.tags.values("pk")),
        Q(difficulty="") | Q(difficulty=question.difficulty),
    ).values("pk")


def _one_of_each(pages: Iterable[QuizPage]) -> list[QuizPage]:
    found: dict[object, QuizPage] = {}
    for page in pages:
        if page.translation_key not in found or page.locale.language_code == get_language():
            found[page.translation_key] = page
    return list(found.values())


def editions_asking(question: Question) -> list[EditionUse]:
    """Editions whose quizzes may ask the question, the newest first. Three queries."""
    entries = PoolEntry.objects.filter(question_version__question=question).select_related("section__quiz", "question_version")
    asked = {(entry.section.quiz.key, entry.section.quiz.number): entry.question_version.number for entry in entries}
    items = EditionItem.objects.filter(kind=QuizPage.kind, key__in={key for key, _number in asked}).select_related("edition__course")
    asking = [item for item in items if (item.key, item.version) in asked]
    courses = CoursePage.objects.filter(translation_key__in={item.edition.course_id for item in asking}, locale=Locale.get_default())
    pages = dict(courses.values_list("translation_key", "pk"))
    uses = [EditionUse(item.edition, asked[item.key, item.version], pages.get(item.edition.course_id)) for item in asking]
    return sorted(uses, key=lambda use: use.edition.opened_at, reverse=True)
