"""Saule tends the bank: finds questions, sees which languages agree, compares versions, moves many at once, keeps the shelves in order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry

from courses.models import Edition
from quizzes.models import Category, Question, QuizSection
from quizzes.usage import editions_asking, pages_asking
from tests import make as courses
from tests.people import at_the_desk
from tests.quizzes import make
from tests.quizzes.bodies import BODIES, body, rich, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def desk(client, saule):
    client.force_login(at_the_desk(saule, "Trainers"))
    return client


def reworded(**words):
    return {"prompt": {**rich("Single?"), **words}}


def shelf(name, parent=None):
    return Category.objects.create(name=name, slug=name.lower().replace(" ", "-"), parent=parent)


def codes(desk, **query):
    return [question.code for question in desk.get(reverse("questions:index"), query).context["object_list"]]


# The list


def test_a_category_lists_what_stands_inside_it(desk):
    law = shelf("Law")
    make.question("Q-1", category=shelf("Codes", shelf("National", law)))
    make.question("Q-2", category=shelf("Health"))
    assert codes(desk, category=law.pk) == ["Q-1"]


def test_the_list_is_filtered_by_difficulty_owner_and_retirement(desk, saule, aigerim):
    make.question("Q-1", difficulty="hard", owner=saule)
    make.question("Q-2", difficulty="easy", owner=aigerim)
    old = make.question("Q-3")
    Question.objects.filter(pk=old.question_id).update(retired_at=old.created_at)
    assert codes(desk) == ["Q-1", "Q-2"]
    assert codes(desk, difficulty="hard") == ["Q-1"]
    assert codes(desk, owner=aigerim.pk) == ["Q-2"]
    assert codes(desk, retired="shown") == ["Q-1", "Q-2", "Q-3"]
    assert codes(desk, retired="only") == ["Q-3"]


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ("agreed", ["Q-1"]),
        ("missing", ["Q-2"]),
        ("behind", ["Q-2", "Q-3"]),
        ("kk", ["Q-2", "Q-3"]),
        ("ru", []),
        ("en", ["Q-2", "Q-3"]),
    ],
)
def test_the_list_is_filtered_by_how_the_languages_stand(desk, wanted, listed):
    make.question("Q-1")
    make.question("Q-2", changes=reworded(en=""))
    make.question("Q-2", changes=reworded(en="", ru="<p>Кто?</p>"))
    make.question("Q-3")
    make.question("Q-3", changes=reworded(ru="<p>Кто?</p>"))
    assert codes(desk, languages=wanted) == listed


def test_the_search_folds_kazakh_letters(desk):
    make.question("Q-1", changes=reworded(kk="<p>Қауіпсіздік</p>"))
    make.question("Q-2")
    assert codes(desk, q="каупсздк") == []
    assert codes(desk, q="кауипсиздик") == ["Q-1"]


def test_the_list_says_which_language_is_behind(desk):
    make.question("Q-1")
    make.question("Q-1", changes=reworded(ru="<p>Кто?</p>"))
    page = desk.get(reverse("questions:index")).content.decode()
    for code in ("kk", "en"):
        assert f"<b>{code}</b> behind by 1 change" in page
    assert "<b>ru</b> behind" not in page


def test_a_longer_list_asks_no_more_of_the_database(desk, saule, django_assert_max_num_queries):
    for number in range(2):
        make.question(f"Q-{number}", tags=["law"], owner=saule)
    desk.get(reverse("questions:index"))
    with CaptureQueriesContext(connection) as few:
        desk.get(reverse("questions:index"))
    for number in range(2, 12):
        make.question(f"Q-{number}", tags=["law"], owner=saule)
    with django_assert_max_num_queries(len(few)):
        desk.get(reverse("questions:index"))


# The editor


def edit(desk, version, **changes):
    from tests.quizzes.test_editor import sent

    address = reverse("questions:edit", args=[version.question_id])
    return desk.post(address, {**sent(desk.get(address)), **changes})


def test_an_author_who_compared_says_so_with_a_tick(desk):
    make.question("Q-1")
    version = make.question("Q-1", changes=reworded(ru="<p>Кто?</p>"))
    page = desk.get(reverse("questions:edit", args=[version.question_id])).content.decode()
    assert "behind by 1 change" in page
    assert edit(desk, version, agreed_kk="on").status_code == 302
    assert Question.objects.get().behind == {"en": 1}


def test_difficulty_and_owner_are_saved_in_the_editor(desk, saule):
    version = make.question("Q-1")
    assert edit(desk, version, difficulty="hard", owner=saule.pk).status_code == 302
    assert Question.objects.values_list("difficulty", "owner").get() == ("hard", saule.pk)


def test_a_learner_is_no_owner(desk, aigerim):
    version = make.question("Q-1")
    assert edit(desk, version, owner=aigerim.pk).context["facts"].errors["owner"]


def test_where_a_question_is_asked(desk, saule):
    law = shelf("Law")
    inside = shelf("Codes", law)
    named = make.question("Q-1", tags=["module-1"], category=inside)
    page = make.quiz([named])
    edition = courses.edition(page.get_parent().get_parent().specific)
    make.question("Q-1", tags=["module-1"], category=inside, changes=reworded(ru="<p>Кто?</p>"), agreed={"kk", "en"})
    question = Question.objects.get()
    assert [each.translation_key for each in pages_asking(question)] == [page.translation_key]
    assert [(use.edition, use.version) for use in editions_asking(question)] == [(edition, 1)]
    shown = desk.get(reverse("questions:edit", args=[question.pk])).content.decode()
    in_english = page.get_translation(Locale.objects.get(language_code="en"))
    assert reverse("wagtailadmin_pages:edit", args=[in_english.pk]) in shown
    assert edition.title("en") in shown
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        pytest.param({"category": "Law"}, True, id="a category that it stands deep inside"),
        pytest.param({"category": "Health"}, False, id="another category"),
        pytest.param({"category": "Law", "difficulty": "hard"}, True, id="a category and its difficulty"),
        pytest.param({"category": "Law", "difficulty": "easy"}, False, id="a category and another difficulty"),
    ],
)
def test_a_quiz_that_draws_by_a_rule_asks_what_the_rule_fits(rule, asked):
    law = shelf("Law")
    shelf("Health")
    version = make.question("Q-1", category=shelf("Codes", law), difficulty="hard")
    page = make.quiz([version])
    QuizSection.objects.all().delete()
    chosen = {**rule, "category": Category.objects.get(name=rule["category"])}
    QuizSection.objects.create(page=page, **chosen)
    assert bool(pages_asking(version.question)) is asked
    version.question.retired_at = version.created_at
    assert pages_asking(version.question) == []


# Versions


def test_an_older_version_opens_in_the_preview(desk):
    version = make.question("Q-1")
    make.question("Q-1", changes={"prompt": rich("Changed?")})
    old = desk.get(reverse("questions:preview_version", args=[version.question_id, 1])).content.decode()
    assert "Single? қаз" in old
    assert "The newest is 2" in old
    nowhere = desk.get(reverse("questions:preview_version", args=[version.question_id, 9]))
    assert nowhere.status_code in (302, 404)  # sent on to the address with the language, where there is nothing


def test_what_changed_is_shown_by_place_and_language(desk):
    make.question("Q-1")
    first, second, third = body("single")["choices"]
    moved = [{**first, "correct": True}, {**second, "correct": False}, {**third, "text": {**text("Three"), "ru": "Четыре"}}]
    version = make.question("Q-1", changes={**reworded(ru="<p>Single? кто</p>"), "choices": moved})
    page = desk.get(reverse("questions:compare", args=[version.question_id]))
    said = [(each.place, each.language) for each in page.context["changes"]]
    assert said == [("Question", "Русский"), ("Choices, 3: Choice", "Русский"), ("Choices, 1: Correct", ""), ("Choices, 2: Correct", "")]
    html = page.content.decode()
    assert "<del>рус</del>" in html
    assert "<ins>кто</ins>" in html
    assert "<del>yes</del> <ins>no</ins>" in html


def test_any_two_versions_are_compared(desk):
    for words in ("One?", "Two?", "Three?"):
        version = make.question("Q-1", changes={"prompt": rich(words)})
    page = desk.get(reverse("questions:compare", args=[version.question_id]), {"before": "1", "after": "3"}).content.decode()
    assert "<del>One?</del> <ins>Three?</ins>" in page
    same = desk.get(reverse("questions:compare", args=[version.question_id]), {"before": "2", "after": "2"}).content.decode()
    assert "These versions ask the same." in same


@pytest.mark.parametrize("kind", BODIES)
def test_every_field_of_every_kind_has_a_name_in_words(desk, kind):
    """A path is never shown to people."""
    make.question("Q-1", kind)
    marked = _said_anew(BODIES[kind])
    version = make.question("Q-1", kind, body=marked)
    changes = desk.get(reverse("questions:compare", args=[version.question_id])).context["changes"]
    assert changes
    assert [each.place for each in changes if " · " in each.place or each.place.islower()] == []


def _said_anew(part):
    """The body with another word in every Russian text."""
    if isinstance(part, dict):
        return {name: _said_anew(each) if name != "ru" or not isinstance(each, str) else _again(each) for name, each in part.items()}
    return [_said_anew(each) for each in part] if isinstance(part, list) else part


def _again(words):
    return words.replace("рус", "орыс")


# Many at once


def act(desk, action, questions, data=None, **query):
    address = reverse("wagtail_bulk_action", args=["quizzes", "question", action])
    asked = "&".join([*(f"id={each}" for each in questions), *(f"{name}={value}" for name, value in query.items())])
    return desk.post(f"{address}?{asked}&next={reverse('questions:index')}", data or {})


def ids():
    return list(Question.objects.values_list("pk", flat=True))


def test_many_questions_are_changed_at_once_and_logged(desk, saule):
    for code in ("Q-1", "Q-2"):
        make.question(code, tags=["old", "kept"])
    law = shelf("Law")
    worn = Question.objects.first().tags.get(name="old")
    before = set(ModelLogEntry.objects.values_list("pk", flat=True))
    data = {
        "category": law.pk,
        "add_tags": "new",
        "remove_tags": [worn.pk],
        "difficulty": "hard",
        "review_by": "2030-01-31",
        "owner": saule.pk,
    }
    assert act(desk, "change", ids(), data).status_code == 302
    for question in Question.objects.all():
        assert (question.category, question.difficulty, question.owner, str(question.review_by)) == (law, "hard", saule, "2030-01-31")
        assert sorted(question.tags.names()) == ["kept", "new"]
        assert "new" in question.search_text
        assert question.latest.number == 1
    entries = ModelLogEntry.objects.filter(action="wagtail.edit").exclude(pk__in=before)
    assert {entry.user for entry in entries} == {saule}
    assert entries.count() == 2


def test_what_is_left_empty_stays_as_it_is(desk, saule):
    make.question("Q-1", difficulty="easy", owner=saule, tags=["a"])
    assert act(desk, "change", ids(), {"review_by": "2030-01-31"}).status_code == 302
    question = Question.objects.get()
    assert (question.difficulty, question.owner, list(question.tags.names())) == ("easy", saule, ["a"])


def test_a_change_of_nothing_is_refused(desk):
    make.question("Q-1")
    page = act(desk, "change", ids())
    assert "Choose at least one thing to change." in page.content.decode()


def test_questions_are_retired_and_brought_back(desk):
    make.question("Q-1")
    make.question("Q-2")
    before = desk.get(reverse("wagtail_bulk_action", args=["quizzes", "question", "retire"]), {"id": ids()}).content.decode()
    assert "Retire 2 questions" in before
    assert "Single? " in before
    assert not Question.objects.filter(retired_at__isnull=False).exists()
    act(desk, "retire", ids())
    assert not Question.objects.in_use().exists()
    act(desk, "bring_back", ids()[:1])
    assert Question.objects.in_use().count() == 1
    assert set(ModelLogEntry.objects.values_list("action", flat=True)) >= {"quizzes.retire", "quizzes.bring_back"}


def test_all_means_all_that_the_list_shows(desk):
    make.question("Q-1", tags=["law"])
    make.question("Q-2")
    tag = Question.objects.get(code="Q-1").tags.get()
    act(desk, "retire", ["all"], tag=tag.pk)
    assert Question.objects.in_use().get().code == "Q-2"
    act(desk, "retire", ["all"], q="nothing like this")
    assert Question.objects.in_use().count() == 1


def test_a_change_that_fails_changes_no_question(desk, monkeypatch):
    make.question("Q-1")
    make.question("Q-2")
    real, calls = Question.save, []

    def failing(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 2:
            raise RuntimeError
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Question, "save", failing)
    with pytest.raises(RuntimeError):
        act(desk, "change", ids(), {"difficulty": "hard"})
    assert not Question.objects.filter(difficulty="hard").exists()


# Shelves


def put(desk, category, **data):
    return desk.post(
        reverse("question_categories:edit", args=[category.pk]), {"name": category.name, "slug": category.slug, "parent": "", **data}
    )


def test_a_shelf_is_put_into_another(desk):
    law, codes_ = shelf("Law"), shelf("Codes")
    assert put(desk, codes_, parent=law.pk).status_code == 302
    codes_.refresh_from_db()
    assert codes_.parent == law


@pytest.mark.parametrize("inside", ["itself", "its child", "its grandchild"])
def test_a_shelf_never_stands_inside_itself(desk, inside):
    law = shelf("Law")
    child = shelf("Codes", law)
    grandchild = shelf("Articles", child)
    page = put(desk, law, parent={"itself": law, "its child": child, "its grandchild": grandchild}[inside].pk)
    assert page.status_code == 200
    assert page.context["form"].errors["parent"]
    law.refresh_from_db()
    assert law.parent is None


def test_two_shelves_of_one_name_in_one_place_are_refused_at_the_name(desk):
    shelf("Law")
    page = desk.post(reverse("question_categories:add"), {"name": "Law", "slug": "law-2", "parent": ""})
    assert list(page.context["form"].errors) == ["name"]


def test_the_shelves_are_listed_as_a_tree(desk):
    law = shelf("Law")
    shelf("Health")
    shelf("Administrative", shelf("Codes", law))
    page = desk.get(reverse("question_categories:index"))
    assert [(each.name, each.depth) for each in page.context["object_list"]] == [
        ("Health", 0),
        ("Law", 0),
        ("Codes", 1),
        ("Administrative", 2),
    ]
    assert 'data-depth="2"' in page.content.decode()


@pytest.mark.parametrize("holds", ["questions", "shelves", "a quiz"])
def test_a_shelf_that_is_needed_is_not_deleted(desk, holds):
    law = shelf("Law")
    if holds == "questions":
        make.question("Q-1", category=law)
    elif holds == "shelves":
        shelf("Codes", law)
    else:
        make.quiz([make.question("Q-1")])
        QuizSection.objects.update(category=law)
    page = desk.post(reverse("question_categories:delete", args=[law.pk]), follow=True)
    assert {"questions": "Questions stand", "shelves": "Other categories", "a quiz": "Quizzes draw"}[holds] in page.content.decode()
    assert Category.objects.filter(pk=law.pk).exists()


def test_an_empty_shelf_is_deleted(desk):
    law = shelf("Law")
    assert desk.post(reverse("question_categories:delete", args=[law.pk])).status_code == 302
    assert not Category.objects.exists()


# Who may


def test_a_reviewer_looks_but_changes_nothing(client, saule):
    desk = client
    desk.force_login(at_the_desk(saule, "Reviewers"))
    version = make.question("Q-1")
    law = shelf("Law")
    assert desk.get(reverse("questions:index")).status_code == 200
    assert desk.get(reverse("questions:compare", args=[version.question_id])).status_code == 200
    assert desk.get(reverse("questions:preview_version", args=[version.question_id, 1])).status_code == 200
    refused = [
        desk.get(reverse("questions:edit", args=[version.question_id])),
        act(desk, "change", ids(), {"difficulty": "hard"}),
        act(desk, "retire", ids()),
        desk.get(reverse("question_categories:index")),
        desk.post(reverse("question_categories:delete", args=[law.pk])),
        desk.post(reverse("question_categories:add"), {"name": "New", "slug": "new"}),
    ]
    assert {answer.status_code for answer in refused} == {302}
    assert {answer.url for answer in refused} == {reverse("wagtailadmin_home")}
    assert Question.objects.get().difficulty == ""
    assert Question.objects.in_use().exists()
    assert Category.objects.count() == 2


def test_an_outsider_sees_nothing_of_it(client, outsider, settings):
    settings.DEMO = False  # the page that refuses is everybody's, not the desk's
    client.force_login(outsider)
    version = make.question("Q-1")
    pages = [("compare", [version.question_id]), ("preview_version", [version.question_id, 1])]
    assert {client.get(reverse(f"questions:{name}", args=arguments)).status_code for name, arguments in pages} <= {302, 403}
    assert act(client, "retire", ids()).status_code in (302, 403)
    assert Question.objects.in_use().exists()
