"""A text of one's own, perhaps with a file, marked by people against a rubric.

points = sum of the points of the level given for each criterion; maximum = sum of each criterion's highest level

This is Moodle's essay with a rubric (docs.moodle.org, "Essay question type", "Rubrics"). The rubric is no secret: it stands beside the
question. How several markers' points become one mark is said in `quizzes.moderation`.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pydantic import Field, model_validator

from quizzes import questions
from quizzes.questions import Fields, Frozen, Mark, QuestionType, Text, View, require_distinct

LONGEST = 20_000


class Level(Frozen):
    """What earns how many points."""

    points: int = Field(ge=0, le=100)
    text: Text


class Criterion(Frozen):
    id: str
    criterion: Text
    levels: tuple[Level, ...]

    @model_validator(mode="after")
    def _levels_differ(self) -> "Criterion":
        points = [level.points for level in self.levels]
        if len(points) < 2 or len(set(points)) < len(points) or not max(points):
            raise ValueError("Give each criterion at least two levels with different points.")
        return self

    @property
    def most(self) -> int:
        return max(level.points for level in self.levels)


class Body(questions.Body):
    rubric: tuple[Criterion, ...]
    words_min: int | None = Field(default=None, ge=0)
    words_max: int | None = Field(default=None, ge=1)
    file: bool = False

    @model_validator(mode="after")
    def _can_be_marked(self) -> "Body":
        require_distinct([criterion.id for criterion in self.rubric])
        if not self.rubric:
            raise ValueError("Give the rubric at least one criterion.")
        if self.words_min is not None and self.words_max is not None and self.words_min > self.words_max:
            raise ValueError("The least number of words is greater than the most.")
        return self


class Answer(questions.Answer):
    text: str
    file: int | None = None


class Essay(QuestionType[Body, Answer]):
    name = "essay"
    own_words = True
    body_type = Body
    answer_type = Answer
    by_hand = True

    def maximum(self, body: Body) -> int:
        return sum(criterion.most for criterion in body.rubric)

    def mark(self, body: Body, answer: Answer) -> Mark:
        return Mark(Fraction(0), "waiting", self.maximum(body))

    def scored(self, body: Body, scores: Mapping[str, int], language: str) -> list[View]:
        """One marker's points for each criterion."""
        return [
            {"criterion": each.criterion.within(language), "points": scores.get(each.id, 0), "maximum": each.most} for each in body.rubric
        ]

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        text = "".join(fields.get("", [])[:1]).replace("\r\n", "\n").replace("\x00", "").strip()[:LONGEST]
        named = "".join(fields.get("file", [])[:1])
        file = int(named) if body.file and named.isascii() and named.isdigit() and len(named) < 19 else None
        return Answer(text=text, file=file) if text or file else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {
            "prompt": body.prompt.within(language),
            "text": answer.text if answer else "",
            "file": answer.file if answer else None,
            "takes_file": body.file,
            "words_min": body.words_min,
            "words_max": body.words_max,
            "rubric": [
                {
                    "criterion": criterion.criterion.within(language),
                    "levels": [
                        {"points": level.points, "text": level.text.within(language)}
                        for level in sorted(criterion.levels, key=lambda level: -level.points)
                    ],
                }
                for criterion in body.rubric
            ],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        return {**self.learner_view(body, order, language, answer), "feedback": body.feedback.within(language)}
