"""The desk of designs: composed, previewed, changed; for those who may."""

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import ModelLogEntry

from certificates.models import CourseDesign, Design, Picture
from courses.models import Course
from lms.roles import ADMINISTRATORS, TRAINERS
from tests import make, people
from tests.certificates import rows
from tests.certificates.rows import picture
from tests.certificates.test_designing import design

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, no_second_factor):
    arman = people.at_the_desk(people.person("arman@narkostop.kz", surname="А", given_name="Б"), ADMINISTRATORS.name)
    client.force_login(arman)
    return client


def form(**changes) -> dict:
    return {
        "name": "Centre",
        "layout": "alatau",
        **{f"issuer_{code}": f"Орталық {code}" for code in ("kk", "ru", "en")},
        **{f"place_{code}": "Алматы" for code in ("kk", "ru", "en")},
        **changes,
    }


def file(data=None, name="a.png"):
    return SimpleUploadedFile(name, data or picture(), "image/png")


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_bounded()


def test_a_design_is_composed_and_every_change_is_a_version_with_its_maker(desk):
    desk.post(reverse("designs:add"), form(logo_1=file(), signatory_1_role_kk="Жетекші", signatory_1_role_ru="Глава"))
    made = Design.objects.get()
    edit = reverse("designs:edit", args=[made.pk])
    kept = {"signatory_1_role_kk": "Жетекші", "signatory_1_role_ru": "Глава"}
    desk.post(edit, form(name="Renamed", **kept))
    assert (Design.objects.get().name, made.versions.count()) == ("Renamed", 1)
    desk.post(edit, form(layout="horns", note="Landscape", is_default="on", **kept))
    latest = made.versions.last()
    assert (latest.number, latest.read.design.layout, len(latest.read.design.logos)) == (2, "horns", 1)
    assert latest.made_by.email == "arman@narkostop.kz"
    assert Design.objects.get().is_default
    assert ModelLogEntry.objects.filter(action="certificates.design_version").count() == 2
    versions = desk.get(reverse("design-versions", args=[made.pk])).content.decode()
    assert "Landscape" in versions
    assert "everything that has chosen nothing else" in versions
    desk.post(edit, form(logo_1_removed="on", **kept))
    assert made.versions.last().read.design.logos == ()
    assert "Renamed" not in desk.get(reverse("designs:index")).content.decode()


def test_the_preview_is_drawn_from_the_form_and_nothing_is_saved(desk):
    said = form(name="", issuer_kk="Жаңа орталық", logo_1=file(), preview_sheet="kk-ru", preview_long="on")
    answer = desk.post(reverse("design-preview-new"), said)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "Жаңа орталық" in text_of(answer.content)
    assert "ОБРАЗЕЦ" in text_of(answer.content)
    assert not Design.objects.exists()
    assert not Picture.objects.exists()
    english = desk.post(reverse("design-preview-new"), {**form(), "preview_sheet": "en"})
    assert "Орталық en" in text_of(english.content)


def test_the_preview_of_a_design_has_its_kept_pictures(desk):
    desk.post(reverse("designs:add"), form(logo_1=file()))
    address = reverse("design-preview", args=[Design.objects.get().pk])
    with_logo, without = desk.post(address, form()).content, desk.post(address, form(logo_1_removed="on")).content
    assert with_logo.count(b"/Subtype /Image") == without.count(b"/Subtype /Image") + 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"issuer_ru": ""}, "issuer_ru"),
        ({"heading_kk": "Куәлік"}, "heading_ru"),
        ({"layout": "nothing"}, "layout"),
        ({"signatory_2_name_kk": "А. Б.", "signatory_2_name_ru": "А. Б."}, "signatory_2_role_kk"),
    ],
)
def test_what_makes_no_sheet_is_said_at_its_field(desk, wrong, field):
    answer = desk.post(reverse("designs:add"), form(**wrong))
    assert field in answer.context["form"].errors
    assert not Design.objects.exists()
    refused = desk.post(reverse("design-preview-new"), form(**wrong))
    assert (refused.status_code, refused["X-Frame-Options"]) == (422, "SAMEORIGIN")


def test_a_drawing_under_a_pictures_name_is_refused(desk):
    answer = desk.post(reverse("designs:add"), form(logo_1=file(b"<svg xmlns='http://www.w3.org/2000/svg'/>")))
    assert list(answer.context["form"].errors) == ["logo_1"]
    assert not Picture.objects.exists()


def test_a_version_is_looked_at_as_a_specimen(desk):
    version = design().versions.get()
    assert "ОБРАЗЕЦ" in text_of(desk.get(reverse("design-version", args=[version.pk])).content)


def test_a_trainer_designs_nothing(client, saule, no_second_factor):
    made = design()
    client.force_login(people.at_the_desk(saule, TRAINERS.name))
    pages = [reverse("designs:add"), reverse("designs:edit", args=[made.pk]), reverse("design-versions", args=[made.pk])]
    pages.append(reverse("design-version", args=[made.versions.get().pk]))
    for address in pages:
        assert client.get(address).status_code in (302, 403, 404)
    for address in (reverse("design-preview-new"), reverse("design-preview", args=[made.pk])):
        assert client.post(address, form()).status_code in (302, 403, 404)


class TestCourse:
    def test_whoever_may_publish_a_course_chooses_its_design(self, client, saule, no_second_factor):
        page = make.course()
        saule.is_superuser = True
        client.force_login(people.at_the_desk(saule, ADMINISTRATORS.name))
        address, made = reverse("course-design", args=[page.pk]), design()
        assert "Open the first edition" in client.get(address).content.decode()
        make.edition(page)
        client.post(address, {"design": made.pk})
        assert CourseDesign.objects.get().design == made
        assert str(made) in client.get(address).content.decode()
        assert "Course in English" in client.get(reverse("design-versions", args=[made.pk])).content.decode()
        client.post(address, {"design": ""})
        assert not CourseDesign.objects.exists()

    def test_nobody_else_does(self, client, saule, aigerim):
        page = make.course()
        make.edition(page)
        people.at_the_desk(saule, TRAINERS.name)
        for person in (saule, aigerim):
            client.force_login(person)
            assert client.post(reverse("course-design", args=[page.pk]), {"design": design(name=person.email).pk}).status_code in (302, 403)
        assert not CourseDesign.objects.exists()
        assert Course.objects.exists()


def test_the_check_page_shows_what_a_design_says(client, aigerim):
    from certificates.designing import make_default
    from tests.certificates.test_designing import content

    said = content(heading={"kk": "Куәлік", "ru": "Удостоверение"}, text={"kk": "Бекітілген", "ru": "Утверждено"})
    make_default(design(said), is_default=True)
    certificate = rows.certificate(aigerim)
    page = client.get(f"/ru/certificates/c/{certificate.code}/").content.decode()
    for fact in ("Удостоверение", "Утверждено", "Куәлік"):
        assert fact in page
    answer = client.get(f"/c/{certificate.code}.json").json()
    assert answer["facts"]["design"]["heading"]["ru"] == "Удостоверение"
    assert "logos" not in answer["facts"]["design"]
