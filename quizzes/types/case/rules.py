"""A situation with two to six questions to it, each of another type.

points = sum of the parts' points; maximum = sum of the parts' maxima

This is what Moodle's "embedded answers" is used for (docs.moodle.org: the mark of a subquestion counts with its weight); here the parts
are whole questions of the bank's own types, given to this type by the registry. Choices of all parts are shuffled, whatever the quiz
says: the order written could be the key.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, create_model, model_validator

from quizzes import questions
from quizzes.questions import LANGUAGES, AnyType, Fields, Frozen, Mark, QuestionType, View, require_distinct

LETTERS = "ABCDEF"


class Body(questions.Body):
    """`parts` is given its types by `Case`: one for each kind of question there is."""

    parts: tuple[Any, ...]

    def inner(self) -> Sequence[questions.Body]:
        return [part.body for part in self.parts]

    @model_validator(mode="after")
    def _a_case_has_parts(self) -> "Body":
        require_distinct([part.id for part in self.parts])
        if not 2 <= len(self.parts) <= 6 or any("/" in part.id for part in self.parts):
            raise ValueError("Give a case two to six questions.")
        return self

    def missing_languages(self) -> list[str]:
        lacking = {*super().missing_languages(), *(code for part in self.parts for code in part.body.missing_languages())}
        return [code for code in LANGUAGES if code in lacking]


class Answer(questions.Answer):
    parts: dict[str, dict[str, Any]]


class Case(QuestionType[Any, Answer]):
    name = "case"
    own_words = True
    answer_type = Answer
    always_shuffled = True

    def __init__(self, kinds: Mapping[str, AnyType]):
        self.kinds = kinds
        any_part: Any = Annotated[reduce(or_, [_part_type(kind) for kind in kinds.values()]), Field(discriminator="kind")]
        self.body_type = create_model("CaseBody", __base__=Body, parts=(tuple[any_part, ...], ...))

    def maximum(self, body: Any) -> int:
        return sum(self.kinds[part.kind].maximum(part.body) for part in body.parts)

    def choice_ids(self, body: Any) -> list[str]:
        return [f"{part.id}/{each}" for part in body.parts for each in self.kinds[part.kind].choice_ids(part.body)]

    def mark(self, body: Any, answer: Answer) -> Mark:
        marks = [self.kinds[part.kind].grade(part.body, self._answer(part, answer)) for part in body.parts]
        points, maximum = sum((mark.points for mark in marks), Fraction(0)), sum(mark.maximum for mark in marks)
        return Mark(points, "right" if points == maximum else "partly" if points else "wrong", maximum)

    def parse_answer(self, body: Any, order: Sequence[str], fields: Fields) -> Answer | None:
        given = {}
        for number, part in enumerate(body.parts):
            answer = self.kinds[part.kind].parse_answer(part.body, _order_of(part, order), _fields_of(number, fields))
            if answer is not None:
                given[part.id] = answer.model_dump(mode="json")
        return Answer(parts=given) if given else None

    def learner_view(self, body: Any, order: Sequence[str], language: str, answer: Answer | None) -> View:
        parts = []
        for number, part in enumerate(body.parts):
            view = self.kinds[part.kind].learner_view(part.body, _order_of(part, order), language, self._answer(part, answer))
            parts.append({"number": number, "kind": part.kind, "view": view, **self._shown(number, part)})
        return {"prompt": body.prompt.within(language), "parts": parts}

    def solution_view(self, body: Any, order: Sequence[str], language: str, answer: Answer | None) -> View:
        parts = []
        for number, part in enumerate(body.parts):
            kind, given = self.kinds[part.kind], self._answer(part, answer)
            mark = kind.grade(part.body, given)
            parts.append(
                {
                    "view": kind.solution_view(part.body, _order_of(part, order), language, given),
                    "template": kind.solution_template,
                    **self._shown(number, part),
                    "mark": "right" if mark.points == mark.maximum else "partly" if mark.points else "wrong",
                    "answered": given is not None,
                }
            )
        return {"prompt": body.prompt.within(language), "parts": parts, "feedback": body.feedback.within(language)}

    def _shown(self, number: int, part: Any) -> View:
        return {"letter": LETTERS[number], "places_picture": self.kinds[part.kind].places_picture}

    def _answer(self, part: Any, answer: Answer | None) -> Any:
        return self.kinds[part.kind].read_answer(answer.parts.get(part.id)) if answer else None


def _part_type(kind: AnyType) -> Any:
    """The model of a part of that kind."""
    name: Any = Literal[kind.name]
    return create_model(f"{kind.name.title()}Part", __base__=Frozen, id=(str, ...), kind=(name, ...), body=(kind.body_type, ...))


def _order_of(part: Any, order: Sequence[str]) -> list[str]:
    """The part's own choices in the order shown."""
    return [each.removeprefix(f"{part.id}/") for each in order if each.startswith(f"{part.id}/")]


def _fields_of(number: int, fields: Fields) -> Fields:
    """What a form sent for one part: `p0` and `p0.x` are the fields "" and "x" of the first."""
    name = f"p{number}"
    found = {field[len(name) + 1 :]: values for field, values in fields.items() if field.startswith(f"{name}.")}
    return {**found, "": fields[name]} if name in fields else found
