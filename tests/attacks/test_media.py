"""Files of lessons: fetched by those who follow the lesson, and by nobody else, at every address that leads to them."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.documents.models import Document

from courses.enrolling import leave
from courses.models import Captions, LessonPage, ModulePage, Video
from lms.media import Gate
from lms.roles import TRAINERS
from tests import make, people
from tests.quizzes import make as bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(aigerim):
    """Aigerim follows a lesson with a video and a handout, one of them inside another block."""
    clip = Video.objects.create(title="Clip", file=ContentFile(b"\0\0\0\x20ftypisom", "clip.mp4"), poster=bank.picture())
    words = Captions.objects.create(video=clip, language="kk", file=ContentFile(b"WEBVTT", "clip.vtt"))
    plan = Document.objects.create(title="Plan", file=ContentFile(b"%PDF-1.7", "plan.pdf"))
    course = make.course(lessons=1)
    modules = {page.locale.language_code: page for page in ModulePage.objects.filter(slug="module-1")}
    video = {"video": clip.pk, "title": "Clip", "transcript": "<p>Words</p>"}
    handout = {"document": plan.pk, "title": "Plan", "description": ""}
    body = [
        {"type": "video", "value": video, "id": str(uuid.UUID(int=8))},
        {"type": "download", "value": handout, "id": str(uuid.UUID(int=9))},
    ]
    make.put(LessonPage, modules, slug="watched", title=make.words("Watched"), body=lambda code: body, completion="read")
    make.enrolment(aigerim, make.edition(course))
    return {"video": clip.file.name, "captions": words.file.name, "document": plan.file.name, "poster": clip.poster.file.name, "plan": plan}


def status(client: Client, name: str) -> int:
    return client.get("/media-access/", headers={"x-forwarded-uri": f"/media/{name}?x=1"}).status_code


@pytest.mark.parametrize("kind", ["video", "captions", "document"])
def test_who_follows_the_lesson_fetches_its_files_and_others_do_not(client, files, aigerim, daniyar, kind):
    assert status(client, files[kind]) == 403
    client.force_login(daniyar)
    assert status(client, files[kind]) == 403
    client.force_login(aigerim)
    assert status(client, files[kind]) == 204
    leave(aigerim.enrolments.get(), at=timezone.now())
    assert status(client, files[kind]) == 403


def test_the_desk_fetches_them_too(client, files, saule):
    client.force_login(people.at_the_desk(saule, TRAINERS.name))
    assert status(client, files["video"]) == 204


def test_a_document_is_not_there_for_others_at_its_own_address(client, files, aigerim, daniyar):
    client.force_login(daniyar)
    assert client.get(files["plan"].url, follow=True).status_code == 404
    client.force_login(aigerim)
    assert client.get(files["plan"].url).getvalue() == b"%PDF-1.7"


def test_pictures_are_everybodys(client, files):
    assert status(client, files["poster"]) == 204


@pytest.mark.parametrize(
    "path", ["", "/en/", "/media/../private/x", "/media/images/../videos/clip.mp4", "/media/images/%2e%2e/videos/clip.mp4"]
)
def test_an_address_that_winds_leads_nowhere(client, files, path):
    assert client.get("/media-access/", headers={"x-forwarded-uri": path}).status_code == 403


class TestGate:
    @pytest.fixture
    def said(self):
        """What the gate says to somebody without a session, asking the real site."""

        def ask(path: str) -> str:
            heard = []
            gate = Gate(lambda environ, start: start("200 OK", []) or [b"file"], WSGIHandler())
            list(gate(RequestFactory().get(path).environ, lambda status, headers: heard.append(status)))
            return heard[0]

        return ask

    def test_a_video_is_kept_back_and_a_picture_is_not(self, said, files, monkeypatch):
        monkeypatch.setattr("django.core.signals.request_finished.send", lambda **_: None)
        assert said(f"/media/{files['video']}") == "404 Not Found"
        assert said(f"/media/{files['poster']}") == "200 OK"
        assert said("/en/") == "200 OK"  # no file: not the gate's business
