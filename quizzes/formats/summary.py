"""A question in a few lines, for the person who decides whether to take it."""

from collections.abc import Iterator
from typing import Any

from quizzes.formats import wording
from quizzes.formats.entries import Body
from quizzes.formats.shapes import MARKER
from quizzes.formats.texts import words

RIGHT, WRONG = "✓", "–"


def summary(body: Body, language: str) -> list[str]:
    """Choices with the right ones ticked, pairs, steps, accepted answers: whatever the body has."""
    return list(_lines(body, language))


def _lines(body: Body, language: str) -> Iterator[str]:
    def said(text: Any) -> str:
        return str(text.get(language, "")) if isinstance(text, dict) else str(text)

    yield from (f"{RIGHT if choice.get('correct') else WRONG} {said(choice['text'])}" for choice in body.get("choices", []))
    yield from (f"{said(pair['left'])} → {said(pair['right'])}" for pair in body.get("pairs", []))
    yield from (f"{WRONG} {said(extra['text'])}" for extra in body.get("extra", []))
    yield from (f"{place}. {said(step['text'])}" for place, step in enumerate(body.get("steps", []), 1))
    if "accepted" in body:
        yield f"{RIGHT} {' / '.join(body['accepted'].get(language, []))}"
    if isinstance(body.get("answer"), bool):
        yield f"{RIGHT} {(wording.TRUE if body['answer'] else wording.FALSE)[language]}"
    if isinstance(body.get("answer"), str):
        yield f"{RIGHT} {body['answer']}{' ± ' + body['tolerance'] if 'tolerance' in body else ''} {said(body.get('unit', ''))}".rstrip()
    if "gaps" in body:
        right = {gap["id"]: _gap(gap, language) for gap in body["gaps"]}
        yield words(MARKER.sub(lambda found: f"[{right.get(found[1], found[1])}]", said(body["text"])))


def _gap(gap: Body, language: str) -> str:
    if "accepted" in gap:
        return " / ".join(gap["accepted"].get(language, []))
    return " / ".join(
        f"{RIGHT} {choice['text'].get(language, '')}" if choice.get("correct") else choice["text"].get(language, "")
        for choice in gap["choices"]
    )
