"""Files that mean harm: each is refused with a clear reason, quickly, or harmless when it is read."""

import time
from base64 import b64encode

import pytest

from quizzes.formats.entries import LARGEST_FILE, LARGEST_PICTURE, MOST_QUESTIONS, Entry
from quizzes.formats.registry import FORMATS
from tests.quizzes.formats.reading import codes, one, read, refused, said
from tests.quizzes.formats.test_moodlexml import answer, question, quiz, with_files

BILLION = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10))
HEAD = '<?xml version="1.0"?>\n'


@pytest.fixture(autouse=True)
def _quickly():
    """Linear work on five megabytes is done in seconds; a square of it would not be done today."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "document",
    [
        pytest.param('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', id="a file of the server"),
        pytest.param('<!DOCTYPE quiz SYSTEM "http://example.com/evil.dtd"><quiz/>', id="a document type from elsewhere"),
        pytest.param('<!DOCTYPE quiz [<!ENTITY % p SYSTEM "http://example.com/p"> %p;]><quiz/>', id="a parameter entity"),
        pytest.param(f"<!DOCTYPE quiz [{BILLION}]><quiz>&l9;</quiz>", id="billion laughs"),
        pytest.param(f'<!DOCTYPE quiz [<!ENTITY a "{"a" * 100_000}">]><quiz>{"&a;" * 10_000}</quiz>', id="quadratic blowup"),
        pytest.param("<!DOCTYPE quiz><quiz/>", id="a harmless document type"),
    ],
)
def test_no_document_type_and_no_entity_is_read(document):
    refusal = refused("moodlexml", HEAD + document)
    assert (refusal.line, refusal.reason.code) == (2, "xml_forbidden")


@pytest.mark.parametrize(
    ("document", "line"),
    [
        pytest.param("<quiz>\n<question>", 3, id="never closed"),
        pytest.param("<quiz>\n\n&nbsp;</quiz>", 4, id="an entity that nobody declared"),
        pytest.param("<quiz>\n\0</quiz>", 3, id="a zero byte"),
        pytest.param("", 2, id="nothing"),
        pytest.param("not XML", 2, id="no XML"),
        pytest.param("<quiz/><quiz/>", 2, id="two roots"),
    ],
)
def test_a_broken_file_is_refused_as_a_whole_with_its_line(document, line):
    refusal = refused("moodlexml", HEAD + document)
    assert (refusal.line, refusal.reason.code) == (line, "xml_broken")


def test_what_stands_before_the_break_is_not_taken():
    assert refused("moodlexml", quiz(question("shortanswer", answer(100, "x")))[:-3]).reason.code == "xml_broken"


@pytest.mark.parametrize("encoding", ["utf-7", "idna", "no-such", "gb2312", "zip", "rot13", "utf-8"])
def test_strange_encodings_do_no_harm(encoding):
    data = f'<?xml version="1.0" encoding="{encoding}"?><quiz>'.encode() + b"\xff\xfe</quiz>"
    assert refused("moodlexml", data).reason.code == "xml_broken"


def test_another_xml_file_is_not_a_quiz():
    assert refused("moodlexml", "<html><body/></html>").reason.params == {"tag": "html"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_huge_file_is_refused_unread(name):
    data = b"x" * (100 * 1024 * 1024)
    assert refused(name, data).reason.code == "file_too_large"


@pytest.mark.parametrize("name", FORMATS)
def test_bytes_that_are_no_text_are_refused(name):
    assert refused(name, b"\xff\xfe\x00\x01" * 1000).reason.code in ("not_utf8", "xml_broken")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("aiken", "Q\nA) a\nB) b\nANSWER: A\n" * (MOST_QUESTIONS + 1)),
        ("gift", "Q{=a}\n\n" * (MOST_QUESTIONS + 1)),
        ("moodlexml", quiz(question("shortanswer", answer(100, "a")) * (MOST_QUESTIONS + 1))),
    ],
    ids=["aiken", "gift", "moodlexml"],
)
def test_too_many_questions_end_the_reading(name, text):
    items = read(name, text)
    assert len(items) == MOST_QUESTIONS + 1
    assert items[-1].reason.code == "too_many_questions"
    assert all(isinstance(item, Entry) for item in items[:-1])


def test_elements_too_deep_are_refused():
    assert refused("moodlexml", "<quiz>" + "<question>" * 100_000).reason.code == "xml_too_deep"


def test_a_question_of_too_many_parts_is_refused_alone():
    items = read("moodlexml", quiz(question("multichoice", "<a/>" * 600_000), question("shortanswer", answer(100, "x"))))
    assert [getattr(item, "reason", None) and item.reason.code for item in items] == ["xml_too_many_parts", None]


@pytest.mark.parametrize("tag", ["b", "div", "ul><li", "table><tr><td", "svg", "a href='x'"])
def test_html_too_deep_is_refused(tag):
    html = f"<{tag}>" * 4000
    assert refused("gift", f"[html]{html}{{=x}}").reason.code in ("text_too_deep", "text_too_long", "braces")


def test_a_text_too_long_is_refused():
    assert refused("gift", f"{'word ' * 10_000}{{=x}}").reason.code == "text_too_long"


def test_too_many_choices_are_refused():
    assert refused("gift", f"Which?{{=a{'~b' * 5000}}}").reason.code == "too_many_choices"


SCRIPTS = [
    "<script>alert(1)</script>Who?",
    "Who?<img src=x onerror=alert(1)>",
    "<p onclick='alert(1)'>Who?</p>",
    "<a href='javascript:alert(1)'>Who?</a>",
    "<svg><script>alert(1)</script></svg>Who?",
    "<iframe src='https://example.com'></iframe>Who?",
    "<style>p{background:url(javascript:alert(1))}</style>Who?",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>Who?",
]


@pytest.mark.parametrize("html", SCRIPTS)
def test_scripts_are_taken_out_of_moodle_xml(html):
    inside = f"<generalfeedback format='html'><text><![CDATA[{html}]]></text></generalfeedback>"
    inside += f"<answer fraction='100' format='html'><text><![CDATA[{html}]]></text></answer>" + answer(0, "no")
    body = said(one("moodlexml", quiz(question("multichoice", inside, text=html))).body)
    assert "Who?" in body["prompt"]
    for forbidden in ("script", "onerror", "onclick", "iframe", "style", "<img", "<svg"):
        assert forbidden not in body["prompt"], body["prompt"]
        assert forbidden not in body["choices"][0]["text"] + body["feedback"]


def test_scripts_are_taken_out_of_gift():
    entry = one("gift", "[html]Who?<script>alert(1)</script>{=me#x ~you#<script>alert(2)</script>no}")
    assert said(entry.body)["prompt"] == "Who?"
    assert said(entry.body)["choices"][1]["feedback"] == "no"
    assert "html_simplified" in codes(entry)


def test_bad_base64_costs_the_picture_only():
    text = with_files("one.png", text="Who? <img src='@@PLUGINFILE@@/one.png'>").replace('base64">', 'base64">***')
    entry = one("moodlexml", quiz(text))
    assert (entry.picture, codes(entry)[0]) == (None, "picture_unreadable")


def test_a_picture_too_large_is_dropped():
    data = b64encode(b"x" * (LARGEST_PICTURE * 8 // 5)).decode()
    text = f'<questiontext><text>Who?</text><file name="a.png" encoding="base64">{data}</file></questiontext>'
    entry = one("moodlexml", quiz(f'<question type="shortanswer">{text}{answer(100, "x")}</question>'))
    assert (entry.picture, codes(entry)) == (None, ["picture_too_large"])


def test_a_picture_inside_the_html_is_no_text():
    html = f"Who? <img src='data:image/png;base64,{'A' * 3_000_000}'>"
    assert said(one("moodlexml", quiz(question("shortanswer", answer(100, "x"), text=html))).body)["prompt"] == "Who?"


UNITS = "{ } \\ ~ = # :: #### // % %1% [ [[ [html] < </ & &# {1:MC: $CATEGORY: -> * ** _ data: <!-- ]]> 1.. {#=%"
SPACED = ["\n", " ", "\u2028", "A) a\n", "<a ", "// [id:"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("unit", [*UNITS.split(), *SPACED])
def test_five_megabytes_of_anything_are_read_in_linear_time(name, unit):
    assert read(name, (unit * (LARGEST_FILE // len(unit.encode()))).encode())


@pytest.mark.parametrize(
    "unit", ["{", "\\", "~", "#", "&#", "<", "<a ", "</div>", "[[1]]", "{1:MC:", "{1:MC:=a~b}", "%", '<div class="gaps">', "data:", " src="]
)
def test_five_megabytes_inside_a_question_too(unit):
    for kind in ("cloze", "gapselect", "multichoice"):
        text = unit * ((LARGEST_FILE - 2000) // len(unit))
        assert refused("moodlexml", quiz(question(kind, answer(100, "x"), text=text)))
