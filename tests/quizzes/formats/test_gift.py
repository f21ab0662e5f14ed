"""GIFT, sample by sample as docs.moodle.org/en/GIFT_format and its file of examples describe it."""

import pytest

from tests.quizzes.formats.reading import chosen, codes, one, read, refused, said


def short(text):
    """Kind, prompt and notes of the only question."""
    entry = one("gift", text)
    return entry.kind, said(entry.body)["prompt"], codes(entry)


# Multiple choice ---------------------------------------------------------------------------------------------------


def test_multiple_choice_on_one_line():
    entry = one("gift", "Who leads the lesson?{~The guest ~The class =The teacher}")
    assert entry.kind == "single"
    assert chosen(entry) == [("The guest", False, ""), ("The class", False, ""), ("The teacher", True, "")]


def test_multiple_choice_on_lines_of_its_own():
    entry = one("gift", "Which law comes first? {\n    ~The order\n    =The code\n    ~The letter\n    ~The plan}")
    assert [right for _text, right, _feedback in chosen(entry)] == [False, True, False, False]


def test_multiple_choice_with_feedback_for_right_and_wrong():
    entry = one("gift", "::Q2:: Between orange and green?\n{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }")
    assert entry.name == "Q2"
    assert chosen(entry) == [("yellow", True, "right; good!"), ("red", False, "wrong, it's yellow"), ("blue", False, "wrong, it's yellow")]


def test_a_name_over_two_lines_of_question():
    entry = one("gift", "::Term::The word came\ninto the law when? {~1990 =1999}")
    assert (entry.name, said(entry.body)["prompt"]) == ("Term", "<p>The word came<br>into the law when?</p>")


def test_a_question_without_a_name_is_named_by_how_it_begins():
    assert one("gift", f"{'word ' * 40}{{~a =b}}").name == "word word word word word word word word word word word word…"


def test_multiple_choice_with_half_credit_keeps_the_full_one():
    entry = one("gift", "Difficult.{~wrong #no ~%50%half #nearly =full #well done!}")
    assert chosen(entry) == [("wrong", False, "no"), ("half", False, "nearly"), ("full", True, "well done!")]
    assert codes(entry) == ["partial_credit_dropped"]


def test_several_right_answers_with_nothing_taken_off():
    entry = one("gift", "Which two? {\n ~No one\n ~%50%Aigerim\n ~%50%Daniyar\n ~Saule }")
    assert entry.kind == "multiple"
    assert [right for _text, right, _feedback in chosen(entry)] == [False, True, True, False]
    assert codes(entry) == ["scored_by_rule"]


def test_several_right_answers_scored_as_the_bank_scores_them():
    entry = one("gift", "Which two? {\n ~%-50%No one\n ~%50%Aigerim\n ~%50%Daniyar\n ~%-50%Saule }")
    assert (entry.kind, codes(entry)) == ("multiple", [])


def test_several_right_answers_with_their_own_formats():
    text = "::colours:: Which?\n{\n ~%50%yellow # right!\n ~%-100%red # [html]wrong\n ~%50%off-beige\n ~%-100%[plain]blue # wrong\n}"
    entry = one("gift", text)
    assert chosen(entry)[1] == ("red", False, "wrong")
    assert chosen(entry)[3] == ("blue", False, "wrong")
    assert codes(entry) == ["scored_by_rule"]


def test_thirds_are_even():
    entry = one("gift", "Which three?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}")
    assert (entry.kind, codes(entry)) == ("multiple", [])


# Missing word ------------------------------------------------------------------------------------------------------


def test_missing_word_with_choices():
    entry = one("gift", "The child is {~buried =supported ~judged} in the class.")
    assert (entry.kind, said(entry.body)["prompt"]) == ("single", "<p>The child is _____ in the class.</p>")
    assert codes(entry) == ["missing_word"]


def test_missing_word_on_lines_of_its_own():
    text = "The council meets on the {\n    ~second\n    ~third\n    =fourth\n} Thursday of November."
    assert short(text) == ("single", "<p>The council meets on the _____ Thursday of November.</p>", ["missing_word"])


def test_missing_word_to_be_typed():
    entry = one("gift", "Two plus {=two =2} equals four.")
    assert said(entry.body) == {"prompt": "<p>Two plus _____ equals four.</p>", "accepted": ["two", "2"]}


