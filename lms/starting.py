"""What `make run` does before it serves: migrate, compile translations, collect static files, load the demo academy into an empty database.

One process for all of it, and each step is skipped when nothing changed, so that a second start is quick.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    """Prepares the embedded default. Safe to run again; where nothing changed, Django itself is not even loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    compile_messages(settings.LOCALE_PATHS)
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    settings.MAILBOX_DIR.mkdir(exist_ok=True)
    lock = settings.BASE_DIR / "uv.lock"
    with once("migrations", [lock, *settings.BASE_DIR.glob("*/migrations/*.py")]) as changed:
        if changed:
            call("migrate", verbosity=0)
    with once("static", [lock, *(settings.BASE_DIR / "static").rglob("*")]) as changed:
        if changed or not settings.STATIC_ROOT.exists():
            call("collectstatic", interactive=False, verbosity=0)
    with once("demo", []) as changed:
        if changed and settings.DEMO and is_empty():
            sys.stdout.write("Loading the demo academy, once …\n")
            call("load_demo", stdout=StringIO())


def call(command: str, **options) -> None:
    """Runs a management command; the first one loads Django, which takes two seconds."""
    load()
    call_command(command, **options)


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    load()
    return not apps.get_model("accounts", "User").objects.exists()


def load() -> None:
    """Loads Django if nothing did."""
    if not apps.ready:
        django.setup()


def compile_messages(folders: Iterable[Path]) -> None:
    """Compiles the catalogues whose source is newer than their compiled form."""
    for source in (path for folder in folders for path in folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


@contextmanager
def once(name: str, sources: Iterable[Path]):
    """Says whether any of those files changed since this last went well with this database."""
    database = settings.DATABASES["default"]
    # Named by what never changes: Django fills in the rest of these settings when it is loaded.
    digest = hashlib.sha256(":".join(str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")).encode())
    for path in sorted(sources):
        if path.is_file():
            digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
    stamp = settings.DATA_DIR / f".{name}"
    now = digest.hexdigest()
    is_there = not database["ENGINE"].endswith("sqlite3") or Path(database["NAME"]).exists()
    yield not is_there or not stamp.exists() or stamp.read_text() != now
    stamp.write_text(now)
