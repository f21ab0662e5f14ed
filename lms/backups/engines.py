"""How each database is written to one file and read back."""

import os
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from lms.backups.manifest import BadBackup

# Who is signed in where: whoever finds a backup must not be signed in by it. Everybody signs in again.
SESSIONS = ("django_session", "usersessions_usersession")
OTHERS = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


class PostgreSQL:
    """By pg_dump and pg_restore, which are not older than the server."""

    file = "database.dump"

    def dump(self, path: Path, count: Callable[[], Any]) -> Any:
        """Writes the database as it is at one instant, and returns what `count` finds at the same one. Nobody has to wait for it."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            without = [f"--exclude-table-data={table}" for table in SESSIONS]
            _run("pg_dump", f"--snapshot={snapshot}", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}", *without)
            return count()

    def load(self, path: Path) -> None:
        """Empties the database and reads the file into it, in one transaction each. Refuses while others are connected."""
        place = connection.get_connection_params()
        connection.close()
        connection.close_pool()
        with psycopg.connect(**place, autocommit=True) as alone:
            if others := alone.execute(OTHERS).fetchone()[0]:
                raise BadBackup(f"{others} others are connected to the database. Stop web, workers and beat first.")
            alone.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner")
        _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", into=path)


class SQLite:
    """By SQLite's own copying, which others may write beside."""

    file = "database.sqlite3"

    def dump(self, path: Path, count: Callable[[], Any]) -> Any:
        """Writes the database as it is at one instant, and returns what `count` finds then: nobody writes meanwhile."""
        with transaction.atomic():  # IMMEDIATE
            with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(path)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                for table in SESSIONS:
                    copy.execute(f"DELETE FROM {table}")  # noqa: S608 — our own constant
                copy.commit()
                copy.execute("VACUUM")
            return count()

    def load(self, path: Path) -> None:
        """Puts the copy in the place of the database."""
        connection.close()
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(connection.settings_dict["NAME"])) as target:
            source.backup(target)


def engine() -> PostgreSQL | SQLite:
    """The one of DATABASE_URL."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()


def _run(program: str, *options: str, into: Path | None = None) -> None:
    """Runs one of PostgreSQL's programs on this database. Raises BadBackup with its first words."""
    (_psql, *place), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *server, name = place
    target = ["--dbname", name, str(into)] if into else [name]
    try:
        subprocess.run(  # noqa: S603
            [program, *options, *server, *target], env={**os.environ, **(environment or {})}, check=True, capture_output=True, text=True
        )
    except FileNotFoundError as problem:
        raise BadBackup(f"There is no {program} here. Debian: apt install postgresql-client.") from problem
    except subprocess.CalledProcessError as problem:
        raise BadBackup(f"{program}: {problem.stderr.strip()[:500]}") from problem
