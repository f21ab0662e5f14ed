"""What a case of regrading does: shown beforehand, applied in the background as one transaction, undone as one transaction.

Progress. All attempts change in a single transaction, so that nobody sees half; what is inside it cannot be seen from outside. `total` is
therefore written before it, `done` with it, and how far it is meanwhile stands in the cache (`progress_of`), which no transaction hides.

Attempts that begin while a case is applied: a start locks the cases of its questions (`follow`), so that every attempt is either found by
the case or finds it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from courses.progressing import Taken
from quizzes.cases import RUNNING, facts_of
from quizzes.differences import Outcome, Tally, tally
from quizzes.models import Attempt, AttemptQuestion, CaseState, RegradeCase, RegradeChange
from quizzes.passes import completed, grant, left_without, withdraw
from quizzes.signals import results_corrected
from quizzes.weighing import Scales, Turn, attempts_met_by, in_slices, met_by
from quizzes.writing import write


@dataclass(frozen=True)
class Preview:
    """What a case would change: every attempt that met the question, and counts. `listed` completed courses are for a person to decide."""

    turns: tuple[Turn, ...]
    tally: Tally
    listed: int


def preview(case: RegradeCase) -> Preview:
    """What the case would do to every attempt, those who lose a pass first. Writes and locks nothing."""
    scales, turns = Scales(), []
    for ids in in_slices(attempts_met_by(case)):
        found = Attempt.objects.filter(pk__in=ids).select_related("quiz", "enrolment__course").order_by("pk")
        turns += scales.under(case, list(found))
    turns.sort(key=lambda turn: (turn.difference.rank, turn.attempt.pk))
    return Preview(tuple(turns), tally(turn.difference for turn in turns), len(completed(left_without(turns))))


@transaction.atomic
def apply(case_id: int, *, at: datetime) -> RegradeCase | None:
    """Changes every attempt that the case is about, in one transaction; returns the case, None if there was nothing to do.

    Locks the case, then the attempts in the order of their ids, as a finish or a mark does one of them. A second worker finds the case
    locked and leaves; one that comes later finds it applied. A worker that dies leaves everything as it was, and the case waiting.
    Sends `pass_withdrawn`, `pass_returned` and `results_corrected`.
    """
    case = _mine(case_id, CaseState.APPLYING)
    if case is None:
        return None
    ids = attempts_met_by(case)
    turns = _apply_to(case, ids, at=at)
    case.state, case.applied_at, case.total, case.done = CaseState.APPLIED, at, len(ids), len(ids)
    case.save(update_fields=["state", "applied_at", "total", "done"])
    counted = tally(turn.difference for turn in turns)
    log(case.question, "quizzes.regrade_apply", user=None, data={**facts_of(case), **asdict(counted)})
    results_corrected.send(RegradeCase, case=case)
    return case


@transaction.atomic
def undo(case_id: int, *, at: datetime) -> RegradeCase | None:
    """Takes back what `apply` did, also in attempts that began since; like it in everything else.

    An attempt that is as the case left it becomes exactly what it was. One that something else changed meanwhile keeps that, and is graded
    as it stands without this case.
    """
    case = _mine(case_id, CaseState.UNDOING)
    if case is None:
        return None
    changes = {change.attempt_id: change for change in case.changes.all()}
    scales, turns = Scales(), []
    for ids in in_slices(sorted(changes)):
        attempts = _locked(ids)
        questions = scales.questions_of(attempts)
        part = [_back(scales, attempt, questions[attempt.pk], changes[attempt.pk]) for attempt in attempts]
        write(part)
        turns += part
        _tell(case, len(turns), len(changes))
    taken = {pk: _read_taken(change.after["taken"]) for pk, change in changes.items() if change.after.get("taken")}
    withdraw(turns, by=case.opened_by, at=at, reason=case.reason)
    grant(turns, by=case.opened_by, at=at, reason=case.reason, taken=taken)
    case.changes.filter(attempt__in=[turn.attempt.pk for turn in turns if _result_changed(turn)]).update(letter_due=True)
    case.state, case.undone_at, case.done = CaseState.UNDONE, at, len(turns)
    case.save(update_fields=["state", "undone_at", "done"])
    log(case.question, "quizzes.regrade_undo", user=None, data={**facts_of(case), **asdict(tally(turn.difference for turn in turns))})
    results_corrected.send(RegradeCase, case=case)
    return case


def follow(attempt: Attempt, versions: Iterable[int], *, at: datetime) -> None:
    """Lets an attempt that has just begun follow the cases applied to its questions. To be called last in the transaction of the start.

    Locks those cases against being applied or undone until the start is committed; waits for one that is being so. One query where
    there is none, as nearly always.
    """
    ours = Q(question__versions__in=list(versions))
    cases = RegradeCase.objects.filter(ours, Q(state__in=RUNNING) | Q(state=CaseState.APPLIED))
    for case in cases.select_for_update(of=("self",), no_key=True).select_related("version").order_by("applied_at", "pk"):
        if case.state in (CaseState.APPLIED, CaseState.UNDOING) and met_by(case).filter(attempt=attempt).exists():
            _apply_to(case, [attempt.pk], at=at)


def progress_of(case: RegradeCase) -> tuple[int, int]:
    """How many attempts are done, of how many."""
    if case.state in (CaseState.APPLYING, CaseState.UNDOING):
        return cache.get(f"regrading-{case.pk}") or (case.done, case.total)
    return case.done, case.total


def waiting() -> list[RegradeCase]:
    """Cases that somebody confirmed and that no worker has brought to their end yet."""
    return list(RegradeCase.objects.filter(state__in=[CaseState.APPLYING, CaseState.UNDOING]))


def cases_with_letters_due(*, before: datetime) -> list[int]:
    """Cases applied or undone before that instant whose learners are not all told."""
    due = RegradeChange.objects.filter(letter_due=True).filter(
        Q(case__state=CaseState.APPLIED, case__applied_at__lt=before) | Q(case__state=CaseState.UNDONE, case__undone_at__lt=before)
    )
    return list(due.values_list("case_id", flat=True).distinct())


def _apply_to(case: RegradeCase, ids: list[int], *, at: datetime) -> list[Turn]:
    scales, turns = Scales(), []
    for part in in_slices(ids):
        weighed = list(scales.under(case, _locked(part)))
        write(weighed)
        turns += weighed
        _tell(case, len(turns), len(ids))
    taken = withdraw(turns, by=case.opened_by, at=at, reason=case.reason)
    grant(turns, by=case.opened_by, at=at, reason=case.reason)
    RegradeChange.objects.bulk_create([_change(case, turn, taken.get(turn.attempt.pk)) for turn in turns], batch_size=500)
    return turns


def _mine(case_id: int, state: str) -> RegradeCase | None:
    """The case, locked, if it is in that state and no other worker has it."""
    free = RegradeCase.objects.select_for_update(of=("self",), skip_locked=True)
    return free.select_related("version", "question", "opened_by").filter(pk=case_id, state=state).first()


def _locked(ids: Iterable[int]) -> list[Attempt]:
    found = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "enrolment__edition")
    return list(found.filter(pk__in=ids).order_by("pk"))


def _back(scales: Scales, attempt: Attempt, questions: list[AttemptQuestion], change: RegradeChange) -> Turn:
    """The way back: rows as they were; the outcome too, unless it is not the one that the case left."""
    wanted = {int(pk): row for pk, row in change.before["rows"].items()}
    turn = scales.turn(attempt, questions, wanted)
    left, was = Outcome.read(change.after["outcome"]), Outcome.read(change.before["outcome"])
    if turn.difference.before != left or was is None:
        return turn
    return Turn(attempt, type(turn.difference)(turn.difference.before, was), turn.before, wanted)


def _change(case: RegradeCase, turn: Turn, taken: Taken | None) -> RegradeChange:
    difference = turn.difference
    after: dict[str, Any] = {"rows": turn.after, "outcome": difference.after and difference.after.stored()}
    if taken:
        after["taken"] = {"passed_at": taken.passed_at.isoformat(), "completed_at": taken.completed_at and taken.completed_at.isoformat()}
    return RegradeChange(
        case=case,
        attempt=turn.attempt,
        before={"rows": turn.before, "outcome": difference.before and difference.before.stored()},
        after=after,
        letter_due=_result_changed(turn),
    )


def _result_changed(turn: Turn) -> bool:
    return turn.difference.finished and turn.difference.changed


def _read_taken(stored: dict[str, Any]) -> Taken:
    passed_at, completed_at = stored["passed_at"], stored["completed_at"]
    return Taken(datetime.fromisoformat(passed_at), datetime.fromisoformat(completed_at) if completed_at else None)


def _tell(case: RegradeCase, done: int, total: int) -> None:
    cache.set(f"regrading-{case.pk}", (done, total), timeout=3600)
