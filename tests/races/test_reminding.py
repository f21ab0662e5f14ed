"""Workers at once, a worker that dies, somebody who renews at this moment: each is told once, and nobody what is no longer so."""

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from certificates import reminding
from certificates.certifying import advance
from certificates.digesting import digest
from certificates.models import Certification, Period
from certificates.models.programmes import Programme
from notifications import tasks
from notifications.delivering import CLAIM, deliver
from notifications.mailbox import read_mailbox
from notifications.models import Letter, Topic
from tests.certificates.programmes import certified, complete, noon, passed, programme
from tests.races.environment import environment
from tests.races.test_attempts import at_once
from tests.races.test_issuing import ROOT, kill, until
from tests.trainings.make import somebody

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

MANY = 17
DAY = date(2026, 12, 21)


@pytest.fixture(autouse=True)
def _letters_wait(monkeypatch):
    monkeypatch.setattr(tasks.send, "delay", lambda letter_id: None)


@pytest.fixture
def crowd() -> list[Certification]:
    """So many, certified until 20 January 2027. No letters but reminders."""
    kind = programme()
    found = [certified(somebody(number), kind) for number in range(MANY)]
    Letter.objects.all().delete()
    return found


def remind(_number=0) -> int:
    return reminding.remind(today=DAY, at=timezone.now())


def events() -> Counter:
    return Counter(Letter.objects.values_list("person", flat=True))


def test_six_workers_write_each_letter_once(crowd, monkeypatch):
    monkeypatch.setattr(reminding, "AT_ONCE", 5)
    wrote = at_once(remind, 6)
    assert not [each for each in wrote if isinstance(each, Exception)]
    assert sum(wrote) == MANY
    assert events() == Counter(certification.person_id for certification in crowd)


def test_six_workers_send_each_letter_once(crowd):
    remind()
    ids = list(Letter.objects.values_list("pk", flat=True))
    sent = at_once(lambda _number: [deliver(letter, at=timezone.now()) for letter in ids], 6)
    assert sum(sum(each) for each in sent) == MANY
    assert sorted(to for letter in mail.outbox for to in letter.to) == sorted(certification.person.email for certification in crowd)


@pytest.mark.parametrize("again", range(5))
def test_whoever_renews_at_this_moment_reads_nothing_of_the_old_end(crowd, again):
    for certification in crowd[:3]:
        complete(certification.person, "update", "2026-12-20")
        passed(certification.person, "2026-12-20")
    work = [remind, *(lambda each=each: advance(each, at=noon("2026-12-21")) for each in crowd[:3])]
    said = at_once(lambda number: work[number](), 4)
    assert not [each for each in said if isinstance(each, Exception)]
    assert Period.objects.filter(number=2).count() == 3
    assert not Letter.objects.filter(person__in=[each.person_id for each in crowd[:3]], topic=Topic.REMINDERS).exists()
    assert Letter.objects.filter(topic=Topic.REMINDERS).count() == MANY - 3


def test_six_workers_write_one_digest(crowd, saule_responsible):
    at_once(lambda _number: digest(today=DAY, at=timezone.now()), 6)
    assert Letter.objects.filter(topic=Topic.DIGESTS).count() == 1


@pytest.fixture
def saule_responsible(crowd):
    leader = somebody(99)
    leader.is_staff = True
    leader.save()
    Programme.objects.get().responsible.add(leader)
    return leader


@pytest.mark.parametrize(("place", "after"), [("writing", 2), ("sending", 7)])
def test_a_worker_killed_in_the_middle_forgets_nobody_and_tells_nobody_twice(crowd, tmp_path, place, after):
    touched = tmp_path / "touched"
    command = [sys.executable, "-m", "tests.races.hanging_reminder", place, str(touched), str(after), str(DAY)]
    worker = subprocess.Popen(command, cwd=ROOT, env=environment() | {"DATA_DIR": str(tmp_path)}, start_new_session=True)
    try:
        until(touched.exists)
    finally:
        kill(worker)
    until(lambda: not others_in_transactions())
    before = Letter.objects.count()
    assert before == 10
    assert remind() == MANY - before
    assert remind() == 0
    later = timezone.now() + max(CLAIM, tasks.PATIENCE) + timedelta(minutes=1)
    for letter in Letter.objects.filter(sent_at=None):
        deliver(letter.pk, at=later)
    there = [letter.to for letter in read_mailbox(tmp_path / "mailbox")]
    here = [to for letter in mail.outbox for to in letter.to]
    assert 0 < len(there) < MANY
    assert Counter(there + here) == Counter(certification.person.email for certification in crowd)


def others_in_transactions() -> bool:
    """Whether the server still holds a transaction of a process that is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'"
        )
        return bool(cursor.fetchone()[0])
