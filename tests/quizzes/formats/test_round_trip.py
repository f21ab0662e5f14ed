"""What a format can say comes back as it went out: kind, prompt, choices, marks, feedback. What it cannot is said to be left out."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.formats.entries import Entry, FilePicture, Source
from quizzes.formats.registry import FORMATS
from quizzes.formats.sayable import differences, export, in_language
from quizzes.questions import AUTHORED, Rich
from tests.quizzes.bodies import BODIES

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(lambda text: text.strip())
PARAGRAPHS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
SIGNS = st.text("ab ~=#{}:\\[]<>&%*\"'/-1.\n", min_size=1, max_size=20).filter(lambda text: text.strip())
WORDS = st.one_of(LINES, SIGNS, PARAGRAPHS)
ONE_LINE = WORDS.map(lambda text: " ".join(text.split())).filter(bool)  # what is typed into a gap or chosen for it
MARKUP = st.sampled_from(
    ["<p>{}</p>", "{}", "<p>a <b>{}</b></p><ul><li>c</li></ul>", '<p><a href="https://example.com">{}</a></p>', "<h3>{}</h3><p>b</p>"]
)


@st.composite
def prompts(draw):
    words = draw(WORDS).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = Rich.model_validate({"en": draw(MARKUP).format(words)}, context=AUTHORED).en
    return {"en": html} if html else {"en": "<p>?</p>"}


def said(draw):
    return {"en": draw(WORDS)}


@st.composite
def common(draw):
    body = {"prompt": draw(prompts())}
    return {**body, "feedback": said(draw)} if draw(st.booleans()) else body


@st.composite
def choosing(draw, kind):
    count = draw(st.integers(2, 9))
    right = {draw(st.integers(0, count - 1))} if kind == "single" else draw(st.sets(st.integers(0, count - 1), min_size=1))
    choices = []
    for place in range(count):
        choice = {"id": f"choice-{place}", "text": said(draw)}
        choices.append(choice | ({"correct": True} if place in right else {}) | ({"feedback": said(draw)} if draw(st.booleans()) else {}))
    return kind, {**draw(common()), "choices": choices}


@st.composite
def statements(draw):
    body = {**draw(common()), "answer": draw(st.booleans())}
    for name in ("feedback_true", "feedback_false"):
        if draw(st.booleans()):
            body[name] = said(draw)
    return "truefalse", body


@st.composite
def numbers(draw):
    number = st.decimals(-1_000_000, 1_000_000, places=3).map(str)
    body = {**draw(common()), "answer": draw(number)}
    return "numeric", {**body, "tolerance": draw(number).lstrip("-")} if draw(st.booleans()) else body


@st.composite
def matchings(draw):
    pairs = [{"id": f"pair-{place}", "left": said(draw), "right": said(draw)} for place in range(draw(st.integers(3, 5)))]
    body = {**draw(common()), "pairs": pairs}
    return "matching", {**body, "extra": [{"id": "extra", "text": {"en": "nothing matches this"}}]} if draw(st.booleans()) else body


@st.composite
def orderings(draw):
    return "ordering", {
        **draw(common()),
        "steps": [{"id": f"step-{place}", "text": said(draw)} for place in range(draw(st.integers(2, 12)))],
    }


@st.composite
def short_texts(draw):
    return "shorttext", {**draw(common()), "accepted": {"en": draw(st.lists(WORDS.map(str.strip), min_size=1, max_size=4, unique=True))}}


@st.composite
def gap_texts(draw):
    gaps = []
    for place in range(draw(st.integers(1, 4))):
        texts = draw(st.lists(ONE_LINE, min_size=2, max_size=4, unique=True))
        if draw(st.booleans()):
            choices = [{"id": f"c{each}", "text": {"en": text}} for each, text in enumerate(texts)]
            choices[draw(st.integers(0, len(texts) - 1))]["correct"] = True
            gaps.append({"id": f"gap{place}", "choices": choices})
        else:
            gaps.append({"id": f"gap{place}", "accepted": {"en": texts}})
    order = draw(st.permutations([gap["id"] for gap in gaps]))
    text = "<p>Start " + " and ".join(f"[[{each}]]" for each in order) + " {end}</p>"
    return "gaps", {**draw(common()), "text": {"en": text}, "gaps": gaps}


QUESTIONS = st.one_of(
    choosing("single"), choosing("multiple"), statements(), numbers(), matchings(), orderings(), short_texts(), gap_texts()
)


def back(name, kind, body):
    """The question written and read, and the losses."""
    out = export(FORMATS[name], [Source("Q-1", kind, body, ("Law", "A/B"), ("tag one", "tag]"))], "en")
    return [item for item in FORMATS[name].read(out.text.encode(), "en") if isinstance(item, Entry)], out


@pytest.mark.parametrize("name", ["gift", "moodlexml"])
@settings(max_examples=300, deadline=None)
@given(question=QUESTIONS)
def test_a_question_written_and_read_is_the_same(name, question):
    kind, body = question
    if kind not in FORMATS[name].kinds:
        return
    entries, out = back(name, kind, copy.deepcopy(body))
    if out.count == 0:  # never silently: signs that the format has no way to write
        assert [loss.whole for loss in out.losses] == [True]
        assert has_odd_signs(name, body), (out.losses, body)
        return
    [entry] = entries
    assert entry.kind == kind
    assert differences(in_language(body, "en"), entry.body) == set()
    assert (entry.idnumber, entry.category, entry.tags, entry.notes) == ("Q-1", ("Law", "A/B"), ("tag one", "tag]"), ())
    assert out.losses == ()


def has_odd_signs(name, body):
    """What a format has no way to write: GIFT an arrow in a left side; XML two characters that it forbids, and the sign of a gap before the
    text with gaps, to which Moodle's format joins what is asked.
    """
    words = str(body)
    if name == "gift":
        return "->" in words
    return "\\ufffe" in words or "\\uffff" in words or ("gaps" in body and "[[" in body["prompt"]["en"])


@settings(max_examples=150, deadline=None)
@given(question=choosing("single"))
def test_aiken_gives_back_what_it_takes_and_names_the_rest(question):
    kind, body = question
    entries, out = back("aiken", kind, body)
    if out.count:
        [entry] = entries
        assert differences(in_language(body, "en"), entry.body) <= {"feedback"}
        has_feedback = "feedback" in body or any("feedback" in choice for choice in body["choices"])
        assert bool(out.losses) == has_feedback
    else:
        assert [loss.whole for loss in out.losses] == [True]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse", "numeric", "matching", "ordering"])
@pytest.mark.parametrize("name", ["gift", "moodlexml"])
def test_the_questions_of_the_tests_go_and_come_in_every_language(name, kind, language):
    out = export(FORMATS[name], [Source("Q-1", kind, BODIES[kind])], language)
    [entry] = FORMATS[name].read(out.text.encode(), language)
    assert differences(in_language(BODIES[kind], language), entry.body) <= {"unit"}
    assert [(loss.reason.params, loss.whole) for loss in out.losses] == (
        [({"part": "unit"}, False)] if (name, kind) == ("gift", "numeric") else []
    )


def test_a_picture_goes_and_comes_with_moodle_xml():
    picture = FilePicture("a map & more.png", b"\x89PNG bytes", 'A "map"')
    out = export(FORMATS["moodlexml"], [Source("Q-1", "single", BODIES["single"], picture=picture)], "ru")
    [entry] = FORMATS["moodlexml"].read(out.text.encode(), "ru")
    assert (entry.picture, entry.notes, out.losses) == (picture, (), ())


@pytest.mark.parametrize("name", ["gift", "aiken"])
def test_a_picture_is_said_to_be_left_out_elsewhere(name):
    body = {
        "prompt": {"en": "<p>Which?</p>"},
        "choices": [{"id": "x", "text": {"en": "a"}, "correct": True}, {"id": "y", "text": {"en": "b"}}],
    }
    out = export(FORMATS[name], [Source("Q-1", "single", body, picture=FilePicture("a.png", b"x"))], "en")
    assert [loss.reason.params for loss in out.losses] == [{"part": "picture"}]


def test_an_essay_comes_back_with_all_but_its_rubric():
    levels = [{"points": 0, "text": {"en": "No"}}, {"points": 3, "text": {"en": "Yes"}}]
    body = {
        "prompt": {"en": "<p>Write.</p>"},
        "rubric": [{"id": "x", "criterion": {"en": "Law"}, "levels": levels}],
        "words_max": 200,
        "file": True,
    }
    out = export(FORMATS["moodlexml"], [Source("Q-1", "essay", body)], "en")
    [entry] = FORMATS["moodlexml"].read(out.text.encode(), "en")
    assert (entry.body["words_max"], entry.body["file"]) == (200, True)
    assert [loss.reason.params for loss in out.losses] == [{"part": "rubric"}]
    assert {loss.reason.params["part"] for loss in export(FORMATS["gift"], [Source("Q-1", "essay", body)], "en").losses} == {
        "rubric",
        "words_max",
        "file",
    }


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        pytest.param("hotspot", {"prompt": {"en": "?"}}, "kind_not_sayable", id="a kind that the format does not have"),
        pytest.param("single", {"prompt": {"ru": "?"}, "choices": []}, "language_missing", id="a language that the question lacks"),
    ],
)
def test_a_question_that_cannot_be_told_is_left_out_and_named(kind, body, code):
    out = export(FORMATS["gift"], [Source("Q-1", kind, body), Source("Q-2", "single", BODIES["single"])], "en")
    assert [(loss.code, loss.reason.code, loss.whole) for loss in out.losses] == [("Q-1", code, True)]
    assert (out.count, "Q-2" in out.text, "Q-1" in out.text) == (1, True, False)


def test_an_emphasis_that_aiken_would_lose_keeps_the_question_out():
    body = {**BODIES["single"], "prompt": {"en": "<p>Who is <b>not</b> there?</p>"}, "feedback": {}}
    [loss] = export(FORMATS["aiken"], [Source("Q-1", "single", {**body, "choices": body["choices"]})], "en").losses
    assert (loss.whole, loss.reason.params) == (True, {"parts": "prompt"})
