"""Moodle XML read: each `<question>` by its type."""

import re
from collections.abc import Callable
from decimal import Decimal

from quizzes.formats import shapes
from quizzes.formats.entries import MOST_QUESTIONS, Body, Entry, Item, Notes, Reason, Refusal, Refused, refusal, require_size
from quizzes.formats.moodlexml import cloze
from quizzes.formats.moodlexml.parts import Question, is_true, options, question, said, tags, weight
from quizzes.formats.moodlexml.tree import Node, read_questions
from quizzes.formats.numbers import number_in
from quizzes.formats.paths import category_path
from quizzes.formats.shapes import FULL, NumberOption, Option, Shaped
from quizzes.formats.texts import PLAIN, plain, short_name

MARKER = re.compile(r"\[\[([0-9]{1,3})\]\]")
OWN_ORDER = {"", "1", "RELATIVE", "RELATIVE_NEXT_EXCLUDE_LAST"}
ALL_ITEMS = {"", "0", "ALL"}
MOST_POINTS = 100


def read(data: bytes, language: str) -> tuple[Item, ...]:
    """Every question of the file; where the file itself is broken, that alone."""
    reader = _Reader(language)
    try:
        require_size(data)
        read_questions(data, reader.take)
    except Refused as fault:
        return (*reader.items, refusal(fault)) if fault.reason.code == "too_many_questions" else (refusal(fault),)
    return tuple(reader.items) or (Refusal(1, "", Reason("no_questions")),)


class _Reader:
    def __init__(self, language: str) -> None:
        self.language = language
        self.items: list[Item] = []
        self.category: tuple[str, ...] = ()

    def take(self, node: Node) -> None:
        if node.attributes.get("type") == "category":
            self.category = category_path(node.first("category").text)
            return
        if len(self.items) >= MOST_QUESTIONS:
            raise Refused("too_many_questions", line=node.line, most=MOST_QUESTIONS)
        self.items.append(_item(node, self.category, self.language))


def _item(node: Node, category: tuple[str, ...], language: str) -> Item:
    name = " ".join(node.first("name").text.split())[:255]
    kind = node.attributes.get("type", "").strip()
    notes = Notes()
    try:
        if node.too_many:
            raise Refused("xml_too_many_parts")
        if kind not in SHAPES:
            raise Refused("description") if kind == "description" else Refused("kind_unknown", kind=kind[:40])
        found = question(node, language, notes)
        own_kind, body = SHAPES[kind](found)
    except Refused as fault:
        return refusal(fault, node.line, name)
    return Entry(
        line=node.line,
        name=name or short_name(found.asked.prompt),
        kind=own_kind,
        body=body,
        idnumber=" ".join(node.first("idnumber").text.split()),
        category=category,
        tags=tags(node),
        notes=notes.all(),
        picture=found.picture,
    )


def _choices(found: Question) -> Shaped:
    return shapes.choices(found.asked, options(found), several=not is_true(found.node.first("single"), otherwise=True))


def _true_false(found: Question) -> Shaped:
    """Moodle's own words are `true` and `false`; older files have others, true first."""
    answers = found.node.all("answer")[:2]
    if len(answers) < 2:
        raise Refused("few_choices")
    told = {answer.text: answer for answer in answers}
    true, false = (told["true"], told["false"]) if set(told) == {"true", "false"} else answers
    if weight(true) != FULL and weight(false) != FULL:
        raise Refused("no_right_answer")
    feedback = [said(each.first("feedback"), found.form, found.asked.notes) for each in (true, false)]
    return shapes.true_false(found.asked, weight(true) == FULL, said_true=feedback[0], said_false=feedback[1])


def _short_text(found: Question) -> Shaped:
    typed = [option for option in options(found, typed=True) if option.text != "*" or option.weight > 0 or option.feedback]
    return shapes.short_text(found.asked, typed, case=is_true(found.node.first("usecase"), otherwise=False))


