"""An essay: its rubric, what is taken from the form, what a page shows."""

import pytest
from pydantic import ValidationError

from quizzes.registry import TYPES
from quizzes.types.essay.drawing import draw
from quizzes.types.essay.rules import LONGEST
from tests.quizzes.bodies import body, text

ESSAY = TYPES["essay"]


def level(points):
    return {"points": points, "text": text(f"worth {points}")}


def criterion(*points, name="a"):
    return {"id": name, "criterion": text("Criterion"), "levels": [level(each) for each in points]}


def test_an_essay_waits_for_people_with_all_its_points_open():
    read = ESSAY.read_body(body("essay"))
    mark = ESSAY.grade(read, ESSAY.read_answer({"text": "My plan."}))
    assert (mark.points, mark.reason, mark.maximum) == (0, "waiting", 10)
    assert ESSAY.grade(read, None).reason == "unanswered"
    assert ESSAY.by_hand


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"rubric": []}, id="no criterion"),
        pytest.param({"rubric": [criterion(1)]}, id="one level"),
        pytest.param({"rubric": [criterion(2, 2)]}, id="levels worth the same"),
        pytest.param({"rubric": [criterion(0, -1)]}, id="points below nothing"),
        pytest.param({"rubric": [criterion(0, 1), criterion(0, 2)]}, id="ids alike"),
        pytest.param({"words_min": 200, "words_max": 100}, id="at least more than at most"),
    ],
)
def test_an_essay_that_cannot_be_marked_is_refused(changes):
    with pytest.raises(ValidationError):
        ESSAY.read_body(body("essay", **changes), authored=True)


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        pytest.param({"": [" One\r\ntwo\x00 "]}, {"text": "One\ntwo", "file": None}, id="lines as written"),
        pytest.param({"": [""], "file": ["12"]}, {"text": "", "file": 12}, id="a file alone"),
        pytest.param({"": ["x" * (LONGEST + 5)]}, {"text": "x" * LONGEST, "file": None}, id="too long"),
        pytest.param({"": ["Text"], "file": ["²"]}, {"text": "Text", "file": None}, id="a file that is no number"),
        pytest.param({"": ["Text"], "file": ["9" * 30]}, {"text": "Text", "file": None}, id="a number that is no file"),
        pytest.param({"": [" \r\n"], "file": [""]}, None, id="nothing"),
    ],
)
def test_what_a_form_says(fields, answer):
    given = ESSAY.parse_answer(ESSAY.read_body(body("essay")), [], fields)
    assert (given and given.model_dump()) == answer


def test_a_file_that_was_not_asked_for_is_left_out():
    given = ESSAY.parse_answer(ESSAY.read_body(body("essay", file=False)), [], {"": ["Text"], "file": ["12"]})
    assert given.file is None


def drawn(answer=None, **changes):
    read = ESSAY.read_body(body("essay", **changes))
    return draw("q2", ESSAY.learner_view(read, [], "en", answer and ESSAY.read_answer(answer)))


def test_the_rubric_stands_open_beside_the_text():
    html = drawn()
    assert '<details class="rubric" open>' in html
    assert html.index("6 points") < html.index("clear eng") < html.index("<textarea")
    assert "crit-1" not in html


def test_what_was_written_comes_back_as_it_was():
    html = drawn({"text": "</textarea><b>", "file": 4})
    assert "&lt;/textarea&gt;&lt;b&gt;" in html
    assert 'name="q2.file" value="4"' in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words_min": 5, "words_max": 9}, "5 to 9 words"),
        ({"words_min": 5}, "at least 5 words"),
        ({"words_min": None, "words_max": 9}, "at most 9 words"),
    ],
)
def test_how_long_it_should_be_is_said(changes, words):
    assert words in drawn(**changes)


def test_without_a_file_there_is_no_field_for_one():
    assert 'type="file"' in drawn()
    assert 'type="file"' not in drawn(file=False)


def test_a_markers_points_are_told_by_criterion():
    scored = ESSAY.scored(ESSAY.read_body(body("essay")), {"crit-1": 2, "crit-2": 6}, "en")
    assert [(each["criterion"], each["points"], each["maximum"]) for each in scored] == [("Sources eng", 2, 4), ("Clarity eng", 6, 6)]
