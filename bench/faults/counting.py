"""What was promised, held against what is there."""

import time
from hashlib import sha256

from django.core.files.storage import storages
from django.db import OperationalError, connection
from django.db.models import Count, Q

LONGEST = 420  # seconds until the last chore is done: sweeps come each minute and leave young chores alone
Rows = dict[tuple[str, int], list]


def wait_for_chores() -> int:
    """Waits until nothing is left to be drawn or sent; returns after how many seconds, `LONGEST` where something is."""
    _reconnect()
    start = time.monotonic()
    while time.monotonic() - start < LONGEST:
        if not any(_undone()):
            break
        time.sleep(1)
    return round(time.monotonic() - start)


def report(people: list, *, refused_in_peace: int, chores: int) -> int:
    """Prints the figures; 1 if anything was lost, doubled, refused or left undone."""
    _reconnect()
    lost, promised, doubled = _answers(people)
    owed, missing, twice, broken = _certificates()
    undrawn, untold, unsent = _undone()
    times = sorted(time for person in people for time in person.times)
    vain, refused = sum(person.tries_in_vain for person in people), [each for person in people for each in person.refused]
    finished, saves = sum(person.finished for person in people), sum(len(person.answers) for person in people)
    for line in (
        f"learners = {len(people)}, saves = {saves}, acknowledged answers = {promised}, finished = {finished}, tries in vain = {vain}",
        f"slowest acknowledgement = {times[-1]:.1f} s, 95th percentile = {times[int(len(times) * 0.95)]:.2f} s",
        f"refused = {len(refused)} {refused[:2]}, refused during graceful restarts = {refused_in_peace}",
        f"certificates earned = {owed}, missing = {missing}, doubled = {twice}, files that are not what was recorded = {broken}",
        f"chores took {chores} s more; not drawn = {undrawn}, results not written about = {untold}, letters not sent = {unsent}",
        f"lost = {lost + missing}, duplicates = {doubled + twice}",
    ):
        print(line)  # noqa: T201
    wrong = lost, doubled, missing, twice, broken, undrawn, untold, unsent, refused, refused_in_peace, len(people) - finished
    return 1 if any(wrong) else 0


def _reconnect() -> None:
    """Its connections were open when PostgreSQL crashed."""
    for _try in range(30):
        connection.close()
        connection.close_pool()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except OperationalError:
            time.sleep(1)
        else:
            return


def _answers(people: list) -> tuple[int, int, int]:
    """Acknowledged answers that are not there as they were acknowledged; how many were acknowledged; what is there twice."""
    from quizzes.answering import answer_in
    from quizzes.models import Attempt, AttemptQuestion

    rows: Rows = {}
    for row in AttemptQuestion.objects.filter(attempt__finished_at__isnull=False).select_related("attempt", "question_version"):
        rows.setdefault((str(row.attempt.key), row.position), []).append(row)
    lost = promised = 0
    for person in people:
        key = person.path.rstrip("/").rpartition("/")[2]
        for position, (seq, fields) in person.acknowledged.items():
            promised += 1
            kept = rows.get((key, position), [])
            said = {part: [value for other, value in fields if other == part] for part, _value in fields}
            if len(kept) != 1 or kept[0].seq != seq or kept[0].answer != answer_in(kept[0], said):
                lost += 1
    doubled = sum(len(kept) - 1 for kept in rows.values())
    doubled += Attempt.objects.values("enrolment", "item_key", "number").annotate(count=Count("pk")).filter(count__gt=1).count()
    return lost, promised, doubled


def _certificates() -> tuple[int, int, int, int]:
    """Completed courses; those without a certificate; those with several; drawn files that are not there, or not as recorded."""
    from certificates.models import Certificate, CertificateFile
    from courses.models import Enrolment

    completed = Enrolment.objects.filter(completed_at__isnull=False)
    missing = completed.filter(certificates=None).count()
    twice = Certificate.objects.values("enrolment").annotate(count=Count("pk")).filter(count__gt=1).count()
    sheets = CertificateFile.objects.filter(lost_at=None)
    twice += sheets.values("certificate", "sheet").annotate(count=Count("pk")).filter(count__gt=1).count()
    return completed.count(), missing, twice, sum(not _is_there(each) for each in sheets)


def _is_there(file) -> bool:
    storage = storages["private"]
    if not storage.exists(file.file.name):
        return False
    with storage.open(file.file.name) as stored:
        return sha256(stored.read()).hexdigest() == file.sha256


def _undone() -> tuple[int, int, int]:
    """Certificates without all their files, finished exams that no letter tells of, letters that did not leave."""
    from certificates.models import Certificate
    from notifications.models import Letter
    from quizzes.models import Attempt

    told = Attempt.objects.filter(~Q(letter_due=""), finished_at__isnull=False)
    return Certificate.objects.filter(drawn_at=None).count(), told.count(), Letter.objects.filter(sent_at=None, set_aside_at=None).count()
