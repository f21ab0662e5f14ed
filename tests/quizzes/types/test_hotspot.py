"""Places on a picture: what may be drawn, what is earned, what a page shows."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from quizzes.registry import TYPES
from quizzes.types.hotspot.drawing import draw
from tests.quizzes.bodies import body, text

HOTSPOT = TYPES["hotspot"]
PICTURE = {"url": "/media/wall.png", "width": 1200, "height": 900, "alt": "A <wall>"}


def spot(name, *, x="0", y="0", width="10", height="10", **more):
    return {"id": name, "label": text(name), "x": x, "y": y, "width": width, "height": height, **more}


SEVERAL = {
    "several": True,
    "spots": [
        spot("one", correct=True),
        spot("two", x="20", correct=True),
        spot("three", x="40"),
        spot("four", x="60"),
        spot("five", x="80"),
    ],
}


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        pytest.param(["one", "two"], 1, id="both"),
        pytest.param(["one"], Fraction(1, 2), id="one of two"),
        pytest.param(["one", "two", "three"], Fraction(2, 3), id="both and one of three wrong"),
        pytest.param(["three", "four"], 0, id="never below nothing"),
        pytest.param(["one", "two", "three", "four", "five"], 0, id="everything"),
    ],
)
def test_several_places_earn_as_several_choices_do(chosen, points):
    mark = HOTSPOT.grade(HOTSPOT.read_body(body("hotspot", **SEVERAL)), HOTSPOT.read_answer({"spots": chosen}))
    assert (mark.points, mark.maximum) == (points, 1)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"picture": None}, id="no picture"),
        pytest.param({"spots": [spot("a"), spot("b")]}, id="none right"),
        pytest.param({"spots": [spot("a", correct=True), spot("b", correct=True)], "several": True}, id="none wrong"),
        pytest.param({"spots": SEVERAL["spots"]}, id="two right where one may be chosen"),
        pytest.param({"spots": [spot("a", correct=True), spot("a")]}, id="ids alike"),
        pytest.param({"spots": [spot("a", correct=True), spot("b", x="95")]}, id="over the edge"),
        pytest.param({"spots": [spot("a", correct=True), spot("b", width="1")]}, id="too small to see"),
        pytest.param({"spots": [spot("a", correct=True), spot("b", y="-1")]}, id="outside"),
        pytest.param({"spots": [spot("a", correct=True), spot("b", x="NaN")]}, id="not a number"),
    ],
)
def test_a_place_that_cannot_be_found_is_refused(changes):
    with pytest.raises(ValidationError):
        HOTSPOT.read_body(body("hotspot", **changes), authored=True)


def test_where_one_place_is_asked_for_only_one_is_taken():
    read = HOTSPOT.read_body(body("hotspot"))
    answer = HOTSPOT.parse_answer(read, ["spot-good", "spot-bad"], {"": ["1", "0"]})
    assert answer.spots == ("spot-bad",)


def shown(answer=None, **changes):
    read = HOTSPOT.read_body(body("hotspot", **changes))
    return HOTSPOT.learner_view(read, HOTSPOT.choice_ids(read), "en", answer and HOTSPOT.read_answer(answer))


def test_each_place_is_a_control_with_its_name_as_label():
    html = draw("q7", {**shown({"spots": ["spot-good"]}), "picture": PICTURE})
    assert '<foreignObject x="40.0%" y="40.0%" width="20.0%" height="20.0%">' in html
    assert '<input type="radio" id="q7-1" name="q7" value="1" checked>' in html
    assert '<label for="q7-0">Corner eng</label>' in html
    assert 'alt="A &lt;wall&gt;"' in html
    assert "style=" not in html


def test_several_places_are_checkboxes():
    assert draw("q7", {**shown(**SEVERAL), "picture": PICTURE}).count('type="checkbox"') == 5


def test_without_its_picture_the_question_can_still_be_answered():
    html = draw("q7", {**shown(), "picture": None})
    assert html.count('class="choice"') == 2
    assert "Middle eng" in html
