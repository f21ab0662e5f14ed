"""Fills the empty database of the environment with a small academy and one certificate, in a process of its own, and names it."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import ConsentText  # noqa: E402
from certificates import tasks  # noqa: E402
from tests import make, people  # noqa: E402
from tests.certificates import rows  # noqa: E402

call_command("migrate", verbosity=0)
make.edition()
ConsentText.objects.create(version="1", published_at=timezone.now(), title={"kk": "Келісім"}, body={"kk": "Келісемін"})
people.saule(is_staff=True, is_superuser=True)
certificate = rows.certificate(people.aigerim())
tasks.draw(certificate.pk)
files = {file.sheet: file.file.path for file in certificate.files.all()}
json.dump({"serial": certificate.serial, "code": certificate.code, "files": files}, sys.stdout)
