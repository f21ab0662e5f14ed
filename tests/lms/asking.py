"""Asks the check page of a certificate and its holder's PDF, in the environment's academy; writes the PDF to a file."""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402

serial, code, target = sys.argv[1:]
settings.ALLOWED_HOSTS = ["testserver"]
client = Client()
page = client.get(f"/en/certificates/c/{code}/")
client.force_login(User.objects.get(email="aigerim@mektep.kz"))
sheet = client.get(f"/en/certificates/{serial}/kk-ru.pdf")
Path(target).write_bytes(b"".join(sheet.streaming_content))
json.dump({"status": page.status_code, "page": page.content.decode(), "pdf": sheet.status_code}, sys.stdout)
