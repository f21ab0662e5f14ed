"""Writes a backup of the database and the files, while the platform runs. Secrets are not in it: the manifest says which."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.backups.making import make
from lms.backups.manifest import NOT_IN_HERE, BadBackup


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("place", nargs="?", type=Path, default=settings.DATA_DIR / "backups", help="where its folder is written")

    def handle(self, *args, place, **options):
        try:
            folder = make(place, at=timezone.now())
        except BadBackup as problem:
            raise CommandError(str(problem)) from problem
        size = sum(path.stat().st_size for path in folder.iterdir()) / 1024**2
        self.stdout.write(f"{folder} ({size:.1f} MB)")
        self.stdout.write(NOT_IN_HERE)
