"""Every kind that the formats can give is one that the bank takes."""

import pytest

from quizzes.formats.registry import FORMATS
from quizzes.formats.summary import summary
from quizzes.registry import TYPES
from tests.quizzes.formats.reading import one
from tests.quizzes.formats.test_moodlexml import answer, question, quiz

SAMPLES = {
    "single": ("gift", "Who?{=me ~you}", ["✓ me", "– you"]),
    "multiple": ("gift", "Who?{~%50%me ~%50%she ~%-100%you}", ["✓ me", "✓ she", "– you"]),
    "truefalse": ("gift", "It is so.{F}", ["✓ False"]),
    "numeric": ("gift", "How many?{#3:2}", ["✓ 3 ± 2"]),
    "matching": ("gift", "Match.{=a -> 1 =b -> 2 =c -> 3 = -> 4}", ["a → 1", "b → 2", "c → 3", "– 4"]),
    "ordering": ("gift", "Put.{>2 ALL\nLook\nListen\n}", ["1. Look", "2. Listen"]),
    "shorttext": ("gift", "Who?{=me =myself}", ["✓ me / myself"]),
    "essay": ("gift", "Write.{}", []),
    "gaps": (
        "moodlexml",
        quiz(question("cloze", "", text="<p>The {1:MC:=cat~dog} says {1:SA:=meow~=miaow} [[not a gap]].</p>")),
        ["The [✓ cat / dog] says [meow / miaow] [\u200b[not a gap]]."],
    ),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_bank_takes_what_the_formats_give(kind):
    name, text, lines = SAMPLES[kind]
    entry = one(name, text)
    assert (entry.kind, summary(entry.body, "en")) == (kind, lines)
    if kind not in TYPES:
        pytest.skip("the bank does not have this kind yet")
    stored = TYPES[kind].read_body(entry.body, authored=True)
    assert stored.missing_languages() == ["kk", "ru"]
    assert TYPES[kind].read_body(stored.model_dump(mode="json", exclude_defaults=True)) == stored


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[html]<p>The [[1]] and [[x]] and [[a]].</p>", id="brackets that are no place for a word"),
        pytest.param("<p>The [[1]], again [[1]].</p>", id="a word in two places"),
    ],
)
def test_brackets_of_the_text_are_not_gaps(text):
    words = "".join(f"<selectoption><text>{word}</text></selectoption>" for word in ("cat", "dog"))
    body = one("moodlexml", quiz(question("gapselect", words, text=text))).body
    assert [gap["id"] for gap in body["gaps"]] == ["a", "b"][: text.count("[[1]]")]
    assert body["text"]["en"].count("[[") == len(body["gaps"])


def test_two_pairs_give_a_text_with_gaps_that_the_bank_takes():
    entry = one("gift", "Which eats which? {=cat -> cat food =dog -> dog food}")
    assert entry.kind == "gaps"
    if "gaps" in TYPES:
        TYPES["gaps"].read_body(entry.body, authored=True)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_only_kinds_that_somebody_tests(name):
    assert set(SAMPLES) >= FORMATS[name].kinds


def test_answers_of_a_file_stay_in_its_language():
    for language in ("kk", "ru", "en"):
        [entry] = FORMATS["moodlexml"].read(quiz(question("shortanswer", answer(100, "x"))).encode(), language)
        assert (set(entry.body["prompt"]), set(entry.body["accepted"])) == ({language}, {language})
