"""Progress: what a learner did, recorded as it happens. Every verb may be called twice; facts are only ever added."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from courses.completing import complete_course_if_done
from courses.completion import Facts, item_standing
from courses.models import BlockState, Enrolment, ItemProgress
from courses.outline import outline_of


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


@transaction.atomic
def pass_item(enrolment: Enrolment, item_key: UUID, *, at) -> ItemProgress:
    """Records that the item's test was passed; called by the room that graded it, in its transaction."""
    return _record(enrolment, item_key, "passed_at", at=at)


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


def _record(enrolment: Enrolment, item_key: UUID, name: str, *, at) -> ItemProgress:
    progress, _created = ItemProgress.objects.get_or_create(enrolment=enrolment, item_key=item_key, defaults={"opened_at": at, name: at})
    if getattr(progress, name) is None:
        ItemProgress.objects.filter(pk=progress.pk, **{name: None}).update(**{name: at})
        setattr(progress, name, at)
    _complete_if_done(progress, enrolment, at=at)
    return progress


def _complete_if_done(progress: ItemProgress, enrolment: Enrolment, *, at, video_percent: int = 0) -> None:
    """Completes the item by its rule, then perhaps the course. A guarded UPDATE keeps the first instant."""
    if progress.completed_at:
        return
    rule = next((rule for rule in outline_of(enrolment.edition).item_rules if rule.key == str(progress.item_key)), None)
    facts = Facts(opened=True, read=bool(progress.read_at), passed=bool(progress.passed_at), video_percent=video_percent)
    if rule is None or not item_standing(rule, facts).done:
        return
    if ItemProgress.objects.filter(pk=progress.pk, completed_at=None).update(completed_at=at):
        progress.completed_at = at
        complete_course_if_done(enrolment, at=at)
