"""What a learner who knows everything would send: the right answer to a question, as form fields."""

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
    }[kind](body, order)


def _choices(body, order):
    return {"": [str(order.index(choice["id"])) for choice in body["choices"] if choice.get("correct")]}


def _matching(body, order):
    return {str(part): [str(order.index(pair["id"]))] for part, pair in enumerate(body["pairs"])}


def _ordering(body, order):
    numbers = {step["id"]: str(number) for number, step in enumerate(body["steps"], 1)}
    return {str(part): [numbers[step]] for part, step in enumerate(order)}
