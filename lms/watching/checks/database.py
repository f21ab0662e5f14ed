"""The database: does it answer, does it have the tables of this release, does it tell the same time."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

ALMATY = timedelta(hours=5)  # since 1 March 2024
A_LITTLE, TOO_MUCH = timedelta(seconds=2), timedelta(seconds=30)


def database() -> CheckMessage:
    """Whether it answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as problem:
        hint = "Is it started? Does DATABASE_URL name its host, port, user and database, and may this machine reach it?"
        return Error(f"The database does not answer ({type(problem).__name__}).", hint=hint)
    return Info(f"{connection.display_name} answers.")


def migrations() -> CheckMessage:
    """Whether the tables are those of this release."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Error(f"{len(waiting)} migrations are not applied.", hint="manage.py migrate; before it, `make backup`.")
    unknown = executor.loader.applied_migrations.keys() - executor.loader.disk_migrations.keys()
    if ours := sorted(app for app, _name in unknown if app in settings.INSTALLED_APPS):
        hint = "Run the release that this database was migrated by, or restore the backup made before."
        return Error(f"The database is newer than this release ({', '.join(ours)}).", hint=hint)
    return Info("Every migration is applied.")


def clock() -> CheckMessage:
    """Whether this machine and the database tell the same time: deadlines of exams are decided by the one, kept by the other."""
    if connection.vendor != "postgresql":
        return Info("The database has no clock of its own.")
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    apart = abs(there - before - (timezone.now() - before) / 2)
    hint = "Let both machines follow a time server: timedatectl set-ntp true."
    if apart > TOO_MUCH:
        return Error(f"This machine's clock and the database's are {apart.total_seconds():.0f} s apart.", hint=hint)
    if apart > A_LITTLE:
        return Warning(f"This machine's clock and the database's are {apart.total_seconds():.0f} s apart.", hint=hint)
    return Info("The clocks agree.")


def time_zone() -> CheckMessage:
    """Whether time-zone data are of 2024 or later: older ones put Almaty an hour off."""
    now = datetime.now(UTC)
    offsets = {"this machine": now.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset()}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT utc_offset FROM pg_timezone_names WHERE name = %s", [settings.TIME_ZONE])
            found = cursor.fetchone()
            offsets["the database"] = found[0] if found else None
    wrong = [place for place, offset in offsets.items() if offset != ALMATY]
    if wrong:
        hint = "Renew the time-zone data (Debian: apt install tzdata) and restart."
        return Error(f"{settings.TIME_ZONE} is not five hours ahead of UTC on {' and '.join(wrong)}.", hint=hint)
    return Info(f"{settings.TIME_ZONE} is five hours ahead of UTC.")


def backups() -> CheckMessage:
    """Whether a backup can be made here: pg_dump must not be older than the server."""
    if connection.vendor != "postgresql":
        return Info("Backups need no other program.")
    program = shutil.which("pg_dump")
    hint = "Debian: apt install postgresql-client; a newer one from apt.postgresql.org."
    if program is None:
        return Warning("`make backup` finds no pg_dump here.", hint=hint)
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    version = int(re.search(r"(\d+)[.\d]*", said)[1])
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    if version < server:
        return Warning(f"pg_dump {version} cannot back up PostgreSQL {server}.", hint=hint)
    return Info(f"pg_dump {version} can back up PostgreSQL {server}.")


CHECKS = (database, migrations, clock, time_zone, backups)
