"""The player over HTTP: who gets in, what is shown, what is kept, what it costs."""

import json
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from courses.correcting import correct
from courses.models import BlockState, EditionItem, Enrolment, ItemProgress, LessonPage, Pin
from courses.progressing import read_item
from tests import make, people

pytestmark = pytest.mark.django_db
LESSON = "/kk/learn/prevention/lesson-1-1/"
JSON = {"HTTP_ACCEPT": "application/json"}
HEADING, TEXT, CHECKLIST, REFLECTION = (block["id"] for block in make.lesson_body("Сабақ 1.1")("kk"))
ONE, TWO = (item["id"] for item in make.lesson_body("Сабақ 1.1")("kk")[2]["value"]["items"])


@pytest.fixture
def learner(client, aigerim):
    """Aigerim's browser; she is in a course of three lessons."""
    make.enrolment(aigerim, lessons=3)
    client.force_login(aigerim)
    return client


def page(client, url=LESSON) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def republish(language, text) -> LessonPage:
    """A new wording of the first lesson's text in that language, published; editions do not know it yet."""
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code=language)
    raw = make.lesson_body("Сабақ 1.1")(language)
    raw[1]["value"] = f"<p>{text}</p>"
    lesson.body = json.dumps(raw)
    lesson.save_revision().publish()
    return lesson


# Who gets in


def test_a_stranger_is_asked_to_sign_in_and_brought_back(client):
    response = client.get(LESSON)
    assert response.status_code == 302
    assert response["Location"] == f"/kk/accounts/login/?next={LESSON}"


@pytest.mark.parametrize(
    "step", ["", "reading/", "place/", f"blocks/{REFLECTION}/", f"videos/{REFLECTION}/"], ids=["page", "reading", "place", "block", "video"]
)
def test_somebody_not_enrolled_finds_nothing(learner, outsider, step):
    other = Client()
    other.force_login(outsider)
    ask = other.post if step else other.get
    assert ask(LESSON + step).status_code == 404


@pytest.mark.parametrize("step", ["reading/", "place/", f"blocks/{REFLECTION}/", f"videos/{REFLECTION}/"])
def test_steps_are_made_by_post_only(learner, step):
    assert learner.get(LESSON + step).status_code == 405


def test_a_locked_lesson_says_in_words_what_comes_first(client, aigerim):
    make.enrolment(aigerim, lessons=1, modules=2, after_previous=True)
    client.force_login(aigerim)
    response = client.get("/en/learn/prevention/lesson-2-1/")
    assert response.status_code == 403
    assert "Lesson 1.1 in English" in response.content.decode()
    assert not ItemProgress.objects.exists()
    for step in ("reading/", "place/"):
        assert client.post(f"/en/learn/prevention/lesson-2-1/{step}").status_code == 404


def test_the_gate_opens_when_the_module_before_is_done(client, aigerim):
    enrolment = make.enrolment(aigerim, lessons=1, modules=2, after_previous=True)
    client.force_login(aigerim)
    assert 'data-state="locked"' in page(client)
    read_item(enrolment, enrolment.edition.items.first().key, at=timezone.now())
    assert 'data-state="locked"' not in page(client, "/kk/learn/prevention/lesson-2-1/")


# What is shown


@pytest.mark.parametrize("language", make.LANGUAGES)
def test_a_lesson_is_shown_in_the_language_of_the_page(learner, language):
    shown = page(learner, f"/{language}/learn/prevention/lesson-1-1/")
    assert f"Сабақ 1.1: {make.WORDS[language]}." in shown
    assert "language-note" not in shown
    assert "⟦" not in shown


def test_what_is_published_later_is_not_shown_until_it_is_corrected(learner, saule):
    lesson = republish("kk", "Жаңа мәтін")
    assert "Жаңа мәтін" not in page(learner)
    edition = Enrolment.objects.get().edition
    correct(edition, [(str(lesson.translation_key), "kk")], by=saule, at=timezone.now(), reason="Wording")
    assert "Жаңа мәтін" in page(learner)


def test_a_draft_is_shown_to_nobody(learner):
    lesson = LessonPage.objects.get(slug="lesson-1-1", locale__language_code="kk")
    lesson.title = "Жоба"
    lesson.save_revision()
    assert "Жоба" not in page(learner)
    response = learner.get(lesson.get_url())
    assert (response.status_code, response["Location"]) == (302, "/kk/courses/prevention/")


