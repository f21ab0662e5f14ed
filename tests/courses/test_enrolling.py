"""Beginning a course, leaving it, coming back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.enrolling import NothingOpen, come_back, enrol, leave
from courses.models import Course, Enrolment
from tests import make

pytestmark = pytest.mark.django_db


def test_aigerim_begins_in_the_newest_edition(aigerim):
    page = make.course(lessons=1)
    make.edition(page)
    second = make.edition(page)
    assert enrol(aigerim, second.course, at=timezone.now()).edition == second


def test_enrolling_twice_finds_the_same_row(aigerim):
    course = make.edition(lessons=1).course
    first = enrol(aigerim, course, at=timezone.now())
    assert enrol(aigerim, course, at=timezone.now()) == first
    assert Enrolment.objects.count() == 1


def test_a_new_edition_does_not_move_those_half_way(aigerim, daniyar):
    page = make.course(lessons=1)
    first = make.edition(page)
    begun = enrol(aigerim, first.course, at=timezone.now())
    second = make.edition(page)
    again = enrol(aigerim, first.course, at=timezone.now())
    assert (again, again.edition) == (begun, first)
    assert enrol(daniyar, first.course, at=timezone.now()).edition == second


def test_the_database_itself_refuses_a_second_open_enrolment(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(learner=aigerim, course=begun.course, edition=begun.edition, enrolled_at=timezone.now())


def test_a_course_without_an_edition_cannot_be_begun(aigerim):
    with pytest.raises(NothingOpen):
        enrol(aigerim, Course.objects.create(slug="soon"), at=timezone.now())


def test_a_finished_course_stays_and_may_be_taken_again(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    Enrolment.objects.filter(pk=begun.pk).update(completed_at=timezone.now())
    assert enrol(aigerim, begun.course, at=timezone.now()) != begun
    assert Enrolment.objects.filter(learner=aigerim).count() == 2


def test_leaving_twice_changes_nothing_the_second_time(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    assert leave(begun, at=timezone.now())
    left_at = Enrolment.objects.get().left_at
    assert not leave(begun, at=timezone.now())
    assert Enrolment.objects.get().left_at == left_at


def test_a_finished_course_cannot_be_left(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    Enrolment.objects.filter(pk=begun.pk).update(completed_at=timezone.now())
    assert not leave(begun, at=timezone.now())


def test_coming_back_undoes_leaving(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    leave(begun, at=timezone.now())
    assert come_back(aigerim, begun.course)
    assert Enrolment.objects.get().left_at is None


def test_nobody_comes_back_to_what_they_never_left(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    assert not come_back(aigerim, begun.course)


def test_having_enrolled_again_meanwhile_stands(aigerim):
    begun = make.enrolment(aigerim, lessons=1)
    leave(begun, at=timezone.now())
    again = enrol(aigerim, begun.course, at=timezone.now())
    assert not come_back(aigerim, begun.course)
    assert Enrolment.objects.get(left_at=None) == again
