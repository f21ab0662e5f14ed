"""The bank: versions are made only when what is asked changes, and a file is loaded whole or not at all."""

import pytest
import yaml
from django.conf import settings
from django.utils import timezone
from wagtail.models import ModelLogEntry

from courses.content import BadContent
from quizzes.banking import BadQuestion
from quizzes.content import load_questions
from quizzes.models import Question, QuestionVersion
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


@pytest.mark.parametrize(
    ("second", "words"),
    [
        pytest.param(described("A-02", body={"prompt": text("?")}), "A-02: choices: ", id="the body"),
        pytest.param(described("A-02", type="telepathy"), "A-02: type: ", id="the type"),
        pytest.param({"code": "A-02"}, "A-02: body, checked_on, review_by, type", id="missing fields"),
        pytest.param(described("A-02", surprise=1), "A-02: surprise", id="an unknown field"),
        pytest.param(described("A-01"), "A-01: stands twice", id="a code twice"),
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
