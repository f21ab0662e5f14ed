"""Loads `content/` into the CMS."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from accounts.content import put_consent, put_organisations
from certificates.content import put_designs, put_issuer
from certificates.programme_content import put_programme
from courses.content import BadContent, Media, put_course, put_site, read
from quizzes.content import load_questions, put_test
from trainings.content import put_stations, put_venues


class Command(BaseCommand):
    """Idempotent: what is already there as the files say is left alone; what differs gets a new revision or version."""

    help = "Loads site, venues, stations, question bank, courses and programmes from content/. Loading twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "content")

    def handle(self, *, folder: Path, **options):
        try:
            self._load(folder)
        except BadContent as error:
            raise CommandError(" ".join([str(error), *getattr(error, "__notes__", [])])) from error

    def _load(self, folder: Path) -> None:
        for code, _name in settings.LANGUAGES:
            Locale.objects.get_or_create(language_code=code)
        data = read(folder / "site.yaml")
        media = Media(folder / "media")
        put_consent(data["consent"])
        put_organisations(data["organisations"])
        put_issuer(data["issuer"], data["signatories"])
        put_designs(data["designs"], at=timezone.now())
        catalogue = put_site(self._root(), data, media)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "site_name": "Qalqan", "root_page": catalogue.get_parent()},
        )
        put_venues(read(folder / "trainings" / "venues.yaml"))
        put_stations(read(folder / "trainings" / "stations.yaml"))
        for path in sorted((folder / "questions").glob("*.yaml")):
            load_questions(path, by=None, at=timezone.now())
        for course in sorted((folder / "courses").iterdir()):
            put_course(catalogue, course, media, {"test": put_test})
            self.stdout.write(f"{course.name}: in place")
        for programme in sorted((folder / "programmes").glob("*.yaml")):
            put_programme(programme)

    def _root(self) -> Page:
        """The tree's root, without the page that Wagtail greets new projects with."""
        Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
        return Page.get_first_root_node()
