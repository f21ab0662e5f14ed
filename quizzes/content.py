"""Questions and tests from files: the same way into the bank and the page tree that the editor takes."""

from pathlib import Path
from typing import Any

from django.db import transaction
from taggit.models import Tag
from wagtail.models import Page

from courses.content import SOURCE, BadContent, Media, in_one, key_of, put_page, read
from quizzes.banking import AS_IT_WAS, BadQuestion, save_question
from quizzes.models import Category, Difficulty, Question, QuestionVersion, QuizPage, QuizSection

FIELDS = {"code", "type", "tags", "difficulty", "source", "checked_on", "review_by", "body"}
REQUIRED = FIELDS - {"tags", "difficulty", "source"}


@transaction.atomic
def load_questions(path: Path, *, by, at) -> list[QuestionVersion]:
    """Saves every question of a file, or none: the first that is wrong stops the file with its code and field (BadContent).

    The file's name is the category's. Loading twice changes nothing.
    """
    listed = read(path)
    if not isinstance(listed, list):
        raise BadContent(f"{path}: not a list of questions")
    category, _created = Category.objects.get_or_create(slug=path.stem, defaults={"name": path.stem.replace("-", " ").capitalize()})
    codes = [each.get("code") for each in listed]
    twice = sorted({str(code) for code in codes if codes.count(code) > 1})
    if twice:
        raise BadContent(f"{path}: {', '.join(twice)}: stands twice")
    return [_load(path, category, data, by=by, at=at) for data in listed]


def _load(path: Path, category: Category, data: dict[str, Any], *, by, at) -> QuestionVersion:
    code = str(data.get("code"))
    wrong = sorted(set(data) - FIELDS) + sorted(REQUIRED - set(data))
    if wrong:
        raise BadContent(f"{path}: {code}: {', '.join(wrong)}: unknown or missing")
    if data.get("difficulty", Difficulty.EASY) not in Difficulty.values:
        raise BadContent(f"{path}: {code}: difficulty: one of {', '.join(Difficulty.values)}")
    source = data.get("source") or {}
    try:
        return save_question(
            code=code,
            category=category,
            kind=data["type"],
            body=_with_picture(path, data["body"]),
            tags=data.get("tags", ()),
            difficulty=data.get("difficulty", AS_IT_WAS),
            source_title=source.get("title", ""),
            source_url=source.get("url", ""),
            checked_on=data["checked_on"],
            review_by=data["review_by"],
            by=by,
            at=at,
        )
    except BadQuestion as error:
        raise BadContent(f"{path}: {error}") from error


def _with_picture(path: Path, body: dict[str, Any]) -> dict[str, Any]:
    """The body, and each part of a case, with its picture: named in the file by a file of `media/`, as the bank names it."""
    chosen = dict(body)
    if "picture" in body:
        name = body["picture"]["image"]
        try:
            image = Media(path.parents[1] / "media").image(name)
        except FileNotFoundError as error:
            raise BadContent(f"{path}: {name}: not in media/") from error
        chosen["picture"] = {**body["picture"], "image": image.pk}
    if "parts" in body:
        chosen["parts"] = [{**part, "body": _with_picture(path, part.get("body", {}))} for part in body["parts"]]
    return chosen


def put_test(module: Page, course_slug: str, data: dict[str, Any], *, by=None) -> QuizPage:
    """The test of a `course.yaml` under that module, published in every language. Putting the same twice changes nothing."""
    key = key_of("courses", course_slug, data["slug"])

    def values(language):
        return {**in_one({name: value for name, value in data.items() if name != "sections"}, language), "sections": _sections(data)}

    page = QuizPage.objects.filter(translation_key=key, locale__language_code=SOURCE).first()
    if page and _described(page.sections.all()) != _described(_sections(data)):
        page.sections.set(_sections(data))
        page.save_revision(user=by).publish(user=by)
    return put_page(QuizPage, module, key, values, by=by)


def _sections(data: dict[str, Any]) -> list[QuizSection]:
    return [_section(described) for described in data["sections"]]


def _section(described: dict[str, Any]) -> QuizSection:
    codes = described.get("questions", [])
    questions = list(Question.objects.filter(code__in=codes))
    tag = Tag.objects.filter(name=described["tag"]).first() if "tag" in described else None
    if len(questions) < len(codes) or ("tag" in described and tag is None):
        raise BadContent(f"A section names questions or a tag that the bank does not have: {described}")
    return QuizSection(tag=tag, draw=described.get("draw"), questions=questions)


def _described(sections) -> list[tuple]:
    return [(section.tag_id, section.draw, sorted(question.pk for question in section.questions.all())) for section in sections]
