"""A case: whole questions within a question, each with its own marks, order and languages."""

from fractions import Fraction
from random import Random

import pytest
from pydantic import ValidationError

from quizzes.registry import TYPES
from quizzes.types.case.drawing import draw
from tests.quizzes.bodies import RIGHT, body

CASE = TYPES["case"]


def part(name, kind, **changes):
    return {"id": name, "kind": kind, "body": body(kind, **changes)}


def read(*parts):
    return CASE.read_body(body("case", **({"parts": list(parts)} if parts else {})))


@pytest.mark.parametrize(
    ("answers", "points", "reason"),
    [
        pytest.param(RIGHT["case"]["parts"], 3, "right", id="all"),
        pytest.param({"part-one": {"choice": "the-key"}}, 1, "partly", id="one of three, two left"),
        pytest.param(
            {"part-one": {"choice": "wrong-1"}, "part-two": {"rights": {"pair-a": "pair-a"}}}, Fraction(1, 3), "partly", id="a third of one"
        ),
        pytest.param({"part-one": {"choice": "wrong-1"}, "part-three": {"text": "?"}}, 0, "wrong", id="nothing"),
        pytest.param({"gone": {"choice": "the-key"}, "part-three": {"text": "опрос"}}, 1, "partly", id="a part that is not there"),
    ],
)
def test_a_case_earns_what_its_parts_earn(answers, points, reason):
    mark = CASE.grade(read(), CASE.read_answer({"parts": answers}))
    assert (mark.points, mark.maximum, mark.reason) == (points, 3, reason)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([part("a", "single")], id="one part"),
        pytest.param([part(str(number), "single") for number in range(7)], id="seven parts"),
        pytest.param([part("a", "single"), part("a", "numeric")], id="ids alike"),
        pytest.param([part("a", "single"), part("a/b", "numeric")], id="an id that looks like a choice's"),
        pytest.param([part("a", "single"), {"id": "b", "kind": "case", "body": body("case")}], id="a case in a case"),
        pytest.param([part("a", "single"), {"id": "b", "kind": "essay", "body": body("essay")}], id="an essay: people mark it"),
        pytest.param([part("a", "single"), {"id": "b", "kind": "numeric", "body": body("single")}], id="a body of another type"),
    ],
)
def test_what_makes_no_case_is_refused(parts):
    with pytest.raises(ValidationError):
        CASE.read_body(body("case", parts=parts), authored=True)


def test_every_kind_that_needs_no_people_may_be_a_part():
    for kind in set(TYPES) - {"case", "essay"}:
        case = read(part("a", kind), part("b", "truefalse"))
        answer = CASE.read_answer({"parts": {"a": RIGHT[kind], "b": RIGHT["truefalse"]}})
        assert CASE.grade(case, answer).points == 2, kind


def test_parts_with_choices_of_the_same_ids_do_not_mix():
    case = read(part("a", "single"), part("b", "single"))
    order = CASE.choice_ids(case)
    Random(7).shuffle(order)
    first, second = ([each[2:] for each in order if each.startswith(name)] for name in ("a/", "b/"))
    fields = {"p0": [str(first.index("the-key"))], "p1": [str(second.index("wrong-1"))]}
    assert CASE.parse_answer(case, order, fields).parts == {"a": {"choice": "the-key"}, "b": {"choice": "wrong-1"}}


def test_a_language_missing_in_a_part_is_missing_in_the_case():
    assert read().missing_languages() == []
    half = part("b", "numeric", prompt={"kk": "Қанша?", "ru": "Сколько?"})
    assert read(part("a", "single"), half).missing_languages() == ["en"]
    words = part("b", "shorttext", accepted={"kk": ["иә"], "en": ["yes"]})
    assert read(part("a", "single"), words).missing_languages() == ["ru"]


def test_a_page_draws_each_part_by_its_own_type_under_a_letter():
    case = read()
    html = draw("q3", CASE.learner_view(case, CASE.choice_ids(case), "en", None))
    assert html.count("<fieldset") == html.count("</fieldset>") == 3
    assert 'aria-labelledby="q3.p1-letter q3.p1-prompt"' in html
    assert [word in html for word in ("Part A", "Part B", "Part C")] == [True] * 3
    assert 'name="q3.p0" value="0"' in html
    assert 'name="q3.p1.0"' in html
    assert 'type="text" name="q3.p2"' in html


def test_a_solution_tells_of_each_part_whether_it_was_right():
    case = read()
    answer = CASE.read_answer({"parts": {"part-one": {"choice": "the-key"}, "part-two": {"rights": {"pair-a": "pair-a"}}}})
    parts = CASE.solution_view(case, CASE.choice_ids(case), "en", answer)["parts"]
    assert [(part["letter"], part["mark"], part["answered"]) for part in parts] == [
        ("A", "right", True),
        ("B", "partly", True),
        ("C", "wrong", False),
    ]
