"""GIFT read: block by block, each a question, a category or a refusal."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from quizzes.formats import shapes
from quizzes.formats.entries import MOST_QUESTIONS, Entry, Item, Notes, Reason, Refusal, Refused, refusal, text_of
from quizzes.formats.gift.blocks import (
    Block,
    Said,
    answers_and_explanation,
    around_answers,
    blocks,
    formatted,
    name_and_rest,
    split_at,
    unescaped,
    with_feedback,
)
from quizzes.formats.numbers import range_in, weight_in
from quizzes.formats.paths import category_path
from quizzes.formats.shapes import FULL, Asked, NumberOption, Option, Shaped
from quizzes.formats.texts import MOODLE, PLAIN, plain, rich, short_name, words

BLANK = "_____"
CATEGORY = "$CATEGORY:"
NOTHING = Fraction(0)
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
WEIGHT = re.compile(r"\s*%([+-]?[0-9]{1,3}(?:\.[0-9]{0,10})?)%")
# How many to show, then words about the choice, the layout, the grading and the numbering: the bank has one way for each.
ORDERING = re.compile(r">\s*\d{0,3}(?:[ \t]+[A-Za-z0-9_]{1,40}){0,6}[ \t]*(?:\n|$)")


def read(data: bytes, language: str) -> tuple[Item, ...]:
    """Every block of the file that says something."""
    try:
        text = text_of(data)
    except Refused as fault:
        return (refusal(fault),)
    items: list[Item] = []
    for item in _items(text, language):
        if len(items) >= MOST_QUESTIONS:
            return (*items, Refusal(item.line, "", Reason("too_many_questions", {"most": MOST_QUESTIONS})))
        items.append(item)
    return tuple(items) or (Refusal(1, "", Reason("no_questions")),)


def _items(text: str, language: str) -> Iterator[Item]:
    category: tuple[str, ...] = ()
    for block in blocks(text):
        if block.lines[0].strip().startswith(CATEGORY):
            category = category_path(unescaped(block.lines.pop(0).strip().removeprefix(CATEGORY)))
            block.line += 1
        if block.text:
            yield _question(block, category, language)


def _question(block: Block, category: tuple[str, ...], language: str) -> Item:
    name, rest = name_and_rest(block.text)
    notes = Notes()
    try:
        before, inside, behind = around_answers(rest)
        given, explanation = answers_and_explanation(inside)
        prompt = formatted(_prompt(before, behind, notes), MOODLE)
        html = rich(prompt.text, prompt.form, notes)
        if not words(html):
            raise Refused("no_text")
        said = formatted(explanation, prompt.form)
        asked = Asked(language, html, plain(said.text, said.form, notes), notes)
        kind, body = _shaped(asked, given, prompt.form)
    except Refused as fault:
        return refusal(fault, block.line, name or short_name(unescaped(rest[:200])))
    return Entry(
        line=block.line,
        name=name or short_name(html),
        kind=kind,
        body=body,
        idnumber=next(iter(block.marks("id")), ""),
        category=category,
        tags=tuple(dict.fromkeys(block.marks("tag"))),
        notes=notes.all(),
    )


def _prompt(before: str, behind: str, notes: Notes) -> str:
    """The text of the question; a blank stands where the answers were, if the sentence goes on behind them."""
    ended = before.rstrip().endswith((".", "?", "!", ":"))
    if not behind or (ended and not any(sign.isalnum() for sign in behind)):
        return before
    notes.add("missing_word")
    return f"{before}{BLANK}{'' if behind[0] in '.,;:?!' else ' '}{behind}"


def _shaped(asked: Asked, given: str, form: str) -> Shaped:
    if not given:
        return shapes.essay(asked)
    if given.startswith("#"):
        return _number(asked, given[1:], form)
    if given.startswith(">"):
        return _ordering(asked, given, form)
    pieces = split_at(given, "~=")
    if any(sign == "~" for sign, _text in pieces):
        return _choices(asked, pieces, form)
    if len(pieces) > 1 and "->" in given:
        return _pairs(asked, pieces, form)
    truth, feedback = with_feedback(given)
    if truth in TRUTHS:
        return _true_false(asked, TRUTHS[truth], feedback, form)
    return shapes.short_text(asked, [_option(asked, sign or "=", text, form, typed=True) for sign, text in pieces if sign or text])


def _choices(asked: Asked, pieces: list[tuple[str, str]], form: str) -> Shaped:
    options = [_option(asked, sign, text, form) for sign, text in pieces if sign or text]
    return shapes.choices(asked, options, several=all(sign != "=" for sign, _text in pieces))


def _option(asked: Asked, sign: str, text: str, form: str, *, typed: bool = False) -> Option:
    weight, rest = _weight(text, FULL if sign == "=" else NOTHING)
    answer, feedback = with_feedback(rest)
    said = formatted(answer, form)
    told = plain(said.text, PLAIN if typed else said.form, asked.notes)
    return Option(told, weight, _plain(asked, feedback, form))


def _weight(text: str, otherwise: Fraction) -> tuple[Fraction, str]:
    found = WEIGHT.match(text)
    return (weight_in(found[1]), text[found.end() :].strip()) if found else (otherwise, text)


def _pairs(asked: Asked, pieces: list[tuple[str, str]], form: str) -> Shaped:
    given = []
    for sign, text in pieces:
        left, arrow, right = text.partition("->")
        if not sign and not text:
            continue
        if not arrow:
            raise Refused("pair_without_arrow")
        said = formatted(left, form)
        own = formatted(right, PLAIN)
        given.append((plain(said.text, said.form, asked.notes), plain(own.text, own.form, asked.notes)))
    return shapes.pairs(asked, given)


def _true_false(asked: Asked, truth: bool, feedback: str, form: str) -> Shaped:
    wrong, right = with_feedback(feedback)
    to_wrong, to_right = _plain(asked, wrong, form), _plain(asked, right, form)
    said_true, said_false = (to_right, to_wrong) if truth else (to_wrong, to_right)
    return shapes.true_false(asked, truth, said_true=said_true, said_false=said_false)


def _number(asked: Asked, given: str, form: str) -> Shaped:
    numbers, *others = split_at(given, "~")
    options = []
    for _sign, text in [piece for piece in split_at(numbers[1], "=") if piece[1]]:
        weight, rest = _weight(text, FULL)
        answer, feedback = with_feedback(rest)
        value, tolerance = range_in(formatted(answer, form).text)
        options.append(NumberOption(value, tolerance, weight, feedback))
    if any(text for _sign, text in others):
        options.append(NumberOption(None, Decimal(0), NOTHING, "dropped"))
    return shapes.number(asked, options)


def _ordering(asked: Asked, given: str, form: str) -> Shaped:
    head = ORDERING.match(given)
    lines = given[head.end() :] if head else given[1:]
    said: list[Said] = [formatted(line, form) for line in lines.split("\n") if line.strip()]
    return shapes.steps(asked, [plain(each.text, each.form, asked.notes) for each in said])


def _plain(asked: Asked, text: str, form: str) -> str:
    said = formatted(text, form)
    return plain(said.text, said.form, asked.notes)
