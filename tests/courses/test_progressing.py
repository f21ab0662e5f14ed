"""What a learner did is recorded once, only grows, and completes what its rule says."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import BlockState, EditionItem, Enrolment, ItemProgress
from courses.progressing import keep_block, keep_place, open_item, pass_item, read_item, see_video
from courses.signals import course_completed
from tests import make

pytestmark = pytest.mark.django_db
CLIP = uuid.UUID("11111111-1111-4111-8111-111111111111")
OTHER_CLIP = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def completions():
    """What `course_completed` told."""
    heard = []

    def hear(sender, enrolment, at, **kwargs):
        heard.append((enrolment.pk, at))

    course_completed.connect(hear)
    yield heard
    course_completed.disconnect(hear)


@pytest.fixture
def now():
    return timezone.now()


def keys(enrolment) -> list[uuid.UUID]:
    return [item.key for item in enrolment.edition.items.all()]


def by_rule(enrolment, completion, threshold=None) -> None:
    """Gives every item of the edition that rule, as if it had been opened so."""
    EditionItem.objects.filter(edition=enrolment.edition).update(completion=completion, threshold=threshold)


def test_opening_puts_the_learner_there_and_is_no_reading(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2)
    first, second = keys(enrolment)
    assert open_item(enrolment, first, at=now).completed_at is None
    open_item(enrolment, second, at=now)
    assert Enrolment.objects.get().current_item == second


def test_opening_again_keeps_the_first_instant(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=1)
    open_item(enrolment, *keys(enrolment), at=now)
    open_item(enrolment, *keys(enrolment), at=now + timedelta(days=1))
    assert ItemProgress.objects.get().opened_at == now


def test_reading_to_the_end_completes_a_lesson_once(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2)
    first, _second = keys(enrolment)
    open_item(enrolment, first, at=now)
    read_item(enrolment, first, at=now)
    read_item(enrolment, first, at=now + timedelta(days=1))
    progress = ItemProgress.objects.get()
    assert (progress.read_at, progress.completed_at) == (now, now)


def test_an_item_that_asks_for_opening_is_done_by_opening(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2, completion="opened")
    assert open_item(enrolment, keys(enrolment)[0], at=now).completed_at == now


@pytest.mark.parametrize(("percent", "done"), [(79, False), (80, True), (100, True)])
def test_a_video_is_seen_from_its_threshold_on(aigerim, now, percent, done):
    enrolment = make.enrolment(aigerim, lessons=2)
    by_rule(enrolment, "video", 80)
    progress = see_video(enrolment, keys(enrolment)[0], CLIP, second=60, percent=percent, of=[CLIP], at=now)
    assert (progress.completed_at is not None) == done


def test_going_back_in_a_video_moves_the_place_and_never_takes_what_was_seen(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2)
    item = keys(enrolment)[0]
    see_video(enrolment, item, CLIP, second=90, percent=60, of=[CLIP], at=now)
    see_video(enrolment, item, CLIP, second=10, percent=5, of=[CLIP], at=now)
    assert BlockState.objects.get().data == {"second": 10, "percent": 60}


def test_with_two_videos_the_one_seen_least_counts(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2)
    by_rule(enrolment, "video", 80)
    item = keys(enrolment)[0]

    def see(clip, percent):
        return see_video(enrolment, item, clip, second=60, percent=percent, of=[CLIP, OTHER_CLIP], at=now).completed_at

    assert see(CLIP, 100) is None
    assert see(OTHER_CLIP, 10) is None
    assert see(OTHER_CLIP, 90) == now


def test_only_passing_completes_what_has_to_be_passed(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=2)
    by_rule(enrolment, "passed")
    item = keys(enrolment)[0]
    open_item(enrolment, item, at=now)
    assert read_item(enrolment, item, at=now).completed_at is None
    assert pass_item(enrolment, item, at=now).completed_at == now


def test_the_last_item_completes_the_course_and_tells_once(aigerim, now, completions):
    enrolment = make.enrolment(aigerim, lessons=2)
    for key in keys(enrolment):
        assert completions == []
        read_item(enrolment, key, at=now)
    read_item(enrolment, key, at=now + timedelta(days=1))
    assert completions == [(enrolment.pk, now)]
    assert Enrolment.objects.get().completed_at == now


def test_an_optional_item_is_not_waited_for(aigerim, now, completions):
    enrolment = make.enrolment(aigerim, lessons=2)
    first, second = keys(enrolment)
    EditionItem.objects.filter(key=second).update(required=False)
    read_item(enrolment, first, at=now)
    assert completions == [(enrolment.pk, now)]


def test_a_receiver_that_fails_takes_the_completion_back_with_it(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=1)

    def refuse(sender, **kwargs):
        raise RuntimeError("no certificate today")

    course_completed.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            read_item(enrolment, *keys(enrolment), at=now)
    finally:
        course_completed.disconnect(refuse)
    assert Enrolment.objects.get().completed_at is None
    assert not ItemProgress.objects.exists()


def test_a_course_that_was_left_does_not_complete(aigerim, now, completions):
    enrolment = make.enrolment(aigerim, lessons=1)
    Enrolment.objects.update(left_at=now)
    read_item(enrolment, *keys(enrolment), at=now)
    assert completions == []


def test_one_learner_never_completes_for_another(aigerim, daniyar, now, completions):
    hers = make.enrolment(aigerim, lessons=1)
    his = make.enrolment(daniyar, hers.edition)
    read_item(hers, *keys(hers), at=now)
    assert completions == [(hers.pk, now)]
    assert Enrolment.objects.get(pk=his.pk).completed_at is None


def test_a_reflection_is_kept_and_the_latest_words_stand(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=1)
    for words in ("Тыңдаймын", "Асықпай тыңдаймын"):
        keep_block(enrolment, *keys(enrolment), CLIP, {"text": words}, at=now)
    assert [state.data for state in BlockState.objects.all()] == [{"text": "Асықпай тыңдаймын"}]


def test_the_place_is_kept_where_the_item_was_opened(aigerim, now):
    enrolment = make.enrolment(aigerim, lessons=1)
    keep_place(enrolment, *keys(enrolment), CLIP)
    assert not ItemProgress.objects.exists()
    open_item(enrolment, *keys(enrolment), at=now)
    keep_place(enrolment, *keys(enrolment), CLIP)
    assert ItemProgress.objects.get().place == str(CLIP)
