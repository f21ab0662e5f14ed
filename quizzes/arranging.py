"""Putting many questions in order at once: shelf, tags, difficulty, review, owner; out of use and back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from quizzes.finding import search_text
from quizzes.models import Category, Question


@dataclass(frozen=True)
class Changes:
    """What the chosen questions get. None and empty: left as it is."""

    category: Category | None = None
    difficulty: str | None = None
    owner: Any = None
    review_by: date | None = None
    add_tags: frozenset[str] = frozenset()
    remove_tags: frozenset[str] = frozenset()

    def facts(self) -> dict[str, Any]:
        named = {"category": self.category, "difficulty": self.difficulty, "owner": self.owner, "review_by": self.review_by}
        return {name: value for name, value in named.items() if value is not None}


@transaction.atomic
def change(chosen: Collection[int], changes: Changes, *, by: Any) -> int:
    """Gives the chosen questions what `changes` says, all or none, and returns how many had it otherwise. Locks their rows; logs each."""
    return sum(_change(question, changes, by=by) for question in _locked(chosen))


def _change(question: Question, changes: Changes, *, by: Any) -> bool:
    fields = [name for name, value in changes.facts().items() if getattr(question, name) != value]
    for name in fields:
        setattr(question, name, changes.facts()[name])
    had = set(question.tags.names())
    wanted = (had | changes.add_tags) - changes.remove_tags
    if wanted != had:
        question.tags.set(sorted(wanted))
        question.search_text = search_text(question.code, wanted, question.latest.body if question.latest else {})
        fields.append("tags")
    if fields:
        question.save()
        log(question, "wagtail.edit", user=by, data={"fields": fields})
    return bool(fields)


@transaction.atomic
def retire(chosen: Collection[int], *, by: Any, at: datetime) -> int:
    """Takes questions out of use: editions that are open go on asking them, new ones do not. Returns how many were in use."""
    return sum(_move(question, at, "quizzes.retire", by=by) for question in _locked(chosen) if not question.retired_at)


@transaction.atomic
def bring_back(chosen: Collection[int], *, by: Any) -> int:
    """Brings retired questions back into use. Returns how many were retired."""
    return sum(_move(question, None, "quizzes.bring_back", by=by) for question in _locked(chosen) if question.retired_at)


def _move(question: Question, retired_at: datetime | None, action: str, *, by: Any) -> bool:
    question.retired_at = retired_at
    question.save()
    log(question, action, user=by)
    return True


def _locked(chosen: Collection[int]) -> Iterator[Question]:
    yield from Question.objects.filter(pk__in=chosen).select_for_update(of=("self",)).select_related("latest").order_by("pk")