def test_missing_word_before_the_full_stop():
    assert short("Two plus two equals {=four =4}.") == ("shorttext", "<p>Two plus two equals _____.</p>", ["missing_word"])


def test_signs_behind_a_finished_question_are_no_missing_word():
    assert short('What is it? {#3:2}";') == ("numeric", "<p>What is it?</p>", [])


# True or false -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "truth"), [("T", True), ("TRUE", True), ("F", False), ("FALSE", False)])
def test_true_or_false(answer, truth):
    entry = one("gift", f"The sun rises in the east.{{{answer}}}")
    assert (entry.kind, entry.body["answer"]) == ("truefalse", truth)


def test_true_or_false_with_feedback_for_wrong_and_right():
    entry = one("gift", "::Q1:: 1+1=2 {T#Count again.#Well counted.}")
    assert said(entry.body) == {
        "prompt": "<p>1+1=2</p>",
        "answer": True,
        "feedback_true": "Well counted.",
        "feedback_false": "Count again.",
    }


def test_true_or_false_with_feedback_for_wrong_alone():
    assert said(one("gift", "He may search the bag.{FALSE#Only the police may.}").body)["feedback_true"] == "Only the police may."


def test_true_or_false_with_general_feedback():
    entry = one("gift", "Ask first.{\nFALSE#It is true.#You are right.\n####The book says more about it.}")
    assert said(entry.body)["feedback"] == "The book says more about it."
    assert (said(entry.body)["feedback_true"], said(entry.body)["feedback_false"]) == ("It is true.", "You are right.")


# Short answer ------------------------------------------------------------------------------------------------------


def test_short_answer_with_several_right_ones():
    assert said(one("gift", "Who?{=no one =nobody}").body)["accepted"] == ["no one", "nobody"]


def test_short_answer_with_a_single_right_one():
    assert said(one("gift", "::Kanji::From which country?{=China}").body)["accepted"] == ["China"]


def test_short_answer_with_partial_credit_and_a_catch_all():
    entry = one("gift", "::Animal::Which one?{\n =Frog#Good!\n =%50%Cat#Hm.\n =%0%*#Completely wrong\n}")
    assert said(entry.body)["accepted"] == ["Frog"]
    assert codes(entry) == ["partial_credit_dropped", "answer_feedback_dropped"]


def test_short_answer_with_misspellings():
    entry = one("gift", "::Town:: He came from {\n =Almaty#Yes!\n =%75%Almati#Misspelled.\n =%25%Astana#No.}")
    assert (entry.kind, said(entry.body)["accepted"]) == ("shorttext", ["Almaty"])


def test_short_answer_with_a_wildcard_is_refused():
    assert refused("gift", "Who?{=no*}").reason.code == "wildcard"


def test_an_escaped_star_is_a_star():
    assert said(one("gift", r"Which sign multiplies?{=\*}").body)["accepted"] == ["*"]


# Matching ----------------------------------------------------------------------------------------------------------


def test_matching():
    entry = one("gift", "Match. {\n =Canada -> Ottawa\n =Italy  -> Rome\n =Japan  -> Tokyo\n =India  -> New Delhi\n }")
    assert entry.kind == "matching"
    assert [(pair["left"], pair["right"]) for pair in said(entry.body)["pairs"]][1] == ("Italy", "Rome")


def test_matching_on_one_line():
    entry = one("gift", "Match the following.{=Canada->Ottawa =Italy->Rome =Japan->Tokyo}")
    assert [pair["id"] for pair in entry.body["pairs"]] == ["a", "b", "c"]


def test_matching_with_formats_and_an_extra_right_side():
    pairs = " =[html]Talks. -> Forum\n =[moodle]Asks. -> Choice\n =[plain]A <b>bank</b>. -> Database\n = -> Chat\n"
    text = f"::M::[html]Match the <b>activity</b>.{{\n{pairs}}}"
    body = said(one("gift", text).body)
    assert body["prompt"] == "Match the <b>activity</b>."
    assert [pair["left"] for pair in body["pairs"]] == ["Talks.", "Asks.", "A <b>bank</b>."]
    assert body["extra"] == [{"id": "d", "text": "Chat"}]


