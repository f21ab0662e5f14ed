"""Reads the answers to a quiz for its analysis: few queries, however many answers. Nobody's name is read."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, TextField
from django.db.models.functions import Cast

from courses.titles import titles_of
from quizzes.analysis import Analysis, Item, Response, analyse
from quizzes.bodies import bodies_of
from quizzes.choices import Alone, chosen
from quizzes.guessing import guess_of
from quizzes.models import Attempt, AttemptQuestion, QuestionVersion, QuizPage, QuizVersion
from quizzes.registry import TYPES

FIRST, BEST, ALL = "first", "best", "all"


@dataclass(frozen=True)
class Scope:
    """Which attempts count: of a quiz (its key) in one version, of one language, and each person's first, best or every one."""

    key: UUID
    version: int | None = None
    language: str = ""
    which: str = FIRST


class Sitting(NamedTuple):
    """A finished attempt, by the beginning of its key."""

    pk: int
    code: str
    percent: Decimal
    finished_at: datetime
    language: str = ""


@dataclass(frozen=True)
class Asked:
    """A version of a question as it was asked. `key` is the body whose key counts: another one's where a regrading put it right."""

    pk: int
    question: int
    code: str
    number: int
    kind: str
    body: Any
    key: Any


@dataclass(frozen=True)
class Report:
    """The analysis with what it rests on. `alone` has, for each choice that somebody took, the answer that takes nothing else."""

    scope: Scope
    sittings: dict[int, Sitting]
    responses: list[Response]
    questions: dict[int, Asked]
    alone: dict[tuple[int, str], Alone]
    analysis: Analysis

    def items(self) -> list[tuple[Asked, Item]]:
        """Questions with their figures, by code."""
        found = [(self.questions[pk], item) for pk, item in self.analysis.items.items()]
        return sorted(found, key=lambda each: (each[0].code, each[0].number))


def read(scope: Scope) -> Report:
    """Four queries."""
    sittings = _sittings(scope)
    rows = [row for row in _rows(scope) if row[0] in sittings]
    spoken = _languages(rows)
    if scope.language:
        sittings = {pk: each for pk, each in sittings.items() if spoken.get(pk) == scope.language}
        rows = [row for row in rows if row[0] in sittings]
    sittings = {pk: each._replace(language=spoken.get(pk, "")) for pk, each in sittings.items()}
    questions = _questions(rows)
    choosing = Choosing(questions)
    responses = [_response(row, spoken, choosing) for row in rows]
    guesses = {pk: guess for pk, asked in questions.items() if (guess := guess_of(asked.kind, asked.body)) is not None}
    return Report(scope, sittings, responses, questions, choosing.alone, analyse(responses, guesses=guesses))


def _attempts(scope: Scope):
    found = Attempt.objects.filter(item_key=scope.key, percent__isnull=False)
    return found.filter(quiz=scope.version) if scope.version else found


def _sittings(scope: Scope) -> dict[int, Sitting]:
    """Attempts with a result, by id; of each person the first, the best (of equals the first), or all."""
    order = {FIRST: ["finished_at", "pk"], BEST: ["-percent", "finished_at", "pk"], ALL: ["pk"]}[scope.which]
    found: dict[int, Sitting] = {}
    people = set()
    rows = _attempts(scope).order_by(*order).values_list("enrolment__learner_id", "pk", "key", "percent", "finished_at")
    for person, pk, key, percent, finished_at in rows:
        if scope.which == ALL or person not in people:
            people.add(person)
            found[pk] = Sitting(pk, str(key)[:8].upper(), percent, finished_at)
    return found


def _rows(scope: Scope):
    columns = ("attempt_id", "position", "question_version_id", "points", "maximum", "language", "seconds", "written", "graded_as_id")
    rows = AttemptQuestion.objects.filter(attempt__in=_attempts(scope), points__isnull=False).annotate(written=Cast("answer", TextField()))
    return rows.order_by("attempt_id", "position").values_list(*columns).iterator(chunk_size=5000)


def _languages(rows: Iterable[tuple]) -> dict[int, str]:
    """The language in which most answers of an attempt were given."""
    counts: dict[int, Counter[str]] = {}
    for attempt, _position, _version, _points, _maximum, language, *_rest in rows:
        if language:
            counts.setdefault(attempt, Counter())[language] += 1
    return {attempt: min(count, key=lambda language: (-count[language], language)) for attempt, count in counts.items()}


def _questions(rows: Iterable[tuple]) -> dict[int, Asked]:
    keys: dict[int, int] = {}
    for row in rows:
        keys[row[2]] = max(keys.get(row[2], row[2]), row[-1] or 0)
    columns = ("pk", "question_id", "question__code", "number", "kind", "created_at")
    found = list(QuestionVersion.objects.filter(pk__in={*keys, *keys.values()}).values_list(*columns))
    bodies = bodies_of((pk, created_at) for pk, *_rest, created_at in found)
    return {
        pk: Asked(pk, question, code, number, kind, bodies[pk], bodies[keys[pk]])
        for pk, question, code, number, kind, _created in found
        if pk in keys
    }


class Choosing:
    """Reads what answers chose, each different answer to a question once: thousands of people choose between a few."""

    def __init__(self, questions: dict[int, Asked]):
        self.questions = questions
        self.read: dict[tuple[int, str | None], tuple[str, ...]] = {}
        self.alone: dict[tuple[int, str], Alone] = {}

    def choices(self, version: int, answer: str | None) -> tuple[str, ...]:
        """The choices of an answer, given as the database's JSON. What people mark has none."""
        found = self.read.get((version, answer))
        if found is None:
            given = chosen(json.loads(answer)) if answer and not TYPES[self.questions[version].kind].by_hand else {}
            for choice, alone in given.items():
                self.alone.setdefault((version, choice), alone)
            found = self.read[version, answer] = tuple(given)
        return found


def _response(row: tuple, spoken: dict[int, str], choosing: Choosing) -> Response:
    """Where nothing was answered, the language is that of the attempt's other answers: leaving out is a way to answer, too."""
    attempt, position, version, points, maximum, language, seconds, answer, _key = row
    choices = choosing.choices(version, answer)
    return Response(attempt, version, position, points, maximum, language or spoken.get(attempt, ""), choices, seconds)


@dataclass(frozen=True)
class Analysed:
    """A quiz that has finished attempts."""

    key: UUID
    title: str
    course: str
    attempts: int
    last: datetime


def quizzes_with_attempts(language: str) -> list[Analysed]:
    """Quizzes with results, the latest first. Two queries."""
    counts = Attempt.objects.filter(percent__isnull=False).order_by().values("item_key")
    found = counts.annotate(course=Max("enrolment__course__slug"), attempts=Count("pk"), last=Max("finished_at")).order_by(
        "-last", "item_key"
    )
    titles = titles_of(QuizPage.objects.filter(translation_key__in={row["item_key"] for row in found}), language)
    return [Analysed(row["item_key"], titles[row["item_key"]], row["course"], row["attempts"], row["last"]) for row in found]


def versions_of(key: UUID) -> list[tuple[int, int, datetime]]:
    """Versions of a quiz that have results, the newest first: id, number, when it was frozen."""
    found = QuizVersion.objects.filter(key=key, attempts__percent__isnull=False).distinct()
    return list(found.order_by("-number").values_list("pk", "number", "frozen_at"))
