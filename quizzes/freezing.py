"""Freezing a quiz page for an edition: its rules and the newest version of every question it may ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from courses.opening import CannotOpen
from quizzes.bodies import body_of
from quizzes.drawing import Candidate, PoolTooSmall, Section, draw
from quizzes.models import PoolEntry, Question, QuestionVersion, QuizPage, QuizSection, QuizVersion, VersionSection
from quizzes.registry import TYPES

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Pool:
    """What a section asks: how many it draws (all, in order, if none), its own pass mark, and from which question versions."""

    draw: int | None
    pass_mark: int | None
    versions: tuple[QuestionVersion, ...]


@transaction.atomic
def freeze(page: QuizPage, *, at: datetime) -> int:
    """The number of the quiz version that equals the page as it stands; made if the newest one differs.

    The caller holds the course's lock (`courses.opening`); `quiz_version_number_once` stops two numbers alike. A second call returns the
    same number. Raises CannotOpen with the reasons in words.
    """
    pools = _pools_of(page)
    reasons = _hindrances(page, pools)
    if reasons:
        raise CannotOpen(reasons)
    rules = _rules(page)
    newest = QuizVersion.objects.filter(key=page.translation_key).order_by("-number").first()
    if newest and ({name: getattr(newest, name) for name in rules}, _frozen_pools(newest)) == (rules, pools):
        return newest.number
    quiz = QuizVersion.objects.create(key=page.translation_key, number=newest.number + 1 if newest else 1, frozen_at=at, **rules)
    for position, pool in enumerate(pools):
        section = VersionSection.objects.create(quiz=quiz, position=position, draw=pool.draw, pass_mark=pool.pass_mark)
        PoolEntry.objects.bulk_create(
            PoolEntry(section=section, position=place, question_version=version) for place, version in enumerate(pool.versions)
        )
    return quiz.number


def hindrances(page: QuizPage) -> list[str]:
    """Why this quiz cannot be frozen as it stands, in words for the trainer; empty where it can."""
    return _hindrances(page, _pools_of(page))


def _pools_of(page: QuizPage) -> list[Pool]:
    return [Pool(section.draw, section.pass_mark, pool_of(section)) for section in page.sections.all()]


def _frozen_pools(quiz: QuizVersion) -> list[Pool]:
    sections = quiz.sections.prefetch_related("pool__question_version")
    return [Pool(section.draw, section.pass_mark, tuple(entry.question_version for entry in section.pool.all())) for section in sections]


def pool_of(section: QuizSection) -> tuple[QuestionVersion, ...]:
    """The newest versions of a section's questions, by code: those chosen one by one, or what the bank has of that kind."""
    chosen = [question.pk for question in section.questions.all()]
    if chosen:
        found = Question.objects.filter(pk__in=chosen)
    else:
        found = Question.objects.matching(category=section.category, tag=section.tag, difficulty=section.difficulty).distinct()
    return tuple(question.latest for question in found.in_use().select_related("latest__question").order_by("code"))


def candidate(version: QuestionVersion) -> Candidate:
    """A question version as the drawing wants it."""
    kind = TYPES[version.kind]
    choices = kind.choice_ids(body_of(version))
    return Candidate(version.pk, version.question_id, tuple(choices), kind.always_shuffled)


def _rules(page: QuizPage) -> dict[str, object]:
    return {
        "purpose": page.purpose,
        "pass_mark": page.pass_mark,
        "time_limit": timedelta(minutes=page.time_limit_minutes) if page.time_limit_minutes else None,
        "opens_at": page.opens_at,
        "closes_at": page.closes_at,
        "attempts_allowed": page.attempts_allowed,
        "pause": timedelta(hours=page.pause_hours),
        "shuffle_questions": page.shuffle_questions,
        "shuffle_choices": page.shuffle_choices,
        "per_page": page.per_page,
        "no_return": page.no_return,
        "feedback": page.feedback,
    }


def _hindrances(page: QuizPage, pools: list[Pool]) -> list[str]:
    if not any(pool.versions for pool in pools):
        return [_("“%(title)s” has no questions.") % {"title": page.title}]
    reasons = []
    for version in {version.pk: version for pool in pools for version in pool.versions}.values():
        reasons += _language_gaps(version)
    try:
        draw([Section(tuple(candidate(version) for version in pool.versions), pool.draw) for pool in pools], seed=0)
    except PoolTooSmall as shortage:
        pool = pools[shortage.section]
        reasons.append(
            _("“%(title)s”, section %(number)s draws %(draw)s questions; its pool of %(pool)s, less what other sections take, has fewer.")
            % {"title": page.title, "number": shortage.section + 1, "draw": pool.draw, "pool": len(pool.versions)}
        )
    return reasons


def _language_gaps(version: QuestionVersion) -> list[str]:
    """A question is asked in all languages or not at all: none may be missing, none behind the others."""
    code = version.question.code
    missing = body_of(version).missing_languages()
    behind = [language for language, changes in version.question.behind.items() if changes and language not in missing]
    reasons = []
    if missing:
        reasons.append(_("Question %(code)s lacks a language: %(languages)s.") % {"code": code, "languages": _names(missing)})
    if behind:
        reasons.append(
            _("Question %(code)s was changed; these languages have not followed: %(languages)s.")
            % {"code": code, "languages": _names(behind)}
        )
    return reasons


def _names(languages: list[str]) -> str:
    return ", ".join(LANGUAGE_NAMES[code] for code in languages)
