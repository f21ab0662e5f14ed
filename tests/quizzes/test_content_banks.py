"""Every question of content/ is whole: in three languages, answerable, sourced, and its right answer earns everything."""

from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
import yaml
from django.utils import timezone
from taggit.models import Tag

from lms.demo_answers import right_fields
from quizzes.answering import save_answer
from quizzes.attempting import start
from quizzes.content import load_questions
from quizzes.finishing import finish
from quizzes.models import PoolEntry, Question
from quizzes.registry import TYPES
from tests.quizzes import make

CONTENT = Path(__file__).parents[2] / "content"
BANKS = sorted(CONTENT.glob("questions/*.yaml"))
QUESTIONS = [question for bank in BANKS for question in yaml.safe_load(bank.read_text())]
VOLUNTEERS = CONTENT / "questions" / "cyber-volunteers.yaml"
VOLUNTEER_MODULES = [f"c-module-{number}" for number in range(1, 6)]
DRAWN_OF_EACH = 2
LAW_HOLDS = timedelta(days=183)
FACT_HOLDS = timedelta(days=366)


def test_a_code_stands_once_in_all_banks():
    codes = [question["code"] for question in QUESTIONS]
    assert sorted(set(codes)) == sorted(codes)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["code"])
def test_a_question_of_the_bank_is_whole(question):
    kind = TYPES[question["type"]]
    given = question["body"]
    picture = {"picture": {**given["picture"], "image": 1}} if "picture" in given else {}
    stored = kind.read_body({**given, **picture}, authored=True).model_dump(mode="json", exclude_defaults=True)
    body = kind.read_body(stored)
    assert body.missing_languages() == []
    order = kind.choice_ids(body)
    Random(3).shuffle(order)
    answer = kind.parse_answer(body, order, right_fields(kind.name, stored, order))
    assert answer is not None
    mark = kind.grade(body, answer)
    assert mark.points == (0 if kind.by_hand else mark.maximum)
    for language in ("kk", "ru", "en"):
        kind.learner_view(body, order, language, answer)
        kind.solution_view(body, order, language, answer)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if "picture" in each["body"]], ids=lambda question: question["code"])
def test_a_picture_of_the_bank_lies_in_the_media(question):
    assert (CONTENT / "media" / question["body"]["picture"]["image"]).is_file()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["code"])
def test_a_question_names_where_it_comes_from_and_when_to_look_again(question):
    assert question["source"]["title"]
    assert question["source"]["url"].startswith("http")
    held = question["review_by"] - question["checked_on"]
    assert timedelta(0) < held <= (LAW_HOLDS if "law" in question["tags"] else FACT_HOLDS)


def test_what_volunteers_only_practise_is_kept_apart_from_what_an_exam_draws():
    for question in yaml.safe_load(VOLUNTEERS.read_text()):
        drawn_by = set(question["tags"]) & set(VOLUNTEER_MODULES)
        practised = "c-practice" in question["tags"]
        assert len(drawn_by) + practised == 1, question["code"]
        assert practised or "A rule of the course" not in question["source"]["title"], question["code"]


@pytest.mark.django_db
def test_the_volunteers_exam_is_frozen_and_passed_by_somebody_who_knows(aigerim):
    load_questions(VOLUNTEERS, by=None, at=timezone.now())
    sections = [{"tag": Tag.objects.get(name=name), "draw": DRAWN_OF_EACH} for name in VOLUNTEER_MODULES]
    seat = make.seat(aigerim, make.quiz(sections=sections, pass_mark=75))
    pool = Question.objects.filter(versions__in=PoolEntry.objects.values("question_version"))
    drawn = DRAWN_OF_EACH * len(VOLUNTEER_MODULES)
    assert pool.count() >= 2 * drawn
    assert not pool.filter(tags__name="c-practice").exists()
    device, now = uuid4(), timezone.now()
    attempt = start(seat, holder=device, at=now)
    for question in attempt.questions.select_related("question_version", "attempt"):
        version = question.question_version
        save_answer(question, right_fields(version.kind, version.body, question.order), seq=1, holder=device, at=now)
    finished = finish(attempt, at=now)
    assert (attempt.questions.count(), finished.points, finished.passed) == (drawn, finished.maximum, True)
