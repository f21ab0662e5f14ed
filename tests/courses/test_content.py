"""Courses from files: loaded as if typed into the editor, in three languages, once."""

import re

import pytest
import yaml
from django.conf import settings
from wagtail.models import Revision
from wagtail_localize.models import Translation

from courses.content import BadContent, Media, in_one, key_of, put_course, stream
from courses.models import LessonPage
from courses.surveying import survey
from tests import make

pytestmark = pytest.mark.django_db
CONTENT = settings.BASE_DIR / "content"


def T(text):  # noqa: N802 — named as in content/README.md
    return {"kk": f"{text} kk", "ru": f"{text} ru", "en": f"{text} en"}


COURSE = {
    "slug": "small",
    "title": T("Course"),
    "audience": ["teacher"],
    "summary": T("Promise"),
    "description": T("<p>About</p>"),
    "outcomes": [T("Outcome")],
    "teachers": [{"name": T("Team"), "role": T("Role")}],
    "hours": 2,
    "certificate_note": T("Note"),
    "modules": [{"folder": "1-one", "slug": "one", "title": T("Module"), "summary": T("Summary"), "hours": 2}],
}
LESSON = {
    "slug": "first",
    "title": T("Lesson"),
    "summary": T("Summary"),
    "minutes": 7,
    "completion": "read",
    "body": [
        {"type": "text", "id": "opening", "value": {code: f"<p>One {code}</p><p>Two {code}</p>" for code in ("kk", "ru", "en")}},
        {"type": "checklist", "id": "list", "value": {"title": T("List"), "intro": T("Intro"), "items": [T("A"), T("B")]}},
        {"type": "table", "id": "table", "value": {"caption": T("Table"), "columns": [T("X"), T("Y")], "rows": [[T("1"), T("2")]]}},
    ],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "1-one").mkdir()
    write(tmp_path / "course.yaml", COURSE)
    write(tmp_path / "1-one" / "1-first.yaml", LESSON)
    return tmp_path


def write(path, data):
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def load(django_capture_on_commit_callbacks):
    """Loads a folder; translations are published when the transaction commits."""

    def load_now(folder):
        with django_capture_on_commit_callbacks(execute=True):
            return put_course(make.site()["kk"], folder, Media(folder), {})

    return load_now


def test_a_lesson_stands_in_three_languages_with_the_same_block_ids(folder, load):
    load(folder)
    faces = {page.locale.language_code: page for page in LessonPage.objects.select_related("locale")}
    assert {code: page.title for code, page in faces.items()} == {"kk": "Lesson kk", "ru": "Lesson ru", "en": "Lesson en"}
    assert [block.id for block in faces["ru"].body] == [block.id for block in faces["kk"].body]
    assert faces["ru"].body[0].value.source == "<p>One ru</p><p>Two ru</p>"
    assert list(faces["en"].body[1].value["items"]) == ["A en", "B en"]
    assert [item.id for item in faces["en"].body[1].value["items"].bound_blocks] == [
        item.id for item in faces["kk"].body[1].value["items"].bound_blocks
    ]
    assert [list(row) for row in faces["ru"].body[2].value["rows"]] == [["1 ru", "2 ru"]]


def test_the_translation_editor_shows_every_text_as_translated(folder, load):
    course = load(folder)
    assert all(translation.get_progress()[0] == translation.get_progress()[1] for translation in Translation.objects.all())
    assert survey(course).lags == []


def test_loading_twice_changes_nothing(folder, load):
    load(folder)
    before = Revision.objects.count()
    load(folder)
    assert Revision.objects.count() == before


def test_a_changed_word_makes_one_new_revision_in_its_language_only(folder, load):
    load(folder)
    before = dict(LessonPage.objects.values_list("locale__language_code", "live_revision"))
    changed = {**LESSON, "title": {**LESSON["title"], "ru": "Урок"}}
    write(folder / "1-one" / "1-first.yaml", changed)
    load(folder)
    after = dict(LessonPage.objects.values_list("locale__language_code", "live_revision"))
    assert [code for code in before if before[code] != after[code]] == ["ru"]
    assert LessonPage.objects.get(locale__language_code="ru").title == "Урок"


def test_languages_that_are_not_parallel_are_refused_with_the_place(folder, load):
    lesson = {**LESSON, "body": [{**LESSON["body"][0], "value": {**LESSON["body"][0]["value"], "ru": "<p>Only one</p>"}}]}
    write(folder / "1-one" / "1-first.yaml", lesson)
    with pytest.raises(BadContent, match="not parallel") as refusal:
        load(folder)
    assert "1-first.yaml" in "".join(refusal.value.__notes__)


def test_ids_are_stable_from_one_load_to_the_next():
    key = key_of("courses", "small")
    assert (
        stream(key, LESSON["body"], "kk")[1]["value"]["items"][0]["id"] == stream(key, LESSON["body"], "ru")[1]["value"]["items"][0]["id"]
    )


def test_a_tree_is_read_in_one_language():
    assert in_one({"a": [T("x")], "b": 1}, "ru") == {"a": ["x ru"], "b": 1}


@pytest.mark.parametrize("path", sorted(CONTENT.glob("courses/*/*/*.yaml")), ids=lambda path: path.stem)
def test_each_lesson_is_600_to_900_words_in_each_language(path):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for code in ("kk", "ru", "en"):
        assert 600 <= len(words_of(in_one(data["body"], code))) <= 900


def words_of(node) -> list[str]:
    """All words a reader reads in a tree of block values."""
    if isinstance(node, dict):
        unread = {"type", "id", "kind", "tone", "verdict", "level", "source", "source_url", "image", "video", "document", "goes_to"}
        return [word for name, value in node.items() if name not in unread for word in words_of(value)]
    if isinstance(node, list):
        return [word for value in node for word in words_of(value)]
    if not isinstance(node, str):
        return []
    return [word for word in re.sub(r"<[^>]+>", " ", node).split() if any(letter.isalnum() for letter in word)]
