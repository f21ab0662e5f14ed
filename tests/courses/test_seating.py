"""Who may sit down at which item."""

import pytest
from django.http import Http404
from django.utils import timezone

from courses.models import Enrolment, ItemProgress
from courses.progressing import read_item
from courses.seating import Locked, sit
from tests import make

pytestmark = pytest.mark.django_db


def test_aigerim_sits_down_at_her_lesson(aigerim):
    enrolment = make.enrolment(aigerim, lessons=1)
    seat = sit(aigerim, "prevention", "lesson-1-1")
    assert (seat.enrolment, seat.item.slug, seat.progress, seat.done) == (enrolment, "lesson-1-1", None, frozenset())


@pytest.mark.parametrize(("course", "item"), [("prevention", "no-such-lesson"), ("no-such-course", "lesson-1-1")])
def test_what_is_not_in_her_edition_is_nowhere(aigerim, course, item):
    make.enrolment(aigerim, lessons=1)
    with pytest.raises(Http404):
        sit(aigerim, course, item)


def test_somebody_not_enrolled_has_no_seat(aigerim, outsider):
    make.enrolment(aigerim, lessons=1)
    with pytest.raises(Http404):
        sit(outsider, "prevention", "lesson-1-1")


def test_who_left_has_no_seat(aigerim):
    make.enrolment(aigerim, lessons=1)
    Enrolment.objects.update(left_at=timezone.now())
    with pytest.raises(Http404):
        sit(aigerim, "prevention", "lesson-1-1")


def test_a_finished_course_stays_open_for_reading(aigerim):
    make.enrolment(aigerim, lessons=1)
    Enrolment.objects.update(completed_at=timezone.now())
    assert sit(aigerim, "prevention", "lesson-1-1")


def test_a_locked_item_says_what_is_missing_and_opens_when_it_is_done(aigerim):
    enrolment = make.enrolment(aigerim, lessons=2, modules=2, after_previous=True)
    first, second, *_rest = [item.key for item in enrolment.edition.items.all()]
    with pytest.raises(Locked) as refusal:
        sit(aigerim, "prevention", "lesson-2-1")
    assert refusal.value.missing == (str(first), str(second))
    for key in (first, second):
        read_item(enrolment, key, at=timezone.now())
    assert sit(aigerim, "prevention", "lesson-2-1").done == {str(first), str(second)}


def test_the_seat_costs_the_same_with_many_learners(aigerim, django_assert_max_num_queries):
    enrolment = make.enrolment(aigerim, lessons=3)
    sit(aigerim, "prevention", "lesson-1-1")
    with django_assert_max_num_queries(2):
        sit(aigerim, "prevention", "lesson-1-1")
    ItemProgress.objects.bulk_create(
        ItemProgress(enrolment=enrolment, item_key=item.key, opened_at=timezone.now()) for item in enrolment.edition.items.all()
    )
    with django_assert_max_num_queries(2):
        sit(aigerim, "prevention", "lesson-1-1")
