"""Moodle XML, sample by sample as docs.moodle.org/en/Moodle_XML_format describes it."""

from base64 import b64encode

import pytest

from tests.quizzes.formats.reading import chosen, codes, one, read, refused, said

PNG = b"\x89PNG\r\n\x1a\n and the rest"


def question(kind, inside, *, text="<p>What?</p>", name="Q-1"):
    """One question as the documentation builds it."""
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    )


def quiz(*questions):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n' + "\n".join(questions) + "\n</quiz>"


def answer(fraction, text, feedback="", more=""):
    return f'<answer fraction="{fraction}"><text>{text}</text><feedback><text>{feedback}</text></feedback>{more}</answer>'


def only(kind, inside, **fields):
    return one("moodlexml", quiz(question(kind, inside, **fields)))


def why_not(kind, inside, **fields):
    return refused("moodlexml", quiz(question(kind, inside, **fields))).reason.code


# What all kinds share ----------------------------------------------------------------------------------------------


def test_html_in_cdata():
    entry = only("truefalse", answer(100, "true") + answer(0, "false"), text="Now <strong>any</strong> HTML that I<br />\nwish.")
    assert said(entry.body)["prompt"] == "Now <strong>any</strong> HTML that I<br>\nwish."


def test_the_least_that_a_question_needs():
    text = "<name><text>Least</text></name><questiontext><text>What's the least?</text></questiontext>"
    least = f"<question type='shortanswer'>{text}<answer fraction='100'><text>This!</text></answer></question>"
    entry = one("moodlexml", f"<?xml version='1.0'?><quiz>{least}</quiz>")
    assert (entry.kind, entry.name, said(entry.body)["accepted"]) == ("shorttext", "Least", ["This!"])


@pytest.mark.parametrize(
    ("form", "text", "prompt"),
    [
        ("html", "a &lt;b&gt;b&lt;/b&gt;", "a <b>b</b>"),
        ("plain_text", "1 &lt; 2", "<p>1 &lt; 2</p>"),
        ("markdown", "a **b**", "<p>a <strong>b</strong></p>"),
        ("moodle_auto_format", "one\ntwo", "<p>one<br>two</p>"),
    ],
)
def test_formats_of_the_text(form, text, prompt):
    asked = f'<questiontext format="{form}"><text>{text}</text></questiontext>'
    xml = quiz(f'<question type="shortanswer">{asked}{answer(100, "x")}</question>')
    assert said(one("moodlexml", xml).body)["prompt"] == prompt


def test_categories_tags_and_numbers():
    category = '<question type="category"><category><text>$course$/top/Law/Police</text></category></question>'
    tags = "<idnumber>A-7</idnumber><tags><tag><text>law</text></tag><tag><text>module-1</text></tag></tags>"
    items = read("moodlexml", quiz(category, question("shortanswer", answer(100, "x") + tags)))
    assert [(item.category, item.idnumber, item.tags) for item in items] == [(("Law", "Police"), "A-7", ("law", "module-1"))]


def test_an_old_category_without_text():
    category = '<question type="category"><category>tom/dick</category></question>'
    items = read("moodlexml", quiz(category, question("shortanswer", answer(100, "x"))))
    assert items[0].category == ("tom", "dick")


def test_general_feedback_hints_and_feedback_for_the_whole():
    inside = '<generalfeedback format="html"><text>&lt;p&gt;Because.&lt;/p&gt;</text></generalfeedback>'
    inside += "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    inside += "<incorrectfeedback><text>Oh no</text></incorrectfeedback>"
    entry = only("shortanswer", f"{inside}{answer(100, 'x')}<hint><text>Think</text></hint>")
    assert said(entry.body)["feedback"] == "Because."
    assert codes(entry) == ["combined_feedback_dropped", "hints_dropped"]


def test_what_moodle_says_by_itself_is_no_loss():
    inside = "".join(
        f"<{name}feedback><text>&lt;p&gt;Your answer is {said}.&lt;/p&gt;</text></{name}feedback>"
        for name, said in (("correct", "correct"), ("partiallycorrect", "partially correct"), ("incorrect", "incorrect"))
    )
    assert codes(only("shortanswer", inside + answer(100, "x"))) == []


# Kinds -------------------------------------------------------------------------------------------------------------


