"""What is looked at in a station, and how it is written down. Pure.

A rubric is a few criteria, each with levels that give points, in three languages. Trainers write it as text, one for each language:

    Contact
    0: begins with accusations
    2: greets, says who they are and why they have come

    Rights
    0: ...

The first line of a paragraph names the criterion; every other line is a level, its points before the colon. Criteria and points must be
the same in every language: they are one rubric. A criterion's id is its place, "1" first.
"""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, model_validator

LANGUAGES = ("kk", "ru", "en")
LEVEL = re.compile(r"(\d{1,3})\s*[:：.–-]\s*(\S.*)")

Text = dict[str, str]


class BadRubric(ValueError):  # noqa: N818 — it reads as the refusal it is
    """What was written is no rubric. `reason`: `empty`, `levels` (of criterion `place`), `line` (no points in it), `differs` (from Kazakh).

    `language` says in which text.
    """

    def __init__(self, reason: str, language: str, place: int = 0):
        super().__init__(f"{reason} in {language}, criterion {place}")
        self.reason, self.language, self.place = reason, language, place


class Level(BaseModel):
    model_config = ConfigDict(frozen=True)

    points: int = Field(ge=0, le=100)
    text: Text


class Criterion(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: str
    text: Text
    levels: tuple[Level, ...]

    @model_validator(mode="after")
    def _levels_differ(self) -> "Criterion":
        points = [level.points for level in self.levels]
        if len(points) < 2 or len(set(points)) < len(points) or not max(points):
            raise ValueError("A criterion has at least two levels with different points.")
        return self


class Rubric(BaseModel):
    model_config = ConfigDict(frozen=True)

    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @property
    def maximum(self) -> int:
        return sum(max(level.points for level in criterion.levels) for criterion in self.criteria)

    def points(self, scores: Mapping[str, int]) -> int | None:
        """The sum, if each criterion has points that one of its levels gives; else None."""
        allowed = {criterion.id: {level.points for level in criterion.levels} for criterion in self.criteria}
        if set(scores) != set(allowed) or any(scores[each] not in allowed[each] for each in allowed):
            return None
        return sum(scores.values())


def read(texts: Mapping[str, str]) -> Rubric:
    """The rubric that was written in each language. Raises BadRubric."""
    parts = {language: _paragraphs(texts.get(language, ""), language) for language in LANGUAGES}
    shape = [(points for points, _text in levels) for _name, levels in parts["kk"]]
    expected = [tuple(points) for points in shape]
    for language in LANGUAGES:
        found = [tuple(points for points, _text in levels) for _name, levels in parts[language]]
        if found != expected:
            raise BadRubric("differs", language)
    criteria = [
        Criterion(
            id=str(place + 1),
            text={language: parts[language][place][0] for language in LANGUAGES},
            levels=tuple(
                Level(points=points, text={language: parts[language][place][1][row][1] for language in LANGUAGES})
                for row, points in enumerate(expected[place])
            ),
        )
        for place in range(len(expected))
    ]
    return Rubric(criteria=tuple(criteria))


def write(rubric: Rubric, language: str) -> str:
    """The text in that language, from which `read` makes the same rubric."""
    return "\n\n".join(
        "\n".join([criterion.text[language], *(f"{level.points}: {level.text[language]}" for level in criterion.levels)])
        for criterion in rubric.criteria
    )


def _paragraphs(text: str, language: str) -> list[tuple[str, list[tuple[int, str]]]]:
    found = [[line.strip() for line in part.splitlines()] for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())]
    if not found[0]:
        raise BadRubric("empty", language)
    return [(lines[0], _levels(lines[1:], language, place)) for place, lines in enumerate(found, start=1)]


def _levels(lines: list[str], language: str, place: int) -> list[tuple[int, str]]:
    matches = [LEVEL.fullmatch(line) for line in lines]
    levels = [(int(match[1]), match[2]) for match in matches if match]
    if len(levels) < len(lines):
        raise BadRubric("line", language, place)
    points = [each for each, _text in levels]
    if len(points) < 2 or len(set(points)) < len(points) or not max(points) or max(points) > 100:
        raise BadRubric("levels", language, place)
    return levels
