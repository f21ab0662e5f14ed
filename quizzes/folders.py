"""What a type's folder holds beside its pure rules: how its fields are drawn, and how a body is edited."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from quizzes.questions import View


@cache
def drawer_of(kind: str) -> Callable[[str, View], str]:
    """`draw(name, view)` of a type: the HTML of its fields for the exam, from its `learner_view`.

    Drawn by functions, not templates: an exam page has hundreds of small parts, and a template spent four fifths of its time on them.
    """
    draw: Callable[[str, View], str] = import_module(f"quizzes.types.{kind}.drawing").draw
    return draw


@cache
def editor_of(kind: str) -> Any:
    """The `Editor` of a type."""
    return import_module(f"quizzes.types.{kind}.editor").Editor
