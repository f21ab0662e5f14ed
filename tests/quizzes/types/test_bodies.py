"""What authors may write, what learners may see, and what their forms may send."""

import json
from random import Random

import pytest
from pydantic import ValidationError

from quizzes.registry import TYPES
from tests.quizzes.bodies import RIGHT, SECRETS, body, text


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        pytest.param("single", {"prompt": {"kk": " "}}, id="no prompt"),
        pytest.param("single", {"surprise": 1}, id="an unknown field"),
        pytest.param("single", {"choices": [{"id": "a", "text": text("A")}, {"id": "b", "text": text("B")}]}, id="single: none correct"),
        pytest.param("single", {"choices": [{"id": "a", "text": text("A"), "correct": True}] * 2}, id="single: ids alike"),
        pytest.param("single", {"choices": [{"id": "a", "text": text("A"), "correct": True}]}, id="single: one choice"),
        pytest.param(
            "multiple", {"choices": [{"id": "a", "text": text("A")}, {"id": "b", "text": text("B")}]}, id="multiple: none correct"
        ),
        pytest.param("numeric", {"answer": "NaN"}, id="numeric: not a number"),
        pytest.param("numeric", {"tolerance": "-1"}, id="numeric: negative tolerance"),
        pytest.param("matching", {"pairs": body("matching")["pairs"][:2]}, id="matching: two pairs"),
        pytest.param("matching", {"extra": [{"id": "pair-a", "text": text("X")}]}, id="matching: an extra named like a pair"),
        pytest.param("ordering", {"steps": body("ordering")["steps"][:1]}, id="ordering: one step"),
    ],
)
def test_a_wrong_body_is_refused(kind, changes):
    with pytest.raises(ValidationError):
        TYPES[kind].read_body(body(kind, **changes), authored=True)


def test_script_is_cleaned_out_of_what_authors_write():
    read = TYPES["single"].read_body(body("single", prompt={"en": "<p onclick=x>Who<script>alert(1)</script>?</p>"}), authored=True)
    assert read.prompt.en == "<p>Who?</p>"


def test_a_missing_language_falls_back_to_kazakh_then_russian():
    prompt = TYPES["single"].read_body(body("single", prompt={"ru": "Кто?", "en": "Who?"})).prompt
    assert [prompt.within(code) for code in ("kk", "ru", "en")] == ["Кто?", "Кто?", "Who?"]


def test_missing_languages_are_found_wherever_a_text_stands():
    choices = body("single")["choices"]
    del choices[1]["feedback"]["en"]
    assert TYPES["single"].read_body(body("single", choices=choices)).missing_languages() == ["en"]
    assert TYPES["single"].read_body(body("single")).missing_languages() == []


def shown_order(kind):
    read = TYPES[kind].read_body(body(kind))
    order = TYPES[kind].choice_ids(read)
    Random(4).shuffle(order)
    return read, order


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("answered", [True, False], ids=["answered", "not answered"])
def test_a_learner_sees_neither_key_nor_feedback_nor_authors_ids(kind, answered):
    read, order = shown_order(kind)
    answer = TYPES[kind].read_answer(RIGHT[kind]) if answered else None
    view = json.dumps(TYPES[kind].learner_view(read, order, "en", answer), default=list, ensure_ascii=False)
    typed = {"numeric": "1234,5"}.get(kind) if answered else None  # what she typed herself
    assert not [secret for secret in SECRETS if secret in view and secret != typed]
    assert "correct" not in view


@pytest.mark.parametrize("kind", TYPES)
def test_each_language_shows_its_own_words_only(kind):
    read, order = shown_order(kind)
    view = json.dumps(TYPES[kind].learner_view(read, order, "ru", None), default=list, ensure_ascii=False)
    assert "рус" in view
    assert "eng" not in view
    assert "қаз" not in view


def sent(kind, view):
    """What a browser would send for a form that shows this view."""
    if kind in ("single", "multiple"):
        return {"": [str(choice["value"]) for choice in view["choices"] if choice["chosen"]]}
    if kind == "truefalse":
        return {"": [str(view["chosen"]).lower()]}
    if kind in ("numeric", "shorttext"):
        return {"": [view["text"]]}
    if kind == "essay":
        return {"": [view["text"]], "file": [str(view["file"] or "")]}
    if kind == "hotspot":
        return {"": [str(spot["value"]) for spot in view["spots"] if spot["chosen"]]}
    if kind == "categorise":
        return {str(thing["part"]): [str(thing["chosen"])] for thing in view["things"]}
    if kind == "gaps":
        gaps = [piece for piece in view["pieces"] if "part" in piece]
        return {
            str(gap["part"]): [gap["given"] or next((str(each["value"]) for each in gap["options"] if each["chosen"]), "")] for gap in gaps
        }
    if kind == "case":
        parts = {f"p{part['number']}": sent(part["kind"], part["view"]) for part in view["parts"]}
        return {f"{part}.{field}" if field else part: values for part, fields in parts.items() for field, values in fields.items()}
    if kind == "matching":
        return {str(left["part"]): [str(left["chosen"])] for left in view["lefts"]}
    return {str(step["part"]): [str(step["number"])] for step in view["steps"]}


@pytest.mark.parametrize("kind", TYPES)
def test_a_form_sent_as_shown_gives_the_same_answer(kind):
    read, order = shown_order(kind)
    answer = TYPES[kind].read_answer(RIGHT[kind])
    view = TYPES[kind].learner_view(read, order, "kk", answer)
    assert TYPES[kind].parse_answer(read, order, sent(kind, view)) == answer


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("fields", [{}, {"": [""]}, {"": []}, {"0": [""]}, {"99": ["1"]}], ids=str)
def test_an_empty_form_is_no_answer(kind, fields):
    read, order = shown_order(kind)
    assert TYPES[kind].parse_answer(read, order, fields) is None


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind not in ("numeric", "shorttext", "gaps", "essay")])
@pytest.mark.parametrize("value", ["-1", "99", "1.5", "the-key", "²", "٣", " 1"])
def test_what_was_never_offered_is_no_answer(kind, value):
    read, order = shown_order(kind)
    fields = {"": [value], "0": [value], "1": [value]}
    assert TYPES[kind].parse_answer(read, order, fields) is None


@pytest.mark.parametrize("kind", TYPES)
def test_a_solution_tells_key_and_explanation(kind):
    read, order = shown_order(kind)
    view = TYPES[kind].solution_view(read, order, "en", TYPES[kind].read_answer(RIGHT[kind]))
    assert view["feedback"] == "SECRET why eng"
