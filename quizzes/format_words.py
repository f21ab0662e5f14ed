"""What the reasons of `quizzes.formats` say to people."""

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from quizzes.folders import editor_of
from quizzes.formats.entries import Reason
from quizzes.registry import TYPES

FORMATS = {"gift": "GIFT", "moodlexml": "Moodle XML", "aiken": "Aiken"}

WORDS = {
    # The file
    "file_too_large": _("The file is larger than %(megabytes)s MB."),
    "not_utf8": _("The file is not in UTF-8. Save it as UTF-8 and try again."),
    "not_text": _("The file has bytes that no text has."),
    "no_questions": _("There are no questions in the file."),
    "too_many_questions": _("A file may have %(most)s questions; the others were not read."),
    "xml_broken": _("The file is not well-formed XML: %(message)s."),
    "xml_forbidden": _("The file declares a document type or entities. Such files are not read."),
    "xml_not_quiz": _("The file is XML but not Moodle's: it begins with <%(tag)s> and not with <quiz>."),
    "xml_too_deep": _("Elements stand more than %(most)s deep in each other."),
    "xml_too_many_parts": _("The question has too many parts."),
    # What Aiken lacks
    "aiken_not_started": _("This line belongs to no question."),
    "aiken_not_finished": _("The answer line is missing: a new question begins in line %(line)s, or the file ends."),
    "aiken_no_such_letter": _("The answer “%(letter)s” is none of the choices."),
    "aiken_letter_twice": _("Two choices have the same letter."),
    # Refused
    "description": _("This is a text without answers; the bank holds questions only."),
    "braces": _("The answers do not stand between { and }."),
    "braces_twice": _("There are braces in more than one place. Write \\{ and \\} where they belong to the text."),
    "no_text": _("The question has no text."),
    "no_right_answer": _("No answer earns the full mark."),
    "several_right_for_one": _("One answer may be chosen, but several are right."),
    "few_choices": _("There are fewer than two choices."),
    "empty_choice": _("One of the choices has no words."),
    "too_many_choices": _("There are more than %(most)s choices."),
    "few_pairs": _("There are too few pairs to match."),
    "pair_without_arrow": _("A pair lacks its arrow ->."),
    "wildcard": _("An answer has a * for any letters; the bank cannot mark that."),
    "not_a_number": _("“%(text)s” is not a number that can be read."),
    "several_numbers": _("Several numbers earn the full mark; the bank has one number with a tolerance."),
    "any_number": _("Any number would be right."),
    "no_gaps": _("The text has no gaps."),
    "gap_number": _("A gap asks for a number with a tolerance; the bank has none such."),
    "gap_unknown": _("The bank has no gaps of the kind %(kind)s."),
    "no_such_word": _("The text names word %(number)s, which is not there."),
    "text_too_long": _("A text is longer than %(most)s characters."),
    "text_too_deep": _("The markup of a text stands more than %(most)s deep in itself."),
    "kind_unknown": _("The bank has no questions of the kind “%(kind)s”."),
    "not_as_its_kind": _("The bank cannot take it: %(field)s: %(message)s"),
    "code_twice": _("The number %(number)s stands twice in the file."),
    # Adapted
    "missing_word": _("The missing word is shown as a blank."),
    "partial_credit_dropped": _("Answers with part of the mark count as wrong."),
    "scored_by_rule": _("The bank's own rule gives the marks, not the weights of the file."),
    "answer_feedback_dropped": _("Feedback on single answers was left out."),
    "combined_feedback_dropped": _("Feedback for right, partly right and wrong was left out."),
    "hints_dropped": _("Hints were left out."),
    "html_simplified": _("Markup that the bank does not keep was taken out: %(tags)s."),
    "formatting_dropped": _("Choices and feedback are plain text here; their markup was taken out: %(tags)s."),
    "markdown_simplified": _("Markdown was turned into simple formatting."),
    "pairs_as_gaps": _("With fewer than three pairs it became a text with gaps."),
    "rubric_made": _("It got a rubric with one criterion; points: %(points)s."),
    "template_dropped": _("The template for the answer was left out."),
    "units_dropped": _("One unit was kept; other units and marks for units were left out."),
    "gaps_count_the_same": _("All gaps count the same."),
    "pictures_dropped": _("Pictures left out: %(count)s."),
    "picture_too_large": _("The picture %(name)s is larger than %(megabytes)s MB and was left out."),
    "picture_unreadable": _("The picture %(name)s cannot be read and was left out."),
    "picture_without_words": _("The picture has no description yet."),
    # In the bank already
    "exists": _("The bank has this question; its words differ."),
    "exists_same": _("The bank has exactly this."),
    "exists_other_shape": _("The bank has a question with this code that differs in more than words."),
    # On the way out
    "kind_not_sayable": _("The format has no such questions: %(kind)s."),
    "language_missing": _("A text is missing in this language."),
    "not_sayable": _("The format cannot write it so that it reads back the same (%(parts)s)."),
    "part_lost": _("Left out: %(part)s."),
}

PARTS = {
    "feedback": _("feedback"),
    "feedback_true": _("feedback on “true”"),
    "feedback_false": _("feedback on “false”"),
    "folds": _("rules of spelling"),
    "unit": _("unit"),
    "rubric": _("rubric"),
    "words_min": _("fewest words"),
    "words_max": _("most words"),
    "file": _("attached file"),
    "picture": _("picture"),
}

STATES = {
    "kept": gettext_lazy("taken as it is"),
    "adapted": gettext_lazy("adapted"),
    "existing": gettext_lazy("in the bank already"),
    "refused": gettext_lazy("refused"),
}


def say(reason: Reason) -> str:
    """The reason in the reader's language."""
    params = dict(reason.params)
    if reason.code == "part_lost":
        params["part"] = str(PARTS.get(str(params["part"]), params["part"]))
    if reason.code == "kind_not_sayable":
        params["kind"] = kind_label(str(params["kind"]))
    if reason.code == "not_as_its_kind":
        params["message"] = gettext(str(params["message"]))
    return str(WORDS[reason.code]) % params


def kind_label(kind: str) -> str:
    return str(editor_of(kind).label) if kind in TYPES else kind