def test_an_unpublished_lesson_stays_for_those_who_follow_the_edition(learner):
    for lesson in LessonPage.objects.filter(slug="lesson-1-1"):
        lesson.unpublish()
    assert "Сабақ 1.1: қазақша." in page(learner)


def test_a_lesson_without_that_language_is_shown_in_another_and_says_so(learner):
    Pin.objects.filter(item__slug="lesson-1-1", language="en").delete()
    shown = page(learner, "/en/learn/prevention/lesson-1-1/")
    assert "not translated yet" in shown
    assert "Сабақ 1.1: қазақша." in shown
    assert '<article class="lesson" lang="kk">' in shown


def test_the_outline_names_each_state(learner):
    enrolment = Enrolment.objects.get()
    read_item(enrolment, enrolment.edition.items.get(slug="lesson-1-2").key, at=timezone.now())
    shown = page(learner)
    assert [shown.count(f'data-state="{state}"') for state in ("done", "current", "open")] == [1, 1, 1]
    assert shown.count('aria-current="page"') >= 1


# What is kept


def test_opening_a_lesson_makes_it_the_place_to_continue(learner):
    page(learner, "/ru/learn/prevention/lesson-1-2/")
    enrolment = Enrolment.objects.get()
    assert enrolment.current_item == enrolment.edition.items.get(slug="lesson-1-2").key


def test_reading_by_the_button_goes_on_to_the_next_lesson(learner):
    response = learner.post(f"{LESSON}reading/")
    assert (response.status_code, response["Location"]) == (302, "/kk/learn/prevention/lesson-1-2/")
    assert ItemProgress.objects.get().completed_at


def test_reading_by_the_script_answers_in_json(learner):
    assert learner.post(f"{LESSON}reading/", **JSON).json() == {"done": True}


def test_the_last_lesson_leads_to_the_course(learner):
    for number in (1, 2, 3):
        response = learner.post(f"/kk/learn/prevention/lesson-1-{number}/reading/")
    assert response["Location"] == "/kk/learn/prevention/"
    assert Enrolment.objects.get().completed_at
    assert learner.get("/kk/learn/prevention/").status_code == 200


def test_the_place_is_kept_and_offered_in_every_language(learner):
    page(learner)
    learner.post(f"{LESSON}place/", {"block": CHECKLIST})
    assert f'href="#{CHECKLIST}"' in page(learner, LESSON.replace("/kk/", "/ru/"))


def test_a_place_that_is_not_in_the_lesson_is_not_kept(learner):
    page(learner)
    learner.post(f"{LESSON}place/", {"block": str(uuid.uuid4())})
    learner.post(f"{LESSON}place/", {"block": '"><script>'})
    assert ItemProgress.objects.get().place == ""


def test_ticks_survive_a_form_without_scripts_and_a_switch_of_language(learner):
    response = learner.post(f"{LESSON}blocks/{CHECKLIST}/", {"items": [TWO]})
    assert (response.status_code, response["Location"]) == (302, f"{LESSON}#{CHECKLIST}")
    for language in make.LANGUAGES:
        shown = page(learner, f"/{language}/learn/prevention/lesson-1-1/")
        assert f'value="{TWO}" checked' in shown
        assert f'value="{ONE}" checked' not in shown


def test_taking_the_last_tick_away_is_kept_too(learner):
    learner.post(f"{LESSON}blocks/{CHECKLIST}/", {"items": [ONE]})
    learner.post(f"{LESSON}blocks/{CHECKLIST}/", {})
    assert " checked" not in page(learner)


def test_a_reflection_comes_back_escaped_and_only_to_its_writer(learner, daniyar):
    words = "Тыңдадым </textarea><script>alert(1)</script> ⟦text:x⟧"
    answer = learner.post(f"{LESSON}blocks/{REFLECTION}/", {"text": words}, **JSON)
    assert "saved" in answer.json()
    mine = page(learner)
    assert "&lt;/textarea&gt;&lt;script&gt;" in mine
    assert "<script>alert" not in mine
    make.enrolment(daniyar, Enrolment.objects.get().edition)
    his = Client()
    his.force_login(daniyar)
    assert "Тыңдадым" not in page(his)


