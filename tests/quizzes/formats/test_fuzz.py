"""Any text and any bytes give a report: no crash, no hang, and every entry is a body in the shape of its kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.entries import Entry
from quizzes.formats.registry import FORMATS
from quizzes.registry import TYPES

GIFT = "{ } ~ = # #### -> :: \\ %50% %-1% // [html] [plain] [markdown] T FALSE 1..5 3:2 <b> </b> <script> &lt; ** > * [id:x] [[a]] 1e9 1,5"
GIFT_SIGNS = [*GIFT.split(" "), "word", "ё", "🙂", "$CATEGORY: a/b\n\n", "\n", "\n\n", "- ", " ", "\u2028"]
AIKEN_SIGNS = ["A) ", "B. ", "C)", "ANSWER: A", "ANSWER:", "\n", "\r", "word", " ", "<b>", "&", "Z) x\n", "ANSWER: Z\n"]
KINDS = "multichoice truefalse shortanswer numerical matching essay gapselect ddwtos cloze ordering description category"
CLOZE = "{1:MC: {:SA: {2:NM: = ~ # %50% } [[1]] [[2]] a 1.5:0 <b> \\} &#35; *"
TAGS = "text answer feedback subquestion selectoption group tolerance single units unit file name questiontext generalfeedback defaultgrade"
TAGS += " hint tags tag usecase multiplier image_base64"
ATTRIBUTES = ["", ' fraction="100"', ' fraction="-50"', ' fraction="x"', ' format="markdown"', ' name="a.png"', ' fraction="33.33333"']


KNOWN = {"single", "multiple", "truefalse", "numeric", "matching", "ordering"}  # what a file gives for these is always a body


def xml(questions):
    return f"<quiz>{''.join(questions)}</quiz>"


@st.composite
def elements(draw, depth=3):
    tag = draw(st.sampled_from(TAGS.split()))
    inside = draw(st.lists(elements(depth - 1), max_size=4).map("".join)) if depth and draw(st.booleans()) else draw(WORDS)
    return f"<{tag}{draw(st.sampled_from(ATTRIBUTES))}>{inside}</{tag}>"


WORDS = st.lists(
    st.sampled_from([*CLOZE.split(), "true", "false", "0", "1", "10", "word", "&lt;img src='a.png'&gt;", "&lt;p&gt;", " "]), max_size=8
).map(lambda parts: "".join(parts).replace("<b>", "&lt;b&gt;").replace("&#35;", "&amp;#35;"))


@st.composite
def questions(draw):
    text = f"<questiontext><text>{draw(WORDS)}</text></questiontext>"
    return f'<question type="{draw(st.sampled_from(KINDS.split()))}">{text}{draw(st.lists(elements(), max_size=6).map("".join))}</question>'


INPUTS = {
    "gift": st.lists(st.sampled_from(GIFT_SIGNS), max_size=60).map("".join),
    "aiken": st.lists(st.sampled_from(AIKEN_SIGNS), max_size=60).map("".join),
    "moodlexml": st.lists(questions(), max_size=4).map(xml),
}


def report(name, data):
    """Reads it in every language and asks the types about what came out."""
    for language in ("kk", "ru", "en"):
        for item in FORMATS[name].read(data, language):
            assert item.line >= 1
            if isinstance(item, Entry):
                assert item.name
                if item.kind in KNOWN:
                    body = TYPES[item.kind].read_body(item.body, authored=True)
                    assert set(body.missing_languages()) <= {"kk", "ru", "en"} - {language}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=400, deadline=2000)
@given(data=st.data())
def test_any_mixture_of_the_signs_of_a_format(name, data):
    report(name, data.draw(INPUTS[name]).encode())


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=200, deadline=2000)
@given(text=st.text(max_size=400))
def test_any_text(name, text):
    report(name, text.encode(errors="surrogatepass"))


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=200, deadline=2000)
@given(data=st.binary(max_size=400))
def test_any_bytes(name, data):
    report(name, data)


@settings(max_examples=200, deadline=2000)
@given(text=st.text(max_size=200), kind=st.sampled_from(KINDS.split()))
def test_any_text_inside_a_question(text, kind):
    report(
        "moodlexml",
        xml([f'<question type="{kind}"><questiontext><text><![CDATA[{text}]]></text></questiontext></question>']).encode(errors="replace"),
    )
