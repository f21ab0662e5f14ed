"""What a process of its own needs to work on the test's database."""

import os

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """Its environment: production settings, this database, this folder of files."""
    there = connection.settings_dict
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": f"postgres://{there['USER']}:{there['PASSWORD']}@{there['HOST']}:{there['PORT'] or 5432}/{there['NAME']}",
        "DATA_DIR": str(settings.DATA_DIR),
    }
