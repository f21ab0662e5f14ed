"""A backup becomes the same academy again, elsewhere: the doctor is content, the check page answers, the PDF is the same byte for byte."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from lms.backups import manifest
from lms.backups.manifest import BadBackup
from lms.backups.restoring import _unpack
from tests.journeys.processes import ROOT


@dataclass
class Place:
    """An installation with a database and files of its own."""

    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, *command], cwd=ROOT, env=self.environment, capture_output=True, text=True)

    def manage(self, *command: str) -> subprocess.CompletedProcess:
        return self.run("manage.py", *command)

    def said(self, *command: str) -> str:
        done = self.run(*command)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


@contextmanager
def place(folder: Path, **more: str):
    """An empty one, on the kind of database that the tests run on."""
    folder.mkdir()
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "PROMETHEUS_MULTIPROC_DIR")}
    environment = {
        **clean,
        "DJANGO_SETTINGS_MODULE": "lms.settings",
        "PYTHONPATH": ".",
        "DEMO": "1",
        "DATA_DIR": str(folder / "data"),
        **more,
    }
    (folder / "data").mkdir()
    if connection.vendor != "postgresql":
        yield Place(environment)
        return
    there, name = connection.settings_dict, f"backups_{uuid4().hex}"
    server = {"host": there["HOST"], "port": there["PORT"] or 5432, "user": there["USER"], "password": there["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as maintenance:
        maintenance.execute(f"CREATE DATABASE {name}")
        try:
            yield Place(
                {
                    **environment,
                    "DATABASE_URL": f"postgres://{server['user']}:{server['password']}@{server['host']}:{server['port']}/{name}",
                }
            )
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """An academy with a signed certificate, its backup, and somewhere else."""
    folder = tmp_path_factory.mktemp("backups")
    key = {"SIGNING_KEY": str(folder / "key.p12"), "SIGNING_KEY_PASSWORD": "open-sesame"}
    with ExitStack() as stack:
        source, target = stack.enter_context(place(folder / "source", **key)), stack.enter_context(place(folder / "target"))
        keyless = Place({**target.environment, "SIGNING_KEY_PASSWORD": key["SIGNING_KEY_PASSWORD"]})
        keyless.said("manage.py", "make_signing_key", key["SIGNING_KEY"], "--name", "Qalqan")
        certificate = json.loads(source.said("-m", "tests.lms.small_academy"))
        source.said("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        told = source.said("manage.py", "backup", str(folder / "kept"))
        (backup,) = (folder / "kept").iterdir()
        yield source, target, backup, certificate, told


def test_the_whole_way(world, tmp_path):
    source, target, backup, certificate, told = world
    assert "SECRET_KEY" in told
    said = target.said("manage.py", "restore", str(backup))
    assert "Restored: 2 people, 1 certificates." in said
    assert "SIGNING_KEY" in said
    found = json.loads(target.said("manage.py", "doctor", "--json"))
    assert [each for each in found if each["state"] != "ok"] == []
    asked = json.loads(target.said("-m", "tests.lms.asking", certificate["serial"], certificate["code"], str(tmp_path / "sheet.pdf")))
    pdf = (tmp_path / "sheet.pdf").read_bytes()
    assert (asked["status"], asked["pdf"]) == (200, 200)
    assert 'data-state="valid"' in asked["page"]
    assert sha256(pdf).hexdigest() in asked["page"]
    assert pdf == Path(certificate["files"]["kk-ru"]).read_bytes()
    again = target.manage("restore", str(backup))
    assert again.returncode == 1
    assert "There are people in the database and there are files in" in again.stderr
    words = again.stderr.split('--overwrite "')[1].split('"')[0]
    assert words.startswith("everything in ")
    assert target.manage("restore", str(backup), "--overwrite", "everything").returncode == 1
    assert "Restored: 2 people" in target.said("manage.py", "restore", str(backup), "--overwrite", words)
    aside = list(Path(target.environment["DATA_DIR"]).glob("private.before-*"))
    assert len(aside) == 1
    assert target.said("manage.py", "backup", str(tmp_path / "second"))


def test_it_holds_no_secret_and_nobody_signed_in(world):
    source, _target, backup, _certificate, _told = world
    assert sorted(path.suffix for path in backup.iterdir()) == sorted([".json", ".tar", ".tar", backup_of_database(backup).suffix])
    key = Path(source.environment["SIGNING_KEY"]).read_bytes()
    whole = b"".join(path.read_bytes() for path in backup.iterdir())
    assert key not in whole
    assert b"open-sesame" not in whole
    said = manifest.read(backup)
    assert "SECRET_KEY" in said.not_in_here
    assert (backup.stat().st_mode & 0o777, (backup / "manifest.json").stat().st_mode & 0o777) == (0o700, 0o600)


def test_one_that_was_changed_changes_nothing(world, tmp_path):
    _source, _target, backup, _certificate, _told = world
    broken = tmp_path / backup.name
    broken.mkdir()
    for path in backup.iterdir():
        (broken / path.name).write_bytes(path.read_bytes())
    with (broken / "private.tar").open("ab") as file:
        file.write(b"more")
    with place(tmp_path / "third") as third:
        refused = third.manage("restore", str(broken))
        assert refused.returncode == 1
        assert "is not what was written: private.tar" in refused.stderr
        assert not (Path(third.environment["DATA_DIR"]) / "private").exists()


def test_one_of_a_newer_release_is_refused(world, tmp_path):
    _source, target, backup, _certificate, _told = world
    said = json.loads((backup / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({**said, "migrations": [*said["migrations"], "courses.0099_later"]}))
    refused = target.manage("restore", str(tmp_path))
    assert "made by a newer release" in refused.stderr
    assert "courses.0099_later" in refused.stderr


@pytest.mark.parametrize("content", ["", "{}", '{"format": 99}', "[]"])
def test_a_folder_that_is_none_is_said(tmp_path, content):
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(BadBackup):
        manifest.read(tmp_path)


def test_an_archive_writes_nothing_outside_of_its_folder(tmp_path):
    import io
    import tarfile

    with tarfile.open(tmp_path / "media.tar", "w") as archive:
        member = tarfile.TarInfo("../outside.txt")
        member.size = 4
        archive.addfile(member, io.BytesIO(b"gone"))
    with pytest.raises(BadBackup):
        _unpack(tmp_path / "media.tar", tmp_path / "media")
    assert not (tmp_path / "outside.txt").exists()


def backup_of_database(backup: Path) -> Path:
    (found,) = backup.glob("database.*")
    return found
