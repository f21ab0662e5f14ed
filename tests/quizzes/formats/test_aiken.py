"""Aiken, sample by sample as docs.moodle.org/en/Aiken_format describes it, and every way to get it wrong."""

import pytest

from tests.quizzes.formats.reading import chosen, codes, one, read, refused, said


def test_choices_lettered_with_a_full_stop():
    entry = one("aiken", "Which answer is right?\nA. This?\nB. That?\nC. Possibly here?\nD. This must be it!\nANSWER: D\n")
    assert entry.kind == "single"
    assert said(entry.body)["prompt"] == "<p>Which answer is right?</p>"
    assert chosen(entry) == [("This?", False, ""), ("That?", False, ""), ("Possibly here?", False, ""), ("This must be it!", True, "")]
    assert codes(entry) == []


def test_choices_lettered_with_a_bracket():
    text = "Who signs the protocol?\nA) The officer\nB) The parent\nC) The teacher\nD) The neighbour\nE) The doctor\nF) Nobody\nANSWER: A"
    assert [right for _text, right, _feedback in chosen(one("aiken", text))] == [True, False, False, False, False, False]


def test_questions_one_after_the_other():
    items = read("aiken", "One?\nA) Yes\nB) No\nANSWER: A\n\nTwo?\nA. Yes\nB. No\nANSWER: B\n")
    assert [(item.line, item.name, item.kind) for item in items] == [(1, "One?", "single"), (6, "Two?", "single")]


def test_lines_ended_as_on_old_machines():
    assert [item.name for item in read("aiken", "\ufeffOne?\r\nA) Yes\r\nB) No\r\nANSWER: A\r\rTwo?\rA) Yes\rB) No\rANSWER: B")] == [
        "One?",
        "Two?",
    ]


def test_signs_of_html_are_only_signs():
    entry = one("aiken", "Is 1 < 2 & 3 > 2?\nA) <b>Yes</b>\nB) No\nANSWER: A")
    assert said(entry.body)["prompt"] == "<p>Is 1 &lt; 2 &amp; 3 &gt; 2?</p>"
    assert chosen(entry)[0][0] == "<b>Yes</b>"


def test_a_choice_without_a_space_behind_its_letter():
    assert chosen(one("aiken", "One?\nA)Yes\nB)No\nANSWER: B"))[1] == ("No", True, "")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("One?\nA) Only\nANSWER: A", 1, "few_choices", id="one choice"),
        pytest.param("One?\nA) Yes\nB) No\nANSWER: C", 1, "aiken_no_such_letter", id="a letter that is not there"),
        pytest.param("One?\nA) Yes\nB) No\nANSWER:", 1, "aiken_no_such_letter", id="no letter"),
        pytest.param("One?\nA) Yes\nA) No\nANSWER: A", 1, "aiken_letter_twice", id="a letter twice"),
        pytest.param("One?\nA) Yes\nB)\nANSWER: A", 1, "empty_choice", id="an empty choice"),
        pytest.param("One?\nA) Yes\nB) No\nanswer: a", 1, "aiken_not_finished", id="the answer in small letters"),
        pytest.param("\n\nA) Yes", 3, "aiken_not_started", id="a choice of no question"),
        pytest.param("ANSWER: A", 1, "aiken_not_started", id="an answer to no question"),
        pytest.param("One?\nA) Yes\nB) No", 1, "aiken_not_finished", id="no answer"),
        pytest.param("", 1, "no_questions", id="nothing"),
        pytest.param(b"One\nTwo \xff", 2, "not_utf8", id="not UTF-8"),
        pytest.param("One\n\nTwo\0", 3, "not_text", id="a zero byte"),
    ],
)
def test_a_mistake_is_named_with_its_line(text, line, code):
    refusal = read("aiken", text)[0]
    assert (refusal.line, refusal.reason.code) == (line, code)


def test_mistakes_do_not_spoil_what_stands_around_them():
    text = "Too few\nA) Only\nANSWER: A\n\nA) Lost\n\nGood\nA) Yes\nB) No\nANSWER: A\n\nBegun\nA) Yes\n\nGood too\nA) Yes\nB) No\nANSWER: B"
    found = [(item.line, item.name) for item in read("aiken", text)]
    assert found == [(1, "Too few"), (5, ""), (7, "Good"), (12, "Begun"), (15, "Good too")]


def test_a_question_of_two_lines_is_not_guessed_at():
    assert [item.line for item in read("aiken", "First line\nSecond line\nA) Yes\nB) No\nANSWER: A")] == [1, 2]


def test_a_script_stays_text():
    entry = one("aiken", "<script>alert(1)</script>\nA) <script>x</script>\nB) No\nANSWER: B")
    assert said(entry.body)["prompt"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_the_refusal_of_a_key_tells_the_letter():
    assert refused("aiken", "One?\nA) Yes\nB) No\nANSWER: Q").reason.params == {"letter": "Q"}