@pytest.mark.parametrize(
    ("block", "data", "status"),
    [
        pytest.param(TEXT, {"text": "x"}, 400, id="a text keeps nothing"),
        pytest.param(REFLECTION, {"text": "x" * 10_001}, 400, id="too long"),
        pytest.param(CHECKLIST, {"items": ["<b>"]}, 400, id="not an id"),
        pytest.param(str(uuid.UUID(int=1)), {"text": "x"}, 404, id="not in this lesson"),
    ],
)
def test_what_a_block_cannot_keep_is_refused(learner, block, data, status):
    assert learner.post(f"{LESSON}blocks/{block}/", data, **JSON).status_code == status
    assert not BlockState.objects.exists()


@pytest.mark.parametrize("body", ["[]", "7", "null", "{", '{"text": 7}', '"\\ud800"'])
def test_json_of_another_shape_is_refused_in_words(learner, body):
    answer = learner.post(f"{LESSON}blocks/{REFLECTION}/", body, content_type="application/json", **JSON)
    assert answer.status_code == 400
    assert answer.json()["message"]


# A video


@pytest.fixture
def clip(learner, monkeypatch):
    """A lesson that is done when its one video is seen to 80 %."""
    block = uuid.UUID(int=9)
    EditionItem.objects.update(completion="video", threshold=80)
    monkeypatch.setattr("courses.views.steps._kinds", lambda seat: {str(block): "video", TEXT: "text"})
    return f"{LESSON}videos/{block}/"


def test_a_video_is_done_by_watching_and_goes_on_where_it_stopped(learner, clip):
    assert learner.post(clip, {"second": "31.5", "percent": "50"}).json() == {"kept": True, "done": False}
    assert learner.post(clip, {"second": "60", "percent": "80"}).json() == {"kept": True, "done": True}
    assert BlockState.objects.get().data == {"second": 60.0, "percent": 80}


@pytest.mark.parametrize(
    "body",
    ['{"second": 1, "percent": Infinity}', '{"second": 1}', '{"second": "x", "percent": 1}', "[1]", '{"second": null, "percent": 1}'],
)
def test_nonsense_about_a_video_is_refused(learner, clip, body):
    assert learner.post(clip, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize(("second", "percent", "kept"), [("-5", "-1", (0.0, 0)), ("1e9", "900", (86400.0, 100)), ("nan", "5", (0.0, 5))])
def test_what_is_said_about_a_video_stays_within_reason(learner, clip, second, percent, kept):
    assert learner.post(clip, {"second": second, "percent": percent}).status_code == 200
    assert BlockState.objects.get().data == {"second": kept[0], "percent": kept[1]}


def test_only_a_video_keeps_seconds(learner, clip):
    assert learner.post(f"{LESSON}videos/{TEXT}/", {"second": "1", "percent": "1"}).status_code == 404


# What it costs


def crowd(enrolment, size=300):
    """Many other learners of the same edition, with their progress and what they left in blocks."""
    users = type(enrolment.learner).objects.bulk_create(
        [type(enrolment.learner)(email=f"learner{number}@example.com") for number in range(size)]
    )
    now = timezone.now()
    others = Enrolment.objects.bulk_create(
        [Enrolment(learner=each, course=enrolment.course, edition=enrolment.edition, enrolled_at=now) for each in users]
    )
    keys = list(enrolment.edition.items.values_list("key", flat=True))
    ItemProgress.objects.bulk_create([ItemProgress(enrolment=each, item_key=key, opened_at=now) for each in others for key in keys])
    BlockState.objects.bulk_create(
        [BlockState(enrolment=each, item_key=keys[0], block_id=REFLECTION, data={"text": "x"}, updated_at=now) for each in others]
    )


def test_a_lesson_costs_at_most_six_queries_however_many_learn(learner, django_assert_max_num_queries):
    page(learner)
    with django_assert_max_num_queries(6):
        page(learner)
    crowd(Enrolment.objects.get())
    with django_assert_max_num_queries(6):
        page(learner)


def test_the_body_is_drawn_once_for_everybody(learner, monkeypatch):
    page(learner)
    monkeypatch.setattr("courses.lessons.pinned_page", lambda seat: pytest.fail("drawn again"))
    other = Client()
    person = people.person("other@mektep.kz", surname="Ә", given_name="Б")
    make.enrolment(person, Enrolment.objects.get().edition)
    other.force_login(person)
    assert "Сабақ 1.1: қазақша." in page(other)


def test_the_editors_preview_shows_no_marker_of_anybodys_state(db):
    make.course(lessons=1)
    page = LessonPage.objects.get(locale__language_code="kk")
    shown = page.make_preview_request(preview_mode="").render().content.decode()
    assert "Reflection" in shown
    assert "\u27e6" not in shown
