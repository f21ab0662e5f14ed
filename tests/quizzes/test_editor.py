"""Saule writes questions and quizzes at the trainer's desk."""

import json

import pytest
from django.urls import reverse

from quizzes.folders import editor_of
from quizzes.models import Category, Question, QuizPage
from quizzes.registry import TYPES
from tests.quizzes import make
from tests.quizzes.bodies import BODIES, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, saule, settings):
    settings.DEMO = True  # does without the second factor
    saule.is_superuser = saule.is_staff = True
    saule.save()
    client.force_login(saule)
    return client


def sent(page):
    """What a browser would send back for the question's form as shown."""
    data = {}
    for field in page.context["facts"]:
        data[field.html_name] = field.value() if not hasattr(field.value(), "isoformat") else field.value().isoformat()
    data["tags"] = "law, module-1"
    for form in _forms(page.context["editor"]):
        for field in form:
            _send(data, field)
    return {name: "" if value is None else value for name, value in data.items()}


def _forms(editor):
    yield editor.form
    for part in editor.parts():
        if part["formset"]:
            yield part["formset"].management_form
        yield from part["forms"]


def _send(data, field):
    value = field.value()
    if hasattr(field.field, "fields"):  # three languages
        shown = field.field.widget.decompress(value) if not isinstance(value, list) else value
        for code, each, widget in zip(("kk", "ru", "en"), shown, field.field.widget.widgets, strict=True):
            data[f"{field.html_name}_{code}"] = widget.format_value(each) or ""
    elif field.name == "answer":
        data[field.html_name] = str(value)
    elif value is not False and value is not None:
        data[field.html_name] = "on" if value is True else value


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_of_question_opens_in_the_editor_and_saves_unchanged(desk, kind):
    version = make.question("Q-1", kind)
    address = reverse("questions:edit", args=[version.question_id])
    page = desk.get(address)
    assert page.status_code == 200
    saved = desk.post(address, sent(page))
    assert saved.status_code == 302, [form.errors for form in _forms(saved.context["editor"]) if hasattr(form, "errors")]
    question = Question.objects.get()
    assert question.latest == version
    assert sorted(question.tags.names()) == ["law", "module-1"]


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_of_question_can_be_begun(desk, kind):
    page = desk.get(reverse("questions:add_of_type", args=[kind]))
    assert page.status_code == 200
    assert str(editor_of(kind).label) in desk.get(reverse("questions:add")).content.decode()


def in_languages(name, words):
    return {f"{name}_{code}": value for code, value in text(words).items()}


def draftail(words):
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def new_question(**changes):
    category, _created = Category.objects.get_or_create(name="General", slug="general")
    return {
        "code": "Q-9",
        "category": category.pk,
        "tags": "",
        "checked_on": "2026-11-23",
        "review_by": "2027-11-23",
        **{name: draftail(words) for name, words in in_languages("body-prompt", "Who?").items()},
        "choices-TOTAL_FORMS": 3,
        "choices-INITIAL_FORMS": 0,
        **in_languages("choices-0-text", "A"),
        **in_languages("choices-1-text", "B"),
        "choices-1-correct": "on",
        **changes,
    }


def test_a_new_question_gets_ids_and_a_first_version(desk, saule):
    saved = desk.post(reverse("questions:add_of_type", args=["single"]), new_question())
    assert saved.status_code == 302
    latest = Question.objects.get(code="Q-9").latest
    assert (latest.number, latest.kind, latest.created_by) == (1, "single", saule)
    assert [(choice["id"], choice.get("correct", False)) for choice in latest.body["choices"]] == [("a", False), ("b", True)]
    assert "Who? рус" in latest.body["prompt"]["ru"]


def test_what_the_type_finds_wrong_stands_at_the_form(desk):
    data = new_question()
    del data["choices-1-correct"]
    page = desk.post(reverse("questions:add_of_type", args=["single"]), data)
    assert page.status_code == 200
    assert "exactly one of them correct" in page.content.decode()
    assert not Question.objects.exists()


def test_what_a_field_lacks_stands_at_the_field(desk):
    page = desk.post(reverse("questions:add_of_type", args=["single"]), new_question(**{"choices-2-correct": "on", "code": ""}))
    assert page.context["facts"].errors["code"]
    assert page.context["editor"].formsets["choices"].forms[2].errors["text"]


def test_a_choice_can_be_taken_out(desk):
    version = make.question("Q-1")
    address = reverse("questions:edit", args=[version.question_id])
    desk.post(address, {**sent(desk.get(address)), "choices-0-DELETE": "on"})
    assert [choice["id"] for choice in Question.objects.get().latest.body["choices"]] == ["the-key", "wrong-2"]


@pytest.mark.parametrize("kind", BODIES)
def test_a_preview_shows_every_language_and_the_key(desk, kind):
    version = make.question("Q-1", kind)
    page = desk.get(reverse("questions:preview", args=[version.question_id])).content.decode()
    assert all(word in page for word in ("қаз", "рус", "eng", "SECRET why"))


def test_the_bank_is_listed_and_filtered(desk):
    make.question("Q-1", tags=["law"])
    make.question("Q-2", "ordering", review_by=make.TODAY.replace(year=2020))

    def codes(**query):
        return [question.code for question in desk.get(reverse("questions:index"), query).context["object_list"]]

    law = Question.objects.get(code="Q-1").tags.get()
    assert codes() == ["Q-1", "Q-2"]
    assert codes(kind="ordering") == ["Q-2"]
    assert codes(tag=law.pk) == ["Q-1"]
    assert codes(due="true") == ["Q-2"]
    assert codes(q="Q-1") == ["Q-1"]


def test_somebody_without_the_right_sees_nothing(client, outsider):
    client.force_login(outsider)
    version = make.question("Q-1")
    pages = [("index", []), ("add", []), ("add_of_type", ["single"]), ("edit", [version.question_id]), ("preview", [version.question_id])]
    for name, arguments in pages:
        assert client.get(reverse(f"questions:{name}", args=arguments)).status_code in (302, 403)


def page_form(page, **section):
    handler = QuizPage.get_edit_handler()
    sections = {"sections-TOTAL_FORMS": 1, "sections-INITIAL_FORMS": 0, "sections-0-ORDER": 1}
    data = {"title": page.title, "slug": page.slug, "minutes": 10, "pass_mark": 80, "pause_hours": 0, "feedback": "never", "intro": "null"}
    named = {f"sections-0-{name}": value for name, value in section.items()}
    return handler.get_form_class()(
        {**data, **sections, **named}, instance=QuizPage(title=page.title, slug=page.slug), parent_page=page.get_parent()
    )


@pytest.mark.parametrize("case", ["neither", "both", "too many", "empty tag", "good"])
def test_sections_of_a_quiz_are_checked_in_the_editor(case):
    page = make.quiz([make.question("Q-1", tags=["law"])])
    question = Question.objects.get()
    tag = question.tags.get()
    empty = type(tag).objects.create(name="empty", slug="empty")
    section = {
        "neither": {},
        "both": {"questions": [question.pk], "tag": tag.pk},
        "too many": {"tag": tag.pk, "draw": 2},
        "empty tag": {"tag": empty.pk},
        "good": {"tag": tag.pk, "draw": 1},
    }[case]
    form = page_form(page, **section)
    form.is_valid()
    errors = form.formsets["sections"].forms[0].errors
    assert set(errors) == {"neither": {"tag"}, "both": {"tag"}, "too many": {"draw"}, "empty tag": {"tag"}, "good": set()}[case]
