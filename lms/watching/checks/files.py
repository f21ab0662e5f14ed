"""Files: where they are kept, whether there is room, and whether those that every release brings are there."""

import json
import shutil
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning
from django.core.files.base import ContentFile
from django.core.files.storage import storages

GIGABYTE = 1024**3


def storage() -> CheckMessage:
    """Whether media and private files can be written, read and removed."""
    for name in ("default", "private"):
        place = storages[name]
        try:
            kept = place.save("doctor.txt", ContentFile(b"well"))
            with place.open(kept) as file:
                whole = file.read() == b"well"
            place.delete(kept)
        except Exception as problem:  # a bucket has errors of its own
            hint = (
                "Is the disk there and not full? Does the folder in DATA_DIR belong to the user who runs this, or the bucket to these keys?"
            )
            return Error(f"Files of “{name}” cannot be written ({type(problem).__name__}).", hint=hint)
        if not whole:
            return Error(f"Files of “{name}” come back otherwise than they were written.", hint="Look at the disk or the bucket.")
    return Info("Files can be written and read.")


def disk() -> CheckMessage:
    """Whether there is room left in DATA_DIR."""
    free = shutil.disk_usage(settings.DATA_DIR).free / GIGABYTE
    hint = f"Make room on the disk of {settings.DATA_DIR}; old backups may lie there."
    if free < 0.2:
        return Error(f"The disk is full: {free:.1f} GB left.", hint=hint)
    return Warning(f"{free:.1f} GB of disk are left.", hint=hint) if free < 2 else Info(f"{free:.0f} GB of disk are free.")


def static_files() -> CheckMessage:
    """Whether what browsers load was collected, and after the last change."""
    hint = "manage.py collectstatic --noinput"
    listed = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not listed.exists():
        return Error("Static files are not collected: pages come without styles.", hint=hint)
    collected = json.loads(listed.read_text())["paths"]
    missing = [name for name in collected.values() if not (listed.parent / name).exists()]
    sources = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file()]
    older = any(path.stat().st_mtime > listed.stat().st_mtime for path in sources)
    if missing:
        return Error(f"{len(missing)} static files are missing.", hint=hint)
    return Warning("Static files changed since they were collected.", hint=hint) if older else Info("Static files are collected.")


def translations() -> CheckMessage:
    """Whether the words of the interface are compiled."""
    sources = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]
    pairs = [(source, source.with_suffix(".mo")) for source in sources]
    stale = [source for source, target in pairs if not target.exists() or target.stat().st_mtime < source.stat().st_mtime]
    if stale:
        hint = "scripts/run compiles them, and so does building the image."
        return Error(f"Words are not compiled: {', '.join(sorted({path.parts[-3] for path in stale}))}.", hint=hint)
    return Info("The words of each language are compiled.")


CHECKS = (storage, disk, static_files, translations)
