"""Steps to be put in order, with partial credit.

points = steps directly followed by the step that should follow them / (steps − 1)

This is the default of Moodle's ordering question, "Relative to the next item (excluding last)" (docs.moodle.org, "Ordering question type"):
one step put in the wrong place costs its neighbours, not everything after it. A step without a number follows nothing.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from pydantic import model_validator

from quizzes import questions
from quizzes.questions import Fields, Frozen, Mark, QuestionType, Text, View, require_distinct


class Step(Frozen):
    id: str
    text: Text


class Body(questions.Body):
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _enough_steps(self) -> "Body":
        require_distinct([step.id for step in self.steps])
        if len(self.steps) < 2:
            raise ValueError("Give at least two steps, in the correct order.")
        return self


class Answer(questions.Answer):
    numbers: dict[str, int]


class Ordering(QuestionType[Body, Answer]):
    name = "ordering"
    body_type = Body
    answer_type = Answer
    always_shuffled = True

    def choice_ids(self, body: Body) -> list[str]:
        return [step.id for step in body.steps]

    def mark(self, body: Body, answer: Answer) -> Mark:
        numbers = [answer.numbers.get(step.id) for step in body.steps]
        right = sum(one is not None and other is not None and other - one == 1 for one, other in pairwise(numbers))
        points = Fraction(right, len(body.steps) - 1)
        return Mark(points, "right" if points == 1 else "partly" if points else "wrong")

    def parse_answer(self, body: Body, order: Sequence[str], fields: Fields) -> Answer | None:
        allowed = {str(number): number for number in range(1, len(order) + 1)}
        numbers = {}
        for place, step in enumerate(order):
            given = [allowed[value] for value in fields.get(str(place), []) if value in allowed]
            if given:
                numbers[step] = given[0]
        return Answer(numbers=numbers) if numbers else None

    def learner_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        texts = {step.id: step.text.within(language) for step in body.steps}
        given = answer.numbers if answer else {}
        shown = sorted(enumerate(order), key=lambda each: given[each[1]]) if len(given) == len(order) else enumerate(order)
        steps = [{"part": place, "text": texts[each], "number": given.get(each)} for place, each in shown]
        return {"prompt": body.prompt.within(language), "steps": steps, "numbers": range(1, len(order) + 1)}

    def solution_view(self, body: Body, order: Sequence[str], language: str, answer: Answer | None) -> View:
        given = answer.numbers if answer else {}
        return {
            "prompt": body.prompt.within(language),
            "steps": [
                {"text": step.text.within(language), "number": number, "given": given.get(step.id), "correct": given.get(step.id) == number}
                for number, step in enumerate(body.steps, 1)
            ],
            "feedback": body.feedback.within(language),
        }
