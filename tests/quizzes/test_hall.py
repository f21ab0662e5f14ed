"""The exam hall over HTTP: Aigerim takes a test on her phone, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from courses.models import ItemProgress
from quizzes.models import Attempt, AttemptQuestion
from tests.quizzes import make
from tests.quizzes.bodies import RIGHT
from tests.quizzes.hall import address, begin, question_of, quiz_page, save, single_fields

pytestmark = pytest.mark.django_db


def test_the_quiz_page_says_the_rules_and_offers_to_start(phone, aigerim):
    make.seat(aigerim, time_limit_minutes=30, attempts_allowed=2, pause_hours=24)
    page = phone.get(quiz_page()).content.decode()
    assert all(words in page for words in ("in English", "80 % of the points", "30 min", "pause between them: 24 h", "Start the test"))


def test_starting_twice_leads_to_one_attempt(phone, aigerim):
    attempt = begin(phone, aigerim)
    assert phone.post(address("attempt-start")).url == address("exam", attempt)
    assert "Continue the test" in phone.get(quiz_page()).content.decode()


def test_the_exam_shows_every_question_with_its_fields(phone, aigerim):
    attempt = begin(phone, aigerim, time_limit_minutes=30)
    page = phone.get(address("exam", attempt)).content.decode()
    for question in attempt.questions.all():
        assert f'id="q{question.position}"' in page
        assert f'name="seq{question.position}"' in page
    seconds = int(re.search(r'data-seconds="(\d+)"', page)[1])
    assert 1790 <= seconds <= 1800


def test_a_saved_answer_is_acknowledged_and_shown_again(phone, aigerim):
    attempt = begin(phone, aigerim)
    question = question_of(attempt, "single")
    answer = save(phone, question, single_fields(question))
    assert answer.status_code == 200
    assert re.fullmatch(r"\d\d:\d\d|\d+(:\d\d)? [ap]\.m\.", answer.json()["saved_at"])
    assert (answer.json()["seq"], answer.json()["answered"], answer.json()["seconds_left"]) == (1, True, None)
    page = phone.get(address("exam", attempt)).content.decode()
    assert f'value="{question.order.index("the-key")}" checked' in page
    assert f'name="seq{question.position}" value="1"' in page
    assert "Saved" in page


def test_a_replayed_old_save_is_refused(phone, aigerim):
    question = question_of(begin(phone, aigerim), "truefalse")
    save(phone, question, [["", "true"]], seq=1)
    save(phone, question, [["", "false"]], seq=2)
    replayed = save(phone, question, [["", "true"]], seq=1)
    assert (replayed.status_code, replayed.json()["reason"]) == (409, "stale")
    question.refresh_from_db()
    assert question.answer == {"value": False}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"seq": 0, "fields": []}',
        '{"seq": 1.5, "fields": []}',
        '{"seq": 1}',
        '{"seq": 1, "fields": [1]}',
        '{"seq": true, "fields": 5}',
    ],
)
def test_an_unreadable_save_is_refused_politely(phone, aigerim, body):
    question = question_of(begin(phone, aigerim), "truefalse")
    answer = phone.post(address("answer-save", question.attempt, position=1), body, content_type="application/json")
    assert (answer.status_code, answer.json()["reason"]) == (400, "unreadable")


def test_a_signed_out_device_is_told_to_sign_in_and_keeps_its_answers(phone, aigerim):
    question = question_of(begin(phone, aigerim), "truefalse")
    phone.logout()
    assert save(phone, question, [["", "true"]]).status_code == 401


def test_another_device_takes_over_and_the_first_is_told(phone, laptop, aigerim):
    attempt = begin(phone, aigerim)
    question = question_of(attempt, "truefalse")
    save(phone, question, [["", "true"]], seq=1)
    assert "open on another device" in laptop.get(address("exam", attempt)).content.decode()
    assert save(laptop, question, [["", "false"]], seq=2).json()["reason"] == "held"

    assert laptop.post(address("attempt-takeover", attempt)).url == address("exam", attempt)
    assert "open on another device" not in laptop.get(address("exam", attempt)).content.decode()
    told = save(phone, question, [["", "false"]], seq=3)
    assert (told.status_code, told.json()["reason"]) == (409, "held")
    assert "another device" in told.json()["message"]
    assert save(laptop, question, [["", "false"]], seq=2).status_code == 200
    assert phone.post(address("exam", attempt), {"seq1": "0"}).status_code == 409


def form_of(attempt, answers, **more):
    """What the plain form sends: every sequence number, and the answers given."""
    data = {f"seq{question.position}": str(question.seq) for question in attempt.questions.all()}
    for question in attempt.questions.select_related("question_version"):
        kind = question.question_version.kind
        if kind in answers:
            data |= _fields(question, kind)
    return {**data, **more}


def _fields(question, kind):
    name, order = f"q{question.position}", question.order
    if kind == "matching":
        return {f"{name}.{place}": str(order.index(pair)) for place, pair in enumerate(["pair-a", "pair-b", "pair-c"])}
    if kind == "ordering":
        return {f"{name}.{place}": str(RIGHT[kind]["numbers"][step]) for place, step in enumerate(order)}
    return {
        name: {
            "single": lambda: str(order.index("the-key")),
            "multiple": lambda: [str(order.index(each)) for each in ("key-1", "key-2")],
            "truefalse": lambda: "false",
            "numeric": lambda: "1 234,5",
        }[kind]()
    }


def test_without_javascript_the_whole_form_is_saved(phone, aigerim):
    attempt = begin(phone, aigerim)
    answer = phone.post(address("exam", attempt), form_of(attempt, RIGHT))
    assert answer.url == address("exam", attempt)
    assert attempt.questions.filter(answer__isnull=False, seq=1).count() == 6
    phone.post(address("exam", attempt), form_of(attempt, RIGHT))
    assert attempt.questions.filter(seq=1).count() == 6  # nothing changed, so nothing was written


def test_a_form_made_before_a_newer_answer_does_not_overwrite_it(phone, aigerim):
    attempt = begin(phone, aigerim)
    old = form_of(attempt, ["truefalse"])
    question = question_of(attempt, "truefalse")
    save(phone, question, [["", "true"]], seq=1)
    page = phone.post(address("exam", attempt), old, follow=True)
    question.refresh_from_db()
    assert question.answer == {"value": True}
    assert [str(message) for message in page.context["messages"]] == [
        "Some answers were changed in another window meanwhile. Those are shown; check them."
    ]


def test_without_javascript_to_the_end(phone, aigerim):
    attempt = begin(phone, aigerim)
    asked = phone.post(address("exam", attempt), form_of(attempt, ["single", "numeric"], finish="1"), follow=True)
    assert "Questions without an answer: 4 of 6." in asked.content.decode()
    assert Attempt.objects.get().finished_at is None
    done = phone.post(address("attempt-finish", attempt), follow=True)
    assert done.redirect_chain[-1][0] == address("attempt-result", attempt)
    assert "Not passed yet" in done.content.decode()


def test_passing_reaches_the_course_and_finishing_again_changes_nothing(phone, aigerim):
    attempt = begin(phone, aigerim)
    phone.post(address("exam", attempt), form_of(attempt, RIGHT))
    for _click in range(2):
        phone.post(address("attempt-finish", attempt))
    attempt.refresh_from_db()
    assert (attempt.percent, attempt.passed) == (100, True)
    assert ItemProgress.objects.filter(passed_at=attempt.finished_at).count() == 1
    assert phone.get(address("exam", attempt)).url == address("attempt-result", attempt)


def test_the_language_may_change_in_the_middle(phone, aigerim):
    attempt = begin(phone, aigerim)
    question = question_of(attempt, "single")
    save(phone, question, single_fields(question), language="kk")
    pages = {code: phone.get(address("exam", attempt, code)).content.decode() for code in ("kk", "ru", "en")}
    for code, word in [("kk", "қаз"), ("ru", "рус"), ("en", "eng")]:
        assert word in pages[code]
    shape = {code: re.findall(r'name="(q[^"]*|seq\d+)"(?: value="(\d*)")?( checked)?', page) for code, page in pages.items()}
    assert shape["kk"] == shape["ru"] == shape["en"]
    assert phone.post(address("exam", attempt, "ru"), form_of(attempt, ["single"])).status_code == 302
    assert Attempt.objects.count() == 1


def test_the_server_clock_ends_the_test_whatever_the_device_thinks(phone, aigerim):
    attempt = begin(phone, aigerim, time_limit_minutes=30)
    question = question_of(attempt, "truefalse")
    save(phone, question, [["", "false"]], seq=1)
    late = timezone.now() - settings.ANSWER_GRACE - timedelta(seconds=1)
    Attempt.objects.update(deadline_at=late)
    refused = save(phone, question, [["", "true"]], seq=2)
    assert (refused.status_code, refused.json()["reason"]) == (410, "over")
    attempt.refresh_from_db()
    assert (attempt.finished_at, attempt.points) == (late, 1)
    assert save(phone, question, [["", "true"]], seq=3).json()["reason"] in ("over", "finished")
    assert phone.get(address("exam", attempt)).status_code == 302


@pytest.mark.parametrize("touch", ["exam", "attempt-finish", "attempt-result", "quiz"])
def test_an_overdue_attempt_is_finished_at_the_next_touch(phone, aigerim, touch):
    attempt = begin(phone, aigerim, time_limit_minutes=30)
    Attempt.objects.update(deadline_at=timezone.now() - settings.ANSWER_GRACE - timedelta(seconds=1))
    phone.get(quiz_page() if touch == "quiz" else address(touch, attempt))
    attempt.refresh_from_db()
    assert attempt.finished_at == attempt.deadline_at


def test_why_no_further_attempt_may_start(phone, aigerim):
    attempt = begin(phone, aigerim, attempts_allowed=2, pause_hours=24)
    phone.post(address("attempt-finish", attempt))
    assert "The next attempt opens:" in phone.get(quiz_page()).content.decode()
    assert phone.post(address("attempt-start")).url == quiz_page()
    Attempt.objects.update(started_at=timezone.now() - timedelta(days=2), finished_at=timezone.now() - timedelta(days=2))
    phone.post(address("attempt-start"))
    phone.post(address("attempt-finish", Attempt.objects.get(finished_at=None)))
    assert "All attempts are used" in phone.get(quiz_page()).content.decode()
    assert Attempt.objects.count() == 2


def finish_with(client, attempt, answers):
    client.post(address("exam", attempt), form_of(attempt, answers))
    client.post(address("attempt-finish", attempt))
    return client.get(address("attempt-result", attempt)).content.decode()


@pytest.mark.parametrize(
    ("feedback", "answers", "shown"),
    [
        pytest.param("after_attempt", [], True, id="after each attempt"),
        pytest.param("after_pass", ["single"], False, id="not before passing"),
        pytest.param("after_pass", RIGHT, True, id="after passing"),
        pytest.param("never", RIGHT, False, id="never"),
    ],
)
def test_the_review_comes_when_the_rule_says(phone, aigerim, feedback, answers, shown):
    attempt = begin(phone, aigerim, feedback=feedback)
    page = finish_with(phone, attempt, answers)
    assert ("SECRET why eng" in page) is shown
    assert "%" in page


def test_after_the_last_attempt_the_review_is_released_too(phone, aigerim):
    attempt = begin(phone, aigerim, feedback="after_pass", attempts_allowed=1)
    assert "SECRET why eng" in finish_with(phone, attempt, [])


def test_the_review_shows_own_answer_key_and_explanation(phone, aigerim):
    attempt = begin(phone, aigerim)
    page = finish_with(phone, attempt, ["single", "truefalse", "numeric"])
    assert page.count("Your answer") >= 3
    assert "SECRET two eng" in page
    assert "SECRET one eng" not in page  # what is said to those who chose otherwise
    assert "SECRET said false eng" in page
    assert "1234.5" in page


def test_nobody_else_finds_an_attempt(phone, client, aigerim, outsider, daniyar):
    attempt = begin(phone, aigerim)
    question = question_of(attempt, "truefalse")
    for person in (outsider, daniyar):
        other = Client()
        other.force_login(person)
        for name in ("exam", "attempt-finish", "attempt-result"):
            assert other.get(address(name, attempt)).status_code == 404
        for name in ("exam", "attempt-finish", "attempt-takeover"):
            assert other.post(address(name, attempt)).status_code == 404
        assert save(other, question, [["", "true"]]).status_code == 404
        assert other.post(address("attempt-start")).status_code == 404
    attempt.refresh_from_db()
    assert attempt.finished_at is None
    assert not AttemptQuestion.objects.filter(answer__isnull=False).exists()


def test_an_attempt_is_not_found_under_another_quiz(phone, aigerim):
    attempt = begin(phone, aigerim)
    with override("en"):
        elsewhere = reverse("quizzes:exam", kwargs={"course": "prevention", "item": "lesson-1-1", "key": attempt.key})
    assert phone.get(elsewhere).status_code == 404


def test_a_visitor_is_asked_to_sign_in(phone, aigerim):
    attempt = begin(phone, aigerim)
    visitor = Client()
    for name in ("exam", "attempt-finish", "attempt-result"):
        assert "/accounts/login/" in visitor.get(address(name, attempt)).url


@pytest.mark.parametrize("name", ["attempt-start", "attempt-takeover", "answer-save"])
def test_what_changes_something_is_posted(phone, aigerim, name):
    attempt = begin(phone, aigerim)
    more = {"position": 1} if name == "answer-save" else {}
    assert phone.get(address(name, None if name == "attempt-start" else attempt, **more)).status_code == 405


@pytest.fixture
def twenty(aigerim):
    """Twenty questions of mixed kinds, and a fair with many attempts of others."""
    kinds = list(RIGHT)
    versions = [make.question(f"Q-{number:02}", kinds[number % 6]) for number in range(20)]
    return make.quiz(versions)


def test_query_budgets_hold_with_twenty_questions(phone, aigerim, twenty, django_assert_max_num_queries):
    make.seat(aigerim, twenty)
    phone.post(address("attempt-start"))
    attempt = Attempt.objects.get()
    question = attempt.questions.filter(question_version__kind="truefalse").first()
    phone.get(address("exam", attempt))
    with django_assert_max_num_queries(6):
        phone.get(address("exam", attempt))
    with django_assert_max_num_queries(4):
        assert save(phone, question, [["", "true"]]).status_code == 200
    with django_assert_max_num_queries(4):
        assert save(phone, question, [["", "false"]]).status_code == 409
