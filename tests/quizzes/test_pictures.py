"""Pictures of questions: on the exam's page, among the parts of a case, in the review; looked up once."""

import pytest
from wagtail.images import get_image_model

from quizzes import pictures
from quizzes.pictures import pictures_of, with_pictures
from quizzes.registry import TYPES
from tests.quizzes import make
from tests.quizzes.bodies import body, text
from tests.quizzes.hall import address, begin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_seen_yet():
    pictures._known.clear()


def with_picture(image, alt, kind="single"):
    return TYPES[kind].read_body(body(kind, picture={"image": image.pk, "alt": text(alt)}))


def test_pictures_seen_before_take_no_query(django_assert_num_queries):
    bodies = [with_picture(make.picture(), "First"), with_picture(make.picture(), "Second")]
    first = pictures_of(bodies)
    assert [(each["width"], each["height"]) for each in first.values()] == [(80, 60), (80, 60)]
    with django_assert_num_queries(0):
        assert pictures_of(bodies) == first


def test_pictures_seen_by_another_process_take_two_queries(django_assert_num_queries):
    bodies = [with_picture(make.picture(), "First"), with_picture(make.picture(), "Second")]
    pictures_of(bodies)
    pictures._known.clear()
    with django_assert_num_queries(2):
        pictures_of(bodies)


def test_after_a_while_a_picture_is_looked_at_again(monkeypatch):
    read = with_picture(make.picture(), "First")
    before = pictures_of([read])
    picture = get_image_model().objects.get()
    later = pictures.monotonic() + pictures.LOOK_AGAIN + 1
    monkeypatch.setattr(pictures, "monotonic", lambda: later)
    picture.renditions.all().delete()
    pictures_of([read])
    assert picture.renditions.count() == 1
    assert before.keys() == {picture.pk}


def test_one_picture_has_the_words_of_each_question_that_shows_it():
    image = make.picture()
    one, other = with_picture(image, "First"), with_picture(image, "Second")
    found = pictures_of([one, other])
    assert [with_pictures({}, each, found, "ru")["picture"]["alt"] for each in (one, other)] == ["First рус", "Second рус"]


def test_a_question_goes_on_without_a_picture_whose_file_is_lost():
    image = make.picture()
    image.file.storage.delete(image.file.name)
    read = with_picture(image, "First")
    found = pictures_of([read])
    assert with_pictures({}, read, found, "en")["picture"] is None


def test_a_case_has_its_own_picture_and_those_of_its_parts():
    wall, door = make.picture(), make.picture()
    parts = [
        {"id": "a", "kind": "single", "body": body("single", picture={"image": door.pk, "alt": text("Door")})},
        {"id": "b", "kind": "truefalse", "body": body("truefalse")},
    ]
    read = TYPES["case"].read_body(body("case", parts=parts, picture={"image": wall.pk, "alt": text("Wall")}))
    view = TYPES["case"].learner_view(read, TYPES["case"].choice_ids(read), "en", None)
    shown = with_pictures(view, read, pictures_of([read]), "en")
    alts = [shown["picture"], *(part["view"]["picture"] for part in shown["parts"])]
    assert [alt and alt["alt"] for alt in alts] == ["Wall eng", "Door eng", None]


def test_aigerim_sees_the_picture_while_she_answers_and_in_the_review(phone, aigerim):
    picture = {"image": make.picture().pk, "alt": text("A wall")}
    questions = [make.question("Q-1", changes={"picture": picture}), make.question("Q-2", "hotspot")]
    attempt = begin(phone, aigerim, make.quiz(questions, feedback="after_attempt"))
    page = phone.get(address("exam", attempt)).content.decode()
    assert page.count("<img") == page.count('width="80" height="60"') == 2
    assert "A wall eng" in page
    phone.post(address("attempt-finish", attempt))
    page = phone.get(address("attempt-result", attempt, "kk")).content.decode()
    assert page.count('class="question-picture"') == 2
    assert "A wall қаз" in page


def test_sizes_are_not_written_the_way_people_write_numbers(phone, aigerim, monkeypatch):
    """In Russian 1200 is 1 200, which no browser reads."""
    monkeypatch.setattr(pictures, "_shown", lambda image: {"url": "/wall.png", "width": 1200, "height": 900})
    attempt = begin(phone, aigerim, make.quiz([make.question("Q-1", "hotspot")], feedback="after_attempt"))
    phone.post(address("attempt-finish", attempt))
    page = phone.get(address("attempt-result", attempt, "ru")).content.decode()
    assert 'width="1200" height="900"' in page
    assert '<rect x="40.0%" y="40.0%" width="20.0%" height="20.0%"' in page
