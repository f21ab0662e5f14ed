"""Every question of content/ is whole: in three languages, answerable, and its right answer earns everything."""

from pathlib import Path
from random import Random

import pytest
import yaml

from quizzes.registry import TYPES
from tests.answering import right_fields

CONTENT = Path(__file__).parents[2] / "content"
BANKS = sorted(CONTENT.glob("questions/*.yaml"))
QUESTIONS = [question for bank in BANKS for question in yaml.safe_load(bank.read_text())]


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
