"""What changed between two versions of a question: the comparison alone."""

from quizzes.differing import Piece, differences, pieces
from tests.quizzes.bodies import body, rich

OLD = body("single")


def found(new, old=OLD):
    return [(each.path, each.language, each.before, each.after) for each in differences(old, new)]


def test_the_same_body_does_not_differ():
    assert found(body("single")) == []


def test_a_changed_text_is_named_by_place_and_language():
    prompt = {**OLD["prompt"], "ru": "<p>Кто звонит?</p>"}
    assert found({**OLD, "prompt": prompt}) == [(("prompt",), "ru", "Single? рус", "Кто звонит?")]


def test_the_key_that_moved_stands_at_both_rows():
    first, second, third = OLD["choices"]
    new = {**OLD, "choices": [{**first, "correct": True}, {name: each for name, each in second.items() if name != "correct"}, third]}
    assert found(new) == [(("choices", "wrong-1", "correct"), "", "", "True"), (("choices", "the-key", "correct"), "", "True", "")]


def test_a_row_that_is_new_or_gone_has_one_side_only():
    gone = found({**OLD, "choices": OLD["choices"][1:]})
    assert {(path[1], after) for path, _language, _before, after in gone} == {("wrong-1", "")}
    assert {language for _path, language, _before, _after in gone} == {"kk", "ru", "en"}
    came = found(OLD, {**OLD, "choices": OLD["choices"][1:]})
    assert {(path[1], before) for path, _language, before, _after in came} == {("wrong-1", "")}


def test_steps_that_changed_places_are_told_by_their_old_numbers():
    old = body("ordering")
    steps = old["steps"]
    assert found({**old, "steps": [steps[1], steps[0], *steps[2:]]}, old) == [(("steps", "order"), "", "1, 2, 3, 4, 5", "2, 1, 3, 4, 5")]


def test_bold_letters_alone_are_told_as_such():
    new = {**OLD, "prompt": {**rich("Single?"), "ru": "<p><b>Single?</b> рус</p>"}}
    (difference,) = differences(OLD, new)
    assert difference.only_markup


def test_words_that_stayed_went_and_came():
    assert pieces("Call the police now", "Call the school psychologist now") == [
        Piece("same", "Call the"),
        Piece("deleted", "police"),
        Piece("inserted", "school psychologist"),
        Piece("same", "now"),
    ]
    assert pieces("", "All new") == [Piece("inserted", "All new")]
