"""Videos and captions are what their names say."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.models import Captions, Video

MP4 = b"\x00\x00\x00\x20ftypisom"
WEBM = b"\x1a\x45\xdf\xa3\x01"


def cleaned(model, name, content):
    """The file of that model after validation, as it would be saved."""
    made = model(file=SimpleUploadedFile(name, content))
    made.clean()
    return made.file.read()


@pytest.mark.parametrize(
    ("model", "name", "content"),
    [
        pytest.param(Video, "clip.mp4", MP4, id="mp4"),
        pytest.param(Video, "CLIP.MP4", MP4, id="a camera's capitals"),
        pytest.param(Video, "clip.webm", WEBM, id="webm"),
        pytest.param(Captions, "kk.vtt", b"WEBVTT\n\n", id="captions"),
        pytest.param(Captions, "kk.vtt", b"\xef\xbb\xbfWEBVTT\n\n", id="captions with a byte order mark"),
    ],
)
def test_an_honest_file_is_taken_whole(model, name, content):
    assert cleaned(model, name, content) == content


@pytest.mark.parametrize(
    ("model", "name", "content"),
    [
        pytest.param(Video, "clip.mp4", b"<script>alert(1)</script>", id="a page called mp4"),
        pytest.param(Video, "clip.webm", MP4, id="an mp4 called webm"),
        pytest.param(Video, "clip.mp4", b"", id="empty"),
        pytest.param(Captions, "kk.vtt", b"1\n00:00:01,000 --> 00:00:02,000\n", id="another captions format"),
    ],
)
def test_a_file_that_pretends_is_refused(model, name, content):
    with pytest.raises(ValidationError, match="not what its name says"):
        cleaned(model, name, content)


def test_an_unknown_kind_is_left_to_the_field():
    with pytest.raises(ValidationError, match="file"):
        Video(file=SimpleUploadedFile("clip.avi", b"RIFF")).clean_fields(exclude=["title", "poster", "orientation"])
