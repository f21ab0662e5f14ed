"""Restoring a backup into an empty database and empty folders: looked at first, then whole or not at all."""

import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts.models import User
from lms.backups import manifest as manifests
from lms.backups.engines import engine
from lms.backups.making import areas, counted, secret_key
from lms.backups.manifest import BadBackup, Manifest


@dataclass(frozen=True)
class Restored:
    """What was restored, and what is left to do, in words."""

    manifest: Manifest
    next_steps: list[str]


def restore(folder: Path, *, overwrite: str = "", at: datetime) -> Restored:
    """Reads the backup into the database and the folders of this installation. Raises BadBackup before anything is changed.

    Where there are people or files already, `overwrite` has to say so: `words_to_overwrite()`. Files that give way are put aside.
    """
    manifest = manifests.read(folder)
    _fits(manifest)
    manifests.verify(manifest, folder)
    if (full := _what_is_there()) and overwrite != words_to_overwrite():
        raise BadBackup(f'{" and ".join(full)} here already. To lose that: --overwrite "{words_to_overwrite()}"')
    reader = engine()
    reader.load(folder / reader.file)
    for area, there in areas().items():
        if (folder / f"{area}.tar").is_file():
            _put_aside(there, at)
            _unpack(folder / f"{area}.tar", there)
    _complete(manifest)
    return Restored(manifest, _next_steps(manifest))


def words_to_overwrite() -> str:
    """What has to be said to lose what is there: it names the database, so that nobody says it of another one."""
    return f"everything in {Path(str(connection.settings_dict['NAME'])).name}"


def _fits(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise BadBackup(f"This backup is of {manifest.database}, DATABASE_URL names {connection.vendor}.")
    if unknown := set(manifest.migrations) - _known_migrations():
        raise BadBackup(f"This backup was made by a newer release ({manifest.release}; {sorted(unknown)[0]}). Install that one first.")


def _known_migrations() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}


def _what_is_there() -> list[str]:
    full = []
    if User._meta.db_table in connection.introspection.table_names() and User.objects.exists():
        full.append("There are people in the database")
    return full + [f"there are files in {there}" for there in areas().values() if _has_files(there)]


def _has_files(folder: Path) -> bool:
    return any(path.is_file() for path in folder.rglob("*"))


def _put_aside(folder: Path, at: datetime) -> None:
    if folder.is_dir() and _has_files(folder):
        folder.rename(folder.with_name(f"{folder.name}.before-{at:%Y%m%dT%H%M%SZ}"))


def _unpack(archive: Path, folder: Path) -> None:
    """Files and folders alone, and none outside of `folder`, whatever the archive says."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder.resolve()
    with tarfile.open(archive) as packed:
        for member in packed:
            target = (whole / member.name).resolve()
            if not target.is_relative_to(whole):
                raise BadBackup(f"{archive.name} has a file outside of its folder: {member.name}")
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
            elif source := packed.extractfile(member):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read())


def _complete(manifest: Manifest) -> None:
    """Counts the rows again, where the tables are those of this release."""
    now = counted() if _is_of_this_release(manifest) else manifest.counts
    if wrong := [label for label, number in manifest.counts.items() if now.get(label) != number]:
        raise BadBackup(f"Restored, but not whole: {', '.join(wrong)} have other numbers of rows than the manifest says.")


def _is_of_this_release(manifest: Manifest) -> bool:
    return _known_migrations() <= set(manifest.migrations)


def _next_steps(manifest: Manifest) -> list[str]:
    def steps() -> Iterable[str]:
        if not _is_of_this_release(manifest):
            yield f"The backup is of an earlier release ({manifest.release}): manage.py migrate"
        if manifest.secret_key != secret_key():
            yield "SECRET_KEY is another one than the backup's: second factors and links in old letters are void. Bring the old one back."
        if manifest.bucket:
            yield f"Files are not in the backup: they lie in the bucket {manifest.bucket}."
        yield "Give the workers the key that signs certificates (SIGNING_KEY): it is in no backup."
        yield "manage.py doctor"

    return list(steps())
