"""Putting questions into the bank: the one way in, for the editor, for content files and for whatever will import."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError
from wagtail.log_actions import log

from quizzes.models import Category, Question, QuestionVersion
from quizzes.registry import TYPES


class BadQuestion(Exception):  # noqa: N818 — it reads as what it is
    """A question is not as its type wants it. `errors` maps the path of a field in the body ("" is the whole) to what is wrong."""

    def __init__(self, code: str, errors: dict[str, str]):
        super().__init__("; ".join(f"{code}: {field or 'body'}: {message}" for field, message in errors.items()))
        self.errors = errors


def read_body(code: str, kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as it will be stored: checked by its type, rich text cleaned. Raises BadQuestion."""
    if kind not in TYPES:
        raise BadQuestion(code, {"type": f"There is no question type “{kind}”."})
    try:
        checked = TYPES[kind].read_body(body, authored=True)
    except ValidationError as error:
        raise BadQuestion(code, {".".join(map(str, each["loc"])): _words(each) for each in error.errors()}) from error
    stored: dict[str, Any] = checked.model_dump(mode="json", exclude_defaults=True)
    return stored


def _words(error: Mapping[str, Any]) -> str:
    own = error.get("ctx", {}).get("error")
    return str(own) if isinstance(own, ValueError) else str(error["msg"])


@transaction.atomic
def save_question(
    *,
    code: str,
    category: Category,
    kind: str,
    body: Mapping[str, Any],
    checked_on: date,
    review_by: date,
    at: datetime,
    by: Any = None,
    tags: Iterable[str] = (),
    source_title: str = "",
    source_url: str = "",
) -> QuestionVersion:
    """Saves the entry with that code and returns its newest version.

    Locks the question's row; `question_version_number_once` holds the numbering. A new version is made only when kind or body changed: a
    second call with the same content changes nothing. Raises BadQuestion.
    """
    stored = read_body(code, kind, body)
    facts = {
        "category": category,
        "source_title": source_title,
        "source_url": source_url,
        "checked_on": checked_on,
        "review_by": review_by,
    }
    made, is_new = Question.objects.get_or_create(code=code, defaults=facts)
    question = Question.objects.select_for_update(of=("self",)).select_related("latest").get(pk=made.pk)
    changed = [name for name, value in facts.items() if getattr(question, name) != value]
    for name in changed:
        setattr(question, name, facts[name])
    wanted = sorted(set(tags))
    if sorted(question.tags.names()) != wanted:
        question.tags.set(wanted)
        changed.append("tags")
    latest = question.latest
    if latest is None or (latest.kind, latest.body) != (kind, stored):
        number = latest.number + 1 if latest else 1
        question.latest = QuestionVersion.objects.create(
            question=question, number=number, kind=kind, body=stored, created_at=at, created_by=by
        )
        changed.append("body")
    if changed:
        question.save()
        log(question, "wagtail.create" if is_new else "wagtail.edit", user=by, data={"fields": changed, "version": question.latest.number})
    return question.latest
