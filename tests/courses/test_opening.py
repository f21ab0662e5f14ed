"""Editions: what learners follow stays as it was opened."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from courses.comparing import Kind, compare
from courses.correcting import correct
from courses.models import Correction, Edition, LessonPage
from courses.opening import CannotOpen, open_edition
from courses.surveying import outline_of, survey
from tests import make

pytestmark = pytest.mark.django_db


def republish(lesson, title):
    lesson.title = title
    lesson.save_revision().publish()
    lesson.refresh_from_db()


def test_an_edition_freezes_every_lesson_in_every_language(saule):
    edition = open_edition(make.course(lessons=2, modules=2), by=saule, at=timezone.now(), note="First")
    assert edition.number == 1
    assert edition.title("ru") == "Course по-русски"
    assert [item.slug for item in edition.items.all()] == ["lesson-1-1", "lesson-1-2", "lesson-2-1", "lesson-2-2"]
    assert {pin.language for pin in edition.items.first().pins.all()} == {"kk", "ru", "en"}


def test_publishing_changes_nothing_in_an_open_edition():
    page = make.course(lessons=1)
    edition = make.edition(page)
    before = outline_of(edition)
    republish(LessonPage.objects.get(locale__language_code="kk"), "Жаңа атау")
    assert outline_of(edition) == before


def test_a_second_edition_leaves_the_first_as_it_was():
    page = make.course(lessons=1)
    first = make.edition(page)
    republish(LessonPage.objects.get(locale__language_code="kk"), "Жаңа атау")
    second = make.edition(page)
    assert (first.number, second.number) == (1, 2)
    changes = compare(outline_of(first), outline_of(second))
    assert [(change.kind, change.languages) for change in changes] == [(Kind.TEXT, ("kk",))]


def test_a_correction_reaches_the_edition_and_is_recorded(saule):
    page = make.course(lessons=1)
    edition = make.edition(page)
    lesson = LessonPage.objects.get(locale__language_code="kk")
    republish(lesson, "Түзетілген атау")
    now = timezone.now()
    moved = correct(edition, [(str(lesson.translation_key), "kk")], by=saule, at=now, reason="A typing error")
    assert [(row.language, row.by, row.reason) for row in moved] == [("kk", saule, "A typing error")]
    pin = edition.items.get().pins.get(language="kk")
    assert (pin.revision_id, pin.title) == (lesson.live_revision_id, "Түзетілген атау")
    assert Edition.objects.get(pk=edition.pk).corrected_at == now


def test_correcting_twice_moves_nothing_the_second_time(saule):
    page = make.course(lessons=1)
    edition = make.edition(page)
    lesson = LessonPage.objects.get(locale__language_code="ru")
    republish(lesson, "Исправлено")
    for _again in range(2):
        correct(edition, [(str(lesson.translation_key), "ru")], by=saule, at=timezone.now(), reason="Wording")
    assert Correction.objects.count() == 1


def test_a_course_without_lessons_cannot_be_opened():
    with pytest.raises(CannotOpen, match="at least one module"):
        make.edition(make.course(lessons=0))


@pytest.mark.parametrize("slug", ["сұрақ-қою", "a" * 81])
def test_an_address_that_learners_could_not_follow_hinders(slug):
    page = make.course(lessons=1)
    LessonPage.objects.filter(locale__language_code="kk").update(slug=slug)
    with translation.override("en"), pytest.raises(CannotOpen, match="Latin letters"):
        make.edition(page)
    assert not Edition.objects.exists()


def test_a_missing_language_is_named_before_anything_happens():
    page = make.course(lessons=1, languages=("kk", "en"))
    assert [(lag.language, lag.untranslated) for lag in survey(page).lags] == [("ru", None)]


def test_a_pinned_revision_cannot_be_deleted():
    edition = make.edition(lessons=1)
    pin = edition.items.get().pins.get(language="kk")
    with pytest.raises(IntegrityError), transaction.atomic():
        pin.revision.delete()


def test_a_lesson_that_could_never_be_done_is_refused():
    with pytest.raises(CannotOpen, match="no video"):
        make.edition(make.course(lessons=1, completion="video"))