def test_multiple_choice_with_one_answer():
    inside = "<single>true</single><shuffleanswers>1</shuffleanswers><answernumbering>abc</answernumbering>"
    entry = only("multichoice", inside + answer(100, "Right one", "Correct!") + answer(0, "A distractor", "Ooops!") + answer(0, "Another"))
    assert entry.kind == "single"
    assert chosen(entry) == [("Right one", True, "Correct!"), ("A distractor", False, "Ooops!"), ("Another", False, "")]


def test_multiple_choice_with_several_answers():
    inside = "<single>false</single>" + answer(50, "a") + answer(50, "b") + answer(-100, "c")
    entry = only("multichoice", inside)
    assert (entry.kind, codes(entry)) == ("multiple", [])


def test_choices_lose_their_markup_and_say_so():
    entry = only(
        "multichoice", answer(100, "&lt;p&gt;H&lt;sub&gt;2&lt;/sub&gt;O &amp;amp; more&lt;/p&gt;") + answer(0, "&lt;p&gt;no&lt;/p&gt;")
    )
    assert chosen(entry)[0][0] == "H2O & more"
    assert codes(entry) == ["formatting_dropped"]


@pytest.mark.parametrize(("first", "truth"), [(100, True), (0, False)])
def test_true_or_false(first, truth):
    entry = only("truefalse", answer(first, "true", "Said true.") + answer(100 - first, "false", "Said false."))
    assert said(entry.body) == {"prompt": "<p>What?</p>", "answer": truth, "feedback_true": "Said true.", "feedback_false": "Said false."}


def test_true_or_false_with_false_first():
    assert only("truefalse", answer(100, "false") + answer(0, "true")).body["answer"] is False


def test_true_or_false_in_another_language_stands_true_first():
    assert only("truefalse", answer(0, "Верно") + answer(100, "Неверно")).body["answer"] is False


def test_short_answer():
    entry = only("shortanswer", "<usecase>0</usecase>" + answer(100, "The answer", "Correct!") + answer(100, "An alternative"))
    assert said(entry.body) == {"prompt": "<p>What?</p>", "accepted": ["The answer", "An alternative"]}
    assert codes(entry) == ["answer_feedback_dropped"]


def test_short_answer_that_minds_capitals():
    assert only("shortanswer", "<usecase>1</usecase>" + answer(100, "pH")).body["folds"] == {"case": False}


def test_numerical():
    entry = only("numerical", answer(100, "23", "Feedback", "<tolerance>0.5</tolerance>"))
    assert (entry.kind, entry.body["answer"], entry.body["tolerance"]) == ("numeric", "23", "0.5")


def test_numerical_with_a_unit():
    units = "".join(
        f"<unit><multiplier>{times}</multiplier><unit_name>{name}</unit_name></unit>" for times, name in ((1, "hours"), (60, "minutes"))
    )
    inside = answer(100, "10", "", "<tolerance>0</tolerance>") + answer(0, "*", "No") + f"<units>{units}</units>"
    entry = only("numerical", inside)
    assert said(entry.body) == {"prompt": "<p>What?</p>", "answer": "10", "unit": "hours"}
    assert codes(entry) == ["units_dropped", "answer_feedback_dropped"]


@pytest.mark.parametrize("kind", ["matching", "match"])
def test_matching(kind):
    pairs = "".join(
        f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
        for left, right in (("One", "1"), ("Two", "2"), ("Three", "3"), ("", "4"))
    )
    body = said(only(kind, f"<shuffleanswers>true</shuffleanswers>{pairs}").body)
    assert [(pair["left"], pair["right"]) for pair in body["pairs"]] == [("One", "1"), ("Two", "2"), ("Three", "3")]
    assert [extra["text"] for extra in body["extra"]] == ["4"]


def test_essay():
    entry = only("essay", '<answer fraction="0"><text></text></answer>')
    assert (entry.kind, codes(entry)) == ("essay", ["rubric_made"])