def test_two_pairs_become_a_text_with_gaps():
    entry = one("gift", "::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food }")
    assert (entry.kind, codes(entry)) == ("gaps", ["pairs_as_gaps"])
    assert said(entry.body)["text"] == "<p>cat: [[a]]</p><p>dog: [[b]]</p>"
    assert [choice.get("correct", False) for choice in entry.body["gaps"][1]["choices"]] == [False, True]


# Numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "number", "tolerance"),
    [
        pytest.param("#1822", "1822", None, id="exact"),
        pytest.param("#3:2", "3", "2", id="tolerance"),
        pytest.param("#3.1415:0.0005", "3.1415", "0.0005", id="decimals"),
        pytest.param("#1..5", "3", "2", id="range"),
        pytest.param("#3.141..3.142", "3.1415", "0.0005", id="range of decimals"),
        pytest.param("#-5..-1", "-3", "2", id="range below zero"),
        pytest.param("#=42", "42", None, id="with a sign"),
    ],
)
def test_a_number(answer, number, tolerance):
    body = one("gift", f"How many? {{{answer}}}").body
    assert (body["answer"], body.get("tolerance")) == (number, tolerance)


def test_a_range_in_the_middle_of_a_sentence():
    assert short("The value of pi is {#3.141..3.142} to 3 places.")[1] == "<p>The value of pi is _____ to 3 places.</p>"


def test_numbers_with_credits_keep_the_full_one():
    entry = one("gift", "When? {#\n =1822:0 #Correct! 100% credit\n =%50%1822:2 #You get 50% credit\n    for being close.\n}")
    assert entry.body["answer"] == "1822"
    assert codes(entry) == ["partial_credit_dropped", "answer_feedback_dropped"]


def test_a_number_with_feedback_for_all_others():
    assert codes(one("gift", "::Q5:: From 1 to 5? {#3:2~#Completely wrong}")) == ["answer_feedback_dropped"]


def test_several_full_ranges_are_refused():
    assert refused("gift", "When? {#=1:0 =5:0}").reason.code == "several_numbers"


# Essay, description ------------------------------------------------------------------------------------------------


def test_an_essay_gets_a_rubric():
    entry = one("gift", "// essay\n::Q8:: How are you? {}")
    assert (entry.kind, codes(entry)) == ("essay", ["rubric_made"])
    assert [level["points"] for level in entry.body["rubric"][0]["levels"]] == [0, 1]


def test_an_essay_with_general_feedback():
    assert said(one("gift", "How are you? {####We hope well.}").body)["feedback"] == "We hope well."


def test_a_description_is_refused():
    refusal = refused("gift", "You can use your pencil and paper for these next questions.")
    assert (refusal.reason.code, refusal.name) == ("description", "You can use your pencil and paper for these next questions.")


# Options -----------------------------------------------------------------------------------------------------------


def test_comments_are_left_out_wherever_they_stand():
    entry = one("gift", "// Heading\n   // more\nWhat's 2 plus 2? {\n// inside\n#4}\n")
    assert (entry.line, said(entry.body)["prompt"], entry.body["answer"]) == (3, "<p>What's 2 plus 2?</p>", "4")


def test_an_id_and_tags_stand_in_comments():
    entry = one("gift", "// [id:Q-16] [tag:law] [tag:with \\] sign]\nWho?{=me}")
    assert (entry.idnumber, entry.tags) == ("Q-16", ("law", "with ] sign"))


def test_a_comment_of_its_own_says_nothing_about_the_next_question():
    assert one("gift", "// [id:Q-16]\n\nWho?{=me}").idnumber == ""


