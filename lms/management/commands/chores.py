"""Does by hand, or by cron on a machine without beat, what beat asks for by the clock."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms import heartbeats
from lms.celery import app

SCHEDULE = {name: entry["task"] for name, entry in settings.CELERY_BEAT_SCHEDULE.items() if entry["task"] != heartbeats.CHORE}


class Command(BaseCommand):
    """Each is idempotent: what was done is not done again. One that fails stops no other."""

    help = "Reminds, sends letters, ends exams whose time is over, publishes what was scheduled, erases who asked, forgets old things."

    def add_arguments(self, parser):
        parser.add_argument("names", nargs="*", metavar="name", help=f"Only these: {', '.join(SCHEDULE)}.")

    def handle(self, *, names, **options):
        if unknown := set(names) - set(SCHEDULE):
            raise CommandError(f"No such chore: {', '.join(sorted(unknown))}. There are {', '.join(SCHEDULE)}.")
        app.loader.import_default_modules()
        done = [self._do(name) for name in names or SCHEDULE]
        if not all(done):
            sys.exit(1)

    def _do(self, name: str) -> bool:
        result = app.tasks[SCHEDULE[name]].apply()
        if result.failed():
            self.stderr.write(f"{name}: {type(result.result).__name__}. The log says more.")
        return result.successful()
