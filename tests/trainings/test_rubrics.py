"""A rubric is written as text in three languages and read as one."""

import pytest

from trainings import rubrics

KK = "Байланыс\n0: айыптайды\n2: амандасады\n\nҚұқық\n0: айтпайды\n3: түсіндіреді"
RU = "Контакт\n0: обвиняет\n2: здоровается\n\nПрава\n0: молчит\n3: объясняет"
EN = "Contact\n0: accuses\n2: greets\n\nRights\n0: says nothing\n3: explains"
TEXTS = {"kk": KK, "ru": RU, "en": EN}


def test_what_is_written_is_read_and_written_again():
    rubric = rubrics.read(TEXTS)
    assert rubric.maximum == 5
    assert rubric.criteria[1].levels[1].text == {"kk": "түсіндіреді", "ru": "объясняет", "en": "explains"}
    assert {language: rubrics.write(rubric, language) for language in TEXTS} == TEXTS


@pytest.mark.parametrize(
    ("language", "text", "reason", "place"),
    [
        ("en", "", "empty", 0),
        ("en", EN.replace("2: greets", "greets"), "line", 1),
        ("ru", RU.replace("3: объясняет", "0: объясняет"), "levels", 2),
        ("ru", "Контакт", "levels", 1),
        ("en", EN.replace("2: greets", "1: greets"), "differs", 0),
        ("ru", RU.split("\n\n")[0], "differs", 0),
    ],
    ids=["missing", "no-points", "same-points", "no-levels", "other-points", "fewer-criteria"],
)
def test_what_is_no_rubric_is_refused_with_its_place(language, text, reason, place):
    with pytest.raises(rubrics.BadRubric) as refusal:
        rubrics.read({**TEXTS, language: text})
    assert (refusal.value.reason, refusal.value.language, refusal.value.place) == (reason, language, place)


@pytest.mark.parametrize(
    ("scores", "points"), [({"1": 2, "2": 3}, 5), ({"1": 0, "2": 0}, 0), ({"1": 1, "2": 3}, None), ({"1": 2}, None), ({}, None)]
)
def test_points_are_those_of_its_levels(scores, points):
    assert rubrics.read(TEXTS).points(scores) == points
