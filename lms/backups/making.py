"""Making a backup while the platform runs: the database first, then the files, so that every file that a row names is there."""

import platform
import tarfile
import tomllib
from datetime import datetime
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.crypto import salted_hmac

from lms.backups.engines import engine
from lms.backups.manifest import Manifest, digest_of


def make(place: Path, *, at: datetime) -> Path:
    """Writes a folder named by the instant into `place`, and returns it. What is not finished has another name."""
    name = f"qalqan-{at:%Y%m%dT%H%M%SZ}"
    folder, unfinished = place / name, place / f"{name}.unfinished"
    unfinished.mkdir(parents=True, mode=0o700)
    writer = engine()
    counts = writer.dump(unfinished / writer.file, counted)
    for area, there in areas().items():
        with tarfile.open(unfinished / f"{area}.tar", "w") as archive:
            if there.is_dir():
                archive.add(there, arcname=".")
    manifest = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        release=release(),
        versions={"python": platform.python_version(), "django": django.__version__, "wagtail": wagtail.__version__, "database": server()},
        database=connection.vendor,
        migrations=sorted(f"{app}.{migration}" for app, migration in MigrationRecorder(connection).applied_migrations()),
        counts=counts,
        files={path.name: digest_of(path) for path in sorted(unfinished.iterdir())},
        secret_key=secret_key(),
        bucket=settings.S3_BUCKET,
    )
    manifest.write(unfinished)
    for path in unfinished.iterdir():
        path.chmod(0o600)
    unfinished.rename(folder)
    return folder


def areas() -> dict[str, Path]:
    """The folders of files by name. None where they lie in a bucket, which is backed up by its own means."""
    return {} if settings.S3_BUCKET else {"media": Path(settings.MEDIA_ROOT), "private": settings.DATA_DIR / "private"}


def counted() -> dict[str, int]:
    """Rows of each of our own models."""
    rooms = [name for name in settings.INSTALLED_APPS if (settings.BASE_DIR / name).is_dir()]
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}


def release() -> str:
    """The version of this code."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def server() -> str:
    """The database's version."""
    return f"{connection.display_name} {'.'.join(str(part) for part in connection.get_database_version())}"


def secret_key() -> str:
    """By which one knows whether SECRET_KEY is the same; it does not tell what it is."""
    return salted_hmac("lms.backups", "which key").hexdigest()[:16]
