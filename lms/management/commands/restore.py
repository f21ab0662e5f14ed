"""Reads a backup into an empty database and empty folders. Looks at all of its checksums first; refuses to overwrite people or files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lms.backups.manifest import BadBackup
from lms.backups.restoring import restore


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the backup")
        parser.add_argument("--overwrite", default="", metavar="WORDS", help="what to say is told when there is something to lose")

    def handle(self, *args, folder, overwrite, **options):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        try:
            restored = restore(folder, overwrite=overwrite, at=timezone.now())
        except BadBackup as problem:
            raise CommandError(str(problem)) from problem
        counts = restored.manifest.counts
        self.stdout.write(f"Restored: {counts['accounts.User']} people, {counts['certificates.Certificate']} certificates.")
        self.stdout.write("\n".join(["What is left to do:", *(f"  {step}" for step in restored.next_steps)]))