def _number(found: Question) -> Shaped:
    listed = []
    for answer in found.node.all("answer"):
        text, tolerance = answer.text, answer.first("tolerance").words
        listed.append(
            NumberOption(
                None if text in ("", "*") else number_in(text),
                abs(number_in(tolerance)) if tolerance else Decimal(0),
                weight(answer),
                said(answer.first("feedback"), found.form, found.asked.notes),
            )
        )
    units = found.node.first("units").all("unit")
    own = [unit for unit in units if unit.first("multiplier").words in ("", "1") or number_in(unit.first("multiplier").words) == 1]
    if len(units) > 1 or (units and not own) or found.node.first("unitgradingtype").words not in ("", "0"):
        found.asked.notes.add("units_dropped")
    unit = plain(own[0].first("unit_name").text, PLAIN, found.asked.notes) if own else ""
    return shapes.number(found.asked, listed, unit=unit)


def _pairs(found: Question) -> Shaped:
    notes = found.asked.notes
    given = [(said(each, found.form, notes), plain(each.first("answer").text, PLAIN, notes)) for each in found.node.all("subquestion")]
    return shapes.pairs(found.asked, given)


def _essay(found: Question) -> Shaped:
    grade = number_in(found.node.first("defaultgrade").words or "1")
    points = min(MOST_POINTS, max(1, round(grade)))
    criterion = said(found.node.first("graderinfo"), found.form, found.asked.notes)
    kind, body = shapes.essay(found.asked, points=points, criterion=criterion)
    for name, tag in (("words_min", "minwordlimit"), ("words_max", "maxwordlimit")):
        limit = found.node.first(tag).words
        if limit.isascii() and limit.isdigit() and int(limit[:6]) > 0:
            body[name] = int(limit[:6])
    if found.node.first("attachments").words not in ("", "0"):
        body["file"] = True
    if found.node.first("responsetemplate").text:
        found.asked.notes.add("template_dropped")
    return kind, body


def _steps(found: Question) -> Shaped:
    answers = sorted(found.node.all("answer"), key=weight)
    if found.node.first("gradingtype").words not in OWN_ORDER or found.node.first("selecttype").words not in ALL_ITEMS:
        found.asked.notes.add("scored_by_rule")
    if any(answer.first("feedback").text for answer in answers):
        found.asked.notes.add("answer_feedback_dropped")
    return shapes.steps(found.asked, [said(answer, found.form, found.asked.notes) for answer in answers])


def _missing_words(found: Question) -> Shaped:
    """`[[2]]` is the place of the second word; the words of its group are offered there."""
    words: list[tuple[str, str]] = []
    for each in [*found.node.all("selectoption"), *found.node.all("dragbox")]:
        words.append((plain(each.text, found.form, found.asked.notes), each.first("group").words or "1"))
    ids = shapes.letters()
    gaps: list[Body] = []
    pieces = MARKER.split(found.html)
    pieces[::2] = [cloze.unmarked(text) for text in pieces[::2]]
    for place in range(1, len(pieces), 2):
        if not 0 < int(pieces[place]) <= len(words) or len(gaps) >= shapes.MOST_CHOICES:
            raise Refused("no_such_word", number=int(pieces[place]))
        right, group = words[int(pieces[place]) - 1]
        offered = dict.fromkeys(word for word, own in words if own == group)
        letter = next(ids)
        gaps.append(shapes.choice_gap(found.asked, letter, [Option(word, FULL if word == right else FULL * 0) for word in offered]))
        pieces[place] = f"[[{letter}]]"
    return cloze.finished(found.asked, "".join(pieces), found.form, gaps)


SHAPES: dict[str, Callable[[Question], Shaped]] = {
    "multichoice": _choices,
    "truefalse": _true_false,
    "shortanswer": _short_text,
    "numerical": _number,
    "match": _pairs,
    "matching": _pairs,
    "essay": _essay,
    "ordering": _steps,
    "gapselect": _missing_words,
    "ddwtos": _missing_words,
    "ddwordtos": _missing_words,
    "cloze": cloze.read,
    "multianswer": cloze.read,
}
