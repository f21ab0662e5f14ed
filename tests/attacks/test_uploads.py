"""Files that pretend, at every door that takes files: what they are is read from what is in them."""

import contextlib
import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents.models import Document
from wagtail.images.models import Image

from lms.roles import TRAINERS
from quizzes.formats.registry import FORMATS
from tests import people
from tests.certificates.rows import picture

pytestmark = pytest.mark.django_db


def drawing(inside: str, attributes: str = "") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'{attributes}>{inside}</svg>".encode()


SCRIPT, PLAIN = drawing("<script>alert(1)</script>"), drawing("<path d='M0 0h9'/>")


def bomb() -> bytes:
    """A picture of few octets and very many dots."""
    written = io.BytesIO()
    Pillow.new("1", (20_000, 20_000)).save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def desk(client, saule, no_second_factor):
    client.force_login(people.at_the_desk(saule, TRAINERS.name))
    return client


def put(desk, name: str, content: bytes, *, kind: str) -> bool:
    """Uploads it to the library of pictures or of documents; whether it was kept."""
    model, address = (Image, "wagtailimages:add") if kind == "picture" else (Document, "wagtaildocs:add")
    desk.post(reverse(address), {"title": "File", "file": SimpleUploadedFile(name, content)})
    return model.objects.exists()


class TestPictures:
    def test_an_honest_one_is_kept(self, desk):
        assert put(desk, "a.png", picture(), kind="picture")

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.png", b"<script>alert(1)</script>", id="a page called png"),
            pytest.param("a.png", SCRIPT, id="a drawing called png"),
            pytest.param("a.jpg", picture(), id="a png called jpg"),
            pytest.param("a.html", picture(), id="a picture called page"),
            pytest.param("a.svg", SCRIPT, id="a drawing with a program in it"),
            pytest.param("a.svg", drawing("", " onload='alert(1)'"), id="a drawing that acts when shown"),
            pytest.param("a.svg", drawing("<a href='javascript:alert(1)'/>"), id="a drawing that leads"),
            pytest.param("a.svg", drawing("<use href='https://evil.example/#a'/>"), id="a drawing that fetches"),
            pytest.param("a.svg", b"<!DOCTYPE x [<!ENTITY a 'aa'>]>" + drawing("&a;"), id="a drawing with entities"),
        ],
    )
    def test_one_that_pretends_is_not(self, desk, name, content):
        assert not put(desk, name, content, kind="picture")

    def test_one_of_very_many_dots_is_not(self, desk):
        assert not put(desk, "a.png", bomb(), kind="picture")

    def test_a_drawing_of_our_own_lessons_is(self, desk):
        ours = settings.BASE_DIR / "content/media/three-levels-of-prevention.svg"
        assert put(desk, "a.svg", ours.read_bytes(), kind="picture")

    def test_a_drawing_that_only_draws_is(self, desk):
        assert put(desk, "a.svg", PLAIN, kind="picture")


class TestDocuments:
    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.pdf", b"%PDF-1.7"), ("a.zip", b"PK\x03\x04"), ("a.docx", b"PK\x03\x04"), ("a.csv", "аты;жасы".encode()), ("a.txt", b"words")],
    )
    def test_an_honest_one_is_kept(self, desk, name, content):
        assert put(desk, name, content, kind="document")

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            pytest.param("a.html", b"<p>", id="a page"),
            pytest.param("a.svg", PLAIN, id="a drawing"),
            pytest.param("a.exe", b"MZ", id="a program"),
            pytest.param("a.pdf", b"<script>alert(1)</script>", id="a page called pdf"),
            pytest.param("a.docx", b"MZ\x90", id="a program called docx"),
            pytest.param("a.txt", b"\x7fELF\0\0", id="a program called text"),
        ],
    )
    def test_one_that_pretends_is_not(self, desk, name, content):
        assert not put(desk, name, content, kind="document")

    def test_it_is_downloaded_and_never_a_page_of_ours(self, desk):
        put(desk, "a.pdf", b"%PDF-1.7", kind="document")
        answer = desk.get(Document.objects.get().url)
        answer.getvalue()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "imsmanifest.xml/../../evil.txt"])
def test_what_a_zip_says_of_its_places_is_never_where_anything_is_written(name, tmp_path, monkeypatch):
    """Files of questions are read in memory: no format unpacks to the disk."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "words")
    monkeypatch.chdir(tmp_path)
    for each in FORMATS.values():
        with contextlib.suppress(ValueError):
            each.read(packed.getvalue(), "ru")
    assert list(tmp_path.rglob("*")) == []
