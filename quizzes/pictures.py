"""Pictures of questions: where they are and how large, known to each process after the first look."""

from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from quizzes.questions import Body, View

SIZE = "max-1200x1200"
KEPT = 2000
_known: dict[int, View] = {}


def pictures_of(bodies: Iterable[Body], language: str) -> dict[int, View]:
    """What is drawn of each body's picture, by the picture's id: address, size, words. Two queries for pictures not seen before."""
    wanted = {body.picture.image: body.picture.alt.within(language) for body in bodies if body.picture}
    missing = [pk for pk in wanted if pk not in _known]
    if missing:
        if len(_known) > KEPT:
            _known.clear()
        for image in get_image_model().objects.filter(pk__in=missing).prefetch_renditions(SIZE):
            _known[image.pk] = _shown(image)
    return {pk: {**_known[pk], "alt": alt} for pk, alt in wanted.items() if pk in _known}


def _shown(image: Any) -> View:
    rendition = image.get_rendition(SIZE)
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}
