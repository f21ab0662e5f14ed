"""Takes a person's name out of their certificates, at their request."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from certificates.erasing import erase


class Command(BaseCommand):
    help = "Takes the name of a person out of all their certificates and removes the files. It cannot be undone."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        for certificate in erase(person, by=None, at=timezone.now()):
            self.stdout.write(certificate.serial)
