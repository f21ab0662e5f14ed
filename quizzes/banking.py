"""Putting questions into the bank: one of them for the editor and for content files, many new ones for a file that somebody imports."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Subquery
from modelsearch.backends import get_search_backends
from pydantic import ValidationError
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from quizzes.finding import search_text
from quizzes.models import Category, Question, QuestionTag, QuestionVersion, VersionPicture
from quizzes.registry import TYPES
from quizzes.translating import follow

AS_IT_WAS: Any = object()  # the caller does not know this fact and leaves it alone


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
    difficulty: str = AS_IT_WAS,
    owner: Any = AS_IT_WAS,
    source_title: str = "",
    source_url: str = "",
    agreed: Collection[str] = (),
) -> QuestionVersion:
    """Saves the entry with that code and returns its newest version. `agreed` are languages that the author has compared with the rest.

    Locks the question's row; `question_version_number_once` holds the numbering. A new version is made only when kind or body changed: a
    second call with the same content changes nothing. Raises BadQuestion.
    """
    stored = read_body(code, kind, body)
    facts = {
        "category": category,
        "difficulty": difficulty,
        "owner": owner,
        "source_title": source_title,
        "source_url": source_url,
        "checked_on": checked_on,
        "review_by": review_by,
    }
    facts = {name: value for name, value in facts.items() if value is not AS_IT_WAS}
    made, is_new = Question.objects.get_or_create(code=code, defaults=facts)
    question = Question.objects.select_for_update(of=("self",)).select_related("latest", "category", "owner").get(pk=made.pk)
    old = question.latest
    changed = [name for name, value in facts.items() if getattr(question, name) != value]
    for name in changed:
        setattr(question, name, facts[name])
    wanted = sorted(set(tags))
    if sorted(question.tags.names()) != wanted:
        question.tags.set(wanted)
        changed.append("tags")
    if old is None or (old.kind, old.body) != (kind, stored):
        question.latest = _new_version(question, kind, stored, by=by, at=at)
        changed.append("body")
    counts = _counts(question, kind, stored, old, agreed)
    if question.behind != counts:
        question.behind = counts
        changed.append("behind")
    found_by = search_text(code, wanted, stored)
    if changed or question.search_text != found_by:
        question.search_text = found_by
        question.save()
    if changed:
        data = {"fields": changed, "version": question.latest.number, "agreed": sorted(agreed)}
        log(question, "wagtail.create" if is_new else "wagtail.edit", user=by, data=data)
    return question.latest


@dataclass(frozen=True)
class NewQuestion:
    """A question that the bank lacks. `body` is as `read_body` returned it."""

    code: str
    category: Category
    kind: str
    body: dict[str, Any]
    checked_on: date
    review_by: date
    tags: frozenset[str] = frozenset()


@transaction.atomic
def add_questions(new: Sequence[NewQuestion], *, by: Any, at: datetime) -> None:
    """What `save_question` does with each of them, in a number of queries that does not grow with theirs; meant for some hundreds at once.

    All or none: IntegrityError where the bank has one of the codes, BadQuestion where a picture is gone.
    """
    questions = Question.objects.bulk_create(_first(each) for each in new)
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=question, number=1, kind=each.kind, body=each.body, created_at=at, created_by=by)
        for question, each in zip(questions, new, strict=True)
    )
    _hold_pictures(versions)
    _tag(questions, new)
    ids = [question.pk for question in questions]
    latest = QuestionVersion.objects.filter(question=OuterRef("pk")).values("pk")[:1]
    Question.objects.filter(pk__in=ids).update(latest=Subquery(latest))
    kind_of_row = ContentType.objects.get_for_model(Question)
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=kind_of_row,
            object_id=str(question.pk),
            label=question.code,
            action="wagtail.create",
            user=by,
            timestamp=at,
            data={"fields": ["tags", "body"] if each.tags else ["body"], "version": 1, "agreed": []},
        )
        for question, each in zip(questions, new, strict=True)
    )
    for backend in get_search_backends(with_auto_update=True):  # rows made in bulk send no signal
        backend.add_bulk(Question, questions)


def _first(each: NewQuestion) -> Question:
    question = Question(code=each.code, category=each.category, checked_on=each.checked_on, review_by=each.review_by)
    question.behind = _counts(question, each.kind, each.body, None, ())
    question.search_text = search_text(each.code, each.tags, each.body)
    return question


def _tag(questions: Sequence[Question], new: Sequence[NewQuestion]) -> None:
    wanted = {name for each in new for name in each.tags}
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=wanted)}
    tags |= {name: Tag.objects.create(name=name) for name in sorted(wanted - set(tags))}
    QuestionTag.objects.bulk_create(
        QuestionTag(content_object=question, tag=tags[name])
        for question, each in zip(questions, new, strict=True)
        for name in sorted(each.tags)
    )


def _counts(question: Question, kind: str, stored: dict[str, Any], old: QuestionVersion | None, agreed: Collection[str]) -> dict[str, Any]:
    missing = TYPES[kind].read_body(stored).missing_languages()
    return follow(old.body if old else None, stored, question.behind, missing=missing, agreed=agreed)


def _new_version(question: Question, kind: str, stored: dict[str, Any], *, by: Any, at: datetime) -> QuestionVersion:
    """The next version, which holds on to the pictures that it shows."""
    number = question.latest.number + 1 if question.latest else 1
    version = QuestionVersion.objects.create(question=question, number=number, kind=kind, body=stored, created_at=at, created_by=by)
    _hold_pictures([version])
    return version


def _hold_pictures(versions: Sequence[QuestionVersion]) -> None:
    shown = {version: set(_pictures(version.body)) for version in versions}
    there = set(get_image_model().objects.filter(pk__in=set().union(*shown.values())).values_list("pk", flat=True))
    for version, images in shown.items():
        if images - there:
            raise BadQuestion(version.question.code, {"picture": "This picture is not there any more."})
    VersionPicture.objects.bulk_create(VersionPicture(version=version, image_id=image) for version in versions for image in shown[version])


def _pictures(part: Any) -> Iterator[int]:
    """The ids of every picture in a body, also in the parts of a case."""
    if isinstance(part, dict):
        for name, each in part.items():
            if name == "picture" and isinstance(each, dict) and "image" in each:
                yield each["image"]
            else:
                yield from _pictures(each)
    elif isinstance(part, list):
        for each in part:
            yield from _pictures(each)
