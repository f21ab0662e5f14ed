"""Progress: what a learner did, recorded as it happens. Every verb may be called twice.

Facts are only ever added, but for a pass that should not have been given: `withdraw_pass` takes it back, `return_pass` gives it again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from courses.completing import complete_course_if_done
from courses.completion import Facts, ItemRule, item_standing
from courses.models import BlockState, Enrolment, ItemProgress
from courses.outline import outline_of
from courses.statements import record


@transaction.atomic
def open_item(enrolment: Enrolment, item_key: UUID, *, at) -> ItemProgress:
    """Records that the item was opened and that the learner is there now. `progress_one_per_item` is the only "already"."""
    progress, _created = ItemProgress.objects.get_or_create(enrolment=enrolment, item_key=item_key, defaults={"opened_at": at})
    Enrolment.objects.filter(pk=enrolment.pk).exclude(current_item=item_key).update(current_item=item_key)
    _complete_if_done(progress, enrolment, at=at)
    return progress


@transaction.atomic
def read_item(enrolment: Enrolment, item_key: UUID, *, at) -> ItemProgress:
    """Records that the item was read to its end."""
    return _record(enrolment, item_key, "read_at", at=at)


@transaction.atomic(savepoint=False)
def pass_item(enrolment: Enrolment, item_key: UUID, *, at) -> ItemProgress:
    """Records that the item's test was passed; called by the room that graded it, in its transaction."""
    return _record(enrolment, item_key, "passed_at", at=at)


@dataclass(frozen=True)
class Taken:
    """What was taken back of an item: enough to give it again as it was."""

    passed_at: datetime
    completed_at: datetime | None


@transaction.atomic
def withdraw_pass(enrolment: Enrolment, item_key: UUID) -> Taken | None:
    """Takes back that the item was passed, and completed where passing completes it; returns what was taken.

    Only while the course is not completed: a completed course, and what was issued for it, is never changed behind anybody's back. None
    where nothing was taken, so also the second time. Locks the progress, then the enrolment, as completing does.
    """
    progress = ItemProgress.objects.select_for_update().filter(enrolment=enrolment, item_key=item_key, passed_at__isnull=False).first()
    if progress is None or Enrolment.objects.select_for_update().get(pk=enrolment.pk).completed_at:
        return None
    rule = _rule(enrolment, item_key)
    by_passing = rule is None or rule.completion == "passed"
    taken = Taken(progress.passed_at, progress.completed_at if by_passing else None)
    progress.passed_at = None
    if by_passing:
        progress.completed_at = None
    progress.save(update_fields=["passed_at", "completed_at"])
    return taken


@transaction.atomic
def return_pass(enrolment: Enrolment, item_key: UUID, taken: Taken, *, at: datetime) -> ItemProgress:
    """Gives a withdrawn pass again with its own instants; what the course still lacked for completion it gets now, `at`.

    Where the learner passed in the meantime, that stands.
    """
    waiting = ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key, passed_at=None)
    if waiting.update(passed_at=taken.passed_at) and taken.completed_at:
        ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key, completed_at=None).update(completed_at=taken.completed_at)
        complete_course_if_done(enrolment, at=at)
    return pass_item(enrolment, item_key, at=at)


@transaction.atomic
def see_video(
    enrolment: Enrolment, item_key: UUID, block_id: UUID, *, second: float, percent: int, of: Collection[UUID], at
) -> ItemProgress:
    """Records how much of a video was seen (it only grows) and where it stopped.

    `of` are the ids of all videos of the item: the one seen least decides. Locks the item's progress, so that two videos at once see each
    other and two players of one video keep the greater share.
    """
    progress, _created = ItemProgress.objects.select_for_update().get_or_create(
        enrolment=enrolment, item_key=item_key, defaults={"opened_at": at}
    )
    state, _created = BlockState.objects.get_or_create(
        enrolment=enrolment, item_key=item_key, block_id=block_id, defaults={"data": {}, "updated_at": at}
    )
    state.data = {"second": second, "percent": max(percent, state.data.get("percent", 0))}
    state.updated_at = at
    state.save(update_fields=["data", "updated_at"])
    if progress.completed_at is None:
        seen = BlockState.objects.filter(enrolment=enrolment, item_key=item_key, block_id__in=of).values_list("data", flat=True)
        least = min((data.get("percent", 0) for data in seen), default=0) if len(seen) == len(of) else 0
        _complete_if_done(progress, enrolment, at=at, video_percent=least)
    return progress


def keep_place(enrolment: Enrolment, item_key: UUID, block_id: UUID) -> None:
    """Remembers the block last in sight. One UPDATE."""
    ItemProgress.objects.filter(enrolment=enrolment, item_key=item_key).update(place=str(block_id))


def keep_block(enrolment: Enrolment, item_key: UUID, block_id: UUID, data: dict, *, at) -> BlockState:
    """Keeps what the learner left in a block; the latest stands. `block_state_one_per_block`."""
    state, _created = BlockState.objects.update_or_create(
        enrolment=enrolment, item_key=item_key, block_id=block_id, defaults={"data": data, "updated_at": at}
    )
    return state


def _record(enrolment: Enrolment, item_key: UUID, name: Literal["read_at", "passed_at"], *, at) -> ItemProgress:
    rule = _rule(enrolment, item_key)
    alone = Facts(opened=True, **{name.removesuffix("_at"): True})
    completes = rule is not None and item_standing(rule, alone).done
    progress = record(enrolment, item_key, name, at=at, completed_at=at if completes else None)
    if progress.completed_at == at:
        complete_course_if_done(enrolment, at=at)
    else:
        _complete_if_done(progress, enrolment, at=at)
    return progress


def _complete_if_done(progress: ItemProgress, enrolment: Enrolment, *, at, video_percent: int = 0) -> None:
    """Completes the item by its rule, then perhaps the course. A guarded UPDATE keeps the first instant."""
    if progress.completed_at:
        return
    rule = _rule(enrolment, progress.item_key)
    facts = Facts(opened=True, read=bool(progress.read_at), passed=bool(progress.passed_at), video_percent=video_percent)
    if rule is None or not item_standing(rule, facts).done:
        return
    if ItemProgress.objects.filter(pk=progress.pk, completed_at=None).update(completed_at=at):
        progress.completed_at = at
        complete_course_if_done(enrolment, at=at)


def _rule(enrolment: Enrolment, item_key: UUID) -> ItemRule | None:
    return next((rule for rule in outline_of(enrolment.edition).item_rules if rule.key == str(item_key)), None)
