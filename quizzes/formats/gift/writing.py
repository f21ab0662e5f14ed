"""GIFT written, so that Moodle reads it too."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from quizzes.formats.entries import Body, Source
from quizzes.formats.numbers import percent
from quizzes.formats.paths import written_path
from quizzes.formats.texts import HTML, PLAIN

SIGNS = re.compile(r"[\\#={}~:]")


def write(sources: Sequence[Source], language: str) -> str:
    """Questions one after the other; a category stands where it changes."""
    blocks: list[str] = []
    category: tuple[str, ...] = ()
    for source in sources:
        if source.category != category:
            blocks.append(f"$CATEGORY: {_escaped(written_path(source.category))}\n")
            category = source.category
        blocks.append(_written(source, language))
    return "\n".join(blocks)


def _written(source: Source, language: str) -> str:
    marks = " ".join([f"[id:{_bracketed(source.code)}]", *(f"[tag:{_bracketed(tag)}]" for tag in source.tags)])
    body = source.body
    explanation = _said(body, "feedback", language)
    answers = ANSWERS[source.kind](body, language)
    more = f"\n\t####{explanation}" if explanation else ""
    return f"// {marks}\n::{_escaped(source.code)}::[{HTML}]{_escaped(body['prompt'][language])}{{{answers}{more}\n}}\n"


def _choices(body: Body, language: str) -> str:
    lines = []
    for choice in body["choices"]:
        lines.append(f"\n\t{'=' if choice.get('correct') else '~'}{_with_feedback(choice, language)}")
    return "".join(lines)


def _several(body: Body, language: str) -> str:
    right = sum(bool(choice.get("correct")) for choice in body["choices"])
    wrong = len(body["choices"]) - right
    lines = []
    for choice in body["choices"]:
        share = Fraction(1, right) if choice.get("correct") else -Fraction(1, wrong)
        lines.append(f"\n\t~%{percent(share)}%{_with_feedback(choice, language)}")
    return "".join(lines)


def _true_false(body: Body, language: str) -> str:
    answer = "TRUE" if body["answer"] else "FALSE"
    said = [_said(body, "feedback_true", language), _said(body, "feedback_false", language)]
    wrong, right = (said[1], said[0]) if body["answer"] else (said[0], said[1])
    return f"{answer}#{wrong}#{right}" if wrong or right else answer


def _number(body: Body, language: str) -> str:
    tolerance = body.get("tolerance")
    return f"#{body['answer']}:{tolerance}" if tolerance else f"#{body['answer']}"


def _pairs(body: Body, language: str) -> str:
    lines = [f"\n\t={_plain(pair['left'][language])} -> {_right(pair['right'][language])}" for pair in body["pairs"]]
    return "".join([*lines, *(f"\n\t= -> {_right(extra['text'][language])}" for extra in body.get("extra", []))])


def _steps(body: Body, language: str) -> str:
    lines = [_plain(step["text"][language]) for step in body["steps"]]
    return "\n".join([f">{len(lines)} ALL VERTICAL RELATIVE_NEXT_EXCLUDE_LAST SHOW none", *lines])


def _short_text(body: Body, language: str) -> str:
    return "".join(f"\n\t=%100%{_right(text.replace('*', chr(92) + '*'))}" for text in body["accepted"][language])


def _nothing(body: Body, language: str) -> str:
    return ""


ANSWERS: dict[str, Callable[[Body, str], str]] = {
    "single": _choices,
    "multiple": _several,
    "truefalse": _true_false,
    "numeric": _number,
    "matching": _pairs,
    "ordering": _steps,
    "shorttext": _short_text,
    "essay": _nothing,
}


def _with_feedback(choice: Body, language: str) -> str:
    feedback = _said(choice, "feedback", language)
    return _plain(choice["text"][language]) + (f"#{feedback}" if feedback else "")


def _said(part: Body, name: str, language: str) -> str:
    return _plain(part[name][language]) if name in part else ""


def _plain(text: str) -> str:
    """Words without markup, among texts that are HTML."""
    special = escape(text) != text or text != " ".join(text.split()) or text.startswith(("[", "%"))
    return f"[{PLAIN}]{_escaped(text)}" if special else _escaped(text)


def _right(text: str) -> str:
    """Words where no markup is expected."""
    return f"[{PLAIN}]{_escaped(text)}" if text.startswith("[") else _escaped(text)


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")


def _bracketed(text: str) -> str:
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))
