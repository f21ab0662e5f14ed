"""Small garbage with a place of its own: said in words where a page can say them, never a fault of the server."""

import json

import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(client, aigerim):
    client.force_login(aigerim)
    enrolled = make.enrolment(aigerim)
    return f"/en/learn/{enrolled.course.slug}/lesson-1-1/"


def test_json_deeper_than_python_reads_is_not_kept_and_says_so(client, lesson):
    block = make.lesson_body("Сабақ 1.1")("kk")[3]["id"]
    answer = client.post(f"{lesson}blocks/{block}/", "[" * 100_000, content_type="application/json")
    assert (answer.status_code, "Reload the page" in answer.json()["message"]) == (400, True)


@pytest.mark.parametrize("text", ["\0", "\ud800"], ids=["a NUL", "half a surrogate"])
def test_a_letter_that_no_database_keeps_is_left_out(client, lesson, text):
    block = make.lesson_body("Сабақ 1.1")("kk")[3]["id"]
    answer = client.post(f"{lesson}blocks/{block}/", json.dumps({"text": f"Ой{text}"}), content_type="application/json")
    assert answer.status_code in (200, 302, 400)


def test_a_venue_of_more_than_64_bits_is_no_venue(client, lesson):
    assert client.get("/en/trainings/?venue=" + "9" * 40).status_code == 200


@pytest.mark.parametrize("there", ["NaN", "a:b", "//evil.example/", "javascript:alert(1)"])
def test_whatever_is_no_path_of_ours_is_not_where_somebody_came_from(client, aigerim, there):
    client.force_login(aigerim)
    answer = client.get("/en/_util/login/", {"next": there})
    assert answer.url == "/cms/"
