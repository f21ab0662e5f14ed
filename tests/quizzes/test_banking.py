"""The bank: versions are made only when what is asked changes, and a file is loaded whole or not at all."""

import pytest
import yaml
from django.conf import settings
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.forms.models import model_to_dict
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry
from wagtail.search.backends import get_search_backend

from courses.content import BadContent
from quizzes.banking import BadQuestion, NewQuestion, add_questions, read_body, save_question
from quizzes.content import load_questions
from quizzes.finding import found
from quizzes.folding import fold
from quizzes.models import Question, QuestionVersion, VersionPicture
from quizzes.registry import TYPES
from tests.quizzes import make
from tests.quizzes.bodies import body, rich, text

pytestmark = pytest.mark.django_db


def test_saving_the_same_twice_makes_one_version():
    assert make.question("Q-1") == make.question("Q-1")
    assert QuestionVersion.objects.count() == 1
    assert ModelLogEntry.objects.count() == 1


def test_a_changed_body_makes_a_new_version_and_keeps_the_old_one(saule):
    first = make.question("Q-1")
    second = make.question("Q-1", changes={"prompt": text("Changed?")}, by=saule)
    assert (first.number, second.number, second.created_by) == (1, 2, saule)
    assert Question.objects.get().latest == second
    assert QuestionVersion.objects.get(number=1).body["prompt"] == rich("Single?")


def test_changed_facts_about_a_question_make_no_version():
    make.question("Q-1", tags=["a"])
    version = make.question("Q-1", tags=["b", "a"], source_title="A law")
    assert version.number == 1
    assert sorted(version.question.tags.names()) == ["a", "b"]
    assert Question.objects.get().source_title == "A law"


def kept(code):
    """All that the bank has of a question, but for its code and the ids of rows."""
    question = Question.objects.get(code=code)
    [version], [entry] = question.versions.all(), ModelLogEntry.objects.for_instance(question)
    return {
        **model_to_dict(question, exclude=["id", "code", "latest", "tags"]),
        "behind": question.behind,
        "tags": sorted(question.tags.names()),
        "search text": question.search_text.replace(fold(code), "code", 1),
        "is latest": question.latest == version,
        "version": model_to_dict(version, exclude=["id", "question"]),
        "pictures": list(version.pictures.values_list("image", flat=True)),
        "log": (entry.action, entry.user, entry.data["version"], entry.label == code),
    }


def new_questions(*codes, kind="single", **changes):
    facts = {"category": make.shelf(), "kind": kind, "body": read_body("N", kind, body(kind, **changes)), "tags": frozenset(["law", "map"])}
    return [NewQuestion(code=code, checked_on=make.TODAY, review_by=make.TODAY.replace(year=2027), **facts) for code in codes]


@pytest.mark.parametrize("kind", TYPES)
def test_many_new_questions_come_in_as_one_would(saule, kind):
    shown = {"picture": {**body(kind).get("picture", {}), "image": picture().pk, "alt": text("Poster")}}
    [one], now = new_questions("Q-1", kind=kind, **shown), timezone.now()
    save_question(**vars(one), by=saule, at=now)
    add_questions(new_questions("N-1", "N-2", kind=kind, **shown), by=saule, at=now)
    assert kept("N-1") == kept("N-2") == kept("Q-1")


def test_many_come_in_or_none():
    make.question("Q-2")
    with pytest.raises(IntegrityError):
        add_questions(new_questions("Q-1", "Q-2"), by=None, at=timezone.now())
    gone = new_questions("Q-4", picture={"image": 404, "alt": text("Poster")})
    with pytest.raises(BadQuestion):
        add_questions([*new_questions("Q-3"), *gone], by=None, at=timezone.now())
    assert [question.code for question in Question.objects.all()] == ["Q-2"]


def test_what_came_in_with_many_is_found_by_the_chooser():
    add_questions(new_questions("Alpha", "Omega"), by=None, at=timezone.now())
    assert [question.code for question in get_search_backend().autocomplete("Ome", Question)] == ["Omega"]


def reworded(**words):
    return {"prompt": {**rich("Single?"), **words}}


def test_the_bank_keeps_which_languages_have_not_followed(saule):
    make.question("Q-1")
    make.question("Q-1", changes=reworded(ru="<p>Кто?</p>"))
    assert Question.objects.get().behind == {"kk": 1, "en": 1}
    make.question("Q-1", changes=reworded(ru="<p>Кто?</p>", en="<p>Who?</p>"))
    assert Question.objects.get().behind == {"kk": 1}
    version = make.question("Q-1", changes=reworded(ru="<p>Кто?</p>", en="<p>Who?</p>"), agreed={"kk"}, by=saule)
    assert (Question.objects.get().behind, version.number) == ({}, 3)
    entry = ModelLogEntry.objects.latest("pk")
    assert (entry.user, entry.data["agreed"]) == (saule, ["kk"])


def test_a_language_that_lacks_a_text_is_missing():
    make.question("Q-1", changes=reworded(en=""))
    assert Question.objects.get().behind == {"en": "missing"}


