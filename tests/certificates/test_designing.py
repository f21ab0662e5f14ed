"""Designs: versions that never change, certificates that keep theirs, pictures that are safe to print."""

import io
import subprocess
import sys
from hashlib import sha256

import pytest
from django.db.models import ProtectedError
from django.utils import timezone
from PIL import Image

from certificates import tasks
from certificates.designing import choose, keep_version, make_default, pictures_in, unchosen
from certificates.drawing import draw_files
from certificates.layouts import LAYOUTS
from certificates.models import Certificate, Design, DesignVersion, Issuer, Picture
from certificates.models.designs import Content
from certificates.pictures import NotAPicture, plain
from certificates.rendering import draw
from certificates.snapshot import Design as Looks
from certificates.snapshot import Issuer as Who
from certificates.snapshot import Signatory
from tests.certificates import rows
from tests.certificates.programmes import certified, programme
from tests.certificates.rows import picture


def content(layout="alatau", **looks) -> Content:
    who = Who(name={"kk": "Орталық", "ru": "Центр"}, place={"kk": "Алматы", "ru": "Алматы"})
    return Content(issuer=who, design=Looks(layout=layout, **looks))


def design(said=None, *, name="Centre", pictures=None) -> Design:
    made = Design.objects.create(name=name)
    keep_version(made, said or content(), pictures=pictures or {}, by=None, at=timezone.now())
    return made


@pytest.fixture
def signed():
    """A design with a logo and a signature."""
    drawn = [plain(picture(colour)) for colour in ("navy", "teal")]
    logo, hand = (sha256(data).hexdigest() for data in drawn)
    who = Who(
        name={"kk": "Орталық", "ru": "Центр"},
        place={"kk": "Алматы", "ru": "Алматы"},
        signatories=(Signatory(name={"kk": "С. Әбенова"}, role={"kk": "Жетекші", "ru": "Глава"}, signature=hand),),
    )
    return design(Content(issuer=who, design=Looks(logos=(logo,))), pictures={logo: drawn[0], hand: drawn[1]})


@pytest.mark.django_db
class TestChoosing:
    def test_where_nothing_is_chosen_the_issuers_settings_stand_in_the_first_layout(self, aigerim):
        facts = rows.certificate(aigerim).facts
        assert (facts.issuer, facts.design.layout) == (Issuer.current().facts(), "horns")

    def test_a_course_takes_its_own_design_before_the_default(self, aigerim, daniyar):
        make_default(design(name="Default"), is_default=True)
        own = design(content(heading={"kk": "Куәлік", "ru": "Удостоверение"}), name="Own")
        enrolment = rows.completed(aigerim)
        choose(enrolment.course, own, by=None)
        from certificates.issuing import issue

        assert issue(enrolment, at=rows.DONE).design.design == own
        assert rows.certificate(daniyar).design.design.name == "Default"

    def test_a_programme_takes_its_own(self, daniyar):
        made = programme()
        made.design = design()
        made.save()
        assert certified(daniyar, made).periods.get().certificate.design.design == made.design

    def test_one_default_gives_way_to_the_next(self):
        first, second = design(name="First"), design(name="Second")
        make_default(first, is_default=True)
        make_default(second, is_default=True)
        assert list(Design.objects.filter(is_default=True)) == [second]
        make_default(second, is_default=False)
        assert not Design.objects.filter(is_default=True).exists()


@pytest.mark.django_db
class TestVersions:
    def test_a_change_is_the_next_version_and_no_change_is_none(self):
        made = design()
        assert keep_version(made, content(), pictures={}, by=None, at=timezone.now()) is None
        keep_version(made, content("horns"), pictures={}, by=None, at=timezone.now())
        assert [each.read.design.layout for each in made.versions.all()] == ["alatau", "horns"]

    def test_an_issued_certificate_keeps_its_design_byte_for_byte(self, aigerim, signed):
        make_default(signed, is_default=True)
        certificate = rows.certificate(aigerim)
        tasks.draw(certificate.pk)
        before = certificate.files.get(sheet="kk-ru").sha256
        keep_version(signed, content("alatau"), pictures={}, by=None, at=timezone.now())
        certificate.files.all().delete()
        draw_files(certificate.pk)
        assert certificate.files.get(sheet="kk-ru").sha256 == before
        assert Certificate.objects.get().design.number == 1

    def test_pictures_and_versions_in_use_cannot_vanish(self, aigerim, signed):
        make_default(signed, is_default=True)
        rows.certificate(aigerim)
        for row in (Picture.objects.first(), DesignVersion.objects.get(), signed):
            with pytest.raises(ProtectedError):
                row.delete()

    def test_the_same_picture_is_kept_once(self, signed):
        assert Picture.objects.count() == 2
        assert len(pictures_in(signed.versions.get().read.pictures)) == 2

    def test_a_sheet_that_lacks_a_picture_is_not_drawn(self, aigerim, signed):
        with pytest.raises(KeyError):
            draw(rows.printed(**signed.versions.get().content), "kk-ru")

    def test_a_new_design_begins_with_the_issuers_settings(self):
        assert unchosen().issuer == Issuer.current().facts()


class TestPictures:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_what_can_be_printed_becomes_a_png_on_white(self, kind):
        with Image.open(io.BytesIO(plain(picture(kind=kind)))) as made:
            assert (made.format, made.mode) == ("PNG", "RGB")

    def test_transparency_becomes_white_and_a_large_one_small(self):
        with Image.open(io.BytesIO(plain(picture((0, 0, 0, 0), (3000, 1200), mode="RGBA")))) as made:
            assert made.getpixel((5, 5)) == (255, 255, 255)
            assert made.size == (1200, 480)

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "unknown"),
            (b"\x89PNG\r\n\x1a\n broken", "unknown"),
            (picture(kind="GIF", mode="L", colour=0), "unknown"),
            (b"%PDF-1.7", "unknown"),
            (b"\0" * (4 * 1024**2 + 1), "too-large"),
            (picture(size=(6000, 5000), mode="1", colour=0), "too-many-dots"),
        ],
        ids=["svg", "broken", "gif", "pdf", "large", "many"],
    )
    def test_anything_else_is_refused_by_what_it_is(self, data, why):
        with pytest.raises(NotAPicture, match=why):
            plain(data)

    def test_the_same_file_gives_the_same_bytes(self):
        assert plain(picture()) == plain(picture())


def test_the_first_sheet_of_a_process_is_like_every_other():
    """A file that is drawn again years later is drawn by another process."""
    code = (
        "import django; django.setup(); from hashlib import sha256; from certificates.rendering import draw;"
        "from tests.certificates.rows import printed;"
        "print(*(sha256(draw(printed(design={'layout': name}), 'kk-ru')).hexdigest() for name in ('LAYOUTS', 'LAYOUTS')))"
    )
    for name in LAYOUTS:
        done = subprocess.run([sys.executable, "-c", code.replace("LAYOUTS", name)], capture_output=True, text=True, check=True)
        here = sha256(draw(rows.printed(design={"layout": name}), "kk-ru")).hexdigest()
        assert done.stdout.split() == [here, here]
