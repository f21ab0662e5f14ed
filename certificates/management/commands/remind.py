"""Does by hand, or by cron on a machine without beat, what beat asks for by day."""

from django.core.management.base import BaseCommand

from certificates import tasks
from notifications import tasks as post


class Command(BaseCommand):
    """Idempotent: what was told is not told again."""

    help = "Tells people whose certification ends, and those responsible for programmes; sends the letters that have not left."

    def handle(self, **options):
        tasks.remind()
        post.sweep()
