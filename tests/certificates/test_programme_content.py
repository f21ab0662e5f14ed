"""Programmes from files: put through the form of the desk, once, and by a next version when their rules change."""

from datetime import date

import pytest
import yaml
from django.utils import timezone

from certificates.models import Programme, ProgrammeVersion
from certificates.programme_content import put_programme
from courses.content import BadContent
from tests import make
from tests.quizzes import make as quizzes

pytestmark = pytest.mark.django_db
SAID = {
    "title": {"kk": "Ювеналды полиция", "ru": "Ювенальная полиция", "en": "Juvenile police"},
    "about": {"kk": "Бағдарлама", "ru": "Программа", "en": "A programme"},
    "months": 12,
    "window_days": 90,
    "grace_days": 30,
    "in_force_from": date(2026, 1, 1),
    "note": "The first rules",
    "first": {"courses": ["talk"], "exam": "talk/final-test", "practicum": "talk", "in_order": True},
    "renewal": {"courses": ["update"]},
}


@pytest.fixture
def courses():
    """The pages of two courses, one with a test; no edition of them is open yet."""
    quiz = quizzes.quiz([quizzes.question("Q-1")], slug="talk")
    return {"talk": quiz.get_parent().get_parent(), "exam": quiz, "update": make.course("update", lessons=1)}


@pytest.fixture
def put(tmp_path, courses):
    """`put(**changes)` writes the file with those changes and puts it."""

    def put_now(**changes) -> Programme:
        path = tmp_path / "police.yaml"
        path.write_text(yaml.safe_dump({**SAID, **changes}, allow_unicode=True), encoding="utf-8")
        return put_programme(path)

    return put_now


def months(made: Programme) -> list[int | None]:
    return [each.rules.months for each in made.versions.all()]


def test_a_programme_stands_as_the_desk_would_have_made_it(put, courses):
    made = put()
    version = made.versions.get()
    talk, exam, update = (str(courses[name].translation_key) for name in ("talk", "exam", "update"))
    first, renewal = version.rules.first, version.rules.to_renew
    assert (made.slug, made.title_kk, made.about_en) == ("police", "Ювеналды полиция", "A programme")
    assert ([group.keys for group in first.courses], first.exam, first.practicum, first.in_order) == ([(talk,)], exam, talk, True)
    assert ([group.keys for group in renewal.courses], renewal.exam, renewal.practicum) == ([(update,)], "", "")
    assert (version.rules.window_days, version.rules.grace_days, version.rules.keeps_anniversary) == (90, 30, True)
    assert (version.number, version.in_force_from, version.note) == (1, date(2026, 1, 1), "The first rules")


def test_putting_twice_changes_nothing(put):
    put()
    before = list(Programme.objects.values()), list(ProgrammeVersion.objects.values())
    put()
    assert (list(Programme.objects.values()), list(ProgrammeVersion.objects.values())) == before


def test_other_words_are_no_other_version(put):
    put()
    made = put(title={**SAID["title"], "ru": "Другое имя"})
    assert (made.title_ru, made.versions.count()) == ("Другое имя", 1)


def test_other_rules_are_the_next_version_and_say_what_changes(put):
    put()
    with pytest.raises(BadContent, match="say what changes"):
        put(months=24)
    made = put(months=24, note="Two years", in_force_from=date(2027, 1, 1))
    assert months(made) == [12, 24]
    assert (made.versions.last().note, made.versions.last().in_force_from) == ("Two years", date(2027, 1, 1))


def test_what_the_desk_changed_stays_until_the_file_says_something_else(put, saule):
    made = put()
    made.responsible.add(saule)
    rules = made.versions.get().rules.model_copy(update={"months": 36})
    made.versions.create(
        number=2, content=rules.model_dump(mode="json"), in_force_from=date(2026, 6, 1), made_at=timezone.now(), made_by=saule
    )
    assert months(put()) == [12, 36]
    assert months(put(months=24, note="Two years")) == [12, 36, 24]
    assert list(made.responsible.all()) == [saule]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"first": {"courses": ["nothing"]}}, "nothing: no such course"),
        ({"first": {"exam": "talk/nothing"}}, "talk/nothing: no such test"),
        ({"first": {"course": ["talk"]}}, "course: unknown"),
        ({"first": {}}, "first_courses"),
        ({"window": 90}, "window: unknown"),
        ({"window_days": 400}, "window_days"),
        ({"title": {"ru": "Программа"}}, "title_kk"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_place_and_nothing_saved(put, changes, why):
    with pytest.raises(BadContent, match=why) as refusal:
        put(**changes)
    assert "police.yaml" in "".join(refusal.value.__notes__)
    assert not Programme.objects.exists()
