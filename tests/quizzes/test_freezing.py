"""Freezing a quiz: an edition asks what was approved, and refuses in words what cannot be asked."""

import pytest
from django.test import override_settings
from django.utils import timezone
from taggit.models import Tag

from courses.opening import CannotOpen
from quizzes.freezing import freeze
from quizzes.models import QuizPage, QuizSection, QuizVersion
from tests import make as courses
from tests import people
from tests.quizzes import make
from tests.quizzes.bodies import text

pytestmark = pytest.mark.django_db


def frozen(page):
    return freeze(QuizPage.objects.get(pk=page.pk), at=timezone.now())


def pool(number):
    section = QuizVersion.objects.get(number=number).sections.get()
    return [(entry.question_version.question.code, entry.question_version.number) for entry in section.pool.all()]


def test_an_edition_pins_the_rules_and_the_questions():
    page = make.quiz([make.question("Q-1"), make.question("Q-2", "ordering")], pass_mark=70, time_limit_minutes=30, pause_hours=2)
    edition = courses.edition(page.get_parent().get_parent().specific)
    item = edition.items.get(slug="final-test")
    quiz = QuizVersion.objects.get(key=item.key, number=item.version)
    assert (item.kind, item.completion, item.threshold, item.version) == ("quiz", "passed", 70, 1)
    assert (quiz.pass_mark, quiz.time_limit.total_seconds(), quiz.pause.total_seconds()) == (70, 1800, 7200)
    assert pool(1) == [("Q-1", 1), ("Q-2", 1)]


def test_freezing_what_did_not_change_gives_the_same_number():
    page = make.quiz()
    assert frozen(page) == frozen(page) == 1
    assert QuizVersion.objects.count() == 1


@pytest.mark.parametrize("change", ["question", "rules", "sections"])
def test_a_change_makes_the_next_number(change):
    page = make.quiz([make.question("Q-1"), make.question("Q-2")])
    frozen(page)
    if change == "question":
        make.question("Q-1", changes={"prompt": text("Changed?")})
    elif change == "rules":
        QuizPage.objects.filter(pk=page.pk).update(pass_mark=90)
    else:
        page.sections.update(draw=1)
    assert frozen(page) == 2
    assert pool(1) == [("Q-1", 1), ("Q-2", 1)]


def test_a_tag_gathers_its_questions_but_not_the_retired_ones():
    for number in range(3):
        make.question(f"Q-{number}", tags=["law"])
    gone = make.question("Q-3", tags=["law"]).question
    gone.retired_at = timezone.now()
    gone.save()
    tag = gone.tags.get()
    page = make.quiz(sections=[{"tag": tag, "draw": 2}])
    frozen(page)
    assert pool(1) == [("Q-0", 1), ("Q-1", 1), ("Q-2", 1)]


def refusal(page):
    with pytest.raises(CannotOpen) as refused:
        frozen(page)
    assert not QuizVersion.objects.exists()
    return refused.value.reasons


def test_a_pool_that_is_too_small_is_refused_in_words():
    version = make.question("Q-1", tags=["law"])
    [reason] = refusal(make.quiz(sections=[{"tag": version.question.tags.get(), "draw": 2}]))
    assert "draws 2 questions; its pool of 1" in reason


def test_pools_that_are_too_small_together_are_refused():
    version = make.question("Q-1", tags=["law"])
    tag = version.question.tags.get()
    [reason] = refusal(make.quiz(sections=[{"tag": tag, "draw": 1}, {"questions": [version.question]}]))
    assert "section 1" in reason


def test_a_question_without_a_language_is_refused_by_its_code():
    page = make.quiz([make.question("Q-1", changes={"prompt": {"kk": "Сұрақ?", "ru": "Вопрос?"}}), make.question("Q-2")])
    assert refusal(page) == ["Question Q-1 lacks a language: English."]


def test_a_quiz_without_questions_is_refused():
    assert refusal(make.quiz(sections=[{"questions": []}])) == ["“Test қазақша” has no questions."]


def test_a_pool_smaller_than_its_draw_is_said_on_the_page_about_editions(client):
    administrator = people.person("arman@narkostop.kz", is_superuser=True)
    page = make.quiz()
    page.sections.set([QuizSection(tag=Tag.objects.create(name="empty"), draw=5)])
    page.save_revision().publish()
    client.force_login(administrator)
    with override_settings(DEMO=True):
        shown = client.get(f"/cms/courses/{page.get_parent().get_parent().pk}/editions/")
    assert shown.status_code == 200
    assert "help-critical" in shown.content.decode()
