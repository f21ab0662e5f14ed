"""Questions of the bank as a file."""

from collections.abc import Iterable

from wagtail.images import get_image_model

from quizzes.formats.entries import FilePicture, Source
from quizzes.formats.registry import FORMATS
from quizzes.formats.sayable import Exported, export
from quizzes.models import Category, Question


def export_questions(questions: Iterable[Question], format_name: str, language: str) -> Exported:
    """The newest versions in that language, and what the format cannot say of them. `questions` carry `latest`, category and tags."""
    chosen = list(questions)
    paths = _paths()
    shown = [question.latest.body["picture"]["image"] for question in chosen if "picture" in question.latest.body]
    images = get_image_model().objects.in_bulk(shown)
    sources = [
        Source(
            code=question.code,
            kind=question.latest.kind,
            body=question.latest.body,
            category=paths[question.category_id],
            tags=tuple(sorted(tag.name for tag in question.tags.all())),
            picture=_picture(question.latest.body.get("picture"), images, language),
        )
        for question in chosen
    ]
    return export(FORMATS[format_name], sources, language)


def _paths() -> dict[int, tuple[str, ...]]:
    """Every category's names from the top down. One query."""
    shelves = {category.pk: category for category in Category.objects.all()}

    def path(pk):
        category = shelves[pk]
        return (*(path(category.parent_id) if category.parent_id else ()), category.name)

    return {pk: path(pk) for pk in shelves}


def _picture(shown, images, language) -> FilePicture | None:
    if not shown or shown["image"] not in images:
        return None
    image = images[shown["image"]]
    with image.open_file() as file:
        data = file.read()
    return FilePicture(image.filename, data, shown.get("alt", {}).get(language, ""))
