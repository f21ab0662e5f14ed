"""Places on a picture, one or several of them right.

one place: points = 1 if right, else 0
several:   points = max(0, right chosen / right − wrong chosen / wrong)

Moodle's "drag and drop markers" lets one point anywhere; here the places are named, so that they can be chosen by keyboard and heard, and
the rule is that of its multiple choice (docs.moodle.org, "Multiple Choice question type").
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pydantic import Field, model_validator

from quizzes import questions
from quizzes.questions import Fields, Frozen, Mark, QuestionType, Text, View, places, require_distinct

Percent = Field(ge=0, le=100, allow_inf_nan=False)


class Spot(Frozen):
    """A rectangle of the picture, in percent of its width and height, with the words for it."""

    id: str
    label: Text
    x: Decimal = Percent
    y: Decimal = Percent
    width: Decimal = Percent
    height: Decimal = Percent
    correct: bool = False

    @model_validator(mode="after")
    def _lies_on_the_picture(self) -> "Spot":
        if min(self.width, self.height) < 2 or self.x + self.width > 100 or self.y + self.height > 100:
            raise ValueError("A place lies within the picture and is at least 2 % wide and high.")
        return self


class Body(questions.Body):
    spots: tuple[Spot, ...]
    several: bool = False

    @model_validator(mode="after")
    def _can_be_found(self) -> "Body":
        require_distinct([spot.id for spot in self.spots])
        right = sum(spot.correct for spot in self.spots)
        if self.picture is None:
            raise ValueError("Choose a picture.")
        if not right or right == len(self.spots):
            raise ValueError("Give at least two places, at least one right and one wrong.")
        if right > 1 and not self.several:
            raise ValueError("Several places are right: let several be chosen.")
        return self


class Answer(questions.Answer):
    spots: tuple[str, ...]


class Hotspot(QuestionType[Body, Answer]):
    name = "hotspot"
    body_type = Body
    answer_type = Answer
    places_picture = True

    def choice_ids(self, body: Body) -> list[str]:
        return [spot.id for spot in body.spots]

    def mark(self, body: Body, answer: Answer) -> Mark:
        right = {spot.id for spot in body.spots if spot.correct}
        wrong = {spot.id for spot in body.spots if not spot.correct}
        chosen = set(answer.spots)
        points = max(Fraction(0), Fraction(len(chosen & right), len(right)) - Fraction(len(chosen & wrong), len(wrong)))
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        chosen = places(order, fields.get("", []))
        if not body.several:
            chosen = chosen[:1]
        return Answer(spots=tuple(sorted(set(chosen)))) if chosen else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        spots = {spot.id: spot for spot in body.spots}
        chosen = answer.spots if answer else ()
        return {
            "prompt": body.prompt.within(language),
            "several": body.several,
            "spots": [
                {"value": place, "number": place + 1, "chosen": each in chosen, **_area(spots[each], language)}
                for place, each in enumerate(order)
            ],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        view = self.learner_view(body, order, language, answer)
        correct = {spot.id: spot.correct for spot in body.spots}
        shown = [{**spot, "correct": correct[each]} for spot, each in zip(view["spots"], order, strict=True)]
        return {**view, "spots": shown, "feedback": body.feedback.within(language)}


def _area(spot: Spot, language: str) -> View:
    area = {name: float(getattr(spot, name)) for name in ("x", "y", "width", "height")}
    return {"label": spot.label.within(language), **area}