def test_essay_with_its_limits_and_what_markers_should_know():
    inside = "<defaultgrade>10.0</defaultgrade><attachments>1</attachments><minwordlimit>50</minwordlimit><maxwordlimit>200</maxwordlimit>"
    inside += "<graderinfo><text>Names the law</text></graderinfo><responsetemplate><text>Dear</text></responsetemplate>"
    entry = only("essay", inside)
    assert (entry.body["words_min"], entry.body["words_max"], entry.body["file"]) == (50, 200, True)
    assert said(entry.body)["rubric"][0]["criterion"] == "Names the law"
    assert [level["points"] for level in entry.body["rubric"][0]["levels"]] == [0, 5, 10]
    assert codes(entry) == ["rubric_made", "template_dropped"]


def test_select_missing_words():
    listed = (("cat", 1), ("mat", 2), ("dog", 1), ("hat", 2))
    words = "".join(f"<selectoption><text>{word}</text><group>{group}</group></selectoption>" for word, group in listed)
    entry = only("gapselect", words, text="<p>The [[1]] sat on the [[2]].</p>")
    body = said(entry.body)
    assert (entry.kind, body["text"], body["prompt"]) == ("gaps", "<p>The [[a]] sat on the [[b]].</p>", "<p>Fill in the gaps.</p>")
    assert [(choice["text"], choice.get("correct", False)) for choice in body["gaps"][0]["choices"]] == [("cat", True), ("dog", False)]
    assert [(choice["text"], choice.get("correct", False)) for choice in body["gaps"][1]["choices"]] == [("mat", True), ("hat", False)]


@pytest.mark.parametrize("kind", ["ddwtos", "ddwordtos"])
def test_drag_words_into_the_text(kind):
    words = "".join(f"<dragbox><text>{word}</text><group>1</group><infinite/></dragbox>" for word in ("one", "two", "three"))
    gaps = only(kind, words, text="[[2]] and [[1]] and [[2]]").body["gaps"]
    right = [[choice["text"]["en"] for choice in gap["choices"] if choice.get("correct")] for gap in gaps]
    assert right == [["two"], ["one"], ["two"]]


def test_a_place_for_a_word_that_is_not_there():
    assert why_not("gapselect", "<selectoption><text>a</text></selectoption>", text="[[7]]") == "no_such_word"


def test_cloze():
    text = (
        "<p>San Francisco: {1:MULTICHOICE:=California#OK~Arizona#Wrong}<br />Tucson: {1:MULTICHOICE:California#Wrong~%100%Arizona#OK}<br />"
        "Phoenix: {1:MC:%0%California#Wrong~=Arizona#OK}<br />"
        "The capital is {1:SHORTANSWER:%100%Paris#Yes!<br />~%50%Marseille#No~*#Wrong}.</p>"
    )
    entry = only("cloze", "", text=text)
    body = said(entry.body)
    assert body["text"] == "<p>San Francisco: [[a]]<br>Tucson: [[b]]<br>Phoenix: [[c]]<br>The capital is [[d]].</p>"
    right = [choice["text"] for gap in body["gaps"][:3] for choice in gap["choices"] if choice.get("correct")]
    assert right == ["California", "Arizona", "Arizona"]
    assert body["gaps"][3]["accepted"] == ["Paris"]
    assert codes(entry) == ["answer_feedback_dropped", "partial_credit_dropped"]


@pytest.mark.parametrize("kind", [f"{name}{way}" for name in ("MULTICHOICE_", "MC") for way in ("V", "H", "S", "VS", "HS")])
def test_cloze_choices_however_they_are_laid_out(kind):
    assert len(only("cloze", "", text=f"A {{1:{kind}:=a~b}}").body["gaps"][0]["choices"]) == 2


@pytest.mark.parametrize(("kind", "exact"), [("SA", False), ("MW", False), ("SAC", True), ("MWC", True), ("SHORTANSWER_C", True)])
def test_cloze_words_to_be_typed(kind, exact):
    gap = only("multianswer", "", text=f"A {{:{kind}:=a~=b}}").body["gaps"][0]
    assert gap.get("folds") == ({"case": False} if exact else None)


def test_cloze_with_signs_that_mean_something():
    gap = said(only("cloze", "", text=r"A {1:MC:=\} \~ \# &#35; &amp;~b}").body)["gaps"][0]
    assert gap["choices"][0]["text"] == "} ~ # # &"


