"""The texts of a stored body, each with the place where it stands. Pure.

A place is a path of fields; things in lists are named by their ids, so that a row that moved is still the same row.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, TypeGuard

from quizzes.questions import LANGUAGES

Path = tuple[str, ...]
Words = dict[str, str]  # language to words

BLOCKS = re.compile(r"</?(?:p|br|h3|ul|ol|li)\b[^>]*>")  # between these, words do not run together
MARKUP = re.compile(r"<[^>]*>")


def passages(body: object) -> dict[Path, Words]:
    """Every text of the body. Several texts in one language (accepted answers) are lines."""
    return dict(_passages(body, ()))


def _passages(part: object, path: Path) -> Iterator[tuple[Path, Words]]:
    if is_text(part):
        yield path, {code: _lines(words) for code, words in part.items()}
    elif isinstance(part, Mapping):
        for name, each in part.items():
            yield from _passages(each, (*path, str(name)))
    elif isinstance(part, list | tuple):
        for name, each in named(part):
            yield from _passages(each, (*path, name))


def is_text(part: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether this piece of a body is a text in languages, and not a thing with fields."""
    return isinstance(part, Mapping) and bool(part) and all(name in LANGUAGES for name in part)


def named(rows: list[Any] | tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """The rows of a list with the names they go by: their ids, else their places counted from 1."""
    for place, row in enumerate(rows, start=1):
        own = row.get("id") if isinstance(row, Mapping) else None
        yield (str(own) if own else str(place)), row


def _lines(words: object) -> str:
    return "\n".join(map(str, words)) if isinstance(words, list | tuple) else str(words)


def plain(words: str) -> str:
    """The words alone: without markup, with single spaces."""
    return " ".join(unescape(MARKUP.sub("", BLOCKS.sub(" ", words))).split())
