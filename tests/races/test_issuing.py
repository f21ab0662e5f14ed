"""Many requests, dying workers, one certificate."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings

from accounts.introducing import introduce
from certificates import tasks
from certificates.issuing import issue
from certificates.models import Certificate, CertificateFile, Credential
from certificates.models.certificates import private_storage
from lms.celery import app
from tests import people
from tests.certificates import rows, signers
from tests.races.environment import environment
from tests.races.test_attempts import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def undrawn(monkeypatch):
    """Nothing is drawn: these threads are about the record."""
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)


def test_fifty_issuings_make_one_certificate(aigerim, undrawn):
    enrolment = rows.completed(aigerim)
    assert set(at_once(lambda _number: issue(enrolment, at=rows.DONE).serial)) == {Certificate.objects.get().serial}


def test_a_name_given_fifty_times_makes_one_certificate(undrawn):
    nameless = people.person("someone@mektep.kz")
    rows.completed(nameless)
    at_once(lambda _number: introduce(nameless, surname="Сейітқали", given_name="Айгерім"))
    assert Certificate.objects.get().facts.full_name == "Сейітқали Айгерім"


def test_ten_drawings_keep_one_file_of_each_sheet(aigerim, undrawn):
    certificate = rows.certificate(aigerim)
    assert set(at_once(lambda _number: tasks.draw(certificate.pk), 10)) == {None}
    assert whole(certificate)


def test_ten_signings_keep_one_file_of_each_sheet_and_one_credential(aigerim, undrawn, tmp_path, settings):
    signers.put(tmp_path, settings)
    certificate = rows.certificate(aigerim)
    assert set(at_once(lambda _number: tasks.draw(certificate.pk), 10)) == {None}
    assert whole(certificate)
    assert Credential.objects.get().certificate == certificate


def whole(certificate) -> bool:
    """One row and one file for each sheet, and the file is what the row says."""
    files = CertificateFile.objects.filter(certificate=certificate)
    assert sorted(file.sheet for file in files) == ["en", "kk-ru"]
    for file in files:
        with file.file.open("rb") as stored:
            assert sha256(stored.read()).hexdigest() == file.sha256
    folder, _name = files[0].file.name.rsplit("/", 1)
    kept = [name for name in private_storage().listdir(folder)[1] if name.startswith(certificate.serial)]
    return len(kept) == 2


@pytest.fixture
def worker(tmp_path):
    """Starts real workers on the test's database and on Redis; ends those that still run."""
    if not settings.REDIS_URL:
        pytest.skip("needs Redis: set REDIS_URL")
    with app.connection_for_write() as broker:
        broker.default_channel.queue_purge("documents")
    started = []

    def start(*command: str) -> subprocess.Popen:
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", *command], cwd=ROOT, env=environment(), stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """Parent and child at once, as when a machine goes away."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def until(true, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.1)


def test_a_worker_killed_while_drawing_leaves_a_certificate_that_still_comes_once(aigerim, worker, tmp_path):
    written = tmp_path / "written"
    certificate = rows.certificate(aigerim)
    hanging = worker("tests.races.hanging_worker", str(written))
    until(written.exists)
    kill(hanging)
    assert not CertificateFile.objects.exists()
    Certificate.objects.update(issued_at=certificate.issued_at - timedelta(hours=1))
    tasks.sweep()
    worker("celery", "--app", "lms", "worker", "--queues", "documents", "--concurrency", "1")
    until(Certificate.objects.exclude(drawn_at=None).exists)
    assert whole(certificate)
