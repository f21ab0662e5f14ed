"""What a regrading does to passes: given to the course, taken back from it, and told to whoever rests on them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from courses.progressing import Taken, pass_item, return_pass, withdraw_pass
from quizzes.models import Attempt
from quizzes.signals import pass_returned, pass_withdrawn
from quizzes.weighing import Turn


def left_without(turns: Sequence[Turn]) -> list[Turn]:
    """Those whose lost pass was the only one of that learner at that item. One query for every five hundred."""
    lost = [turn for turn in turns if turn.difference.lost]
    pks = {turn.attempt.pk for turn in lost}
    enrolments = sorted({turn.attempt.enrolment_id for turn in lost})
    others: set[Any] = {(turn.attempt.enrolment_id, turn.attempt.item_key) for turn in turns if turn.difference.gained}
    for start in range(0, len(enrolments), 500):
        passed = Attempt.objects.filter(enrolment__in=enrolments[start : start + 500], passed=True)
        others.update((enrolment, item) for pk, enrolment, item in passed.values_list("pk", "enrolment_id", "item_key") if pk not in pks)
    return [turn for turn in lost if (turn.attempt.enrolment_id, turn.attempt.item_key) not in others]


def completed(turns: Iterable[Turn]) -> list[Turn]:
    """Those whose course is completed all the same: what was issued for it is for a person to decide."""
    return [turn for turn in turns if turn.attempt.enrolment.completed_at is not None]


def withdraw(turns: Sequence[Turn], *, by: Any, at: datetime, reason: str) -> dict[int, Taken]:
    """Takes lost passes back and says so; returns by attempt what was taken. Runs in the caller's transaction."""
    taken: dict[int, Taken] = {}
    for turn in _in_order(left_without(turns)):
        attempt = turn.attempt
        if found := withdraw_pass(attempt.enrolment, attempt.item_key):
            taken[attempt.pk] = found
        pass_withdrawn.send(Attempt, attempt=attempt, by=by, at=at, reason=reason)
    return taken


def grant(turns: Sequence[Turn], *, by: Any, at: datetime, reason: str, taken: Mapping[int, Taken] | None = None) -> None:
    """Gives gained passes to the course; one that was taken back before (`taken`, by attempt) as it was."""
    for turn in _in_order(turn for turn in turns if turn.difference.gained):
        attempt = turn.attempt
        if before := (taken or {}).get(attempt.pk):
            return_pass(attempt.enrolment, attempt.item_key, before, at=at)
        else:
            pass_item(attempt.enrolment, attempt.item_key, at=at)
        pass_returned.send(Attempt, attempt=attempt, by=by, at=at, reason=reason)


def _in_order(turns: Iterable[Turn]) -> list[Turn]:
    """Always the same order of rows, so that two cases at once wait for each other instead of blocking each other."""
    return sorted(turns, key=lambda turn: (turn.attempt.enrolment_id, turn.attempt.finished_at, turn.attempt.pk))
