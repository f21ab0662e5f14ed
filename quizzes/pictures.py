"""Pictures of questions: where they are and how large, known to each process for a while after the first look."""

from collections.abc import Iterable, Iterator
from html import escape
from time import monotonic
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

from quizzes.questions import Body, Picture, View

SIZE = "max-1200x1200"
KEPT = 2000
LOOK_AGAIN = 600  # seconds: a file may be replaced, and a signed address runs out
_known: dict[int, tuple[float, View]] = {}

Pictures = dict[int, View]


def pictures_of(bodies: Iterable[Body]) -> Pictures:
    """Address and size of the pictures in these bodies and their parts, by the picture's id. Two queries, if any was not seen lately.

    A picture whose file is lost is left out: the question goes on without it.
    """
    now = monotonic()
    wanted = {picture.image for body in bodies for picture in _in(body)}
    missing = [pk for pk in wanted if pk not in _known or _known[pk][0] < now]
    if missing:
        if len(_known) > KEPT:
            _known.clear()
        for image in get_image_model().objects.filter(pk__in=missing).prefetch_renditions(SIZE):
            if found := _shown(image):
                _known[image.pk] = (now + LOOK_AGAIN, found)
    return {pk: _known[pk][1] for pk in wanted if pk in _known}


def with_pictures(view: View, body: Body, pictures: Pictures, language: str) -> View:
    """The view with `picture` resolved, in the parts of a case too: its address, size, and the words for it in that language."""
    placed = {**view, "picture": _placed(body.picture, pictures, language)}
    if inner := body.inner():
        parts = zip(view["parts"], inner, strict=True)
        placed["parts"] = [{**part, "view": with_pictures(part["view"], each, pictures, language)} for part, each in parts]
    return placed


def draw_picture(picture: View | None) -> str:
    """A question's picture under its prompt."""
    if not picture:
        return ""
    size = f'width="{picture["width"]}" height="{picture["height"]}"'
    return f'<img class="question-picture" src="{escape(picture["url"])}" alt="{escape(picture["alt"])}" {size}>'


def _placed(picture: Picture | None, pictures: Pictures, language: str) -> View | None:
    if picture is None or picture.image not in pictures:
        return None
    return {**pictures[picture.image], "alt": picture.alt.within(language)}


def _in(body: Body) -> Iterator[Picture]:
    for each in (body, *body.inner()):
        if each.picture:
            yield each.picture


def _shown(image: Any) -> View | None:
    try:
        rendition = image.get_rendition(SIZE)
    except SourceImageIOError:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}
