"""Many certificates at once: issued, or gathered into a ZIP, piece by piece in the background.

A handful of pieces is taken, done and ticked off in one transaction that holds them locked: whoever comes beside takes others, and what a
dead worker had taken is free again, undone. None is lost and none done twice.
"""

import logging
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import User
from certificates import tasks
from certificates.issuing import issue, issue_for_period
from certificates.losing import note_lost
from certificates.models import Batch, BatchItem, Certificate, Period, Programme
from certificates.models.certificates import private_storage
from courses.models import Edition, Enrolment

AT_A_TIME = 20
KEEP = timedelta(days=3)
Outcome = BatchItem.Outcome
logger = logging.getLogger(__name__)


def lacking_of_edition(edition: Edition) -> QuerySet[Enrolment]:
    """Who completed that edition and holds no certificate for it."""
    return Enrolment.objects.filter(edition=edition, completed_at__isnull=False, certificates=None)


def lacking_of_programme(programme: Programme) -> QuerySet[Period]:
    """Periods that were earned and have no certificate."""
    return Period.objects.without_paper().filter(certification__programme=programme)


@transaction.atomic
def ask(
    work: str,
    title: str,
    *,
    by: User,
    at: datetime,
    enrolments: Iterable[int] = (),
    periods: Iterable[int] = (),
    certificates: Iterable[int] = (),
    sheet: str = "kk-ru",
) -> Batch:
    """Writes down what is wanted, by ids, and asks a worker to begin. Issuing twice issues nothing twice, also from two batches."""
    batch = Batch.objects.create(work=work, title=title[:300], sheet=sheet, made_by=by, made_at=at)
    items = [
        *(BatchItem(batch=batch, enrolment_id=pk) for pk in enrolments),
        *(BatchItem(batch=batch, period_id=pk) for pk in periods),
        *(BatchItem(batch=batch, certificate_id=pk) for pk in certificates),
    ]
    BatchItem.objects.bulk_create(items, batch_size=500)
    log(batch, "certificates.batch", user=by, data={"work": work, "title": batch.title, "number": len(items)})
    transaction.on_commit(lambda: tasks.work_through.delay(batch.pk), robust=True)
    return batch


def progress_of(batch: Batch) -> dict[str, int]:
    """How many pieces are waiting (`waiting`) and how many came out how, by outcome; `total`. One query."""
    counted = dict(batch.items.order_by().values_list("outcome").annotate(Count("pk")))
    return {"total": sum(counted.values()), "waiting": counted.pop("", 0), **{name: counted.get(name, 0) for name in Outcome.values}}


def work_through(batch_id: int) -> None:
    """Does what waits, until nothing is left that another worker has not taken; whoever did the last piece finishes."""
    while _some(batch_id):
        pass
    _finish(batch_id)


def unfinished() -> list[int]:
    """The ids of what nobody has brought to its end yet."""
    return list(Batch.objects.unfinished().values_list("pk", flat=True))


def remove_old(*, at: datetime) -> int:
    """Removes ZIPs some days after they were gathered: they are full of names. Asked by the sweep; returns how many."""
    return _remove(Batch.objects.filter(finished_at__lt=at - KEEP), at=at)


def remove_with(certificates: Iterable[Certificate], *, at: datetime) -> int:
    """Removes every ZIP that holds one of these: whoever wants to be forgotten does not wait some days."""
    return _remove(Batch.objects.filter(items__certificate__in=certificates).distinct(), at=at)


def _remove(batches: QuerySet[Batch], *, at: datetime) -> int:
    old = list(batches.exclude(file=""))
    for batch in old:
        private_storage().delete(batch.file.name)
        Batch.objects.filter(pk=batch.pk).update(file="", removed_at=at)
    return len(old)


@transaction.atomic
def _some(batch_id: int) -> int:
    """Takes some of what waits and does it. Returns how many were taken."""
    free = BatchItem.objects.select_for_update(of=("self",), skip_locked=True).filter(batch=batch_id, outcome="")
    items = list(free.select_related("batch", "enrolment__edition", "enrolment__learner", "period")[:AT_A_TIME])
    for item in items:
        item.outcome = _outcome(item)
    BatchItem.objects.bulk_update(items, ["outcome", "certificate"])
    return len(items)


def _outcome(item: BatchItem) -> str:
    """Does one piece. One that fails is noted and holds up no other; a database that goes away ends the work."""
    try:
        with transaction.atomic():
            return _drawn(item) if item.batch.work == Batch.Work.GATHER else _issued(item)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Batch %s: piece %s could not be done.", item.batch_id, item.pk)
        return Outcome.FAILED


def _issued(item: BatchItem) -> str:
    now = timezone.now()
    if item.enrolment:
        item.certificate = issue(item.enrolment, at=now)
    else:
        item.certificate = issue_for_period(item.period, at=now) or Certificate.objects.filter(period=item.period_id).first()
    return Outcome.DONE if item.certificate else Outcome.NAMELESS


def _drawn(item: BatchItem) -> str:
    """Sees to it that the file is there."""
    from certificates.drawing import draw_files  # loads WeasyPrint: only processes that draw should pay for it

    certificate = Certificate.objects.get(pk=item.certificate_id)
    note_lost(certificate, at=timezone.now())
    draw_files(certificate.pk)
    return Outcome.DONE if certificate.files.filter(sheet=item.batch.sheet, lost_at=None).exists() else Outcome.FAILED


@transaction.atomic
def _finish(batch_id: int) -> None:
    """Finishes what has no piece left to do; a ZIP is packed here. Locks the batch: a second worker finds it locked, or finished."""
    free = Batch.objects.select_for_update(skip_locked=True).filter(pk=batch_id, finished_at=None)
    batch = free.first()
    if batch is None or batch.items.filter(outcome="").exists():
        return
    if batch.work == Batch.Work.GATHER:
        batch.file = _packed(batch)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["file", "finished_at"])


def _packed(batch: Batch) -> str:
    """The name of the ZIP in the storage. One that a dead worker left gives way."""
    storage, name = private_storage(), f"batches/{batch.pk}.zip"
    with tempfile.TemporaryFile() as written:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:  # a PDF is packed already
            for item in batch.items.filter(outcome=Outcome.DONE).select_related("certificate").iterator(chunk_size=500):
                _put(packed, item, batch.sheet)
        if storage.exists(name):
            storage.delete(name)
        return storage.save(name, File(written))


def _put(packed: zipfile.ZipFile, item: BatchItem, sheet: str) -> None:
    file = item.certificate.files.filter(sheet=sheet, lost_at=None).first()
    try:
        with file.file.open("rb") as stored:
            packed.writestr(_name(item.certificate), stored.read())
    except (AttributeError, ValueError, OSError):  # revoked, erased or lost since it was ticked off
        logger.exception("Batch %s lacks %s.", item.batch_id, item.certificate)
        BatchItem.objects.filter(pk=item.pk).update(outcome=Outcome.FAILED)


def _name(certificate: Certificate) -> str:
    """What the file is called in the ZIP: by the person, for whoever hands papers out, and the number."""
    name = "".join(sign for sign in certificate.facts.full_name if sign.isalnum() or sign in " -'’ʼ")
    return f"{name} {certificate.serial}.pdf".strip()
