"""Left sides, each to be given its right side; extra right sides match nothing.

points = correct pairs / pairs

This is Moodle's matching question (docs.moodle.org, "Matching question type": every subquestion has the same weight). Right sides with the
same words count as the same, whichever of them was chosen.
"""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import model_validator

from quizzes import questions
from quizzes.questions import Fields, Frozen, Mark, QuestionType, Text, View, places, require_distinct


class Pair(Frozen):
    id: str
    left: Text
    right: Text


class Extra(Frozen):
    id: str
    text: Text


class Body(questions.Body):
    pairs: tuple[Pair, ...]
    extra: tuple[Extra, ...] = ()

    @model_validator(mode="after")
    def _enough_pairs(self) -> "Body":
        require_distinct([*(pair.id for pair in self.pairs), *(extra.id for extra in self.extra)])
        if len(self.pairs) < 3:
            raise ValueError("Give at least three pairs.")
        return self

    def rights(self) -> dict[str, Text]:
        """Right sides by id: that of a pair has the pair's."""
        return {pair.id: pair.right for pair in self.pairs} | {extra.id: extra.text for extra in self.extra}


class Answer(questions.Answer):
    rights: dict[str, str]


class Matching(QuestionType[Body, Answer]):
    name = "matching"
    body_type = Body
    answer_type = Answer
    always_shuffled = True

    def choice_ids(self, body: Body) -> list[str]:
        return list(body.rights())

    def mark(self, body: Body, answer: Answer) -> Mark:
        rights = body.rights()
        right = sum(rights.get(answer.rights.get(pair.id, "")) == pair.right for pair in body.pairs)
        points = Fraction(right, len(body.pairs))
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        rights = {}
        for place, pair in enumerate(body.pairs):
            chosen = places(order, fields.get(str(place), []))
            if chosen:
                rights[pair.id] = chosen[0]
        return Answer(rights=rights) if rights else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        rights = body.rights()
        given = answer.rights if answer else {}
        chosen = {pair.id: order.index(given[pair.id]) if given.get(pair.id) in order else None for pair in body.pairs}
        return {
            "prompt": body.prompt.within(language),
            "lefts": [
                {"part": place, "text": pair.left.within(language), "chosen": chosen[pair.id]} for place, pair in enumerate(body.pairs)
            ],
            "rights": [{"value": place, "text": rights[each].within(language)} for place, each in enumerate(order)],
        }

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        rights = body.rights()
        given = answer.rights if answer else {}
        rows = []
        for pair in body.pairs:
            chosen = rights.get(given.get(pair.id, ""))
            rows.append(
                {
                    "left": pair.left.within(language),
                    "right": pair.right.within(language),
                    "chosen": chosen.within(language) if chosen else "",
                    "correct": chosen == pair.right,
                }
            )
        return {"prompt": body.prompt.within(language), "rows": rows, "feedback": body.feedback.within(language)}