def test_cloze_with_an_exact_number():
    assert said(only("cloze", "", text="It is {2:NUMERICAL:=23.8:0#yes~%0%*#no}").body)["gaps"][0]["accepted"] == ["23.8", "23,8"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("A {1:NUMERICAL:=23.8:0.1}", "gap_number", id="a number with tolerance"),
        pytest.param("A {1:MULTIRESPONSE:=a~=b}", "gap_unknown", id="several right in one gap"),
        pytest.param("A {1:MC:=a~=b}", "several_right_for_one", id="several right in a menu"),
        pytest.param("A {1:MC:=a", "braces", id="a gap that never ends"),
        pytest.param("No gap at all", "no_gaps", id="no gap"),
    ],
)
def test_cloze_that_the_bank_cannot_ask(text, code):
    assert why_not("cloze", "", text=text) == code


def test_cloze_gaps_of_different_weight():
    assert codes(only("cloze", "", text="A {1:SA:=a} b {2:SA:=b}")) == ["gaps_count_the_same"]


def test_ordering():
    inside = "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><gradingtype>RELATIVE_NEXT_EXCLUDE_LAST</gradingtype>"
    inside += answer("2.0000000", "Listen") + answer("1.0000000", "Look") + answer("10.0000000", "Write") + answer("3.0000000", "Say")
    entry = only("ordering", inside)
    assert [step["text"] for step in said(entry.body)["steps"]] == ["Look", "Listen", "Say", "Write"]
    assert codes(entry) == []


def test_ordering_scored_in_another_way():
    inside = "<gradingtype>ABSOLUTE_POSITION</gradingtype>" + answer(1, "Look", "yes") + answer(2, "Listen")
    assert codes(only("ordering", inside)) == ["scored_by_rule", "answer_feedback_dropped"]


def test_a_description_is_refused():
    assert why_not("description", "") == "description"


@pytest.mark.parametrize("kind", ["calculated", "randomsamatch", "ddmarker", "stack", ""])
def test_kinds_that_the_bank_does_not_have(kind):
    refusal = refused("moodlexml", quiz("", question(kind, answer(100, "x"))))
    assert (refusal.line, refusal.name, refusal.reason.code, refusal.reason.params) == (4, "Q-1", "kind_unknown", {"kind": kind})


# Pictures ----------------------------------------------------------------------------------------------------------


def with_files(*names, text):
    files = "".join(f'<file name="{name}" path="/" encoding="base64">{b64encode(PNG + name.encode()).decode()}</file>' for name in names)
    return (
        f'<question type="truefalse"><questiontext format="html"><text><![CDATA[{text}]]></text>{files}</questiontext>'
        f"{answer(100, 'true')}{answer(0, 'false')}</question>"
    )


def test_the_first_picture_of_the_text_goes_with_the_question():
    text = '<p>See <img src="@@PLUGINFILE@@/two%20words.png" alt="A &quot;map&quot;"> and <img src="@@PLUGINFILE@@/one.png">.</p>'
    entry = one("moodlexml", quiz(with_files("one.png", "two words.png", text=text)))
    assert (entry.picture.name, entry.picture.alt) == ("two words.png", 'A "map"')
    assert entry.picture.data == PNG + b"two words.png"
    assert said(entry.body)["prompt"] == "<p>See  and .</p>"
    assert [(note.code, note.params) for note in entry.notes] == [("pictures_dropped", {"count": 1})]


def test_a_question_that_is_a_picture():
    entry = one("moodlexml", quiz(with_files("one.png", text='<img src="@@PLUGINFILE@@/one.png">')))
    assert said(entry.body)["prompt"] == "<p>Look at the picture and answer.</p>"
    assert codes(entry) == ["picture_without_words"]


def test_a_picture_as_moodle_19_wrote_it():
    inside = f"<image>old.png</image><image_base64>\n{b64encode(PNG).decode()}\n</image_base64>" + answer(100, "x")
    assert only("shortanswer", inside).picture.data == PNG


def test_a_picture_from_elsewhere_is_dropped():
    entry = only("shortanswer", answer(100, "x"), text='<p>See <img src="https://example.com/spy.png"></p>')
    assert entry.picture is None
    assert codes(entry) == ["pictures_dropped"]


def test_pictures_elsewhere_in_the_question_are_dropped():
    feedback = '<generalfeedback format="html"><text>Because</text><file name="a.png" encoding="base64">AAAA</file></generalfeedback>'
    assert codes(only("shortanswer", feedback + answer(100, "x"))) == ["pictures_dropped"]
