"""Aiken read line by line, as Moodle's documentation describes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from quizzes.formats.entries import MOST_QUESTIONS, Entry, Item, Notes, Reason, Refusal, Refused, refusal, text_of
from quizzes.formats.shapes import FULL, Asked, Option, choices
from quizzes.formats.texts import PLAIN, paragraphs, plain, rich, short_name

CHOICE = re.compile(r"([A-Z])[.)][ \t]*(.*)")
KEY = re.compile(r"ANSWER:(.*)")


@dataclass
class Started:
    """A question whose answer line has not come yet."""

    line: int
    text: str
    choices: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return short_name(paragraphs(self.text))


def read(data: bytes, language: str) -> tuple[Item, ...]:
    """Every question of the file, and every line that belongs to none."""
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
    question: Started | None = None
    for number, line in enumerate(text.split("\n"), 1):
        said = line.strip()
        choice, key = CHOICE.fullmatch(said), KEY.fullmatch(said)
        if not said:
            continue
        if question is None and (choice or key):
            yield Refusal(number, "", Reason("aiken_not_started"))
        elif question and choice:
            question.choices.append((choice[1], choice[2]))
        elif question and key:
            yield _finished(question, key[1].strip(), language)
            question = None
        else:
            if question:
                yield Refusal(question.line, question.name, Reason("aiken_not_finished", {"line": number}))
            question = Started(number, said)
    if question:
        yield Refusal(question.line, question.name, Reason("aiken_not_finished", {"line": text.count("\n") + 1}))


def _finished(question: Started, key: str, language: str) -> Item:
    notes = Notes()
    listed = [letter for letter, _text in question.choices]
    try:
        if len(set(listed)) < len(listed):
            raise Refused("aiken_letter_twice")
        if key not in listed:
            raise Refused("aiken_no_such_letter", letter=key[:10])
        options = [Option(plain(text, PLAIN, notes), FULL if letter == key else Fraction(0)) for letter, text in question.choices]
        asked = Asked(language, rich(question.text, PLAIN, notes), "", notes)
        kind, body = choices(asked, options, several=False)
    except Refused as fault:
        return refusal(fault, question.line, question.name)
    return Entry(question.line, question.name, kind, body, notes=notes.all())
