"""A self-signed key for certificates: for development, and until the project has one from a certification authority."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates import keys


class Command(BaseCommand):
    help = "Writes a new self-signed key (PKCS#12, RSA) and, beside it, its public certificate. Never overwrites a file."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="the PKCS#12 file to write")
        parser.add_argument("--name", default="Qalqan", help="whose key it is")
        parser.add_argument("--organisation", default="")
        parser.add_argument("--days", type=int, default=3 * 365, help="how long it signs")

    def handle(self, *args, path, name, organisation, days, **options):
        password = settings.SIGNING_KEY_PASSWORD
        if not password:
            raise CommandError("Set SIGNING_KEY_PASSWORD (or SIGNING_KEY_PASSWORD_FILE): the key is kept under it.")
        key = keys.new_key(keys.named(name, organisation), at=timezone.now(), days=days)
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(keys.stored(key, password))
            path.with_suffix(".pem").write_text(keys.pem(key.certificate))
        except OSError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"SIGNING_KEY={path.resolve()}\nSHA-256 of its certificate: {key.fingerprint}")
