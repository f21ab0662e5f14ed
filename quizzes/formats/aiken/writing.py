"""Aiken written: questions with one right choice, nothing else."""

from collections.abc import Sequence
from string import ascii_uppercase

from quizzes.formats.entries import Source
from quizzes.formats.texts import words


def write(sources: Sequence[Source], language: str) -> str:
    return "\n".join(_written(source, language) for source in sources)


def _written(source: Source, language: str) -> str:
    lines = [words(source.body["prompt"][language])]
    key = ""
    for letter, choice in zip(ascii_uppercase, source.body["choices"], strict=False):
        lines.append(f"{letter}) {choice['text'][language]}")
        if choice.get("correct"):
            key = letter
    return "\n".join([*lines, f"ANSWER: {key}", ""])