def test_difficulty_and_owner_stay_where_nobody_names_them(saule):
    make.question("Q-1", difficulty="hard", owner=saule)
    make.question("Q-1", tags=["law"])
    assert Question.objects.values_list("difficulty", "owner").get() == ("hard", saule.pk)
    make.question("Q-1", difficulty="", owner=None)
    assert Question.objects.values_list("difficulty", "owner").get() == ("", None)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("казактар", id="Kazakh letters typed on a Russian keyboard"),
        pytest.param("ҚАЗАҚТАР", id="in capitals"),
        pytest.param("Елка", id="е for ё"),
        pytest.param("a-01", id="a code"),
        pytest.param("А-01", id="a code with a Cyrillic letter"),
        pytest.param("зaкон ёлка", id="two words, one with a Latin letter in it; one stands in a tag"),
        pytest.param("exp", id="the beginning of a Latin word that looks Cyrillic"),
    ],
)
def test_a_question_is_found_by_any_of_its_words(query):
    make.question("A-01", tags=["закон"], changes=reworded(kk="<p>Қазақтар</p>", ru="<p>Ёлка</p>", en="<p>Experience &amp; more</p>"))
    make.question("B-02")
    assert [question.code for question in found(Question.objects.all(), query)] == ["A-01"]


def test_markup_is_not_found():
    make.question("A-01", changes=reworded(ru="<p><b>Закон</b> и порядок</p>"))
    assert not found(Question.objects.all(), "<b>").exists()
    assert found(Question.objects.all(), "закон и порядок").exists()


def picture():
    return get_image_model().objects.create(title="Poster", file=get_test_image_file())


def test_a_picture_that_a_version_shows_cannot_be_deleted():
    shown = picture()
    version = make.question("Q-1", changes={"picture": {"image": shown.pk, "alt": text("Poster")}})
    assert VersionPicture.objects.values_list("version", "image").get() == (version.pk, shown.pk)
    with pytest.raises(ProtectedError):
        shown.delete()


def test_a_picture_that_is_gone_is_refused():
    with pytest.raises(BadQuestion) as refusal:
        make.question("Q-1", changes={"picture": {"image": 404, "alt": text("Poster")}})
    assert list(refusal.value.errors) == ["picture"]
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        pytest.param("telepathy", body("single"), "type", id="no such type"),
        pytest.param("single", body("single", choices=[]), "", id="a rule of the type"),
        pytest.param("single", body("single", choices=[{"id": "a"}]), "choices.0.text", id="a missing field, with its path"),
    ],
)
def test_a_wrong_question_says_which_field(kind, wrong, field):
    with pytest.raises(BadQuestion) as refusal:
        make.question("Q-1", kind, body=wrong)
    assert list(refusal.value.errors) == [field]
    assert not Question.objects.exists()


def described(code, **changes):
    return {
        "code": code,
        "type": "single",
        "tags": ["module-1"],
        "source": {"title": "A law", "url": "https://example.com/law"},
        "checked_on": make.TODAY,
        "review_by": make.TODAY,
        "body": body("single"),
        **changes,
    }


def written(tmp_path, questions):
    path = tmp_path / "prevention-schools.yaml"
    path.write_text(yaml.safe_dump(questions, allow_unicode=True), encoding="utf-8")
    return path


def test_a_file_of_questions_is_loaded_once(tmp_path, saule):
    path = written(tmp_path, [described("A-01"), described("A-02", type="numeric", body=body("numeric"))])
    for _again in range(2):
        load_questions(path, by=saule, at=timezone.now())
    assert [(version.question.code, version.kind, version.number) for version in QuestionVersion.objects.order_by("question__code")] == [
        ("A-01", "single", 1),
        ("A-02", "numeric", 1),
    ]
    assert Question.objects.get(code="A-01").category.slug == "prevention-schools"


def test_a_file_may_say_how_hard_a_question_is(tmp_path, saule):
    load_questions(written(tmp_path, [described("A-01", difficulty="hard"), described("A-02")]), by=saule, at=timezone.now())
    assert list(Question.objects.order_by("code").values_list("difficulty", flat=True)) == ["hard", ""]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param(described("A-02", body={"prompt": text("?")}), "A-02: choices: ", id="the body"),
        pytest.param(described("A-02", type="telepathy"), "A-02: type: ", id="the type"),
        pytest.param({"code": "A-02"}, "A-02: body, checked_on, review_by, type", id="missing fields"),
        pytest.param(described("A-02", surprise=1), "A-02: surprise", id="an unknown field"),
        pytest.param(described("A-01"), "A-01: stands twice", id="a code twice"),
        pytest.param(described("A-02", difficulty="deadly"), "A-02: difficulty: one of easy, medium, hard", id="the difficulty"),
    ],
)
def test_a_wrong_question_stops_the_whole_file(tmp_path, second, words):
    with pytest.raises(BadContent, match=words):
        load_questions(written(tmp_path, [described("A-01"), second]), by=None, at=timezone.now())
    assert not Question.objects.exists()


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "content" / "questions").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_questions_of_the_demo_academy_are_complete(path):
    for version in load_questions(path, by=None, at=timezone.now()):
        assert TYPES[version.kind].read_body(version.body).missing_languages() == [], version
