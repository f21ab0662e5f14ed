"""What a learner who knows everything would send: the right answer to a question, as form fields. For the demo academy and for tests."""

from collections.abc import Sequence
from typing import Any


def right_fields(kind: str, body: dict[str, Any], order: Sequence[str]) -> dict[str, list[str]]:
    """The fields of the right answer by part, in the order shown: choices are named by their place, never by their id."""
    return {
        "single": _choices,
        "multiple": _choices,
        "truefalse": lambda body, order: {"": [str(body["answer"]).lower()]},
        "numeric": lambda body, order: {"": [str(body["answer"])]},
        "matching": _matching,
        "ordering": _ordering,
        "shorttext": lambda body, order: {"": [_word(body["accepted"])]},
        "gaps": _gaps,
        "categorise": _categorise,
        "hotspot": lambda body, order: {"": [str(order.index(spot["id"])) for spot in body["spots"] if spot.get("correct")]},
        "case": _case,
        "essay": lambda body, order: {"": ["A plan of twelve sessions, one a week."]},
    }[kind](body, order)


def _choices(body, order):
    return {"": [str(order.index(choice["id"])) for choice in body["choices"] if choice.get("correct")]}


def _matching(body, order):
    return {str(part): [str(order.index(pair["id"]))] for part, pair in enumerate(body["pairs"])}


def _ordering(body, order):
    numbers = {step["id"]: str(number) for number, step in enumerate(body["steps"], 1)}
    return {str(part): [numbers[step]] for part, step in enumerate(order)}


def _word(accepted):
    return next(words[0] for words in accepted.values() if words)


def _gaps(body, order):
    fields = {}
    for part, gap in enumerate(body["gaps"]):
        right = next((f"{gap['id']}/{choice['id']}" for choice in gap.get("choices", []) if choice.get("correct")), None)
        fields[str(part)] = [str(order.index(right)) if right else _word(gap["accepted"])]
    return fields


def _categorise(body, order):
    places = {category["id"]: str(place) for place, category in enumerate(body["categories"])}
    categories = {thing["id"]: thing["category"] for thing in body["things"]}
    return {str(part): [places[categories[thing]]] for part, thing in enumerate(order)}


def _case(body, order):
    fields = {}
    for number, part in enumerate(body["parts"]):
        own = [each.removeprefix(f"{part['id']}/") for each in order if each.startswith(f"{part['id']}/")]
        for field, values in right_fields(part["kind"], part["body"], own).items():
            fields[f"p{number}.{field}" if field else f"p{number}"] = values
    return fields
