"""Self-checks: usable without a script, and showing what the learner left."""

import pytest

from courses.drawing import clean_state, merge
from tests.courses.blocks import drawn

CHECKLIST = {"title": "Before the guest", "intro": "", "items": drawn.items("The aim is clear", "The class is ready")}
SORTER = {
    "title": "Myth or fact?",
    "intro": "",
    "statements": drawn.items(
        {"text": "Scaring is enough.", "verdict": "myth", "explanation": "It teaches no skill."},
        {"text": "Skills last.", "verdict": "fact", "explanation": "They are practised."},
    ),
}
CASE = {
    "title": "Temir",
    "steps": drawn.items(
        {
            "situation": "<p>The class looks at you.</p>",
            "question": "What now?",
            "replies": drawn.items(
                {"text": "Ask", "tone": "helps", "feedback": "<p>They talk.</p>", "goes_to": 2},
                {"text": "Shout", "tone": "harms", "feedback": "<p>They shut up.</p>", "goes_to": 9},
                {"text": "Wait", "tone": "mixed", "feedback": "<p>Perhaps.</p>", "goes_to": None},
            ),
        },
        {"situation": "<p>They talk.</p>", "question": "And now?", "replies": []},
    ),
}


def merged(html, state=None):
    return merge(html, {"b1": state} if state else {}, action=lambda block, kind="block": f"/{kind}/{block}/", csrf="tok")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("checklist", CHECKLIST), ("sorter", SORTER), ("reflection", {"prompt": "Whom?", "hint": "No names"}), ("case", CASE)],
)
def test_a_form_knows_its_address_and_its_token(kind, value):
    html = merged(drawn.block(kind, value))
    assert '<form method="post" action="/block/b1/"' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="tok">' in html
    assert 'role="status"' in html
    assert "⟦" not in html


def test_ticks_are_shown_again():
    html = merged(drawn.block("checklist", CHECKLIST), clean_state("checklist", {"items": ["i2"]}))
    assert 'value="i1" >' in html
    assert 'value="i2" checked>' in html


def test_a_sorter_shows_what_was_answered():
    html = merged(drawn.block("sorter", SORTER), clean_state("sorter", {"answer-i1": "fact"}))
    assert 'name="answer-i1" value="fact" checked>' in html
    assert html.count("checked") == 1


def test_a_sorter_explains_itself_without_a_script():
    html = merged(drawn.block("sorter", SORTER))
    assert html.count("<fieldset") == html.count("<legend>") == html.count("<details>") == 2
    assert "This is a myth." in html
    assert "It teaches no skill." in html


def test_a_case_leads_from_step_to_step_without_a_script():
    html = merged(drawn.block("case", CASE))
    assert 'id="step-b1-2"' in html
    assert html.count('href="#step-b1-2"') == 1
    assert "#step-b1-9" not in html, "a step that is not there is the end"
    assert html.count("The case ends here.") == 2
    for tone in ("This helps", "This helps in part", "This does harm"):
        assert f">{tone}</p>" in html


def test_a_case_remembers_its_path():
    html = merged(drawn.block("case", CASE), clean_state("case", {"path": ["i1-i1"]}))
    assert 'data-state="{&quot;path&quot;: [&quot;i1-i1&quot;]}"' in html


def test_a_reflection_is_labelled_private_and_shown_again():
    html = drawn.block("reflection", {"prompt": "Whom did you hear?", "hint": "No names"})
    html = merged(html, clean_state("reflection", {"text": "A pupil\r\nwho <hid>"}))
    assert '<label class="reflection__prompt" for="reflection-b1">Whom did you hear?</label>' in html
    assert 'aria-describedby="hint-b1 private-b1"' in html
    assert "Only you see this." in html
    assert ">\nA pupil\nwho &lt;hid&gt;</textarea>" in html
