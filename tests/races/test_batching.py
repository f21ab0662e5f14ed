"""Certificates in bulk: many workers and workers that die. None lost, none double."""

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest
from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from certificates import batching, tasks
from certificates.models import Batch, BatchItem, Certificate, CertificateFile
from courses.models import Course, Edition, Enrolment
from tests.certificates import rows
from tests.races.environment import environment
from tests.races.test_attempts import at_once
from tests.races.test_issuing import ROOT, kill, until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ASKED = os.environ.get("CERTIFICATES")  # 2,000 by hand: CERTIFICATES=2000
MANY = int(ASKED or 120)
DRAWN = int(ASKED or 60)


@pytest.fixture
def edition(db):
    """An edition that many people completed, without their certificates: as after a move from another system."""
    course = Course.objects.create(slug="moved")
    made = Edition.objects.create(course=course, number=1, titles=rows.TITLES, hours=36, opened_at=rows.BEGUN, corrected_at=rows.BEGUN)
    people = User.objects.bulk_create(
        [User(email=f"p{number}@mektep.kz", surname="Сейітқали", given_name=f"Айгерім {number}") for number in range(MANY)]
    )
    values = {"course": course, "edition": made, "enrolled_at": rows.BEGUN, "completed_at": rows.DONE}
    Enrolment.objects.bulk_create([Enrolment(learner=person, **values) for person in people])
    return made


@pytest.fixture
def alone(monkeypatch):
    """Nothing goes on by itself: these threads are the workers."""
    monkeypatch.setattr(tasks.work_through, "delay", lambda batch_id: None)
    monkeypatch.setattr(tasks.draw, "delay", lambda certificate_id: None)


def issuing(edition, saule) -> Batch:
    wanted = batching.lacking_of_edition(edition).values_list("pk", flat=True)
    return batching.ask("issue", "Moved, 1", by=saule, at=timezone.now(), enrolments=wanted)


def gathering(saule, number) -> Batch:
    some = Certificate.objects.values_list("pk", flat=True)[:number]
    return batching.ask("gather", "All", by=saule, at=timezone.now(), certificates=some)


def each_has_one(edition) -> bool:
    per_enrolment = Enrolment.objects.filter(edition=edition).annotate(number=Count("certificates")).values_list("number", flat=True)
    return set(per_enrolment) == {1} and Certificate.objects.count() == MANY


def test_six_workers_share_the_work_and_issue_one_each(edition, saule, alone):
    batch = issuing(edition, saule)
    assert set(at_once(lambda _number: batching.work_through(batch.pk), 6)) == {None}
    batch.refresh_from_db()
    assert batch.finished_at
    assert batching.progress_of(batch)["done"] == MANY
    assert each_has_one(edition)


def test_two_batches_of_the_same_people_issue_one_each(edition, saule, alone):
    batches = [issuing(edition, saule), issuing(edition, saule)]
    assert set(at_once(lambda number: batching.work_through(batches[number % 2].pk), 4)) == {None}
    assert each_has_one(edition)
    assert not Batch.objects.unfinished().exists()


@pytest.fixture
def dying():
    """Starts a worker of its own on a batch; it is killed with -9 at the latest when the test ends."""
    started = []

    def start(batch) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.races.batch_worker", str(batch.pk)]
        process = subprocess.Popen(command, cwd=ROOT, env={**environment(), "REDIS_URL": ""}, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def killed_in_the_middle(batch, worker) -> int:
    """Kills the worker when a third is done. Returns how many were."""
    wanted = batch.items.count()
    until(lambda: batch.items.exclude(outcome="").count() >= wanted // 3, seconds=600)
    kill(worker)
    done = batch.items.exclude(outcome="").count()
    assert wanted // 3 <= done < wanted
    batch.refresh_from_db()
    assert batch.finished_at is None
    return done


def finished(batch) -> bool:
    batching.work_through(batch.pk)  # the dead worker's locks are given up within moments
    batch.refresh_from_db()
    return batch.finished_at is not None


def test_a_worker_killed_while_issuing_loses_none_and_doubles_none(edition, saule, alone, dying):
    batch = issuing(edition, saule)
    began = time.monotonic()
    done = killed_in_the_middle(batch, dying(batch))
    until(lambda: finished(batch))
    assert each_has_one(edition)
    assert BatchItem.objects.filter(outcome="done", certificate__isnull=False).count() == MANY
    print(f"\n{MANY} issued, killed after {done}, {time.monotonic() - began:.1f} s")


def test_a_worker_killed_while_gathering_leaves_one_whole_zip(edition, saule, alone, dying):
    batching.work_through(issuing(edition, saule).pk)
    batch = gathering(saule, DRAWN)
    began = time.monotonic()
    done = killed_in_the_middle(batch, dying(batch))
    until(lambda: finished(batch), seconds=600)
    with batch.file.open("rb") as stored:
        packed = zipfile.ZipFile(io.BytesIO(stored.read()))
    assert len(set(packed.namelist())) == len(packed.namelist()) == DRAWN
    assert packed.testzip() is None
    assert CertificateFile.objects.filter(lost_at=None).count() == 2 * DRAWN
    assert {name.rsplit(" ", 1)[1].removesuffix(".pdf") for name in packed.namelist()} == set(
        batch.items.values_list("certificate__serial", flat=True)
    )
    print(f"\n{DRAWN} gathered, killed after {done}, {time.monotonic() - began:.1f} s")
