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
class Frozen:
    """What a quiz version holds: its rules, and for each section how many it draws from which question versions."""

    rules: dict[str, object]
    sections: tuple[tuple[int | None, tuple[int, ...]], ...]


@transaction.atomic
def freeze(page: QuizPage, *, at: datetime) -> int:
    """The number of the quiz version that equals the page as it stands; made if the newest one differs.

    The caller holds the course's lock (`courses.opening`); `quiz_version_number_once` stops two numbers alike. A second call returns the
    same number. Raises CannotOpen with the reasons in words.
    """
    pools = [(section.draw, pool_of(section)) for section in page.sections.all()]
    reasons = _hindrances(page, pools)
    if reasons:
        raise CannotOpen(reasons)
    wanted = Frozen(_rules(page), tuple((drawn, tuple(version.pk for version in pool)) for drawn, pool in pools))
    newest = QuizVersion.objects.filter(key=page.translation_key).order_by("-number").first()
    if newest and _as_frozen(newest) == wanted:
        return newest.number
    quiz = QuizVersion.objects.create(key=page.translation_key, number=newest.number + 1 if newest else 1, frozen_at=at, **wanted.rules)
    for position, (drawn, versions) in enumerate(wanted.sections):
        section = VersionSection.objects.create(quiz=quiz, position=position, draw=drawn)
        PoolEntry.objects.bulk_create(
            PoolEntry(section=section, position=place, question_version_id=version) for place, version in enumerate(versions)
        )
    return quiz.number


def hindrances(page: QuizPage) -> list[str]:
    """Why this quiz cannot be frozen as it stands, in words for the trainer; empty where it can."""
    return _hindrances(page, [(section.draw, pool_of(section)) for section in page.sections.all()])


def pool_of(section: QuizSection) -> list[QuestionVersion]:
    """The newest versions of a section's questions, by code: those chosen one by one, or all that carry its tag."""
    if section.tag_id:
        chosen = Question.objects.filter(tagged_items__tag=section.tag_id)
    else:
        chosen = Question.objects.filter(pk__in=[question.pk for question in section.questions.all()])
    found = chosen.filter(retired_at=None, latest__isnull=False).select_related("latest__question").order_by("code")
    return [question.latest for question in found]


def candidate(version: QuestionVersion) -> Candidate:
    """A question version as the drawing wants it."""
    kind = TYPES[version.kind]
    choices = kind.choice_ids(body_of(version))
    return Candidate(version.pk, version.question_id, tuple(choices), kind.always_shuffled)


def _rules(page: QuizPage) -> dict[str, object]:
    return {
        "pass_mark": page.pass_mark,
        "time_limit": timedelta(minutes=page.time_limit_minutes) if page.time_limit_minutes else None,
        "attempts_allowed": page.attempts_allowed,
        "pause": timedelta(hours=page.pause_hours),
        "shuffle_questions": page.shuffle_questions,
        "shuffle_choices": page.shuffle_choices,
        "feedback": page.feedback,
    }


def _as_frozen(quiz: QuizVersion) -> Frozen:
    rules = ("pass_mark", "time_limit", "attempts_allowed", "pause", "shuffle_questions", "shuffle_choices", "feedback")
    sections = quiz.sections.prefetch_related("pool")
    return Frozen(
        {name: getattr(quiz, name) for name in rules},
        tuple((section.draw, tuple(entry.question_version_id for entry in section.pool.all())) for section in sections),
    )


def _hindrances(page: QuizPage, pools: list[tuple[int | None, list[QuestionVersion]]]) -> list[str]:
    if not any(pool for _drawn, pool in pools):
        return [_("“%(title)s” has no questions.") % {"title": page.title}]
    reasons = []
    for version in {version.pk: version for _drawn, pool in pools for version in pool}.values():
        missing = body_of(version).missing_languages()
        if missing:
            names = ", ".join(LANGUAGE_NAMES[code] for code in missing)
            reasons.append(_("Question %(code)s lacks a language: %(languages)s.") % {"code": version.question.code, "languages": names})
    try:
        draw([Section(tuple(candidate(version) for version in pool), drawn) for drawn, pool in pools], seed=0)
    except PoolTooSmall as shortage:
        drawn, pool = pools[shortage.section]
        reasons.append(
            _("“%(title)s”, section %(number)s draws %(draw)s questions; its pool of %(pool)s, less what other sections take, has fewer.")
            % {"title": page.title, "number": shortage.section + 1, "draw": drawn, "pool": len(pool)}
        )
    return reasons
