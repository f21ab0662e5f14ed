"""Saule writes a case: its questions come and go, each in the editor of its own type."""

import pytest
from django.urls import reverse

from quizzes.models import Question
from tests.quizzes import make
from tests.quizzes.bodies import body
from tests.quizzes.test_editor import draftail, in_languages, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, saule, settings):
    settings.DEMO = True  # does without the second factor
    saule.is_superuser = saule.is_staff = True
    saule.save()
    client.force_login(saule)
    return client


def case_of(count):
    """A case of that many statements in the bank; returns the address of its editor."""
    parts = [{"id": letter, "kind": "truefalse", "body": body("truefalse")} for letter in "abcdef"[:count]]
    version = make.question("Q-1", "case", changes={"parts": parts})
    return reverse("questions:edit", args=[version.question_id])


def ids():
    return [part["id"] for part in Question.objects.get().latest.body["parts"]]


def prompt(number, words):
    return {name: draftail(each) for name, each in in_languages(f"part-{number}-body-prompt", words).items()}


def test_one_more_question_is_asked_for_filled_in_and_saved(desk):
    address = case_of(2)
    page = desk.post(address, {**sent(desk.get(address)), "body-add": "numeric"})
    assert page.status_code == 200
    assert page.context["editor"].kinds == ["truefalse", "truefalse", "numeric"]
    assert 'name="part-2-body-tolerance"' in page.content.decode()
    assert ids() == ["a", "b"]
    filled = {**sent(page), **prompt(2, "How many?"), "part-2-body-answer": "12", "part-2-body-tolerance": "0"}
    assert desk.post(address, filled).status_code == 302
    assert ids() == ["a", "b", "c"]
    assert Question.objects.get().latest.body["parts"][2]["kind"] == "numeric"


def test_a_question_asked_for_by_mistake_is_taken_out_unfilled(desk):
    address = case_of(2)
    page = desk.post(address, {**sent(desk.get(address)), "body-add": "ordering"})
    assert desk.post(address, {**sent(page), "part-2-part-remove": "on"}).status_code == 302
    assert ids() == ["a", "b"]


def test_a_question_taken_out_leaves_the_others_their_ids(desk):
    address = case_of(6)
    assert desk.post(address, {**sent(desk.get(address)), "part-1-part-remove": "on"}).status_code == 302
    assert ids() == ["a", "c", "d", "e", "f"]


def test_a_seventh_question_is_not_offered(desk):
    address = case_of(6)
    page = desk.post(address, {**sent(desk.get(address)), "body-add": "numeric"})
    assert page.context["editor"].kinds == ["truefalse"] * 6
    assert page.context["editor"].form.errors["add"]


def test_what_a_question_lacks_stands_at_its_own_form(desk):
    version = make.question("Q-1", "case")
    address = reverse("questions:edit", args=[version.question_id])
    data = {name: value for name, value in sent(desk.get(address)).items() if not name.endswith("-correct")}
    page = desk.post(address, data)
    assert page.status_code == 200
    first, *others = [editor for _part, editor in page.context["editor"].parts_shown]
    assert first.form.errors
    assert not any(editor.form.errors for editor in others)


def test_a_case_of_one_question_is_not_saved(desk):
    address = case_of(2)
    page = desk.post(address, {**sent(desk.get(address)), "part-0-part-remove": "on"})
    assert page.context["editor"].form.errors
    assert ids() == ["a", "b"]
