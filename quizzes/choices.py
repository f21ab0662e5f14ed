"""What an answer chose, choice by choice: how it is named, whether it is right, and what there was to choose.

Works on the stored form of any type's answer. A choice is named by the ids on the way to it, so that the same choice has the same name in
every language and order.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import pgettext

from quizzes.passages import plain
from quizzes.registry import TYPES

BETWEEN = "\x1f"  # stands between the ids: nobody can type it
LONGEST = 120

Alone = dict[str, Any]


def chosen(answer: Mapping[str, Any] | None) -> dict[str, Alone]:
    """Every single choice of a stored answer, each with the answer that would have chosen it alone."""
    return {
        BETWEEN.join(way): {field: alone} for field, value in (answer or {}).items() if value is not None for way, alone in _single(value)
    }


def _single(value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, Mapping):
                yield from (((key, choice), {key: alone}) for choice, alone in chosen(inner).items())
            else:
                yield from (((key, *way), {key: alone}) for way, alone in _single(inner))
    elif isinstance(value, list):
        yield from (((str(each),), [each]) for each in value)
    else:
        yield (str(value).lower() if isinstance(value, bool) else str(value).replace(BETWEEN, ""),), value


def offered(kind: str, body: Any) -> list[str]:
    """What there was to choose, as written, where that is a plain list: choices that nobody took are worth seeing."""
    if kind == "truefalse":
        return ["true", "false"]
    return TYPES[kind].choice_ids(body) if kind in ("single", "multiple", "hotspot") else []


def is_right(kind: str, body: Any, choice: str, alone: Alone | None) -> bool | None:
    """Whether a choice earns something by itself; None where that cannot be told."""
    way = choice.split(BETWEEN)
    if kind == "case":
        part = _part(body, way[0])
        return is_right(part.kind, part.body, BETWEEN.join(way[1:]), alone and alone["parts"][way[0]])
    if kind == "ordering":
        step, number = way
        return bool(body.steps[int(number) - 1].id == step)
    alone = alone or {"single": {"choice": choice}, "truefalse": {"value": choice == "true"}, "hotspot": {"spots": [choice]}}.get(
        kind, {"choices": [choice]}
    )
    rules = TYPES[kind]
    return rules.grade(body, rules.read_answer(alone)).points > 0


def label(kind: str, body: Any, choice: str, language: str) -> str:
    """The choice in words."""
    way = choice.split(BETWEEN)
    if kind == "case":
        part = _part(body, way[0])
        return f"{shortened(part.body.prompt.within(language))} — {label(part.kind, part.body, BETWEEN.join(way[1:]), language)}"
    words = LABELS.get(kind)
    return words(body, way, language) if words else " → ".join(way)


def shortened(text: str) -> str:
    """The beginning of a text without its markup."""
    text = " ".join(plain(text).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _part(body: Any, part_id: str) -> Any:
    return next(part for part in body.parts if part.id == part_id)


def _named(things: Any, wanted: str, language: str, field: str = "text") -> str:
    return next((getattr(each, field).within(language) for each in things if each.id == wanted), wanted)


def _matching(body: Any, way: list[str], language: str) -> str:
    right = body.rights().get(way[1])
    return f"{_named(body.pairs, way[0], language, 'left')} → {right.within(language) if right else way[1]}"


def _gaps(body: Any, way: list[str], language: str) -> str:
    gap = next(each for each in body.gaps if each.id == way[0])
    return f"[{list(body.gaps).index(gap) + 1}] {gap.shown(way[1], language)}"


LABELS = {
    "single": lambda body, way, language: _named(body.choices, way[0], language),
    "multiple": lambda body, way, language: _named(body.choices, way[0], language),
    "hotspot": lambda body, way, language: _named(body.spots, way[0], language, "label"),
    "truefalse": lambda body, way, language: pgettext("statement", "True") if way[0] == "true" else pgettext("statement", "False"),
    "matching": _matching,
    "ordering": lambda body, way, language: f"{way[1]}. {_named(body.steps, way[0], language)}",
    "categorise": lambda body, way, language: f"{_named(body.things, way[0], language)} → {_named(body.categories, way[1], language)}",
    "gaps": _gaps,
}
