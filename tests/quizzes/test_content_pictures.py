"""Pictures of questions from content files: named by a file of `media/`, stored once."""

import pytest
import yaml
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from courses.content import BadContent
from quizzes.content import load_questions
from quizzes.models import QuestionVersion
from tests.quizzes.bodies import body, text

pytestmark = pytest.mark.django_db

WALL = {"image": "wall.png", "alt": text("A wall")}


@pytest.fixture
def load(tmp_path):
    """Loads a file with one question whose body is this."""
    (tmp_path / "media").mkdir()
    (tmp_path / "questions").mkdir()
    PillowImage.new("RGB", (80, 60), "white").save(tmp_path / "media" / "wall.png")

    def load_one(kind, content):
        described = {"code": "A-01", "type": kind, "checked_on": "2026-11-23", "review_by": "2027-11-23", "body": content}
        path = tmp_path / "questions" / "walls.yaml"
        path.write_text(yaml.safe_dump([described], allow_unicode=True), encoding="utf-8")
        load_questions(path, by=None, at=timezone.now())
        return QuestionVersion.objects.get()

    return load_one


def test_a_picture_is_taken_from_the_media_once(load):
    for _again in range(2):
        version = load("hotspot", body("hotspot", picture=WALL))
    image = get_image_model().objects.get()
    assert version.body["picture"] == {"image": image.pk, "alt": text("A wall")}
    assert version.pictures.get().image == image


def test_parts_of_a_case_have_pictures_too(load):
    parts = [
        {"id": "a", "kind": "single", "body": body("single", picture=WALL)},
        {"id": "b", "kind": "truefalse", "body": body("truefalse")},
    ]
    version = load("case", body("case", parts=parts))
    assert version.pictures.get().image == get_image_model().objects.get()


def test_a_picture_that_is_not_there_is_named(load):
    with pytest.raises(BadContent, match=r"door\.png: not in media/"):
        load("single", body("single", picture={**WALL, "image": "door.png"}))
