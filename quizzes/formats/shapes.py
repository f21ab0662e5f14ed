"""From what files say (options with weights, ranges, pairs) to the bank's bodies. Where the two differ: a note, or a refusal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape
from string import ascii_lowercase
from typing import Any

from quizzes.formats import wording
from quizzes.formats.entries import Body, Notes, Refused
from quizzes.formats.numbers import written

MOST_CHOICES = 200
FULL = Fraction(100)
MARKER = re.compile(r"\[\[([^\[\]]{1,40})\]\]")  # where a gap stands in its text
NEAR = Fraction(1, 1000)  # weights are written with five decimals

Shaped = tuple[str, Body]


@dataclass(frozen=True)
class Asked:
    """What every question has: language, prompt (clean HTML), explanation, and where to note what was adapted."""

    language: str
    prompt: str
    feedback: str
    notes: Notes

    def say(self, words: str) -> dict[str, str]:
        return {self.language: words} if words else {}

    def body(self, **parts: Any) -> Body:
        whole = {"prompt": self.say(self.prompt), **parts}
        return {**whole, "feedback": self.say(self.feedback)} if self.feedback else whole


@dataclass(frozen=True)
class Option:
    """An answer that the file gives, with its share of the mark in percent."""

    text: str
    weight: Fraction
    feedback: str = ""


@dataclass(frozen=True)
class NumberOption:
    """A number that the file accepts; None stands for any other."""

    number: Decimal | None
    tolerance: Decimal
    weight: Fraction
    feedback: str = ""


def letters() -> Iterator[str]:
    """Ids for the parts of a body."""
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)


def choices(asked: Asked, options: Sequence[Option], *, several: bool) -> Shaped:
    """One choice or several: `single` or `multiple`."""
    _require_few(options)
    if any(not option.text for option in options):
        raise Refused("empty_choice")
    if len(options) < 2:
        raise Refused("few_choices")
    correct = _several(asked, options) if several else _one(asked, options)
    listed = []
    for letter, option in zip(letters(), options, strict=False):
        choice: Body = {"id": letter, "text": asked.say(option.text)}
        if option.feedback:
            choice["feedback"] = asked.say(option.feedback)
        if option in correct:
            choice["correct"] = True
        listed.append(choice)
    return "multiple" if several else "single", asked.body(choices=listed)


def _one(asked: Asked, options: Sequence[Option]) -> list[Option]:
    correct = [option for option in options if _full(option)]
    if len(correct) != 1:
        raise Refused("several_right_for_one" if correct else "no_right_answer")
    _note_partial(asked.notes, options)
    return correct


def _several(asked: Asked, options: Sequence[Option]) -> list[Option]:
    correct = [option for option in options if option.weight > 0]
    wrong = [option for option in options if option.weight <= 0]
    if not correct:
        raise Refused("no_right_answer")
    even = all(abs(option.weight - FULL / len(correct)) < NEAR for option in correct)
    if not even or any(abs(option.weight + FULL / len(wrong)) >= NEAR for option in wrong):
        asked.notes.add("scored_by_rule")
    return correct


def short_text(asked: Asked, options: Sequence[Option], *, case: bool = False) -> Shaped:
    """Words to be typed: `shorttext`."""
    body = asked.body(accepted={asked.language: accepted(asked.notes, options)})
    return "shorttext", {**body, "folds": {"case": False}} if case else body


def accepted(notes: Notes, options: Sequence[Option]) -> list[str]:
    """The answers that earn everything. A `*` stands for any letters in these files: the bank knows no such thing."""
    _require_few(options)
    right = [option.text for option in options if _full(option) and option.text]
    if not right:
        raise Refused("no_right_answer")
    if any("*" in text.replace(r"\*", "") for text in right):
        raise Refused("wildcard")
    _note_partial(notes, options)
    if any(option.feedback for option in options):
        notes.add("answer_feedback_dropped")
    return list(dict.fromkeys(text.replace(r"\*", "*") for text in right))


def number(asked: Asked, options: Sequence[NumberOption], *, unit: str = "") -> Shaped:
    """A number within a tolerance: `numeric`."""
    _require_few(options)
    right = {(option.number, option.tolerance) for option in options if option.weight == FULL}
    if len(right) != 1:
        raise Refused("several_numbers" if right else "no_right_answer")
    value, tolerance = right.pop()
    if value is None:
        raise Refused("any_number")
    _note_partial(asked.notes, options)
    if any(option.feedback for option in options):
        asked.notes.add("answer_feedback_dropped")
    body = asked.body(answer=written(value))
    if tolerance:
        body["tolerance"] = written(tolerance)
    if unit:
        body["unit"] = asked.say(unit)
    return "numeric", body


def pairs(asked: Asked, given: Sequence[tuple[str, str]]) -> Shaped:
    """Left and right sides: `matching`; two pairs become `gaps`, since the bank matches three or more."""
    _require_few(given)
    matched = [(left, right) for left, right in given if left]
    extra = list(dict.fromkeys(right for left, right in given if not left and right))
    if any(not right for _left, right in matched):
        raise Refused("empty_choice")
    if len(matched) < 3:
        return _pairs_as_gaps(asked, matched, extra)
    ids = letters()
    body = asked.body(pairs=[{"id": next(ids), "left": asked.say(left), "right": asked.say(right)} for left, right in matched])
    if extra:
        body["extra"] = [{"id": next(ids), "text": asked.say(text)} for text in extra]
    return "matching", body


def _pairs_as_gaps(asked: Asked, matched: Sequence[tuple[str, str]], extra: Sequence[str]) -> Shaped:
    rights = list(dict.fromkeys([*(right for _left, right in matched), *extra]))
    if not matched or len(rights) < 2:
        raise Refused("few_pairs")
    asked.notes.add("pairs_as_gaps")
    text = "".join(f"<p>{escape(left, quote=False)}: [[{letter}]]</p>" for letter, (left, _right) in zip(letters(), matched, strict=False))
    options = [[Option(right, FULL if right == own else Fraction(0)) for right in rights] for _left, own in matched]
    return gaps(asked, text, [choice_gap(asked, letter, each) for letter, each in zip(letters(), options, strict=False)])


def gaps(asked: Asked, text: str, found: Sequence[Body]) -> Shaped:
    """A text with gaps, in the order of the text: `gaps`."""
    _require_few(found)
    if not found:
        raise Refused("no_gaps")
    return "gaps", asked.body(text=asked.say(text), gaps=list(found))


def choice_gap(asked: Asked, letter: str, options: Sequence[Option]) -> Body:
    """A gap to choose for."""
    _require_few(options)
    if any(not option.text for option in options):
        raise Refused("empty_choice")
    if len(options) < 2:
        raise Refused("few_choices")
    correct = _one(asked, options)
    if any(option.feedback for option in options):
        asked.notes.add("answer_feedback_dropped")
    listed = []
    for each, option in zip(letters(), options, strict=False):
        choice: Body = {"id": each, "text": asked.say(option.text)}
        listed.append({**choice, "correct": True} if option in correct else choice)
    return {"id": letter, "choices": listed}


def text_gap(asked: Asked, letter: str, options: Sequence[Option], *, case: bool) -> Body:
    """A gap to type into."""
    gap: Body = {"id": letter, "accepted": {asked.language: accepted(asked.notes, options)}}
    return {**gap, "folds": {"case": False}} if case else gap


def steps(asked: Asked, texts: Sequence[str]) -> Shaped:
    """Steps in their order: `ordering`."""
    _require_few(texts)
    if any(not text for text in texts):
        raise Refused("empty_choice")
    if len(texts) < 2:
        raise Refused("few_choices")
    return "ordering", asked.body(steps=[{"id": letter, "text": asked.say(text)} for letter, text in zip(letters(), texts, strict=False)])


def true_false(asked: Asked, answer: bool, *, said_true: str = "", said_false: str = "") -> Shaped:
    """A statement: `truefalse`."""
    body = asked.body(answer=answer)
    if said_true:
        body["feedback_true"] = asked.say(said_true)
    if said_false:
        body["feedback_false"] = asked.say(said_false)
    return "truefalse", body


def essay(asked: Asked, *, points: int = 1, criterion: str = "") -> Shaped:
    """A text that a person marks: `essay` with a rubric of one criterion, since the files have none."""
    language = asked.language
    asked.notes.add("rubric_made", points=points)
    levels = [{"points": 0, "text": asked.say(wording.NOT_MET[language])}]
    if points > 1:
        levels.append({"points": points // 2, "text": asked.say(wording.HALF_MET[language])})
    levels.append({"points": points, "text": asked.say(wording.MET[language])})
    rubric = [{"id": "a", "criterion": asked.say(criterion or wording.CRITERION[language]), "levels": levels}]
    return "essay", asked.body(rubric=rubric)


def _full(option: Option) -> bool:
    return abs(option.weight - FULL) < NEAR


def _note_partial(notes: Notes, options: Sequence[Option | NumberOption]) -> None:
    if any(0 < option.weight < FULL - NEAR for option in options):
        notes.add("partial_credit_dropped")


def _require_few(parts: Sequence[object]) -> None:
    if len(parts) > MOST_CHOICES:
        raise Refused("too_many_choices", most=MOST_CHOICES)
