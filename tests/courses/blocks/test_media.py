"""Pictures, videos, files."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file, get_test_image_file_svg

from courses.drawing import merge
from courses.models import Captions, Video
from tests.courses.blocks import drawn

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a new rendition to the garbage collector
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def picture():
    return Image.objects.create(title="Picture", file=get_test_image_file(size=(1000, 500)))


@pytest.fixture
def video(picture):
    made = Video.objects.create(title="norms", file=ContentFile(b"-", "norms.mp4"), poster=picture, orientation="vertical")
    for language in ("kk", "ru"):
        Captions.objects.create(video=made, language=language, file=ContentFile(b"WEBVTT", f"{language}.vtt"))
    return made


def test_a_picture_comes_in_widths_with_its_description(picture):
    html = drawn.block("image", {"image": picture.pk, "alt": "Two hills", "caption": "Hills"})
    assert "srcset=" in html
    assert 'alt="Two hills"' in html
    assert "<figcaption>Hills</figcaption>" in html


def test_a_decorative_picture_is_silent(picture):
    html = drawn.block("image", {"image": picture.pk, "alt": "", "caption": ""})
    assert 'alt=""' in html
    assert "figcaption" not in html


def test_a_drawing_is_shown_as_it_is():
    drawing = Image.objects.create(title="Drawing", file=get_test_image_file_svg())
    html = drawn.block("image", {"image": drawing.pk, "alt": "Levels", "caption": ""})
    assert ".svg" in html
    assert "srcset" not in html


def test_a_video_has_captions_in_each_language_and_a_transcript(video):
    html = drawn.block("video", {"video": video.pk, "title": "Guess and truth", "transcript": "<p>A class.</p>"}, language="ru")
    assert 'data-orientation="vertical"' in html
    assert "controls playsinline" in html
    assert html.count("<track") == 2
    assert 'srclang="ru" label="Русский" default>' in html
    assert html.count(" default>") == 1
    assert "A class." in html


def test_a_video_knows_where_it_stopped_and_whom_to_tell(video):
    html = drawn.block("video", {"video": video.pk, "title": "Guess and truth", "transcript": "<p>A class.</p>"})
    state = {"b1": {"second": 12.5, "percent": 40}}
    html = merge(html, state, action=lambda block, kind="block": f"/{kind}/{block}/", csrf="tok")
    assert 'data-url="/video/b1/"' in html
    assert 'data-state="{&quot;second&quot;: 12.5, &quot;percent&quot;: 40}"' in html
    assert 'value="tok"' in html


def test_a_download_says_what_it_is_and_how_large():
    document = Document(title="Plan", file=ContentFile(b"x" * 2048, "plan.pdf"))
    document.save()
    html = drawn.block("download", {"document": document.pk, "title": "Plan of a lesson", "description": "To print"})
    assert "PDF, 2.0\xa0KB" in html
    assert "download>Plan of a lesson</a>" in html