def test_categories_hold_until_the_next():
    text = "$CATEGORY: tom/dick/harry\n\nOne?{=a}\n\nTwo?{=a}\n\n$CATEGORY: $course$/top/Law // order\n\nThree?{=a}"
    assert [item.category for item in read("gift", text)] == [("tom", "dick", "harry"), ("tom", "dick", "harry"), ("Law / order",)]


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        pytest.param("[html]Who is <b>there</b>?{=x}", "Who is <b>there</b>?", id="html"),
        pytest.param("[plain]Who is <b>there</b>?{=x}", "<p>Who is &lt;b&gt;there&lt;/b&gt;?</p>", id="plain"),
        pytest.param("[moodle]Who\nis there?{=x}", "<p>Who<br>is there?</p>", id="moodle"),
        pytest.param("[markdown]Who is **there**, *now*?{=x}", "<p>Who is <strong>there</strong>, <em>now</em>?</p>", id="markdown"),
        pytest.param(r"[markdown]Which?\n\n- one\n- two{=x}", "<p>Which?</p><ul><li>one</li><li>two</li></ul>", id="a list in markdown"),
        pytest.param("[secret]Who?{=x}", "<p>[secret]Who?</p>", id="no such format"),
        pytest.param(r"One\nTwo{=x}", "<p>One<br>Two</p>", id="a new line"),
    ],
)
def test_formats_of_the_text(text, prompt):
    assert said(one("gift", text).body)["prompt"] == prompt


def test_special_characters():
    entry = one("gift", "Which answer equals 5? {\n ~ \\= 2 + 2\n = \\= 2 + 3\n ~ \\= 2 + 4  }")
    assert chosen(entry) == [("= 2 + 2", False, ""), ("= 2 + 3", True, ""), ("= 2 + 4", False, "")]


def test_control_characters():
    text = "::GIFT Control Characters::\nWhich is NOT one? {\n" + "".join(f" ~ \\{sign}  # \\{sign} is one.\n" for sign in "~=#{}")
    entry = one("gift", text + " = \\\\  # Correct! \\\\ is not. BUT,\n   it escapes them.\n}")
    assert [choice for choice, _right, _feedback in chosen(entry)] == ["~", "=", "#", "{", "}", "\\"]
    assert chosen(entry)[5] == ("\\", True, "Correct! \\ is not. BUT, it escapes them.")


def test_a_colon_may_be_escaped_in_a_name():
    assert one("gift", r"::Law\: part 2::Who?{=x}").name == "Law: part 2"


def test_steps_in_their_order():
    entry = one("gift", "::Order::[html]Put them in order.{>3 ALL VERTICAL ABS\nLook\nListen\nSay\n}")
    assert (entry.kind, [step["text"] for step in said(entry.body)["steps"]]) == ("ordering", ["Look", "Listen", "Say"])


def test_steps_as_moodle_writes_them():
    assert len(one("gift", "Put.{>2     none\nLook\nListen\n}").body["steps"]) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Who? {=x", "braces", id="never closed"),
        pytest.param("Who? =x}", "braces", id="never opened"),
        pytest.param("Who? }=x{", "braces", id="the wrong way round"),
        pytest.param("Who? {=x} or {=y}", "braces_twice", id="two answers"),
        pytest.param("{=x}", "no_text", id="no question"),
        pytest.param("Who?{~a ~b}", "no_right_answer", id="nothing right"),
        pytest.param("Who?{=a =b ~c}", "several_right_for_one", id="two right where one may be chosen"),
        pytest.param("Who?{=a ~}", "empty_choice", id="an empty choice"),
        pytest.param("Who?{~%100%a}", "few_choices", id="one choice"),
        pytest.param("Who?{=%50%a}", "no_right_answer", id="nothing fully right"),
        pytest.param("Who?{#}", "no_right_answer", id="no number"),
        pytest.param("How many?{#many}", "not_a_number", id="a word for a number"),
        pytest.param("How many?{#5..1}", "not_a_number", id="a range the wrong way round"),
        pytest.param("How many?{#1e999999999}", "not_a_number", id="a number too long to reckon with"),
        pytest.param("Match.{=a -> b =c}", "pair_without_arrow", id="half a pair"),
        pytest.param("Match.{=a -> b}", "few_pairs", id="one pair"),
        pytest.param("Match.{=a -> =b -> c =d -> e}", "empty_choice", id="nothing on the right"),
        pytest.param("Put.{>1\nLook\n}", "few_choices", id="one step"),
    ],
)
def test_what_cannot_be_taken_says_why(text, code):
    refusal = refused("gift", f"\n// first\n{text}")
    assert (refusal.line, refusal.reason.code) == (3, code)


def test_a_refusal_does_not_spoil_its_neighbours():
    assert [type(item).__name__ for item in read("gift", "A?{=x}\n\nB?{=x\n\nC?{=x}")] == ["Entry", "Refusal", "Entry"]
